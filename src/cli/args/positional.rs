//! Inputs and `FIELD=VALUE` among the arguments, and `--map FIELD=COLUMN`.

use std::path::Path;

use super::super::command::grammar;
use super::super::error::Failure;
use crate::command::Command;
use crate::field::{Field, FieldNames, Spelling, VALUE_SIGNS};
use crate::input::{Format, Input, Notices, Origin};
use crate::lang::{Lang, Text, suggest};
use crate::pipeline::Fill;

/// What the positional arguments say.
#[derive(Debug, Default)]
pub(crate) struct Positional {
    /// Inputs, in order.
    pub(crate) inputs: Vec<Input>,
    /// Values for records that lack them.
    pub(crate) fills: Vec<Fill>,
}

/// Sorts positional arguments into inputs and values.
///
/// # Errors
/// When one has the shape `NAME=VALUE` but names neither a field nor a file. The value is never
/// shown, for it may be a secret.
pub(crate) fn positional<'a>(
    args: impl Iterator<Item = &'a str>,
    command: Command,
) -> Result<Positional, Failure> {
    let names = FieldNames::new();
    let mut found = Positional::default();
    for arg in args {
        let Some((name, value)) = arg.split_once(['=', '＝']) else {
            check_no_value(arg, &names, command)?;
            found.inputs.push(Input::named(arg));
            continue;
        };
        match names.read(name) {
            Spelling::Field(field, _) => {
                check_use(field, name, command)?;
                if found.fills.iter().any(|fill| fill.field == field) {
                    return Err(Failure::new(
                        format!("`{}` is given twice; give each field once", field.name()),
                        format!("“{name}”重复给出；每个字段只能给出一次"),
                    ));
                }
                found.fills.push(Fill { field, text: value.to_owned() });
            }
            _ if Path::new(arg).exists() => found.inputs.push(Input::named(arg)),
            Spelling::Secret => return Err(secret(name)),
            Spelling::Unknown => {
                let Text { en, zh } = meant(&names, name, command);
                let shown = without_value(arg);
                return Err(Failure::new(
                    format!("no field is called `{shown}`, and there is no such file{en}"),
                    format!("没有名为“{shown}”的字段，也没有这个文件{zh}"),
                ));
            }
        }
    }
    if found.inputs.is_empty() && !found.fills.is_empty() {
        found.inputs.push(Input::args());
    }
    Ok(found)
}

/// As much of an argument as may be shown where it is neither a file nor a value of a known field:
/// what stands behind such a character may be a secret. Drives and files are shown whole.
fn without_value(arg: &str) -> &str {
    let name = arg.split(VALUE_SIGNS).next().unwrap_or(arg);
    let is_drive = name.chars().count() == 1 && !arg.contains(['=', '＝']);
    if is_drive || Format::of_name(arg).is_some() { arg } else { name }
}

/// Refuses an argument that is no file and may be a value with a colon in front.
fn check_no_value(arg: &str, names: &FieldNames, command: Command) -> Result<(), Failure> {
    let name = without_value(arg);
    if name.len() == arg.len() || Path::new(arg).exists() {
        return Ok(());
    }
    let near = match names.read(name) {
        Spelling::Secret => return Err(secret(name)),
        Spelling::Field(..) => Some(name.to_owned()),
        Spelling::Unknown => names.nearest(name, command),
    };
    let Text { en, zh } = suggest::hint(near.map(|near| format!("{near}=…")).as_deref());
    Err(Failure::new(
        format!("`{name}` …: there is no such file{en}"),
        format!("“{name}”…：没有这个文件{zh}"),
    ))
}

fn secret(name: &str) -> Failure {
    Failure::new(
        format!("`{name}` looks like a secret; kami never needs one, and did not read it"),
        format!("“{name}”像是卡密或密码；kami 不需要，也没有读取它"),
    )
}

/// What a name that is no field's was meant to be: a field, or an option without its dashes.
fn meant(names: &FieldNames, name: &str, command: Command) -> Text {
    let is_option = grammar(Lang::En)
        .find_subcommand(command.name())
        .is_some_and(|command| command.get_arguments().any(|arg| arg.get_long() == Some(name)));
    let near = match names.nearest(name, command) {
        _ if is_option => format!("--{name} …"),
        Some(near) => format!("{near}=…"),
        None => return Default::default(),
    };
    suggest::hint(Some(&near))
}

fn check_use(field: Field, name: &str, command: Command) -> Result<(), Failure> {
    if field.spec().commands.has(command) {
        return Ok(());
    }
    let users: Vec<&str> =
        Command::ALL.iter().filter(|c| field.spec().commands.has(**c)).map(|c| c.name()).collect();
    Err(Failure::new(
        format!("{} does not use `{name}`; {} does", command.name(), users.join(", ")),
        format!("{} 不使用“{name}”；使用它的命令：{}", command.name(), users.join("、")),
    ))
}

/// Tells the user that standard input is not read, where something may wait there.
pub(crate) fn tell_of_unread_stdin(inputs: &[Input], notices: &Notices<'_>) {
    let only_args = inputs.iter().all(|input| input.origin == Origin::Args);
    if only_args && is_pipe_or_file() {
        notices.tell(
            Text::new(
                "standard input is not read, since the record is made of arguments; add `-` to read it",
                "记录由参数给出，没有读取标准输入；要读取请加上“-”",
            ),
            false,
        );
    }
}

/// Whether standard input is a pipe or a file, which may have records in it.
#[cfg(unix)]
fn is_pipe_or_file() -> bool {
    use std::os::fd::AsFd;
    use std::os::unix::fs::FileTypeExt;
    let stdin = std::io::stdin().as_fd().try_clone_to_owned().map(std::fs::File::from);
    let kind = stdin.and_then(|stdin| stdin.metadata()).map(|meta| meta.file_type());
    kind.is_ok_and(|kind| kind.is_fifo() || kind.is_file())
}

/// Nothing is known of standard input elsewhere.
#[cfg(not(unix))]
fn is_pipe_or_file() -> bool {
    false
}

/// Reads `--map FIELD=COLUMN`.
///
/// # Errors
/// When the field does not exist.
pub(super) fn mapping(text: &str, command: Command) -> Result<(String, Field), Failure> {
    let names = FieldNames::new();
    let parts = text.split_once(['=', '＝']).map(|(field, column)| (names.read(field), column.trim()));
    let shown = without_value(text);
    match parts {
        Some((_, column)) if names.read(column) == Spelling::Secret => Err(Failure::new(
            format!("--map {shown}: `{column}` looks like a secret; kami never reads one"),
            format!("--map {shown}：“{column}”像是卡密或密码，kami 从不读取"),
        )),
        Some((Spelling::Field(field, _), column)) if !column.is_empty() => Ok((column.to_owned(), field)),
        Some((Spelling::Unknown | Spelling::Secret, _)) => {
            let Text { en, zh } = meant(&names, shown, command);
            Err(Failure::new(
                format!("--map {shown}: no field is called `{shown}`{en}"),
                format!("--map {shown}：没有名为“{shown}”的字段{zh}"),
            ))
        }
        _ => Err(Failure::new(
            format!("--map {shown}: expected FIELD=COLUMN, such as state=condition"),
            format!("--map {shown}：应为“字段=列名”，如 状态=卡的状况"),
        )),
    }
}
