//! The one home of how texts are escaped in commands of a GitHub workflow.

/// A message of a workflow command.
pub(crate) fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property of a workflow command.
pub(crate) fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_escaped() {
        assert_eq!(data("50%\nnext: a,b"), "50%25%0Anext: a,b");
        assert_eq!(property("a,b: 50%"), "a%2Cb%3A 50%25");
    }
}
