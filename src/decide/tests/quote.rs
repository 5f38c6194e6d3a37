//! recycle-quote: the best mean net, who declines, and what an offer is compared with.

use super::{facts, with_plan};
use crate::command::{Command, Verdict};
use crate::decide::{Options, Rank};
use crate::value::Money;

const RULES: &[(&str, &str)] = &[
    ("", r#"quote = { platform = "a", rate = ["90%", "94%"], fee = "1%", arrival = "instant" }"#),
    ("", r#"quote = { platform = "b", rate = ["92%", "96%"], least = "100", arrival = "1-3wd" }"#),
    (r#"platforms_quoting = { below = 1 }"#, r#"verdict = "rejected", declines = true"#),
    (r#"state = "used""#, r#"verdict = "rejected""#),
    (r#"offered_rate = { below = { fact = "market_rate_min" } }"#, r#"verdict = "flagged", flag = "low""#),
];

#[test]
fn the_highest_mean_net_is_the_best() {
    with_plan(Command::RecycleQuote, RULES, Options::default(), |plan| {
        let (decision, values) = plan.decide(&facts(plan, &[("face_value", "500"), ("state", "new")]));
        assert_eq!(decision.verdict, Verdict::Quoted);
        let best = values.quotes.best().unwrap();
        // 94 % of 500; the other platform pays 92 % less 1 % of that.
        assert_eq!((best.rule, best.net.1), (1, Money(47_000)));
        assert_eq!(values.quotes.fastest().unwrap().rule, 0);
    });
}

#[test]
fn the_soonest_is_the_best_where_that_is_asked_for() {
    let soonest = Options { rank: Rank::Speed, ..Options::default() };
    with_plan(Command::RecycleQuote, RULES, soonest, |plan| {
        let (_, values) = plan.decide(&facts(plan, &[("face_value", "500"), ("state", "new")]));
        assert_eq!(values.quotes.best().unwrap().rule, 0);
    });
}

#[test]
fn a_platform_declines_what_is_below_its_least() {
    with_plan(Command::RecycleQuote, RULES, Options::default(), |plan| {
        let (decision, values) = plan.decide(&facts(plan, &[("face_value", "99.99"), ("state", "new")]));
        assert_eq!(decision.verdict, Verdict::Quoted);
        let declined: Vec<(u16, bool)> =
            values.quotes.all.iter().map(|quote| (quote.rule, quote.declined_by.is_some())).collect();
        assert_eq!(declined, [(0, false), (1, true)]);
    });
}

#[test]
fn an_offer_below_the_market_is_flagged_and_a_used_card_rejected() {
    with_plan(Command::RecycleQuote, RULES, Options::default(), |plan| {
        let decide = |more: &[(&str, &str)]| {
            plan.decide(&facts(plan, &[&[("face_value", "500")], more].concat())).0.verdict
        };
        assert_eq!(decide(&[("state", "new"), ("offered_rate", "0.80")]), Verdict::Flagged);
        assert_eq!(decide(&[("state", "new"), ("offered_rate", "0.93")]), Verdict::Quoted);
        assert_eq!(decide(&[("state", "used")]), Verdict::Rejected);
    });
}
