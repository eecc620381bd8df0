"""All matters with targets: `/indicators`. How many plans promise each, for which years, and what may be ranked."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from plans_pages.indicators.pages import Pages, pages
from plans_pages.kept import once
from plans_pages.rooms import Ask, Room
from plans_pages.rows import rows

from pipeline.compare.families import english_names
from pipeline.compare.ranks import ranks
from pipeline.fold import fold

_SIZE = 50


@dataclass(frozen=True)
class Matter:
    """A matter in the list. `with_number` counts the plans that give a number; `rankable` counts the groups that are ranked, `with_drafts` the same with drafts."""

    family: str
    english: str
    names: tuple[str, ...]
    plans: int
    targets: int
    numbers: int
    with_number: int
    years: tuple[str, ...]
    rankable: int
    with_drafts: int
    looked_for: str


@dataclass(frozen=True)
class Listing:
    matters: list[Matter]
    everything: int
    shared: int
    years: list[str]
    pages: Pages


def listing(connection: Any, ask: Ask) -> Listing:
    """The list, narrowed by the words `q`, a `year`, `shared` (several plans) and `ranked`."""
    everything = once(connection, "matters", matters)
    found = [each for each in everything if _fits(each, ask)]
    page = pages(ask, len(found), _SIZE)
    return Listing(
        found[page.start : page.start + _SIZE],
        len(everything),
        sum(each.plans > 1 for each in everything),
        sorted({year for each in everything for year in each.years}),
        page,
    )


def _fits(matter: Matter, ask: Ask) -> bool:
    words = fold(ask.get("q")).casefold().split()
    year = ask.get("year")
    return (
        all(word in matter.looked_for for word in words)
        and (not year or year in matter.years)
        and (not ask.get("shared") or matter.plans > 1)
        and (
            not ask.get("ranked")
            or matter.rankable > 0
            or (ask.get("ranked") == "drafts" and matter.with_drafts > 0)
        )
    )


def matters(connection: Any) -> list[Matter]:
    """All matters, first those that most plans promise."""
    held: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    drafts = {row["id"] for row in rows(connection, "SELECT id FROM documents WHERE status = 'draft'")}
    for row in rows(
        connection,
        "SELECT family, target_id, document_id, indicator, year, level, group_key, obstacles FROM comparable_targets",
    ):
        held[row["family"]].append(row)
    found = [_matter(family, targets, drafts) for family, targets in held.items()]
    return sorted(found, key=lambda each: (-each.plans, -each.targets, each.family))


def _matter(family: str, targets: Sequence[dict[str, Any]], drafts: set[str]) -> Matter:
    english = english_names().get(family, "")
    counts: defaultdict[str, set[str]] = defaultdict(set)
    for row in targets:
        counts[row["indicator"]].add(row["document_id"])
    names = tuple(sorted(counts, key=lambda name: (-len(counts[name]), name)))
    return Matter(
        family=family,
        english=english,
        names=names,
        plans=len({row["document_id"] for row in targets}),
        targets=len(targets),
        numbers=sum(row["group_key"] is not None for row in targets),
        with_number=len({row["document_id"] for row in targets if row["group_key"] is not None}),
        years=tuple(
            sorted({row["year"][:4] for row in targets if row["year"] and row["year"][:4].isdigit()})
        ),
        rankable=_groups(row for row in targets if row["document_id"] not in drafts),
        with_drafts=_groups(iter(targets)),
        looked_for=fold(" ".join((family, english, *names))).casefold(),
    )


def _groups(targets: Iterator[dict[str, Any]]) -> int:
    """How many groups are ranked."""
    able = [row for row in targets if row["group_key"] and not json.loads(row["obstacles"])]
    group = {row["target_id"]: row["group_key"] for row in able}
    placed = ranks((row["target_id"], row["group_key"], row["document_id"], row["level"]) for row in able)
    return len({group[target] for target in placed})


ROOM = Room(r"/indicators$", "indicators.html", listing)
