"""Lists of places: "成都市，德阳市，绵阳市安州区、三台县", "长沙、株洲、湘潭3市", "德阳市（旌阳区、广汉市）".

Commas part what stands side by side, "、" goes on within the place before: 三台县 lies in 绵阳市. What has no
ending of its own takes that of the next one that has (河北省石家庄、唐山市), or of the class that is
counted (3市). All positions are of the folded text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pipeline import lexicon
from pipeline.annotate.places import Place, read_chain
from pipeline.annotate.wordcuts import is_word, place_names
from pipeline.dates import number
from pipeline.lexicon.patterns import alternatives, forms
from pipeline.model import GovernmentLevel

_SCOPES = lexicon.scopes()
PLACE_CLASS = alternatives(
    [
        *(form for entry in _SCOPES.term_class if entry.kind == "places" for form in entry.forms),
        *(form for entry in lexicon.regions().territory for form in (*entry.forms, *entry.after_each)),
    ]
)
NUMERAL = r"(?:\d{1,3}|[一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九])"
# "等15个市", "6市", ",共15个": how many they are.
_COUNT = re.compile(
    rf"(?P<more>等)?(?:,?(?:共计|合计|总共|共)|这)?(?P<n>{NUMERAL})(?:个(?P<of>{PLACE_CLASS})?|(?P<of2>{PLACE_CLASS}))"
)
_MORE = re.compile(rf"等(?:{PLACE_CLASS}|地)?")
_SEPARATOR = re.compile("[、,;]|以及|和|及|与")
_AND = re.compile("以及|和|及|与")
_EXTENT = re.compile(f"的?(?:{alternatives(forms(_SCOPES.extent))})")
_ASIDE = re.compile(r"\((?:不?含|不包括|包括|除)[^()]*\)")
_BARE = re.compile(
    rf"(?![在对由把向含及与]|以及|{alternatives(forms(_SCOPES.naming))})[\u3400-\u9fff]{{2,5}}?(?=[、,;。()\s]|以及|和|及|与|等|{NUMERAL}个?{PLACE_CLASS}|$)"
)
_CITY = re.compile("城市|市")
_FEWEST = 2
_SPREAD = "市区县旗"  # endings that a list may leave to its last name
_SHORT = 3  # characters of a name that may be one without its ending, though no dictionary knows it


class Member(NamedTuple):
    """One of a list, and the place that the list puts it in."""

    place: Place
    within: Place | None


@dataclass(frozen=True)
class Listed:
    """`end` is where the list ends with its count; `open`: it ends with 等 and no count."""

    members: tuple[Member, ...]
    end: int
    count: int | None
    open: bool


@dataclass
class _State:
    """What has been read of a list: its members, and the place that holds what goes on with "、"."""

    members: list[Member]
    within: Place | None = None
    at: int = 0


def read_places(text: str, start: int, *, cities: bool = False, fewest: int = _FEWEST) -> Listed | None:
    """The list of places that starts at `start`; None if there is none of at least `fewest`.

    Args:
        cities: what is listed are cities: names without an ending are a city's (六城市（长沙、株洲…）).
    """
    state = _State([], at=start)
    separator = ""
    while _item(text, state, separator):
        gap = _SEPARATOR.match(text, state.at)
        if gap is None:
            break
        separator, before, state.at = gap[0], state.at, gap.end()
        if (link := _AND.match(text, state.at)) and not read_chain(text, state.at):
            state.at = link.end()
        if not _stands_at(text, state.at, bare=separator[0] not in ",;"):
            state.at = before
            break
    count = _COUNT.match(text, state.at)
    more = _MORE.match(text, state.at)
    tail = count or more
    cities = cities or bool(count and _CITY.match(count["of"] or count["of2"] or ""))
    if len(state.members) < fewest or not _sure(text, state.members, counted=count is not None or cities):
        return None
    members = _with_endings(text, state.members, "市" if cities else "")
    return Listed(
        members=tuple(members),
        end=tail.end() if tail else state.at,
        count=number(count["n"]) if count else None,
        open=tail is not None and "等" in tail[0] and count is None,
    )


def _stands_at(text: str, at: int, *, bare: bool) -> bool:
    return bool(read_chain(text, at)) or (bare and _bare(text, at) is not None)


def _item(text: str, state: _State, separator: str) -> bool:
    """Read one item, with what it holds in brackets; whether there was one."""
    chain = read_chain(text, state.at)
    last = chain[-1].end if chain else state.at
    bare = (
        None if chain and (chain[-1].level != "province" or _EXTENT.match(text, last)) else _bare(text, last)
    )
    if bare:
        chain = [*chain, Place(last, bare.end(), None, None)]
    if not chain:
        return False
    if separator[:1] in {",", ";"} or not _goes_on(chain, state.within):
        state.within = None
    place = chain[-1]
    within = chain[-2] if len(chain) > 1 else state.within
    state.within, state.at = within, place.end
    if extent := _EXTENT.match(text, state.at):
        state.at = extent.end()
    parts = _parts(text, state.at, place, within)
    if parts is None:
        state.members.append(Member(place, within))
        return True
    inner, state.at, state.within = parts
    state.members += inner
    return True


def _bare(text: str, at: int) -> re.Match[str] | None:
    """A name without an ending; 和 parts names unless one begins with it (和田)."""
    found = _BARE.match(text, at)
    return None if found and found[0][0] == "和" and found[0] not in place_names() else found


def _goes_on(chain: Sequence[Place], within: Place | None) -> bool:
    """Whether a single place may still lie in the one before: no province, no autonomous prefecture does."""
    place = chain[0]
    if len(chain) > 1 or within is None:
        return False
    if place.level == "province":
        return False
    higher = within.level != "province" and place.level == "prefecture"
    return not (higher and not (place.name or "").endswith("市"))


def _parts(
    text: str, at: int, place: Place, within: Place | None
) -> tuple[list[Member], int, Place | None] | None:
    """The places that a list names within `place`: in brackets, or behind 的.

    Also where they end, and what holds the places that go on behind "、".

    A bracket that says what counts with it is passed over: 石家庄（含辛集）.
    """
    if text.startswith("的", at) and read_chain(text, at + 1):
        first = read_chain(text, at + 1)[-1]
        return [Member(first, place)], first.end, place
    if not text.startswith("(", at):
        return None
    if aside := _ASIDE.match(text, at):
        return [Member(place, within)], aside.end(), within
    inner = read_places(text, at + 1, fewest=1)
    if inner is not None and text.startswith(")", inner.end):
        return [Member(m.place, m.within or place) for m in inner.members], inner.end + 1, None
    return None


def _with_endings(text: str, members: list[Member], last: str) -> list[Member]:
    """Names without an ending get that of the next one that has one; `last` behind all."""
    ending = last
    found: list[Member] = []
    for member in reversed(members):
        place = member.place
        name = text[place.start : place.end]
        if place.name is None and ending and (len(name) <= _SHORT or name in place_names()):
            level: GovernmentLevel = "prefecture" if ending == "市" else "county"
            found.append(member._replace(place=place._replace(name=name + ending, level=level)))
            continue
        ending = place.ending if place.ending in _SPREAD else ending
        found.append(member)
    return found[::-1]


def _sure(text: str, members: Sequence[Member], *, counted: bool) -> bool:
    """Whether names without an ending are places: the dictionary knows most, or none as another word."""
    bare = [text[m.place.start : m.place.end] for m in members if not m.place.name]
    known = [name in place_names() or f"{name}区" in place_names() for name in bare]
    if all(known):
        return True
    if not counted and len(bare) == len(members):
        return False
    return 2 * sum(known) >= len(bare) or not any(is_word(name) for name in bare)
