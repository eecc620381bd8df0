"""Places one within the other, as lists name them: "绵阳市安州区", "河北省石家庄", "海西州德令哈市".

Provinces are a closed list, lower places are known by their ending (`lexicon/regions.toml`, and `named_zone`
of `lexicon/scopes.toml`): the shortest name that has one, is no class of areas (老旧小区) and does nothing.
All positions are of the folded text.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline import lexicon
from pipeline.annotate.wordcuts import place_names, says_a_deed
from pipeline.fold import is_han
from pipeline.lexicon.patterns import alternatives, any_of, forms
from pipeline.model import GovernmentLevel

_REGIONS = lexicon.regions()
_ENDING = re.compile(any_of((*_REGIONS.place, *lexicon.scopes().named_zone)))
_FIRST = frozenset(form[0] for form in forms((*_REGIONS.place, *lexicon.scopes().named_zone)))
_LEVELS: dict[str, GovernmentLevel] = {
    **dict.fromkeys(forms(lexicon.scopes().named_zone), "county"),
    **{form: entry.level for entry in _REGIONS.place for form in entry.forms},
}
_RANKS: tuple[GovernmentLevel, ...] = ("province", "prefecture", "county", "township")
_CLASSES = tuple(forms(_REGIONS.area))
_NO_NAME = re.compile(
    rf"^(?:[及与各该每其等在对由把]|以及|{alternatives(forms(lexicon.scopes().naming))}|全(?![南州椒])|本(?!溪)|[一二两三四五六七八九十]+个?城?.$)|.{{2}}城市$|[及与的是]|包[括含]|{any_of(_REGIONS.matter)}"
)
_GOES_ON = re.compile("(?<=州)[市区县]|(?<=市)区(?!域)|(?<=镇)镇|(?<=[县区])城")
_LONGEST = 14
_DEED_FROM = 4  # characters before the ending: shorter names may look like a verb (平定县, 安定区)
_FULL_PROVINCE = {
    name + ending: name + group.endings[0] if len(group.endings) == 1 else name + ending
    for group in _REGIONS.province
    for name in group.forms
    for ending in group.endings
}
_SHORT_PROVINCE = {
    name: name + group.endings[0] if len(group.endings) == 1 else name
    for group in _REGIONS.province
    for name in group.forms
}
_PROVINCE = re.compile(alternatives(_FULL_PROVINCE))
_BARE_PROVINCE = re.compile(f"{alternatives(_SHORT_PROVINCE)}(?![市县区州盟旗镇乡])")


class Place(NamedTuple):
    """A place as printed; `name` is its whole name, null for one without its ending (石家庄)."""

    start: int
    end: int
    name: str | None
    level: GovernmentLevel | None
    ending: str = ""  # what its name ends with


def read_chain(text: str, at: int) -> list[Place]:
    """The places that stand at `at` one within the other, the widest first; none if no place stands there.

    A province by its short name counts where nothing, or a place, follows it (河北; 河北石家庄市).
    """
    chain: list[Place] = []
    province = _PROVINCE.match(text, at)
    if province:
        chain.append(Place(at, province.end(), _FULL_PROVINCE[province[0]], "province"))
    elif bare := _BARE_PROVINCE.match(text, at):
        chain.append(Place(at, bare.end(), _SHORT_PROVINCE[bare[0]], "province"))
    while len(chain) < len(_RANKS):
        found = _lower(text, chain[-1].end if chain else at, chain)
        if found is None:
            break
        chain.append(found)
    return chain


def _lower(text: str, at: int, chain: list[Place]) -> Place | None:
    """The shortest name of a place at `at` that may lie within the last one of `chain`."""
    above = chain[-1] if chain else None
    for end_at in range(at + 1, min(at + _LONGEST, len(text))):
        if not is_han(text[end_at - 1]):
            return None
        ending = _ENDING.match(text, end_at) if text[end_at] in _FIRST else None
        if ending and _is_name(text[at : ending.end()], ending[0], nested=above is not None):
            if _GOES_ON.match(text, ending.end()):
                continue
            level = _LEVELS[ending[0]]
            name = text[at : ending.end()]
            return Place(at, ending.end(), name, level, ending[0]) if _below(level, above) else None
    return None


def _is_name(name: str, ending: str, *, nested: bool) -> bool:
    stem = len(name) - len(ending)
    if _is_two(name, stem):
        return False
    if stem < (1 if ending == "县" or (nested and len(ending) > 1) else 2) or _NO_NAME.search(name):
        return False
    if len(ending) == 1 and name.endswith(_CLASSES):
        return False  # 老旧小区, 化工园区
    return stem < _DEED_FROM or not says_a_deed(name[:stem])


def _is_two(name: str, stem: int) -> bool:
    """Whether a link makes two of what looks like one name: 和绵阳市, 株洲和绵阳市; but 和平区, 呼和浩特市."""
    at = name.find("和")
    if at < 0 or not place_names().isdisjoint((name, name[:stem])):
        return False
    return at == 0 or name[:at] in place_names()


def _below(level: GovernmentLevel, above: Place | None) -> bool:
    """Whether a place of `level` may lie within `above`: a county's city in a prefecture's (绵阳市江油市), too."""
    if above is None or above.level is None:
        return True
    return _RANKS.index(level) > _RANKS.index(above.level) or level == above.level == "prefecture"
