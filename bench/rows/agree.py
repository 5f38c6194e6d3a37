#!/usr/bin/env python3
"""agree.py KAMI OTHER [COLUMN,...]: whether two CSV outputs say the same of every id.

Both are read with every cell as text, joined by id, and compared column by column; the order of
rows does not matter (databases do not keep it). Prints what differs, and exits with 1 if anything
does. Empty and missing are the same here: databases tell them apart, CSV does not.
"""

import sys


def main():
    import duckdb

    mine, other = sys.argv[1:3]
    con = duckdb.connect()
    def read(path):
        how = "read_json" if path.endswith("jsonl") else "read_csv"
        options = "format = 'newline_delimited'" if path.endswith("jsonl") else "all_varchar = true, header = true"
        return f"{how}('{path}', {options})"

    def names(path):
        return [row[0] for row in con.execute(f"DESCRIBE SELECT * FROM {read(path)}").fetchall()]

    shared = [name for name in names(other) if name in names(mine)]
    if len(sys.argv) > 3:
        shared = [name for name in shared if name in sys.argv[3].split(",")]
    columns = [name for name in shared if name != "id"]

    def cell(side, name):
        return f"coalesce(CAST({side}.{name} AS VARCHAR), '')"

    # Fingerprints first: they need no memory. The join only looks for where the difference is.
    def fingerprint(path):
        cells = ", ".join(cell("t", name) for name in ["id", *columns])
        return con.execute(f"SELECT count(*), sum(hash({cells})) FROM {read(path)} t").fetchone()

    left, right = fingerprint(mine), fingerprint(other)
    if left == right:
        print(f"the same: {left[0]} records, {len(columns)} columns")
        return 0
    print(f"DIFFERENT: {left[0]} records against {right[0]}")
    counts = ", ".join(f"count(*) FILTER ({cell('a', n)} <> {cell('b', n)})" for n in columns)
    joined = f"FROM {read(mine)} a JOIN {read(other)} b USING (id)"
    for name, count in zip(columns, con.execute(f"SELECT {counts} {joined}").fetchone()):
        if count:
            where = f"WHERE {cell('a', name)} <> {cell('b', name)} LIMIT 3"
            rows = con.execute(f"SELECT id, {cell('a', name)}, {cell('b', name)} {joined} {where}").fetchall()
            print(f"  {name}: {count}, such as {rows}")
    return 1


if __name__ == "__main__":
    sys.exit(main())
