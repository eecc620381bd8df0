"""How well measures are read and laid side by side, against rows that a person has made (`tests/measures`).

Prints Markdown: how many of the predicates that a person read were found and how often their parts are
right, and how many of the rows that lay one measure of two plans side by side were found.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

from pipeline.compare import align, profile_of
from pipeline.compare.measure_pairs import measure_profile, pair_measures
from pipeline.fold import fold
from pipeline.model import Measure, Record
from pipeline.store.records import read_record, record_path

ROOT = Path(__file__).resolve().parent.parent
PARTS = ("force", "threshold", "scope", "exception", "action", "object")
ALIKE = 0.6  # share of characters in common from which two readings of a part are the same
_SPACES = re.compile(r"\s+")
_SIGNS = re.compile(r"[\s、，；,;的等]")


@cache
def record(document: str) -> Record:
    """The committed record of a plan."""
    return read_record(record_path(ROOT / "extracted", document))


@dataclass
class Tally:
    """How many predicates were read by hand, found, and right in each part; `main`: force, threshold and scope."""

    read: int = 0
    found: int = 0
    main: int = 0
    right: Counter[str] = field(default_factory=Counter)

    def row(self, name: str) -> str:
        shares = (self.found, *(self.right[part] for part in PARTS), self.main)
        return (
            f"| {name} | {self.read} | " + " | ".join(f"{share / self.read:.3f}" for share in shares) + " |"
        )


def lines(name: str) -> Iterator[dict[str, Any]]:
    """The lines of a file of readings."""
    for line in (ROOT / f"tests/measures/{name}.jsonl").read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def found(document: str, quote: str) -> Measure | None:
    """The measure that shares most characters with the place where `quote` stands."""
    pattern = re.compile(r"\s*".join(map(re.escape, _SPACES.sub("", quote))))
    best: tuple[int, Measure | None] = (0, None)
    for match in pattern.finditer(record(document).text):
        for measure in record(document).measures:
            shared = min(measure.char_end, match.end()) - max(measure.char_start, match.start())
            if shared > best[0]:
                best = (shared, measure)
    return best[1]


def alike(one: str | None, other: str | None) -> bool:
    """Whether two readings of a part are the same: most characters in common, or one within the other."""
    a, b = (_SIGNS.sub("", fold(words or "")) for words in (one, other))
    if not a or not b:
        return a == b
    within = (len(a) > 3 and a in b) or (len(b) > 3 and b in a)
    return within or SequenceMatcher(None, a, b, autojunk=False).ratio() >= ALIKE


def judge(tally: Tally, measure: Measure | None, read: Mapping[str, Any]) -> None:
    """Count a predicate that was read by hand. A class that acts may stand as actor or as scope."""
    tally.read += 1
    if measure is None:
        return
    tally.found += 1
    right = {
        "force": measure.modality == read["force"],
        "threshold": alike(measure.threshold, read["threshold"]),
        "scope": alike(measure.scope, read["scope"])
        or (not read["scope"] and alike(measure.scope, read["actor"])),
        "exception": alike(measure.exception, read["exception"]),
        "action": alike(measure.action, read["action"]),
        "object": alike(measure.object, read["object"]),
    }
    tally.right.update(part for part, is_right in right.items() if is_right)
    tally.main += right["force"] and right["threshold"] and right["scope"]


def pairs_read(rows: Sequence[dict[str, Any]]) -> dict[tuple[str, str], set[tuple[str, str]]]:
    """The pairs of measures that a person laid side by side, by documents; only measures that were found."""
    pairs: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for row in rows:
        measures = {name: found(name, cell["quote"]) for name, cell in row["plans"].items()}
        for a, b in combinations(sorted(measures), 2):
            one, other = measures[a], measures[b]
            if one and other:
                pairs.setdefault((a, b), set()).add((one.id, other.id))
    return pairs


def pairs_found(a: str, b: str) -> set[tuple[str, str]]:
    """The pairs that the program lays side by side."""
    aligned = align(profile_of(record(a)), profile_of(record(b))).alignments
    places = {(pair.clause_a, pair.clause_b) for pair in aligned}
    pairs = pair_measures(measure_profile(record(a)), measure_profile(record(b)), places)
    return {(pair.measure_a, pair.measure_b) for pair in pairs}


def main() -> None:
    """Judge the committed records."""
    rows = list(lines("side_by_side"))
    read = pairs_read(rows)
    laid = {pair: pairs_found(*pair) for pair in read}
    beside = {measure for pairs in laid.values() for pair in pairs for measure in pair}
    print(
        "| predicates read by hand | number | found | "
        + " | ".join(PARTS)
        + " | force, threshold and scope |"
    )
    print("| --- " + "| --: " * (len(PARTS) + 3) + "|")
    tallies = {"in rows of several plans": Tally(), "of these, those laid side by side": Tally()}
    for row in rows:
        for document, cell in row["plans"].items():
            measure = found(document, cell["quote"])
            judge(tallies["in rows of several plans"], measure, cell)
            if measure and measure.id in beside:
                judge(tallies["of these, those laid side by side"], measure, cell)
    tallies["all of nine articles"] = Tally()
    for cell in lines("articles"):
        judge(tallies["all of nine articles"], found(cell["document"], cell["quote"]), cell)
    for name, tally in tallies.items():
        print(tally.row(name))
    print("\n| documents | pairs read | found |\n| --- | --: | --: |")
    for (a, b), pairs in read.items():
        print(f"| {a}--{b} | {len(pairs)} | {len(pairs & laid[a, b]) / len(pairs):.3f} |")
    whole = sum(map(len, read.values()))
    print(f"| all | {whole} | {sum(len(read[pair] & laid[pair]) for pair in read) / whole:.3f} |")


if __name__ == "__main__":
    main()
