//! No path and no document makes a search long, or the stack overflow.

use whatnext::facts::search::{TooMuch, select};
use whatnext::model::json_path::{JsonPath, MAX_NESTING};

use super::{document, path, selected};

#[test]
fn the_deepest_document_is_searched() {
    let text = format!("{}1{}", "[".repeat(127), "]".repeat(127));
    let document = document(&text);
    assert_eq!(selected("$..[?@ == 1]", &document), ["1"]);
    assert_eq!(selected("$..[?@..[?@ == 1]]", &document).len(), 126);
}

#[test]
fn a_product_of_descendants_is_given_up() {
    let text = format!(
        "{}{}{}",
        "[".repeat(100),
        "1,".repeat(999) + "1",
        "]".repeat(100)
    );
    let document = document(&text);
    assert_eq!(select(&path("$..*..*..*..*..*"), &document), Err(TooMuch));
}

#[test]
fn a_product_of_filters_is_given_up() {
    let text = format!("[{}]", vec!["[1,2,3]"; 10_000].join(","));
    let document = document(&text);
    let all_pairs = path("$[?$[?@[?@ == 4]]]");
    assert_eq!(select(&all_pairs, &document), Err(TooMuch));
}

#[test]
fn comparing_large_maps_is_given_up() {
    let members = |order: &mut dyn Iterator<Item = u32>| {
        let members: Vec<String> = order.map(|n| format!("\"k{n}\":{n}")).collect();
        format!("{{{}}}", members.join(","))
    };
    let forth = members(&mut (0..20_000));
    let back = members(&mut (0..20_000).rev());
    let document = document(&format!("[{{\"a\":{forth},\"b\":{back}}}]"));
    assert_eq!(select(&path("$[?@.a == @.b]"), &document), Err(TooMuch));
}

/// The parser tries alternatives again: the more brackets, the more often.
#[test]
fn no_path_takes_long_to_read() {
    for unit in [
        "[?count(@",
        "[?length(",
        "[?(",
        "[?!(",
        "[?@",
        "[?match('a', ",
    ] {
        let brackets = unit.chars().filter(|c| matches!(c, '[' | '(')).count();
        let nested = unit.repeat(MAX_NESTING / brackets);
        let siblings = "@.a&&".repeat(100);
        for end in ["", "!", "]", ")", "@.a", &siblings] {
            let _ = JsonPath::parse(&format!("${nested}{end}"));
        }
    }
}
