//! The bytes of the fast path are those of `serde_json`.

use std::fmt;

use proptest::prelude::{prop, proptest};
use proptest::{prop_assert_eq, sample};
use serde::Deserialize;
use serde::Serialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{SerializeMap, Serializer};

use super::JsonWriter;
use crate::command::Command;
use crate::decide::{Options, Plan};
use crate::field::{Field, Kind};
use crate::input::Place;
use crate::lang::Lang;
use crate::output::cache::segments::ColumnWriter;
use crate::output::result::column::{Column, DependsOn};
use crate::output::result::meta::RecordMeta;
use crate::output::result::view::View;
use crate::questions::Answers;
use crate::record::{Lexicons, Reading, Record};
use crate::value::CHINA;
use crate::value::Moment;

/// JSON with its members in the order in which they stand.
#[derive(Debug)]
enum Json {
    Null,
    Bool(bool),
    Number(serde_json::Number),
    Text(String),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(truth) => serializer.serialize_bool(*truth),
            Self::Number(number) => number.serialize(serializer),
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(items) => items.serialize(serializer),
            Self::Object(members) => {
                let mut map = serializer.serialize_map(Some(members.len()))?;
                for (name, value) in members {
                    map.serialize_entry(name, value)?;
                }
                map.end()
            }
        }
    }
}

struct AnyJson;

impl<'de> Visitor<'de> for AnyJson {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, truth: bool) -> Result<Json, E> {
        Ok(Json::Bool(truth))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Json, E> {
        Ok(Json::Number(number.into()))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Json, E> {
        Ok(Json::Number(number.into()))
    }

    fn visit_str<E>(self, text: &str) -> Result<Json, E> {
        Ok(Json::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Json, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Json::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Json, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(Json::Object(members))
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyJson)
    }
}

/// Texts that fields of several kinds take, and some that none does; `WORD` is the first word of a
/// field that has words.
const TEXTS: [&str; 11] =
    ["", WORD, WORD, "500", "yes", "2026-11-20", "2026-11-22 09:58", "95%", "\"\\\n", "卡", "x"];

const WORD: &str = "word";

/// The line of a record with these texts.
fn line(command: Command, explain: bool, texts: &[&str]) -> Vec<u8> {
    let pack = crate::embedded::pack();
    let lexicons = Lexicons::new(&pack);
    let now = Moment(1_795_312_800_000);
    let plan = Plan::new(command, &pack, &lexicons, now, Options::default()).unwrap();
    let reading = Reading { lexicons: &lexicons, now, offset: CHINA };
    let mut record = Record::default();
    for (field, text) in Field::of(command).zip(texts) {
        let word = match field.spec().kind {
            Kind::Choice(_) | Kind::List(_) if *text == WORD => lexicons.of(field).ids().first(),
            _ => None,
        };
        let text = word.map_or(*text, |word| word.as_str());
        record.set_text(&reading, field, text.as_bytes());
    }
    record.finish();
    let mut columns = Column::of(command);
    columns.push(Column::Steps);
    let writer = JsonWriter { lang: Lang::Zh, explain, all_quotes: true, renamed: Vec::new() };
    let invalid = crate::decide::Decision::invalid();
    let (decision, computed) = plan.decide(&record.facts);
    let decision = if record.error.is_some() { &invalid } else { &decision };
    let meta = RecordMeta {
        number: 1,
        input: "in \"quotes\"",
        is_plain_input: false,
        place: Place::Line(2),
        record: &record,
    };
    let view =
        View { plan: &plan, meta, earlier: None, decision, computed: &computed, answers: &Answers::NONE };
    let mut out = vec![b'{'];
    for (index, column) in columns.iter().enumerate() {
        out.extend_from_slice(&writer.before(*column, index == 0));
        match column.depends_on() {
            DependsOn::Record(own) => writer.own(&mut out, &view.meta, own),
            _ => writer.value(&mut out, &view, *column),
        }
    }
    out.push(b'}');
    out
}

proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(64))]
    #[test]
    fn lines_are_those_of_serde_json(
        command in sample::select(Command::DECIDING.to_vec()),
        explain: bool,
        texts in prop::collection::vec(sample::select(TEXTS.to_vec()), 40),
    ) {
        let ours = line(command, explain, &texts);
        let json: Json = serde_json::from_slice(&ours).unwrap();
        prop_assert_eq!(String::from_utf8(ours).unwrap(), serde_json::to_string(&json).unwrap());
    }
}
