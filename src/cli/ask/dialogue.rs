//! The dialogue: one question after the other on a terminal, until nothing can change any more or whoever
//! answers has had enough; then the card.

use std::io::{BufRead, Write};

use super::super::args::RecordArgs;
use super::super::{decide, exit, message, session};
use super::facts;
use crate::decide::Plan;
use crate::field::{Field, Kind};
use crate::input::Input;
use crate::lang::Lang;
use crate::output::asking::{answer_label, question_text, so_far};
use crate::output::error_text;
use crate::pipeline::Fill;
use crate::questions::{Question, lacks_subject, ranking, value_text};
use crate::record::{Facts, Reading, RecordError};

/// Asks until there is nothing left to ask, and shows the card.
///
/// # Errors
/// When the policy cannot be read, standard input fails, or the card cannot be written.
pub(super) fn run(
    mut args: RecordArgs,
    lang: Lang,
    out: Box<dyn Write + Send>,
    err: &mut (dyn Write + Send),
) -> anyhow::Result<u8> {
    let (pack, lexicons) = facts::policy(&args)?;
    let answers = {
        let plan = facts::plan(&args, &pack, &lexicons)?;
        let record = facts::record(&args, &lexicons);
        if let Some(text) = facts::error_of(&record, &lexicons) {
            message::fail(err, text.get(lang), lang);
            return Ok(exit::INVALID);
        }
        if let Some(text) = facts::contradicting(&plan, &record.facts) {
            message::warn(err, &text, lang);
        }
        let reading = facts::reading(&args, &lexicons);
        let mut dialogue = Dialogue { plan: &plan, reading, facts: record.facts, said: Vec::new(), lang };
        dialogue.hold(&mut std::io::stdin().lock(), err)?;
        dialogue.answers()
    };
    args.positional.fills.extend(answers);
    if args.positional.fills.is_empty() {
        return Ok(exit::OK);
    }
    args.positional.inputs = vec![Input::args()];
    args.output.format = crate::output::Format::Table;
    session::run(args, lang, out, err, decide::run)
}

/// What was answered to a question: a value, or that nobody knows.
type Said = (Field, Option<i64>);

struct Dialogue<'a> {
    plan: &'a Plan<'a>,
    reading: Reading<'a>,
    /// What was known before.
    facts: Facts,
    said: Vec<Said>,
    lang: Lang,
}

/// What a line says.
enum Reply {
    Value(i64),
    NotKnown,
    Back,
    /// What is wrong with it.
    Unclear(String),
}

impl Dialogue<'_> {
    /// Asks and listens.
    fn hold(&mut self, lines: &mut impl BufRead, err: &mut (dyn Write + Send)) -> std::io::Result<()> {
        let lang = self.lang;
        writeln!(
            err,
            "{}",
            lang.pick(
                "Give the number of a choice, a word or a value. ? is \"don't know\", < goes back, Ctrl-D ends.",
                "请输入选项序号、文字或数值。“?”表示不知道，“<”返回上一题，Ctrl-D 结束。",
            )
        )?;
        while let Some(question) = self.next() {
            self.ask(&question, err)?;
            let mut line = String::new();
            if lines.read_line(&mut line)? == 0 {
                writeln!(err)?;
                break;
            }
            match self.reply(&question, line.trim()) {
                Reply::Value(value) => self.take(question.field, value, err)?,
                Reply::NotKnown => self.said.push((question.field, None)),
                Reply::Back => {
                    if self.said.pop().is_none() {
                        writeln!(err, "{}", lang.pick("This is the first question.", "这已经是第一题。"))?;
                    }
                }
                Reply::Unclear(text) => writeln!(err, "{text}")?,
            }
        }
        writeln!(err)
    }

    /// The facts as they stand.
    fn known(&self) -> Facts {
        let mut facts = self.facts.clone();
        for (field, value) in &self.said {
            if let Some(value) = value {
                facts.set(*field, *value);
            }
        }
        facts
    }

    /// The next question that was not put yet and to which an answer that would be taken matters.
    fn next(&self) -> Option<Question> {
        let facts = self.known();
        let now = self.plan.outcome(&facts);
        let is_contradicted = facts::contradicting(self.plan, &facts).is_some();
        let matters = |question: &Question, value: i64| {
            let mut facts = facts.clone();
            facts.set(question.field, value);
            let is_taken = is_contradicted || facts::contradicting(self.plan, &facts).is_none();
            is_taken && self.plan.outcome(&facts) != now
        };
        let is_open = |question: &Question| {
            self.said.iter().all(|(field, _)| *field != question.field)
                && (lacks_subject(self.plan, &facts)
                    || question.answers.iter().any(|answer| matters(question, answer.value)))
        };
        ranking(self.plan, &facts).into_iter().find(is_open)
    }

    fn ask(&self, question: &Question, err: &mut (dyn Write + Send)) -> std::io::Result<()> {
        let (plan, lang, facts) = (self.plan, self.lang, self.known());
        writeln!(err)?;
        if !lacks_subject(plan, &facts) {
            writeln!(err, "{}", so_far(plan.outcome(&facts), lang))?;
        }
        writeln!(err, "{}", question_text(plan, question.field, lang))?;
        for (label, number) in self.choices(question).into_iter().zip(1..) {
            writeln!(err, "  {number}. {label}")?;
        }
        if !is_chosen(question.field) && question.answers.len() > 1 {
            writeln!(err, "{}", lang.pick("It makes a difference whether that is", "会影响结论的分界："))?;
            for answer in &question.answers {
                writeln!(err, "  - {}", answer_label(plan, &facts, question.field, *answer, lang))?;
            }
        }
        if let Field::Documents = question.field {
            let note = lang.pick("  several: 1,3   none: 0", "  多项用逗号分隔，如 1,3；都没有请填 0");
            writeln!(err, "{note}")?;
        }
        write!(err, "> ")?;
        err.flush()
    }

    /// The answers to choose from; none where a value has to be given.
    fn choices(&self, question: &Question) -> Vec<String> {
        let (plan, lang, facts) = (self.plan, self.lang, self.known());
        match question.field.spec().kind {
            Kind::List(_) => {
                let papers = self.papers(question);
                let title = |code: &u8| {
                    let id = plan.lexicons.of(question.field).id(*code);
                    crate::output::word_title(plan.pack, question.field.name(), id, lang)
                };
                papers.iter().map(title).collect()
            }
            _ if is_chosen(question.field) => {
                let label = |answer: &_| answer_label(plan, &facts, question.field, *answer, lang);
                question.answers.iter().map(label).collect()
            }
            _ => Vec::new(),
        }
    }

    fn papers(&self, question: &Question) -> Vec<u8> {
        let all = question.answers.iter().fold(0, |bits, answer| bits | answer.value);
        (0..63).filter(|code| all >> code & 1 == 1).collect()
    }

    fn reply(&self, question: &Question, text: &str) -> Reply {
        let field = question.field;
        match text {
            "" | "?" | "？" | "don't know" | "don’t know" | "不知道" => return Reply::NotKnown,
            "<" | "＜" | "back" | "返回" => return Reply::Back,
            _ => {}
        }
        if let Kind::List(_) = field.spec().kind {
            let papers = self.papers(question);
            let numbers = text.split([',', '，', '、', ' ']).map(|part| part.trim().parse::<usize>());
            if let Ok(numbers) = numbers.collect::<Result<Vec<_>, _>>()
                && numbers.iter().all(|number| *number <= papers.len())
            {
                let chosen = numbers.iter().filter(|number| **number > 0).map(|number| papers[number - 1]);
                return Reply::Value(chosen.fold(0, |bits, code| bits | 1 << code));
            }
        } else if is_chosen(field) {
            let number = text.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
            let chosen = number.or_else(|| self.choices(question).iter().position(|label| label == text));
            if let Some(answer) = chosen.and_then(|number| question.answers.get(number)) {
                return Reply::Value(answer.value);
            }
        }
        match self.reading.read(field, text.as_bytes()) {
            Ok(value) => Reply::Value(value),
            Err(why) => {
                let error = RecordError::of_value(field, text.as_bytes(), why);
                // A word that can mean two things says so; of any other the choices are in sight.
                let is_told = !is_chosen(field) || !self.plan.lexicons.of(field).readings(text).is_empty();
                Reply::Unclear(match is_told {
                    true => error_text(&error, self.plan.lexicons, self.lang),
                    false => self.none_of_them(question, text),
                })
            }
        }
    }

    /// That an answer is none of those to choose from.
    fn none_of_them(&self, question: &Question, text: &str) -> String {
        let (shown, last) = (crate::value::shown(text), self.choices(question).len());
        match self.lang {
            Lang::En => format!("{shown} is none of these; give a number from 1 to {last}, or the word"),
            Lang::Zh => format!("没有“{shown}”这个选项；请输入 1 到 {last} 的序号，或选项的文字"),
        }
    }

    /// Takes an answer, unless it contradicts what was said before.
    fn take(&mut self, field: Field, value: i64, err: &mut (dyn Write + Send)) -> std::io::Result<()> {
        let before = facts::contradicting(self.plan, &self.known());
        self.said.push((field, Some(value)));
        let after = facts::contradicting(self.plan, &self.known());
        if let Some(text) = after.filter(|_| before.is_none()) {
            self.said.pop();
            let again =
                self.lang.pick("; answer again, or go back with <", "；请重新回答，或用“<”返回上一题");
            writeln!(err, "{}{again}", crate::value::shown(text.get(self.lang)))?;
        }
        Ok(())
    }

    /// The answers as arguments.
    fn answers(&self) -> Vec<Fill> {
        let known = self.said.iter().filter_map(|(field, value)| Some((*field, (*value)?)));
        known.map(|(field, value)| Fill { field, text: value_text(self.plan, field, value) }).collect()
    }
}

/// Whether an answer is chosen from a list, and not given as a value.
fn is_chosen(field: Field) -> bool {
    matches!(field.spec().kind, Kind::Bool | Kind::Choice(_) | Kind::OpenChoice | Kind::List(_))
}
