//! How much tests of very many cases try: all where `KAMI_THOROUGH` is set, as in CI.

/// So many of the cases that there are: all, or as many as find nearly every mistake in a fraction of the time.
pub(crate) fn tries(all: usize, most_of_the_time: usize) -> usize {
    if std::env::var_os("KAMI_THOROUGH").is_some() { all } else { most_of_the_time }
}
