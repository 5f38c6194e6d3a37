//! Which sheets of a workbook are read, and what is said of the others.

use crate::field::without_secret;
use crate::input::error::{InputError, InputFault};
use crate::input::options::SheetChoice;
use crate::lang::{Text, suggest};
use crate::value::shown;

/// How many sheets are named in a message, and how many characters of a name.
const LISTED: usize = 12;
const NAME_CHARS: usize = 60;

/// A sheet that has cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sheet {
    /// Its name.
    pub name: String,
    /// Whether the workbook shows it.
    pub is_visible: bool,
}

/// The sheets that are read, as they stand in the workbook.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Chosen {
    /// Their places among all sheets, in order.
    pub places: Vec<usize>,
    /// What the user should know of those that are not read without having been asked for others.
    pub unread: Option<Text>,
}

/// The sheet's name as it may be shown.
pub(super) fn shown_sheet(name: &str) -> String {
    shown(&name.chars().take(NAME_CHARS).collect::<String>()).into_owned()
}

/// Chooses among the sheets of an input.
///
/// # Errors
/// When a sheet that was asked for is not there, or none is visible.
pub(super) fn choose(input: &str, sheets: &[Sheet], choice: &SheetChoice) -> Result<Chosen, InputError> {
    let visible: Vec<usize> = (0..sheets.len()).filter(|place| sheets[*place].is_visible).collect();
    let (places, is_asked) = match choice {
        SheetChoice::Named(names) => (named(input, sheets, names)?, true),
        SheetChoice::All => (visible, false),
        SheetChoice::First => (visible.into_iter().take(1).collect(), false),
    };
    if places.is_empty() {
        let hidden = sheets.iter().map(|sheet| shown_sheet(&sheet.name)).collect();
        return Err(InputError::new(input, InputFault::NoVisibleSheet { hidden }));
    }
    // They are in order, and may be as many as a hostile workbook claims.
    let left = (0..sheets.len()).filter(|place| !is_asked && places.binary_search(place).is_err());
    let left: Vec<&Sheet> = left.map(|place| &sheets[place]).collect();
    let unread =
        (!left.is_empty()).then(|| unread(input, places.first().map(|place| &sheets[*place]), &left));
    Ok(Chosen { places, unread: unread.filter(|_| !is_asked) })
}

/// The places of the sheets of these names. Names are compared as spreadsheets do, which know no
/// two sheets that differ in case alone.
fn named(input: &str, sheets: &[Sheet], names: &[String]) -> Result<Vec<usize>, InputError> {
    let folded = |name: &str| name.trim().to_lowercase();
    let mut places = Vec::with_capacity(names.len());
    for wanted in names {
        let exact = sheets.iter().position(|sheet| sheet.name == *wanted);
        let place = exact.or_else(|| sheets.iter().position(|sheet| folded(&sheet.name) == folded(wanted)));
        let Some(place) = place else {
            let known: Vec<(String, &str)> =
                sheets.iter().map(|sheet| (folded(&sheet.name), sheet.name.as_str())).collect();
            let known = known.iter().map(|(folded, name)| (folded.as_str(), *name));
            let near = suggest::nearest_heading(&folded(wanted), known).map(shown_sheet);
            let known = sheets.iter().map(|sheet| shown_sheet(&sheet.name)).collect();
            let fault = InputFault::NoSheet { wanted: shown_sheet(&without_secret(wanted)), near, known };
            return Err(InputError::new(input, fault));
        };
        places.push(place);
    }
    places.sort_unstable();
    places.dedup();
    Ok(places)
}

/// That sheets are not read, and how they would be.
fn unread(input: &str, read: Option<&Sheet>, left: &[&Sheet]) -> Text {
    let all_hidden = left.iter().all(|sheet| !sheet.is_visible);
    let list = |quoted: fn(&str) -> String, hidden: &str, comma: &str| {
        let name = |sheet: &&&Sheet| {
            let mark = if sheet.is_visible || all_hidden { "" } else { hidden };
            quoted(&shown_sheet(&sheet.name)) + mark
        };
        left.iter().take(LISTED).map(|sheet| name(&sheet)).collect::<Vec<_>>().join(comma)
    };
    let en = list(|name| format!("`{name}`"), " (hidden)", ", ");
    let zh = list(|name| format!("“{name}”"), "（隐藏）", "、");
    let (more_en, more_zh) = match left.len().saturating_sub(LISTED) {
        0 => Default::default(),
        more => (format!(" and {more} more"), format!("等 {} 张", LISTED + more)),
    };
    let (way_en, way_zh) = match all_hidden {
        true => ("--sheet NAME reads them", "需要时用 --sheet 名称 指定"),
        false => ("--sheet NAME or --all-sheets reads them", "可用 --sheet 名称 或 --all-sheets 读取"),
    };
    let read = read.map(|sheet| shown_sheet(&sheet.name)).unwrap_or_default();
    let (what_en, what_zh) = match all_hidden {
        true => ("hidden sheets are not read".to_owned(), "隐藏的工作表未读取".to_owned()),
        false => (
            format!("only the first visible sheet `{read}` is read, others are not"),
            format!("只读取了第一张可见的工作表“{read}”，其余未读"),
        ),
    };
    Text::new(
        format!("{input}: {what_en}: {en}{more_en}; {way_en}"),
        format!("{input}：{what_zh}：{zh}{more_zh}；{way_zh}"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheets(names: &[&str]) -> Vec<Sheet> {
        // A name in brackets is that of a hidden sheet.
        let sheet = |name: &&str| Sheet {
            name: name.trim_matches(['(', ')']).to_owned(),
            is_visible: !name.starts_with('('),
        };
        names.iter().map(sheet).collect()
    }

    fn chosen(names: &[&str], choice: &SheetChoice) -> (Vec<usize>, String) {
        let chosen = choose("in.xlsx", &sheets(names), choice).unwrap();
        (chosen.places, chosen.unread.map(|text| text.en.into()).unwrap_or_default())
    }

    #[test]
    fn sheets_are_read_in_the_order_of_the_workbook() {
        let book = ["(选项)", "一月", "二月", "三月"];
        let named =
            |names: &[&str]| SheetChoice::Named(names.iter().map(|name| (*name).to_owned()).collect());
        let (places, unread) = chosen(&book, &SheetChoice::First);
        assert_eq!(places, [1]);
        assert!(
            unread.contains("`一月` is read") && unread.contains("`选项` (hidden), `二月`, `三月`"),
            "{unread}"
        );
        let (places, unread) = chosen(&book, &SheetChoice::All);
        assert_eq!(places, [1, 2, 3]);
        assert!(unread.contains("hidden") && unread.contains("选项"), "{unread}");
        assert_eq!(chosen(&book, &named(&["三月", "选项", "三月"])), (vec![0, 3], String::new()));
        assert_eq!(chosen(&["Cards"], &named(&["cards "])), (vec![0], String::new()));
        assert_eq!(chosen(&["a"], &SheetChoice::All), (vec![0], String::new()));
    }

    #[test]
    fn a_sheet_that_is_not_there_is_named_with_those_that_are() {
        let wanted = SheetChoice::Named(vec!["二月份".to_owned()]);
        let error = choose("in.xlsx", &sheets(&["一月", "二月"]), &wanted).unwrap_err().to_string();
        assert!(error.contains("did you mean `二月`") && error.contains("一月, 二月"), "{error}");
        let error = choose("in.xlsx", &sheets(&["(a)"]), &SheetChoice::First).unwrap_err().to_string();
        assert!(error.contains("--sheet"), "{error}");
    }
}
