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
SCALING = (
    "by `perf`, with two threads a quarter of the time goes into writing and a sixth into reading: the kernel copies to and from "
    "files in memory, in the order of the records, while nobody else can. To /dev/null it is 1.9 times as fast as one thread. "
    "Tried: larger writes (nothing, dropped), output rendered by each thread before its turn to write (kept)"
)
ORDERS = (
    "an order takes 1.1 times as long as a card, and its result has two thirds of the bytes (238 and 348). By `perf`, a sixth of the "
    "time goes into looking up its result, a tenth each into reading cells and into writing, a twentieth each into copying, finding "
    "what is kept, and classing amounts and times; a twelfth into times that are each order's own, and so are worked out and written "
    "anew. Tried: rows in runs between such columns (kept), dates from a table of texts (kept)"
)
START = (
    "by `perf`, over a third of the time goes into page faults (memory used for the first time: five times as many as in the program "
    "that does nothing); of the instructions, by callgrind, a quarter read the built-in policy and a sixth make it ready for the "
    "command and the moment. Tried and kept: texts that stay where they are built in (a fifth of the instructions), a second thread "
    "and the number of processors only where there is a second batch (a seventh of the time), a pack for each command, a static "
    "program (a tenth of the time)"
)
LAYER = (
    "by callgrind, a third of 22 million instructions parse the layer with the place of each of its values, a tenth look for "
    "contradictions, a thirteenth type its rules, as many hash it, as many read the built-in policy. Tried and kept: built-in tables "
    "are not read as trees where no layer changes them (19 million fewer), columns are counted within their line (5), built-in rules "
    "are not checked again where their words are as they ship (3), an allocator for musl (half the time)"
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
    "1 thread over 2": SCALING,
    "cancel-window over check-unbind, a byte written": ORDERS,
    "one record, over a program that does nothing": START,
    "one record with a layer of 100 rules, over a program that does nothing": LAYER,
    "one record, over jaq on one object": START,
    "decisions a second on one core, over regorus": ENGINE,
    "decisions a second on one core, over zen": ENGINE,
}


def of(work):
    """What is known of a target that is not met."""
    return REASONS.get(work, "not looked into yet; `bench/instructions --profile` says where the time goes")
