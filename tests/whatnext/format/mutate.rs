//! Changes the white space of a text at random, and puts comments into it, wherever tokens meet.

use crate::reference::Random;

/// Characters that are tokens of their own, so that white space may stand beside them.
const SIGNS: &str = "()[]{},|:=";

/// The text with other white space in about so many of a hundred places.
pub(super) fn mutated(text: &str, percent: usize, random: &mut Random) -> String {
    let mut mutant = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let after_matches = mutant.trim_end().ends_with("matches");
        let length = match first {
            '"' => text_length(rest),
            '/' if after_matches => pattern_length(rest),
            '#' => rest.find('\n').unwrap_or(rest.len()),
            ' ' | '\t' | '\r' | '\n' => rest.len() - rest.trim_start().len(),
            _ => first.len_utf8(),
        };
        let (token, after) = rest.split_at(length);
        rest = after;
        if token.trim().is_empty() {
            mutant.push_str(&space(token, percent, random));
        } else if SIGNS.contains(first) {
            mutant.push_str(&extra(percent / 2, random));
            mutant.push_str(token);
            mutant.push_str(&extra(percent / 2, random));
        } else {
            mutant.push_str(token);
        }
    }
    mutant
}

fn text_length(rest: &str) -> usize {
    let mut length = 0;
    for quoted in rest[1..].split_inclusive('"') {
        length += quoted.len();
        if !rest[1 + length..].starts_with('"') || quoted == "\"" {
            break;
        }
    }
    1 + length
}

fn pattern_length(rest: &str) -> usize {
    let mut is_escaped = false;
    let end = rest[1..].find(|c| {
        let ends = c == '/' && !is_escaped;
        is_escaped = c == '\\' && !is_escaped;
        ends
    });
    end.map_or(rest.len(), |end| end + 2)
}

/// White space, or other white space in its place.
fn space(token: &str, percent: usize, random: &mut Random) -> String {
    if !random.percent(percent) {
        return token.to_owned();
    }
    let breaks = [
        "\n",
        "\n\n\n\n",
        " # c\n",
        "\n# c\n",
        "\n    # c\n\n",
        "\r\n\t #c\r\n  # d  \n\n #e\n",
        "\n        ",
        " ",
    ];
    let blanks = [
        "   ",
        "\t",
        "\u{a0}",
        "\n",
        "\n\n  ",
        " # c\n",
        "\n    # c\n\n",
        " \n  ",
    ];
    let others = if token.contains('\n') { breaks } else { blanks };
    (*random.pick(&others)).to_owned()
}

fn extra(percent: usize, random: &mut Random) -> String {
    if random.percent(percent) {
        (*random.pick(&[" ", "\n", " # sign\n"])).to_owned()
    } else {
        String::new()
    }
}
