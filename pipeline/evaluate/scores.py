"""Pairing gold with what was found: hits, misses, inventions, and the fields of what was hit."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.evaluate.facts import Fact, pair_share

_QUOTE_SHARE = 0.5
_INDICATOR_SHARE = 0.6
_SCOPE_SHARE = 0.5


@dataclass
class Score:
    """Hits, misses and inventions of one kind in one document."""

    kind: str
    document: str
    hits: list[tuple[Fact, Fact]] = field(default_factory=list)
    misses: list[Fact] = field(default_factory=list)
    inventions: list[Fact] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Share of the extracted facts that are in gold; 1 if none were extracted."""
        return share(len(self.hits), len(self.hits) + len(self.inventions))

    @property
    def recall(self) -> float:
        """Share of gold that was found; 1 if gold is empty."""
        return share(len(self.hits), len(self.hits) + len(self.misses))

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return share(2 * len(self.hits), 2 * len(self.hits) + len(self.misses) + len(self.inventions))


def pair_facts(kind: str, document: str, gold: list[Fact], found: list[Fact]) -> Score:
    """Pair gold with found facts of the same key, the best shared quote first."""
    score = Score(kind, document)
    left = list(found)
    for fact in gold:
        same = [other for other in left if other.key == fact.key]
        if kind == "qualitative targets":
            same = [other for other in same if pair_share(fact.quote, other.quote) >= _QUOTE_SHARE]
        if not same:
            score.misses.append(fact)
            continue
        best = max(same, key=lambda other: pair_share(fact.quote, other.quote) + _scope_bonus(fact, other))
        left.remove(best)
        score.hits.append((fact, best))
    score.inventions = left
    return score


def _scope_bonus(gold: Fact, found: Fact) -> float:
    return 0.5 * pair_share(gold.fields.get("scope") or "", found.fields.get("scope") or "")


def field_hits(gold: Fact, found: Fact) -> dict[str, bool]:
    """Which fields of a matched target are right."""
    g, f = gold.fields, found.fields
    return {
        "op": g["op"] == f["op"],
        "direction": g["direction"] == f["direction"],
        "hedges": set(g["hedges"]) == set(f["hedges"]),
        "baseline": bool(g["baseline"]) == bool(f["baseline"]),
        "recurrence": g["recurrence"] == f["recurrence"],
        "indicator": pair_share(g["indicator"], f["indicator"]) >= _INDICATOR_SHARE,
        "scope": _same_scope(g["scope"], f["scope"]),
    }


def _same_scope(gold: str | None, found: str | None) -> bool:
    if not gold or not found:
        return not gold and not found
    return pair_share(gold, found) >= _SCOPE_SHARE


def share(part: int, whole: int) -> float:
    """`part / whole`; 1 where there is nothing to divide by."""
    return part / whole if whole else 1.0
