//! Characters that are safe to show.

/// Whether a character shows as itself and leaves its surroundings alone. Others
/// move the cursor of a terminal, break the line, turn the direction of writing,
/// or cannot be seen at all. What joins letters and signs is visible in them.
pub fn is_visible(c: char) -> bool {
    !c.is_control() && !turns_direction(c) && !separates_lines(c) && !is_nothing(c)
}

/// Whether a character ends a line, though not in source texts.
pub fn separates_lines(c: char) -> bool {
    matches!(c, '\u{2028}' | '\u{2029}')
}

fn turns_direction(c: char) -> bool {
    matches!(
        c,
        '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
    )
}

fn is_nothing(c: char) -> bool {
    matches!(c, '\u{200B}' | '\u{2060}' | '\u{FEFF}')
}
