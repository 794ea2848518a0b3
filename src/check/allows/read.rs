//! What a comment says to us.

use crate::source::Span;

/// With what the comments begin that speak to us and not to people.
pub(super) const MARK: &str = "whatnext:";

/// A comment that begins with the mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Remark<'t> {
    /// `allow CODE because …`
    Allow {
        /// The code, as written.
        code: &'t str,
        /// Whether `because` and a reason follow.
        has_reason: bool,
    },
    /// Anything else.
    Other,
}

/// Reads a comment, from its `#` on; none if it is one for people.
pub(super) fn read(comment: &str) -> Option<Remark<'_>> {
    let text = comment.trim_start_matches('#').trim();
    let mut words = text.strip_prefix(MARK)?.split_whitespace();
    let remark = match (words.next(), words.next(), words.next()) {
        (Some("allow"), Some(code), None) => Remark::Allow {
            code,
            has_reason: false,
        },
        (Some("allow"), Some(code), Some("because")) => Remark::Allow {
            code,
            has_reason: words.next().is_some(),
        },
        _ => Remark::Other,
    };
    Some(remark)
}

/// The line of a comment that stands on a line of its own, with the line end.
pub(super) fn whole_line(text: &str, comment: Span) -> Span {
    let before = text.get(..comment.start as usize).unwrap_or("");
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let after = text.get(comment.end as usize..).unwrap_or("");
    let end = after.find('\n').map_or(after.len(), |at| at + 1);
    Span {
        file: comment.file,
        start: start as u32,
        end: comment.end + end as u32,
    }
}

#[cfg(test)]
mod tests {
    use super::{Remark, read};

    fn allow(code: &str, has_reason: bool) -> Remark<'_> {
        Remark::Allow { code, has_reason }
    }

    #[test]
    fn only_comments_with_the_mark_speak_to_us() {
        for (comment, expected) in [
            (
                "# whatnext: allow a-b because it is so",
                Some(allow("a-b", true)),
            ),
            ("#whatnext:allow  a-b\tbecause x", Some(allow("a-b", true))),
            ("## whatnext: allow a-b because", Some(allow("a-b", false))),
            ("# whatnext: allow a-b", Some(allow("a-b", false))),
            ("# whatnext: allow a-b as it is so", Some(Remark::Other)),
            ("# whatnext: allow", Some(Remark::Other)),
            ("# whatnext: forbid a-b because x", Some(Remark::Other)),
            ("# whatnext allow a-b because x", None),
            ("# see whatnext: allow a-b because x", None),
        ] {
            assert_eq!(read(comment), expected, "{comment}");
        }
    }
}
