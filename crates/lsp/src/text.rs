//! A text under the editor's hands: lines and characters to bytes and back.

use std::ops::Range;

use serde_json::{Value, json};

/// How an editor counts the characters of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// In bytes of UTF-8.
    Utf8,
    /// In units of UTF-16, as every editor can.
    Utf16,
}

impl Encoding {
    /// UTF-8 when the editor offers it, UTF-16 otherwise.
    pub(crate) fn chosen(offered: &Value) -> Encoding {
        let has_utf8 = offered.as_array().is_some_and(|all| all.iter().any(|one| one == "utf-8"));
        if has_utf8 { Encoding::Utf8 } else { Encoding::Utf16 }
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "utf-8",
            Encoding::Utf16 => "utf-16",
        }
    }

    fn width(self, c: char) -> usize {
        match self {
            Encoding::Utf8 => c.len_utf8(),
            Encoding::Utf16 => c.len_utf16(),
        }
    }
}

/// A text and where its lines begin.
#[derive(Debug, Clone)]
pub(crate) struct Text {
    text: String,
    lines: Vec<usize>,
}

impl Text {
    pub(crate) fn new(text: &str) -> Text {
        let mut made = Text { text: text.to_owned(), lines: Vec::new() };
        made.count_lines();
        made
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    fn count_lines(&mut self) {
        self.lines.clear();
        self.lines.push(0);
        let bytes = self.text.as_bytes();
        for (at, byte) in bytes.iter().enumerate() {
            // A line ends with `\n`, `\r\n` or a lone `\r`.
            if *byte == b'\n' || (*byte == b'\r' && bytes.get(at + 1) != Some(&b'\n')) {
                self.lines.push(at + 1);
            }
        }
    }

    /// Does one change of `textDocument/didChange`: a range's new words, or all of them.
    pub(crate) fn change(&mut self, change: &Value, encoding: Encoding) {
        let words = change["text"].as_str().unwrap_or_default();
        match change.get("range") {
            Some(range) => {
                let from = self.byte(&range["start"], encoding);
                let until = self.byte(&range["end"], encoding).max(from);
                self.text.replace_range(from..until, words);
            }
            None => words.clone_into(&mut self.text),
        }
        self.count_lines();
    }

    /// The byte of a position; one beyond a line's end is the line's end.
    pub(crate) fn byte(&self, position: &Value, encoding: Encoding) -> usize {
        let number =
            |value: &Value| usize::try_from(value.as_u64().unwrap_or(0)).unwrap_or(usize::MAX);
        let (line, character) = (number(&position["line"]), number(&position["character"]));
        let Some(start) = self.lines.get(line).copied() else { return self.text.len() };
        let end = self.lines.get(line + 1).copied().unwrap_or(self.text.len());
        let words = self.text[start..end].trim_end_matches(['\n', '\r']);
        let mut counted = 0;
        for (at, c) in words.char_indices() {
            if character <= counted {
                return start + at;
            }
            counted += encoding.width(c);
        }
        start + words.len()
    }

    fn position(&self, byte: usize, encoding: Encoding) -> Value {
        let byte = byte.min(self.text.len());
        let line = self.lines.partition_point(|start| *start <= byte).saturating_sub(1);
        let before = self.text.get(self.lines[line]..byte).unwrap_or_default();
        let character: usize = before.chars().map(|c| encoding.width(c)).sum();
        json!({ "line": line, "character": character })
    }

    /// Some bytes as the protocol's range.
    pub(crate) fn range(&self, bytes: &Range<usize>, encoding: Encoding) -> Value {
        json!({ "start": self.position(bytes.start, encoding), "end": self.position(bytes.end, encoding) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back() {
        let text = Text::new("Съезд 🐎\r\nв мае\rконец\n");
        for encoding in [Encoding::Utf8, Encoding::Utf16] {
            for (byte, c) in text.as_str().char_indices().filter(|(_, c)| !matches!(c, '\n' | '\r'))
            {
                let range = text.range(&(byte..byte + c.len_utf8()), encoding);
                assert_eq!(text.byte(&range["start"], encoding), byte);
                assert_eq!(text.byte(&range["end"], encoding), byte + c.len_utf8());
            }
        }
        assert_eq!(text.range(&(6..10), Encoding::Utf16)["start"]["character"], json!(3));
    }

    #[test]
    fn changes() {
        let mut text = Text::new("one\ntwo 🐎 horses\n");
        let at = |line: u32, character: u32| json!({ "line": line, "character": character });
        text.change(
            &json!({ "range": { "start": at(1, 4), "end": at(1, 6) }, "text": "big" }),
            Encoding::Utf16,
        );
        assert_eq!(text.as_str(), "one\ntwo big horses\n");
        text.change(
            &json!({ "range": { "start": at(9, 0), "end": at(9, 9) }, "text": "end" }),
            Encoding::Utf16,
        );
        assert_eq!(text.as_str(), "one\ntwo big horses\nend");
        text.change(
            &json!({ "range": { "start": at(1, 9), "end": at(0, 0) }, "text": "x" }),
            Encoding::Utf16,
        );
        text.change(&json!({ "text": "anew" }), Encoding::Utf16);
        assert_eq!(text.as_str(), "anew");
    }
}
