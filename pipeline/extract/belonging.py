"""Whose a body is: its level of government and its territory, told by its name and the document's own.

A class of territories ("各市州", "六市人民政府") has its level and no territory of its own: it is the
document's. An office that the state keeps in a province ("国家税务总局青海省税务局") is of that province.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from pipeline import lexicon
from pipeline.lexicon.patterns import alternatives, any_of, forms
from pipeline.model import GovernmentLevel, Metadata

NATIONAL = "全国"  # the jurisdiction of the state's own bodies, in whatever document they are named
Belonging = tuple[GovernmentLevel | None, str | None]

_STATE = re.compile("国家|全国|中央|国务院|中国(?:人民银行$|气象局|民用航空局$)")
_OWN_LEVEL: tuple[tuple[str, GovernmentLevel], ...] = (
    ("自治区", "province"), ("自治州", "prefecture"), ("省", "province"), ("市", "prefecture"),
    ("州", "prefecture"), ("盟", "prefecture"), ("县", "county"), ("区", "county"), ("旗", "county"),
    ("镇", "township"), ("乡", "township"),
)  # fmt: skip
NO_LEVEL = re.compile("市场|市政(?!府|协|务|数)|市容|区域|市州|市县|区县|县区|县市|州市|镇街|乡镇|街镇|乡村")
_PROVINCES = {
    name: (entry.kind, entry.endings) for entry in lexicon.regions().province for name in entry.forms
}
_CITY_STATES = tuple(name for name, (kind, _) in _PROVINCES.items() if kind == "直辖市")
_PLACE = re.compile(
    "(?P<province>[\u3400-\u9fff]{2,3}(?:省|自治区)|[\u3400-\u9fff]{2,6}自治区)?"
    "(?P<prefecture>[\u3400-\u9fff]{2,8}?(?:自治州|地区|市|州(?!市)|盟))?(?P<county>[\u3400-\u9fff]{1,6}?(?:自治县|县|区|旗))?"
)
_ZONE = re.compile("(?:试验区|示范区|片区|园区|功能区|保税区)$")  # what ends like a county and is none
_BRANCH = re.compile("海关|国网|银行|公司|集团|铁路|民航|海事|证监局|银保监局")
_OFFICE = re.compile(
    "(?:国家|中国民用航空|中国(?=人民银行)|人民银行)[\u3400-\u9fff]*?(?P<province>"
    + "|".join(_PROVINCES)
    + ")[\u3400-\u9fff]*(?:局|分行)"
)
_OF_THE_STATE = frozenset(forms(lexicon.bodies().of_the_state))
_SEVERAL_LEVELS = re.compile(
    "[省市县区州旗乡镇]{2,3}[两三]级|(?:重点区域)?(?:市县|县市)(?:(?:人民)?政府)?$|.*(?<!地级及以上)城市$"
)
_EACH = "(?:各有关|各相关|各|有关|相关|[一二三四五六七八九十两]{1,3})"
_OWNED = "(?:\\([^()]{1,8}\\)[\u3400-\u9fff]?)?(?:(?:人民)?政府|党委|党委政府|管委会|办事处|[\u3400-\u9fff]{2,}(?:部门|[局委厅]))?"


def belongs(name: str, generic: bool, functions: Sequence[str], metadata: Metadata) -> Belonging:
    """The level of government and the territory that a body with `functions` belongs to."""
    own = metadata.jurisdiction
    if name in _OF_THE_STATE or (generic and _STATE.match(name)):
        return "national", NATIONAL
    if generic:
        return None, own
    level = class_level(name.replace("（", "(").replace("）", ")"))
    if level or _SEVERAL_LEVELS.match(name) or name.startswith(("各", "有关", "相关", "地方")):
        return level, own
    office = _OFFICE.fullmatch(name)
    if office:
        return "province", _province(office["province"], own)
    if _STATE.match(name) or re.search("(?:总局|总署|总社)$", name):
        return "national", NATIONAL
    if _BRANCH.search(name):
        return None, None
    ministry = name.endswith("部") and bool(functions)
    return _of_a_place(name, metadata) or (("national", NATIONAL) if ministry else _unmarked(name, metadata))


@cache
def class_level(name: str) -> GovernmentLevel | None:
    """The level of a class of territories, or of the bodies that each of them has; None if it is no class."""
    for level, each, lone in _classes():
        if each.fullmatch(name) or lone.fullmatch(name):
            return level
    return None


@cache
def _classes() -> list[tuple[GovernmentLevel, re.Pattern[str], re.Pattern[str]]]:
    """For each level its classes behind 各 or a number, and those that are classes without it."""
    found: list[tuple[GovernmentLevel, re.Pattern[str], re.Pattern[str]]] = []
    for entry in lexicon.regions().territory:
        each = alternatives([*entry.forms, *entry.after_each])
        lone = any_of([entry])
        qualified = "(?:[\u3400-\u9fff0-9A-Z.]{2,12}?)?"  # of one character is a name: 徐州市
        found.append(
            (
                entry.level,
                re.compile(f"{_EACH}{each}{_OWNED}"),
                re.compile(f"{lone}{_OWNED}|{qualified}{lone}"),
            )
        )
    return found


def _province(name: str, own: str | None) -> str | None:
    """The province so called in full; that of the document where its name in full has several forms."""
    if own and own.startswith(name):
        return own
    _, endings = _PROVINCES[name]
    return name + endings[0] if len(endings) == 1 else None


def _of_a_place(name: str, metadata: Metadata) -> Belonging | None:
    """A body whose name begins with its level or its place; None if it begins with neither."""
    level = (
        None if NO_LEVEL.match(name) else next((lv for form, lv in _OWN_LEVEL if name.startswith(form)), None)
    )
    if level:
        return _at_level(level, metadata)
    place = _PLACE.match(name)
    if place and place[0] and place.end() >= 3 and not name.startswith("城市"):
        if _ZONE.search(place[0]):
            return None, metadata.jurisdiction
        kinds: tuple[GovernmentLevel, ...] = ("county", "prefecture", "province")
        named = next(kind for kind in kinds if place[kind])
        of_state = place[0].startswith(_CITY_STATES) and named == "prefecture"
        return "province" if of_state else named, place[0]
    return None


def _at_level(level: GovernmentLevel, metadata: Metadata) -> Belonging:
    """A body with a bare level word ("市…"): the document's own government, if the level fits."""
    own = metadata.jurisdiction
    if level == "prefecture" and own and own.startswith(_CITY_STATES):
        level = "province"
        if metadata.level != "province":
            return level, own[:2] + "市"
    return level, own if level == metadata.level else None


def _unmarked(name: str, metadata: Metadata) -> Belonging:
    """A body without any level: 厅 are provincial, classes ("生态环境部门") of no level."""
    if name.endswith("厅"):
        return "province", metadata.jurisdiction if metadata.level == "province" else None
    if name.endswith(("部门", "政府", "党委", "市县")):
        return None, metadata.jurisdiction
    return metadata.level, NATIONAL if metadata.level == "national" else metadata.jurisdiction
