//! A graph in the languages of Mermaid and Graphviz.

use crate::value::escaped;

/// A graph from one root through conditions to outcomes.
pub(super) struct Graph {
    /// The texts of the nodes; the first is the root.
    nodes: Vec<(Shape, String)>,
    /// From and to by their places, with what stands on the way.
    edges: Vec<(usize, usize, String)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    Root,
    Condition,
    Outcome,
}

impl Graph {
    /// A graph of a root alone.
    pub(super) fn new(title: &str) -> Self {
        Self { nodes: vec![(Shape::Root, title.to_owned())], edges: Vec::new() }
    }

    /// A node of a shape with a text, made where there is none.
    fn node(&mut self, shape: Shape, text: &str) -> usize {
        let known = self.nodes.iter().position(|(known, other)| *known == shape && other == text);
        known.unwrap_or_else(|| {
            self.nodes.push((shape, text.to_owned()));
            self.nodes.len() - 1
        })
    }

    fn edge(&mut self, from: usize, to: usize, text: &str) {
        let edge = (from, to, text.to_owned());
        if !self.edges.contains(&edge) {
            self.edges.push(edge);
        }
    }

    /// A rule: where its condition holds, this is what comes of it.
    pub(super) fn rule(&mut self, id: &str, condition: &str, outcome: &str) {
        let (condition, outcome) =
            (self.node(Shape::Condition, condition), self.node(Shape::Outcome, outcome));
        self.edge(0, condition, "");
        self.edge(condition, outcome, id);
    }

    /// A subject: by so many rules, this can come of it.
    pub(super) fn subject(&mut self, title: &str, rules: &str, outcome: &str) {
        self.rule(rules, title, outcome);
    }

    pub(super) fn mermaid(&self) -> String {
        let text = |text: &str| {
            let lines: Vec<String> = text.lines().map(in_mermaid).collect();
            lines.join("<br/>")
        };
        let mut out = "flowchart LR\n".to_owned();
        for (place, (shape, label)) in self.nodes.iter().enumerate() {
            let label = text(label);
            out.push_str(&match shape {
                Shape::Root => format!("    n{place}[[\"{label}\"]]\n"),
                Shape::Condition => format!("    n{place}[\"{label}\"]\n"),
                Shape::Outcome => format!("    n{place}([\"{label}\"])\n"),
            });
        }
        for (from, to, label) in &self.edges {
            out.push_str(&match label.is_empty() {
                true => format!("    n{from} --> n{to}\n"),
                false => format!("    n{from} -->|\"{}\"| n{to}\n", text(label)),
            });
        }
        out
    }

    pub(super) fn dot(&self) -> String {
        let text = |text: &str| {
            let lines: Vec<String> = text.lines().map(in_dot).collect();
            lines.join("\\n")
        };
        let mut out = "digraph policy {\n    rankdir=LR;\n".to_owned();
        for (place, (shape, label)) in self.nodes.iter().enumerate() {
            let shape = match shape {
                Shape::Root => "folder",
                Shape::Condition => "box",
                Shape::Outcome => "ellipse",
            };
            out.push_str(&format!("    n{place} [shape={shape}, label=\"{}\"];\n", text(label)));
        }
        for (from, to, label) in &self.edges {
            let label =
                if label.is_empty() { String::new() } else { format!(" [label=\"{}\"]", text(label)) };
            out.push_str(&format!("    n{from} -> n{to}{label};\n"));
        }
        out.push_str("}\n");
        out
    }
}

/// A text between quotes in Mermaid, which reads entities of its own there.
fn in_mermaid(text: &str) -> String {
    let text = escaped(text).replace('#', "#35;").replace('"', "#quot;");
    text.replace('<', "#lt;").replace('>', "#gt;").replace('|', "#124;").replace('`', "#96;")
}

/// A text between quotes in the language of Graphviz.
fn in_dot(text: &str) -> String {
    escaped(text).replace('\\', "\\\\").replace('"', "\\\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_escaped() {
        assert_eq!(in_mermaid("a \"b\" <c> #1 |"), "a #quot;b#quot; #lt;c#gt; #35;1 #124;");
        assert_eq!(in_dot("a\\\"b"), "a\\\\\\\"b");
    }

    #[test]
    fn outcomes_are_shared() {
        let mut graph = Graph::new("Shop");
        graph.rule("a", "state is used", "blocked");
        graph.rule("b", "state is new", "blocked");
        let mermaid = graph.mermaid();
        assert_eq!(mermaid.matches("([\"blocked\"])").count(), 1, "{mermaid}");
        assert!(mermaid.contains("n1 -->|\"a\"| n2"), "{mermaid}");
        assert!(graph.dot().contains("n3 -> n2 [label=\"b\"];"), "{}", graph.dot());
    }
}
