//! Lines of iCalendar (RFC 5545): escaped, folded, ended by CRLF.

use crate::value::{CHINA, Moment};

/// How many octets a line has at most, its end aside.
const MOST_OCTETS: usize = 75;

/// Writes a line, folded where it is too long, never within a character.
pub fn line(out: &mut Vec<u8>, text: &str) {
    let mut octets = 0;
    for c in text.chars() {
        if octets + c.len_utf8() > MOST_OCTETS {
            // The space that goes on with a line is one of its octets.
            out.extend_from_slice(b"\r\n ");
            octets = 1;
        }
        octets += c.len_utf8();
        let mut bytes = [0; 4];
        out.extend_from_slice(c.encode_utf8(&mut bytes).as_bytes());
    }
    out.extend_from_slice(b"\r\n");
}

/// A text as the value of a property.
pub fn escaped_text(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => escaped.extend(['\\', c]),
            '\n' => escaped.push_str("\\n"),
            '\r' => {}
            c => escaped.push(c),
        }
    }
    escaped
}

/// A part of a UID: every byte that is not plain is percent-encoded.
pub fn percent_encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'.' | b'_' | b'-' => encoded.push(char::from(byte)),
            byte => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

/// A moment in UTC: `20261122T020000Z`.
pub fn utc(moment: Moment) -> String {
    // A day in UTC is what the day in China was eight hours before.
    let shifted = Moment(moment.0.saturating_sub(i64::from(CHINA.0) * 60_000));
    let text = super::written(|out| shifted.write(out));
    let text = text.split(['+', '.']).next().unwrap_or_default().replace(['-', ':'], "");
    format!("{text}Z")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_folded_between_characters() {
        let mut out = Vec::new();
        line(&mut out, &format!("SUMMARY:{}", "卡".repeat(60)));
        let text = String::from_utf8(out).unwrap();
        assert!(text.split("\r\n").all(|line| line.len() <= 75), "{text}");
        assert_eq!(text.replace("\r\n ", ""), format!("SUMMARY:{}\r\n", "卡".repeat(60)));
    }

    #[test]
    fn values_mean_nothing_and_times_are_in_utc() {
        assert_eq!(escaped_text("a,b;c\\d\r\ne"), "a\\,b\\;c\\\\d\\ne");
        assert_eq!(percent_encoded("A-1_x.y/卡 "), "A-1_x.y%2F%E5%8D%A1%20");
        assert_eq!(utc(Moment(1_795_312_800_000)), "20261122T020000Z");
    }
}
