//! A streaming reader of XML: its marks and words one after the other, of which nothing is kept. What costs a reader that
//! builds a tree too much is counted with this one first, and what is wanted of a large file is taken out by it.
use std::io::BufRead;

/// What stands next in a file.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Event<'a> {
    /// A tag that opens an element.
    Open(Tag<'a>),
    /// A tag that closes one.
    Close,
    /// Words as they stand, with their references; long ones come in pieces, none of which ends within a reference.
    Words(&'a [u8]),
    /// A `CDATA` section's words, which hold no references.
    Literal(&'a [u8]),
    /// A comment or an instruction.
    Aside,
    /// The start of a document type, after which nothing is to be read on.
    Doctype,
}

/// What stands between `<` and `>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tag<'a> {
    /// With its prefix.
    pub name: &'a [u8],
    attributes: &'a [u8],
    /// Whether the element ends with the tag.
    pub is_empty: bool,
}

/// Why nothing more is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// The source failed.
    Source(std::io::ErrorKind),
    /// It is no XML.
    Broken,
    /// A mark is longer than asked for.
    TooLong,
}

/// Most bytes of one piece of words; a reference may make it a little longer.
const PIECE: usize = 16 * 1024;
/// The longest reference, `&#1114111;`, with room to spare for zeros.
const REFERENCE: usize = 32;

/// Reads a source from its start.
pub(crate) struct Reader<R> {
    source: R,
    held: Vec<u8>,
    mark_max: usize,
}

impl<R: BufRead> Reader<R> {
    /// A reader that refuses a tag or a literal section of more than so many bytes.
    pub(crate) fn new(source: R, mark_max: usize) -> Self {
        Self { source, held: Vec::new(), mark_max }
    }

    /// What stands next; `None` at the end.
    ///
    /// # Errors
    /// See [`Fault`].
    pub(crate) fn next(&mut self) -> Result<Option<Event<'_>>, Fault> {
        self.held.clear();
        match self.peek()? {
            None => Ok(None),
            Some(b'<') => {
                self.take()?;
                self.mark().map(Some)
            }
            Some(_) => {
                self.words()?;
                Ok(Some(Event::Words(&self.held)))
            }
        }
    }

    fn peek(&mut self) -> Result<Option<u8>, Fault> {
        loop {
            match self.source.fill_buf() {
                Ok(bytes) => return Ok(bytes.first().copied()),
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(error) => return Err(Fault::Source(error.kind())),
            }
        }
    }

    /// The next byte; a file does not end within a mark.
    fn take(&mut self) -> Result<u8, Fault> {
        let byte = self.peek()?.ok_or(Fault::Broken)?;
        self.source.consume(1);
        Ok(byte)
    }

    fn hold(&mut self, byte: u8) -> Result<(), Fault> {
        if self.held.len() >= self.mark_max {
            return Err(Fault::TooLong);
        }
        self.held.push(byte);
        Ok(())
    }

    fn words(&mut self) -> Result<(), Fault> {
        // where a reference opened that has not closed
        let mut open = None;
        while let Some(byte) = self.peek()?.filter(|byte| *byte != b'<') {
            let length = self.held.len();
            match (byte, open) {
                (b'&', _) => open = Some(length),
                (b';', _) => open = None,
                (_, Some(from)) if length - from > REFERENCE => return Err(Fault::Broken),
                _ => {}
            }
            self.source.consume(1);
            self.held.push(byte);
            if self.held.len() >= PIECE && open.is_none() {
                break;
            }
        }
        Ok(())
    }

    /// What stands after a `<`.
    fn mark(&mut self) -> Result<Event<'_>, Fault> {
        match self.take()? {
            b'?' => self.past(b"?>").map(|()| Event::Aside),
            b'!' => match self.take()? {
                b'-' if self.take()? == b'-' => self.past(b"-->").map(|()| Event::Aside),
                b'[' => {
                    for expected in b"CDATA[" {
                        if self.take()? != *expected {
                            return Err(Fault::Broken);
                        }
                    }
                    self.literal()?;
                    Ok(Event::Literal(&self.held))
                }
                b'-' => Err(Fault::Broken),
                _ => Ok(Event::Doctype),
            },
            b'/' => {
                while self.take()? != b'>' {}
                Ok(Event::Close)
            }
            first => {
                self.hold(first)?;
                self.tag()
            }
        }
    }

    fn past(&mut self, end: &[u8]) -> Result<(), Fault> {
        let mut last = [0; 3];
        loop {
            last.rotate_left(1);
            last[2] = self.take()?;
            if last.ends_with(end) {
                return Ok(());
            }
        }
    }

    fn literal(&mut self) -> Result<(), Fault> {
        loop {
            let byte = self.take()?;
            self.hold(byte)?;
            if self.held.ends_with(b"]]>") {
                self.held.truncate(self.held.len() - 3);
                return Ok(());
            }
        }
    }

    fn tag(&mut self) -> Result<Event<'_>, Fault> {
        let mut quote = None;
        loop {
            let byte = self.take()?;
            match (quote, byte) {
                (Some(open), byte) if byte == open => quote = None,
                (Some(_), _) => {}
                (None, b'"' | b'\'') => quote = Some(byte),
                (None, b'>') => break,
                // the one place where a reader that builds a tree would see more tags than this one
                (None, b'<') => return Err(Fault::Broken),
                (None, _) => {}
            }
            self.hold(byte)?;
        }
        let inside = self.held.strip_suffix(b"/");
        let is_empty = inside.is_some();
        let inside = inside.unwrap_or(&self.held);
        let end = inside.iter().position(u8::is_ascii_whitespace).unwrap_or(inside.len());
        let (name, attributes) = inside.split_at(end);
        Ok(Event::Open(Tag { name, attributes, is_empty }))
    }
}

impl<'a> Tag<'a> {
    /// The name without its prefix.
    pub(crate) fn local(&self) -> &'a [u8] {
        local(self.name)
    }

    /// Each attribute's name with its prefix, and its value as it stands.
    pub(crate) fn attributes(&self) -> impl Iterator<Item = Result<(&'a [u8], &'a [u8]), Fault>> + use<'a> {
        let mut rest = self.attributes.trim_ascii();
        std::iter::from_fn(move || {
            if rest.is_empty() {
                return None;
            }
            let found = attribute(rest);
            // after a fault there is nothing more
            rest = found.map_or(&[], |(.., rest)| rest.trim_ascii_start());
            Some(found.map(|(name, value, _)| (name, value)).ok_or(Fault::Broken))
        })
    }

    /// The value of an attribute with that name, its references resolved.
    ///
    /// # Errors
    /// Attributes that are none, and references to what is not there.
    pub(crate) fn attribute(&self, name: &str) -> Result<Option<Vec<u8>>, Fault> {
        for found in self.attributes() {
            let (own, value) = found?;
            if own == name.as_bytes() {
                let mut words = Vec::new();
                resolve(value, &mut words)?;
                return Ok(Some(words));
            }
        }
        Ok(None)
    }
}

/// A name without its prefix.
pub(crate) fn local(name: &[u8]) -> &[u8] {
    name.rsplit(|byte| *byte == b':').next().unwrap_or(name)
}

/// The attribute that some bytes start with, and what follows it.
fn attribute(bytes: &[u8]) -> Option<(&[u8], &[u8], &[u8])> {
    let equals = bytes.iter().position(|byte| *byte == b'=')?;
    let (name, rest) = bytes.split_at(equals);
    let rest = rest.get(1..)?.trim_ascii_start();
    let (quote, rest) = rest.split_first()?;
    if !matches!(quote, b'"' | b'\'') {
        return None;
    }
    let end = rest.iter().position(|byte| byte == quote)?;
    Some((name.trim_ascii_end(), rest.get(..end)?, rest.get(end + 1..)?))
}

/// Adds words, with what each reference in them stands for.
///
/// # Errors
/// A reference to what is not a character, or to what only a document type could name.
pub(crate) fn resolve(words: &[u8], out: &mut Vec<u8>) -> Result<(), Fault> {
    let mut rest = words;
    while let Some(at) = rest.iter().position(|byte| *byte == b'&') {
        let (before, reference) = rest.split_at(at);
        out.extend_from_slice(before);
        let end = reference.iter().take(REFERENCE).position(|byte| *byte == b';').ok_or(Fault::Broken)?;
        let name =
            std::str::from_utf8(reference.get(1..end).unwrap_or_default()).map_err(|_| Fault::Broken)?;
        let number = |digits: &str, radix| u32::from_str_radix(digits, radix).ok().and_then(char::from_u32);
        let stands_for = match name {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            _ => match (name.strip_prefix("#x"), name.strip_prefix('#')) {
                (Some(digits), _) => number(digits, 16),
                (None, Some(digits)) => number(digits, 10),
                (None, None) => None,
            },
        };
        let stands_for = stands_for.ok_or(Fault::Broken)?;
        out.extend_from_slice(stands_for.encode_utf8(&mut [0; 4]).as_bytes());
        rest = reference.get(end + 1..).unwrap_or_default();
    }
    out.extend_from_slice(rest);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Event, Fault, Reader, resolve};

    fn events(text: &str) -> Result<Vec<String>, Fault> {
        let mut reader = Reader::new(text.as_bytes(), 1_000);
        let mut found = Vec::new();
        let shown = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        while let Some(event) = reader.next()? {
            found.push(match event {
                Event::Open(tag) => {
                    let mut words = shown(tag.name);
                    for attribute in tag.attributes() {
                        let (name, value) = attribute?;
                        words += &format!(" {}={}", shown(name), shown(value));
                    }
                    words + if tag.is_empty { "/" } else { "" }
                }
                Event::Close => "close".to_owned(),
                Event::Words(words) => format!("'{}'", shown(words)),
                Event::Literal(words) => format!("[{}]", shown(words)),
                Event::Aside => "aside".to_owned(),
                Event::Doctype => "doctype".to_owned(),
            });
        }
        Ok(found)
    }

    #[test]
    fn marks_and_words_come_one_after_the_other() {
        let text = "<?xml a='>'?><!-- <a> --- --><svg:a b = 'c>\"' d=\"/\"><e f='1'/>x &lt;<![CDATA[<b>]]]]></svg:a >";
        let expected = ["aside", "aside", "svg:a b=c>\" d=/", "e f=1/", "'x &lt;'", "[<b>]]]", "close"]
            .map(str::to_owned);
        assert_eq!(events(text).as_deref(), Ok(expected.as_slice()));
        assert_eq!(
            events("<!DOCTYPE a []>").map(|found| found.first().cloned()),
            Ok(Some("doctype".to_owned()))
        );
    }

    #[test]
    fn what_is_broken_or_too_long_is_a_fault() {
        for text in [
            "<a",
            "<a b='",
            "<a b>",
            "<a b=c>",
            "<a <b>",
            "<!-- ",
            "<![CDAT[a]]>",
            "<a/",
            "&aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa;",
            "<?a",
        ] {
            assert_eq!(events(text), Err(Fault::Broken), "{text}");
        }
        let long = "x".repeat(1_001);
        for text in [format!("<a b='{long}'>"), format!("<![CDATA[{long}]]>")] {
            assert_eq!(events(&text), Err(Fault::TooLong));
        }
        // words and comments of any length are not held
        let piece = "y&amp;".repeat(10_000);
        let found = events(&format!("<!--{long}-->{piece}")).expect("XML");
        assert!(found.len() > 3 && found.iter().all(|words| words.len() < 17_000));
        assert!(found.iter().skip(1).all(|words| words.starts_with("'y") || words.starts_with("'&")));
    }

    #[test]
    fn references_stand_for_characters() {
        let resolved = |words: &str| {
            let mut out = Vec::new();
            resolve(words.as_bytes(), &mut out).map(|()| String::from_utf8(out).expect("UTF-8"))
        };
        assert_eq!(resolved("&lt;a&#123;&#x1F600;&quot;&amp;amp;").as_deref(), Ok("<a{\u{1f600}\"&amp;"));
        for broken in ["&b;", "a & b", "&#xD800;", "&", "&#;"] {
            assert_eq!(resolved(broken), Err(Fault::Broken), "{broken}");
        }
    }
}
