#!/usr/bin/env python3
"""kami under Spark: RDD.pipe on a cluster, and a check that it says what a single run says.

    bench/spark.py [--rows N] [--kami PROGRAM] [--partitions N]

Real PySpark from PyPI (installed on the first run; Java 17 or later has to be there) in
local-cluster mode: two worker processes of their own, as on two machines. Each partition is piped
through one kami with one thread; Spark does the splitting, the placing and the retrying.
"""

import argparse
import os
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
sys.dont_write_bytecode = True

from lib import setup, union  # noqa: E402

# An invalid record (3) is part of the data and a gate (1) is not for a part to judge; everything
# else that is not 0 fails the task, so that Spark tries it again and then fails the job.
TASK = '"$0" "$@"; code=$?; case $code in 0|1|3) exit 0;; *) exit $code;; esac'
KAMI = ["check-unbind", "-", "-f", "jsonl", "--now", setup.NOW, "--threads", "1", "-q"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--partitions", type=int, default=16)
    parser.add_argument("--kami", type=pathlib.Path)
    options = parser.parse_args()
    kami = options.kami.resolve() if options.kami else setup.build_kami()
    interpreter = setup.python()
    if not os.path.samefile(sys.prefix, setup.VENV):
        if subprocess.run([interpreter, "-c", "import pyspark"], capture_output=True).returncode:
            setup.say("installing PySpark from PyPI")
            subprocess.run([interpreter, "-m", "pip", "install", "-q", "pyspark"], check=True)
        os.execv(interpreter, [str(interpreter), *sys.argv])
    data = setup.Data(pathlib.Path(tempfile.mkdtemp(prefix="kami-spark-")), setup.build_tools())
    lines = data("cards", "jsonl", options.rows)
    csv = data("cards", "csv", options.rows)
    with open(csv) as source:
        header = source.readline().strip()

    from pyspark import SparkConf, SparkContext
    import shlex

    conf = SparkConf().setMaster("local-cluster[2,1,1024]").setAppName("kami")
    conf.set("spark.executorEnv.PYTHONPATH", str(setup.BENCH)).set("spark.ui.enabled", "false")
    conf.set("spark.ui.showConsoleProgress", "false")
    spark = SparkContext(conf=conf)
    spark.setLogLevel("ERROR")

    def piped(rdd, *arguments):
        return rdd.pipe(shlex.join(["sh", "-c", TASK, str(kami), *KAMI, *arguments]), checkCode=True)

    def together(rdd):
        """Each partition is digested where it is; only counts come back."""
        parts = rdd.mapPartitions(lambda part: [union.digest(part)]).collect()
        verdicts = {}
        for _, _, part in parts:
            for verdict, count in part.items():
                verdicts[verdict] = verdicts.get(verdict, 0) + count
        return sum(part[0] for part in parts), sum(part[1] for part in parts) % 2**128, verdicts

    inputs = {
        "JSON lines": (lines, ["--from", "jsonl"]),
        "CSV without a header": (csv, ["--from", "csv", "--columns", header]),
    }
    is_same = True
    for name, (path, arguments) in inputs.items():
        records = spark.textFile(f"file://{path}", options.partitions)
        if path == csv:
            records = records.filter(lambda line: line != header)
        start = os.times().elapsed
        found = together(piped(records, *arguments))
        spent = os.times().elapsed - start
        if path == csv:
            arguments = [*arguments, "--skip-lines", "1"]
        wanted, code = union.single(kami, [*KAMI, *arguments], path)
        same = found == wanted and union.exit_code(found[2]) == code
        is_same &= same
        print(f"{name}: {records.getNumPartitions()} partitions, {found[0]:,} records in {spent:.1f} s, {found[2]}; "
              f"{'the same as' if same else 'DIFFERENT from'} a single run, exit code {code}")  # fmt: skip

    # A part that sees nothing is no error; a part that cannot run is one.
    empty = piped(spark.parallelize([], 2), "--from", "jsonl").collect()
    print(f"empty partitions: {len(empty)} results, no error")
    try:
        piped(spark.parallelize(["{}"], 1), "--from", "jsonl", "--policy", "/nowhere").collect()
        print("a task that ends with 2: NOT NOTICED")
        is_same = False
    except Exception as error:  # noqa: BLE001 (Spark wraps it in its own)
        print(f"a task that ends with 2 fails the job: {'error code 2' in str(error)}")
    spark.stop()
    for path in (lines, csv):
        path.unlink()
    lines.parent.rmdir()
    return 0 if is_same else 1


if __name__ == "__main__":
    sys.exit(main())
