//! What generated scripts leave out.

use std::fmt::Write;

use clap_complete::Shell;

use super::offers::Offer;

/// A generated script with what it leaves out: words of positional arguments beside files, and
/// bash's way of breaking words at `=`.
pub(crate) fn extended(script: &str, shell: Shell, offers: &[Offer]) -> String {
    match shell {
        Shell::Bash => script.replace("complete -F _kami ", "complete -F _kami_words ") + BASH,
        Shell::Zsh => zsh(script, offers),
        Shell::Fish => fish(script, offers),
        Shell::Elvish => inserted(
            script,
            offers,
            |path| format!("&'{path}'= {{\n"),
            |word| format!("            cand '{word}' ''\n"),
        ),
        Shell::PowerShell => inserted(
            script,
            offers,
            |path| format!("        '{path}' {{\n"),
            |word| {
                format!(
                    "            [CompletionResult]::new('{word}', '{word}', [CompletionResultType]::ParameterValue, '{word}')\n"
                )
            },
        ),
        _ => script.to_owned(),
    }
}

const BASH: &str = r#"
# bash breaks words at `=`, so that FIELD=VALUE comes in up to three of them.
_kami_words() {
    local at=$COMP_CWORD
    if [[ ${COMP_WORDS[at]} == "=" ]]; then
        _kami "$1" "${COMP_WORDS[at-1]}=" "$3"
    elif (( at > 1 )) && [[ ${COMP_WORDS[at-1]} == "=" ]]; then
        _kami "$1" "${COMP_WORDS[at-2]}=$2" "$3"
    else
        _kami "$@"
        [[ ${COMPREPLY[0]} == *= ]] && compopt -o nospace 2>/dev/null
        return 0
    fi
    COMPREPLY=("${COMPREPLY[@]#*=}")
}
"#;

/// A function for each command, which the script's own argument then names.
fn zsh(script: &str, offers: &[Offer]) -> String {
    let mut functions = String::new();
    let mut text = script.to_owned();
    for offer in offers.iter().filter(|offer| offer.or_files) {
        let command = offer.path.join("-");
        let name = format!("_kami_fields_{}", command.replace('-', "_"));
        let words = offer.words.join(" ");
        let _ = write!(
            functions,
            "{name}() {{\n    local -a fields=({words})\n    compadd -S '' -a fields\n    _files\n}}\n\n"
        );
        let Some(start) = text.find(&format!("({command})\n_arguments")) else { continue };
        let find = |from: usize, what: &str| Some(from + text.get(from..)?.find(what)?);
        let Some(argument) = find(start, "'::input -- ") else { continue };
        let Some(end) = find(argument, ":_default'") else { continue };
        text.replace_range(end..end + ":_default'".len(), &format!(":{name}'"));
        // Any number of them.
        text.replace_range(argument..argument + "'::".len(), "'*:");
    }
    match text.rfind("if [ \"$funcstack[1]\"") {
        Some(at) => text.insert_str(at, &functions),
        None => text.push_str(&functions),
    }
    text
}

fn fish(script: &str, offers: &[Offer]) -> String {
    let mut text = script.to_owned();
    for offer in offers {
        let mut path = offer.path.iter();
        let mut condition =
            path.next().map_or_else(String::new, |first| format!("__fish_kami_using_subcommand {first}"));
        for rest in path {
            let _ = write!(condition, "; and __fish_seen_subcommand_from {rest}");
        }
        let files = if offer.or_files { "" } else { " -f" };
        if offer.or_files {
            // Behind `FIELD=` stands no file, though fish would look for one there.
            let has_field = "string match -q '*=*' -- (commandline -ct)";
            let _ = writeln!(text, "complete -c kami -n \"{condition}; and {has_field}\" -f");
        }
        let _ = writeln!(text, "complete -c kami -n \"{condition}\"{files} -a \"{}\"", offer.words.join(" "));
    }
    text
}

/// Words put at the head of a command's block.
fn inserted(
    script: &str,
    offers: &[Offer],
    head: impl Fn(&str) -> String,
    line: impl Fn(&str) -> String,
) -> String {
    let mut text = script.to_owned();
    for offer in offers {
        let head = head(&format!("kami;{}", offer.path.join(";")));
        let lines: String = offer.words.iter().map(|word| line(word)).collect();
        if let Some(at) = text.find(&head) {
            text.insert_str(at + head.len(), &lines);
        }
    }
    text
}
