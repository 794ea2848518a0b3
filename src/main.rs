//! The program `whatnext`.

use std::process::ExitCode;

fn main() -> ExitCode {
    whatnext::cli::main()
}
