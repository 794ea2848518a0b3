//! Looking at pending snapshots one by one, on a terminal.

use std::io;

use console::{Key, Term};

use super::super::check::print;
use super::super::failure::Failure;
use super::super::store::{Pending, StoreError};
use super::Settled;
use super::walk::Walk;
use crate::suite::review::{Choice, Verdict};

/// Shows the snapshots and carries out what is chosen. `faults` are those of
/// snapshots that cannot be shown.
pub(super) fn walk(pending: Vec<Pending>, faults: Vec<StoreError>) -> Result<Settled, Failure> {
    let mut walk = Walk::new(pending);
    let terminal = Term::stdout();
    while let Some(item) = walk.current() {
        walk.look_again(item);
        clear(&terminal)?;
        print(&walk.screen(item, usize::from(terminal.size().1)))?;
        walk.choose(choice(&terminal).map_err(|error| cannot_ask(&error))?);
    }
    clear(&terminal)?;
    Ok(walk.settled(faults))
}

/// The next choice. Where nobody can choose any more, the others are left.
fn choice(terminal: &Term) -> io::Result<Choice> {
    loop {
        let choice = match terminal.read_key() {
            Ok(Key::Char(key)) => Choice::of_key(key),
            Ok(Key::Enter) => Some(Choice::One(Verdict::Accepted)),
            Ok(Key::Escape) => Some(Choice::One(Verdict::Rejected)),
            Ok(_) => None,
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Some(Choice::Quit),
            Err(error) => return Err(error),
        };
        if let Some(choice) = choice {
            return Ok(choice);
        }
    }
}

fn clear(terminal: &Term) -> Result<(), Failure> {
    terminal.clear_screen().map_err(|error| cannot_ask(&error))
}

fn cannot_ask(error: &io::Error) -> Failure {
    Failure::new(format!("cannot use the terminal: {error}"))
        .help("`whatnext review --accept PATH` and `--reject PATH` need none")
}
