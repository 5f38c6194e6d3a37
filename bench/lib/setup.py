"""What has to be there: the program, the tools, the rivals, the data."""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
BENCH = ROOT / "bench"
TARGET = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
VENV = TARGET / "bench-venv"
TOOLS = TARGET / "bench-tools"
NOW = "2026-11-22T10:00:00+08:00"
SETS = {"tidy": "tidy data", "people": "people's data", "chinese": "Chinese data", "gbk": "Chinese data in GBK"}
"""The sets of data, as `generate` names them."""
ENDED_WELL = (0, 3)
"""Exit codes of a run that did what it should; 3 says that some records are invalid."""
BYTES_A_ROW = 1000
"""What a row needs at most, with what every work makes of it."""


def say(text):
    print(text, file=sys.stderr, flush=True)


def cargo(*arguments):
    subprocess.run(["cargo", *map(str, arguments)], cwd=ROOT, check=True)


def build_kami():
    say("building kami")
    cargo("build", "--release", "--quiet", "--bin", "kami")
    return TARGET / "release" / "kami"


STATIC = "x86_64-unknown-linux-musl"
"""What is released for Linux."""


def build_released():
    """The program as it is released for Linux, static; None where its target is not installed."""
    installed = subprocess.run(["rustup", "target", "list", "--installed"], capture_output=True, text=True)
    if installed.returncode or STATIC not in installed.stdout.split():
        return None
    say("building kami as it is released")
    cargo("build", "--release", "--quiet", "--bin", "kami", "--target", STATIC)
    return TARGET / STATIC / "release" / "kami"


def build_tools():
    cargo("build", "--release", "--quiet", "--manifest-path", BENCH / "tools" / "Cargo.toml",
          "--target-dir", TOOLS / "build")  # fmt: skip
    return TOOLS / "build" / "release"


def build_rivals():
    say("building the policy engines")
    cargo("build", "--release", "--quiet", "--manifest-path", BENCH / "rivals" / "Cargo.toml",
          "--target-dir", TOOLS / "build")  # fmt: skip
    return TOOLS / "build" / "release" / "rivals"


def python():
    """A Python with DuckDB and Polars."""
    interpreter = VENV / "bin" / "python"
    if not interpreter.exists():
        say("installing DuckDB and Polars from PyPI")
        subprocess.run([sys.executable, "-m", "venv", VENV], check=True)
    if subprocess.run([interpreter, "-c", "import duckdb, polars"], capture_output=True).returncode:
        subprocess.run([interpreter, "-m", "pip", "install", "-q", "duckdb", "polars"], check=True)
    return interpreter


def program(name, crate=None):
    """A program that may be installed; with a crate, it is built if it is not. None without it."""
    path = shutil.which(name) or shutil.which(name, path=TOOLS / "bin")
    if path is None and crate:
        say(f"installing {crate}")
        subprocess.run(["cargo", "install", "--quiet", "--root", TOOLS, crate])
        path = shutil.which(name, path=TOOLS / "bin")
    return path


def folder(rows):
    """A folder for data and outputs: in memory, if there is room."""
    shm = pathlib.Path("/dev/shm")
    if shm.is_dir() and shutil.disk_usage(shm).free > rows * BYTES_A_ROW:
        return pathlib.Path(tempfile.mkdtemp(prefix="kami-bench-", dir=shm)), True
    return pathlib.Path(tempfile.mkdtemp(prefix="kami-bench-", dir=TARGET)), False


class Data:
    """The inputs, each made when it is first asked for."""

    def __init__(self, place, tools):
        self.place, self.tools = place, tools

    def __call__(self, what, form, rows, set_="tidy"):
        suffix = "" if set_ == "tidy" else f"-{set_}"
        path = self.place / f"{what}-{rows}{suffix}.{form}"
        if not path.exists():
            say(f"making {path.name}")
            with open(path, "wb") as out:
                subprocess.run([self.tools / "generate", what, form, str(rows), set_], stdout=out, check=True)
        return path
