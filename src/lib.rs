//! `whatnext` selects the next troubleshooting step for a case, and says why.
//!
//! # The pipeline
//!
//! ```text
//! source → load → syntax tree → check → rule base → graph → decision graph
//!                                                                │
//!       documents → facts, attempts ─────────────────────────► engine → selection + events → explain → decision
//! ```
//!
//! Each stage is a module, has its own types, and imports only what stands to
//! its left: [`source`], [`diagnostic`], [`syntax`], [`mod@format`], [`load`], [`model`],
//! [`check`], [`graph`], [`facts`], [`program`], [`inputs`], [`engine`],
//! [`access`], [`explain`], [`suite`], [`compare`], [`fleet`], [`reason`], [`analysis`], [`draw`],
//! [`runbook`], [`editing`].
//! Nothing but [`cli`] reads files or prints.
//!
//! # As a library
//!
//! [`compile`] rules once; a [`Program`] never changes and can be shared by
//! threads. [`Inputs`] reads a [`Case`], and [`decide`] decides it:
//!
//! ```
//! use whatnext::{Inputs, MemorySource, Next, compile, decide};
//!
//! let rules = r#"
//! fact service: running | stopped { ask "Does the service run?" }
//! symptom no_backup "No backup" when service is stopped
//! action restart "Restart the service" { step "Start it again." }
//! rule start { when no_backup  try restart }
//! "#;
//! let files = MemorySource::default().with("service.rules", rules);
//! let compiled = compile(&files.paths(), &files);
//! let program = compiled.program.ok_or("the rules have mistakes")?;
//!
//! // Nothing is known yet: a question is the next step.
//! let mut case = program.new_case();
//! let decision = decide(&program, &case)?;
//! assert!(matches!(decision.next, Next::Ask { ref fact, .. } if fact == "service"));
//!
//! Inputs::new(&program).facts(&mut case, "facts.yaml", "service: stopped")?;
//! let decision = decide(&program, &case)?;
//! let Next::Do(step) = decision.next else { return Err("no step".into()) };
//! assert_eq!(step.title, "Restart the service");
//! assert_eq!(step.why[0].fact.as_deref(), Some("service"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! A caller who wants the step without its reasons, or many steps quickly,
//! calls [`engine::select`] and pays for no explanation.

// No input may make the library panic. (Tests may.)
#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

pub mod access;
pub mod analysis;
pub mod check;
pub mod cli;
pub mod compare;
pub mod diagnostic;
pub mod draw;
pub mod editing;
pub mod engine;
pub mod explain;
pub mod facts;
pub mod fleet;
pub mod format;
pub mod graph;
pub mod inputs;
pub mod kept;
pub mod load;
pub mod model;
pub mod program;
pub mod reason;
pub mod runbook;
pub mod source;
pub mod suite;
pub mod syntax;

pub use explain::{Decision, Next};
pub use facts::case::Case;
pub use inputs::{InputProblems, Inputs};
pub use load::{MemorySource, ReadSource};
pub use program::{Compiled, Program, compile};

/// Decides a case, and explains the decision.
///
/// # Errors
///
/// Where the evaluation would take too long.
pub fn decide(program: &Program, case: &Case) -> Result<Decision, engine::TooMuchWork> {
    let scope = engine::Scope::everything(program.graph());
    Ok(explain::decide(program, case, &scope)?.decision)
}
