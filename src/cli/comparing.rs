//! `kami compare-platforms`: topics as tables, and records on every platform.

use std::io::{self, IsTerminal, Write};
use std::sync::Mutex;

use clap::ArgMatches;
use serde_json::json;

use super::args::{mapping, positional, tell_of_unread_stdin};
use super::deciding::{conclude, processors, write};
use super::exit;
use super::failure::Failure;
use super::message;
use super::options::{OutputFormat, deciding_options, feed_options, flag, now, offset, output, texts};
use super::output::Target;
use super::overwrite::check_output;
use super::policies;
use super::screen::screen;
use crate::command::Command;
use crate::decide::{Options, Plan};
use crate::input::{BatchReader, ColumnMap, Input, Notice, Notices};
use crate::lang::{Lang, Text, suggest};
use crate::output::people::{Board, Comparison, Paint, Screen, Tone, in_markdown};
use crate::output::{GridCell, TopicPlans, csv_row, json_row, topic_command, what_if_columns};
use crate::pipeline::{self, Job, Rendered, Sink, Style, WhatIfFormat, WhatIfStyle};
use crate::policy::{Pack, Topic};
use crate::record::{Lexicons, Reading};
use crate::value::{Moment, escaped};

/// The topics that records can be compared on.
const WHAT_IF_TOPICS: [&str; 3] = ["unbind", "cancel", "recycle"];

/// Runs compare-platforms: the topics as they are, or what every platform would make of records.
///
/// # Errors
/// When there is nothing to write or nowhere to write it.
pub fn run(
    matches: &ArgMatches,
    lang: Lang,
    out: Box<dyn Write + Send>,
    err: &mut (dyn Write + Send),
) -> Result<u8, Failure> {
    let offset = offset(matches)?;
    let now = now(matches, offset)?;
    let mut positional = positional(texts(matches, "input").into_iter(), Command::ComparePlatforms)?;
    let is_asked = !positional.inputs.is_empty();
    let may_have_records = is_asked || !io::stdin().is_terminal();
    if !is_asked {
        positional.inputs.push(Input::named("-"));
    }
    check_output(matches, &positional.inputs, &[])?;
    // Freeing every text of them at the end would take longer than a record does.
    let pack: &Pack = Box::leak(Box::new(policies::policy(matches)?));
    let topics = topics(matches, pack)?;
    let lexicons: &Lexicons = Box::leak(Box::new(Lexicons::new(pack)));
    let format = OutputFormat::of(matches);
    let map = texts(matches, "map")
        .into_iter()
        .map(|text| mapping(text, Command::ComparePlatforms))
        .collect::<Result<Vec<_>, _>>()?;
    let map = ColumnMap::new(Command::ComparePlatforms, map);
    let err = Mutex::new(err);
    let is_quiet = flag(matches, "quiet");
    let says_details = flag(matches, "verbose");
    let tell = |notice: &Notice| {
        if is_quiet || (notice.is_detail && !says_details) {
            return;
        }
        let mut err = err.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        message::warn(*err, &notice.text, lang);
    };
    let notices = Notices::new(&tell);
    tell_of_unread_stdin(&positional.inputs, &notices);
    for name in ["passthrough", "flag-duplicates"].into_iter().filter(|name| flag(matches, name)) {
        notices.tell(
            Text::new(
                format!("a comparison has several rows for a record: --{name} means nothing here"),
                format!("对比时每条记录有多行，--{name} 不起作用"),
            ),
            false,
        );
    }
    let mut feed = BatchReader::new(positional.inputs, feed_options(matches)?, &map, &notices);
    let has_records = may_have_records && feed.begin()?.is_some() && (is_asked || feed.has_more()?);
    let mut target = Target::open(output(matches), out)?;
    if !has_records {
        let plans = topic_plans(pack, lexicons, now)?;
        let shown = Shown { pack, plans: &plans, screen: screen(matches, lang), format, now };
        shown.write_topics(&topics_or_all(topics, pack), &mut target)?;
        target.finish()?;
        return Ok(exit::FINE);
    }
    let (topic, command) = what_if_topic(&topics)?;
    let options = deciding_options(matches)?;
    let plan = Plan::new(command, pack, lexicons, now, options).map_err(too_many)?;
    let columns = what_if_columns(command);
    let (style, opening, closing) = what_if_format(format, lang, &columns, pack, now);
    let job = Job {
        plan: &plan,
        reading: Reading { lexicons, now, offset },
        map: &map,
        notices: &notices,
        fills: positional.fills,
        style: Style::WhatIf(WhatIfStyle { topic, format: style }),
        own: None,
        duplicates: None,
    };
    write(&mut target, opening.as_bytes())?;
    let threads = matches.get_one("threads").copied().unwrap_or_else(processors);
    let about = pack.topics.iter().find(|known| known.id == topic);
    let words = about.map(|topic| Comparison { pack, topic, lang });
    let screen = screen(matches, lang);
    let is_markdown = format == OutputFormat::Markdown;
    let sink = Boards { target, command, columns, words, screen, is_markdown };
    let (totals, sink) = pipeline::run(&job, feed, threads, sink)?;
    let mut target = sink.target;
    write(&mut target, closing.as_bytes())?;
    target.finish()?;
    Ok(conclude(&totals, &[], &notices))
}

fn too_many(what: String) -> Failure {
    Failure::new(format!("the policy has {what}"), format!("策略超出上限：{what}"))
}

/// The topics that were asked for.
fn topics<'p>(matches: &ArgMatches, pack: &'p Pack) -> Result<Vec<&'p Topic>, Failure> {
    let of_name = |name: &str| {
        pack.topics.iter().find(|topic| topic.id == name.trim()).ok_or_else(|| {
            let known: Vec<&str> = pack.topics.iter().map(|topic| topic.id.as_str()).collect();
            let Text { en, zh } = suggest::hint(suggest::nearest(name, known.iter().copied()));
            Failure::new(
                format!("--topic {name}: expected one of {}{en}", known.join(", ")),
                format!("--topic {name}：应为以下之一：{}{zh}", known.join("、")),
            )
        })
    };
    texts(matches, "topic").into_iter().map(of_name).collect()
}

fn topics_or_all<'p>(topics: Vec<&'p Topic>, pack: &'p Pack) -> Vec<&'p Topic> {
    if topics.is_empty() { pack.topics.iter().collect() } else { topics }
}

/// The one topic that records are compared on.
fn what_if_topic(topics: &[&Topic]) -> Result<(&'static str, Command), Failure> {
    let named = match topics {
        [] => "recycle",
        [topic] => topic.id.as_str(),
        _ => {
            return Err(Failure::new(
                "records are compared on one topic at a time; name one --topic",
                "对比记录时一次只能选一个主题，请只写一个 --topic",
            ));
        }
    };
    let topic = WHAT_IF_TOPICS.into_iter().find(|topic| *topic == named);
    topic.and_then(|topic| Some((topic, topic_command(topic)?))).ok_or_else(|| {
        let known = WHAT_IF_TOPICS.join(", ");
        Failure::new(
            format!("--topic {named}: records can be compared on {known}"),
            format!("--topic {named}：记录只能按 {known} 对比"),
        )
    })
}

fn topic_plans<'a>(pack: &'a Pack, lexicons: &'a Lexicons, now: Moment) -> Result<TopicPlans<'a>, Failure> {
    let plan = |command| Plan::new(command, pack, lexicons, now, Options::default()).map_err(too_many);
    let [unbind, cancel, quote] = Command::DECIDING;
    Ok(TopicPlans { plans: [plan(unbind)?, plan(cancel)?, plan(quote)?] })
}

/// How what-if rows are written by workers, and what stands before and behind them.
fn what_if_format(
    format: OutputFormat,
    lang: Lang,
    columns: &[&str],
    pack: &Pack,
    now: Moment,
) -> (WhatIfFormat, String, String) {
    match format {
        OutputFormat::Csv => (WhatIfFormat::Csv, format!("{}\n", columns.join(",")), String::new()),
        OutputFormat::Jsonl => (WhatIfFormat::Jsonl, String::new(), String::new()),
        OutputFormat::Json => {
            let opening = format!("{},\"results\":[\n", head(pack, now));
            (WhatIfFormat::Json, opening, "\n]}\n".to_owned())
        }
        _ => (WhatIfFormat::Cells(lang), String::new(), String::new()),
    }
}

/// The members that every JSON document begins with, and the brace before them.
fn head(pack: &Pack, now: Moment) -> String {
    let mut moment = Vec::new();
    now.write(&mut moment);
    let layers: Vec<_> =
        pack.layers.iter().map(|layer| json!({"name": layer.name, "hash": layer.hash})).collect();
    let policy = json!({"version": pack.version, "layers": layers});
    let moment = String::from_utf8_lossy(&moment);
    format!("{{\"schema\":\"kami/compare-platforms/1\",\"now\":\"{moment}\",\"policy\":{policy}")
}

/// A sink that draws a table for each record, or passes finished rows on.
struct Boards<'a> {
    target: Target,
    command: Command,
    columns: Vec<&'static str>,
    /// None where the policy has no such topic, and so no titles.
    words: Option<Comparison<'a>>,
    screen: Screen,
    is_markdown: bool,
}

/// Columns that people need only where they ask for all: the order of rows is the rank.
const LESSER: [&str; 2] = ["rank", "rules"];

impl Boards<'_> {
    /// The rows of one record, under what is the same in all of them.
    fn drawn(&self, words: &Comparison<'_>, rows: &[Vec<GridCell>]) -> String {
        let of_record = self.columns.iter().position(|column| *column == "topic").unwrap_or(0);
        let about = rows[0][1..of_record].iter().map(GridCell::shown);
        let about = about.filter(|text| !text.is_empty() && text != "args");
        let topic = words.topic.title.get(words.lang);
        let order = match words.lang {
            Lang::En => format!("{topic}, best first"),
            Lang::Zh => format!("{topic}（从优到劣）"),
        };
        let title: Vec<String> = about.map(|text| escaped(&text).into_owned()).chain([order]).collect();
        let title = title.join(" · ");
        // Only an invalid record has a cell behind the last column: the reason.
        if let Some(reason) = rows[0].get(self.columns.len()) {
            let why = words.of_invalid(reason, &self.screen, self.is_markdown);
            return titled(&title, &why, &self.screen, self.is_markdown);
        }
        let shown: Vec<usize> = (of_record + 1..self.columns.len())
            .filter(|index| self.screen.wide || !LESSER.contains(&self.columns[*index]))
            .collect();
        let names: Vec<&'static str> = shown.iter().map(|index| self.columns[*index]).collect();
        let cells: Vec<Vec<GridCell>> =
            rows.iter().map(|row| shown.iter().map(|index| row[*index].clone()).collect()).collect();
        let board = words.of_record(self.command, &names, &cells);
        titled(&title, &drawn(&board, &self.screen, self.is_markdown), &self.screen, self.is_markdown)
    }
}

impl Sink for Boards<'_> {
    fn put(&mut self, rendered: &mut Rendered) -> io::Result<()> {
        self.target.write_all(&rendered.bytes)?;
        for rows in rendered.cells.chunk_by(|a, b| a[0] == b[0]) {
            let Some(words) = &self.words else { continue };
            let text = self.drawn(words, rows);
            writeln!(self.target, "{text}")?;
        }
        self.target.flush()
    }
}

/// What stands under a title.
fn titled(title: &str, body: &str, screen: &Screen, is_markdown: bool) -> String {
    match is_markdown {
        true => format!("## {}\n\n{body}", in_markdown(title)),
        false => format!("{}\n\n{body}", screen.paint.dress(Tone::Heading, title)),
    }
}

/// A table as it fits the screen.
fn drawn(board: &Board, screen: &Screen, is_markdown: bool) -> String {
    match is_markdown {
        true => board.markdown(),
        false => board.drawn((!screen.wide).then_some(screen.width), screen.paint),
    }
}

/// Topics as they are shown.
struct Shown<'a> {
    pack: &'a Pack,
    plans: &'a TopicPlans<'a>,
    screen: Screen,
    format: OutputFormat,
    now: Moment,
}

impl Shown<'_> {
    fn write_topics(&self, topics: &[&Topic], target: &mut Target) -> Result<(), Failure> {
        let mut out = Vec::new();
        match self.format {
            OutputFormat::Csv => {
                let [topic] = topics else {
                    return Err(Failure::new(
                        "topics have different columns; name one --topic for csv",
                        "各主题的列不同，输出 csv 时请用 --topic 选一个",
                    ));
                };
                let names: Vec<&str> = topic.columns.iter().map(|(name, _)| name.as_str()).collect();
                out.extend_from_slice(format!("{}\n", names.join(",")).as_bytes());
                for row in self.rows(topic) {
                    csv_row(&mut out, &row);
                }
            }
            OutputFormat::Jsonl => {
                for topic in topics {
                    for row in self.rows(topic) {
                        self.json(topic, row, &mut out);
                        out.push(b'\n');
                    }
                }
            }
            OutputFormat::Json => {
                out.extend_from_slice(format!("{},\"results\":[\n", head(self.pack, self.now)).as_bytes());
                let rows =
                    topics.iter().flat_map(|topic| self.rows(topic).into_iter().map(move |row| (topic, row)));
                for (index, (topic, row)) in rows.enumerate() {
                    if index > 0 {
                        out.extend_from_slice(b",\n");
                    }
                    self.json(topic, row, &mut out);
                }
                out.extend_from_slice(b"\n]}\n");
            }
            _ => {
                for topic in topics {
                    out.extend_from_slice(self.drawn(topic).as_bytes());
                }
            }
        }
        write(target, &out)
    }

    fn rows(&self, topic: &Topic) -> Vec<Vec<GridCell>> {
        self.plans.rows(topic, self.pack, self.screen.lang)
    }

    /// A row as an object that names its topic.
    fn json(&self, topic: &Topic, row: Vec<GridCell>, out: &mut Vec<u8>) {
        let names = std::iter::once("topic").chain(topic.columns.iter().map(|(name, _)| name.as_str()));
        let mut cells = vec![GridCell::Text(topic.id.clone())];
        cells.extend(row);
        json_row(out, names, &cells);
    }

    /// A topic as a table with its title and sources.
    fn drawn(&self, topic: &Topic) -> String {
        let lang = self.screen.lang;
        let board = Comparison { pack: self.pack, topic, lang }.of_topic(&self.rows(topic));
        let is_markdown = self.format == OutputFormat::Markdown;
        let title = topic.title.get(lang);
        let table = titled(title, &drawn(&board, &self.screen, is_markdown), &self.screen, is_markdown);
        let sources = topic.sources.join(lang.pick(", ", "、"));
        let sources = format!("{}{sources}", lang.pick("source: ", "来源："));
        let paint = if is_markdown { Paint(false) } else { self.screen.paint };
        format!("{table}\n{}\n\n", paint.dress(Tone::Faint, &sources))
    }
}
