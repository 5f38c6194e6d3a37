//! What is kept is given again, what is asked for stays, and memory has an end.

use super::*;
use crate::command::Verdict;

fn made(texts: &mut Vec<u8>, text: &str) -> (Contribution, Option<Varying>) {
    texts.extend_from_slice(text.as_bytes());
    (Contribution::of(Verdict::Invalid), None)
}

/// What the memo has for a key, and whether it had to be made.
fn ask(memo: &mut Memo<'_>, key: Option<Key>, text: &str) -> (String, bool) {
    let mut is_made = false;
    memo.make_room(1);
    let kept = memo.get_or_make(key, |out| {
        is_made = true;
        made(out, text)
    });
    (String::from_utf8(kept.runs.to_vec()).unwrap(), is_made)
}

#[test]
fn what_was_made_once_is_not_made_again() {
    let shared = Shared::new(1 << 20);
    let mut memo = Memo::new(&shared);
    let key = Some(Key::numbered(1));
    assert_eq!(ask(&mut memo, key, "one"), ("one".to_owned(), true));
    assert_eq!(ask(&mut memo, key, "other"), ("one".to_owned(), false));
    assert_eq!(ask(&mut memo, Some(Key::numbered(2)), "two"), ("two".to_owned(), true));
    let found = memo.find(&Key::numbered(1)).unwrap();
    assert_eq!(memo.get(found).runs, b"one");
}

#[test]
fn what_has_no_key_is_made_each_time() {
    let shared = Shared::new(1 << 20);
    let mut memo = Memo::new(&shared);
    assert_eq!(ask(&mut memo, None, "one"), ("one".to_owned(), true));
    assert_eq!(ask(&mut memo, None, "two"), ("two".to_owned(), true));
}

#[test]
fn without_room_for_all_what_is_asked_for_stays_and_the_rest_is_forgotten() {
    let shared = Shared::new(0);
    let mut memo = Memo::new(&shared);
    let (used, unused) = (Some(Key::numbered(0)), Some(Key::numbered(1)));
    ask(&mut memo, used, "used");
    ask(&mut memo, unused, "unused");
    for number in 2..20_000 {
        ask(&mut memo, Some(Key::numbered(number)), &"x".repeat(64));
        assert_eq!(ask(&mut memo, used, "again"), ("used".to_owned(), false), "{number}");
    }
    assert_eq!(ask(&mut memo, unused, "again"), ("again".to_owned(), true));
}
