//! Explanations: the decision as data, with its proof and its *why not*.
//!
//! Everything here is derived afterwards, from the selection and from the
//! events that the engine reported while it selected; a caller who wants only
//! the step pays nothing for it.

mod build;
mod citing;
mod complaints;
mod decision;
mod outlook;
mod passed_over;
mod proof;
mod question;
mod render;
mod text;
mod title;

pub(crate) use build::decide_to_keep;
pub use build::{Explained, decide, decide_each_rule, decide_traced};
pub use citing::Citations;
pub use decision::{
    Answer, Choice, Considered, Decision, DecisionList, Depends, LIST_SCHEMA, Next, Reason, SCHEMA,
    Step, SymptomState, Within,
};
pub(crate) use outlook::outlook as answers;
pub(crate) use question::made as made_question;
pub use render::{
    Line, Quoted, Section, render, render_for_shell, render_list, render_list_quiet, render_quiet,
    render_to_keep,
};
pub(crate) use text::one_line;
pub(crate) use title::{constant as constant_text, title};
