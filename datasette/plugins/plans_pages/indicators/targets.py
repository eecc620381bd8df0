"""The targets of one matter as rows that may be laid against each other.

All of them without the source's words; those only for what a page shows.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from plans_pages.rows import rows

from pipeline.compare.comparands import plain_name
from pipeline.compare.group_keys import Respects, respects
from pipeline.compare.implied_changes import start_of
from pipeline.compare.ranks import Rank, ranks
from pipeline.units import to_base

_LIGHT = """
SELECT own.target_id, own.document_id, own.indicator, own.territory, own.statistic, own.year, own.base_year,
       own.exclusions, own.genre, own.level, own.unit AS common_unit, own.group_key, own.obstacles, own.formula,
       own.rate_formula, target.direction, target.op, target.value, target.value_high, target.unit, target.kind,
       target.indicator AS said, target.scope, target.baseline, target.baseline_value, target.hedges,
       target.strength, target.recurrence, target.deferred_to, target.char_start, target.char_end,
       target.clause_id, indicator.name AS canonical, indicator.base_unit AS indicator_unit
FROM comparable_targets AS own
JOIN targets AS target ON target.id = own.target_id
LEFT JOIN indicators AS indicator ON indicator.id = target.indicator_id
WHERE own.family = ?
"""
_HEAVY = """
SELECT target.id AS target_id, target.quote, target.citation, clause.ref
FROM targets AS target JOIN clauses AS clause ON clause.id = target.clause_id WHERE target.id IN ({})
"""


@dataclass(frozen=True)
class Held:
    """A target of the matter: its row, its document, and what has to agree before it may be ranked.

    `respects` is None without a number; `start` is (year, value in the common unit) where a base or an
    observation of its own document gives it.
    """

    row: dict[str, Any]
    plan: dict[str, Any]
    name: str
    respects: Respects | None
    obstacles: tuple[str, ...]
    year: int | None
    level: float | None  # in the common unit, if it has a number of its own

    @property
    def id(self) -> str:
        """The target's id."""
        return str(self.row["target_id"])

    @property
    def draft(self) -> bool:
        """Whether its document is a draft."""
        return bool(self.plan["status"] == "draft")

    @property
    def change(self) -> bool:
        """Whether it is a change and no level."""
        return self.row["direction"] in ("increase", "decrease")

    @property
    def start(self) -> tuple[int | None, float] | None:
        """Where it starts from."""
        row = self.row
        if row["formula"]:
            return start_of(row["formula"])
        if row["baseline_value"] is None or self.change:
            return None
        base = str(row["baseline"] or "")[:4]
        value = to_base(row["baseline_value"], row["unit"] or row["common_unit"])[0]
        return (int(base) if base.isdigit() else None), value


def held(connection: Any, family: str, plans: dict[str, dict[str, Any]]) -> list[Held]:
    """All targets of a matter, of `plans` by id; empty if there is no such matter."""
    found = []
    for row in rows(connection, _LIGHT, [family]):
        name = plain_name(row["said"] or "", row["direction"], row["canonical"], row["indicator_unit"])
        key = respects(row["group_key"], name)
        year = str(row["year"] or "")[:4]
        found.append(
            Held(
                row,
                plans[row["document_id"]],
                name,
                key,
                tuple(json.loads(row["obstacles"])) if row["obstacles"] != "[]" else (),
                int(year) if year.isdigit() else None,
                row["level"] if key else None,
            )
        )
    return found


def ranked(targets: Iterable[Held], drafts: bool) -> dict[str, Rank]:
    """The ranks of targets by id; drafts only where they are asked for."""
    return ranks(
        (each.id, each.row["group_key"], each.row["document_id"], each.level)
        for each in targets
        if not each.obstacles and each.level is not None and (drafts or not each.draft)
    )


def words_of(connection: Any, targets: Sequence[Held]) -> dict[str, dict[str, Any]]:
    """Quote, citation and place of a page's targets, by id."""
    ids = [each.id for each in targets]
    found = rows(connection, _HEAVY.format(", ".join("?" * len(ids))), ids)
    return {row["target_id"]: row for row in found}


def plans_of(connection: Any) -> dict[str, dict[str, Any]]:
    """All documents by id: what a row says of its document."""
    found = rows(
        connection,
        "SELECT id, short_title, status, level, jurisdiction, issuer FROM documents ORDER BY"
        " CASE level WHEN 'national' THEN 1 WHEN 'province' THEN 2 WHEN 'prefecture' THEN 3 WHEN 'county' THEN 4"
        " ELSE 5 END, jurisdiction, id",
    )
    return {row["id"]: row for row in found}
