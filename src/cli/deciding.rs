//! The deciding commands, from their arguments to the exit code.

use std::io::{IsTerminal, Write};
use std::sync::Mutex;

use clap::ArgMatches;

use super::args::{mapping, positional, tell_of_unread_stdin};
use super::exit;
use super::failure::Failure;
use super::message;
use super::options::{
    OutputFormat, check_recyclers, deciding_options, feed_options, flag, gates, now, offset, output, texts,
};
use super::output::{Bytes, Reported, Target};
use super::overwrite::check_output;
use super::policies;
use super::progress::{Progress, Watched};
use super::screen::screen;
use crate::command::{Command, Verdict};
use crate::decide::Plan;
use crate::input::{BatchReader, ColumnMap, Input, Notice, Notices, PassthroughColumn};
use crate::lang::{Lang, Text};
use crate::output::people::{Github, Junit, Markdown, Report, Screen, Table};
use crate::output::{Column, CsvWriter, JsonWriter, Own};
use crate::pipeline::{self, Duplicates, Job, Style, Totals};
use crate::policy::Pack;
use crate::record::{Lexicons, Reading};
use crate::value::{Moment, figure};

/// Runs a deciding command.
///
/// # Errors
/// When there is nothing to write or nowhere to write it.
pub fn run(
    command: Command,
    matches: &ArgMatches,
    lang: Lang,
    out: Box<dyn Write + Send>,
    err: &mut (dyn Write + Send),
) -> Result<u8, Failure> {
    let gates = gates(matches, command)?;
    let offset = offset(matches)?;
    let now = now(matches, offset)?;
    let mut positional = positional(texts(matches, "input").into_iter(), command)?;
    if positional.inputs.is_empty() {
        if std::io::stdin().is_terminal() {
            return Err(nothing_to_read(command));
        }
        positional.inputs.push(Input::named("-"));
    }
    check_output(matches, &positional.inputs, &[])?;
    let map = texts(matches, "map")
        .into_iter()
        .map(|text| mapping(text, command))
        .collect::<Result<Vec<_>, _>>()?;
    let map = ColumnMap::new(command, map);
    // Freeing every text of them at the end would take longer than a record does.
    let pack: &Pack = Box::leak(Box::new(policies::policy(matches)?));
    check_recyclers(matches, pack)?;
    let lexicons: &Lexicons = Box::leak(Box::new(Lexicons::new(pack)));
    let options = deciding_options(matches)?;
    let plan = Plan::new(command, pack, lexicons, now, options)
        .map_err(|what| Failure::new(format!("the policy has {what}"), format!("策略超出上限：{what}")))?;
    let is_quiet = flag(matches, "quiet");
    let says_details = flag(matches, "verbose");
    let progress = Progress::new(matches, &positional.inputs, lang);
    let err = Mutex::new(err);
    let tell = |notice: &Notice| {
        if is_quiet || (notice.is_detail && !says_details) {
            return;
        }
        let mut err = err.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        progress.aside(|| message::warn(*err, &notice.text, lang));
    };
    let notices = Notices::new(&tell);
    tell_of_unread_stdin(&positional.inputs, &notices);
    let names_of_inputs: Vec<String> = positional.inputs.iter().map(|input| input.name.clone()).collect();
    let mut feed = BatchReader::new(positional.inputs, feed_options(matches)?, &map, &notices);
    feed.begin()?;
    let format = OutputFormat::of(matches);
    let columns = columns(command, matches);
    let passed = passed(matches, format, &mut feed)?;
    let names = Own::result_names(&passed, columns.iter().map(|column| column.name()));
    let job = Job {
        plan: &plan,
        reading: Reading { lexicons, now, offset },
        map: &map,
        notices: &notices,
        fills: positional.fills,
        style: style(format, matches, lang, &columns, &names),
        duplicates: flag(matches, "flag-duplicates").then(Duplicates::default),
        own: (!passed.is_empty()).then(|| Own::new(passed.clone(), &names, format != OutputFormat::Csv)),
    };
    // To look how many processors there are takes longer than one record, a thread more so.
    let threads = match matches.get_one("threads") {
        _ if feed.is_of_arguments() => 1,
        Some(threads) => *threads,
        None => processors(),
    };
    let mut target = Target::open(output(matches), out)?;
    let (totals, target) = if let Some(report) = report(format, &plan, screen(matches, lang), &gates) {
        let sink = Watched::new(Reported::new(report, target), &progress);
        let (totals, watched) = pipeline::run(&job, feed, threads, sink)?;
        (totals.clone(), watched.sink.end(&totals)?)
    } else {
        write(&mut target, &opening(format, matches, command, &passed, &names, pack, now))?;
        let (totals, watched) =
            pipeline::run(&job, feed, threads, Watched::new(Bytes { target }, &progress))?;
        let mut target = watched.sink.target;
        write(&mut target, &closing(format, command, &totals))?;
        (totals, target)
    };
    progress.end();
    let gate_saw_nothing = totals.records == 0 && !gates.is_empty();
    if gate_saw_nothing {
        let Text { en, zh } = no_record(&names_of_inputs);
        return Err(Failure::new(
            format!("{en}; a gate that saw nothing does not pass (--fail-on)"),
            format!("{zh}；没有记录时 --fail-on 不算通过"),
        ));
    }
    target.finish()?;
    if totals.records == 0 {
        notices.tell(no_record(&names_of_inputs), false);
    }
    // Who reads a table at a terminal may have misspelt a heading; a script knows its columns.
    let untold = if says_details { 0 } else { notices.details() };
    if untold > 0 && format == OutputFormat::Table && std::io::stderr().is_terminal() {
        notices.tell(unread_columns(untold), false);
    }
    Ok(conclude(&totals, &gates, &notices))
}

fn unread_columns(count: usize) -> Text {
    let (columns, were) = if count == 1 { ("column", "was") } else { ("columns", "were") };
    Text::new(
        format!("{count} {columns} of no known name {were} not read; -v names them"),
        format!("有 {count} 列的列名不认识，没有读取，可用 -v 查看"),
    )
}

/// The exit code, and what the user should know of the run as a whole.
pub(super) fn conclude(totals: &Totals, gates: &[Verdict], notices: &Notices<'_>) -> u8 {
    let invalid = totals.of(Verdict::Invalid);
    if invalid > 0 {
        let names_columns = notices.details() > 0;
        notices.tell(invalid_records(invalid, totals.records, names_columns), false);
        return exit::INVALID;
    }
    let is_tripped = gates.iter().any(|verdict| totals.of(*verdict) > 0);
    if is_tripped { exit::GATE } else { exit::FINE }
}

/// How many records are invalid; `names_columns` says whether -v has columns to name.
fn invalid_records(invalid: u64, records: u64, names_columns: bool) -> Text {
    let verb = if invalid == 1 { "is" } else { "are" };
    if records == 1 {
        return Text::new("the record is invalid", "这条记录无效");
    }
    // Where nothing at all is right, the headings or the file may be wrong.
    let (en, zh) = match names_columns && invalid == records {
        true => (", and -v which columns are not known", "；-v 可列出不认识的列"),
        false => ("", ""),
    };
    let (invalid, records) = (figure(invalid), figure(records));
    Text::new(
        format!("{invalid} of {records} records {verb} invalid; the results say why{en}"),
        format!("{records} 条记录中有 {invalid} 条无效，原因见各自的结果{zh}"),
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

pub(super) fn nothing_to_read(command: Command) -> Failure {
    let name = command.name();
    Failure::new(
        format!(
            "nothing to read: name a file, `-` for standard input, or give FIELD=VALUE; see kami {name} --help"
        ),
        format!("没有输入：请给出文件、“-”（标准输入）或 字段=值；参见 kami {name} --help"),
    )
}

pub(super) fn processors() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

fn columns(command: Command, matches: &ArgMatches) -> Vec<Column> {
    let mut columns = Column::of(command);
    let is_csv = OutputFormat::of(matches) == OutputFormat::Csv;
    if flag(matches, "explain") && is_csv {
        columns.push(Column::Explanation);
    }
    if flag(matches, "steps") {
        columns.push(Column::Steps);
    }
    columns
}

/// The input's own columns, where they are asked for and the format has a place for them.
fn passed(
    matches: &ArgMatches,
    format: OutputFormat,
    feed: &mut BatchReader<'_>,
) -> Result<Vec<PassthroughColumn>, Failure> {
    let has_place = matches!(format, OutputFormat::Csv | OutputFormat::Json | OutputFormat::Jsonl);
    if has_place && flag(matches, "passthrough") { Ok(feed.own_columns()?) } else { Ok(Vec::new()) }
}

fn style(
    format: OutputFormat,
    matches: &ArgMatches,
    lang: Lang,
    columns: &[Column],
    names: &[String],
) -> Style {
    let all_quotes = flag(matches, "all");
    let renamed = columns.iter().zip(names).filter(|(column, name)| column.name() != **name);
    let renamed = renamed.map(|(column, name)| (*column, name.clone())).collect();
    let json = JsonWriter { lang, explain: flag(matches, "explain"), all_quotes, renamed };
    match format {
        OutputFormat::Csv => Style::csv(CsvWriter { lang, all_quotes }, columns),
        OutputFormat::Json => Style::json(json, columns, true),
        OutputFormat::Jsonl => Style::json(json, columns, false),
        _ => Style::Results,
    }
}

/// The format that sees results as they are, if it is one of those that people and their CI read.
fn report<'p>(
    format: OutputFormat,
    plan: &'p Plan<'p>,
    screen: Screen,
    gates: &[Verdict],
) -> Option<Box<dyn Report + 'p>> {
    match format {
        OutputFormat::Csv | OutputFormat::Json | OutputFormat::Jsonl => None,
        OutputFormat::Table => Some(Box::new(Table::new(plan, screen))),
        OutputFormat::Markdown => Some(Box::new(Markdown::new(plan, screen))),
        OutputFormat::Github => Some(Box::new(Github::new(plan, screen, gates))),
        OutputFormat::Junit => Some(Box::new(Junit::new(plan, screen, gates))),
    }
}

/// What stands before the first result.
fn opening(
    format: OutputFormat,
    matches: &ArgMatches,
    command: Command,
    passed: &[PassthroughColumn],
    names: &[String],
    pack: &Pack,
    now: Moment,
) -> Vec<u8> {
    let mut out = Vec::new();
    match format {
        OutputFormat::Csv => {
            if flag(matches, "bom") {
                out.extend_from_slice("\u{feff}".as_bytes());
            }
            CsvWriter::header(&mut out, Own::names(passed).chain(names.iter().map(String::as_str)));
            out.push(b'\n');
        }
        OutputFormat::Json => {
            let layers: Vec<_> = pack
                .layers
                .iter()
                .map(|layer| serde_json::json!({"name": layer.name, "hash": layer.hash}))
                .collect();
            let mut moment = Vec::new();
            now.write(&mut moment);
            let schema = format!("kami/{}/1", command.name());
            let policy = serde_json::json!({"version": pack.version, "layers": layers});
            let head = format!(
                "{{\"schema\":\"{schema}\",\"now\":\"{}\",\"policy\":{policy},\"results\":[\n",
                String::from_utf8_lossy(&moment)
            );
            out.extend_from_slice(head.as_bytes());
        }
        _ => {}
    }
    out
}

/// What stands behind the last result.
fn closing(format: OutputFormat, command: Command, totals: &Totals) -> Vec<u8> {
    if format != OutputFormat::Json {
        return Vec::new();
    }
    let mut summary = serde_json::Map::new();
    summary.insert("records".into(), totals.records.into());
    let verdicts = command.verdicts().iter().map(|v| (v.code().to_owned(), totals.of(*v).into()));
    summary.insert("verdicts".into(), serde_json::Value::Object(verdicts.collect()));
    if command == Command::RecycleQuote {
        let (min, mid, max) = totals.nets;
        for (name, money) in [("net_min", min), ("net_mid", mid), ("net_max", max)] {
            let mut text = Vec::new();
            money.write(&mut text);
            summary.insert(name.into(), String::from_utf8_lossy(&text).into());
        }
    }
    format!("\n],\"summary\":{}}}\n", serde_json::Value::Object(summary)).into_bytes()
}

pub(super) fn write(target: &mut Target, bytes: &[u8]) -> Result<(), Failure> {
    target.write_all(bytes).map_err(|error| Failure::of_write("output", &error))
}
