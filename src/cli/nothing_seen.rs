//! Runs that saw nothing to decide: what is to be said of them, and that no gate passes on them.

use super::error::Failure;
use crate::command::Command;
use crate::decide::Totals;
use crate::lang::Text;
use crate::value::figure;

/// That nothing was seen of what a command decides by, if nothing was.
pub(in crate::cli) fn nothing_seen(totals: &Totals, inputs: &[String], command: Command) -> Option<Text> {
    if totals.records == 0 {
        return Some(no_record(inputs));
    }
    let (records, command) = (figure(totals.records), command.name());
    let en = match totals.records {
        1 => format!("the only record has no value that {command} knows"),
        _ => format!("not one of {records} records has a value that {command} knows"),
    };
    let zh = format!("{records} 条记录中没有一条含有 {command} 认识的值");
    (!totals.has_value).then(|| {
        Text::new(
            format!("{en}: are the names right? fields: kami {command} --help"),
            format!("{zh}：字段名是否写对？字段一览：kami {command} --help"),
        )
    })
}

/// That nothing was seen, as the reason for a gate not to pass.
pub(in crate::cli) fn blind_gate(nothing: &Text) -> Failure {
    let Text { en, zh } = nothing;
    Failure::new(
        format!("{en}; a gate that saw nothing does not pass (--fail-on)"),
        format!("{zh}；没有看到内容时 --fail-on 不算通过"),
    )
}

/// That there was nothing to decide, and where it was looked for.
fn no_record(inputs: &[String]) -> Text {
    let (en, zh) = match inputs {
        [one] if one == "-" => ("on standard input".to_owned(), "标准输入".to_owned()),
        [one] => (format!("in {one}"), format!("{one} ")),
        _ => ("in any input".to_owned(), "所有输入".to_owned()),
    };
    Text::new(
        format!("no record at all {en}: it is empty, or nothing stands below the header"),
        format!("{zh}中没有记录：内容为空，或表头下面没有数据"),
    )
}
