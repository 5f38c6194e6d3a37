//! Reports in JUnit's XML of what `kami policy` checks and tests.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use crate::value::{shown, shown_lines};

/// A case of a report.
pub(super) struct Case {
    /// What it belongs to, such as a file.
    pub(super) class: String,
    /// What it is called.
    pub(super) name: String,
    /// Why it failed: a word and a text; nothing, where it passed.
    pub(super) failure: Option<(&'static str, String)>,
}

/// A report of one suite.
pub(super) fn report(suite: &str, cases: &[Case]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let written = write(&mut Writer::new_with_indent(&mut bytes, b' ', 2), suite, cases);
    // Memory takes whatever is written.
    debug_assert!(written.is_ok());
    bytes.push(b'\n');
    bytes
}

fn write(xml: &mut Writer<&mut Vec<u8>>, suite: &str, cases: &[Case]) -> io::Result<()> {
    let count = |number: usize| number.to_string();
    let (tests, failures) =
        (count(cases.len()), count(cases.iter().filter(|case| case.failure.is_some()).count()));
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    xml.write_event(Event::Start(BytesStart::new("testsuites")))?;
    let attributes = [("name", suite), ("tests", tests.as_str()), ("failures", failures.as_str())];
    xml.write_event(Event::Start(BytesStart::new("testsuite").with_attributes(attributes)))?;
    for case in cases {
        let (class, name) = (shown(&case.class), shown(&case.name));
        let element = BytesStart::new("testcase")
            .with_attributes([("classname", class.as_ref()), ("name", name.as_ref())]);
        let Some((kind, text)) = &case.failure else {
            xml.write_event(Event::Empty(element))?;
            continue;
        };
        let text = shown_lines(text);
        let first = text.lines().next().unwrap_or_default().to_owned();
        xml.write_event(Event::Start(element))?;
        let failure =
            BytesStart::new("failure").with_attributes([("message", first.as_str()), ("type", *kind)]);
        xml.write_event(Event::Start(failure))?;
        xml.write_event(Event::Text(BytesText::new(&text)))?;
        xml.write_event(Event::End(BytesEnd::new("failure")))?;
        xml.write_event(Event::End(BytesEnd::new("testcase")))?;
    }
    xml.write_event(Event::End(BytesEnd::new("testsuite")))?;
    xml.write_event(Event::End(BytesEnd::new("testsuites")))
}
