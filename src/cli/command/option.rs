//! The options and arguments of the command line, by name, and how they are put together.
//!
//! An option is read by the same [`Opt`] that it was made with, so that a misspelt one does not
//! compile.

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::parser::ValueSource;
use clap::{Arg, ArgAction, ArgMatches};

use crate::lang::Lang;

/// An option or positional argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Opt {
    All,
    Ascii,
    AllSheets,
    At,
    Bom,
    Brief,
    Color,
    Changed,
    Columns,
    ColumnsReport,
    Command,
    Coverage,
    Delimiter,
    Disputed,
    Encoding,
    Explain,
    FailOn,
    FailUnder,
    File,
    FlagDuplicates,
    Format,
    From,
    Grade,
    Input,
    Labels,
    Lang,
    Letter,
    Map,
    MaxRecordSize,
    MaxUnpacked,
    Mutate,
    Na,
    NoAssume,
    NoPager,
    Now,
    /// `schema --output`: of the result, not of the record.
    OfResult,
    Off,
    Only,
    Output,
    Over,
    Passthrough,
    Platform,
    Policies,
    Policy,
    Quiet,
    Rank,
    Record,
    Receipt,
    Results,
    Rule,
    Sheet,
    Shell,
    SkipLines,
    Source,
    Stale,
    Subject,
    Witness,
    Steps,
    StrictColumns,
    Summary,
    Then,
    Threads,
    Topic,
    Turn,
    Tz,
    Until,
    UrgentWithin,
    Verbose,
    Wide,
}

impl Opt {
    /// The name, which an option has behind its dashes.
    pub(crate) const fn id(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Ascii => "ascii",
            Self::AllSheets => "all-sheets",
            Self::At => "at",
            Self::Bom => "bom",
            Self::Brief => "brief",
            Self::Color => "color",
            Self::Changed => "changed",
            Self::Columns => "columns",
            Self::ColumnsReport => "columns-report",
            Self::Command => "command",
            Self::Coverage => "coverage",
            Self::Delimiter => "delimiter",
            Self::Disputed => "disputed",
            Self::Encoding => "encoding",
            Self::Explain => "explain",
            Self::FailOn => "fail-on",
            Self::FailUnder => "fail-under",
            Self::File => "file",
            Self::FlagDuplicates => "flag-duplicates",
            Self::Format => "format",
            Self::From => "from",
            Self::Grade => "grade",
            Self::Input => "input",
            Self::Labels => "labels",
            Self::Lang => "lang",
            Self::Letter => "letter",
            Self::Map => "map",
            Self::MaxRecordSize => "max-record-size",
            Self::MaxUnpacked => "max-unpacked",
            Self::Mutate => "mutate",
            Self::Na => "na",
            Self::NoAssume => "no-assume",
            Self::NoPager => "no-pager",
            Self::Now => "now",
            Self::Off => "off",
            Self::OfResult | Self::Output => "output",
            Self::Only => "only",
            Self::Over => "over",
            Self::Passthrough => "passthrough",
            Self::Platform => "platform",
            Self::Policies => "policies",
            Self::Policy => "policy",
            Self::Quiet => "quiet",
            Self::Rank => "rank",
            Self::Record => "record",
            Self::Receipt => "receipt",
            Self::Results => "results",
            Self::Rule => "rule",
            Self::Sheet => "sheet",
            Self::Shell => "shell",
            Self::SkipLines => "skip-lines",
            Self::Source => "source",
            Self::Stale => "stale",
            Self::Subject => "subject",
            Self::Witness => "witness",
            Self::Steps => "steps",
            Self::StrictColumns => "strict-columns",
            Self::Summary => "summary",
            Self::Then => "then",
            Self::Threads => "threads",
            Self::Topic => "topic",
            Self::Turn => "turn",
            Self::Tz => "tz",
            Self::Until => "until",
            Self::UrgentWithin => "urgent-within",
            Self::Verbose => "verbose",
            Self::Wide => "wide",
        }
    }

    /// Whether an argument is this one.
    pub(crate) fn is(self, arg: &Arg) -> bool {
        arg.get_id() == self.id()
    }

    /// A positional argument.
    pub(super) fn positional(
        self,
        value: &'static str,
        lang: Lang,
        en: &'static str,
        zh: &'static str,
    ) -> Arg {
        Arg::new(self.id()).value_name(value).help(lang.pick(en, zh))
    }

    /// An option with a value.
    pub(super) fn value(self, value: &'static str, lang: Lang, en: &'static str, zh: &'static str) -> Arg {
        self.positional(value, lang, en, zh).long(self.id())
    }

    /// An option without a value.
    pub(super) fn flag(self, lang: Lang, en: &'static str, zh: &'static str) -> Arg {
        Arg::new(self.id()).long(self.id()).action(ArgAction::SetTrue).help(lang.pick(en, zh))
    }
}

/// A parser of one of these names, which gives what the name stands for.
pub(super) fn one_of<T: Clone + Send + Sync + 'static>(
    values: impl IntoIterator<Item = (&'static str, T)>,
) -> impl TypedValueParser<Value = T> {
    let values: Vec<(&'static str, T)> = values.into_iter().collect();
    let names = PossibleValuesParser::new(values.iter().map(|(name, _)| *name));
    names.try_map(move |name| {
        let known = values.iter().find(|(known, _)| *known == name);
        known.map(|(_, value)| value.clone()).ok_or("none of the possible values")
    })
}

/// What was given on the command line.
///
/// Each of these panics where the command has no such option, or one of another type: that is a
/// mistake in the program, and every command is run in tests.
#[derive(Clone, Copy)]
pub(crate) struct Given<'m>(pub &'m ArgMatches);

impl<'m> Given<'m> {
    /// Whether a flag is set.
    pub(crate) fn flag(self, opt: Opt) -> bool {
        self.0.get_flag(opt.id())
    }

    /// Whether an option stands on the command line; a command that lacks it cannot have been given
    /// it.
    pub(crate) fn has(self, opt: Opt) -> bool {
        self.0.try_contains_id(opt.id()).is_ok_and(|known| known)
            && self.0.value_source(opt.id()) == Some(ValueSource::CommandLine)
    }

    /// The value of an option.
    pub(crate) fn value<T: Clone + Send + Sync + 'static>(self, opt: Opt) -> Option<&'m T> {
        self.0.get_one(opt.id())
    }

    /// The text of an option.
    pub(crate) fn text(self, opt: Opt) -> Option<&'m str> {
        self.value::<String>(opt).map(String::as_str)
    }

    /// The values of a repeatable option.
    pub(crate) fn texts(self, opt: Opt) -> Vec<String> {
        self.0.get_many::<String>(opt.id()).map(|texts| texts.cloned().collect()).unwrap_or_default()
    }
}
