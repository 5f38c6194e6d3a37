//! Inputs that are packed.

use crate::support::workbook::{Book, texts};
use crate::support::{Kami, gzip};
use ruzstd::encoding::{CompressionLevel, compress_to_vec};

const TEXT: &[u8] = b"id,platform\n1,jd\n";

fn zstd(bytes: &[u8]) -> Vec<u8> {
    compress_to_vec(bytes, CompressionLevel::Fastest)
}

#[test]
fn every_format_is_read_packed() {
    let folder = tempfile::tempdir().unwrap();
    let book = Book::default().sheet("a", &[texts(&["id", "platform"]), texts(&["1", "jd"])]);
    let fixture =
        |name: &str| std::fs::read(crate::support::root().join("fixtures/office").join(name)).unwrap();
    let gb = encoding_rs::GB18030.encode("编号,平台\n1,京东\n").0.into_owned();
    for (name, bytes) in [
        ("a.csv", b"id,platform\n1,jd\n".to_vec()),
        ("a.tsv", b"id\tplatform\n1\tjd\n".to_vec()),
        ("gb.csv", gb),
        ("a.json", b"[{\"id\":1,\"platform\":\"jd\"}]".to_vec()),
        ("a.jsonl", b"{\"id\":1,\"platform\":\"jd\"}\n".to_vec()),
        ("a.xlsx", book.bytes()),
        ("a.xls", fixture("cards.xls")),
        ("a.ods", fixture("cards.ods")),
    ] {
        let mut first = None;
        for (ending, packed) in
            [("", bytes.clone()), (".gz", gzip(&bytes)), (".zst", zstd(&bytes)), (".zstd", zstd(&bytes))]
        {
            let file = format!("{name}{ending}");
            std::fs::write(folder.path().join(&file), packed).unwrap();
            let mut args = vec!["check-unbind", &file, "-f", "jsonl"];
            if name.ends_with('s') && name != "a.tsv" {
                args.extend(["--sheet", "10月"]);
            }
            let run = Kami::new(args).dir(folder.path()).run();
            assert_eq!(run.code, 0, "{file}: {}", run.err);
            assert_eq!(run.out.lines().count(), 1, "{file}");
            let out = run.out.replace(&file, "FILE");
            assert_eq!(&out, first.get_or_insert(out.clone()), "{file}");
        }
    }
}

#[test]
fn what_is_packed_is_streamed() {
    let text = "id,platform\n".to_owned() + &"1,jd\n".repeat(50_000);
    let frames = [zstd(text.as_bytes()), zstd(b"2,jd\n")].concat();
    let args = ["check-unbind", "-", "-f", "csv", "--max-unpacked", "8K"];
    let run = Kami::new(args).stdin(&frames).run();
    // The window that the frame asks for is what has to be held.
    assert_eq!(run.code, 2, "{}", run.err);
    assert!(run.err.contains("more than 8 KiB"), "{}", run.err);
    let run = Kami::new(["check-unbind", "-", "-f", "csv", "--max-unpacked", "16M"]).stdin(&frames).run();
    assert_eq!((run.code, run.out.lines().count()), (0, 50_002), "{}", run.err);
}

#[test]
fn what_is_cut_off_or_damaged_is_refused() {
    let packed = zstd("id,platform\n1,jd\n".repeat(5000).as_bytes());
    for (bytes, en, zh) in [
        (packed[..packed.len() - 3].to_vec(), "ends too early", "提前结束"),
        ([packed.as_slice(), b"rubbish"].concat(), "something else stands behind it", "后面还有别的内容"),
        ([gzip(TEXT), b"rubbish".to_vec()].concat(), "something else stands behind it", "后面还有别的内容"),
        ([gzip(TEXT), gzip(TEXT)[..4].to_vec()].concat(), "ends too early", "提前结束"),
        // The checksum is another.
        (
            [&gzip(TEXT)[..gzip(TEXT).len() - 8], &[0; 8]].concat(),
            "is damaged: it cannot be unpacked",
            "压缩数据已损坏",
        ),
    ] {
        let run = Kami::new(["check-unbind", "-", "-f", "csv"]).stdin(&bytes).run();
        assert!(run.code == 2 && run.err.contains(en), "{}", run.err);
        let run = Kami::new(["check-unbind", "-", "-f", "csv", "--lang", "zh"]).stdin(&bytes).run();
        assert!(run.err.contains(zh), "{}", run.err);
    }
}
