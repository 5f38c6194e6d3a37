//! `-f html`: one file for a browser, that needs no other.

use crate::support::{Kami, NOW, Run};

const CARDS: &str = "id,platform,state,violations\n\
    <script>alert(1)</script>,jd,bound,no\n\"a\"\"b' & c\",jd,used,no\nc-3,jd,used,no\nc-4,jd,boun,no\n";

fn run(args: &[&str], input: &str) -> Run {
    Kami::new([args, &["--now", NOW, "-f", "html"]].concat()).stdin(input).run()
}

#[test]
fn a_page_needs_no_other_and_has_no_script() {
    let one = run(&["check-unbind", "-", "--lang", "en"], "platform,state\njd,bound\n");
    let many = run(&["check-unbind", "-", "--lang", "en"], CARDS);
    let compared = run(&["compare-platforms", "--topic", "unbind", "--lang", "en"], "");
    for page in [&one.out, &many.out, &compared.out] {
        assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"en\">"), "{page}");
        assert!(page.ends_with("</html>\n") && page.contains("prefers-color-scheme"));
        for foreign in ["<script", "http-equiv", "<link", "<img", "url(", "@import", "src=", "href="] {
            assert!(!page.contains(foreign), "{foreign}");
        }
        assert_eq!(page.matches("<main>").count(), 1);
    }
}

#[test]
fn one_record_is_a_card_and_many_are_a_summary_and_rows() {
    let card = run(&["check-unbind", "-", "--lang", "zh"], "platform,state\njd,bound\n").out;
    assert!(card.contains("<html lang=\"zh-CN\">") && card.contains("<article class=\"card\">"));
    assert!(card.contains("可以解绑") && card.contains("2026-11-30") && !card.contains("class=\"bars\""));
    let many = run(&["check-unbind", "-", "--lang", "en"], CARDS).out;
    assert!(!many.contains("<article") && many.contains("class=\"bars\""), "{many}");
    assert_eq!(many.matches("<tr><td").count(), 4);
    // Two of four are blocked: half the bar, and the count as text.
    assert!(many.contains("style=\"width:50.00%\"></span></span><span class=\"count\">2</span>"), "{many}");
    // As on a terminal: no good sign alone stands on what is disputed.
    assert!(many.contains("! eligible, disputed 1</p>"), "{many}");
    let brief = run(&["check-unbind", "-", "--brief"], CARDS).out;
    assert!(!brief.contains("class=\"bars\"") && brief.matches("<tr><td").count() == 4);
    let third = run(&["check-unbind", "-", "--record", "3"], CARDS).out;
    assert!(third.contains("<article") && third.contains("c-3"));
    let beyond = run(&["check-unbind", "-", "--record", "5"], CARDS);
    assert_eq!((beyond.code, beyond.out.as_str()), (2, ""));
}

#[test]
fn what_an_input_says_stays_text() {
    let page = run(&["check-unbind", "-", "--lang", "en"], CARDS).out;
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "{page}");
    assert!(page.contains("a&quot;b&#39; &amp; c"), "{page}");
    let card = run(&["check-unbind", "platform=jd", "state=used", "id=<b>"], "").out;
    assert!(card.contains("&lt;b&gt;") && !card.contains("<b>"), "{card}");
}

#[test]
fn rows_are_the_same_for_any_number_of_threads_and_none_is_lost() {
    let mut input = String::from("id,platform,state\n");
    for number in 0..5000 {
        input.push_str(&format!("card-{number},jd,{}\n", ["bound", "used"][number % 2]));
    }
    let pages = ["1", "4"].map(|threads| run(&["check-unbind", "-", "--threads", threads], &input).out);
    assert_eq!(pages[0].matches("<tr><td").count(), 5000);
    assert!(pages[0].contains("card-4999") && pages[0] == pages[1]);
}
