//! check-unbind: the worst verdict counts, what is missing is assumed, and dates follow the review.

use super::{facts, with_plan};
use crate::command::{Command, Verdict};
use crate::decide::{Options, Outcome};
use crate::value::Day;

const RULES: &[(&str, &str)] = &[
    (r#"state = "used""#, r#"verdict = "blocked""#),
    (r#"form = "electronic""#, r#"verdict = "conditional", documents = ["photo", "receipt"]"#),
    (r#"platform = "p""#, "days = [2, 5]"),
];

#[test]
fn the_worst_verdict_counts() {
    with_plan(Command::CheckUnbind, RULES, Options::default(), |plan| {
        let verdict = |given: &[(&str, &str)]| plan.decide(&facts(plan, given)).0.verdict;
        assert_eq!(verdict(&[("platform", "p"), ("state", "new"), ("form", "physical")]), Verdict::Eligible);
        assert_eq!(verdict(&[("platform", "p"), ("form", "electronic")]), Verdict::Conditional);
        assert_eq!(
            verdict(&[("platform", "p"), ("state", "used"), ("form", "electronic")]),
            Verdict::Blocked
        );
    });
}

#[test]
fn what_is_missing_is_assumed_unless_that_is_forbidden() {
    let given = [("platform", "p"), ("form", "physical")];
    with_plan(Command::CheckUnbind, RULES, Options::default(), |plan| {
        let (decision, _) = plan.decide(&facts(plan, &given));
        assert_eq!((decision.verdict, decision.at_worst), (Verdict::Eligible, Verdict::Blocked));
        assert_eq!(decision.assumed.iter().map(|field| field.name()).collect::<Vec<_>>(), ["state"]);
    });
    let strict = Options { no_assume: true, ..Options::default() };
    with_plan(Command::CheckUnbind, RULES, strict, |plan| {
        assert_eq!(plan.decide(&facts(plan, &given)).0.verdict, Verdict::Unknown);
    });
}

#[test]
fn dates_are_working_days_from_now() {
    with_plan(Command::CheckUnbind, RULES, Options::default(), |plan| {
        let (_, values) = plan.decide(&facts(plan, &[("platform", "p"), ("state", "new")]));
        // Now is a Sunday: the second working day is Tuesday, the fifth Friday.
        assert_eq!(values.eta_earliest, Day::from_ymd(2026, 11, 24));
        assert_eq!(values.eta_latest, Day::from_ymd(2026, 11, 27));
        let (_, values) = plan.decide(&facts(plan, &[("platform", "p"), ("state", "used")]));
        assert_eq!(values.eta_latest, None);
    });
}

#[test]
fn papers_at_hand_are_not_missing() {
    with_plan(Command::CheckUnbind, RULES, Options::default(), |plan| {
        let given = [("platform", "p"), ("form", "electronic"), ("documents", "receipt")];
        let (decision, _) = plan.decide(&facts(plan, &given));
        let Outcome::Unbind(part) = decision.outcome else { panic!("it is of check-unbind") };
        assert_eq!((part.documents_required, part.documents_missing), (0b11, 0b01));
    });
}
