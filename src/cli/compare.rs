//! compare-platforms: the topics as they are, or what every platform would make of records.

use super::args::unknown;
use super::command::Opt;
use super::error::Failure;
use super::exit;
use super::output::Output;
use super::session::{Session, Work};
use crate::command::Command;
use crate::decide::{Options, Totals};
use crate::output::{Column, CompareColumn, Own, TopicPlans, TopicTable, topic_command};
use crate::pipeline::Comparing;
use crate::policy::Topic;

/// The topics that records can be compared on.
const OF_RECORDS: [&str; 3] = ["unbind", "cancel", "recycle"];

/// Runs compare-platforms.
///
/// # Errors
/// When there is nothing to write or nowhere to write it.
pub(super) fn run(mut session: Session<'_>) -> anyhow::Result<u8> {
    let topics = topics(&session)?;
    // Standard input that holds nothing, and was not asked for, is no input.
    let has_records = session.is_asked
        || (session.may_read_stdin
            && session.open_input()?
            && session.feed.has_more().map_err(Failure::from)?);
    if has_records { records(session, &topics) } else { of_topics(session, topics) }
}

/// The topics that were asked for.
fn topics<'s>(session: &Session<'s>) -> Result<Vec<&'s Topic>, Failure> {
    let topics = &session.pack.topics;
    let of_name = |name: &String| {
        topics.iter().find(|topic| topic.id == name.trim()).ok_or_else(|| {
            let known: Vec<&str> = topics.iter().map(|topic| topic.id.as_str()).collect();
            unknown(Opt::Topic, name, &known)
        })
    };
    session.args.topics.iter().map(of_name).collect()
}

/// Writes topics.
fn of_topics(mut session: Session<'_>, topics: Vec<&Topic>) -> anyhow::Result<u8> {
    let args = session.args;
    args.check_topics()?;
    let topics = if topics.is_empty() { session.pack.topics.iter().collect() } else { topics };
    let (format, explain) = (args.output.format, args.output.explain);
    if format.is_one_table() && topics.len() > 1 {
        return Err(Failure::new(
            format!("topics have different columns; name one --topic for {}", format.name()),
            format!("各主题的列不同，输出 {} 时请用 --topic 选一个", format.name()),
        )
        .into());
    }
    let plan = |command| session.plan(command, Options::default());
    let [unbind, cancel, quote] = Command::DECIDING;
    let plans = TopicPlans { plans: [plan(unbind)?, plan(cancel)?, plan(quote)?] };
    let tables = topics.into_iter().map(|topic| plans.table(topic, session.pack, session.lang));
    let tables: Vec<TopicTable<'_>> = tables.collect();
    let rows = session.rows(&[], &[]);
    let (lang, has_labels) = (session.lang, session.has_labels());
    let names = tables.iter().flat_map(|table| table.topic.columns.iter());
    let names = names.map(|(name, title)| if has_labels { title.get(lang) } else { name.as_str() });
    let of_column = |column: Column| if has_labels { column.title().get(lang) } else { column.name() };
    let header = names
        .chain([of_column(Column::Rules)])
        .chain(explain.then_some(of_column(Column::Explanation)))
        .map(str::to_owned);
    let document = format.document(&session.run(&plans.plans[0], None, header));
    let mut output = Output::begin(document, session.target()?, false)?;
    for table in &tables {
        output.topic(table, |out| rows.topic(out, table, explain))?;
    }
    output.end(&Totals::default(), None)?.finish()?;
    Ok(exit::OK)
}

/// Compares records.
fn records(mut session: Session<'_>, topics: &[&Topic]) -> anyhow::Result<u8> {
    let args = session.args;
    let (topic, command) = topic_of_records(topics)?;
    let plan = session.plan(command, args.options.clone())?;
    session.open_input()?;
    let columns = columns(&session, command);
    let passed = session.passed()?;
    let lang = session.lang;
    let has_labels = session.has_labels();
    let title = |column: &CompareColumn| match has_labels {
        true => column.title(command).get(lang),
        false => column.name(),
    };
    let names = Own::result_names(&passed, columns.iter().map(title));
    let header = Own::names(&passed).map(str::to_owned).chain(names.iter().cloned());
    let about = session.pack.topics.iter().find(|known| known.id == topic);
    let document = args.output.format.document(&session.run(&plan, about, header));
    let rows = session.rows(&[], &[]);
    let own = session.own(passed, &names);
    let comparing = Comparing { topic: topic.to_owned(), columns, names, lang: session.lang };
    session.write_records(Work { plan: &plan, rows, own, comparing: Some(comparing), leaves: None, document })
}

fn columns(session: &Session<'_>, command: Command) -> Vec<CompareColumn> {
    let output = &session.args.output;
    let mut columns = CompareColumn::of(command);
    if output.explain && output.format.is_one_table() {
        columns.push(CompareColumn::Of(Column::Explanation));
    }
    if output.steps {
        columns.push(CompareColumn::Of(Column::Steps));
    }
    columns
}

/// The one topic that records are compared on.
fn topic_of_records(topics: &[&Topic]) -> Result<(&'static str, Command), Failure> {
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
    let topic = OF_RECORDS.into_iter().find(|topic| *topic == named);
    topic.and_then(|topic| Some((topic, topic_command(topic)?))).ok_or_else(|| {
        let known = OF_RECORDS.join(", ");
        Failure::new(
            format!("--topic {named}: records can be compared on {known}"),
            format!("--topic {named}：记录只能按 {known} 对比"),
        )
    })
}
