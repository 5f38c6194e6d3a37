//! JSON: one document with an envelope around all results, which workers render as objects.

use serde::Serialize;

use super::document::{Document, Run};
use super::json_summary::json_summary;
use super::rows::BETWEEN;
use crate::command::Command;
use crate::decide::{Plan, Totals};
use crate::output::summary::Summary;
use crate::output::text::written;
use crate::policy::Pack;
use crate::value::Moment;

/// The members that every document begins with.
#[derive(Serialize)]
pub struct Envelope<'a> {
    /// The kind of the document and its version, `kami/check-unbind/1`.
    pub schema: String,
    /// The moment of the decision.
    pub now: String,
    /// The policy of the decision.
    pub policy: PolicyStamp<'a>,
}

/// By which policy something was decided. Members are in alphabetical order.
#[derive(Serialize)]
pub struct PolicyStamp<'a> {
    layers: Vec<LayerStamp<'a>>,
    /// That it is not the one that ships.
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
    version: &'a str,
}

#[derive(Serialize)]
struct LayerStamp<'a> {
    hash: &'a str,
    name: &'a str,
}

/// The version of every document.
const VERSION: u32 = 1;

impl<'a> Envelope<'a> {
    /// The envelope of a document of a kind, such as a command's name.
    pub fn new(kind: &str, pack: &'a Pack, now: Moment) -> Self {
        Self {
            schema: schema_id(kind),
            now: written(|out| now.write(out)),
            policy: PolicyStamp {
                layers: pack
                    .layers
                    .iter()
                    .map(|layer| LayerStamp { hash: &layer.hash, name: &layer.name })
                    .collect(),
                note: None,
                version: &pack.version,
            },
        }
    }
}

impl<'a> PolicyStamp<'a> {
    /// The same, with what layers make of the rules that ship.
    fn noted(self, note: Option<&'a str>) -> Self {
        Self { note, ..self }
    }
}

/// The name and version of a kind of document.
pub fn schema_id(kind: &str) -> String {
    format!("kami/{kind}/{VERSION}")
}

/// What stands around the results.
pub(super) struct JsonFile<'p> {
    command: Command,
    pack: &'p Pack,
    now: Moment,
    note: Option<String>,
    plan: &'p Plan<'p>,
    /// Whether the summary stands in place of the results.
    is_summary: bool,
}

impl<'p> JsonFile<'p> {
    pub(super) fn new(run: &Run<'p>) -> Self {
        let note = run.policy_note.as_ref().map(|note| note.get(run.screen.lang).to_owned());
        Self {
            command: run.command,
            pack: run.pack,
            now: run.now,
            note,
            plan: run.plan,
            is_summary: run.summary,
        }
    }
}

impl Document for JsonFile<'_> {
    fn between(&self) -> &'static [u8] {
        BETWEEN
    }

    fn begin(&mut self, out: &mut Vec<u8>) {
        // The results are streamed into the object: it stays open.
        let envelope = Envelope::new(self.command.name(), self.pack, self.now);
        let policy = envelope.policy.noted(self.note.as_deref());
        write(out, &Envelope { policy, ..envelope });
        out.pop();
        if !self.is_summary {
            out.extend_from_slice(b",\"results\":[\n");
        }
    }

    fn end(&mut self, totals: &Totals, out: &mut Vec<u8>) {
        if !self.is_summary {
            out.extend_from_slice(b"\n]");
        }
        // A comparison has no verdicts to count.
        if !self.command.verdicts().is_empty() {
            out.extend_from_slice(b",\"summary\":");
            write(out, &json_summary(&Summary::new(self.plan, totals), self.is_summary));
        }
        out.extend_from_slice(b"}\n");
    }
}

/// Writes JSON to memory, which does not fail for structs of texts and numbers.
fn write(out: &mut Vec<u8>, document: &impl Serialize) {
    let written = serde_json::to_writer(out, document);
    debug_assert!(written.is_ok());
}
