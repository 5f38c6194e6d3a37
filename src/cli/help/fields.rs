//! The fields of a command's records, and how their values are written.

use crate::command::Command;
use crate::field::{Field, Kind, Vocabulary};
use crate::lang::{Lang, Phrase};
use crate::output::field_title;
use crate::output::text::{padded, width, wrapped};
use crate::policy::Pack;

/// How wide the list of fields is set: with the margin of a manual page, 80 columns.
const WIDTH: usize = 73;

const fn phrase(en: &'static str, zh: &'static str) -> Phrase {
    Phrase { en, zh }
}

/// How values of a kind are written, where the kind's name does not say it.
const fn spelling(kind: Kind) -> Option<Phrase> {
    match kind {
        Kind::Money { .. } => Some(phrase("500, 1,000.00, ¥500", "500、1,000.00、¥500、500元")),
        Kind::Rate { .. } => Some(phrase("95%, 0.95", "95%、0.95、9.5折")),
        Kind::Bool => Some(phrase("yes, no, true, false, 1, 0", "是、否、有、无、yes、no、1、0")),
        Kind::List(_) => Some(phrase("separated by ;", "各项用分号隔开")),
        Kind::Time { .. } => Some(phrase(
            "2026-11-22 10:00 in China's time (see --tz), or 2026-11-22T10:00:00+08:00",
            "2026-11-22 10:00（北京时间，可用 --tz 改），或 2026-11-22T10:00:00+08:00",
        )),
        Kind::Date => Some(phrase("2026-11-22", "2026-11-22、2026/11/22")),
        _ => None,
    }
}

/// The fields that a command's records may have, and how their values are written.
pub(super) fn fields(command: Command, lang: Lang, pack: &Pack) -> String {
    let mut text = format!("\n{}\n", lang.pick("Fields of a record:", "记录的字段："));
    let named = |field: Field| match lang {
        Lang::En => field.name().to_owned(),
        Lang::Zh => format!("{}（{}）", field.name(), field_title(field, lang)),
    };
    let room = Field::of(command).map(|field| width(&named(field))).max().unwrap_or(0);
    for field in Field::of(command) {
        let spec = field.spec();
        let kind = spec.kind.title().get(lang);
        let doc = spec.doc.get(lang);
        let words = words(field, lang, pack);
        let parts = match words.is_empty() {
            true => vec![format!("{doc} [{kind}]")],
            false => vec![doc.to_owned(), format!("{kind}{}{words}", lang.pick(": ", "："))],
        };
        item(&mut text, &named(field), room, &parts);
    }
    text.push_str(&format!("\n{}\n", lang.pick("How values are written:", "取值的写法：")));
    let mut kinds: Vec<(&str, &str)> = Vec::new();
    for field in Field::of(command) {
        let kind = field.spec().kind;
        if let Some(spelling) = spelling(kind) {
            let pair = (kind.title().get(lang), spelling.get(lang));
            if !kinds.contains(&pair) {
                kinds.push(pair);
            }
        }
    }
    let room = kinds.iter().map(|(kind, _)| width(kind)).max().unwrap_or(0);
    for (kind, spelling) in kinds {
        item(&mut text, kind, room, &[spelling.to_owned()]);
    }
    let also = lang.pick(
        "Names and values may be Chinese, too: kami … --help --lang zh lists them.",
        "字段名和取值写中文或英文都可以。",
    );
    text.push_str(&format!("  {also}\n"));
    text
}

/// The words that a field can be.
fn words(field: Field, lang: Lang, pack: &Pack) -> String {
    let spec = field.spec();
    let pairs: Vec<(&str, &str)> = match spec.kind {
        Kind::Choice(Vocabulary::Fixed(words)) | Kind::List(Vocabulary::Fixed(words)) => {
            words.iter().map(|word| (word.id, word.title.zh)).collect()
        }
        Kind::Choice(Vocabulary::Policy) | Kind::List(Vocabulary::Policy) => pack
            .words(spec.name)
            .map(|word| (word.id.as_str(), word.also.first().unwrap_or(&word.title.zh).as_str()))
            .collect(),
        _ => Vec::new(),
    };
    let word = |(id, zh): &(&str, &str)| match lang {
        Lang::En => (*id).to_owned(),
        Lang::Zh => format!("{id} {zh}"),
    };
    pairs.iter().map(word).collect::<Vec<_>>().join(lang.pick(", ", "、"))
}

/// A label with texts that hang under each other.
fn item(out: &mut String, label: &str, room: usize, parts: &[String]) {
    let mut label = padded(label, room, false);
    for line in parts.iter().flat_map(|part| wrapped(part, WIDTH.saturating_sub(room + 4))) {
        out.push_str(&format!("  {label}  {line}\n"));
        label = " ".repeat(room);
    }
}
