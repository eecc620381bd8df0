"""The targets of a matter that an address asks for, each with its rank or with what keeps it from one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from plans_pages.indicators.choices import Choices, choices_of, fits
from plans_pages.indicators.picture import things
from plans_pages.indicators.reasons import Against, Nearest, own_reasons
from plans_pages.indicators.targets import Held, held, plans_of, ranked, words_of
from plans_pages.kept import once
from plans_pages.language import say
from plans_pages.reading.marks import fact_anchor
from plans_pages.rooms import Ask
from plans_pages.rows import value

from pipeline.compare.ranks import Rank


@dataclass(frozen=True)
class Line:
    """A target in the table.

    `against` is empty where it is ranked, or kept from every ranking; not of a draft, which may be ranked
    where drafts are.
    """

    held: Held
    words: dict[str, Any]
    anchor: str
    rank: Rank | None
    own: list[str]
    against: list[Against]

    @property
    def place(self) -> str:
        """What its rank says: a lower or higher level, for a change a smaller or larger one."""
        if self.rank is None:
            return ""
        if self.rank.of == 1:
            return say("持平", "tie")
        lower, higher = (
            (say("变化最小", "smallest change"), say("变化最大", "largest change"))
            if self.held.change
            else (say("数值最低", "lowest level"), say("数值最高", "highest level"))
        )
        return {1: lower, self.rank.of: higher}.get(self.rank.place, say("居中", "between"))


@dataclass(frozen=True)
class Selection:
    """`everything` is all targets of the matter, `shown` those that are asked for, in order."""

    family: str
    plans: dict[str, dict[str, Any]]
    everything: list[Held]
    shown: list[Held]
    choices: Choices
    ranks: dict[str, Rank]
    nearest: Nearest


def selection(connection: Any, ask: Ask) -> Selection | None:
    """What is asked for of a matter by its name, or by the id of an indicator; None if there is neither."""
    plans = once(connection, "plans", plans_of)
    family = ask.parts["matter"]
    everything = _held(connection, family, plans)
    if not everything:
        family = _family_of(connection, family)
        everything = _held(connection, family, plans)
    if not everything:
        return None
    choices = choices_of(everything, ask)
    ranks = ranked(everything, choices.drafts)
    return Selection(
        family,
        plans,
        everything,
        in_order([each for each in everything if fits(each, choices)], ranks),
        choices,
        ranks,
        Nearest(everything, choices.drafts),
    )


def _held(connection: Any, family: str, plans: dict[str, dict[str, Any]]) -> list[Held]:
    return once(connection, "targets", lambda connection: held(connection, family, plans), family)


def _family_of(connection: Any, indicator: str) -> str:
    """The matter of an indicator's id; empty if there is none."""
    return str(
        value(
            connection,
            "SELECT own.family FROM targets AS target JOIN comparable_targets AS own ON own.target_id = target.id"
            " WHERE target.indicator_id = ? ORDER BY own.family LIMIT 1",
            [indicator],
        )
        or ""
    )


def in_order(targets: Sequence[Held], ranks: dict[str, Rank]) -> list[Held]:
    """Ranked groups first, then numbers of one thing together by year, then what has no number."""
    order = {thing: index for index, thing in enumerate(things(targets))}

    def key(each: Held) -> tuple[Any, ...]:
        row = each.row
        place = order.get((each.name, row["common_unit"] or "", each.change), len(order))
        group = (each.year or 0, row["group_key"] or "") if each.id in ranks else (0, "")
        return (
            each.id not in ranks,
            each.level is None,
            place,
            *group,
            each.level or 0 if each.id in ranks else 0,
            each.year or 9999,
            each.plan["id"],
            row["char_start"],
        )

    return sorted(targets, key=key)


def lines(connection: Any, found: Selection, targets: Sequence[Held]) -> list[Line]:
    """`targets` as rows of a table."""
    words = words_of(connection, targets)
    told = []
    for each in targets:
        own = [] if each.id in found.ranks else own_reasons(each, found.choices.drafts)
        row = each.row
        anchor = fact_anchor("targets", row["char_start"], row["char_end"]) or f"c-{row['clause_id']}"
        against = [] if each.id in found.ranks or each.obstacles else found.nearest.of(each)
        told.append(Line(each, words[each.id], anchor, found.ranks.get(each.id), own, against))
    return told
