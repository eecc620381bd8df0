"""Why a target is not ranked, in words: what it is in itself, or in what it differs from the nearest others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations_with_replacement, product
from typing import Any

from plans_pages.indicators.targets import Held
from plans_pages.language import say

from pipeline.compare.comparability import STATISTICS
from pipeline.compare.group_keys import Respects, between, nearness
from pipeline.compare.reasons import CODES, Code, Reason, sentences

_OTHERS = 3  # documents that one target is laid against
_SIDES = {"floor": ("下限", "floor"), "ceiling": ("上限", "ceiling"), "range": ("区间", "range")}


_PAIRS = 6  # of documents, in the head of a page
_MOST_KINDS = 60  # of numbers: more are not laid against each other all with all


@dataclass(frozen=True)
class Pair:
    """The two nearest targets of two documents, and what keeps them from a ranking."""

    one: Held
    other: Held
    reasons: list[str]


@dataclass(frozen=True)
class Against:
    """What keeps a target from the nearest target of another document."""

    plan: dict[str, Any]
    reasons: list[str]


def own_reasons(target: Held, drafts: bool) -> list[str]:
    """What keeps a target from every ranking, a sentence each."""
    codes = [code for code in CODES if code in target.obstacles]
    if target.draft and not drafts:
        codes.append("draft")
    return [say(*sentences(code)) for code in codes]


class Nearest:
    """Finds for a target the nearest numbers of other documents, among those of its matter."""

    def __init__(self, targets: Iterable[Held], drafts: bool) -> None:
        self._drafts = drafts
        alike: defaultdict[Respects, dict[str, Held]] = defaultdict(dict)
        for each in targets:
            if each.respects is not None:
                alike[each.respects].setdefault(each.plan["id"], each)
        self._alike = alike
        self._order: dict[Respects, list[tuple[Respects, tuple[Code, ...]]]] = {}

    def of(self, target: Held) -> list[Against]:
        """The nearest of at most three other documents; empty if no other document has a number."""
        if target.respects is None:
            return []
        found: dict[str, Against] = {}
        for other, codes in self._sorted(target.respects):
            for plan, held in self._alike[other].items():
                if plan != target.plan["id"] and plan not in found:
                    found[plan] = Against(held.plan, self._said(target, held, codes))
                    if len(found) == _OTHERS:
                        return list(found.values())
        return list(found.values())

    def pairs(self) -> list[Pair]:
        """The nearest pairs, one for two documents; none where there are too many kinds of numbers."""
        if len(self._alike) > _MOST_KINDS:
            return []
        compared = [
            (one, other, between(one, other)) for one, other in combinations_with_replacement(self._alike, 2)
        ]
        found: dict[tuple[str, str], Pair] = {}
        for one, other, codes in sorted(compared, key=lambda each: nearness(each[2])):
            for a, b in product(self._alike[one].values(), self._alike[other].values()):
                plans = (min(a.plan["id"], b.plan["id"]), max(a.plan["id"], b.plan["id"]))
                if plans[0] != plans[1] and plans not in found:
                    found[plans] = Pair(a, b, _reasons(codes, a, b))
                    if len(found) == _PAIRS:
                        return list(found.values())
        return list(found.values())

    def _sorted(self, one: Respects) -> list[tuple[Respects, tuple[Code, ...]]]:
        if one not in self._order:
            pairs = [(other, between(one, other)) for other in self._alike]
            self._order[one] = sorted(pairs, key=lambda pair: nearness(pair[1]))
        return self._order[one]

    def _said(self, one: Held, other: Held, codes: tuple[Code, ...]) -> list[str]:
        own = own_reasons(one, True)  # said beside it already
        return [each for each in _reasons(codes, one, other, self._drafts) if each not in own]


def _reasons(codes: tuple[Code, ...], one: Held, other: Held, drafts: bool = True) -> list[str]:
    """In what two differ, and what keeps either from every ranking."""
    found = [_sentence(Reason(code, _detail(code, one, other))) for code in codes]
    return list(dict.fromkeys(found + own_reasons(one, True) + own_reasons(other, drafts)))


def _sentence(reason: Reason) -> str:
    return say(reason.chinese, reason.english).rstrip("。.")


def _detail(code: Code, one: Held, other: Held) -> str:
    """What the two have instead."""
    a, b = _told(code, one), _told(code, other)
    return f"{a} ↔ {b}" if a and b and a != b else ""


def _told(code: Code, target: Held) -> str:
    respects = target.respects
    if respects is None:
        return ""
    unsaid = say("未写明", "not stated")
    told = {
        "indicator": respects.full,
        "statistic": say(STATISTICS.get(respects.statistic, respects.statistic), respects.statistic),
        "territory": target.row["territory"] or unsaid,
        "year": respects.year or unsaid,
        "level_or_change": say("变化", "change") if target.change else say("水平", "level"),
        "baseline": respects.base_year or unsaid,
        "unit": respects.unit or "–",
        "operator": say(*_SIDES[respects.side]) if respects.side in _SIDES else "–",
        "exclusions": respects.exclusions or say("无", "none"),
        "genre": respects.genre or unsaid,
    }
    return told.get(code, "")
