use kami::internals::command::Command;
use kami::internals::field::Field;
use kami::internals::input::Format;
use kami::internals::value::trim_cell;

use super::harness::{Knobs, outcome, outcome_csv};

/// Whole records: a byte for the command, then values parted by line feeds, dealt to the fields of
/// the command in turn. Written as CSV and as JSON they come to the same; one worker is as many.
pub fn records(data: &[u8]) {
    let [how, text @ ..] = data else { return };
    let Ok(text) = std::str::from_utf8(text) else { return };
    let command = Command::DECIDING[usize::from(*how) % 3];
    let fields: Vec<&str> = Field::of(command).map(Field::name).collect();
    let values: Vec<&str> = text.split('\n').take(400).collect();
    let records: Vec<Vec<&str>> = values
        .chunks(fields.len())
        .map(|chunk| (0..fields.len()).map(|at| chunk.get(at).copied().unwrap_or("")).collect())
        // A row without anything in it is no record.
        .filter(|record: &Vec<&str>| record.iter().any(|cell| !trim_cell(cell.as_bytes()).is_empty()))
        .collect();
    let knobs = Knobs::of(command, Format::Csv);

    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&fields).expect("memory takes it");
    for record in &records {
        writer.write_record(record).expect("memory takes it");
    }
    let rows = writer.into_inner().expect("memory takes it");
    let object = |record: &Vec<&str>| {
        let text = |text: &str| serde_json::Value::from(text).to_string();
        // In the order of the columns: of several errors the first is told.
        let members = fields.iter().zip(record).map(|(name, value)| text(name) + ":" + &text(value));
        format!("{{{}}}\n", members.collect::<Vec<_>>().join(","))
    };
    let lines: String = records.iter().map(object).collect();

    let from_rows = outcome(&rows, knobs);
    let from_lines = outcome(lines.as_bytes(), Knobs { format: Format::Jsonl, ..knobs });
    from_rows.check();
    assert_eq!(from_rows.records, records.len() as u64);
    assert_eq!(sourceless(&from_rows.out), sourceless(&from_lines.out));

    let many = outcome(&rows, Knobs { batch: 60, threads: 3, ..knobs });
    assert_eq!(from_rows, many);

    let as_rows = outcome_csv(&rows, knobs);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(as_rows.out.as_bytes());
    let verdict_column = 4;
    for (row, line) in reader.records().zip(from_rows.out.lines()) {
        let (row, line): (_, serde_json::Value) =
            (row.expect("a row"), serde_json::from_str(line).expect("JSON"));
        assert_eq!(row.get(verdict_column), line["verdict"].as_str());
        assert_eq!(row.len(), kami::internals::output::Column::of(command).len());
    }
}

fn sourceless(out: &str) -> Vec<serde_json::Value> {
    let parse = |line: &str| {
        let mut result: serde_json::Value = serde_json::from_str(line).expect("JSON");
        result["source"] = serde_json::Value::Null;
        result
    };
    out.lines().map(parse).collect()
}
