//! check-unbind, cancel-window, recycle-quote: what is to be said of each record.

use super::args::{check_flags, unknown};
use super::command::Opt;
use super::error::Failure;
use super::session::{Session, Work};
use crate::output::{Column, Own};

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
    let columns = columns(&session);
    let passed = session.passed()?;
    let (lang, has_labels) = (session.lang, session.has_labels());
    let title = |column: &Column| if has_labels { column.title().get(lang) } else { column.name() };
    let names = Own::result_names(&passed, columns.iter().map(title));
    let rows = session.rows(&columns, &names);
    let header = Own::names(&passed).map(str::to_owned).chain(names.iter().cloned());
    let document = args.output.format.document(&session.run(&plan, None, header));
    let own = session.own(passed, &names);
    session.write_records(Work { plan: &plan, rows, own, comparing: None, document })
}

fn columns(session: &Session<'_>) -> Vec<Column> {
    let output = &session.args.output;
    let mut columns = Column::of(session.args.command);
    if output.steps {
        columns.push(Column::Steps);
    }
    if output.explain && output.format.is_one_table() {
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
