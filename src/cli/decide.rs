//! check-unbind, cancel-window, recycle-quote: what is to be said of each record.

use super::args::{check_flags, unknown};
use super::command::Opt;
use super::error::Failure;
use super::session::{Session, Work};
use crate::decide::Plan;
use crate::input::PassthroughColumn;
use crate::output::{Column, Format, Own, OwnStyle};
use crate::pipeline::Leaves;

/// Decides the records of a session.
///
/// # Errors
/// When there is nothing to write or nowhere to write it.
pub(super) fn run(mut session: Session<'_>) -> anyhow::Result<u8> {
    let args = session.args;
    check_recyclers(&session)?;
    check_flags(&args.gates, session.pack)?;
    let plan = session.plan(args.command, args.options.clone())?;
    session.open_input()?;
    let columns = columns(&session, args.output.format);
    let passed = session.passed()?;
    let (lang, has_labels) = (session.lang, session.has_labels());
    let title = |column: &Column| if has_labels { column.title().get(lang) } else { column.name() };
    let names = Own::result_names(&passed, columns.iter().map(title));
    let rows = session.rows(&columns, &names);
    let header = Own::names(&passed).map(str::to_owned).chain(names.iter().cloned());
    let document = args.output.format.document(&session.run(&plan, None, header));
    let leaves = args.receipt.as_ref().map(|_| leaves(&session, &plan, &passed));
    let own = session.own(passed, &names);
    session.write_records(Work { plan: &plan, rows, own, comparing: None, leaves, document })
}

/// How the objects of a receipt are rendered: as `-f jsonl` writes them.
fn leaves<'a>(session: &Session<'a>, plan: &'a Plan<'a>, passed: &[PassthroughColumn]) -> Leaves<'a> {
    if session.args.output.format == Format::Jsonl {
        return Leaves::Written;
    }
    let columns = columns(session, Format::Jsonl);
    let names = Own::result_names(passed, columns.iter().map(|column| column.name()));
    let rows = Format::Jsonl.rows(session.row_style(&columns, &names), &columns);
    let own = (!passed.is_empty()).then(|| Own::new(passed.to_vec(), &names, OwnStyle::Members));
    Leaves::Beside(Box::new(session.job(plan, rows, own)))
}

fn columns(session: &Session<'_>, format: Format) -> Vec<Column> {
    let output = &session.args.output;
    let mut columns = Column::of(session.args.command);
    if output.steps {
        columns.push(Column::Steps);
    }
    if output.letter {
        columns.push(Column::Letter);
    }
    columns.extend(Column::answering(&session.args.questions));
    if output.explain && format.is_one_table() {
        columns.push(Column::Explanation);
    }
    columns
}

/// Checks the recycling platforms that the user asks for.
fn check_recyclers(session: &Session<'_>) -> Result<(), Failure> {
    let known: Vec<&str> = session.pack.words("recycler").map(|word| word.id.as_str()).collect();
    let wrong = session.args.options.platforms.iter().find(|name| !known.contains(&name.as_str()));
    wrong.map_or(Ok(()), |name| Err(unknown(Opt::Platform, name, &known)))
}
