//! `whatnext lsp`, as an editor talks to it: over standard input and output.

mod client;
mod malformed;
mod session;
