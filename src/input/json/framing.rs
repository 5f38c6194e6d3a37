//! Framing JSON: where each value of an array, or of values one after the other, begins and ends.
//!
//! Framing only counts brackets and quotes. Whether what it frames is JSON is for the reader to say.

use crate::input::batch::{Element, Place};
use crate::input::steps::looked_at;
use crate::value::ValueError;

/// Whether the first line is a whole object, so that the input has an object a line.
pub(in crate::input) fn is_object_a_line(start: &[u8]) -> bool {
    let start = start.trim_ascii_start();
    let Some(end) = memchr::memchr(b'\n', start) else { return false };
    start.first() == Some(&b'{') && serde_json::from_slice::<serde::de::IgnoredAny>(&start[..end]).is_ok()
}

/// Frames the values of an array, or values one after the other.
#[derive(Clone, Debug, Default)]
pub(in crate::input) struct Framer {
    is_begun: bool,
    is_array: bool,
    is_over: bool,
    /// Whether what stands behind the array is none of its business.
    is_inner: bool,
    count: u64,
}

/// What framing a piece of JSON finds beside elements.
#[derive(Debug)]
pub(in crate::input) struct Framed {
    /// Where what was found ends.
    pub end: usize,
    /// What is wrong with the value that begins there, if it is no good.
    pub fault: Option<BrokenElement>,
}

/// A value that cannot be read.
#[derive(Debug)]
pub(in crate::input) struct BrokenElement {
    /// Where it stands in the input.
    pub place: Place,
    /// What is wrong.
    pub why: ValueError,
    /// Finds its end.
    pub rest: ValueEnd,
}

impl Framer {
    /// A framer of the elements of arrays within something else, whose brackets were passed.
    pub(super) fn of_elements() -> Self {
        Self { is_begun: true, is_array: true, is_inner: true, ..Self::default() }
    }

    /// Whether the array is over.
    pub(super) fn is_over(&self) -> bool {
        self.is_over
    }

    /// Counts on with the elements of another array.
    pub(super) fn begin_again(&mut self) {
        self.is_over = false;
    }

    /// Finds the whole values at the start of a text.
    pub(in crate::input) fn cut(
        &mut self,
        bytes: &[u8],
        at_end: bool,
        limit: usize,
        line: &mut u64,
        out: &mut Vec<Element>,
    ) -> Framed {
        let mut at = 0;
        let mut done = 0;
        loop {
            let from = at;
            at = skip_space(bytes, at, line);
            looked_at(at + 1 - from);
            done = done.max(at);
            let Some(&byte) = bytes.get(at) else { break };
            if !self.is_begun {
                self.is_begun = true;
                self.is_array = byte == b'[';
                if self.is_array {
                    at += 1;
                    continue;
                }
            }
            if self.is_array && !self.is_over && (byte == b',' || byte == b']') {
                self.is_over = byte == b']';
                at += 1;
                if self.is_inner && self.is_over {
                    return Framed { end: at, fault: None };
                }
                continue;
            }
            let value = &bytes[at..];
            let is_element = self.is_array && !self.is_over;
            let place = if is_element { Place::Element(self.count + 1) } else { Place::Line(*line) };
            let end = ValueEnd::default().end(value);
            looked_at(end.unwrap_or(value.len()));
            if end.unwrap_or(value.len()) > limit {
                if out.is_empty() {
                    self.count += 1;
                    let fault = BrokenElement { place, why: ValueError::TooLarge, rest: ValueEnd::default() };
                    return Framed { end: done, fault: Some(fault) };
                }
                break;
            }
            let end = match end {
                Some(end) => at + end,
                None if at_end => {
                    // Cut off: nothing can follow, so that nothing else is missing.
                    self.is_over = true;
                    bytes.len()
                }
                None => break,
            };
            self.count += 1;
            out.push(Element { start: at, end, place });
            *line += memchr::memchr_iter(b'\n', &bytes[at..end]).count() as u64;
            at = end;
            done = end;
        }
        let is_cut_off = at_end && self.is_array && !self.is_over && out.is_empty() && done == bytes.len();
        let fault = is_cut_off.then(|| {
            self.is_over = true;
            let place = Place::Element(self.count + 1);
            BrokenElement { place, why: ValueError::OpenArray, rest: ValueEnd::default() }
        });
        Framed { end: done, fault }
    }
}

fn skip_space(bytes: &[u8], mut at: usize, line: &mut u64) -> usize {
    while let Some(byte) = bytes.get(at).filter(|b| b.is_ascii_whitespace()) {
        *line += u64::from(*byte == b'\n');
        at += 1;
    }
    at
}

/// Finds the end of a value, over as many pieces as it takes.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::input) struct ValueEnd {
    state: State,
    depth: usize,
}

#[derive(Clone, Copy, Debug, Default)]
enum State {
    #[default]
    Start,
    /// In brackets.
    Brackets,
    /// In a string.
    Text,
    /// In a string, behind a backslash.
    Escaped,
    /// In a number, a word, or something that is no JSON.
    Bare,
}

impl ValueEnd {
    /// The end of the value in the next piece of it, if it ends there.
    pub(in crate::input) fn end(&mut self, bytes: &[u8]) -> Option<usize> {
        let mut at = 0;
        loop {
            let byte = *bytes.get(at)?;
            match self.state {
                State::Start => {
                    self.state = match byte {
                        b'{' | b'[' => {
                            self.depth = 1;
                            State::Brackets
                        }
                        b'"' => State::Text,
                        _ => State::Bare,
                    };
                    at += 1;
                }
                State::Brackets => {
                    let found =
                        bytes[at..].iter().position(|b| matches!(b, b'{' | b'[' | b'}' | b']' | b'"'))?;
                    at += found + 1;
                    match bytes[at - 1] {
                        b'"' => self.state = State::Text,
                        b'{' | b'[' => self.depth += 1,
                        _ => {
                            self.depth -= 1;
                            if self.depth == 0 {
                                return Some(at);
                            }
                        }
                    }
                }
                State::Text => {
                    at += memchr::memchr2(b'"', b'\\', &bytes[at..])? + 1;
                    if bytes[at - 1] == b'\\' {
                        self.state = State::Escaped;
                    } else if self.depth == 0 {
                        return Some(at);
                    } else {
                        self.state = State::Brackets;
                    }
                }
                State::Escaped => {
                    at += 1;
                    self.state = State::Text;
                }
                State::Bare => {
                    let ends = matches!(byte, b',' | b']' | b'}' | b'{' | b'[') || byte.is_ascii_whitespace();
                    if ends {
                        return Some(at);
                    }
                    at += 1;
                }
            }
        }
    }
}

/// How deep a value is nested.
pub(super) fn depth(text: &[u8]) -> usize {
    let (mut depth, mut deepest, mut at) = (0usize, 0, 0);
    while at < text.len() {
        match text[at] {
            b'{' | b'[' => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b'}' | b']' => depth = depth.saturating_sub(1),
            b'"' => at += ValueEnd::default().end(&text[at..]).unwrap_or(text.len() - at) - 1,
            _ => {}
        }
        at += 1;
    }
    deepest
}
