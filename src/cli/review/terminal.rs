//! Looking at pending snapshots one by one, on a terminal.

use std::io;

use console::{Key, Term};

use super::super::check::print;
use super::super::failure::Failure;
use super::super::store::{Pending, StoreError};
use super::Settled;
use super::keys::Press;
use super::screen::Size;
use super::walk::Walk;

/// Shows the snapshots and carries out what is chosen. `faults` are those of
/// snapshots that cannot be shown.
pub(super) fn walk(pending: Vec<Pending>, faults: Vec<StoreError>) -> Result<Settled, Failure> {
    let mut walk = Walk::new(pending);
    let terminal = Term::stdout();
    while let Some(item) = walk.current() {
        walk.look_again(item);
        clear(&terminal)?;
        print(&walk.screen(item, size(&terminal)))?;
        walk.press(press(&terminal).map_err(|error| cannot_ask(&error))?);
    }
    clear(&terminal)?;
    Ok(walk.settled(faults))
}

/// What is pressed next. Where nobody can press anything any more, that is the
/// end.
fn press(terminal: &Term) -> io::Result<Press> {
    match terminal.read_key_raw() {
        Ok(key) => Ok(Press::of(&key)),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(Press::of(&Key::Escape)),
        Err(error) => Err(error),
    }
}

fn size(terminal: &Term) -> Size {
    let (rows, columns) = terminal.size();
    Size {
        rows: rows.into(),
        columns: columns.into(),
    }
}

fn clear(terminal: &Term) -> Result<(), Failure> {
    terminal.clear_screen().map_err(|error| cannot_ask(&error))
}

fn cannot_ask(error: &io::Error) -> Failure {
    Failure::new(format!("cannot use the terminal: {error}"))
        .help("`whatnext review --accept PATH` and `--reject PATH` need none")
}
