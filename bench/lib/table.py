"""The table of targets, for the screen and for the docs."""

import dataclasses
import datetime
import os
import pathlib
import platform
import subprocess


@dataclasses.dataclass
class Target:
    """What was asked for, and what came of it."""

    work: str
    wanted: str
    found: float
    is_met: bool
    unit: str = ""
    detail: str = ""

    @classmethod
    def at_least(cls, work, wanted, found, detail=""):
        return cls(work, f"at least {wanted:g}", found, found >= wanted, detail=detail)

    @classmethod
    def at_most(cls, work, wanted, found, unit="", detail=""):
        return cls(work, f"at most {wanted:g}{unit}", found, found <= wanted, unit, detail)

    def cells(self):
        met = "yes" if self.is_met else "**no**"
        return [self.work, self.wanted, f"{self.found:.2f}{self.unit}", met, self.detail]


def markdown(header, rows):
    lines = [header, ["---"] * len(header), *rows]
    return "".join("| " + " | ".join(map(str, line)) + " |\n" for line in lines)


def plain(header, rows):
    rows = [[str(cell).replace("**", "") for cell in row] for row in [header, *rows]]
    widths = [max(len(row[index]) for row in rows) for index in range(len(header))]
    return "".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip() + "\n" for row in rows)


TARGETS = ["work", "wanted", "found", "met", "medians"]
WORKS = ["work", "seconds", "CPU seconds", "peak MiB"]


def works(results):
    return [[name, f"{run.seconds:.2f}", f"{run.cpu:.2f}", f"{run.peak_kib / 1024:.1f}"] for name, run in results]


def read_docs(path, part):
    """What stands in the first two columns of a table that `write_docs` wrote."""
    text = pathlib.Path(path).read_text()
    written = text.partition(f"<!-- {part}: begin -->")[2].partition(f"<!-- {part}: end -->")[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in written.splitlines() if line.startswith("|")]
    return {row[0]: row[1] for row in rows[2:]}


def machine():
    """What it ran on, in one line."""
    model = "unknown processor"
    try:
        for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
            if line.startswith("model name"):
                model = line.split(":", 1)[1].strip()
                break
    except OSError:
        pass
    return f"{model}, {os.cpu_count()} processors, {platform.system()} {platform.machine()}"


def commit(kami):
    """The commit that a program says it was built from."""
    said = subprocess.run([kami, "--version", "-v"], capture_output=True, text=True, check=True).stdout
    return next((line.split()[1] for line in said.splitlines() if line.startswith("commit:")), "unknown")


def write_docs(path, kami, sections, part="result"):
    """Puts a result between its markers in the page, and leaves the rest as it is."""
    begin, end = f"<!-- {part}: begin -->", f"<!-- {part}: end -->"
    text = path.read_text(encoding="utf-8")
    before, rest = text.split(begin, 1)
    after = rest.split(end, 1)[1]
    head = f"Commit {commit(kami)}, {datetime.date.today()}, {machine()}.\n"
    path.write_text(f"{before}{begin}\n\n{head}\n{sections.strip()}\n\n{end}{after}", encoding="utf-8")
