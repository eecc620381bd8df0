"""Splitting a list of bodies into its names: where one ends and the next begins.

Works on the folded text of the list alone, so what was split once is remembered: plans repeat
their bodies on every page.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from pipeline.annotate.body_names import REMEMBERED, endings, kind_of, strict_kind
from pipeline.annotate.roles import ROLE_IN_BRACKETS, role_of
from pipeline.model import Role


class Name(NamedTuple):
    """One body of a list: `start:end` in the folded text, `raw` what stands there, `name` in full.

    `role` is set if the name carries its own in brackets ("市公安局（牵头）"); `among` if the list closes
    behind it with others that it does not name ("市公安局等部门").
    """

    start: int
    end: int
    raw: str
    name: str
    role: Role | None = None
    doubt: str | None = None
    among: bool = False

    def shifted(self, by: int) -> Name:
        """The same name `by` characters further on."""
        return self._replace(start=self.start + by, end=self.end + by)


_DELIMITER = re.compile(
    r"等?(?:[,;/\n。]|、(?!单位(?:$|[、,;。])))+|等(?:(?:有关|相关|市直|省直|县直)?(?:部门|单位|方面|企业)(?:(?:和|、|及)单位)?)?"
    r"(?:以及|和(?!单位)|及(?!单位)|与|[、,])"
)
_AND = re.compile("以及|和|及|与|暨|或(?!者)")
_LEAD_IN = re.compile(r"(?:其中|具体)?由|请|以及|和(?!田)|及|与|并|[:：]")
_TAIL = re.compile(
    r"等(?P<common>[^、,()]{0,10}?(?:部门|单位|企业|机构|高校|院校|公司|方面|地区?|市|县)(?:(?:和|、|及)单位|\(单位\))?)?$"
)
_NESTED = re.compile(r"(?P<head>[^()]+(?:\([^()]*\)[^()]+)*)\((?P<inner>[^()]+)\)")
_CLASS_OF_PLACES = re.compile("(?P<class>各?(?:有关|相关)|各)(?:地区|地方|省份|省市|市县)")
_BARE_CLASS = {"部门", "单位", "部门和单位", "部门及单位"}
_PARTED = re.compile("[局委办厅会府](?=[省市县区州])")
_JOINED = re.compile("(各地区?|各级|各市|各区)(各.{2,})")
_COMMITTEE = re.compile(
    "(?P<owner>(?:[\u3400-\u9fff]{0,8}[省市县区州旗盟]|自治区党)委)(?:组织|宣传|统战|社会工作|网信|政法)"
)
_OFFICE = re.compile("(?![省市县区州旗盟])[\u3400-\u9fff]{2,8}办(?:公室)?")
_PART = re.compile("[^、,;]+")
_PART_OF_NAME = re.compile("[\u3400-\u9fff、]{1,6}")
_BARE_GOVERNMENT = frozenset(endings("government"))  # "各县政府（管委会）": the same body
_NO_SECOND_BODY = {None, "place", "territory", "generic"}


@lru_cache(REMEMBERED)
def split_list(text: str) -> tuple[tuple[Name, ...], str | None]:
    """The names of a list, and the noun that a closing 等 gathers them under ("等部门")."""
    items: list[Name] = []
    common: str | None = None
    position = 0
    for stop, following in [*_spans(_DELIMITER, text), (len(text), len(text))]:
        found, tail = _item(text[position:stop])
        items.extend(name.shifted(position) for name in found)
        common = tail or common
        position = following
    return tuple(items), common


def _spans(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    """Where `pattern` matches in `text` outside of brackets."""
    spans = [match.span() for match in pattern.finditer(text)]
    if not spans or "(" not in text:
        return spans
    return [span for span in spans if text.count("(", 0, span[0]) <= text.count(")", 0, span[0])]


@lru_cache(REMEMBERED)
def _item(text: str) -> tuple[tuple[Name, ...], str | None]:
    """The one or more names between two commas, and the noun of a closing 等."""
    lead = _LEAD_IN.match(text)
    start = lead.end() if lead else 0
    tail = _TAIL.search(text, start) if "等" in text else None
    end = tail.start() if tail else len(text)
    names: list[Name] = []
    position = start
    for first, following in _spans(_AND, text[:end]):
        left, right = text[position:first], text[following:end]
        if left and kind_of(left) and (kind_of(right) or shares_class(left, right)):
            names.extend(_with_bracket(text, position, first))
            position = following
    if position < end:
        names.extend(_with_bracket(text, position, end))
    if tail and names:
        names[-1] = names[-1]._replace(among=True)
    return tuple(names), tail["common"] if tail else None


def shares_class(before: str, name: str) -> str | None:
    """What a bare 部门 or 单位 shares with the class of territories before it ("各有关地区和部门")."""
    shared = _CLASS_OF_PLACES.fullmatch(before)
    return shared["class"] if shared and name in _BARE_CLASS else None


def _with_bracket(text: str, start: int, end: int) -> list[Name]:
    """A name and what a bracket behind it adds: a second body, a role, or a part of the name."""
    raw = text[start:end]
    match = _NESTED.fullmatch(raw)
    if not match:
        return _joined(raw, start, end)
    head, inner = match["head"], match["inner"]
    head_end = start + len(head)
    if ROLE_IN_BRACKETS.fullmatch(inner):
        return [Name(start, head_end, head, head, role=role_of(inner))]
    within = [
        Name(head_end + 1 + part.start(), head_end + 1 + part.end(), part[0], part[0])
        for part in _PART.finditer(inner)
    ]
    if all(_is_second_body(name.raw) for name in within):
        return [Name(start, head_end, head, head), *(_of_committee(head, name) for name in within)]
    if _PART_OF_NAME.fullmatch(inner):
        return [Name(start, end, raw, raw)]
    return [Name(start, head_end, head, head)]


def _of_committee(head: str, name: Name) -> Name:
    """An office that shares a department of the Party belongs to its committee, too ("市委组织部（人才办）")."""
    committee = _COMMITTEE.match(head)
    if committee is None or not _OFFICE.fullmatch(name.name):
        return name
    return name._replace(name=committee["owner"] + name.name)


def _is_second_body(name: str) -> bool:
    """Whether a name in brackets is a body of its own ("省能源局") and no part of a name ("园区")."""
    if name in _BARE_GOVERNMENT:
        return False
    return bool(strict_kind(name)) or (len(name) > 2 and kind_of(name) not in _NO_SECOND_BODY)


def _joined(raw: str, start: int, end: int) -> list[Name]:
    """One name, or several side by side: two classes ("各地区各部门"), or what only spaces parted."""
    edges = [0, *(match.end() for match in _PARTED.finditer(raw)), len(raw)]
    parts = [(a, b) for a, b in pairwise(edges)]
    if len(parts) > 1 and all(strict_kind(raw[a:b]) for a, b in parts):
        return [Name(start + a, start + b, raw[a:b], raw[a:b]) for a, b in parts]
    match = _JOINED.fullmatch(raw)
    if not match or not kind_of(match[1]) or not kind_of(match[2]):
        return [Name(start, end, raw, raw)]
    middle = start + match.start(2)
    return [Name(start, middle, match[1], match[1]), Name(middle, end, match[2], match[2])]
