//! A result as one JSON object, for whoever reads it in this program.

use super::json_rows::JsonWriter;
use crate::decide::Dependents;
use crate::output::cache::segments::Segments;
use crate::output::result::column::Column;
use crate::output::result::view::View;

/// A result as a JSON object with a member for each column.
pub fn object(view: &View<'_>, writer: JsonWriter, columns: &[Column]) -> String {
    let segments = Segments::new(writer, columns);
    let (mut runs, mut out) = (Vec::new(), vec![b'{']);
    segments.render_static(view, Dependents::NONE, &mut runs);
    segments.write(view, Dependents::NONE, &runs, &mut out);
    out.push(b'}');
    String::from_utf8_lossy(&out).into_owned()
}
