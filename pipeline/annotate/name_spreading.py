"""Spreading what officials write once over all names of a list.

"县发展改革委、科工局" is 县科工局 (the level), "长沙市、株洲市人民政府" two governments and "生态环境、公安部门"
two departments (the ending). Names as written keep their place in the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from pipeline import lexicon
from pipeline.annotate.body_names import (
    CORE,
    FALSE_LEVEL,
    LEVEL_CHAR,
    OF_LEVELS,
    PLACE,
    PROVINCES,
    REMEMBERED,
    TERRITORY,
    kind_of,
    strict_kind,
)
from pipeline.annotate.name_lists import Name, shares_class
from pipeline.annotate.name_resolution import DOUBLED
from pipeline.annotate.wordcuts import place_names
from pipeline.lexicon.patterns import alternatives, forms

_BODIES = lexicon.bodies()
_GOVERNMENTS = ("人民政府", "政府", "管委会")
_DEPARTMENTS = ("行政主管部门", "行政管理部门", "行政部门", "主管部门", "管理部门", "部门", "局", "厅", "委")
_MANAGES = tuple(stem for stem in forms(lexicon.functions().function) if stem.endswith("管理"))
_STEMS_ONLY = re.compile(rf"(?:{OF_LEVELS}|{LEVEL_CHAR})?{CORE}")
_BARE_LEVELS = frozenset("省市州县区旗镇乡")
_LEVEL_OF_LIST = re.compile("(?P<level>[省市州县区旗镇乡])(?:[两三四]级)?(?!委$)")
_ZONE = re.compile(
    "[\u3400-\u9fff]{2,4}?((?:经济(?:技术)?开发区|高新(?:技术产业开发)?区|经开区|新区|工业园区)管委会)"
)
_ZONE_ALONE = re.compile("(?:示范|开发|高新|经开|试验|园|保税|度假|风景名胜|管理|产业|新)区$")
_BARE_CITY = re.compile("[\u3400-\u9fff]{2,4}")
_OWN_LEVEL = re.compile(
    rf"(?!{FALSE_LEVEL})({OF_LEVELS}|省|自治区|自治州|兵团|师市|师|市|州|盟|县|区|旗)(?=[\u3400-\u9fff]{{2}})"
)
# Ministries that are named by what they administer share whose they are.
_OF_THE_COUNCIL = re.compile("国务院(?=[\u3400-\u9fff]+(?:行政|主管)部门)")
_ADMINISTRATION = re.compile(rf"{CORE}(?:行政|主管|行政主管)部门")
_OF_A_LEVEL = frozenset(forms(_BODIES.of_a_level))
_OWN_PLACE = re.compile(rf"(?:{PLACE})+")
_OWN_SITE = re.compile("[\u3400-\u9fff]{2,8}(?:街道|水库|保护区|名胜区|景区|灌区|林场)(?=[\u3400-\u9fff]{2})")
_OWN_COMMITTEE = re.compile(f"({PLACE})委")
# "各州(市)教育局": the departments behind are theirs too.
_EACH_OWN = re.compile(
    r"各(?:[省市县区州盟旗]{1,3}级?|[市县区州]\([市县区州、]{1,5}\)区?)(?=[\u3400-\u9fff]{2})"
)
_INDEPENDENT = re.compile(alternatives(forms(_BODIES.independent)))
_OF_THE_STATE = re.compile(
    "海事|海关|银保监|证监|民航|铁路|国网|人民银行|中国|国家|" + "|".join(f"^{p}" for p in PROVINCES)
)
_PARTY_DEPARTMENT = re.compile(
    "(?:组织部|宣传部|统战部|政法委(?:员会)?|网信办|编办|社会工作部|文明办|老干部局|党校|台办|农办)$"
)
_NOT_LOCAL = re.compile("(?:总局|总署|总社|总部|分局|部)$")
_LEVEL_WITHIN = re.compile("团[省市县区州旗]委")
_LOCAL_KINDS = {"department", "party", "judicial", "mass", "service"}


def spread_endings(items: Sequence[Name], common: str | None) -> list[Name]:
    """Give to items without an ending the one that stands once behind the last of them."""
    result = list(items)
    ending: str | None = "部门" if common and common.endswith(("部门", "单位")) else None
    city = of_level = False
    zone = _zone(result[-1].name) if result else None
    for index in range(len(result) - 1, -1, -1):
        item = result[index]
        kind = kind_of(item.name)
        if (
            kind in {"place", "territory"}
            and ending
            and "政府" in ending
            and not item.name.startswith("各地")
        ) or (
            (kind is None and ending in _DEPARTMENTS and _STEMS_ONLY.fullmatch(item.name))
            or (ending == "管委会" and _ZONE_ALONE.search(item.name))
            or (ending and "政府" in ending and item.name in _BARE_LEVELS)
        ):
            level = "级" if of_level and item.name[-1] in _BARE_LEVELS else ""
            result[index] = item._replace(name=item.name + level + ending)
        elif kind is None and zone and _BARE_CITY.fullmatch(item.name):
            result[index] = item._replace(name=item.name + zone)
        elif kind is None and city and _BARE_CITY.fullmatch(item.name):
            result[index] = item._replace(name=item.name + "市")
        elif government := _common_ending(item.name, _GOVERNMENTS):
            ending, city = government, False
            of_level = item.name.removesuffix(government).endswith("级")
        elif kind and (department := _common_department(item.name)):
            ending, city = department, False
        else:
            ending, city = None, kind == "place" and item.name.endswith("市")
    return result


def spread_bodies(items: Sequence[Name]) -> list[Name]:
    """Give to a bare level the body that the next level of the list has ("市、区财政部门", "省、市、县三级政府")."""
    result = list(items)
    for index in range(len(result) - 2, -1, -1):
        level, following = result[index], result[index + 1]
        if level.name not in _BARE_LEVELS:
            continue
        shared = _LEVEL_OF_LIST.match(following.name)
        if shared and kind_of(following.name[shared.end() :]):
            body = following.name[shared.end() :]
            result[index + 1] = following._replace(name=shared["level"] + body)
            result[index] = level._replace(name=level.name + body)
    return result


def _zone(name: str) -> str | None:
    """The class of zones that others of its list may share ("甲、乙经济开发区管委会")."""
    match = _ZONE.fullmatch(name)
    return match[1] if match else None


def _common_department(name: str) -> str | None:
    """The ending of a department that others of its list may share; 管理 only if it is no part of a function."""
    ending = _common_ending(name, _DEPARTMENTS)
    if ending == "管理部门" and name.removesuffix("部门").endswith(_MANAGES):
        return "部门"
    return ending


def _common_ending(name: str, endings: Sequence[str]) -> str | None:
    """The ending of `name` that may be common to a list, the longest first."""
    for ending in endings:
        if name.endswith(ending):
            return ending
    return None


_OF_A_CLASS = re.compile("(?:自治区|直辖市|自治州|省|市|州|县|区|旗|镇|乡)(?:\\([^()]*\\))?级?(?:人民)?政府")
_OWNER = re.compile("(?P<owner>各级|地方各级|各[^各]{0,8}|[省市县区州旗镇乡])党委")


def _with_owner(item: Name, before: Name) -> Name:
    """Governments that share the words before them: 各级党委和政府, 各市、县人民政府, 甲城区委、区政府."""
    owner = _OWNER.fullmatch(before.name)
    if owner and item.name in {"政府", "人民政府"}:
        return item._replace(name=owner["owner"] + item.name)
    committee = _OWN_COMMITTEE.fullmatch(before.name)
    if committee and item.name in {committee[1][-1] + government for government in _GOVERNMENTS}:
        return item._replace(name=committee[1] + item.name[1:])
    ended = before.raw.endswith("公署") or (before.name.endswith("政府") and not before.raw.endswith("政府"))
    shared = before.name.startswith("各") and ended
    if shared and _OF_A_CLASS.fullmatch(item.name):
        return item._replace(name=f"各{item.name}")
    return item


def _is_another_class(name: str, before: str) -> bool:
    """Whether a class of territories shares the 各 of the one before it ("各区、县（市）")."""
    each = before.startswith("各") and TERRITORY.fullmatch(before)
    return bool(each) and not TERRITORY.fullmatch(name) and bool(TERRITORY.fullmatch(f"各{name}"))


@lru_cache(REMEMBERED)
def own_level(name: str) -> str | None:
    """The territory that `name` itself says it belongs to ("县", "长沙市"), if any."""
    level = _OWN_LEVEL.match(name) or _OF_THE_COUNCIL.match(name)
    if level:
        return level[0]
    if _INDEPENDENT.match(name):
        return None
    each = _EACH_OWN.match(name)
    if each and strict_kind(name[each.end() :]) == "department":
        return each[0]
    committee = _OWN_COMMITTEE.fullmatch(name)
    if committee:
        return committee[1]
    place = _OWN_PLACE.match(name)
    if place and len(place[0]) < len(name) and strict_kind(name[place.end() :]) in _LOCAL_KINDS:
        return place[0]
    return None


@lru_cache(REMEMBERED)
def takes_level(name: str) -> bool:
    """Whether a body so named is one of a government's own, whose level may stand on another name."""
    kind = None if _LEVEL_WITHIN.fullmatch(name) else kind_of(name)
    if name in _OF_A_LEVEL:
        return True
    if kind not in _LOCAL_KINDS or _INDEPENDENT.match(name) or _OF_THE_STATE.search(name):
        return False
    if name.startswith(("各", "有关", "相关")) or _says_whose(name):
        return False
    return bool(_PARTY_DEPARTMENT.search(name)) or not _NOT_LOCAL.search(name)


def _says_whose(name: str) -> bool:
    """Whether a name begins with a city's ("广州供电局"), a street's or a water's: it says whose it is."""
    return bool(_OWN_SITE.match(name)) or any(
        f"{name[:length]}市" in place_names() for length in (2, 3, 4) if length < len(name) - 2
    )


def with_level(level: str, name: str) -> str:
    """`name` in full: departments of the party belong to its committee ("市" + 宣传部 → 市委宣传部)."""
    if _PARTY_DEPARTMENT.fullmatch(name) and not name.endswith("农办"):
        return f"{level}党委{name}" if level.startswith("自治") else f"{level}委{name}"
    return level + name


def spread_levels(items: Sequence[Name]) -> list[Name]:
    """Give to names without a level the one that stands before them ("县发展改革委、科工局")."""
    result: list[Name] = []
    level: str | None = None
    for item in items:
        name = _once(item)
        shared = shares_class(result[-1].name, name.name) if result else None
        if shared:
            name = name._replace(name=shared + name.name)
        if result and name.name.endswith("政府"):
            name = _with_owner(name, result[-1])
        elif result and _is_another_class(name.name, result[-1].name):
            name = name._replace(name=f"各{name.name}")
        own = own_level(name.name)
        if own:
            level = own
        elif level and takes_level(name.name) and _fits(level, name.name):
            name = name._replace(name=with_level(level, name.name))
        result.append(name)
    return result


def _fits(level: str, name: str) -> bool:
    """Whether the level can be a body's: the state's own stands before administrations only."""
    return level != "国务院" or _ADMINISTRATION.fullmatch(name) is not None


def _once(item: Name) -> Name:
    """Without an ending that is printed twice (科工局局)."""
    if item.name[-1:] != item.name[-2:-1] or not DOUBLED.search(item.name):
        return item
    return item._replace(name=item.name[:-1], doubt=f"ending printed twice: {item.raw}")
