use kami::internals::field::fold;
use kami::internals::value::{
    CHINA, Day, Moment, Money, Offset, Rate, Span, parse_count, plain, split_list, trim_cell,
};

/// The text of a value: what is read is written so that it reads the same again.
pub fn values(data: &[u8]) {
    let text = trim_cell(data);
    assert!(trim_cell(text).len() <= text.len());
    let _ = plain(text);
    let _ = Offset::parse(text);
    assert!(split_list(text).all(|item| !item.is_empty()));
    if let Ok(name) = std::str::from_utf8(text) {
        let _ = fold(name);
        if let Some(span) = Span::parse(name) {
            assert_eq!(Span::parse(&span.to_string()), Some(span));
        }
    }
    if let Ok(count) = parse_count(text) {
        assert!(count >= 0);
        assert_eq!(parse_count(count.to_string().as_bytes()), Ok(count));
    }
    if let Ok(money) = Money::parse(text) {
        assert!(money.0 >= 0);
        assert_eq!(Money::parse(&written(|out| money.write(out))), Ok(money));
    }
    let limit = Rate(2 * Rate::ONE.0);
    if let Ok(rate) = Rate::parse(text, limit) {
        assert!((Rate(0)..=limit).contains(&rate));
        if rate <= Rate::ONE {
            assert_eq!(Rate::parse(&written(|out| rate.write(out)), limit), Ok(rate));
        }
    }
    if let Ok(day) = Day::parse(text, CHINA)
        && (0..=9999).contains(&day.year())
    {
        assert_eq!(Day::parse(&written(|out| day.write(out)), CHINA), Ok(day));
    }
    for parse in [Moment::parse, Moment::parse_or_midnight] {
        if let Ok(moment) = parse(text, CHINA)
            && (0..=9999).contains(&moment.day().year())
        {
            assert_eq!(Moment::parse(&written(|out| moment.write(out)), CHINA), Ok(moment));
        }
    }
}

fn written(write: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
    let mut out = Vec::new();
    write(&mut out);
    out
}
