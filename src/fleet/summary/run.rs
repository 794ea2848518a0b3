//! What is known of a run besides its outcomes.

/// What the caller knows of the run. Unlike the summary, it is another on every
/// machine.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Run {
    /// How long it took, in seconds.
    pub seconds: f64,
    /// What the inputs are called.
    pub inputs: Vec<String>,
    /// Whether all records were read; otherwise the run was stopped.
    pub is_complete: bool,
}
