//! Replays the seeds of the fuzz targets, and everything that was ever found with them.

fn replay(target: &str, run: fn(&[u8])) {
    let folder = format!("{}/fuzz/seeds/{target}", env!("CARGO_MANIFEST_DIR"));
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        if std::panic::catch_unwind(|| run(&bytes)).is_err() {
            panic!("{}", path.display());
        }
        count += 1;
    }
    assert!(count > 0);
}

#[test]
fn csv_input() {
    replay("csv_input", crate::targets::csv_input);
}

#[test]
fn json_input() {
    replay("json_input", crate::targets::json_input);
}

#[test]
fn policy_load() {
    replay("policy_load", crate::targets::policy_load);
}

#[test]
fn values() {
    replay("values", crate::targets::values);
}

#[test]
fn records() {
    replay("records", crate::targets::records);
}

#[test]
fn passthrough() {
    replay("passthrough", crate::targets::passthrough);
}

#[test]
fn workbook() {
    replay("workbook", crate::targets::workbook);
}

#[test]
fn arguments() {
    replay("arguments", crate::targets::arguments);
}

#[test]
fn policy_layer() {
    replay("policy_layer", crate::targets::policy_layer);
}

#[test]
fn pieces() {
    replay("pieces", crate::targets::pieces);
}
