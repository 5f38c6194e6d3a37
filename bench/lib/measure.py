"""Runs commands in turn and measures them."""

import dataclasses
import os
import re
import shutil
import statistics
import subprocess
import tempfile
import time

from .setup import ENDED_WELL, say

TIME = shutil.which("time")
"""GNU time. A child of Python's own would be charged with the memory of Python."""


@dataclasses.dataclass
class Run:
    seconds: float
    cpu: float
    peak_kib: int


@dataclasses.dataclass
class Work:
    """A command to measure."""

    name: str
    command: list
    stdout: str | None = None
    """Where its output goes, if it does not write that itself."""
    says_seconds: bool = False
    """Whether it prints the seconds that count, without those for its start."""
    feed: list | None = None
    """A command whose output it reads."""
    env: dict = dataclasses.field(default_factory=dict)
    output: str | None = None
    """What to remove before each run, if that is not `stdout`."""


def once(work):
    """One run."""
    for path in (work.stdout, work.output):
        if path and path != os.devnull and os.path.exists(path):
            os.unlink(path)
    with tempfile.NamedTemporaryFile("r") as report:
        measured = [TIME, "-q", "-f", "%U %S %M", "-o", report.name, *map(str, work.command)]
        out = subprocess.PIPE if work.says_seconds else open(work.stdout or os.devnull, "wb")
        feed = subprocess.Popen([*map(str, work.feed)], stdout=subprocess.PIPE) if work.feed else None
        source = feed.stdout if feed else subprocess.DEVNULL
        start = time.perf_counter()
        done = subprocess.run(measured, stdin=source, stdout=out, env={**os.environ, **work.env})
        seconds = time.perf_counter() - start
        if feed:
            feed.stdout.close()
            feed.wait()
        if done.returncode not in ENDED_WELL:
            raise SystemExit(f"{work.name} ended with {done.returncode}: {work.command}")
        if work.says_seconds:
            seconds = float(done.stdout.split()[-1])
        user, system, peak = report.read().split()[-3:]
        return Run(seconds, float(user) + float(system), int(peak))


def in_turn(works, runs):
    """Medians of so many runs of each, one of each in turn, so that a slow moment hits all of them."""
    results = {work.name: [] for work in works}
    for number in range(runs):
        say(f"  run {number + 1} of {runs}")
        for work in works:
            results[work.name].append(once(work))
    return {name: median(list_) for name, list_ in results.items()}


def median(runs):
    return Run(
        statistics.median(run.seconds for run in runs),
        statistics.median(run.cpu for run in runs),
        max(run.peak_kib for run in runs),
    )


def starts(tool, runs, commands):
    """Median microseconds of starting each of these commands."""
    words = [tool, str(runs)]
    for command in commands:
        words += [*map(str, command), "--"]
    text = subprocess.run(words, check=True, capture_output=True, text=True).stdout
    return [float(line) for line in re.findall(r"[\d.]+", text)]
