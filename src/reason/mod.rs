//! Reasoning about all cases at once: the decision graph as a formula, and the
//! cases that satisfy it.
//!
//! Every fact becomes a choice: one of a few values that stand for all its
//! values ([`domain`]), or *unavailable*. Every test becomes a pair of literals,
//! *holds* and *fails*; where neither is so, it cannot be known. Lists have up to
//! [`lists::MAX_ELEMENTS`] elements. What the engine would select follows from the
//! guards of the candidates in their order. A SAT solver then answers whether
//! there is a case in which something happens, and the case is read off its
//! assignment.
//!
//! The cases are *settled*: every fact is known or unavailable. That is enough,
//! since settling one more fact never reverses a guard that was decided; only
//! entries `without asking` are passed over because of what is not known yet, and
//! a second, weaker reading of the order leaves them out.
//!
//! Some questions are answered from both sides. With [`Mode::exact`] assumed,
//! every fact *is* its representative, and an assignment is a case. Without it,
//! tests whose facts have more ways to differ than representatives may come out
//! as they like, and where even then there is no assignment, there is no case.
//! What lies between is *undecided*.

mod answers;
mod candidates;
mod domain;
mod facts;
mod formula;
mod lists;
mod outline;
mod solver;
mod values;
mod witness;

pub use answers::Answers;
pub use candidates::Candidate;
pub use facts::ElementId;
pub use formula::{Binding, Formula, Mode, Test, Verdict};
pub use outline::Outline;
pub use solver::{Answer, Literal};
