"""One matter across all plans: `/indicators/PM2.5`. What each promises, drawn and in a table, and what may be ranked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from datasette.utils import tilde_encode
from plans_pages.addresses import at
from plans_pages.charts.signs import MOST_PLANS, Sign, signs
from plans_pages.indicators.choices import Choices, fits
from plans_pages.indicators.pages import Pages, pages
from plans_pages.indicators.picture import Picture, pictures
from plans_pages.indicators.reasons import Pair
from plans_pages.indicators.selection import Line, Selection, in_order, lines, selection
from plans_pages.indicators.targets import Held, ranked
from plans_pages.language import say
from plans_pages.rooms import Ask, Room

from pipeline.compare.families import english_names

_SIZE = 50  # targets on a page
_SILENT = 40  # documents that are named where nothing is stated


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
    files: dict[str, str]
    with_drafts: str  # the address of the same with drafts ranked

    @property
    def narrowed(self) -> bool:
        """Whether only some of the matter's targets were asked for."""
        return any(self.choices.chosen.values())


def matter(connection: Any, ask: Ask) -> MatterPage | None:
    """The page of a matter by its name, or of the matter of an indicator by its id; None if there is neither."""
    found = selection(connection, ask)
    if found is None:
        return None
    plans, everything, choices, ranks = found.plans, found.everything, found.choices, found.ranks
    drawn = [each for each in everything if fits(each, choices, plan=False)]
    page = pages(ask, len(found.shown), _SIZE)
    sign_of = _signs(plans, drawn, found.shown)
    groups = _ranked_groups(connection, found)
    speaking = {each.plan["id"] for each in everything}
    return MatterPage(
        family=found.family,
        english=english_names().get(found.family, ""),
        targets=len(everything),
        numbers=sum(each.level is not None for each in everything),
        speaking=len(speaking),
        documents=len(plans),
        groups=groups,
        pairs=[] if groups else found.nearest.pairs(),
        drafts_would_rank=len(ranked(everything, True)) - len(ranks),
        pictures=pictures(drawn, sign_of, ask.database),
        legend=[(plans[plan], sign) for plan, sign in sign_of.items()],
        blocks=_blocks(lines(connection, found, found.shown[page.start : page.start + _SIZE])),
        silent=[plan for plan in plans.values() if plan["id"] not in speaking][: _SILENT + 1],
        choices=choices,
        pages=page,
        files={form: _file(found.family, form, ask) for form in ("xlsx", "csv")},
        with_drafts="?" + urlencode({**_asked(ask), "drafts": "1"}, doseq=True),
    )


def _asked(ask: Ask) -> dict[str, Any]:
    """What is asked for, on whatever page it stands."""
    return {key: value for key, value in ask.arguments.items() if key != "page"}


def _file(family: str, form: str, ask: Ask) -> str:
    """The address of a file with the targets that are asked for."""
    asked = urlencode(_asked(ask), doseq=True)
    return at(f"/indicators/{tilde_encode(family)}.{form}" + (f"?{asked}" if asked else ""))


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


def _ranked_groups(connection: Any, found: Selection) -> list[Block]:
    """The first groups that are ranked, for the head of the page, whatever is filtered."""
    able = in_order([each for each in found.everything if each.id in found.ranks], found.ranks)[:_SIZE]
    return _blocks(lines(connection, found, able)) if able else []


def _blocks(found: Sequence[Line]) -> list[Block]:
    return [Block(title, ranks, list(own)) for (title, ranks), own in groupby(found, key=_heading)]


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
