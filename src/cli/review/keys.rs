//! What the keys do.

use console::Key;

use crate::suite::review::Choice;

/// What a person does at the terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Press {
    /// Choose something.
    Choose(Choice),
    /// Look at another part of the snapshot.
    Scroll(Scroll),
    /// Show what the keys do, or no longer.
    Help,
    /// Press a key that does nothing.
    Unknown,
}

/// Where to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scroll {
    RowUp,
    RowDown,
    PageUp,
    PageDown,
}

impl Press {
    pub(super) fn of(key: &Key) -> Self {
        match key {
            // Both are what people press to get out: neither decides anything.
            Key::Escape | Key::CtrlC => Press::Choose(Choice::Quit),
            Key::ArrowUp => Press::Scroll(Scroll::RowUp),
            Key::ArrowDown => Press::Scroll(Scroll::RowDown),
            Key::PageUp => Press::Scroll(Scroll::PageUp),
            Key::PageDown | Key::Char(' ') => Press::Scroll(Scroll::PageDown),
            Key::Char('?') => Press::Help,
            Key::Char(key) => Choice::of_key(*key).map_or(Press::Unknown, Press::Choose),
            _ => Press::Unknown,
        }
    }
}

/// A key with what it does: in a word, and in a line.
pub(super) struct KeyHelp {
    pub(super) keys: &'static str,
    pub(super) word: &'static str,
    pub(super) line: &'static str,
}

/// How things stand when the keys are shown.
#[derive(Clone, Copy, Debug)]
pub(super) struct Situation {
    pub(super) has_accepted: bool,
    pub(super) shows_info: bool,
    pub(super) shows_diff: bool,
}

/// The keys, in two groups: what is decided, and what is shown.
pub(super) fn keys(situation: Situation) -> [Vec<KeyHelp>; 2] {
    let key = |keys, word, line| KeyHelp { keys, word, line };
    let reject = if situation.has_accepted {
        "keep the old snapshot"
    } else {
        "remove the new snapshot"
    };
    let info = if situation.shows_info {
        "hide info"
    } else {
        "show info"
    };
    let diff = if situation.shows_diff {
        "show all"
    } else {
        "show diff"
    };
    [
        vec![
            key("a", "accept", "keep the new snapshot"),
            key("r", "reject", reject),
            key("s", "skip", "keep both for now"),
            key(
                "A R S",
                "all that remain",
                "do it for this one and all that remain",
            ),
            key("b", "back", "look at the one before again"),
            key(
                "q Esc",
                "leave",
                "leave the others for later; so does Ctrl-C",
            ),
        ],
        vec![
            key("d", diff, "what differs, or all of the new snapshot"),
            key(
                "i",
                info,
                "where it comes from, and the rules that account for it",
            ),
            key("↑ ↓", "move", "look at what does not fit on the screen"),
            key(
                "space",
                "next page",
                "look at the next page; so does Page Down",
            ),
            key("?", "help", "show what the keys do, or no longer"),
        ],
    ]
}

#[cfg(test)]
mod tests {
    use console::Key;

    use super::{Press, Scroll};
    use crate::suite::review::{Choice, Verdict};

    #[test]
    fn what_people_press_to_get_out_decides_nothing() {
        for key in [Key::Escape, Key::CtrlC, Key::Char('q')] {
            assert_eq!(Press::of(&key), Press::Choose(Choice::Quit));
        }
        for key in [Key::Enter, Key::Tab, Key::Char('x'), Key::Unknown] {
            assert_eq!(Press::of(&key), Press::Unknown);
        }
        assert_eq!(Press::of(&Key::Char(' ')), Press::Scroll(Scroll::PageDown));
        let accept = Press::Choose(Choice::One(Verdict::Accepted));
        assert_eq!(Press::of(&Key::Char('a')), accept);
    }
}
