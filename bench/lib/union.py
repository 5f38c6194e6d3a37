"""Whether the parts of a split run say together what a single run says."""

import collections
import hashlib
import json
import subprocess

PLACES = ("record", "source")
"""Which record of which input it was: the only thing that splitting changes."""


def bare(line):
    """A result without its place, as text that can be compared."""
    result = json.loads(line)
    for name in PLACES:
        result.pop(name, None)
    return json.dumps(result, ensure_ascii=False, sort_keys=True)


def digest(lines):
    """Counts and a fingerprint of results, whatever their order."""
    count, total, verdicts = 0, 0, collections.Counter()
    for line in lines:
        text = bare(line)
        total += int.from_bytes(hashlib.blake2b(text.encode(), digest_size=16).digest(), "big")
        count += 1
        verdicts[json.loads(text)["verdict"]] += 1
    return count, total % 2**128, dict(verdicts)


def single(kami, arguments, path):
    """The digest and exit code of one run over everything."""
    with open(path, "rb") as source:
        run = subprocess.Popen([str(kami), *arguments], stdin=source, stdout=subprocess.PIPE)
        found = digest(run.stdout)
    return found, run.wait()


def exit_code(verdicts, gates=()):
    """What a single run would have ended with, given the verdicts of all parts."""
    if verdicts.get("invalid"):
        return 3
    if any(verdicts.get(gate) for gate in gates):
        return 1
    return 2 if gates and not sum(verdicts.values()) else 0
