//! What the generators share: numbers that look random and are the same on every run, and text
//! that is written without allocating.

mod chinese;
mod people;

pub use chinese::chinese;
pub use people::scribble;

/// A generator of numbers that look random (splitmix64).
#[derive(Debug)]
pub struct Random(u64);

impl Random {
    /// One whose numbers follow from a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number.
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below a limit.
    pub fn below(&mut self, limit: u64) -> u64 {
        ((self.next() >> 32) * limit) >> 32
    }

    /// Whether something happens that happens in so many of a thousand cases.
    pub fn in_thousand(&mut self, cases: u64) -> bool {
        self.below(1000) < cases
    }

    /// One of these texts, by their weights.
    pub fn pick<'t>(&mut self, of: &[(u64, &'t str)]) -> &'t str {
        let mut at = self.below(of.iter().map(|(weight, _)| weight).sum());
        for (weight, text) in of {
            if at < *weight {
                return text;
            }
            at -= weight;
        }
        ""
    }
}

/// Days from 1970-01-01 as `2026-11-22`.
pub fn date(days: i64) -> String {
    let z = days + 719_468;
    let era = z.div_euclid(146_097);
    let doe = z.rem_euclid(146_097);
    let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365;
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    let mp = (5 * doy + 2) / 153;
    let day = doy - (153 * mp + 2) / 5 + 1;
    let month = if mp < 10 { mp + 3 } else { mp - 9 };
    let year = yoe + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

/// Seconds from 1970-01-01 in local time as `2026-11-22 10:00:00`.
pub fn time(seconds: i64) -> String {
    let clock = seconds.rem_euclid(86_400);
    let (h, m, s) = (clock / 3600, clock / 60 % 60, clock % 60);
    format!("{} {h:02}:{m:02}:{s:02}", date(seconds.div_euclid(86_400)))
}

/// The moment at which all benchmarks decide, 2026-11-22 10:00:00 in local time.
pub const NOW: i64 = 20_779 * 86_400 + 10 * 3600;

/// A row of named cells, as CSV or as a JSON object.
#[derive(Debug)]
pub struct Row {
    cells: Vec<(&'static str, String)>,
}

impl Row {
    /// An empty one.
    pub fn new() -> Self {
        Self { cells: Vec::new() }
    }

    /// Makes it empty again.
    pub fn clear(&mut self) {
        self.cells.clear();
    }

    /// Adds a cell; an empty text is a missing fact.
    pub fn add(&mut self, name: &'static str, text: impl Into<String>) {
        self.cells.push((name, text.into()));
    }

    /// Its cells, to be changed.
    pub fn cells_mut(&mut self) -> impl Iterator<Item = (&'static str, &mut String)> {
        self.cells.iter_mut().map(|(name, text)| (*name, text))
    }

    /// Puts names and words into Chinese.
    pub fn translate(&mut self) {
        for (name, text) in &mut self.cells {
            *name = chinese(name);
            // A cell may hold several words.
            let words: Vec<&str> = text.split(';').map(chinese).collect();
            *text = words.join(";");
        }
    }

    /// Its header.
    pub fn header(&self, out: &mut Vec<u8>) {
        join(out, self.cells.iter().map(|(name, _)| *name));
    }

    /// The row as CSV.
    pub fn csv(&self, out: &mut Vec<u8>) {
        join(out, self.cells.iter().map(|(_, text)| text.as_str()));
    }

    /// The row as a JSON object; what is missing is left out, and with `has_arrays` what holds several
    /// words is an array of them.
    pub fn json(&self, has_arrays: bool, out: &mut Vec<u8>) {
        out.push(b'{');
        let mut is_first = true;
        for (name, text) in self.cells.iter().filter(|(_, text)| !text.is_empty()) {
            if !is_first {
                out.push(b',');
            }
            is_first = false;
            out.push(b'"');
            out.extend_from_slice(name.as_bytes());
            out.extend_from_slice(b"\":");
            if matches!(text.as_str(), "true" | "false") {
                out.extend_from_slice(text.as_bytes());
            } else if has_arrays && matches!(*name, "documents" | "evidence" | "已备材料" | "证据") {
                for (index, word) in text.split(';').enumerate() {
                    out.push(if index == 0 { b'[' } else { b',' });
                    string(out, word);
                }
                out.push(b']');
            } else {
                string(out, text);
            }
        }
        out.extend_from_slice(b"}\n");
    }
}

impl Default for Row {
    fn default() -> Self {
        Self::new()
    }
}

fn join<'t>(out: &mut Vec<u8>, texts: impl Iterator<Item = &'t str>) {
    let mut is_first = true;
    for text in texts {
        if !is_first {
            out.push(b',');
        }
        is_first = false;
        if text.contains([',', '"', '\n']) {
            out.push(b'"');
            out.extend_from_slice(text.replace('"', "\"\"").as_bytes());
            out.push(b'"');
        } else {
            out.extend_from_slice(text.as_bytes());
        }
    }
    out.push(b'\n');
}

/// A text as a string of JSON.
fn string(out: &mut Vec<u8>, text: &str) {
    out.push(b'"');
    out.extend_from_slice(text.replace('"', "\\\"").replace('\n', "\\n").as_bytes());
    out.push(b'"');
}
