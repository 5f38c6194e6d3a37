#!/usr/bin/env python3
"""duck.py QUERY INPUT OUTPUT THREADS: the same decision in DuckDB.

QUERY is `cards_narrow` or `cards_all`; an INPUT that ends in .jsonl is read as JSON lines. Prints the seconds that the query took,
without those for starting Python and DuckDB.
"""

import datetime
import pathlib
import re
import sys
import time
import tomllib

SQL = pathlib.Path(__file__).parent / "sql"
TODAY = datetime.date(2026, 11, 22)
MOST_DAYS = 15


def calendar():
    """By day: the day itself and the 1st to 15th working day after it, from the policy's calendar."""
    text = (SQL.parents[2] / "policy" / "calendar.toml").read_text(encoding="utf-8")
    holidays, workdays = set(), set()

    def dates(items):
        for item in items:
            first, _, last = str(item).partition("..")
            first = datetime.date.fromisoformat(first)
            if last:
                last = datetime.date.fromisoformat(last if len(last) == 10 else f"{first.year}-{last}")
            else:
                last = first
            while first <= last:
                yield first
                first += datetime.timedelta(1)

    for year in tomllib.loads(text)["year"]:
        holidays.update(dates(year["holidays"]))
        workdays.update(dates(year["workdays"]))

    def works(day):
        return day in workdays or (day.weekday() < 5 and day not in holidays)

    rows = []
    day = datetime.date(2026, 1, 1)
    while day <= TODAY:
        after, at = [day], day
        while len(after) <= MOST_DAYS:
            at += datetime.timedelta(1)
            if works(at):
                after.append(at)
        rows.append((day, after))
        day += datetime.timedelta(1)
    return rows


def query(name, source, output):
    """The text of a query."""

    def template(file):
        text = (SQL / f"{file}.sql").read_text(encoding="utf-8")
        return re.sub(r"^--.*\n", "", text, flags=re.M)

    names = {
        "input": source,
        "output": output,
        "name": pathlib.Path(source).name,
        "header": 0 if source.endswith("jsonl") else 1,
        "now": "TIMESTAMP '2026-11-22 10:00:00'",
        "today": "DATE '2026-11-22'",
        "revocable": "2026-11-23T10:00:00+08:00",
    }
    read = "read_cards_json" if source.endswith("jsonl") else "read_cards"
    names["read"] = template(read).format(**names)
    names["facts"] = template("facts").format(**names)
    return template(name).format(**names)


def main():
    name, source, output, threads = sys.argv[1:]
    import duckdb

    con = duckdb.connect(config={"threads": int(threads)})
    con.execute("CREATE TABLE calendar (day DATE PRIMARY KEY, after DATE[])")
    con.executemany("INSERT INTO calendar VALUES (?, ?)", calendar())
    text = query(name, source, output)
    start = time.perf_counter()
    con.execute(text)
    print(time.perf_counter() - start)


if __name__ == "__main__":
    main()
