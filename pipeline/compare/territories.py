"""Whom a number applies to, as a class: a province, a county, six cities, the county seats of a province.

Read from a target's scope; where it names none, the document's own territory. Two provinces are of one
class and may be compared; a province and a county are not, nor are two groups of cities. What a plan
defines for itself (重点区域) is another thing in the plan of another issuer.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

import msgspec

from pipeline import lexicon
from pipeline.fold import fold
from pipeline.lexicon.patterns import alternatives, any_of, forms
from pipeline.model import GovernmentLevel, Record

_DIGITS = "两二三四五六七八九十"
_WHOLE = re.compile(
    r"^(?:[全我本](?:省|自治区|市|州|盟|县|区|旗|域|镇|乡|街道)|区域)(?:内|范围内|域内)?(?:的|(?=.)|$)"
)
_NATION = re.compile(r"^全国(?:范围内)?")
_EVERYWHERE = re.compile(r"^各地区?")
_NUMBERED = re.compile(rf"^(?P<n>[{_DIGITS}]+|\d+)个?(?P<of>城市|地市|市州|市|州|县|区)$")
_SIZE = re.compile(rf"(?P<n>[{_DIGITS}]+|\d+)个?(?:城市|地市|市州|市|州|县|区)")
_LIST = re.compile("[、,和及与]")
_OWN_DEFINITION = re.compile("重点|主要|试点|示范")
_GENERIC = re.compile(
    "[省市州县区旗乡镇村城]+|.{2,}城市|.*[地城郊]区|(?:其他|未|[各每该所]|全(?![南州椒])|本(?!溪)).*"
)
_LONGEST_BARE = 4  # characters of a place's name without its ending


class Territory(msgspec.Struct, frozen=True):
    """A territory: `kind` and `level` are its class, `name` is how people call it.

    `within` is the class of places or things in it that the number speaks of (县城, 规模养殖场), empty if
    it is the whole; `of_places` tells 县城 from 规模养殖场. `size` is how many places a group has, if the text
    says so. `key` is equal for what is of one class.
    """

    kind: Literal["place", "group", "named", "unknown"]
    level: GovernmentLevel | None
    name: str
    key: str
    within: str = ""
    of_places: bool = False
    size: int | None = None


def territory_of(scope: str | None, record: Record) -> Territory:
    """The territory of a target of `record` with that scope."""
    own = _own(record)
    text = _aggregate().sub("", fold(scope or "")).strip("/、")
    if _NATION.match(text):
        nation = Territory(kind="place", level="national", name="全国", key="place:national")
        return _within(nation, _NATION.sub("", text), record)
    text = _EVERYWHERE.sub("", _WHOLE.sub("", text))
    if not text:
        return own
    numbered = _NUMBERED.match(text)
    if numbered:
        return _numbered(text, numbered, own)
    places = [part for part in _LIST.split(text) if part]
    if all(_is_place(part, record) for part in places):
        return _named(places, record)
    return _within(own, text, record)


def _own(record: Record) -> Territory:
    """The territory of a document as a whole."""
    metadata = record.metadata
    name = metadata.territory or metadata.jurisdiction
    if metadata.level is None or name is None:
        return Territory(kind="unknown", level=None, name=name or "", key=f"unknown:{record.id}")
    if metadata.territory and metadata.jurisdiction and metadata.territory != metadata.jurisdiction:
        key = f"group:{metadata.level}:{fold(name)}"
        return Territory(kind="group", level=metadata.level, name=name, key=key, size=_size(name))
    return Territory(kind="place", level=metadata.level, name=name, key=f"place:{metadata.level}")


def _numbered(text: str, numbered: re.Match[str], own: Territory) -> Territory:
    """六市: the group that the document is about, if it has as many; else a group of its own."""
    size = _number(numbered["n"])
    if own.kind == "group" and own.size == size:
        return own
    key = f"group:{own.level}:{own.name}:{text}"
    return Territory(kind="group", level=own.level, name=text, key=key, size=size)


def _within(outer: Territory, text: str, record: Record) -> Territory:
    """A class of places or things in a territory; one that the plan defines is that of its issuer."""
    if not text:
        return outer
    own = f"@{record.metadata.jurisdiction or record.id}" if _OWN_DEFINITION.search(text) else ""
    return msgspec.structs.replace(outer, within=text, of_places=_of_places(text), key=outer.key + own)


def _of_places(text: str) -> bool:
    """Whether a class is one of places (建成区, 县城) and not of things whose name ends alike (服务区)."""
    tails = set(forms(lexicon.scopes().class_tail)) - set(forms(lexicon.scopes().place_class))
    tail = max((form for form in tails if text.endswith(form)), key=len, default="")
    area = max((form for form in forms(lexicon.regions().area) if text.endswith(form)), key=len, default="")
    return bool(tail) and len(tail) >= len(area)


def _named(places: list[str], record: Record) -> Territory:
    if len(places) > 1:
        key = "named:" + "、".join(sorted(places))
        return Territory(kind="named", level=None, name="、".join(places), key=key, size=len(places))
    level = _level(places[0], record)
    key = f"place:{level}" if level else f"named:{places[0]}"
    return Territory(kind="place" if level else "named", level=level, name=places[0], key=key, size=1)


def _is_place(text: str, record: Record) -> bool:
    """A name with the ending of a place, or one that the text prints elsewhere with it (长沙 … 长沙市)."""
    if _province().fullmatch(text):
        return True
    if _GENERIC.fullmatch(text) or _class_word().search(text):
        return False
    if _ending().fullmatch(text):
        return True
    return len(text) <= _LONGEST_BARE and any(text + end in record.text for end in ("市", "州", "县"))


def _level(place: str, record: Record) -> GovernmentLevel | None:
    """The level of a place by its ending. Below a city stand counties, even where they end with 市."""
    if place == record.metadata.jurisdiction:
        return record.metadata.level
    if _province().fullmatch(place):
        return "province"
    levels = [e.level for e in lexicon.regions().place if any(place.endswith(form) for form in e.forms)]
    level = levels[0] if levels else None
    below_city = record.metadata.level in {"prefecture", "county"}
    return "county" if level == "prefecture" and below_city and place.endswith("市") else level


def _size(name: str) -> int | None:
    found = _SIZE.search(name)
    return _number(found["n"]) if found else None


def _number(text: str) -> int | None:
    """六 → 6, 十四 → 14, 14 → 14."""
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    values = {"": 0, "两": 2} | {char: place for place, char in enumerate("一二三四五六七八九", 1)}
    if tens not in values or ones not in values:
        return None
    return (values[tens] or 1) * 10 + values[ones] if ten else values[ones]


@cache
def _aggregate() -> re.Pattern[str]:
    """平均/总计 of a table's last row: all of them, and no place."""
    words = alternatives(
        form for entry in lexicon.indicators().spread if entry.value != "each" for form in entry.forms
    )
    return re.compile(rf"^{words}(?:/{words})*$")


@cache
def _province() -> re.Pattern[str]:
    groups = lexicon.regions().province
    names = "|".join(alternatives(e.forms) + alternatives(e.endings) + "?" for e in groups)
    return re.compile(names)


@cache
def _ending() -> re.Pattern[str]:
    return re.compile(rf"[\u3400-\u9fff]{{2,}}{any_of(lexicon.regions().place)}|[\u3400-\u9fff][县市]")


@cache
def _class_word() -> re.Pattern[str]:
    """What begins or ends like a class of places is no place's name."""
    heads = alternatives([form for form in forms(lexicon.scopes().class_head) if len(form) > 1])
    return re.compile(rf"^{heads}|{alternatives(forms(lexicon.regions().area))}$")
