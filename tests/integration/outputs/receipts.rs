//! `--receipt` and `kami verify`: what was decided can be proved later.

use std::path::Path;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::support::{Kami, NOW, Run, is_thorough, root, tries};

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// The root over leaves as RFC 6962 defines it.
fn merkle_root(leaves: &[&[u8]]) -> [u8; 32] {
    match leaves {
        [] => Sha256::digest([]).into(),
        [one] => Sha256::new().chain_update([0]).chain_update(one).finalize().into(),
        _ => {
            let half = leaves.len().next_power_of_two() / 2;
            let (left, right) = (merkle_root(&leaves[..half]), merkle_root(&leaves[half..]));
            Sha256::new().chain_update([1]).chain_update(left).chain_update(right).finalize().into()
        }
    }
}

const LAYER: &str = "off = [\"jd.route\"]\n";

/// A folder with an input and a layer, and the receipt of a run with these arguments.
fn decided(args: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::copy(root().join("fixtures/cards.csv"), folder.path().join("cards.csv")).unwrap();
    std::fs::write(folder.path().join("off.toml"), LAYER).unwrap();
    let all = ["check-unbind", "--now", NOW, "--receipt", "receipt.json", "-q"];
    let run = Kami::new(all.iter().chain(args)).dir(folder.path()).run();
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{args:?}");
    folder
}

fn verify(folder: &Path, args: &[&str]) -> Run {
    Kami::new(["verify", "receipt.json"].iter().chain(args)).dir(folder).run()
}

fn receipt(folder: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(folder.join("receipt.json")).unwrap()).unwrap()
}

#[test]
fn a_receipt_has_the_hashes_of_everything_and_no_fact() {
    let folder = decided(&[
        "cards.csv",
        "form=electronic",
        "-f",
        "csv",
        "-o",
        "out.csv",
        "--policy",
        "off.toml",
        "--threads",
        "2",
    ]);
    let read = |name: &str| std::fs::read(folder.path().join(name)).unwrap();
    let jsonl =
        ["check-unbind", "cards.csv", "form=electronic", "-f", "jsonl", "--now", NOW, "--policy", "off.toml"];
    let lines = Kami::new(jsonl).dir(folder.path()).run().raw;
    let leaves: Vec<&[u8]> = lines.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()).collect();
    let found = receipt(folder.path());
    let builtin = found["layers"][0]["sha256"].clone();
    assert_eq!(
        found,
        json!({
            "schema": "kami/receipt/1",
            "version": env!("CARGO_PKG_VERSION"),
            "command": "check-unbind",
            "options": {"format": "csv"},
            "now": NOW,
            "layers": [
                {"name": "builtin", "sha256": builtin},
                {"name": "off.toml", "sha256": sha256(LAYER.as_bytes())},
            ],
            "inputs": [{"name": "cards.csv", "sha256": sha256(&read("cards.csv"))}],
            "facts": {"sha256": found["facts"]["sha256"]},
            "output": {"sha256": sha256(&read("out.csv"))},
            "results": {"count": leaves.len(), "merkle_root": hex(&merkle_root(&leaves))},
        })
    );
    assert!(!String::from_utf8(read("receipt.json")).unwrap().contains("electronic"));
    let run = verify(folder.path(), &["form=electronic", "cards.csv", "out.csv"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{}", run.out);
}

#[test]
fn every_format_can_be_verified() {
    for format in ["csv", "json", "jsonl", "markdown", "html", "github", "junit"] {
        let more: &[&str] = if matches!(format, "github" | "junit") { &[] } else { &["--explain"] };
        let args = ["cards.csv", "-f", format, "-o", "out", "--map", "id=id", "--na", "nix"];
        let folder = decided(&args.iter().copied().chain(more.iter().copied()).collect::<Vec<_>>());
        let run = verify(folder.path(), &["cards.csv", "out"]);
        assert_eq!(run.code, 0, "{format}: {}{}", run.out, run.err);
        let options = receipt(folder.path())["options"].clone();
        assert_eq!(options["map"], json!(["id=id"]), "{options}");
    }
}

#[test]
fn standard_input_and_arguments_alone_can_be_verified() {
    let folder = tempfile::tempdir().unwrap();
    let text = std::fs::read(root().join("fixtures/cards.csv")).unwrap();
    std::fs::write(folder.path().join("cards.csv"), &text).unwrap();
    let args = ["check-unbind", "-", "-f", "csv", "-o", "out.csv", "--receipt", "receipt.json"];
    let run = Kami::new(args).stdin(&text).dir(folder.path()).run();
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(receipt(folder.path())["inputs"], json!([{"name": "-", "sha256": sha256(&text)}]));
    assert_eq!(verify(folder.path(), &["cards.csv", "out.csv"]).code, 0);

    let args = ["platform=jd", "state=bound", "-f", "jsonl", "-o", "one.jsonl"];
    let all = ["check-unbind", "--now", NOW, "--receipt", "receipt.json"];
    assert_eq!(Kami::new(all.iter().chain(&args)).dir(folder.path()).run().code, 0);
    assert_eq!(receipt(folder.path())["inputs"], json!([]));
    assert_eq!(verify(folder.path(), &["one.jsonl", "state=bound", "platform=jd"]).code, 0);
    let other = verify(folder.path(), &["one.jsonl", "state=used", "platform=jd"]);
    assert_eq!(other.code, 1);
    assert!(other.out.contains("facts"), "{}", other.out);
    assert_eq!(verify(folder.path(), &["one.jsonl"]).code, 1);
}

/// Turns one bit of a file.
fn flip(path: &Path, byte: usize, bit: u8) {
    let mut bytes = std::fs::read(path).unwrap();
    bytes[byte] ^= 1 << bit;
    std::fs::write(path, bytes).unwrap();
}

#[test]
fn one_bit_in_any_file_shows_and_is_named() {
    let folder = decided(&["cards.csv", "-f", "csv", "-o", "out.csv", "--policy", "off.toml"]);
    let verified = || verify(folder.path(), &["cards.csv", "out.csv"]);
    assert_eq!(verified().code, 0);
    for (name, about) in [("cards.csv", "input cards.csv"), ("out.csv", "output"), ("off.toml", "")] {
        let path = folder.path().join(name);
        let size = std::fs::metadata(&path).unwrap().len() as usize;
        let last = if is_thorough() { 6 } else { 2 };
        for step in 0..=last {
            let (byte, bit) = (step * (size - 1) / last, (step % 7) as u8);
            flip(&path, byte, bit);
            let run = verified();
            assert!(run.code == 1 || (run.code == 2 && name != "out.csv"), "{name} {byte}: {}", run.out);
            assert!(run.code == 2 || run.out.contains(about), "{name}: {}", run.out);
            flip(&path, byte, bit);
        }
    }
    // A layer that still loads is named.
    std::fs::write(folder.path().join("off.toml"), format!("{LAYER}# more\n")).unwrap();
    let run = verified();
    assert_eq!(run.code, 1);
    assert!(run.out.contains("layer off.toml"), "{}", run.out);
    std::fs::write(folder.path().join("off.toml"), LAYER).unwrap();
    // Of the receipt every hash, count and name; what it says of the moment is bound by the results.
    let path = folder.path().join("receipt.json");
    let text = String::from_utf8(std::fs::read(&path).unwrap()).unwrap();
    for member in ["schema", "version", "command", "sha256", "count", "merkle_root", "name", "format"] {
        let at = text.find(&format!("\"{member}\": ")).unwrap() + member.len() + 5;
        flip(&path, at, 0);
        let run = verified();
        assert_ne!(run.code, 0, "{member}: {}", run.out);
        flip(&path, at, 0);
    }
    // And all over it, but for the moment, of which a second more or less decides nothing here.
    let now = text.find("\"now\"").unwrap();
    let is_moment = |byte: usize| (now..now + 40).contains(&byte);
    let last = tries(64) - 1;
    for step in 0..=last {
        let (byte, bit) = (step * (text.len() - 2) / last, (step % 8) as u8);
        if !is_moment(byte) {
            flip(&path, byte, bit);
            let run = verified();
            assert!(matches!(run.code, 1 | 2), "{byte} {bit}: {}{}", run.out, run.err);
            flip(&path, byte, bit);
        }
    }
    std::fs::write(&path, text.replace(NOW, &NOW.replace("-22T", "-23T"))).unwrap();
    assert_eq!(verified().code, 1);
    std::fs::write(&path, text).unwrap();
    assert_eq!(verified().code, 0);
    // A layer that does not load any more is refused, and named.
    std::fs::write(folder.path().join("off.toml"), "off = [\"jd.rout\"]\n").unwrap();
    let run = verified();
    assert_eq!((run.code, run.out.as_str()), (2, ""), "{}", run.err);
    assert!(run.err.contains("off.toml:1"), "{}", run.err);
}

#[test]
fn the_first_record_that_differs_is_named() {
    for format in ["csv", "json", "jsonl"] {
        let folder = decided(&["cards.csv", "-f", format, "-o", "out"]);
        let path = folder.path().join("out");
        let text = std::fs::read_to_string(&path).unwrap();
        std::fs::write(&path, text.replacen("A-1004", "A-9999", 1)).unwrap();
        let run = verify(folder.path(), &["cards.csv", "out"]);
        assert_eq!(run.code, 1, "{format}: {}", run.out);
        assert!(run.out.contains("record 4 "), "{format}: {}", run.out);
    }
}

#[test]
fn a_missing_or_further_input_is_a_difference_and_no_receipt_is_an_error() {
    let folder = decided(&["cards.csv", "-f", "csv", "-o", "out.csv"]);
    let missing = verify(folder.path(), &["out.csv"]);
    assert_eq!(missing.code, 1);
    assert!(missing.out.contains("cards.csv"), "{}", missing.out);
    assert_eq!(verify(folder.path(), &["cards.csv", "off.toml", "out.csv"]).code, 1);
    assert_eq!(verify(folder.path(), &["cards.csv", "nowhere.csv"]).code, 2);
    assert_eq!(verify(folder.path(), &["nowhere.csv", "out.csv"]).code, 2);
    let changed = receipt(folder.path());
    let mut of_another_kind = changed.clone();
    of_another_kind["schema"] = "kami/receipt/2".into();
    for text in ["", "{}", "no JSON", &of_another_kind.to_string()] {
        std::fs::write(folder.path().join("receipt.json"), text).unwrap();
        let run = verify(folder.path(), &["cards.csv", "out.csv"]);
        assert_eq!(run.code, 2, "{text}: {}", run.out);
        assert!(run.err.contains("receipt.json"), "{}", run.err);
    }
    let mut of_another_version = changed;
    of_another_version["version"] = "0.0.1".into();
    std::fs::write(folder.path().join("receipt.json"), of_another_version.to_string()).unwrap();
    let run = verify(folder.path(), &["cards.csv", "out.csv"]);
    assert_eq!(run.code, 1);
    assert!(run.out.contains("0.0.1"), "{}", run.out);
}

#[test]
fn a_receipt_with_a_table_or_over_another_file_is_refused() {
    let folder = decided(&["cards.csv", "-f", "csv", "-o", "out.csv"]);
    for args in [
        &["--receipt", "r"][..],
        &["-f", "csv", "--receipt", "cards.csv"],
        &["-f", "csv", "-o", "new.csv", "--receipt", "new.csv"],
        &["-f", "csv", "-o", "out.csv", "--receipt", "./out.csv"],
        &["-f", "csv", "--receipt", "off.toml", "--policy", "off.toml"],
        &["-f", "csv", "--receipt", "-"],
    ] {
        let run = Kami::new(["check-unbind", "cards.csv"].iter().chain(args)).dir(folder.path()).run();
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{args:?}: {}", run.err);
    }
}

#[test]
fn what_a_run_rests_on_does_not_depend_on_where_it_is_verified() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::copy(root().join("fixtures/cards.csv"), folder.path().join("cards.csv")).unwrap();
    let args = ["check-unbind", "cards.csv", "-f", "json", "--explain", "--now", NOW, "-o", "out.json"];
    let run = Kami::new(args.iter().chain(&["--receipt", "receipt.json"])).env("KAMI_LANG", "zh");
    assert_eq!(run.dir(folder.path()).run().code, 0);
    let run =
        Kami::new(["verify", "receipt.json", "cards.csv", "out.json"]).env("KAMI_POLICY", "nowhere.toml");
    let run = run.dir(folder.path()).run();
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
}
