//! The inference engine: evaluates the decision graph against a case and
//! selects the next step.
//!
//! The engine reports what it considers as events; it makes no texts. The
//! meaning is that of the language's definition: a fact that nobody gathered is
//! *unknown*, never false, and a test is the set of results that it can still
//! have ([`Truth`]).

pub(crate) mod arithmetic;
mod ask;
mod candidates;
mod count;
mod evaluate;
mod lists;
mod scratch;
mod select;
mod table;
mod trace;
mod truth;
mod unasked;
mod value;

pub use ask::Want;
pub use candidates::{Candidate, Instance};
pub use evaluate::Evaluator;
pub use lists::{Element, Elements};
pub use scratch::Scratch;
pub use select::{
    Considered, MAX_ATTEMPTS, Observer, PassedOver, Scope, Selection, WhyResolved, select,
    select_each_rule,
};
pub(crate) use select::{decide, is_used_up, select_rule};
pub use trace::{Fates, Recording, RowFits, Trace, Truths};
pub use truth::{Truth, Verdict};
pub use value::ValueState;

/// The evaluation of one case would take too long.
///
/// Nested quantifiers over long lists can multiply to any amount of work; a
/// decision is given up after [`evaluate::MAX_WORK`] evaluations of nodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooMuchWork;

impl std::fmt::Display for TooMuchWork {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "the decision was given up after {} million tests: lists that are nested in each other are too long",
            evaluate::MAX_WORK / 1_000_000
        )
    }
}

impl std::error::Error for TooMuchWork {}
