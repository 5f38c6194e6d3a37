//! cancel-window: a window is open, then urgent, then over.

use super::{facts, with_plan};
use crate::command::{Command, Verdict};
use crate::decide::Options;
use crate::value::Money;

const RULES: &[(&str, &str)] = &[
    (
        r#"channel = "c""#,
        r#"window = { from = "submitted_at", lasts = "10m", urgent_from = "7m" }, fee = { rate = "10%" }"#,
    ),
    ("recipient_activated = true", r#"verdict = "closed""#),
];

#[test]
fn a_window_closes_by_time() {
    with_plan(Command::CancelWindow, RULES, Options::default(), |plan| {
        let decide = |submitted: &str| {
            let given = [("channel", "c"), ("order_stage", "submitted"), ("submitted_at", submitted)];
            let (decision, values) = plan.decide(&facts(plan, &given));
            (decision.verdict, values.remaining_s)
        };
        assert_eq!(decide("2026-11-22 09:58:00"), (Verdict::Open, Some(480)));
        assert_eq!(decide("2026-11-22 09:53:00"), (Verdict::Urgent, Some(180)));
        assert_eq!(decide("2026-11-22 09:50:00").0, Verdict::Urgent);
        assert_eq!(decide("2026-11-22 09:49:59").0, Verdict::Closed);
    });
}

#[test]
fn a_rule_closes_it_whatever_the_time() {
    with_plan(Command::CancelWindow, RULES, Options::default(), |plan| {
        let given = [("channel", "c"), ("submitted_at", "2026-11-22 09:58"), ("recipient_activated", "true")];
        assert_eq!(plan.decide(&facts(plan, &given)).0.verdict, Verdict::Closed);
    });
}

#[test]
fn little_time_left_is_urgent_by_the_users_own_measure() {
    let hasty = Options { urgent_within_s: 500, ..Options::default() };
    with_plan(Command::CancelWindow, RULES, hasty, |plan| {
        let given = [("channel", "c"), ("order_stage", "submitted"), ("submitted_at", "2026-11-22 09:58")];
        assert_eq!(plan.decide(&facts(plan, &given)).0.verdict, Verdict::Urgent);
    });
}

#[test]
fn a_fee_is_a_share_of_the_face_value() {
    with_plan(Command::CancelWindow, RULES, Options::default(), |plan| {
        let given = [("channel", "c"), ("order_stage", "submitted"), ("submitted_at", "2026-11-22 09:58")];
        let with_value = [&given[..], &[("face_value", "500")]].concat();
        assert_eq!(plan.decide(&facts(plan, &with_value)).1.fee, Some(Money(5_000)));
        assert_eq!(plan.decide(&facts(plan, &given)).1.fee, None);
    });
}
