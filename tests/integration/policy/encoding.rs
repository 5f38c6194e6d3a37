//! Policies that are not in UTF-8.

use crate::support::Kami;

#[test]
fn a_policy_in_another_encoding_is_told_how_to_become_utf8() {
    let folder = tempfile::tempdir().unwrap();
    let text = "# first\n# 税率\noff = [\"quote.tax\"]\n";
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let gbk = encoding_rs::GBK.encode(text).0.into_owned();
    for (bytes, line, name) in [(gbk, 2, "GBK"), ([b"\xff\xfe".as_slice(), &utf16].concat(), 1, "UTF-16")] {
        std::fs::write(folder.path().join("mine.toml"), bytes).unwrap();
        for args in [
            &["policy", "check", "mine.toml"] as &[&str],
            &["check-unbind", "platform=jd", "--policy", "mine.toml"],
        ] {
            let run = Kami::new(args).dir(folder.path()).run();
            assert_eq!(run.code, 2, "{}", run.err);
            assert!(run.err.contains(&format!("mine.toml:{line}: a policy is text in UTF-8")), "{}", run.err);
            assert!(run.err.contains(&format!("iconv -f {name} -t UTF-8")), "{}", run.err);
            let zh = Kami::new(args.iter().chain(&["--lang", "zh"])).dir(folder.path()).run();
            assert!(zh.err.contains(&format!("mine.toml:{line}：策略文件须为 UTF-8 编码")), "{}", zh.err);
        }
    }
}
