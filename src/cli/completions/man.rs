//! `kami man`: the manual page.

use std::io::Write;

use clap::Command as Clap;

use super::{failed, write};
use crate::cli::error::Failure;
use crate::cli::help::tree;
use crate::lang::Lang;

/// Writes the manual page.
///
/// # Errors
/// When output cannot be written.
pub(crate) fn man(lang: Lang, out: Box<dyn Write + Send>) -> Result<u8, Failure> {
    let mut page = Vec::new();
    let render = |command: Clap, page: &mut Vec<u8>| clap_mangen::Man::new(command).render(page);
    let mut whole = tree(lang);
    whole.build();
    // One page for all: that of the program, then those of its commands as sections of their own.
    render(whole.clone(), &mut page).map_err(failed)?;
    for command in whole.get_subcommands().filter(|command| command.get_name() != "help") {
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
