"""The parts of the comparison. Each measures some works in turn and adds what it found."""

import dataclasses
import filecmp
import os
import subprocess

from . import setup, table, why
from .measure import Work, in_turn, once, starts
from .setup import BENCH, NOW, say

ROWS = BENCH / "rows"


@dataclasses.dataclass
class Bench:
    kami: object
    released: object
    tools: object
    data: setup.Data
    rows: int
    runs: int
    quick: bool
    found: list = dataclasses.field(default_factory=list)
    works: dict = dataclasses.field(default_factory=dict)
    notes: dict = dataclasses.field(default_factory=dict)

    def kami_work(self, name, command, source, form="csv", threads=2, policy=None, **rest):
        words = [self.kami, command, source, "-f", form, "--now", NOW, "--threads", threads, "-q"]
        words += ["--policy", policy] if policy else []
        rest.setdefault("stdout", f"kami-{command}.{form}")
        return Work(name, words, **rest)

    def measure(self, part, works, runs=None):
        results = in_turn(works, runs or self.runs)
        self.works.setdefault(part, []).extend(results.items())
        return results

    def agree(self, part, mine, other, columns=None):
        """Whether two outputs say the same; what does not ends the whole comparison."""
        words = [setup.python(), ROWS / "agree.py", mine, other, *([columns] if columns else [])]
        done = subprocess.run([*map(str, words)], capture_output=True, text=True)
        if done.returncode:
            raise SystemExit(f"{mine} and {other} differ:\n{done.stdout}{done.stderr}")
        self.note(part, f"{other} against {mine}: {done.stdout.strip()}")

    def note(self, part, text):
        say(f"  {text}")
        self.notes.setdefault(part, []).append(text)

    def targets(self, style):
        rows = style(table.TARGETS, [target.cells() for target in self.found])
        missed = [target.work for target in self.found if not target.is_met]
        return rows + "".join(f"\n- {work}: {why.of(work)}" for work in missed) + ("\n" if missed else "")

    def text(self, part, style):
        notes = "".join(f"- {note}\n" for note in self.notes.get(part, []))
        rows = table.works(self.works.get(part, []))
        return (style(table.WORKS, rows) + "\n" if rows else "") + notes

    def report(self):
        sections = [f"{self.rows:,} rows, medians of {self.runs} runs.\n", self.targets(table.markdown)]
        for part in [*self.works, *(part for part in self.notes if part not in self.works)]:
            sections.append(f"### {part}\n\n{self.text(part, table.markdown)}")
        return "\n".join(sections)


def seconds(ours, theirs):
    return f"{ours.seconds:.2f} s and {theirs.seconds:.2f} s; CPU {ours.cpu:.2f} and {theirs.cpu:.2f}"


def duck(bench, name, query, source):
    output = f"duck-{query}.csv"
    words = [setup.python(), ROWS / "duck.py", query, source, output, 2]
    return Work(name, words, says_seconds=True, output=output)


def cards(bench):
    """check-unbind over CSV: against DuckDB, and against what the machine allows."""
    source = bench.data("cards", "csv", bench.rows).name
    result = bench.measure("cards", [
        bench.kami_work("kami, all columns, 2 threads", "check-unbind", source),
        duck(bench, "DuckDB, all columns, 2 threads", "cards_all", source),
        bench.kami_work("kami, all columns, 1 thread", "check-unbind", source, threads=1, stdout="kami-1.csv"),
        duck(bench, "DuckDB, 7 columns, 2 threads", "cards_narrow", source),
        Work("simd-csv, 7 columns as they are, 2 threads", [bench.tools / "passthrough", source, 2],
             stdout="through.csv"),
    ])  # fmt: skip
    two, everything, one, narrow, floor = result.values()
    add = bench.found.append
    add(table.Target.at_least(
        "DuckDB making all columns, over kami", 7, everything.seconds / two.seconds, seconds(two, everything)))
    add(table.Target.at_least(
        "DuckDB making 7 columns, over kami making all", 3.3, narrow.seconds / two.seconds, seconds(two, narrow)))
    bench.note("cards", f"over the pass-through of 7 columns: {two.seconds / floor.seconds:.2f}")
    add(table.Target.at_least("1 thread over 2", 1.5, one.seconds / two.seconds, seconds(two, one)))
    bench.agree("cards", "kami-check-unbind.csv", "duck-cards_all.csv")
    bench.agree("cards", "kami-check-unbind.csv", "duck-cards_narrow.csv")
    for path in ("duck-cards_all.csv", "duck-cards_narrow.csv", "through.csv", "kami-1.csv"):
        os.unlink(path)


def people(bench):
    """The files that people have: quoted cells, arrays, times without seconds, Chinese words, GBK."""
    rows = min(bench.rows, 1_000_000)
    data = {set_: bench.data("cards", "csv", rows, set_).name for set_ in ("tidy", "people", "chinese", "gbk")}
    lines = bench.data("cards", "jsonl", rows, "people").name
    size = os.path.getsize(once_of(bench.kami_work("kami", "check-unbind", data["people"], stdout="size.csv")))
    works = [
        bench.kami_work(f"csv to csv, {setup.SETS[set_]}", "check-unbind", path, stdout=f"people-{set_}.csv")
        for set_, path in data.items()
    ]  # fmt: skip
    works += [
        bench.kami_work("JSONL to JSONL, people's data", "check-unbind", lines, form="jsonl", stdout="people.jsonl"),
        Work("pass-through, as many bytes as the result", [bench.tools / "passthrough", data["people"], 2, size],
             stdout="through.csv"),
    ]  # fmt: skip
    result = list(bench.measure("people", works).values())
    tidy, csv_, jsonl_, floor = result[0], result[1], result[-2], result[-1]
    bench.note("people", f"{rows:,} rows; csv over the same records without quotes: {csv_.seconds / tidy.seconds:.2f}")
    bench.found.append(table.Target.at_most(
        "kami over a pass-through that writes as many bytes", 1.8, csv_.seconds / floor.seconds,
        detail=seconds(csv_, floor)))  # fmt: skip
    bench.found.append(table.Target.at_most(
        "JSONL to JSONL over csv to csv", 2.2, jsonl_.seconds / csv_.seconds, detail=seconds(jsonl_, csv_)))
    for path in ("size.csv", "people.jsonl", "through.csv", *(f"people-{set_}.csv" for set_ in data)):
        os.unlink(path)


def once_of(work):
    """The output of one run."""
    once(work)
    return work.stdout


def rules(bench):
    """What a record costs as rules are added that look at its platform and a bound of its balance: of one
    platform, and of hundreds."""
    rows = min(bench.rows, 500_000)
    source = bench.data("cards", "csv", rows, "people").name
    works = [bench.kami_work("no layer", "check-unbind", source, stdout="rules.csv")]
    for count, platforms in ((25, 1), (50, 1), (100, 1), (500, 500), (2_000, 500)):
        path = layer(count, platforms)
        name = f"{count:,} rules more" + (f", over {platforms} platforms" if platforms > 1 else "")
        works.append(bench.kami_work(name, "check-unbind", source, stdout="rules.csv", policy=path))
    result = list(bench.measure("rules", works).values())
    for at, name in ((3, "100 rules more"), (5, "2,000 rules more, over 500 platforms")):
        bench.note("rules", f"{rows:,} rows; with {name}: {result[at].seconds / result[0].seconds:.2f} times")
    os.unlink("rules.csv")


def layer(count, platforms=1):
    """A policy layer of so many rules, each with a bound of its own, over so many platforms in turn: those of the
    records, then others."""
    path = f"layer-{count}-{platforms}.toml"
    known = ["jd", "taobao", "pdd", "jd-finance", "kameng"]
    others = [f"bench-{number}" for number in range(platforms - len(known))]
    ids = (known + others)[:platforms]
    with open(path, "w", encoding="utf-8") as out:
        for platform in others:
            out.write(LAYER_WORD.format(platform=platform))
        for number in range(count):
            platform = ids[number % platforms]
            out.write(LAYER_RULE.format(number=number, platform=platform, bound=20 * number + 7))
    return path


LAYER_WORD = """
[[word]]
field = "platform"
id = "{platform}"
title = {{ en = "Platform {platform}", zh = "平台 {platform}" }}
"""

LAYER_RULE = """
[[rule]]
id = "bench.{number}"
command = "check-unbind"
when = {{ platform = "{platform}", balance = {{ above = "{bound}" }} }}
effect = {{ verdict = "conditional" }}
grade = "stated"
source = "jd-unbind"
title = {{ en = "Ask first", zh = "先询问" }}
message = {{ en = "Ask first.", zh = "请先询问。" }}
"""


def others(bench):
    """The same decision in what else is at hand, 7 narrow columns. No target hangs on these."""
    rows = min(bench.rows, 1_000_000)
    source = bench.data("cards", "csv", rows).name
    works = [
        bench.kami_work("kami, all columns, 2 threads", "check-unbind", source),
        duck(bench, "DuckDB, 2 threads", "cards_narrow", source),
        Work("Polars, streaming, 2 threads", [setup.python(), ROWS / "polars_cards.py", source, "polars.csv"],
             says_seconds=True, env={"POLARS_MAX_THREADS": "2"}, output="polars.csv"),
        Work("Python csv", [setup.python(), ROWS / "python_csv.py", source, "python.csv"], output="python.csv"),
    ]  # fmt: skip
    outputs = ["duck-cards_narrow.csv", "polars.csv", "python.csv"]
    if mawk := setup.program("mawk"):
        works.append(Work("mawk", [mawk, "-f", ROWS / "cards.awk", source], stdout="mawk.csv"))
        outputs.append("mawk.csv")
    bench.note("others", f"{rows:,} rows")
    bench.measure("others", works)
    for output in outputs:
        bench.agree("others", "kami-check-unbind.csv", output)
        os.unlink(output)


def jsonl(bench):
    """JSON lines: against DuckDB deciding, and against jq and jaq that only pick four fields."""
    rows = min(bench.rows, 1_000_000)
    source = bench.data("cards", "jsonl", rows).name
    fields = "{id, platform, state, balance}"
    works = [
        bench.kami_work("kami, JSONL to CSV, 2 threads", "check-unbind", source),
        duck(bench, "DuckDB, JSONL to CSV, 7 columns, 2 threads", "cards_narrow", source),
        duck(bench, "DuckDB, JSONL to CSV, all columns, 2 threads", "cards_all", source),
        bench.kami_work("kami, JSONL to JSONL, 2 threads", "check-unbind", source, form="jsonl"),
    ]
    tools = [(name, path) for name in ("jq", "jaq") if (path := setup.program(name, "jaq" if name == "jaq" else None))]
    works += [Work(f"{name}, four fields", [path, "-c", fields, source], stdout="map.jsonl") for name, path in tools]
    result = bench.measure("jsonl", works)
    to_csv, narrow, _, to_jsonl = list(result.values())[:4]
    bench.note("jsonl", f"{rows:,} rows")
    bench.found.append(table.Target.at_least(
        "JSONL to CSV: DuckDB making 7 columns, over kami", 2.5, narrow.seconds / to_csv.seconds,
        seconds(to_csv, narrow)))  # fmt: skip
    for name, _ in tools:
        theirs = result[f"{name}, four fields"]
        bench.found.append(table.Target.at_least(
            f"JSONL to JSONL: {name} picking four fields, over kami", 20, theirs.seconds / to_jsonl.seconds,
            seconds(to_jsonl, theirs)))  # fmt: skip
    bench.agree("jsonl", "kami-check-unbind.csv", "duck-cards_narrow.csv")
    bench.agree("jsonl", "kami-check-unbind.csv", "duck-cards_all.csv")


def commands(bench):
    """cancel-window and recycle-quote, by the byte that they write."""
    inputs = {"check-unbind": "cards", "cancel-window": "orders", "recycle-quote": "quotes"}
    rows = bench.rows
    works = [
        bench.kami_work(name, name, bench.data(what, "csv", rows).name) for name, what in inputs.items()
    ]  # fmt: skip
    result = bench.measure("commands", works)
    cost = {name: result[name].seconds / os.path.getsize(f"kami-{name}.csv") for name in inputs}
    for name in ("cancel-window", "recycle-quote"):
        found = cost[name] / cost["check-unbind"]
        detail = f"{cost[name] * 1e9:.3f} and {cost['check-unbind'] * 1e9:.3f} ns a byte"
        bench.found.append(table.Target.at_most(f"{name} over check-unbind, a byte written", 1.3, found, detail=detail))
    for name, what in inputs.items():
        os.unlink(f"kami-{name}.csv")
        if what != "cards":
            bench.data(what, "csv", rows).unlink()


def memory(bench):
    """Peak memory with 2 threads, from a pipe, so that it does not depend on how much fits anywhere."""
    small, large = (100_000, 2_000_000) if bench.quick else (1_000_000, 20_000_000)
    for form in ("csv", "jsonl"):
        peaks = {}
        for rows in (small, large):
            feed = [bench.tools / "generate", "cards", form, rows]
            work = bench.kami_work(f"{form} in and out, {rows:,} rows", "check-unbind", "-", form=form,
                                   stdout=os.devnull, feed=feed)  # fmt: skip
            run = once(work)
            bench.works.setdefault("memory", []).append((work.name, run))
            peaks[rows] = run.peak_kib / 1024
        bench.found.append(table.Target.at_most(
            f"peak memory, {form} in and out, {large:,} rows", 32, peaks[large], " MiB"))
        feed = [bench.tools / "generate", "cards", form, small, "people"]
        work = bench.kami_work(f"{form} in and out, {small:,} rows of people's data, 8 threads", "check-unbind", "-",
                               form=form, threads=8, stdout=os.devnull, feed=feed)  # fmt: skip
        run = once(work)
        bench.works["memory"].append((work.name, run))
        bench.found.append(table.Target.at_most(
            f"peak memory, {form} in and out, 8 threads", 40, run.peak_kib / 1024, " MiB"))
        bench.found.append(table.Target.at_most(
            f"{form}: {large:,} rows more than {small:,}", 2, peaks[large] - peaks[small], " MiB"))
    bench.note("memory", "fed from a pipe: the seconds are those of the generator")


def start(bench):
    """One record from arguments, whole process."""
    one = "one.json"
    with open(one, "w") as out:
        out.write('{"platform": "jd", "state": "bound", "form": "electronic"}\n')
    record = ["check-unbind", "platform=jd", "state=bound", "form=electronic", "-f", "jsonl", "--now", NOW]
    over = ["--policy", layer(100)]
    programs = {"nothing": [bench.tools / "nothing"]}
    for name, program in (("kami", bench.kami), ("kami as released", bench.released)):
        if program:
            programs[name] = [program, *record]
            programs[f"{name}, with a layer of 100 rules"] = [program, *record, *over]
    jaq = setup.program("jaq", "jaq")
    if jaq:
        programs["jaq, one object"] = [jaq, "-c", ".", one]
    times = starts(bench.tools / "starts", 200 if bench.quick else 2000, list(programs.values()))
    times = dict(zip(programs, times))
    kami = "kami as released" if bench.released else "kami"

    def over_other(work, most, of, other):
        detail = f"{times[of]:.0f} µs and {times[other]:.0f} µs"
        bench.found.append(table.Target.at_most(work, most, times[of] / times[other], detail=detail))

    over_other("one record, over a program that does nothing", 1.8, kami, "nothing")
    with_layer = f"{kami}, with a layer of 100 rules"
    over_other("one record with a layer of 100 rules, over a program that does nothing", 4, with_layer, "nothing")
    if jaq:
        over_other("one record, over jaq on one object", 1, kami, "jaq, one object")
    bench.note("start", "; ".join(f"{name}: {time:.0f} µs" for name, time in times.items()))


def engines(bench):
    """Decisions a second on one core, end to end, against policy engines on the same rules."""
    rivals = setup.build_rivals()
    rows = {"kami": min(bench.rows, 1_000_000), "regorus": 100_000, "zen": 100_000}
    large, small = (bench.data("jd-cards", "jsonl", rows[name]).name for name in ("kami", "regorus"))
    works = [bench.kami_work("kami, 1 thread", "check-unbind", large, form="jsonl", threads=1, stdout="kami-jd.jsonl")]
    works += [Work(name, [rivals, name, small], stdout=f"{name}.jsonl") for name in ("regorus", "zen")]
    result = bench.measure("engines", works)
    rate = {"kami": rows["kami"] / result["kami, 1 thread"].seconds}
    for name in ("regorus", "zen"):
        rate[name] = rows[name] / result[name].seconds
        bench.found.append(table.Target.at_least(
            f"decisions a second on one core, over {name}", 20, rate["kami"] / rate[name],
            f"{rate['kami']:,.0f} and {rate[name]:,.0f}"))  # fmt: skip
    once(bench.kami_work("kami", "check-unbind", small, form="jsonl", stdout="kami-jd.jsonl"))
    for name in ("regorus", "zen"):
        bench.agree("engines", "kami-jd.jsonl", f"{name}.jsonl", "id,verdict,rules")
    bench.note("engines", ", ".join(f"{name}: {rows[name]:,} rows" for name in rows))


def same(bench):
    """Whether the output is the same bytes, whatever the number of threads and the kind of input."""
    rows = min(bench.rows, 1_000_000)
    for what, command in (("cards", "check-unbind"), ("orders", "cancel-window"), ("quotes", "recycle-quote")):
        # JSON is UTF-8, whatever its words.
        for form, set_ in [("csv", set_) for set_ in setup.SETS] + [("jsonl", set_) for set_ in setup.SETS if set_ != "gbk"]:
            source = bench.data(what, form, rows, set_).name
            runs = [(source, threads, "on") for threads in (1, 2, 5, 8)] + [("-", threads, "on") for threads in (1, 5)]
            runs.append((source, 2, "off"))
            # The name of the input is part of the output, so files and pipes are compared apart.
            first = {}
            for name, threads, switch in runs:
                output = f"same{name}{threads}{switch}"
                feed = ["cat", source] if name == "-" else None
                once(bench.kami_work(command, command, name, form=form, threads=threads, stdout=output, feed=feed,
                                     env={"KAMI_FAST_PATH": switch}))  # fmt: skip
                if not filecmp.cmp(output, first.setdefault(name, output), shallow=False):
                    raise SystemExit(f"{command} from {name} with {threads} threads differs")
                if output != first[name]:
                    os.unlink(output)
            with open(first[source], "rb") as a, open(first["-"], "rb") as b:
                # In CSV a cell that begins with a hyphen is guarded against being run as a formula.
                is_same = all(x.replace(source.encode(), b"-", 1) == y.replace(b"'-:", b"-:", 1) for x, y in zip(a, b, strict=True))
            if not is_same:
                raise SystemExit(f"{command} from a file differs from a pipe")
            for path in first.values():
                os.unlink(path)
            bench.note("same", f"{command}, {form}, {setup.SETS[set_]}, {rows:,} rows: the same bytes with 1, 2, 5 and 8 threads, from file and pipe, with fast paths on and off")


PARTS = {
    "cards": cards,
    "people": people,
    "rules": rules,
    "others": others,
    "jsonl": jsonl,
    "commands": commands,
    "memory": memory,
    "start": start,
    "engines": engines,
    "same": same,
}
