//! The paths that an import may name.

/// The path of `target` as the file at `from` writes it.
pub(super) fn relative(from: &str, target: &str) -> String {
    let folders: Vec<&str> = from.split('/').collect();
    let folders = &folders[..folders.len() - 1];
    let parts: Vec<&str> = target.split('/').collect();
    let common = folders
        .iter()
        .zip(&parts[..parts.len() - 1])
        .take_while(|(a, b)| a == b)
        .count();
    let up = std::iter::repeat_n("..", folders.len() - common);
    up.chain(parts[common..].iter().copied())
        .collect::<Vec<_>>()
        .join("/")
}

#[cfg(test)]
mod tests {
    use super::relative;

    #[test]
    fn paths_lead_from_folder_to_folder() {
        assert_eq!(relative("/r/a.rules", "/r/b.rules"), "b.rules");
        assert_eq!(relative("/r/x/a.rules", "/r/y/b.rules"), "../y/b.rules");
        assert_eq!(relative("/r/a.rules", "/r/y/b.rules"), "y/b.rules");
    }
}
