//! The ranking of questions about one record, as JSON and as a table.

use super::label::{answer_label, question_text};
use crate::decide::{Plan, VerdictRange};
use crate::lang::Lang;
use crate::output::human::{Cell, Stacked};
use crate::output::text::Style;
use crate::output::text::json::{array, key, nullable, quoted, string};
use crate::output::titles::field_title;
use crate::questions::{Counts, Question, lacks_subject, value_text};
use crate::record::Facts;

/// What can be asked about a record.
pub struct Asked<'a> {
    /// The plan that it is decided by.
    pub plan: &'a Plan<'a>,
    /// What is known.
    pub facts: &'a Facts,
    /// What that comes to.
    pub outcome: VerdictRange,
    /// The questions, the next first.
    pub questions: &'a [Question],
    /// How many are asked, least and most, where that was counted.
    pub counts: Option<Counts>,
    /// The language of questions and answers.
    pub lang: Lang,
}

/// The ranking as a JSON document.
pub fn ranking_json(asked: &Asked<'_>) -> Vec<u8> {
    let Asked { plan, facts, outcome, questions, counts, lang } = asked;
    let mut out = Vec::new();
    let mut member = |name: &str, write: &dyn Fn(&mut Vec<u8>)| {
        out.extend_from_slice(if out.is_empty() { b"{" } else { b"," });
        key(&mut out, name);
        write(&mut out);
    };
    let count = |count: Option<u32>| count.map(|count| count.to_string());
    member("schema", &|out| string(out, "kami/ask/1"));
    member("command", &|out| string(out, plan.command.name()));
    member("now", &|out| quoted(out, |out| plan.now.write(out)));
    member("verdict", &|out| string(out, outcome.verdict.code()));
    member("at_worst", &|out| string(out, outcome.at_worst.code()));
    member("questions", &|out| {
        array(out, questions.iter(), |out, question| {
            out.push(b'{');
            key(out, "field");
            string(out, question.field.name());
            out.push(b',');
            key(out, "question");
            string(out, &question_text(plan, question.field, *lang));
            out.push(b',');
            key(out, "answers");
            array(out, question.answers.iter(), |out, answer| {
                out.push(b'{');
                key(out, "value");
                string(out, &value_text(plan, question.field, answer.value));
                out.push(b',');
                key(out, "label");
                string(out, &answer_label(plan, facts, question.field, *answer, *lang));
                out.push(b'}');
            });
            out.push(b'}');
        });
    });
    for (name, count) in [
        ("questions_least", count(counts.map(|(least, _)| least))),
        ("questions_most", count(counts.map(|(_, most)| most))),
    ] {
        member(name, &|out| match &count {
            Some(count) => out.extend_from_slice(count.as_bytes()),
            None => nullable(out, None),
        });
    }
    out.extend_from_slice(b"}\n");
    out
}

/// The ranking as a table.
pub fn ranking_table(asked: &Asked<'_>, room: usize, style: Style) -> String {
    let Asked { plan, facts, outcome, questions, counts, lang } = asked;
    let mut out = String::new();
    if !lacks_subject(plan, facts) {
        out.push_str(&so_far(*outcome, *lang));
        out.push('\n');
    }
    if questions.is_empty() {
        out.push_str(
            lang.pick("Nothing that is missing can change this.\n", "没有填写的情况都不会再改变结论。\n"),
        );
        return out;
    }
    let heads = [("#", "序号"), ("field", "字段"), ("question", "问题"), ("answers", "可选答案")];
    let heads = heads.map(|(en, zh)| lang.pick(en, zh));
    let row = |(question, number): (&Question, usize)| {
        let label =
            |answer: &crate::questions::Answer| answer_label(plan, facts, question.field, *answer, *lang);
        let labels: Vec<String> = question.answers.iter().map(label).collect();
        vec![
            Cell::plain(number.to_string()),
            Cell::plain(field_title(question.field, *lang)),
            Cell::plain(question_text(plan, question.field, *lang)),
            Cell::plain(labels.join(" / ")),
        ]
    };
    let rows = questions.iter().zip(1..).map(row).collect();
    let table = Stacked { heads: heads.map(str::to_owned).to_vec(), rows };
    out.push('\n');
    out.push_str(&table.drawn(Some(room), style));
    if let Some((least, most)) = counts {
        let text = match lang {
            Lang::En if least == most => format!("\n{least} to ask in this order.\n"),
            Lang::En => format!("\n{least} to {most} to ask in this order, by the answers.\n"),
            Lang::Zh if least == most => format!("\n按此顺序共需问{least}个。\n"),
            Lang::Zh => format!("\n按此顺序，视回答情况需问{least}至{most}个。\n"),
        };
        out.push_str(&text);
    }
    out
}

/// The verdict as far as it is known, in a line.
pub fn so_far(outcome: VerdictRange, lang: Lang) -> String {
    let (verdict, worst) = (outcome.verdict.title().get(lang), outcome.at_worst.title().get(lang));
    match lang {
        _ if outcome.verdict == outcome.at_worst => {
            format!("{}{verdict}", lang.pick("So far: ", "目前结论："))
        }
        Lang::En => format!("So far: {verdict}. At worst: {worst}"),
        Lang::Zh => format!("目前结论：{verdict}；最坏的情况：{worst}"),
    }
}
