//! Versions of products.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use super::{Kind, ReadError};

/// A version: numeric parts, then perhaps a pre-release, then perhaps build
/// metadata, which does not count: `10.3.1-beta.2+build.7`.
///
/// A pre-release comes before its release, and its identifiers compare as
/// semantic versioning has it. The suffix of `10.3b2` is the pre-release
/// `beta.2`; only the usual names of pre-releases may be written like this,
/// because in `1.1.1w` the letter means a *later* version.
#[derive(Clone, Debug)]
pub struct Version {
    text: Arc<str>,
    key: Arc<Key>,
}

/// What counts in comparisons.
#[derive(Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Key {
    /// Without trailing zeros, so that the order of slices is the right one.
    parts: Box<[u64]>,
    stage: Stage,
}

#[derive(Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Stage {
    PreRelease(Box<[Identifier]>),
    Release,
}

#[derive(Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Identifier {
    Number(u64),
    Word(Box<str>),
}

impl Version {
    /// Reads a version, with or without a leading `v`.
    ///
    /// # Errors
    ///
    /// If the text is written otherwise or is out of range.
    pub fn parse(text: &str) -> Result<Version, ReadError> {
        let not_a_version = || ReadError::not(Kind::Version, text);
        let bare = text.strip_prefix(['v', 'V']).unwrap_or(text);
        let (bare, build) = match bare.split_once('+') {
            Some((bare, build)) => (bare, Some(build)),
            None => (bare, None),
        };
        if build.is_some_and(|build| !build.split('.').all(is_identifier)) {
            return Err(not_a_version());
        }
        let end = bare
            .find(|c: char| !c.is_ascii_digit() && c != '.')
            .unwrap_or(bare.len());
        let (numeric, suffix) = bare.split_at(end);
        // `10.3.rc1`: the point belongs to the suffix.
        let numeric = if suffix.starts_with('-') {
            numeric
        } else {
            numeric.strip_suffix('.').unwrap_or(numeric)
        };
        let mut parts = Vec::new();
        for part in numeric.split('.') {
            if part.is_empty() {
                return Err(not_a_version());
            }
            parts.push(
                part.parse()
                    .map_err(|_| ReadError::too_large(Kind::Version, text))?,
            );
        }
        if suffix.is_empty() && bare.ends_with('.') {
            return Err(not_a_version());
        }
        while parts.last() == Some(&0) {
            parts.pop();
        }
        let stage = stage(suffix).ok_or_else(not_a_version)?;
        let key = Arc::new(Key {
            parts: parts.into(),
            stage,
        });
        Ok(Version {
            text: text.into(),
            key,
        })
    }

    /// The version as its author wrote it.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

/// The stage that is written behind the numeric parts.
fn stage(suffix: &str) -> Option<Stage> {
    if suffix.is_empty() {
        return Some(Stage::Release);
    }
    let Some(identifiers) = suffix.strip_prefix('-') else {
        return short_stage(suffix);
    };
    let identifiers = identifiers
        .split('.')
        .map(|i| is_identifier(i).then(|| identifier(i)));
    Some(Stage::PreRelease(identifiers.collect::<Option<_>>()?))
}

/// `b2`, `rc1`, `beta`.
fn short_stage(suffix: &str) -> Option<Stage> {
    let word_end = suffix
        .find(|c: char| !c.is_ascii_alphabetic())
        .unwrap_or(suffix.len());
    let (word, number) = suffix.split_at(word_end);
    let word = match word.to_ascii_lowercase().as_str() {
        "a" | "alpha" => "alpha",
        "b" | "beta" => "beta",
        "c" | "rc" => "rc",
        "dev" => "dev",
        "pre" | "preview" => "pre",
        _ => return None,
    };
    let mut identifiers = vec![Identifier::Word(word.into())];
    if !number.is_empty() {
        identifiers.push(Identifier::Number(
            number.parse().ok().filter(|_| !number.starts_with('+'))?,
        ));
    }
    Some(Stage::PreRelease(identifiers.into()))
}

fn is_identifier(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

/// A run of digits too long for a number is a word: some products put hashes
/// and time stamps here.
fn identifier(text: &str) -> Identifier {
    let digits = text.bytes().all(|b| b.is_ascii_digit());
    let number = digits.then(|| text.parse().ok()).flatten();
    number.map_or_else(|| Identifier::Word(text.into()), Identifier::Number)
}

impl PartialEq for Version {
    fn eq(&self, other: &Version) -> bool {
        self.key == other.key
    }
}

impl Eq for Version {}

impl Hash for Version {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key.hash(state);
    }
}

impl PartialOrd for Version {
    fn partial_cmp(&self, other: &Version) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Version {
    fn cmp(&self, other: &Version) -> Ordering {
        self.key.cmp(&other.key)
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, ReadError, Version};

    #[test]
    fn the_order_is_that_of_the_numbers_and_of_semver() -> Result<(), ReadError> {
        let ascending = [
            "1",
            "1.2",
            "1.10",
            "10.3-1",
            "10.3-alpha",
            "10.3-alpha.1",
            "10.3a2",
            "10.3-alpha.beta",
            "10.3-beta",
            "10.3b2",
            "10.3.0-beta.11",
            "10.3-rc.1",
            "10.3",
            "10.3.0.1",
            "10.3.1",
            "10.10",
            "11.4.0.503",
        ];
        for pair in ascending.windows(2) {
            assert!(
                Version::parse(pair[0])? < Version::parse(pair[1])?,
                "{} < {}",
                pair[0],
                pair[1]
            );
        }
        Ok(())
    }

    #[test]
    fn equal_versions() -> Result<(), ReadError> {
        for (a, b) in [
            ("10.3", "10.3.0"),
            ("v10.3", "10.3.0.0"),
            ("10.3+build.7", "10.3"),
            ("10.03", "10.3"),
            ("10.3b2", "10.3.0-beta.2"),
            ("10.3.rc1", "10.3RC1"),
            ("0", "0.0"),
        ] {
            assert_eq!(Version::parse(a)?, Version::parse(b)?, "{a} = {b}");
        }
        Ok(())
    }

    #[test]
    fn rejects() {
        for text in [
            "",
            "v",
            "latest",
            ".1",
            "1.",
            "1..2",
            "1.1.1w",
            "1.8.0_292",
            "1 2",
            "1-",
            "1-a..b",
            "1+",
            "10.3b2x",
            "-1",
            "10.3b+",
            "1.-a",
            "1.2.x",
            "1é",
            "10.3 (build 7)",
        ] {
            let error = Version::parse(text).map(|v| v.to_string());
            assert_eq!(error, Err(ReadError::not(Kind::Version, text)));
        }
        let huge = "1.99999999999999999999";
        assert_eq!(
            Version::parse(huge),
            Err(ReadError::too_large(Kind::Version, huge))
        );
    }
}
