"""The tables and views that a comparison is made of, and what a comparison's head says of its plans."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from urllib.parse import urlencode

from datasette.utils import tilde_encode
from plans_pages.addresses import at
from plans_pages.cells import reading_path
from plans_pages.compare.asked import Choice
from plans_pages.language import say

from pipeline.cite import cite_document
from pipeline.report.stored_plans import StoredPlan


@dataclass(frozen=True)
class Head:
    """A plan at the head of its column. `first_href` makes it the base, `without_href` leaves it out."""

    id: str
    name: str
    status: str
    citation: str
    issued_on: str
    provisions: int
    attributed: bool
    read_href: str
    first_href: str
    without_href: str


def heads(plans: Sequence[StoredPlan], choice: Choice) -> list[Head]:
    """The plans, in the order of their columns."""
    return [_head(plan, choice) for plan in plans]


def _head(plan: StoredPlan, choice: Choice) -> Head:
    metadata = plan.record.metadata
    others = tuple(each for each in choice.plans if each != plan.id)
    return Head(
        id=plan.id,
        name=metadata.short_title,
        status=metadata.status,
        citation=cite_document(metadata),
        issued_on=metadata.issued_on or "",
        provisions=len(plan.provisions),
        attributed=metadata.attribution_style != "none",
        read_href=reading_path(plan.id),
        first_href=choice.href(plans=(plan.id, *others)),
        without_href=choice.href(plans=others) if len(others) > 1 else "",
    )


def table_href(database: str, table: str, **values: str) -> str:
    """A table, view or query with certain values."""
    return at(f"/{tilde_encode(database)}/{table}?{urlencode(values)}")


def sources(plans: Sequence[StoredPlan], choice: Choice, database: str) -> list[tuple[str, str]]:
    """What a comparison is made of: name and address of each view."""
    found: list[tuple[str, str]] = []
    for one, other in combinations(plans, 2):
        for name, table, first, second in (
            (say("逐条对应", "counterparts"), "counterparts", one, other),
            (say("未见对应", "not in"), "not_in", one, other),
            (say("未见对应", "not in"), "not_in", other, one),
            (say("同一措施", "same measures"), "same_measures", one, other),
        ):
            values = {"document_id": first.id, "other_document_id": second.id}
            titles = f"{first.record.metadata.short_title} → {second.record.metadata.short_title}"
            found.append((f"{name} {titles}", table_href(database, table, **values)))
    topic = {"topic": choice.topic} if choice.topic else {}
    found.append((say("主题条款", "provisions by topic"), table_href(database, "topic_clauses", **topic)))
    return found
