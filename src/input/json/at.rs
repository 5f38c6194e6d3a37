//! The records in a member of JSON objects, as exports wrap them: `{"data": {"list": [...]}}`.

use super::framing::{Framed, Framer, ValueEnd};
use super::value::json_text;
use crate::input::batch::Element;
use crate::input::error::InputFault;
use crate::input::limits::MAX_NAME_BYTES;
use crate::input::steps::looked_at;
use crate::lang::suggest;

/// How many keys are remembered to guess which was meant.
const MOST_KEYS: usize = 100;

/// Frames the objects of a member, in all documents of an input, whatever else those hold. Nothing
/// but the element that is looked at is held in memory.
#[derive(Clone, Debug)]
pub(in crate::input) struct MemberFramer {
    path: String,
    state: State,
    /// For each object on the way that is open, where the rest of the path begins that is sought in it.
    open: Vec<usize>,
    /// Whether the document has the member.
    is_found: bool,
    /// The other keys where the path was followed furthest.
    keys: Vec<String>,
    list: Framer,
}

#[derive(Clone, Debug)]
enum State {
    /// Between documents.
    Outside,
    /// In an object on the way.
    Object,
    /// In a value that does not matter.
    Other(ValueEnd),
    /// In the list.
    List,
}

/// What stands at a place in an object.
enum Next {
    /// Not enough to say.
    Unknown,
    /// A member that does not matter, whose value begins there.
    Other(usize),
    /// The list, of which the bracket was passed.
    List(usize),
    /// The member, which is null: it has no records.
    Null(usize),
    /// An object on the way, of which the bracket was passed, and where the rest of the path begins.
    Object(usize, usize),
}

impl MemberFramer {
    /// A framer of the member at a path, names joined by points.
    pub(in crate::input) fn new(path: &str) -> Self {
        Self {
            path: path.to_owned(),
            state: State::Outside,
            open: Vec::new(),
            is_found: false,
            keys: Vec::new(),
            list: Framer::of_elements(),
        }
    }

    /// Finds the whole elements at the start of a text.
    ///
    /// # Errors
    /// When a document has no such member, or is none.
    pub(in crate::input) fn cut(
        &mut self,
        bytes: &[u8],
        at_end: bool,
        limit: usize,
        line: &mut u64,
        out: &mut Vec<Element>,
    ) -> Result<Framed, InputFault> {
        let mut at = 0;
        let passed = |line: &mut u64, from: usize, to: usize| {
            *line += memchr::memchr_iter(b'\n', &bytes[from..to]).count() as u64;
        };
        loop {
            let from = at;
            match &mut self.state {
                State::List => {
                    let before = out.len();
                    let mut found = self.list.cut(&bytes[at..], at_end, limit, line, out);
                    for element in &mut out[before..] {
                        (element.start, element.end) = (element.start + at, element.end + at);
                    }
                    found.end += at;
                    at = found.end;
                    if found.fault.is_some() || !self.list.is_over() {
                        return Ok(found);
                    }
                    self.list.begin_again();
                    self.state = State::Object;
                    continue;
                }
                State::Other(rest) => {
                    let end = rest.end(&bytes[at..]);
                    looked_at(end.unwrap_or(bytes.len() - at));
                    match end {
                        Some(length) => {
                            at += length;
                            self.state = State::Object;
                        }
                        None => at = bytes.len(),
                    }
                }
                State::Outside | State::Object => {
                    at += bytes[at..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
                }
            }
            passed(line, from, at);
            let Some(&byte) = bytes.get(at) else { break };
            let from = at;
            match (&self.state, byte) {
                (State::Outside, b'{') => {
                    at += 1;
                    (self.state, self.is_found) = (State::Object, false);
                    self.open.push(0);
                    self.keys.clear();
                }
                (State::Object, b',') => at += 1,
                (State::Object, b'}') => {
                    at += 1;
                    self.open.pop();
                    if self.open.is_empty() {
                        self.check(*line)?;
                        self.state = State::Outside;
                    }
                }
                (State::Object, b'"') => match self.member(bytes, at, limit, *line)? {
                    Next::Unknown => break,
                    Next::Other(value) => {
                        at = value;
                        self.state = State::Other(ValueEnd::default());
                    }
                    Next::List(elements) => {
                        at = elements;
                        (self.state, self.is_found) = (State::List, true);
                    }
                    Next::Null(value) => {
                        at = value;
                        (self.state, self.is_found) = (State::Other(ValueEnd::default()), true);
                    }
                    Next::Object(members, rest) => {
                        at = members;
                        self.open.push(rest);
                        self.keys.clear();
                    }
                },
                (State::Outside, _) => self.check(*line)?,
                (State::Object, _) => return Err(InputFault::BrokenDocument { line: *line }),
                (State::Other(_) | State::List, _) => {}
            }
            passed(line, from, at);
        }
        if at_end && !matches!(self.state, State::Outside) && !self.is_found {
            self.check(*line)?;
        }
        Ok(Framed { end: at, fault: None })
    }

    /// Checks that the document that ends here has the member.
    fn check(&mut self, line: u64) -> Result<(), InputFault> {
        if std::mem::take(&mut self.is_found) {
            return Ok(());
        }
        let near = suggest::nearest(&self.path, self.keys.iter().map(String::as_str));
        Err(InputFault::NoMember { path: self.path.clone(), near: near.map(str::to_owned), line })
    }

    /// What member begins with the key at a place.
    fn member(&mut self, bytes: &[u8], at: usize, limit: usize, line: u64) -> Result<Next, InputFault> {
        let broken = || InputFault::BrokenDocument { line };
        let length = ValueEnd::default().end(&bytes[at..]);
        looked_at(length.unwrap_or(bytes.len() - at));
        let Some(length) = length else {
            return if bytes.len() - at > limit { Err(broken()) } else { Ok(Next::Unknown) };
        };
        let key = json_text(&bytes[at..at + length]).ok_or_else(broken)?;
        let space = |at: usize| at + bytes[at..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        let colon = space(at + length);
        let value = match bytes.get(colon) {
            Some(b':') => space(colon + 1),
            Some(_) => return Err(broken()),
            None => return Ok(Next::Unknown),
        };
        let Some(first) = bytes.get(value) else { return Ok(Next::Unknown) };
        let rest = self.path.get(self.open.last().copied().unwrap_or_default()..).unwrap_or_default();
        if *key == *rest {
            return match first {
                b'[' => Ok(Next::List(value + 1)),
                b'n' => Ok(Next::Null(value)),
                _ => Err(InputFault::NoList { path: self.path.clone(), line }),
            };
        }
        let is_on_the_way = rest.strip_prefix(&*key).is_some_and(|rest| rest.starts_with('.'));
        if is_on_the_way && *first == b'{' {
            return Ok(Next::Object(value + 1, self.path.len() - rest.len() + key.len() + 1));
        }
        if self.keys.len() < MOST_KEYS && key.len() <= MAX_NAME_BYTES {
            let before = self.path.strip_suffix(rest).unwrap_or_default();
            self.keys.push(format!("{before}{key}"));
        }
        Ok(Next::Other(value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::batch::Place;

    const FAR: usize = 1 << 20;

    /// The texts of the elements at a path, and how many lines were passed, read so many bytes at a time.
    fn elements(text: &str, path: &str, piece: usize) -> Result<Vec<(u64, String)>, InputFault> {
        let mut framer = MemberFramer::new(path);
        let (mut found, mut line, mut start, mut end) = (Vec::new(), 1, 0, 0);
        loop {
            end = (end + piece).min(text.len());
            let mut out = Vec::new();
            let bytes = &text.as_bytes()[start..end];
            let framed = framer.cut(bytes, end == text.len(), FAR, &mut line, &mut out)?;
            for element in out {
                let Place::Element(number) = element.place else { panic!("{element:?}") };
                let text = &bytes[element.start..element.end];
                found.push((number, String::from_utf8(text.to_vec()).unwrap()));
            }
            start += framed.end;
            if end == text.len() {
                return Ok(found);
            }
        }
    }

    #[test]
    fn the_elements_of_a_member_are_counted_over_all_documents() {
        let text = r#"{"n":[1,{"data":[9]}],"data":[{"a":"]"},{"b":[2]}],"x":"\"}"}
            {"data":null} {"data" : [ ] , "y":{}}{"data":[3]}"#;
        let want = [(1, "{\"a\":\"]\"}"), (2, "{\"b\":[2]}"), (3, "3")];
        let want: Vec<(u64, String)> = want.iter().map(|(n, text)| (*n, (*text).to_owned())).collect();
        for piece in 1..text.len() + 1 {
            assert_eq!(elements(text, "data", piece).unwrap(), want, "{piece}");
        }
    }

    #[test]
    fn a_path_leads_through_objects() {
        for (text, path) in [
            (r#"{"a":1,"data":{"x":[2],"list":[7]},"list":[8]}"#, "data.list"),
            (r#"{"data.list":[7]}"#, "data.list"),
            (r#"{"data":[1],"data":{"list":[7]}}"#, "data.list"),
            (r#"{"\u6570\u636e":[7]}"#, "数据"),
        ] {
            for piece in [1, 5, 100] {
                assert_eq!(elements(text, path, piece).unwrap(), [(1, "7".to_owned())], "{text}");
            }
        }
    }

    #[test]
    fn a_document_without_the_member_is_an_error() {
        let near = |text, path| match elements(text, path, 3) {
            Err(InputFault::NoMember { near, line, .. }) => (near, line),
            other => panic!("{text} {other:?}"),
        };
        assert_eq!(near(r#"{"data":[1]}"#, "date"), (Some("data".to_owned()), 1));
        assert_eq!(near("{\"data\":{\"lists\":[1]}}", "data.list"), (Some("data.lists".to_owned()), 1));
        assert_eq!(near("{\"data\":[1]}\n\n{}", "data"), (None, 3));
        assert_eq!(near("[1]", "data"), (None, 1));
        assert_eq!(near("{\"x\":1", "data"), (None, 1));
        assert!(matches!(elements(r#"{"data":{}}"#, "data", 3), Err(InputFault::NoList { .. })));
        assert!(matches!(elements("{\n7}", "data", 3), Err(InputFault::BrokenDocument { line: 2 })));
    }
}
