//! Objects of the usual shape, which are read in one go, come to what every other reading of them
//! comes to.

use crate::support::tries;
use std::sync::{LazyLock, Mutex};

use kami::internals::command::Command;
use kami::internals::embedded;
use kami::internals::field::Field;
use kami::internals::input::{Buffer, ColumnMap, Notice, Notices, Object, ObjectReader};
use kami::internals::record::{Lexicons, Reading, Record};
use kami::internals::value::{CHINA, Moment};
use proptest::prelude::*;

/// A member's key, as it is written.
fn key() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "id",
        "card_no",
        "卡号",
        "platform",
        "平台",
        "form",
        "state",
        "face_value",
        "面值",
        "balance",
        "expires_on",
        "bound_at",
        "real_name_verified",
        "real_name_verifie",
        "documents",
        "stage_since",
    ]);
    let odd =
        prop::sample::select(vec!["pin", "卡密", "x", "", "id ", "\\u0069d", "a\\\"b", "\\u5361号", "\u{1}"]);
    prop_oneof![
        12 => known.prop_map(|name| format!("\"{name}\"")),
        2 => odd.prop_map(|name| format!("\"{name}\"")),
        1 => prop::sample::select(vec!["id", "'id'", "1", "\"id", ""]).prop_map(str::to_owned),
    ]
}

/// A member's value, as it is written.
fn value() -> impl Strategy<Value = String> {
    let text = prop::sample::select(vec![
        "",
        " ",
        "jd",
        "京东",
        "K000000001",
        "6270350736712218846",
        "physical",
        "bound",
        "500.00",
        "1,000",
        "2027-01-22",
        "2026-11-19 05:35:34",
        "true",
        "否",
        "id-photos;id-handheld",
        "no such word",
        "fifteen letters",
        "sixteen letters.",
        "seventeen letters",
        "thirty-one letters are in here.",
        "thirty-two letters are in this 1",
    ]);
    let odd = prop::sample::select(vec![
        "\"\\u4eac\\u4e1c\"",
        "\"a\\\"b\"",
        "\"500\\n\"",
        "\"\\ud800\"",
        "\"\\x\"",
        "\"a\\",
        "\"\u{1}\"",
        "\"tab\there\"",
        "\"\u{7f}\"",
        "\"jd",
        "jd",
        "[]",
        "[\"id-photos\",\"id-handheld\"]",
        "[ \"id-photos\" , \"\"]",
        "[\"no such word\"]",
        "[\"id-photos\";\"id-handheld\"]",
        "[\"\\u0069d-photos\"]",
        "[\"id-photos\"",
        "[1,null]",
        "[[]]",
        "[{\"pin\":1}]",
        "{}",
        "{\"a\":{\"b\":\"}\"}}",
        "01",
        "-01",
        "1.",
        ".5",
        "-",
        "+1",
        "1e5",
        "1E+5",
        "1.5e",
        "1.2.3",
        "6.22E+18",
        "1x",
        "tru",
        "truE",
        "falsy",
        "fals",
        "nul",
        "nulll",
        "truefalse",
        "NaN",
        "",
        "\"jd\"\"jd\"",
        "\"jd\" \"jd\"",
    ]);
    prop_oneof![
        8 => text.prop_map(|text| format!("\"{text}\"")),
        1 => "\"[ !#-\\[\\]-~]{0,40}\"",
        3 => prop::sample::select(vec!["true", "false", "null"]).prop_map(str::to_owned),
        3 => "-?(0|[1-9][0-9]{0,20})(\\.[0-9]{1,20})?",
        2 => odd.prop_map(str::to_owned),
    ]
}

fn space() -> impl Strategy<Value = &'static str> {
    prop_oneof![30 => Just(""), 4 => Just(" "), 1 => prop::sample::select(vec!["\t", " \t ", "\n", "\r\n", "\u{c}", "\u{3000}"])]
}

/// An object, broken now and then.
fn object() -> impl Strategy<Value = String> {
    let comma = prop_oneof![60 => Just(","), 1 => Just(""), 1 => Just(",,"), 1 => Just(";")];
    let colon = prop_oneof![60 => Just(":"), 1 => Just(""), 1 => Just("::"), 1 => Just("=")];
    let member = (space(), key(), space(), colon, space(), value(), space(), comma);
    let member = member.prop_map(|(a, key, b, colon, c, value, d, comma)| {
        (format!("{a}{key}{b}{colon}{c}{value}{d}"), comma)
    });
    let start =
        prop_oneof![40 => Just("{"), 1 => Just(" {"), 1 => Just("\u{feff}{"), 1 => Just("[{"), 1 => Just("")];
    let end = prop_oneof![
        40 => Just("}"),
        1 => prop::sample::select(vec![
            "", ",}", "} ", "}\r\n ", "}x", "}}", "}{}", "} {\"id\":\"2\"}", "]", "}\u{0}", "\"}", "}\u{c}",
        ]),
    ];
    let members = prop::collection::vec(member, 0..8);
    let cut = prop_oneof![20 => Just(usize::MAX), 1 => 0..200usize];
    (start, members, end, cut).prop_map(|(start, members, end, cut)| {
        let mut text = start.to_owned();
        for (index, (member, comma)) in members.iter().enumerate() {
            text += if index > 0 { comma } else { "" };
            text += member;
        }
        text += end;
        let cut = (0..=cut.min(text.len())).rev().find(|cut| text.is_char_boundary(*cut)).unwrap();
        text.truncate(cut);
        text
    })
}

/// What a record has.
fn seen(record: &Record) -> String {
    let facts = Field::ALL.iter().map(|field| record.facts.get(*field)).collect::<Vec<_>>();
    let (id, card_no) = (record.id(), record.card_no());
    format!("{facts:?} {:x} {id:?} {card_no:?} {:?}", record.facts.words(), record.error)
}

static LEXICONS: LazyLock<Lexicons> = LazyLock::new(|| Lexicons::new(&embedded::pack()));
static MAPS: LazyLock<[ColumnMap; 3]> =
    LazyLock::new(|| Command::DECIDING.map(|command| ColumnMap::new(command, Vec::new())));

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: tries(1000) as u32, ..ProptestConfig::default() })]

    #[test]
    fn the_usual_objects_are_read_as_all_are(
        objects in prop::collection::vec(object(), 1..12),
        parted in prop::sample::select(vec!["\n", "", ",", "\"", "\u{0}"]),
        command in 0..3usize,
    ) {
        let now = Moment::parse(b"2026-11-22T10:00:00+08:00", CHINA).unwrap();
        let reading = Reading { lexicons: &LEXICONS, now, offset: CHINA };
        let map = &MAPS[command];
        let text = objects.join(parted);
        let parts = Buffer::from(text.as_bytes());
        let read = |one_by_one: bool| {
            let told = Mutex::new(Vec::new());
            let tell = |notice: &Notice| told.lock().unwrap().push(notice.clone());
            let notices = Notices::new(&tell);
            let mut reader = ObjectReader::default();
            let mut records = vec![Record::default(); objects.len()];
            let mut read = Vec::new();
            // Twice, for what the keys are is only known from the first time on.
            for _ in 0..2 {
                reader.begin(&parts, one_by_one);
                let mut start = 0;
                for (number, (object, record)) in objects.iter().zip(&mut records).enumerate() {
                    record.clear();
                    let end = start + object.len();
                    let is_line = parted == "\n" && !object.contains('\n');
                    let place = if is_line { Object::Line(start) } else { Object::Within(start, end) };
                    if reader.find(&parts, place, number).is_none() {
                        reader.read(object.as_bytes(), map, &reading, &notices, record, None);
                    }
                    start = end + parted.len();
                }
                reader.values(&parts, map, &reading, &notices, &mut records);
                read.extend(records.iter().map(seen));
            }
            (read, told.lock().unwrap().clone())
        };
        prop_assert_eq!(read(false), read(true));
    }
}
