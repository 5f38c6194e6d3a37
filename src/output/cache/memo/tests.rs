//! What is kept is given again, what is asked for stays, and memory has an end.

use super::*;
use crate::command::Verdict;
use crate::decide::Contribution;
use crate::output::cache::kept::Settled;

/// Writes a text, and counts how often.
struct Text<'t> {
    text: &'t str,
    settled: Settled,
    made: usize,
}

impl Make for Text<'_> {
    fn settle(&mut self) -> Settled {
        self.settled.clone()
    }

    fn render(&mut self, _: &Settled, runs: &mut Vec<u8>) -> Contribution {
        self.made += 1;
        runs.extend_from_slice(self.text.as_bytes());
        Contribution::of(Verdict::Invalid)
    }
}

/// What the memo has for a key, and whether it had to be made.
fn ask(memo: &mut Memo<'_>, key: Key, text: &str) -> (String, bool) {
    ask_for(
        memo,
        key,
        text,
        Settled::numbered(
            text.bytes().fold(0, |number: i64, byte| number.wrapping_mul(31) + i64::from(byte)),
        ),
    )
}

fn ask_for(memo: &mut Memo<'_>, key: Key, text: &str, settled: Settled) -> (String, bool) {
    memo.make_room(1);
    let mut make = Text { text, settled, made: 0 };
    let found = memo.find_or_make(key, &mut make);
    let runs = memo.get(found).runs.to_vec();
    (String::from_utf8(runs).unwrap(), make.made > 0)
}

#[test]
fn what_was_made_once_is_not_made_again() {
    let shared = Shared::new(1 << 20);
    let mut memo = Memo::new(&shared);
    let key = Key::numbered(1);
    assert_eq!(ask(&mut memo, key, "one"), ("one".to_owned(), true));
    assert_eq!(ask(&mut memo, key, "other"), ("one".to_owned(), false));
    assert_eq!(ask(&mut memo, Key::numbered(2), "two"), ("two".to_owned(), true));
    let [found] = memo.find_all(&[Some(Key::numbered(1))]);
    let found = found.unwrap();
    assert_eq!(memo.get(found).runs, b"one");
}

#[test]
fn keys_that_come_to_the_same_are_rendered_once() {
    let shared = Shared::new(1 << 20);
    let mut memo = Memo::new(&shared);
    let settled = || Settled::numbered(1);
    assert_eq!(ask_for(&mut memo, Key::numbered(1), "one", settled()), ("one".to_owned(), true));
    assert_eq!(ask_for(&mut memo, Key::numbered(2), "one", settled()), ("one".to_owned(), false));
    assert_eq!(ask_for(&mut memo, Key::numbered(3), "two", Settled::numbered(2)), ("two".to_owned(), true));
    // Answers may name what is a record's own.
    let answered = || Settled { answers: Some(Box::default()), ..settled() };
    assert_eq!(ask_for(&mut memo, Key::numbered(4), "four", answered()), ("four".to_owned(), true));
    assert_eq!(ask_for(&mut memo, Key::numbered(5), "five", answered()), ("five".to_owned(), true));
}

#[test]
fn without_room_for_all_what_is_asked_for_stays_and_the_rest_is_forgotten() {
    let shared = Shared::new(0);
    let mut memo = Memo::new(&shared);
    let (used, unused) = (Key::numbered(0), Key::numbered(1));
    ask(&mut memo, used, "used");
    ask(&mut memo, unused, "unused");
    for number in 2..20_000 {
        ask(&mut memo, Key::numbered(number), &"x".repeat(64));
        assert_eq!(ask(&mut memo, used, "again"), ("used".to_owned(), false), "{number}");
    }
    assert_eq!(ask(&mut memo, unused, "again"), ("again".to_owned(), true));
}
