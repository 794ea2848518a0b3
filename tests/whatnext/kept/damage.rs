//! Kept files to which something happened, by accident or on purpose.

use std::panic::catch_unwind;

use whatnext::kept::{Fault, Kept, MAGIC};
use whatnext::{compile, decide};

use super::bytes_of;
use crate::reference::{Random, random_case, rule_base};
use crate::shipped;

/// Where the body begins: behind the magic, the format, the version with its length,
/// the length and the checksum.
const BODY: usize = MAGIC.len() + 1 + 1 + env!("CARGO_PKG_VERSION").len() + 8 + 8;

/// The checksum, a second time.
fn checksum(bytes: &[u8]) -> u64 {
    let mut sum = bytes.len() as u64;
    for at in 0..=bytes.len() / 8 {
        let mut word = [0; 8];
        let rest = &bytes[at * 8..];
        let count = rest.len().min(8);
        word[..count].copy_from_slice(&rest[..count]);
        sum = (sum.rotate_left(23) ^ u64::from_le_bytes(word)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
    sum
}

/// A file with the header of `bytes`, and with this body and its right checksum.
fn sealed(bytes: &[u8], body: &[u8]) -> Vec<u8> {
    let mut sealed = bytes[..BODY - 16].to_vec();
    sealed.extend((body.len() as u64).to_le_bytes());
    sealed.extend(checksum(body).to_le_bytes());
    sealed.extend(body);
    sealed
}

const RULES: &str = "fact a: yes/no\nrule r { when a conclude \"c\" }\n";

#[test]
fn the_checksum_is_right() {
    let bytes = bytes_of(RULES);
    assert_eq!(sealed(&bytes, &bytes[BODY..]), bytes);
}

#[test]
fn every_cut_is_told() {
    let bytes = bytes_of(RULES);
    for length in 0..bytes.len() {
        let fault = Kept::open(bytes[..length].to_vec()).expect_err("a part is missing");
        let expected = if length < MAGIC.len() {
            Fault::NotKept
        } else {
            Fault::CutShort
        };
        assert_eq!(fault, expected, "{length} bytes");
    }
}

#[test]
fn every_change_of_a_byte_is_told() {
    let bytes = bytes_of(RULES);
    for at in 0..bytes.len() {
        for change in [1, 0x20, 0x80, 0xFF] {
            let mut changed = bytes.clone();
            changed[at] ^= change;
            assert!(Kept::open(changed).is_err(), "byte {at} by {change}");
        }
    }
    assert_eq!(
        Kept::open([&bytes[..], b"\n"].concat()).expect_err("a byte too many"),
        Fault::Changed
    );
}

#[test]
fn another_version_is_told() {
    let mut bytes = bytes_of(RULES);
    bytes[MAGIC.len() + 2] = b'9';
    let fault = Kept::open(bytes).expect_err("another version");
    assert!(
        matches!(&fault, Fault::OtherVersion { written } if written.starts_with('9')),
        "{fault:?}"
    );
}

/// What a file with a right checksum leads to.
#[derive(Debug, Default)]
struct Outcomes {
    refused: usize,
    mistaken: usize,
    decided: usize,
}

impl Outcomes {
    /// Does with the file what the program does.
    fn meet(&mut self, bytes: Vec<u8>, random: &mut Random) {
        let Ok(kept) = Kept::open(bytes) else {
            self.refused += 1;
            return;
        };
        let compiled = compile(kept.paths(), &kept);
        if kept.is_whole().is_err() {
            self.refused += 1;
            return;
        }
        whatnext::diagnostic::render::render(
            &compiled.sources,
            &compiled.diagnostics,
            whatnext::diagnostic::render::Style::Plain,
        );
        let Some(program) = &compiled.program else {
            self.mistaken += 1;
            return;
        };
        self.decided += 1;
        let mut cases = vec![program.new_case()];
        // A random case attempts some action.
        if !program.rules().actions.is_empty() {
            cases.push(random_case(program.rules(), random));
        }
        for case in cases {
            if let Ok(decision) = decide(program, &case) {
                whatnext::explain::render(&decision, false);
            }
        }
    }
}

/// Changes a byte or two of the body. Most bytes of a tree are small: kinds, lengths,
/// and how far it is to the next place.
fn damaged(body: &[u8], random: &mut Random) -> Vec<u8> {
    let mut body = body.to_vec();
    for _ in 0..random.between(1, 2) {
        let at = random.below(body.len());
        let from = random.below(body.len());
        match random.below(10) {
            0..=3 => body[at] = random.below(20) as u8,
            4..=6 => body[at] ^= 1 << random.below(8),
            7 => body.swap(at, from),
            8 => {
                body.remove(at);
            }
            _ => body.insert(at, body[from]),
        }
    }
    body
}

/// `WHATNEXT_KEPT_CASES` tries more.
#[test]
fn damage_behind_a_right_checksum_ends_in_an_error_or_a_program_that_decides() {
    let rounds = std::env::var("WHATNEXT_KEPT_CASES")
        .map_or(4_000, |rounds| rounds.parse().expect("the number of cases"));
    let mut texts: Vec<String> = (0..20)
        .map(|stream| rule_base(&mut Random::new(47, stream)))
        .collect();
    texts.extend(
        shipped::files("rules/car")
            .into_iter()
            .map(|(_, text)| text),
    );
    let files: Vec<Vec<u8>> = texts.iter().map(|text| bytes_of(text)).collect();
    let mut outcomes = Outcomes::default();
    for round in 0..rounds {
        let mut random = Random::new(53, round);
        let bytes = &files[random.below(files.len())];
        let damaged = sealed(bytes, &damaged(&bytes[BODY..], &mut random));
        let met = catch_unwind(std::panic::AssertUnwindSafe(|| {
            outcomes.meet(damaged, &mut random);
        }));
        assert!(met.is_ok(), "round {round} panics");
    }
    println!("{outcomes:?}");
    // Else most of what could go wrong is not reached.
    assert!(outcomes.decided > rounds as usize / 20, "{outcomes:?}");
    assert!(outcomes.mistaken > rounds as usize / 50, "{outcomes:?}");
}
