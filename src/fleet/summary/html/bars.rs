//! Bars. They stretch to the width that they have; what they tell is told in
//! words beside them.

/// The width of a whole bar in its own units.
const WIDTH: u64 = 1000;

/// Parts that are not nothing are this wide at least, so that they are seen.
const LEAST: u64 = 4;

/// A part of a bar.
pub(super) struct Part {
    /// How its colour is called in the style.
    pub(super) class: &'static str,
    /// How much it is.
    pub(super) count: u64,
    /// What is shown when one points at it; already markup.
    pub(super) title: String,
}

/// Parts side by side, of a bar that stands for so much.
pub(super) fn bar(parts: &[Part], whole: u64) -> String {
    let label = "aria-hidden=\"true\" focusable=\"false\"";
    svg("bar", label, parts, whole)
}

/// A bar of all there is, for those who see it and those who hear it.
pub(super) fn stacked(parts: &[Part], whole: u64, label: &str) -> String {
    let label = format!("role=\"img\" aria-label=\"{label}\"");
    svg("bar stacked", &label, parts, whole)
}

/// A small square in the colour of a part.
pub(super) fn swatch(class: &str) -> String {
    format!(
        "<svg class=\"swatch\" viewBox=\"0 0 10 10\" aria-hidden=\"true\" focusable=\"false\">\
         <rect class=\"{class}\" width=\"10\" height=\"10\"/></svg>"
    )
}

fn svg(class: &str, label: &str, parts: &[Part], whole: u64) -> String {
    let mut svg = format!(
        "<svg class=\"{class}\" {label} viewBox=\"0 0 {WIDTH} 10\" preserveAspectRatio=\"none\">"
    );
    let counts: Vec<u64> = parts.iter().map(|part| part.count).collect();
    let mut x = 0;
    for (part, width) in parts.iter().zip(widths(&counts, whole)) {
        if width > 0 {
            let Part { class, title, .. } = part;
            svg.push_str(&format!(
                "<rect class=\"{class}\" x=\"{x}\" width=\"{width}\" height=\"10\">\
                 <title>{title}</title></rect>"
            ));
            x += width;
        }
    }
    svg.push_str("</svg>");
    svg
}

/// How wide the parts are. What the smallest have too much, the widest has too
/// little, so that all of them fit.
fn widths(counts: &[u64], whole: u64) -> Vec<u64> {
    let mut widths: Vec<u64> = counts.iter().map(|&count| width(count, whole)).collect();
    let too_much = widths.iter().sum::<u64>().saturating_sub(WIDTH);
    if let Some(widest) = widths.iter_mut().max() {
        *widest = widest.saturating_sub(too_much);
    }
    widths
}

fn width(count: u64, whole: u64) -> u64 {
    if count == 0 {
        return 0;
    }
    let width = u128::from(count) * u128::from(WIDTH) / u128::from(whole.max(1));
    u64::try_from(width).unwrap_or(WIDTH).clamp(LEAST, WIDTH)
}

#[cfg(test)]
mod tests {
    use super::{LEAST, WIDTH, widths};

    #[test]
    fn widths_are_in_proportion_never_nothing_and_fit() {
        assert_eq!(widths(&[1, 0], 2), [WIDTH / 2, 0]);
        assert_eq!(widths(&[u64::MAX], u64::MAX), [WIDTH]);
        assert_eq!(
            widths(&[1, 1_000_000, 1], 1_000_002),
            [LEAST, WIDTH - 2 * LEAST, LEAST]
        );
    }
}
