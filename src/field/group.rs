//! Groups of the words that the program fixes, as conditions name them: `@submitted`.

use super::table::Field;

/// The stages of an order that has been submitted, in their order.
const SUBMITTED: &[&str] = &["submitted", "verifying", "verified", "settled"];

/// Every group: its field, its name, its words.
const GROUPS: &[(Field, &str, &[&str])] = &[(Field::OrderStage, "submitted", SUBMITTED)];

/// The words of a group that the program fixes; none where it fixes no such group.
pub fn fixed_group(field: Field, name: &str) -> &'static [&'static str] {
    let found = GROUPS.iter().find(|(of, group, _)| *of == field && *group == name);
    found.map_or(&[], |(.., words)| words)
}

/// The names of the groups that the program fixes for a field.
pub fn fixed_groups(field: Field) -> impl Iterator<Item = &'static str> {
    GROUPS.iter().filter(move |(of, ..)| *of == field).map(|(_, name, _)| *name)
}

/// What a missing fact may be where it is known to be one of these: the first is presumed, and it
/// may turn out to be any of the others.
///
/// An order that was submitted has one of the stages of submitted orders.
pub fn presumable(field: Field) -> &'static [&'static str] {
    match field {
        Field::OrderStage => SUBMITTED,
        _ => &[],
    }
}
