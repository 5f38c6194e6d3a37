//! Empty sheets to fill in.

use calamine::{Reader, Xlsx, open_workbook};

use crate::support::Kami;

fn write(command: &str, lang: &str, name: &str) -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    let run = Kami::new(["template", command, "--lang", lang, "-o", path.to_str().unwrap()]).run();
    assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (0, "", ""), "{command} {lang}");
    (folder, path)
}

#[test]
fn a_sheet_has_the_headings_that_the_command_reads() {
    for (command, lang, row) in [
        ("check-unbind", "zh", "平台=京东礼品卡,状态=已绑定,实名认证=是"),
        ("check-unbind", "en", "platform=jd,state=bound,real_name_verified=yes"),
        ("cancel-window", "zh", "渠道=卡券猫,订单状态=已提交"),
        ("recycle-quote", "en", "face_value=500,state=new"),
    ] {
        let (_folder, path) = write(command, lang, "t.csv");
        let text = std::fs::read_to_string(&path).unwrap();
        let heads: Vec<&str> = text.strip_prefix('\u{feff}').unwrap().trim_end().split(',').collect();
        let mut cells = vec![String::new(); heads.len()];
        for given in row.split(',') {
            let (name, value) = given.split_once('=').unwrap();
            let column = heads.iter().position(|head| head.trim_end_matches('*') == name).unwrap();
            cells[column] = value.to_owned();
        }
        let filled = format!("{text}{}\n", cells.join(","));
        let args = [command, "-", "-f", "jsonl", "--strict-columns", "--lang", "en"];
        let run = Kami::new(args).stdin(&filled).run();
        assert_eq!(run.code, 0, "{command} {lang}: {}{}", run.out, run.err);
        assert_eq!(run.results().len(), 1);
        let stars: Vec<&&str> = heads.iter().filter(|head| head.ends_with('*')).collect();
        assert_eq!(stars.len(), usize::from(command != "recycle-quote"), "{heads:?}");
    }
}

#[test]
fn a_workbook_has_lists_and_remarks() {
    let (_folder, path) = write("check-unbind", "zh", "t.xlsx");
    let mut book: Xlsx<_> = open_workbook(&path).unwrap();
    let name = book.sheet_names()[0].clone();
    let sheet = book.worksheet_range(&name).unwrap();
    assert_eq!(sheet.height(), 1);
    let bytes = std::fs::read(&path).unwrap();
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut part = |name: &str| {
        let mut text = String::new();
        std::io::Read::read_to_string(&mut zip.by_name(name).unwrap(), &mut text).unwrap();
        text
    };
    let sheet = part("xl/worksheets/sheet1.xml");
    assert!(sheet.contains("<dataValidation ") && sheet.contains("是,否"), "{sheet}");
    assert!(part("xl/comments1.xml").contains("必填"));
}

#[test]
fn other_endings_are_refused() {
    for name in ["t.json", "t", "-"] {
        let run = Kami::new(["template", "check-unbind", "-o", name, "--lang", "en"]).run();
        assert!(run.code == 2 && run.err.contains(".xlsx or .csv"), "{name}: {}", run.err);
    }
    assert_eq!(Kami::new(["template", "compare-platforms", "-o", "t.csv"]).run().code, 2);
}
