"""Why a target is not met: where the time goes, and what was tried."""

HIT = (
    "by `perf` over 1,000,000 records, a sixth of the time goes into reading cells as facts, a seventh into finding what "
    "is kept of their results (some 20 MB, more than the processor keeps near), a tenth each into what is written and into "
    "finding where cells end; nothing else takes more than a twentieth. Tried: neighbouring columns of words read as one "
    "(6 % fewer instructions a record, kept), looking up a block of records at once (2 % of the time, kept), touching kept "
    "results beforehand (nothing, dropped), a build by a profile (10 % fewer instructions, `PGO=1 release/build`)"
)
JSON = (
    "a result as JSON has three times the bytes of one as CSV, since every rule comes with its texts: copying these and "
    "finding what is kept of a result lead the profile. Tried: arrays of papers on the fast path and texts of rules "
    "rendered once (kept), a build by a profile (5 % fewer instructions, `PGO=1 release/build`)"
)
START = (
    "of the instructions, by callgrind, 37 % read the built-in policy, 19 % make it ready for the command and the moment, 9 % "
    "link the C library, which the static release does not; the rest is arguments, lists of words and the result. Tried: a pack "
    "for each command, in a form that is read without parsing, and working out the words of a platform when they are first "
    "needed (kept)"
)
LAYER = (
    "by callgrind, 45 % of the instructions read the built-in policy once more as a tree, which layers change before it is "
    "typed, 31 % read the layer with the place of each of its values, 17 % look for contradictions between all rules. Tried: "
    "places by a table of lines instead of counting from the start (a third of the time, kept)"
)
ENGINE = (
    "kami makes all of its columns meanwhile, the engines two. Where its time goes is said above of CSV and JSON; tried was "
    "what is said there"
)
REASONS = {
    "DuckDB making all columns, over kami": HIT,
    "DuckDB making 7 columns, over kami making all": HIT,
    "kami over a pass-through that writes as many bytes": HIT,
    "JSONL to JSONL over csv to csv": JSON,
    "JSONL to CSV: DuckDB making 7 columns, over kami": HIT,
    "JSONL to JSONL: jq picking four fields, over kami": JSON,
    "JSONL to JSONL: jaq picking four fields, over kami": JSON,
    "one record, over a program that does nothing": START,
    "one record with a layer of 100 rules, over a program that does nothing": LAYER,
    "one record, over jaq on one object": START,
    "decisions a second on one core, over regorus": ENGINE,
    "decisions a second on one core, over zen": ENGINE,
}


def of(work):
    """What is known of a target that is not met."""
    return REASONS.get(work, "not looked into yet; `bench/instructions --profile` says where the time goes")
