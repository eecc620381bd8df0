"""What may be laid side by side: plans to choose from, and pairs that are worth it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from plans_pages.compare.asked import Choice
from plans_pages.rows import rows

MOST_LISTED = 40
_MOST_SUGGESTED = 6
_LOOKED_AT = 600  # pairs, the likest first
_OFTEN = 2  # suggestions that name one plan
_COLUMNS = (
    "id, short_title, status, issuer, jurisdiction, level, issued_on, doc_number, plan_id, predecessor_id"
)
_SHARE = "1.0 * (matched_a + matched_b) / max(provisions_a + provisions_b, 1)"
_ORDER = "CASE level WHEN 'national' THEN 1 WHEN 'province' THEN 2 WHEN 'prefecture' THEN 3 ELSE 4 END, jurisdiction, id"


@dataclass(frozen=True)
class Suggestion:
    """Plans that may be laid side by side; `share`: of their provisions that have a counterpart."""

    plans: tuple[dict[str, Any], ...]
    share: float | None
    href: str


@dataclass(frozen=True)
class Chooser:
    """`listed` of `total` plans that are called what was searched for, the likest to those chosen first."""

    chosen: list[dict[str, Any]]
    listed: list[dict[str, Any]]
    total: int
    search: str
    several_bodies: list[Suggestion]
    one_body: list[Suggestion]
    too_many: bool


def chooser(connection: Any, choice: Choice, search: str) -> Chooser:
    """The plans to choose from."""
    known = {
        plan["id"]: plan for plan in rows(connection, f"SELECT {_COLUMNS} FROM documents ORDER BY {_ORDER}")
    }
    chosen = [known[each] for each in choice.plans if each in known]
    near = _nearest(connection, choice.plans)
    found = [
        {**plan, "share": near.get(plan["id"])}
        for plan in known.values()
        if plan["id"] not in choice.plans and _is_called(plan, search)
    ]
    if near:
        found.sort(key=lambda plan: -(plan["share"] or 0))
    several, one = ([], []) if choice.plans or search else _suggested(connection, known, choice)
    return Chooser(
        chosen, found[:MOST_LISTED], len(found), search, several, one, too_many=len(choice.plans) > 1
    )


def _is_called(plan: dict[str, Any], search: str) -> bool:
    said = "\n".join(
        str(plan[name] or "") for name in ("id", "short_title", "issuer", "jurisdiction", "doc_number")
    )
    return all(word in said for word in search.split())


def _nearest(connection: Any, plans: Sequence[str]) -> dict[str, float]:
    """How much each plan has in common with the first of `plans`, of those that it was compared with."""
    if not plans:
        return {}
    sql = (
        f"SELECT document_b AS other, {_SHARE} AS share FROM comparisons WHERE document_a = :plan"
        f" UNION ALL SELECT document_a, {_SHARE} FROM comparisons WHERE document_b = :plan"
    )
    return {row["other"]: row["share"] for row in rows(connection, sql, {"plan": plans[0]})}


def _suggested(
    connection: Any, known: dict[str, dict[str, Any]], choice: Choice
) -> tuple[list[Suggestion], list[Suggestion]]:
    """Pairs of plans of different bodies, and of one body or one plan, the likest first."""
    sql = f"SELECT document_a, document_b, {_SHARE} AS share FROM comparisons ORDER BY share DESC, document_a LIMIT {_LOOKED_AT}"
    pairs = [
        (known[row["document_a"]], known[row["document_b"]], float(row["share"]))
        for row in rows(connection, sql)
    ]
    several = [_suggestion(a, b, share, choice) for a, b, share in pairs if not _of_one_body(a, b)]
    one = [_suggestion(*_older_first(a, b), share, choice) for a, b, share in pairs if _of_one_body(a, b)]
    return list(_seldom(several)), list(_seldom(one))


def _of_one_body(a: dict[str, Any], b: dict[str, Any]) -> bool:
    """Whether two documents are versions of one plan, or plans of one territory's government."""
    versions = (
        a["plan_id"] == b["plan_id"] or a["predecessor_id"] == b["id"] or b["predecessor_id"] == a["id"]
    )
    return versions or bool(a["jurisdiction"] and a["jurisdiction"] == b["jurisdiction"])


def _older_first(a: dict[str, Any], b: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    turned = a["predecessor_id"] == b["id"] or (b["issued_on"] or "9999") < (a["issued_on"] or "9999")
    return (b, a) if turned else (a, b)


def _suggestion(a: dict[str, Any], b: dict[str, Any], share: float, choice: Choice) -> Suggestion:
    return Suggestion((a, b), share, choice.href(plans=(a["id"], b["id"])))


def _seldom(found: Iterable[Suggestion]) -> Iterator[Suggestion]:
    """The first of `found`, so that no plan is in all of them."""
    named: Counter[str] = Counter()
    given = 0
    for each in found:
        ids = [plan["id"] for plan in each.plans]
        if given < _MOST_SUGGESTED and all(named[plan] < _OFTEN for plan in ids):
            named.update(ids)
            given += 1
            yield each
