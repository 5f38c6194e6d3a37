//! `kami policy check`: what is wrong in policy files.

use std::io::Write;

use crate::cli::args::PolicyArgs;
use crate::cli::command::{Given, Opt};
use crate::cli::error::Failure;
use crate::cli::{exit, policies};
use crate::lang::Lang;
use crate::policy::{Problems, builtin_layer, cases, effective, load};
use crate::policy_tests::unknown_fields;
use crate::value::shown_lines;

/// `kami policy check`: the problems of all layers, one on a line.
///
/// # Errors
/// When a file cannot be read or output not be written.
pub(crate) fn run(given: Given<'_>, lang: Lang, out: Box<dyn Write + Send>) -> Result<u8, Failure> {
    let args = PolicyArgs::resolve(given);
    let mut layers = vec![builtin_layer()];
    for path in &args.policies {
        layers.push(policies::layer(path)?);
    }
    for path in given.texts(Opt::File) {
        layers.push(policies::layer(&path)?);
    }
    let (pack, mut problems) = match load(&layers) {
        Ok(pack) => {
            let problems = Problems { files: pack.files.clone(), ..Problems::default() };
            (Some(pack), problems)
        }
        Err(problems) => (None, problems),
    };
    // Whether the rules exist that a case names can be said of a policy that loads.
    if let Some(pack) = &pack {
        let cases = cases(&layers, pack, &mut problems);
        unknown_fields(&cases, &mut problems);
        problems.sort();
    }
    let mut text: String = problems.lines(lang).map(|line| line + "\n").collect();
    let count = problems.found.len();
    if let (Some(pack), 0) = (&pack, count) {
        if !args.quiet {
            let counting = effective(pack);
            let counting = pack.rules.iter().zip(&counting).filter(|(_, spans)| !spans.is_empty());
            let disputes = counting.clone().filter(|(rule, _)| rule.dispute.is_some()).count();
            let (rules, sources) = (counting.count(), pack.sources.len());
            text = match lang {
                Lang::En => format!("no problems: {rules} rules, {sources} sources, {disputes} disputes\n"),
                Lang::Zh => format!("没有问题：{rules} 条规则、{sources} 个来源、{disputes} 处争议\n"),
            };
        }
    } else if !args.quiet {
        text.push_str(&match lang {
            Lang::En => format!("{count} problem{} found\n", if count == 1 { "" } else { "s" }),
            Lang::Zh => format!("共发现 {count} 个问题\n"),
        });
    }
    super::write(&args, out, shown_lines(&text).as_bytes())?;
    Ok(if count == 0 { exit::OK } else { exit::GATE_TRIPPED })
}
