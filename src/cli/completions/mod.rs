//! `kami completions` and `kami man`: what shells and manual readers need.

mod extend;
mod offers;

use std::io::Write;

use clap::{Arg, ArgMatches, Command as Clap, value_parser};
use clap_complete::Shell;

use super::exit;
use super::failure::Failure;
use super::tree::lang_option;
use crate::embedded;
use crate::lang::Lang;

/// The part of the command line of `kami completions`.
pub fn completions_tree(lang: Lang) -> Clap {
    Clap::new("completions")
        .about(lang.pick("Completion script for a shell", "生成 shell 自动补全脚本"))
        .arg(
            Arg::new("shell")
                .value_name("SHELL")
                .required(true)
                .value_parser(value_parser!(Shell))
                .help(lang.pick("The shell", "shell 名称")),
        )
        .arg(lang_option(lang))
}

/// The part of the command line of `kami man`.
pub fn man_tree(lang: Lang) -> Clap {
    Clap::new("man")
        .about(lang.pick("Manual page, in the format of man", "生成 man 手册页"))
        .arg(lang_option(lang))
}

/// Writes the completion script of a shell. It knows fields as well, their words, and rules.
///
/// # Errors
/// When output cannot be written.
pub fn completions(matches: &ArgMatches, out: Box<dyn Write + Send>) -> Result<u8, Failure> {
    let Some(shell) = matches.get_one::<Shell>("shell").copied() else { return Ok(exit::FAILURE) };
    // Descriptions in a script speak English, whoever generates it.
    let pack = embedded::pack();
    let mut tree = offers::dress(super::tree(Lang::En), &pack, shell);
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut tree, "kami", &mut script);
    let script = String::from_utf8_lossy(&script);
    write(out, extend::extended(&script, shell, &offers::positional(&pack)).as_bytes())
}

/// Writes the manual page.
///
/// # Errors
/// When output cannot be written.
pub fn man(lang: Lang, out: Box<dyn Write + Send>) -> Result<u8, Failure> {
    let mut page = Vec::new();
    let render = |command: Clap, page: &mut Vec<u8>| clap_mangen::Man::new(command).render(page);
    let mut tree = super::tree(lang);
    tree.build();
    // One page for all: that of the program, then those of its commands as sections of their own.
    render(tree.clone(), &mut page).map_err(failed)?;
    for command in tree.get_subcommands().filter(|command| command.get_name() != "help") {
        let man = clap_mangen::Man::new(command.clone());
        page.extend_from_slice(format!(".SH \"{}\"\n", command.get_name().to_uppercase()).as_bytes());
        man.render_description_section(&mut page).map_err(failed)?;
        man.render_synopsis_section(&mut page).map_err(failed)?;
        man.render_options_section(&mut page).map_err(failed)?;
        man.render_extra_section(&mut page).map_err(failed)?;
    }
    write(out, as_one_page(&String::from_utf8_lossy(&page)).as_bytes())
}

/// Mends what the generator does not know: commands are sections here and no pages of their own,
/// and examples and fields are set already, so that nothing is to be filled or adjusted.
fn as_one_page(page: &str) -> String {
    let mut whole = String::with_capacity(page.len());
    let mut is_set = false;
    for line in page.lines() {
        if is_set && line.starts_with(".SH") {
            whole.push_str(".fi\n");
            is_set = false;
        }
        match line.strip_prefix("kami\\-").and_then(|line| line.strip_suffix("(1)")) {
            Some(name) => whole.push_str(&format!("kami {name}")),
            None => whole.push_str(line),
        }
        whole.push('\n');
        if line == ".SH EXTRA" {
            whole.push_str(".nf\n");
            is_set = true;
        }
    }
    whole
}

fn failed(error: std::io::Error) -> Failure {
    Failure::of_write("standard output", &error)
}

fn write(mut out: Box<dyn Write + Send>, bytes: &[u8]) -> Result<u8, Failure> {
    out.write_all(bytes).and_then(|()| out.flush()).map_err(failed)?;
    Ok(exit::FINE)
}
