//! All tests of the whole program, one file a stage.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic)]

mod binary;
mod cases;
mod check;
mod corpus;
mod decision_schema;
mod diagnostics;
mod document;
mod documents;
mod facts;
mod layers;
mod parse;
mod reference;
