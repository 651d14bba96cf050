//! Files by the addresses that editors give them.

use std::path::PathBuf;

use percent_encoding::percent_decode_str;

/// The path of a `file:` address; `None` of any other address (RFC 8089).
pub(crate) fn path_of(uri: &str) -> Option<PathBuf> {
    let rest = uri.strip_prefix("file://")?;
    // An authority, empty or `localhost`, stands before the path.
    let path = &rest[rest.find('/')?..];
    let path = percent_decode_str(path).decode_utf8().ok()?;
    // `/C:/Users` is `C:/Users` where drives have letters.
    let has_drive = path.as_bytes().get(2) == Some(&b':')
        && path.as_bytes().get(1).is_some_and(u8::is_ascii_alphabetic);
    Some(PathBuf::from(if has_drive { &path[1..] } else { &path }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        assert_eq!(path_of("file:///home/a/%D0%B5.md"), Some(PathBuf::from("/home/a/е.md")));
        assert_eq!(path_of("file://localhost/a b"), Some(PathBuf::from("/a b")));
        assert_eq!(path_of("file:///c%3A/a.md"), Some(PathBuf::from("c:/a.md")));
        assert_eq!(path_of("untitled:1"), None);
        assert_eq!(path_of("file://"), None);
    }
}
