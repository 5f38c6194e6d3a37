//! Formats that are not read: each is named, with the way to convert it.

use std::io::{Cursor, Write};

use crate::support::{Kami, Run, gzip};

fn run(name: &str, bytes: &[u8], more: &[&str]) -> Run {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(name), bytes).unwrap();
    Kami::new(["check-unbind", name].iter().chain(more)).dir(folder.path()).run()
}

/// An archive of parts without anything in them.
fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// An old Office file with a stream of that name.
fn office(stream: &str) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    file.create_stream(stream).unwrap().write_all(b"not looked at").unwrap();
    file.flush().unwrap();
    file.into_inner().into_inner()
}

#[test]
fn each_is_named_with_the_way_to_convert_it() {
    let tar = [b"cards.csv".to_vec(), vec![0; 248], b"ustar\x0000".to_vec(), vec![0; 300]].concat();
    let utf32 = |bytes: fn(u32) -> [u8; 4]| {
        "id,platform\n".chars().flat_map(|c| bytes(c.into())).collect::<Vec<u8>>()
    };
    let xml = "<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n<Workbook/>";
    let cases: Vec<(&str, Vec<u8>, &str, &str)> = vec![
        ("cards.parquet", b"PAR1\x15\x04\x15\x20PAR1".to_vec(), "a Parquet file", "duckdb -c \"COPY (FROM read_parquet('cards.parquet')) TO 'cards.csv'\""),
        ("cards.csv", b"PAR1\x15\x04\x15\x20PAR1".to_vec(), "a Parquet file", "read_parquet('cards.csv')"),
        ("cards.orc", b"ORC\x0a\x03\x00".to_vec(), "an ORC file", "orc-contents cards.orc > cards.jsonl"),
        ("cards.avro", b"Obj\x01\x04\x16avro.schema".to_vec(), "an Avro file", "read_avro('cards.avro')"),
        ("cards.arrow", b"ARROW1\0\0\xff\xff\xff\xff".to_vec(), "an Arrow file", "read_feather('cards.arrow')"),
        ("cards.feather", b"FEA1\0\0\0\0".to_vec(), "a Feather file", "read_feather('cards.feather')"),
        ("cards.db", b"SQLite format 3\0\x10\0".to_vec(), "a SQLite database", "sqlite3 -csv -header cards.db"),
        ("cards.duckdb", b"\x01\x02\x03\x04\x05\x06\x07\x08DUCK\x40\0".to_vec(), "a DuckDB database", "duckdb cards.duckdb -c"),
        ("cards.mdb", b"\0\x01\0\0Standard Jet DB\0".to_vec(), "an Access database", "mdb-export cards.mdb"),
        ("cards.h5", b"\x89HDF\r\n\x1a\n\0".to_vec(), "an HDF5 file", "read_hdf"),
        ("cards.csv.bz2", b"BZh91AY&SY\x12\x34".to_vec(), "packed with bzip2", "bzip2 -dc cards.csv.bz2 | kami COMMAND -"),
        ("cards.csv.xz", b"\xfd7zXZ\0\0\x04".to_vec(), "packed with xz", "xz -dc cards.csv.xz | kami COMMAND -"),
        ("cards.csv.lz4", b"\x04\x22\x4d\x18\x64\x40".to_vec(), "packed with lz4", "lz4 -dc cards.csv.lz4"),
        ("cards.csv.Z", b"\x1f\x9d\x90\x69".to_vec(), "packed with compress", "gzip -dc cards.csv.Z"),
        ("cards.csv.gz", gzip(&gzip(b"id,platform\n1,jd\n")), "packed twice", "gzip -dc cards.csv.gz"),
        ("cards.7z", b"7z\xbc\xaf\x27\x1c\0\x04".to_vec(), "a 7z archive", "7z x -so cards.7z"),
        ("cards.rar", b"Rar!\x1a\x07\x01\0".to_vec(), "a RAR archive", "unrar p -inul cards.rar"),
        ("cards.tar", tar.clone(), "a tar archive", "tar -xOf cards.tar"),
        ("cards.tar.gz", gzip(&tar), "a tar archive", "tar -xOf cards.tar.gz"),
        ("cards.zip", archive(&[("cards.csv", "id\n1\n")]), "a ZIP archive and no workbook", "unzip -p cards.zip"),
        ("cards.xlsx", archive(&[("cards.csv", "id\n1\n")]), "a ZIP archive and no workbook", "unzip -p cards.xlsx"),
        ("cards.pdf", b"%PDF-1.4\n1 0 obj\n".to_vec(), "a PDF document", "save that as .xlsx or .csv"),
        ("cards.png", b"\x89PNG\r\n\x1a\n\0".to_vec(), "a picture", "save that as .xlsx or .csv"),
        ("cards.rtf", b"{\\rtf1\\ansi cards}".to_vec(), "an RTF document", "save that as .xlsx or .csv"),
        ("cards.xls", b"<html><body><table><tr><td>id</td></tr></table>".to_vec(), "a web page", "save it as .xlsx"),
        ("page.xls", b"\xef\xbb\xbf\n<!DOCTYPE html>\n<html>".to_vec(), "a web page", "save it as .xlsx"),
        ("old.xls", xml.as_bytes().to_vec(), "an XML spreadsheet", "save it as .xlsx"),
        ("cards.xml", b"<?xml version=\"1.0\"?>\n<cards/>".to_vec(), "XML", "save that as .xlsx or .csv"),
        ("cards.fods", b"<?xml version=\"1.0\"?><office:document xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\">".to_vec(), "a flat OpenDocument file", "save it as .xlsx"),
        ("cards.xlsb", archive(&[("xl/workbook.bin", "")]), "a binary workbook (.xlsb)", "save it as .xlsx"),
        ("cards.numbers", archive(&[("Index/Document.iwa", "")]), "a Numbers document", "save it as .xlsx"),
        ("cards.docx", archive(&[("word/document.xml", "")]), "a text document", "save that as .xlsx or .csv"),
        ("cards.odt", archive(&[("mimetype", "application/vnd.oasis.opendocument.text")]), "a text document", "save that as .xlsx or .csv"),
        ("cards.doc", office("/WordDocument"), "an old Office file without a workbook", "save that as .xlsx or .csv"),
        ("cards.txt", [b"\xff\xfe\0\0".to_vec(), utf32(u32::to_le_bytes)].concat(), "text in UTF-32", "iconv -f UTF-32 -t UTF-8 cards.txt"),
        ("be.txt", utf32(u32::to_be_bytes), "text in UTF-32", "iconv -f UTF-32"),
        ("le.txt", utf32(u32::to_le_bytes), "text in UTF-32", "iconv -f UTF-32"),
    ];
    for (name, bytes, what, how) in cases {
        let run = run(name, &bytes, &["-f", "csv"]);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{name}: {}", run.err);
        let says = |text: &str| run.err.contains(text);
        assert!(
            says(&format!("{name}: is {what}")) && says("is not read") && says(how),
            "{name}: {}",
            run.err
        );
    }
}

#[test]
fn in_chinese_as_well() {
    for (name, bytes, what) in [
        (
            "cards.parquet",
            b"PAR1\x15\x04".as_slice(),
            "cards.parquet：是 Parquet 文件，不能直接读取；请先转换：duckdb",
        ),
        ("cards.csv.xz", b"\xfd7zXZ\0\0\x04", "是用 xz 压缩的文件，不能直接读取；请边解压边读取：xz -dc"),
        ("cards.xls", b"<table>", "是网页（HTML），不能直接读取；请用表格软件打开，另存为 .xlsx"),
    ] {
        let run = run(name, bytes, &["--lang", "zh"]);
        assert!(run.code == 2 && run.err.contains(what), "{}", run.err);
    }
}

#[test]
fn from_a_pipe_and_packed_they_are_known_as_well() {
    let parquet = b"PAR1\x15\x04\x15\x20PAR1";
    for bytes in [parquet.to_vec(), gzip(parquet)] {
        let run = Kami::new(["check-unbind", "-"]).stdin(bytes).run();
        assert!(run.code == 2 && run.err.contains("-: is a Parquet file"), "{}", run.err);
        assert!(run.err.contains("read_parquet('FILE')"), "{}", run.err);
    }
}

#[test]
fn a_table_that_begins_like_one_of_them_is_read() {
    for heading in ["PAR1", "ORC", "BZh9", "MM", "7z", "Obj", "FEA1"] {
        let text = format!("{heading},platform,id\n1,jd,2\n");
        let run = run("cards.csv", text.as_bytes(), &["-f", "csv"]);
        assert_eq!(run.code, 0, "{heading}: {}", run.err);
    }
}

#[test]
fn what_is_named_a_workbook_and_is_none() {
    for (name, more) in [
        ("cards.xlsx", &[] as &[&str]),
        ("cards.xls", &[]),
        ("cards.ods", &[]),
        ("cards.csv", &["--from", "ods"]),
    ] {
        let run = run(name, b"id\tplatform\n1\tjd\n", more);
        assert_eq!(run.code, 2, "{name}: {}", run.err);
        assert!(
            run.err.contains("is named a workbook and is none") && run.err.contains("--from csv"),
            "{}",
            run.err
        );
    }
    let zh = run("cards.xls", b"id\tplatform\n1\tjd\n", &["--lang", "zh"]);
    assert!(zh.err.contains("名称像工作簿，内容却不是"), "{}", zh.err);
    // Said to be text, it is read as that.
    let run = run("cards.xls", b"id\tplatform\n1\tjd\n", &["--from", "tsv", "-f", "csv"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let run = self::run("cards.xlsx", &office("/EncryptedPackage"), &[]);
    assert!(run.code == 2 && run.err.contains("save it without a password"), "{}", run.err);
}
