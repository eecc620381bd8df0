"""The scores of all kinds and documents, as one report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.evaluate.facts import Fact
from pipeline.evaluate.roles import ROLES
from pipeline.evaluate.scores import Score, field_hits


@dataclass(frozen=True)
class Report:
    """The scores of all kinds and documents."""

    scores: tuple[Score, ...]

    def total(self, kind: str) -> Score:
        """The score of a kind over all documents."""
        total = Score(kind, "all")
        for score in self.scores:
            if score.kind == kind:
                total.hits += score.hits
                total.misses += score.misses
                total.inventions += score.inventions
        return total

    def kinds(self) -> list[str]:
        """The kinds of facts evaluated, in order (the roles of other numbers are a field)."""
        return [kind for kind in dict.fromkeys(score.kind for score in self.scores) if kind != ROLES]

    def field_accuracy(self) -> dict[str, tuple[int, int]]:
        """Right and all of each field of the matched targets, and of the roles of other numbers."""
        counts: dict[str, tuple[int, int]] = {}
        for kind in ("quantitative targets", "qualitative targets"):
            for gold, found in self.total(kind).hits:
                for name, right in field_hits(gold, found).items():
                    done, seen = counts.get(name, (0, 0))
                    counts[name] = (done + right, seen + 1)
        roles = self.total(ROLES)
        if roles.hits or roles.misses:
            counts["role of other numbers"] = (len(roles.hits), len(roles.hits) + len(roles.misses))
        return counts

    def render(self, misses: bool = False) -> str:
        """The report as text: a line a kind, then the fields, then (`misses`) each miss and invention."""
        lines = [f"{'kind':<34}{'P':>7}{'R':>7}{'F1':>7}{'gold':>7}{'found':>7}"]
        for kind in self.kinds():
            score = self.total(kind)
            gold, found = len(score.hits) + len(score.misses), len(score.hits) + len(score.inventions)
            lines.append(
                f"{kind:<34}{score.precision:>7.3f}{score.recall:>7.3f}{score.f1:>7.3f}{gold:>7}{found:>7}"
            )
        for name, (right, seen) in sorted(self.field_accuracy().items()):
            lines.append(f"field {name:<28}{right / seen:>7.3f}{'':>14}{seen:>7}")
        if misses:
            lines += _differences(self.scores)
        return "\n".join(lines)


def _differences(scores: Iterable[Score]) -> list[str]:
    lines: list[str] = []
    for score in scores:
        for sign, facts in (("miss", score.misses), ("invention", score.inventions)):
            lines += [f"{score.kind} | {score.document} | {sign}: {fact.shown}" for fact in facts]
    for score in scores:
        if "targets" in score.kind:
            lines += _field_differences(score.document, score.hits)
    return lines


def _field_differences(document: str, hits: Sequence[tuple[Fact, Fact]]) -> list[str]:
    lines = []
    for gold, found in hits:
        for name, right in field_hits(gold, found).items():
            if not right:
                lines.append(
                    f"field {name} | {document}: gold {gold.fields[name]!r}, found {found.fields[name]!r} | {found.shown}"
                )
    return lines
