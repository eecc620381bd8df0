"""One matter across all plans: `/indicators/PM2.5`. What each promises, drawn and in a table, and what may be ranked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from plans_pages.charts.signs import MOST_PLANS, Sign, signs
from plans_pages.indicators.choices import Choices, choices_of, fits
from plans_pages.indicators.pages import Pages, pages
from plans_pages.indicators.picture import Picture, pictures, things
from plans_pages.indicators.reasons import Against, Nearest, Pair, own_reasons
from plans_pages.indicators.targets import Held, held, plans_of, ranked, words_of
from plans_pages.kept import once
from plans_pages.language import say
from plans_pages.reading.marks import fact_anchor
from plans_pages.rooms import Ask, Room
from plans_pages.rows import value

from pipeline.compare.families import english_names
from pipeline.compare.ranks import Rank

_SIZE = 50  # targets on a page
_SILENT = 40  # documents that are named where nothing is stated


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
class Block:
    """Lines under one heading: a group that is ranked, one thing measured, or what has no number."""

    title: str
    ranked: bool
    lines: list[Line]


@dataclass(frozen=True)
class MatterPage:
    family: str
    english: str
    targets: int
    numbers: int
    speaking: int
    documents: int
    groups: list[Block]
    pairs: list[Pair]
    drafts_would_rank: int
    pictures: list[Picture]
    legend: list[tuple[dict[str, Any], Sign]]
    blocks: list[Block]
    silent: list[dict[str, Any]]
    choices: Choices
    pages: Pages


def matter(connection: Any, ask: Ask) -> MatterPage | None:
    """The page of a matter by its name, or of the matter of an indicator by its id; None if there is neither."""
    plans = once(connection, "plans", plans_of)
    family = ask.parts["matter"]
    everything = _held(connection, family, plans)
    if not everything:
        family = _family_of(connection, family)
        everything = _held(connection, family, plans)
    if not everything:
        return None
    choices = choices_of(everything, ask)
    drawn = [each for each in everything if fits(each, choices, plan=False)]
    shown = [each for each in drawn if fits(each, choices)]
    ranks = ranked(everything, choices.drafts)
    ordered = _ordered(shown, ranks)
    page = pages(ask, len(ordered), _SIZE)
    nearest = Nearest(everything, choices.drafts)
    lines = _lines(connection, ordered[page.start : page.start + _SIZE], ranks, nearest, choices.drafts)
    sign_of = _signs(plans, drawn, shown)
    groups = _ranked_groups(connection, everything, ranks, choices.drafts)
    speaking = {each.plan["id"] for each in everything}
    return MatterPage(
        family=family,
        english=english_names().get(family, ""),
        targets=len(everything),
        numbers=sum(each.level is not None for each in everything),
        speaking=len(speaking),
        documents=len(plans),
        groups=groups,
        pairs=[] if groups else nearest.pairs(),
        drafts_would_rank=len(ranked(everything, True)) - len(ranks),
        pictures=pictures(drawn, sign_of, ask.database),
        legend=[(plans[plan], sign) for plan, sign in sign_of.items()],
        blocks=_blocks(lines),
        silent=[plan for plan in plans.values() if plan["id"] not in speaking][: _SILENT + 1],
        choices=choices,
        pages=page,
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


def _signs(plans: dict[str, dict[str, Any]], drawn: Sequence[Held], shown: Sequence[Held]) -> dict[str, Sign]:
    """Which plans have marks of their own: all where they are few, else the chosen ones.

    A small library gives each plan the same sign on every page.
    """
    if len(plans) <= MOST_PLANS:
        drawn_plans = {each.plan["id"] for each in drawn}
        library = signs((plan["id"], plan["status"]) for plan in plans.values())
        return {plan: sign for plan, sign in library.items() if plan in drawn_plans}
    for targets in (drawn, shown):
        found = {each.plan["id"]: each.plan for each in targets if each.level is not None}
        if len(found) <= MOST_PLANS:
            order = [plan for plan in plans.values() if plan["id"] in found]
            return signs((plan["id"], plan["status"]) for plan in order)
    return {}


def _ordered(targets: Sequence[Held], ranks: dict[str, Rank]) -> list[Held]:
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


def _lines(
    connection: Any, targets: Sequence[Held], ranks: dict[str, Rank], nearest: Nearest, drafts: bool
) -> list[Line]:
    words = words_of(connection, targets)
    found = []
    for each in targets:
        own = [] if each.id in ranks else own_reasons(each, drafts)
        row = each.row
        anchor = fact_anchor("targets", row["char_start"], row["char_end"]) or f"c-{row['clause_id']}"
        against = [] if each.id in ranks or each.obstacles else nearest.of(each)
        found.append(Line(each, words[each.id], anchor, ranks.get(each.id), own, against))
    return found


def _ranked_groups(
    connection: Any, everything: Sequence[Held], ranks: dict[str, Rank], drafts: bool
) -> list[Block]:
    """The first groups that are ranked, for the head of the page, whatever is filtered."""
    able = _ordered([each for each in everything if each.id in ranks], ranks)[:_SIZE]
    return _blocks(_lines(connection, able, ranks, Nearest([], drafts), drafts)) if able else []


def _blocks(lines: Sequence[Line]) -> list[Block]:
    return [Block(title, ranks, list(found)) for (title, ranks), found in groupby(lines, key=_heading)]


def _heading(line: Line) -> tuple[str, bool]:
    each = line.held
    if each.level is None:
        return say(
            "没有自己的数值（定性，或由他文件定）", "No number of their own (qualitative, or deferred)"
        ), False
    unit = each.row["common_unit"] or ""
    if line.rank is None:
        change = say("（变化）", " (change)") if each.change else ""
        return f"{each.name}{change} · {unit}", False
    said = (each.row["indicator"], each.row["year"], each.row["base_year"], each.row["exclusions"], unit)
    return " · ".join(str(part) for part in said if part), True


ROOM = Room(r"/indicators/(?P<matter>[^/]+)$", "indicator.html", matter)
