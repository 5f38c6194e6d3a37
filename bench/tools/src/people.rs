//! What people's files have and tidy ones lack: quoted cells, remarks, times without seconds, arrays,
//! values that cannot be read.

use crate::{Random, Row};

/// Fields that hold money, of which those of a thousand and more are written with a comma.
const MONEY: [&str; 4] = ["face_value", "balance", "annual_purchases", "cancelled_today"];

/// Of a thousand rows, how many have a quoted cell, and how many a value that cannot be read.
const QUOTED: u64 = 100;
const INVALID: u64 = 5;

/// Makes a row what people make of it.
pub fn scribble(random: &mut Random, row: &mut Row) {
    let mut remark = if random.in_thousand(150) { "regular customer" } else { "" }.to_owned();
    if random.in_thousand(QUOTED) {
        let is_grouped = random.below(100) < 60 && group(row);
        if !is_grouped {
            remark = match random.below(100) {
                0..75 => "called twice, will call again",
                75..95 => "said it is \"urgent\"",
                _ => "first line\nsecond line",
            }
            .to_owned();
        }
    }
    for (name, text) in row.cells_mut() {
        // A clock of the full minute, as forms have it.
        if name.ends_with("_at") && text.len() == 19 && random.in_thousand(500) {
            text.truncate(16);
        }
        if name == "face_value" && random.in_thousand(INVALID) {
            *text = "about 500".to_owned();
        }
    }
    row.add("remark", remark);
}

/// Puts a comma before the last three digits of amounts that are large enough. Returns whether any is.
fn group(row: &mut Row) -> bool {
    let mut is_any = false;
    for (_, text) in row.cells_mut().filter(|(name, _)| MONEY.contains(name)) {
        let whole = text.find('.').unwrap_or(text.len());
        if whole > 3 {
            text.insert(whole - 3, ',');
            is_any = true;
        }
    }
    is_any
}
