//! What the engine met while it selected, added up over many decisions.

use crate::graph::DecisionGraph;

/// What the engine met while it selected, added up over many decisions.
#[derive(Clone, Debug)]
pub struct Trace {}

impl Trace {
    /// A trace of nothing yet.
    pub fn new(_graph: &DecisionGraph) -> Self {
        Trace {}
    }
}
