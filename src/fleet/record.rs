//! A record: one snapshot as it came.

/// One snapshot as it came.
#[derive(Clone, Copy, Debug)]
pub struct Record<'t> {
    /// How many records stand before it in the whole input.
    pub number: u64,
    /// What it says.
    pub body: Body<'t>,
}

/// How a snapshot comes.
#[derive(Clone, Copy, Debug)]
pub enum Body<'t> {
    /// A JSON document.
    Json(&'t str),
    /// The fields of a row, of CSV for example.
    Fields(&'t [Field<'t>]),
    /// It could not be read, for this reason.
    Unreadable(&'t str),
}

/// A field of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field<'t> {
    /// The path of a fact.
    pub name: &'t str,
    /// Its value as a person would write it. An empty one is unknown; `null`
    /// and `~` are unavailable.
    pub value: &'t str,
}
