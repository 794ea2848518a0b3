//! Which of the two formats a document is in.

use serde::de::IgnoredAny;

/// The format of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// YAML 1.2.
    Yaml,
    /// JSON (RFC 8259).
    Json,
}

impl Format {
    /// The format that the end of a file's name promises.
    pub fn of_name(name: &str) -> Option<Format> {
        let (_, extension) = name.rsplit_once('.')?;
        if extension.eq_ignore_ascii_case("json") {
            Some(Format::Json)
        } else if extension.eq_ignore_ascii_case("yaml") || extension.eq_ignore_ascii_case("yml") {
            Some(Format::Yaml)
        } else {
            None
        }
    }

    /// The format of a text without a name, such as standard input: JSON if it
    /// is a JSON object or array as a whole, otherwise YAML.
    pub fn of_text(text: &str) -> Format {
        let json = text.trim_ascii_start().starts_with(['{', '['])
            && serde_json::from_str::<IgnoredAny>(text).is_ok();
        if json { Format::Json } else { Format::Yaml }
    }

    /// The format that the name promises, or else that of the text.
    pub fn detect(name: &str, text: &str) -> Format {
        Format::of_name(name).unwrap_or_else(|| Format::of_text(text))
    }
}

#[cfg(test)]
mod tests {
    use super::Format;

    #[test]
    fn names_and_texts() {
        assert_eq!(Format::detect("a.b/c.JSON", "a: 1"), Format::Json);
        assert_eq!(Format::detect("case.yml", "{}"), Format::Yaml);
        assert_eq!(Format::detect("-", " {\"a\": [1]}\n"), Format::Json);
        assert_eq!(Format::detect("facts", "{a: 1}"), Format::Yaml);
        assert_eq!(Format::detect("facts", "1"), Format::Yaml);
        let deep = "[".repeat(200_000) + &"]".repeat(200_000);
        assert_eq!(Format::of_text(&deep), Format::Json);
    }
}
