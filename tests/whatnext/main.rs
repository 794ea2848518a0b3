//! All tests of the whole program, one file a stage.

mod binary;
mod cases;
mod check;
mod clips;
mod corpus;
mod decision_schema;
mod diagnostics;
mod document;
mod documents;
mod facts;
mod layers;
mod limits;
mod parse;
mod process;
mod reference;
