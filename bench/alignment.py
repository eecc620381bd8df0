"""How well plans are laid side by side, against pairs that people have read (`tests/pairs`).

The weights are fitted to the pairs of the corpus, to which belong in one row and, less, to which partner
stands first; each pair of documents is judged by weights fitted to all the others. Prints Markdown: what was found,
and how often pairs of a score are right. `--records` judges pairs of other documents, `--own` each by weights
fitted to itself, which says what better weights could bring, `--write` writes the weights fitted to all pairs
of the corpus.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from pipeline.compare.align import REPORTED
from pipeline.compare.judgement import Model, Models, Weight, score
from pipeline.compare.likeness import Compared, Likeness, compared
from pipeline.compare.profiles import Profile, profile_of
from pipeline.store.records import read_record, record_path

ROOT = Path(__file__).resolve().parent.parent
WEIGHTS = ROOT / "pipeline/compare/weights.toml"
NAMES = [field.name for field in msgspec.structs.fields(Likeness)]
TOPICS = "topics_both"  # what the model without topics leaves out
RIDGE = 3.0  # holds the weights small: six pairs of documents are not many
FIRST = 0.5  # what it counts which partner of a provision is the first, beside which are partners at all
_STEPS = 60
_BANDS = (0.0, 0.1, 0.25, 0.4, 0.6, 0.8, 0.95, 1.0)
Array = Any


@dataclass(frozen=True)
class Read:
    """Two documents, what was read of them, and the numbers of all their pairs.

    `truth` is 1 for pairs that belong in one row, -1 for those that may be reported, 0 for all others.
    `firsts`: for each provision that has first partners its pairs (rows of `numbers`), and the shares of these.
    """

    name: str
    here: Profile
    there: Profile
    gold: dict[tuple[str, str], dict[str, Any]]
    compared: Compared
    truth: Array
    firsts: list[tuple[Array, Array]]

    def names(self, place: tuple[int, int]) -> tuple[str, str]:
        """The references of two provisions."""
        return self.here.provisions[place[0]].ref, self.there.provisions[place[1]].ref

    def numbers(self, names: list[str]) -> Array:
        """A row a pair of provisions, a column a number."""
        return np.stack([getattr(self.compared.likeness, name).ravel() for name in names], axis=1)


@dataclass
class Tally:
    """Core pairs and those found, pairs reported and those right, best partners, provisions left alone."""

    core: int = 0
    found: int = 0
    reported: int = 0
    right: int = 0
    led: int = 0
    led_right: int = 0
    alone: int = 0
    left_alone: int = 0

    def __iadd__(self, other: Tally) -> Tally:
        for field in vars(self):
            setattr(self, field, getattr(self, field) + getattr(other, field))
        return self

    def row(self, name: str) -> str:
        parts = ((self.found, self.core), (self.right, self.reported), (self.led_right, self.led))
        shares = " | ".join(f"{part / whole:.3f}" if whole else "" for part, whole in parts)
        return f"| {name} | {self.core} | {shares} | {self.left_alone} of {self.alone} |"


def read_pairs(records: Path) -> list[Read]:
    """All pairs of documents that were read and have records."""
    found = []
    for path in sorted((ROOT / "tests/pairs").glob("*.jsonl")):
        names = path.stem.split("--")
        if all(record_path(records, name).is_file() for name in names):
            here, there = (profile_of(read_record(record_path(records, name))) for name in names)
            rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
            gold = {(row["a"], row["b"]): row for row in rows}
            found.append(_measured(path.stem, here, there, gold))
    return found


def _measured(name: str, here: Profile, there: Profile, gold: dict[tuple[str, str], dict[str, Any]]) -> Read:
    grades = {"core": 1, "also": -1}
    refs = [[(a.ref, b.ref) for b in there.provisions] for a in here.provisions]
    truth = np.array([[grades[gold[ref]["grade"]] if ref in gold else 0 for ref in row] for row in refs])
    return Read(name, here, there, gold, compared(here, there), truth, _firsts(refs, gold, truth))


def _firsts(
    refs: list[list[tuple[str, str]]], gold: dict[tuple[str, str], dict[str, Any]], truth: Array
) -> list[tuple[Array, Array]]:
    pairs = np.arange(truth.size).reshape(truth.shape)
    found = []
    for letter, turned in (("a", pairs), ("b", pairs.T)):
        first = np.array(
            [[float(ref in gold and letter in gold[ref]["main"]) for ref in row] for row in refs]
        )
        for row in turned:
            rows = row[truth.ravel()[row] >= 0]
            marks = first.ravel()[rows]
            if marks.any():
                found.append((rows, marks / marks.sum()))
    return found


def fit(pairs: list[Read]) -> Models:
    """The model with topics and the one without."""
    return Models(_fit(pairs, NAMES), _fit(pairs, [name for name in NAMES if name != TOPICS]))


def _fit(pairs: list[Read], names: list[str]) -> Model:
    """A logistic model with a ridge, by Newton's method."""
    numbers = np.vstack([pair.numbers(names)[pair.truth.ravel() >= 0] for pair in pairs])
    truth = np.concatenate([pair.truth[pair.truth >= 0] for pair in pairs])
    means, deviations = numbers.mean(0), numbers.std(0) + 1e-9
    inputs = np.c_[(numbers - means) / deviations, np.ones(len(numbers))]
    firsts = [
        (np.c_[(pair.numbers(names)[rows] - means) / deviations, np.ones(len(rows))], shares)
        for pair in pairs
        for rows, shares in pair.firsts
    ]
    ridge = np.eye(inputs.shape[1]) * RIDGE
    ridge[-1, -1] = 0
    weights = np.zeros(inputs.shape[1])
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-inputs @ weights))
        slope = inputs.T @ (chance - truth) + ridge @ weights
        bend = (inputs.T * (chance * (1 - chance))) @ inputs + ridge
        for own, shares in firsts:
            among = np.exp(own @ weights - (own @ weights).max())
            among /= among.sum()
            slope += FIRST * own.T @ (among - shares)
            bend += FIRST * ((own.T * among) @ own - np.outer(among @ own, among @ own))
        weights = weights - np.linalg.solve(bend, slope)
    parts = zip(names, means.tolist(), deviations.tolist(), weights[:-1].tolist(), strict=True)
    return Model(float(weights[-1]), tuple(Weight(*part) for part in parts))


def scores(pair: Read, models: Models) -> dict[tuple[int, int], float]:
    """The score of each pair of provisions, as it is stored."""
    return {place: round(float(value), 4) for place, value in np.ndenumerate(score(pair.compared, models))}


def judge(pair: Read, given: dict[tuple[int, int], float]) -> Tally:
    """What scores find, against what was read."""
    name = {place: pair.names(place) for place in given}
    core = {refs for refs, row in pair.gold.items() if row["grade"] == "core"}
    reported = {name[place] for place, score in given.items() if score >= REPORTED}
    tally = Tally(len(core), len(core & reported), len(reported), sum(refs in pair.gold for refs in reported))
    for side, profile in enumerate((pair.here, pair.there)):
        letter = "ab"[side]
        for place, provision in enumerate(profile.provisions):
            own = {refs: row for refs, row in pair.gold.items() if refs[side] == provision.ref}
            mains = {refs for refs, row in own.items() if letter in row["main"]}
            best = max((p for p in given if p[side] == place), key=given.__getitem__)
            tally.led += bool(mains)
            tally.led_right += name[best] in mains
            tally.alone += not own
            tally.left_alone += not own and not any(refs[side] == provision.ref for refs in reported)
    return tally


def calibration(judged: list[tuple[float, int]]) -> list[str]:
    """How many pairs of each band of scores were read as right."""
    lines = ["| score | pairs | right |", "| --- | --: | --: |"]
    for low, high in pairwise(_BANDS):
        band = [truth for score, truth in judged if low <= score < high or score == high == 1]
        share = sum(truth != 0 for truth in band) / len(band) if band else 0
        lines.append(f"| {low:.2f}–{high:.2f} | {len(band)} | {share:.3f} |")
    return lines


def write(models: Models) -> None:
    """Write the weights as the program reads them."""
    lines = ["# Made by bench/alignment.py --write from tests/pairs."]
    for name in ("with_topics", "without_topics"):
        model: Model = getattr(models, name)
        lines += ["", f"[{name}]", f"intercept = {model.intercept:.6g}"]
        for weight in model.feature:
            lines += ["", f"[[{name}.feature]]", f'name = "{weight.name}"', f"mean = {weight.mean:.6g}"]
            lines += [f"deviation = {weight.deviation:.6g}", f"weight = {weight.weight:.6g}"]
    WEIGHTS.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Judge every pair of documents by the others; with --write fit to all of them."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--records", type=Path, help="judge the pairs that have records here")
    arguments.add_argument("--own", action="store_true", help="judge each pair by weights fitted to itself")
    arguments.add_argument("--write", action="store_true")
    given = arguments.parse_args()
    known = read_pairs(ROOT / "extracted")
    pairs = read_pairs(given.records) if given.records else known
    print("| documents | core pairs | found | reported ones right | best partner right | left alone |")
    print("| --- | --: | --: | --: | --: | --: |")
    total = Tally()
    judged: list[tuple[float, int]] = []
    for pair in pairs:
        teachers = [pair] if given.own else [other for other in known if other.name != pair.name]
        found = scores(pair, fit(teachers))
        tally = judge(pair, found)
        total += tally
        judged += zip(found.values(), pair.truth.ravel().tolist(), strict=True)
        print(tally.row(pair.name))
    print(total.row("all"))
    print("", *calibration(judged), sep="\n")
    if given.write:
        write(fit(known))


if __name__ == "__main__":
    main()
