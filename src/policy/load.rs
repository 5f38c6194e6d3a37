//! Loads layers into a validated policy.

use super::builtin;
use super::layer::{Layer, LayerFile};
use super::lint;
use super::merged::Merged;
use super::model::{LayerInfo, Pack};
use super::parse::node::{self, Node};
use super::problem::Problems;
use super::tree::Trees;

/// A policy with the tables that it was read from, for who compares policies.
#[derive(Clone, Debug, PartialEq)]
pub struct Loaded {
    /// The policy.
    pub pack: Pack,
    /// The tables of its rules, in the order of [`Pack::rules`].
    pub rules: Vec<Node>,
    /// All other tables, by what they are called in a file.
    pub others: Vec<(&'static str, Vec<Node>)>,
}

impl Loaded {
    /// The trees of all tables, as bytes from which each can be read alone.
    #[allow(dead_code, reason = "the build keeps what ships in this form")]
    pub fn trees(&self) -> Trees {
        let bytes = |node: &Node| -> &'static [u8] {
            postcard::to_allocvec(node).expect("a tree can be written as bytes").leak()
        };
        let of = |name: &str| {
            let (_, tables) = self.others.iter().find(|(known, _)| *known == name).expect("a kind of table");
            tables.iter().map(bytes).collect()
        };
        Trees {
            sources: of("source"),
            words: of("word"),
            rules: self.rules.iter().map(bytes).collect(),
            years: of("year"),
            calendar: of("calendar"),
            topics: of("topic"),
            facts: of("fact"),
        }
    }
}

/// Loads layers, lowest first, into a validated policy.
///
/// # Errors
/// Everything that is wrong in any of the files, in the order of their text.
pub fn load(layers: &[Layer]) -> Result<Pack, Problems> {
    read(layers, &[]).map(|(pack, _)| pack)
}

/// The same, with some rules switched off, whatever the layers say of them: what contradicts another
/// rule can be told apart in this way. Ids that no rule has do nothing.
///
/// # Errors
/// Everything that is wrong in any of the files, in the order of their text.
pub fn load_without(layers: &[Layer], off: &[String]) -> Result<Pack, Problems> {
    read(layers, off).map(|(pack, _)| pack)
}

/// The same, with the tables that the policy was read from.
///
/// # Errors
/// Everything that is wrong in any of the files, in the order of their text.
pub fn load_with_tables(layers: &[Layer]) -> Result<Loaded, Problems> {
    let (pack, merged) = read(layers, &[])?;
    let (rules, others) = merged.into_nodes();
    Ok(Loaded { pack, rules, others })
}

/// Whether a layer is a whole pack, and not what is laid over one: it has a version, and every kind of
/// table that decisions cannot do without.
pub fn is_whole_pack(layer: &Layer) -> bool {
    let tree = |file: &LayerFile| node::parse(0, &file.text, &mut Problems::default());
    let documents: Vec<Node> = layer.files.iter().map(tree).collect();
    let needed = ["version", "source", "word", "fact", "rule"];
    needed.iter().all(|key| documents.iter().any(|document| document.get(key).is_some()))
}

fn read(layers: &[Layer], off: &[String]) -> Result<(Pack, Merged), Problems> {
    let mut problems = Problems::default();
    let mut merged = Merged::default();
    let mut pack = Pack::default();
    let mut is_readable = true;
    for layer in layers {
        let first_file = problems.files.len() as u16;
        let (name, hash) = (layer.name.clone(), layer.hash.clone());
        pack.layers.push(LayerInfo { name, hash, first_file });
        if first_file == 0
            && let Some((built, trees)) = builtin::built(layer)
        {
            problems.files.clone_from(&built.files);
            merged = Merged::built(built, trees, &mut pack);
            continue;
        }
        for file in &layer.files {
            let index = problems.files.len() as u16;
            problems.files.push(file.name.to_string());
            let before = problems.found.len();
            let document = node::parse(index, &file.text, &mut problems);
            is_readable &= problems.found.len() == before;
            if is_readable {
                merged.add(document, first_file, &mut problems);
            }
        }
    }
    pack.files = problems.files.clone();
    off.iter().for_each(|id| merged.switch_off_rule(id));
    let states = merged.read_into(&mut pack, &mut problems);
    // Of a file that breaks off in the middle, what is missing says nothing.
    if is_readable {
        lint::check(&pack, &merged.tables(states), &mut problems);
    }
    problems.sort();
    if problems.found.is_empty() { Ok((pack, merged)) } else { Err(problems) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;
    use crate::policy::builtin::{built, builtin_layer, hash};

    /// The built-in pack as anybody's: its text is not quite that which ships.
    fn parsed() -> Layer {
        let mut layer = builtin_layer();
        let last = layer.files.last_mut().unwrap();
        last.text = format!("{}\n", last.text).into();
        layer
    }

    fn mine(text: &str) -> Layer {
        let file = LayerFile { name: "mine.toml".into(), text: text.to_owned().into() };
        Layer { name: "mine".into(), hash: hash(std::iter::once(text)), files: vec![file] }
    }

    fn over(lowest: Layer, layers: &[Layer]) -> Result<Loaded, String> {
        let layers: Vec<Layer> = std::iter::once(lowest).chain(layers.iter().cloned()).collect();
        load_with_tables(&layers).map_err(|problems| problems.lines(Lang::En).collect::<Vec<_>>().join("\n"))
    }

    #[test]
    fn what_was_built_in_is_what_its_text_says() {
        assert!(built(&builtin_layer()).is_some());
        assert!(built(&parsed()).is_none());
        let layers = [
            "",
            "name = \"mine\"\nversion = \"2\"\nas_of = 2026-11-01",
            "format = 2",
            "off = [\"jd.route\"]",
            "off = [\"jd.unbind.no-such-rule\"]",
            "[change.\"jd.route\"]\ngrade = \"claimed\"",
            "[change.\"jd.route\"]\ngrade = \"wrong\"",
            "[change.\"jd.route\"]\nsource = \"nowhere\"",
            "[[word]]\nfield = \"platform\"\nid = \"jd\"\ntitle = { en = \"JD\", zh = \"京东\" }",
            "[[word]]\nfield = \"flag\"\nid = \"mine\"\ntitle = { en = \"Mine\", zh = \"我的\" }",
            "[[source]]\nid = \"mine\"\ntitle = \"Mine\"",
            "[[year]]\nyear = 2026\nholidays = []\nworkdays = []",
            "[calendar]\nfixed_days_off = [\"01-01\"]",
            "[[topic]]\nid = \"mine\"",
            "[[fact]]\nfield = \"balance\"\nchange = \"never\"\nask = { en = \"?\", zh = \"？\" }",
            "nonsense",
        ];
        let without_hash = |mut loaded: Loaded| {
            loaded.pack.layers[0].hash.clear();
            loaded
        };
        let mut refused = 0;
        for text in layers {
            let layers = [mine(text), mine("off = [\"jd.route\"]")];
            let (built, parsed) = (over(builtin_layer(), &layers), over(parsed(), &layers));
            refused += usize::from(built.is_err());
            assert_eq!(built.map(without_hash), parsed.map(without_hash), "{text}");
        }
        assert!((4..12).contains(&refused), "{refused}");
    }
}
