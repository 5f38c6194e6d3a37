//! Findings in SARIF 2.1.0, as code scanning reads them.

use std::fmt::Write;

use serde_json::{Value, json};

use super::{Finding, FindingKind, Findings};
use crate::lang::Lang;
use crate::value::shown;

/// The log of a run.
pub(super) fn document(findings: &Findings<'_>, lang: Lang) -> Vec<u8> {
    let rule = |kind: FindingKind| json!({"id": kind.name(), "shortDescription": {"text": kind.about()}});
    let rules: Vec<Value> = FindingKind::ALL.into_iter().map(rule).collect();
    let results: Vec<Value> = findings.found.iter().map(|finding| result(findings, finding, lang)).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {"name": "kami", "version": env!("CARGO_PKG_VERSION"), "rules": rules}},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{log:#}\n").into_bytes()
}

fn result(findings: &Findings<'_>, finding: &Finding, lang: Lang) -> Value {
    json!({
        "ruleId": finding.kind.name(),
        "ruleIndex": FindingKind::ALL.iter().position(|kind| *kind == finding.kind),
        "level": "error",
        "message": {"text": shown(&finding.message(lang))},
        "locations": [{
            "physicalLocation": {
                "artifactLocation": {"uri": uri(findings.file(finding))},
                "region": {"startLine": finding.at.line, "startColumn": finding.at.column},
            },
        }],
    })
}

/// A file's name as a reference by RFC 3986.
fn uri(file: &str) -> String {
    let mut uri = if file.starts_with('/') { "file://".to_owned() } else { String::new() };
    for byte in file.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte))
            }
            // A backslash separates folders where no slash does.
            b'\\' => uri.push('/'),
            _ => drop(write!(uri, "%{byte:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_references() {
        assert_eq!(uri("my policy.toml"), "my%20policy.toml");
        assert_eq!(uri("/a/卡.toml"), "file:///a/%E5%8D%A1.toml");
    }
}
