//! Addresses of files as editors write them, and paths as the library knows them.

/// The path that an address stands for. What is no file of this machine, such as a
/// text that was never saved, is its own path.
pub(super) fn path_of(uri: &str) -> String {
    let Some(rest) = strip_file(uri) else {
        return uri.to_owned();
    };
    let path = decode(rest).replace('\\', "/");
    let path = match path.as_bytes() {
        // `/c:/rules`
        [b'/', drive, b':', ..] if drive.is_ascii_alphabetic() => path[1..].to_owned(),
        _ => path,
    };
    normal(&path)
}

/// The part of a `file:` address that is a path on this machine.
fn strip_file(uri: &str) -> Option<&str> {
    let (scheme, rest) = uri.split_once(':')?;
    if !scheme.eq_ignore_ascii_case("file") {
        return None;
    }
    match rest.strip_prefix("//") {
        None => rest.starts_with('/').then_some(rest),
        Some(rest) => {
            let rest = rest.strip_prefix("localhost").unwrap_or(rest);
            rest.starts_with('/').then_some(rest)
        }
    }
}

/// Whether a path is one of the disk.
pub(super) fn is_on_disk(path: &str) -> bool {
    path.starts_with('/')
        || matches!(path.as_bytes(), [drive, b':', b'/', ..] if drive.is_ascii_alphabetic())
}

/// The address of a path.
pub(super) fn uri_of(path: &str) -> String {
    if !is_on_disk(path) {
        return path.to_owned();
    }
    let slash = if path.starts_with('/') { "" } else { "/" };
    format!("file://{slash}{}", encode(path))
}

/// The path without `.`, empty parts, and `..` behind a folder: as the library
/// writes the paths of imports.
fn normal(path: &str) -> String {
    let root = if path.starts_with('/') { "/" } else { "" };
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    format!("{root}{}", parts.join("/"))
}

/// Without `%20` and its like. What is no such thing stays as it is.
fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = bytes.get(at + 1..at + 3).and_then(|hex| {
            let both = hex.iter().all(u8::is_ascii_hexdigit);
            let hex = std::str::from_utf8(hex).ok().filter(|_| both)?;
            u8::from_str_radix(hex, 16).ok()
        });
        match (bytes[at], hex) {
            (b'%', Some(byte)) => {
                decoded.push(byte);
                at += 3;
            }
            (byte, _) => {
                decoded.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

fn encode(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'/' | b'-' | b'.' | b'_' | b'~' => encoded.push(byte.into()),
            _ if byte.is_ascii_alphanumeric() => encoded.push(byte.into()),
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::{path_of, uri_of};

    #[test]
    fn addresses_and_paths() {
        for (uri, path) in [
            ("file:///r/a.rules", "/r/a.rules"),
            ("file:///r/my%20rules/%C3%BC.rules", "/r/my rules/ü.rules"),
            ("file:///c%3A/r/a.rules", "c:/r/a.rules"),
            ("untitled:Untitled-1", "untitled:Untitled-1"),
        ] {
            assert_eq!(path_of(uri), path);
            assert_eq!(uri_of(path), uri);
        }
    }

    #[test]
    fn other_ways_to_write_an_address() {
        for (uri, path) in [
            ("FILE://localhost/r/a.rules", "/r/a.rules"),
            ("file:/r/a.rules", "/r/a.rules"),
            ("file:///r/x/../a%2Erules", "/r/a.rules"),
            ("file:///C:/r/a.rules", "C:/r/a.rules"),
            ("file:///r/100%.rules", "/r/100%.rules"),
            ("file://server/share/a.rules", "file://server/share/a.rules"),
            ("", ""),
        ] {
            assert_eq!(path_of(uri), path);
        }
    }
}
