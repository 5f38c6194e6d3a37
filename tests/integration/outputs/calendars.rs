//! Calendars: an entry for each date or time that a result names.

use crate::support::{Kami, NOW, Run};

const ORDERS: &str = "id,channel,submitted_at\n\
    R/1,kaquanmao,2026-11-22T09:59:00+08:00\n\
    R/1,kaquanmao,2026-11-22T09:58:00+08:00\n\
    ,kaquanmao,2026-11-22T09:58:00+08:00\n\
    x,nowhere,2026-11-22T09:58:00+08:00\n";

fn run(args: &[&str], input: &str) -> Run {
    Kami::new([args, &["-f", "ics", "--now", NOW]].concat()).stdin(input).run()
}

/// The lines of a calendar, those that were folded in one piece again.
fn lines(run: &Run) -> Vec<String> {
    assert!(run.out.ends_with("END:VCALENDAR\r\n"), "{}", run.err);
    assert!(run.out.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')), "{}", run.out);
    run.out.replace("\r\n ", "").split("\r\n").map(str::to_owned).collect()
}

#[test]
fn every_deadline_is_an_entry_of_its_own() {
    let run = run(&["cancel-window", "-", "--lang", "zh"], ORDERS);
    assert_eq!(run.code, 3, "{}", run.err);
    let lines = lines(&run);
    let uids: Vec<&str> = lines.iter().filter_map(|line| line.strip_prefix("UID:")).collect();
    assert_eq!(
        uids,
        [
            "R%2F1.deadline.kaquanmao.window@kami",
            "record-2.deadline.kaquanmao.window@kami",
            "record-3.deadline.kaquanmao.window@kami",
        ]
    );
    let count = |text: &str| lines.iter().filter(|line| *line == text).count();
    assert_eq!(count("DTSTAMP:20261122T020000Z"), 3, "{lines:?}");
    assert_eq!((count("BEGIN:VEVENT"), count("BEGIN:VALARM"), count("END:VEVENT")), (3, 3, 3));
    assert!(lines.iter().any(|line| line.starts_with("DTSTART:20261122T02")), "{lines:?}");
    assert!(run.err.contains("4 条记录中有 1 条没有日历条目；无效记录共 1 条"), "{}", run.err);
}

#[test]
fn dates_are_whole_days_and_what_is_only_perhaps_says_so() {
    let eta = run(&["check-unbind", "platform=jd", "state=bound", "id=A", "--lang", "en"], "");
    let found = lines(&eta);
    assert!(found.iter().any(|line| line == "UID:A.eta_latest.jd.review@kami"), "{found:?}");
    assert!(found.iter().any(|line| line == "DTSTART;VALUE=DATE:20261211"), "{found:?}");
    let back = ["check-unbind", "platform=kameng", "id=K", "real_name_verified=yes", "--lang", "en"];
    let back = run(&back, "");
    let uid = "UID:K.revocable_until.kameng.cooling-off@kami";
    assert!(lines(&back).iter().any(|line| line == uid), "{}", back.out);
    assert!(back.out.contains("SUMMARY:Perhaps"), "{}", back.out);
}

/// A record of which nothing is missing that could keep it from being unbound.
const KAMENG: &str = "platform=kameng id=K real_name_verified=yes has_instalments=yes";

#[test]
fn the_credit_report_is_looked_at_again_after_so_many_months_as_the_policy_says() {
    let args: Vec<&str> = ["check-unbind"].into_iter().chain(KAMENG.split(' ')).collect();
    let found = lines(&run(&[&args[..], &["--lang", "zh"]].concat(), ""));
    let has = |line: &str| assert!(found.iter().any(|found| found == line), "{line}: {found:?}");
    has("UID:K.aftercare.kameng.after.credit-report@kami");
    // Three months after today, for nothing says how long the unbinding takes.
    has("DTSTART;VALUE=DATE:20270222");
    has("SUMMARY:查征信报告：K");
    // Nothing comes up again without instalments, or where nothing is unbound.
    let unused = [args[..4].to_vec(), [&args[..], &["card_status=cancelled", "debt=5"]].concat()];
    for (args, is_there) in unused.iter().zip([false, true]) {
        let run = run(args, "");
        assert_eq!(run.out.contains(".aftercare."), is_there, "{args:?}: {}", run.out);
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mine.toml");
    let layer = "change.\"kameng.after.credit-report\".effect.remind_after.months = 15\n";
    std::fs::write(&path, layer).unwrap();
    let run = run(&[&args[..], &["--policy", path.to_str().unwrap()]].concat(), "");
    assert!(lines(&run).iter().any(|line| line == "DTSTART;VALUE=DATE:20280222"), "{}{}", run.out, run.err);
}

#[test]
fn a_calendar_goes_by_its_ending() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.ics");
    let args = ["check-unbind", "platform=jd", "state=bound", "--now", NOW, "-o", path.to_str().unwrap()];
    assert_eq!(Kami::new(args).run().code, 0);
    assert!(std::fs::read_to_string(&path).unwrap().starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"));
}
