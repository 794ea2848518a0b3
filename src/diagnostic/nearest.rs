//! "Did you mean …?": the known word that is most like an unknown one.

/// The candidate that `word` is most probably a misspelling of, if one is near
/// enough to be worth a suggestion; of equally near ones the first.
///
/// Case does not count against a candidate, swapped neighbours count as one
/// mistake, and a third of the letters may be wrong. Where nothing is that near,
/// a dotted candidate that ends in `word` is taken (`message` for
/// `app.message`), as the front part of a name is easily forgotten. A
/// candidate that equals `word` is no suggestion and is passed over.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = Spelling::of(word);
    let mut best: Option<(Distance, &'a str)> = None;
    for candidate in candidates {
        if candidate == word {
            continue;
        }
        let Some(distance) = wanted.distance(candidate) else {
            continue;
        };
        if best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// How far a candidate is from the word; the least is the best.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Distance {
    /// This many mistakes, after folding case.
    Mistakes(usize),
    /// The end of the candidate, after a dot.
    Ending,
}

/// A word prepared for comparisons with many candidates.
struct Spelling {
    folded: String,
    letters: usize,
    /// How many mistakes still make a suggestion.
    allowed: usize,
}

impl Spelling {
    /// Longer words than this are not names that somebody mistyped; comparing
    /// them would take time in proportion to the square of their length.
    const LONGEST: usize = 100;

    fn of(word: &str) -> Self {
        let folded = fold(word);
        let letters = folded.chars().count();
        // A word of two letters may have one mistake, but none may be wrong
        // altogether.
        let allowed = (letters.max(3) / 3).min(letters.saturating_sub(1));
        Spelling {
            folded,
            letters,
            allowed,
        }
    }

    fn distance(&self, candidate: &str) -> Option<Distance> {
        if self.letters == 0 || self.letters > Self::LONGEST {
            return None;
        }
        let letters = candidate.chars().count();
        let near = letters.abs_diff(self.letters) <= self.allowed;
        if !near && letters <= self.letters {
            return None;
        }
        let candidate = fold(candidate);
        if near {
            let mistakes = strsim::osa_distance(&self.folded, &candidate);
            if mistakes <= self.allowed {
                return Some(Distance::Mistakes(mistakes));
            }
        }
        let front = candidate.strip_suffix(&self.folded)?;
        front.ends_with('.').then_some(Distance::Ending)
    }
}

/// Upper case, hyphens and underscores do not tell names apart.
fn fold(word: &str) -> String {
    word.to_lowercase().replace('-', "_")
}

#[cfg(test)]
mod tests {
    use super::nearest;

    const NAMES: [&str; 7] = [
        "os",
        "app.message",
        "app.version",
        "reports",
        "reauthenticate",
        "belongs_elsewhere",
        "service.state",
    ];

    #[test]
    fn finds_misspellings() {
        for (word, expected) in [
            ("oss", "os"),
            ("so", "os"),
            ("OS", "os"),
            ("repots", "reports"),
            ("app.mesage", "app.message"),
            ("app.vresion", "app.version"),
            ("reauthentcate", "reauthenticate"),
            ("Belongs-Elsewhere", "belongs_elsewhere"),
            ("message", "app.message"),
        ] {
            assert_eq!(nearest(word, NAMES), Some(expected), "{word}");
        }
    }

    #[test]
    fn nonsense_gives_nothing() {
        for word in [
            "",
            "x",
            "y",
            "xyzzy",
            "network",
            "destination",
            "über",
            "état",
        ] {
            assert_eq!(nearest(word, NAMES), None, "{word}");
        }
        assert_eq!(nearest(&"os".repeat(100_000), NAMES), None);
    }

    #[test]
    fn of_equals_the_first_wins_and_a_word_is_not_its_own_suggestion() {
        assert_eq!(nearest("cat", ["bat", "rat"]), Some("bat"));
        assert_eq!(nearest("cat", ["rat", "bat"]), Some("rat"));
        assert_eq!(nearest("cat", ["cat"]), None);
        assert_eq!(nearest("state", ["a.state", "stats"]), Some("stats"));
    }
}
