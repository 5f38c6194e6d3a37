//! The members of one JSON object: which of them its fields are read from, and what is to be said of
//! the others.

use std::borrow::Cow;
use std::collections::HashSet;

use crate::field::{FIELD_COUNT, Field, FieldSet, fold};
use crate::input::error::InputFault;
use crate::input::header::{ColumnMap, ColumnRole};
use crate::input::notice::Notices;
use crate::input::steps::looked_at;
use crate::lang::Text;

/// The members of an object, as far as something is to be read from them or said of them.
#[derive(Debug, Default)]
pub(super) struct Members<'t> {
    /// Those that hold a field, in their order.
    of_fields: Vec<Member<'t>>,
    /// The keys that are not known and either have to be, or are nearly the name of a field.
    unknown: Vec<Cow<'t, str>>,
    /// The keys of lists that hold no field.
    lists: Vec<Cow<'t, str>>,
    has_secret: bool,
    /// The fields that a member holds.
    held: FieldSet,
    /// Those that several hold.
    several: FieldSet,
    /// Of fields that several members hold, their keys as they are compared: each is folded once,
    /// however many there are.
    names: HashSet<(Field, String)>,
    /// A field whose very name stands twice.
    pub twice: Option<Field>,
}

#[derive(Debug)]
struct Member<'t> {
    key: Cow<'t, str>,
    field: Field,
    rank: usize,
    text: &'t [u8],
}

impl<'t> Members<'t> {
    /// Takes up a member, and whether something is to be said of it beside others.
    pub(super) fn add(&mut self, key: Cow<'t, str>, role: ColumnRole, is_told_of: bool, text: &'t [u8]) {
        match role {
            ColumnRole::Field(field, rank) => {
                if self.held.has(field) && self.is_twice(field, &key) {
                    self.twice.get_or_insert(field);
                }
                self.held.insert(field);
                self.of_fields.push(Member { key, field, rank, text });
            }
            ColumnRole::Secret => self.has_secret = true,
            ColumnRole::Other => {
                if is_list_of_objects(text) {
                    self.lists.push(key.clone());
                }
                if is_told_of {
                    self.unknown.push(key);
                }
            }
        }
    }

    /// Whether a key is the very name of another member of its field.
    #[cold]
    fn is_twice(&mut self, field: Field, key: &str) -> bool {
        if !self.several.has(field) {
            self.several.insert(field);
            let first = self.of_fields.iter().find(|member| {
                looked_at(1);
                member.field == field
            });
            self.names.extend(first.map(|first| (field, fold(&first.key))));
        }
        looked_at(key.len());
        !self.names.insert((field, fold(key)))
    }

    /// By field, the member that it is read from: that whose name is listed first, or else the first.
    fn winners(&self) -> [Option<usize>; FIELD_COUNT] {
        let mut winners = [None; FIELD_COUNT];
        for (index, member) in self.of_fields.iter().enumerate() {
            let winner = &mut winners[member.field as usize];
            if winner.is_none_or(|other: usize| self.of_fields[other].rank > member.rank) {
                *winner = Some(index);
            }
        }
        winners
    }

    /// The fields, each with the text of the value that it is read from, in the order of members.
    pub(super) fn read(&self) -> Vec<(Field, &'t [u8])> {
        let winners = self.winners();
        let members = self.of_fields.iter().enumerate();
        let read = members.filter(|(index, member)| winners[member.field as usize] == Some(*index));
        read.map(|(_, member)| (member.field, member.text)).collect()
    }

    /// Says what is to be said of the object's keys beside each other.
    pub(super) fn report(&self, map: &ColumnMap, notices: &Notices<'_>) {
        if !self.several.is_empty() {
            self.report_doubles(map, notices);
        }
        for key in self.unknown.iter().take_while(|_| !notices.are_enough()) {
            map.tell_unknown(key, map.missed(key, self.held).is_none(), notices);
        }
        if self.of_fields.is_empty() && !self.has_secret {
            self.report_wrapper(map, notices);
        }
    }

    #[cold]
    fn report_doubles(&self, map: &ColumnMap, notices: &Notices<'_>) {
        let winners = self.winners();
        for (index, member) in self.of_fields.iter().enumerate() {
            if notices.are_enough() {
                return;
            }
            if let Some(winner) = winners[member.field as usize].filter(|winner| *winner != index) {
                map.tell_double(&self.of_fields[winner].key, &member.key, member.field, notices);
            }
        }
    }

    /// Says that the object is none of a record but has a list of records, if it has one.
    fn report_wrapper(&self, map: &ColumnMap, notices: &Notices<'_>) {
        let [name] = &self.lists[..] else { return };
        let name = map.shown(name);
        let command = map.command().name();
        notices.tell_cause(Text::new(
            format!(
                "an object has no key that is a field of {command}, but a list of objects in `{name}`: read those \
                 with --at {name}"
            ),
            format!("有对象不含 {command} 的任何字段，但“{name}”是一组对象：要读取它们请用 --at {name}"),
        ));
    }

    /// What is wrong with a key that is not known, where all have to be.
    pub(super) fn unknown(&self, map: &ColumnMap) -> Option<InputFault> {
        let names: Vec<&str> = self.unknown.iter().map(|key| &**key).collect();
        (map.is_strict() && !names.is_empty()).then(|| map.unknown(&names))
    }
}

fn is_list_of_objects(text: &[u8]) -> bool {
    let Some(items) = text.strip_prefix(b"[") else { return false };
    items.trim_ascii_start().starts_with(b"{")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::steps;

    #[test]
    fn keys_of_one_field_cost_in_proportion() {
        let looks = |count: u64| {
            let mut members = Members::default();
            steps::take();
            for number in 0..count {
                let key = format!("face_value(remark {number:05})");
                members.add(key.into(), ColumnRole::Field(Field::FaceValue, 0), false, b"500");
            }
            assert_eq!(members.twice, None);
            members.add(
                "Face Value (remark 00000)".into(),
                ColumnRole::Field(Field::FaceValue, 0),
                false,
                b"1",
            );
            assert_eq!(members.twice, Some(Field::FaceValue));
            steps::take()
        };
        let (few, many) = (looks(1000), looks(4000));
        assert!(few >= 1000 && many <= 5 * few, "{few} looks grow to {many}");
    }
}
