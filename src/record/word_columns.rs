//! Neighbouring columns of words read as one: of all that they say there are few combinations, and most rows have
//! one that was read before.

use std::hash::{BuildHasher, Hasher};

use foldhash::fast::FixedState;

use super::facts::{MOST_WORDS, WordPlace, Words};
use super::reader::{FastPath, FieldReader, PlainCell};
use super::recent::RecentLists;
use super::record::Record;
use super::value::Reading;
use crate::field::Field;

/// Longer texts are read cell by cell.
const LONGEST: usize = 64;

/// How many texts are remembered at most, each in the place of its hash.
const PLACES: usize = 512;

/// So many times the places are there once all could be taken: few records need few.
const GROWTH: usize = 8;

/// Columns of words that stand side by side, and what their texts came to, in bounded memory.
#[derive(Debug)]
pub struct WordColumns<'a> {
    readers: Vec<FieldReader<'a>>,
    /// Their fields, and where the code of a word goes.
    fields: Vec<(Field, Option<WordPlace>)>,
    known: Vec<Known>,
    /// How many texts were kept since there are as many places.
    kept: usize,
    hasher: FixedState,
}

/// What the text of a row in these columns came to.
#[derive(Clone, Debug)]
struct Known {
    text: [u8; LONGEST],
    /// `None` where nothing is known yet.
    length: Option<u8>,
    words: Words,
}

const _: () = assert!(LONGEST <= u8::MAX as usize && PLACES.is_power_of_two() && GROWTH.is_power_of_two());

impl<'a> WordColumns<'a> {
    /// Those that begin a row of readers, if there are several.
    pub fn at_start_of(readers: &[Option<FieldReader<'a>>]) -> Option<Self> {
        let words =
            readers.iter().map_while(|reader| reader.and_then(|reader| Some((reader, words_of(reader)?))));
        let (readers, fields): (Vec<_>, Vec<_>) = words.take(MOST_WORDS).unzip();
        (readers.len() > 1).then(|| Self {
            readers,
            fields,
            known: vec![Known::NOTHING],
            kept: 0,
            hasher: FixedState::default(),
        })
    }

    /// How many columns they are.
    #[allow(clippy::len_without_is_empty, reason = "there are always several")]
    pub fn len(&self) -> usize {
        self.readers.len()
    }

    /// Reads the columns of several rows into records that have nothing of them yet. `texts` are what the rows say
    /// in them, with all that stands between the cells, and `cells` the cells of a row, by its place among these.
    #[inline(always)]
    pub fn read<'r, 't, C: Iterator<Item = PlainCell<'t>>>(
        &mut self,
        reading: &Reading<'_>,
        lists: &mut RecentLists,
        records: impl Iterator<Item = &'r mut Record>,
        texts: impl Iterator<Item = &'t [u8]>,
        cells: impl Fn(usize) -> C,
    ) {
        for (row, (record, text)) in records.zip(texts).enumerate() {
            let place = self.place(text);
            let known = &self.known[place];
            if known.is_of(text) {
                record.facts.give(&known.words, &self.fields);
                continue;
            }
            let had_error = record.error.is_some();
            for (reader, cell) in self.readers.iter().zip(cells(row)) {
                let one = std::iter::once(&mut *record);
                Record::read_column(reading, reader, lists, one, std::iter::once(cell));
            }
            if !had_error && record.error.is_none() {
                self.keep(text, record.facts.words_of(&self.fields));
            }
        }
    }

    fn keep(&mut self, text: &[u8], words: Words) {
        if self.kept >= self.known.len() && self.known.len() < PLACES {
            self.known = vec![Known::NOTHING; self.known.len() * GROWTH];
            self.kept = 0;
        }
        let place = self.place(text);
        self.known[place].keep(text, words);
        self.kept += 1;
    }

    #[inline(always)]
    fn place(&self, text: &[u8]) -> usize {
        let mut hasher = self.hasher.build_hasher();
        hasher.write(text);
        hasher.finish() as usize & (self.known.len() - 1)
    }
}

/// The field of a column of words, and where the code of a word goes, if it goes anywhere; nothing for other columns.
fn words_of(reader: FieldReader<'_>) -> Option<(Field, Option<WordPlace>)> {
    let place = match reader.fast {
        FastPath::Bool(_, place) | FastPath::Word(_, place) => Some(place),
        FastPath::List => None,
        FastPath::Money(_) | FastPath::Date | FastPath::Rate(_) | FastPath::Time(..) => return None,
        FastPath::Id | FastPath::CardNo | FastPath::Serial(_) | FastPath::Other(_) => return None,
    };
    Some((reader.field, place))
}

impl Known {
    const NOTHING: Self = Self { text: [0; LONGEST], length: None, words: Words::NONE };

    #[inline(always)]
    fn is_of(&self, text: &[u8]) -> bool {
        self.length.is_some_and(|length| self.text.get(..usize::from(length)) == Some(text))
    }

    fn keep(&mut self, text: &[u8], words: Words) {
        if let (Ok(length), Some(start)) = (u8::try_from(text.len()), self.text.get_mut(..text.len())) {
            start.copy_from_slice(text);
            (self.length, self.words) = (Some(length), words);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::record::Lexicons;
    use crate::value::{CHINA, Moment};

    const FIELDS: [Option<Field>; 6] = [
        Some(Field::Platform),
        Some(Field::State),
        Some(Field::Violations),
        Some(Field::Documents),
        None,
        Some(Field::Form),
    ];

    /// What columns of words say, some of it without a meaning, and in quotes.
    fn cell() -> impl Strategy<Value = &'static str> {
        prop::sample::select(vec![
            "",
            "jd",
            "new",
            "true",
            "false",
            "是",
            "\"否\"",
            "\"\"",
            "id-photos;id-handheld",
            "unknown",
            " used ",
            "-",
            "nowhere",
            "physical",
            "京东",
            "N/A",
        ])
    }

    proptest! {
        /// Many rows of few texts, so that most were read before.
        #[test]
        fn what_is_known_is_what_is_read(rows in prop::collection::vec([cell(), cell(), cell(), cell()], 1..60)) {
            let lexicons = Lexicons::new(&crate::embedded::pack());
            let reading = Reading { lexicons: &lexicons, now: Moment(0), offset: CHINA };
            let readers = FIELDS.map(|field| field.map(|field| reading.reader(field)));
            let mut words = WordColumns::at_start_of(&readers).unwrap();
            prop_assert_eq!(words.len(), 4);
            let cell = |text: &'static str| match text.as_bytes() {
                [b'"', inner @ .., b'"'] => PlainCell::new(inner, inner.len()),
                text => PlainCell::new(text, text.len()),
            };
            let texts: Vec<String> = rows.iter().map(|row| row.join(",")).collect();
            let mut together = vec![Record::default(); rows.len()];
            // Something is wrong with every third row before.
            for record in together.iter_mut().step_by(3) {
                record.read_any(&reading, &reading.reader(Field::Balance), b"x");
            }
            let mut alone = together.clone();
            let lists = &mut RecentLists::default();
            words.read(&reading, lists, together.iter_mut(), texts.iter().map(String::as_bytes), |row| {
                rows[row].into_iter().map(cell)
            });
            for (record, row) in alone.iter_mut().zip(&rows) {
                for (reader, text) in readers.iter().flatten().zip(row) {
                    let one = std::iter::once(&mut *record);
                    Record::read_column(&reading, reader, lists, one, std::iter::once(cell(text)));
                }
            }
            for ((one, other), row) in together.iter().zip(&alone).zip(&rows) {
                let of = |record: &Record| {
                    let facts = &record.facts;
                    let values: Vec<_> = FIELDS.into_iter().flatten().map(|field| facts.get(field)).collect();
                    (values, facts.given(), facts.words(), record.error.clone())
                };
                prop_assert_eq!(of(one), of(other), "{:?}", row);
            }
        }
    }

    #[test]
    fn one_column_of_words_is_no_run() {
        let lexicons = Lexicons::new(&crate::embedded::pack());
        let reading = Reading { lexicons: &lexicons, now: Moment(0), offset: CHINA };
        let runs = |fields: &[Field]| {
            let readers: Vec<_> = fields.iter().map(|field| Some(reading.reader(*field))).collect();
            WordColumns::at_start_of(&readers).map(|words| words.len())
        };
        assert_eq!(runs(&[Field::State, Field::Balance, Field::Form]), None);
        assert_eq!(runs(&[Field::Balance, Field::State, Field::Form]), None);
        assert_eq!(runs(&[Field::State, Field::Form, Field::Balance]), Some(2));
    }
}
