//! File names as URI references.

/// The URI reference of a file: relative for a relative path, `file://…` for an
/// absolute one.
pub(super) fn of_path(path: &str) -> String {
    // Backslashes separate on Windows; elsewhere hardly anybody has them in names.
    let path = path.replace('\\', "/");
    let drive = matches!(path.as_bytes(), [letter, b':', b'/', ..] if letter.is_ascii_alphabetic());
    if drive {
        format!("file:///{}:{}", &path[..1], encoded(&path[2..]))
    } else if path.starts_with('/') {
        format!("file://{}", encoded(&path))
    } else {
        let mut relative = path.as_str();
        while let Some(rest) = relative.strip_prefix("./") {
            relative = rest.trim_start_matches('/');
        }
        encoded(relative)
    }
}

/// Percent-encodes all but slashes and the unreserved characters of RFC 3986; so
/// a colon in the first part does not make it a scheme.
fn encoded(path: &str) -> String {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'/' | b'-' | b'.' | b'_' | b'~' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => {
                uri.push(char::from(byte));
            }
            _ => {
                uri.push('%');
                uri.push(char::from(HEX[usize::from(byte >> 4)]));
                uri.push(char::from(HEX[usize::from(byte & 15)]));
            }
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::of_path;

    #[test]
    fn paths() {
        for (path, uri) in [
            ("rules/a.rules", "rules/a.rules"),
            ("./rules/a.rules", "rules/a.rules"),
            ("../x/./a.rules", "../x/./a.rules"),
            (r"rules\crash plan\a.rules", "rules/crash%20plan/a.rules"),
            ("größe#1?/100%.rules", "gr%C3%B6%C3%9Fe%231%3F/100%25.rules"),
            ("a:b.rules", "a%3Ab.rules"),
            ("/tmp/a b.rules", "file:///tmp/a%20b.rules"),
            (r"C:\rules\a.rules", "file:///C:/rules/a.rules"),
            ("<stdin>", "%3Cstdin%3E"),
        ] {
            assert_eq!(of_path(path), uri);
        }
    }
}
