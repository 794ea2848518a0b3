//! Where things stand in an SVG.

use std::collections::BTreeMap;

use whatnext::draw;

use super::{compiled, marked, whole};
use crate::binary::rule_bases;
use crate::markup::{Piece, pieces};
use crate::shipped;

/// A rectangle: left, top, right, bottom.
type Area = (i64, i64, i64, i64);

/// A card in a picture, with its texts.
type Placed = (Area, Vec<String>);

fn number(attributes: &BTreeMap<String, String>, key: &str) -> i64 {
    let value = attributes
        .get(key)
        .unwrap_or_else(|| panic!("no {key}: {attributes:?}"));
    value.parse().expect("a length is a whole number")
}

/// The size of a picture, and the areas of its cards with their texts.
fn areas(svg: &str) -> ((i64, i64), Vec<Placed>) {
    let mut size = (0, 0);
    let mut offset = 0;
    let mut cards: Vec<Placed> = Vec::new();
    let mut corner = None;
    let mut is_text = false;
    for piece in pieces(svg, &[]) {
        match piece {
            Piece::Start(name, attributes) => {
                let class = attributes.get("class").map_or("", String::as_str);
                is_text = name == "text";
                if name == "svg" {
                    size = (number(&attributes, "width"), number(&attributes, "height"));
                }
                if let Some(moved) = attributes.get("transform") {
                    let inside = moved.strip_prefix("translate(").expect("it is moved");
                    let inside = inside.strip_suffix(')').expect("it is moved");
                    let (x, y) = inside.split_once(' ').expect("two lengths");
                    let (x, y): (i64, i64) = (x.parse().expect("x"), y.parse().expect("y"));
                    if class.starts_with("card") {
                        corner = Some((x, y + offset));
                    } else {
                        offset = y;
                    }
                }
                if class == "box"
                    && let Some((x, y)) = corner.take()
                {
                    let (width, height) =
                        (number(&attributes, "width"), number(&attributes, "height"));
                    cards.push(((x, y, x + width, y + height), Vec::new()));
                }
            }
            Piece::Text(text) if is_text => {
                if let Some((_, texts)) = cards.last_mut() {
                    texts.push(text);
                }
            }
            Piece::Text(_) | Piece::End(_) => is_text = false,
        }
    }
    (size, cards)
}

#[track_caller]
pub(super) fn assert_apart(svg: &str, count: usize) {
    let ((width, height), cards) = areas(svg);
    assert_eq!(cards.len(), count);
    for (at, ((left, top, right, bottom), texts)) in cards.iter().enumerate() {
        let is_inside = *left >= 0 && *top >= 0 && *right <= width && *bottom <= height;
        assert!(is_inside, "{texts:?} leaves the picture");
        for ((left2, top2, right2, bottom2), others) in &cards[at + 1..] {
            let apart = right < left2 || right2 < left || bottom < top2 || bottom2 < top;
            assert!(apart, "{texts:?} and {others:?} overlap");
        }
    }
}

#[test]
fn no_card_lies_on_another() {
    for base in rule_bases() {
        let picture = whole(&shipped::program(&base));
        let svg = draw::svg(&picture).expect("it can be read");
        assert_apart(&svg, picture.cards.len());
    }
}

#[test]
fn no_card_lies_on_another_however_the_rules_are_woven() {
    for step in 1..8_usize {
        let mut rules = String::new();
        for at in 0..20_usize {
            let (a, b) = (at * step % (at + 1), at * (step + 2) % (at + 1));
            rules.push_str(&format!(
                "fact f{at} \"A rather long title, {at}, of a fact that nobody can say shortly\": yes/no\n\
                 condition c{at} when f{at} and ({} or not f{b})\n\
                 action a{at} {{ step \"Do it.\" }}\n\
                 rule r{at} {{ when c{b} try a{a} when not c{a} try a{at} }}\n",
                if at > 0 { format!("c{}", (at - 1).min(a)) } else { "f0".to_owned() },
            ));
        }
        let picture = whole(&compiled(&rules));
        let svg = draw::svg(&picture).expect("it can be read");
        assert_apart(&svg, picture.cards.len());
    }
}

#[test]
fn rules_stand_in_the_order_in_which_they_are_considered() {
    let picture = whole(&shipped::program("rules/crashplan"));
    let (_, cards) = areas(&draw::svg(&picture).expect("it can be read"));
    let rules: Vec<i64> = cards
        .iter()
        .zip(&picture.cards)
        .filter(|(_, card)| matches!(card.subject, draw::Subject::Rule(_)))
        .map(|(((_, top, ..), _), _)| *top)
        .collect();
    assert!(rules.len() > 5 && rules.is_sorted(), "{rules:?}");
}

#[test]
fn a_marked_picture_says_what_is_known_and_what_came_of_the_tests() {
    let program = compiled(super::PRINTER);
    let picture = marked(&program, "facts: { prints: no, light: off }");
    let (_, cards) = areas(&draw::svg(&picture).expect("it is small"));
    let texts: Vec<String> = cards.into_iter().flat_map(|(_, texts)| texts).collect();
    for wanted in ["= off", "= no", "▶", "✓"] {
        assert!(
            texts.iter().any(|text| text == wanted),
            "{wanted}: {texts:?}"
        );
    }
}

#[test]
fn what_nobody_can_read_is_not_drawn() {
    let mut rules = String::new();
    for at in 0..=draw::svg::MOST_CARDS {
        rules.push_str(&format!("rule r{at} {{ conclude \"Yes.\" }}\n"));
    }
    let picture = whole(&compiled(&rules));
    let error = draw::svg(&picture).expect_err("it is too large");
    assert_eq!(error.cards, draw::svg::MOST_CARDS + 1);
    assert!(draw::dot(&picture).contains("r400"));
}
