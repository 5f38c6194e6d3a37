//! Pairs of a field's name and its value, read into a record.

use super::error::{Error, FactError};
use crate::command::Command;
use crate::field::{Field, FieldNames, FieldSet, Spelling};
use crate::lang::{Lang, suggest};
use crate::output::error_text;
use crate::record::{Reading, Record};
use crate::value::{shown, shown_name};

/// Reads facts into a record for a command.
///
/// # Errors
/// The first name that is no field, or what is wrong with the record.
pub(super) fn record<N: AsRef<str>, V: AsRef<str>>(
    reading: &Reading<'_>,
    command: Command,
    facts: impl IntoIterator<Item = (N, V)>,
    lang: Lang,
) -> Result<Record, Error> {
    let names = FieldNames::new();
    let (mut record, mut seen) = (Record::default(), FieldSet::EMPTY);
    for (name, value) in facts {
        let field = match names.read(name.as_ref()) {
            Spelling::Field(field, _) => field,
            Spelling::Secret => return Err(of_secret(name.as_ref(), lang)),
            Spelling::Unknown => return Err(of_unknown(&names, name.as_ref(), command, lang)),
        };
        if seen.has(field) {
            let message = format!("{}{}", field.name(), lang.pick(" is given twice", "：重复给出"));
            return Err(Error::Fact(FactError { field: Some(field.name()), message }));
        }
        seen.insert(field);
        // What the command does not use it does not read, bad values and all.
        if field.spec().commands.has(command) {
            record.set_text(reading, field, value.as_ref().as_bytes());
        }
    }
    record.finish();
    if let Some(required) = Field::subject_of(command) {
        record.require(required);
    }
    match &record.error {
        None => Ok(record),
        Some(error) => {
            let message = error_text(error, reading.lexicons, lang);
            Err(Error::Fact(FactError { field: error.field.map(Field::name), message }))
        }
    }
}

fn of_secret(name: &str, lang: Lang) -> Error {
    let name = shown_name(name);
    let message = match lang {
        Lang::En => format!("`{}` looks like a secret; kami never reads one", shown(&name)),
        Lang::Zh => format!("“{}”像是卡密或密码，kami 从不读取", shown(&name)),
    };
    Error::Fact(FactError { field: None, message })
}

fn of_unknown(names: &FieldNames, name: &str, command: Command, lang: Lang) -> Error {
    let hint = suggest::hint(names.nearest(name, command).as_deref());
    let (name, hint) = (shown_name(name), hint.get(lang).to_owned());
    let message = match lang {
        Lang::En => format!("no field is called `{}`{hint}", shown(&name)),
        Lang::Zh => format!("没有名为“{}”的字段{hint}", shown(&name)),
    };
    Error::Fact(FactError { field: None, message })
}
