//! An example that proves a finding: what is known of a case in which it shows.

/// A document that `run` reads, and that shows what a finding says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Witness {
    /// What kind of document it is.
    pub kind: WitnessKind,
    /// The document: YAML, with a line end.
    pub text: String,
}

/// The kinds of documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WitnessKind {
    /// What is known, for `run --facts`.
    Facts,
    /// What is known and what was tried, for `run --case`.
    Case,
}

impl WitnessKind {
    /// The word for it in what programs read; also the option of `run` that
    /// takes the document.
    pub fn word(self) -> &'static str {
        match self {
            WitnessKind::Facts => "facts",
            WitnessKind::Case => "case",
        }
    }

    /// What people read before the document.
    pub(super) fn heading(self) -> &'static str {
        match self {
            WitnessKind::Facts => "for example, with these facts:",
            WitnessKind::Case => "for example, in this case:",
        }
    }
}
