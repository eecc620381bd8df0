"""Which names may stand as a subject in running text, where nothing but the name itself delimits it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from pipeline import lexicon
from pipeline.annotate.body_names import (
    CITY_CLASS,
    GENERIC,
    LOCAL_CLASS,
    PROVINCES,
    REMEMBERED,
    TERRITORY,
    kind_of,
    strict_kind,
)
from pipeline.annotate.wordcuts import begins_with_a_deed, place_names
from pipeline.lexicon.patterns import alternatives, forms

_BODIES = lexicon.bodies()
_HAN = "\u3400-\u9fff"
_NO_START = f"(?!{alternatives(forms(_BODIES.pivot))}|各|全|本|该|有关|相关|重点|其他|所有|我|此|因|是|由|和|及|等|当|若|凡|每|试点|部分|一批|多个)"
_NOT_A_PLACE = re.compile(
    "(?:上市|超市|夜市|门市|大都市|城市|集市|股市|本市|全市|入市|开市|楼市|城镇|乡镇|重镇|集镇|全县|本县|该县|市县|区县|郡县|神州|九州)$"
)
_PLACE = re.compile(
    rf"{_NO_START}(?:[{_HAN}]{{2,4}}(?:市|州|盟|旗)|[{_HAN}]{{1,4}}县|[{_HAN}]{{2,12}}自治(?:州|县|旗)|[{_HAN}]{{2,5}}新区)"
)
# A district is known by name: most of what ends in 区 is none, and these are none even where they are names.
_AREA = re.compile("^.区$|[地山城市原景库矿牧林郊灾港厂校社园辖片]区$")
_NO_PLACE_WITHIN = re.compile(
    f"[各等及与和的把将使让被]|[去今明上当本近]年|{alternatives([f for f in forms(_BODIES.verb) if len(f) > 1])}"
)
_COMPANY = re.compile(
    rf"{_NO_START}(?:[{_HAN}()]{{2,30}}(?:有限公司|有限责任公司|集团公司)|(?:国网|中国|{'|'.join(PROVINCES)})[{_HAN}()]{{2,24}}(?:公司|集团)|(?:铁塔|电网|供电|供水|公交|电力)公司|(?:省|自治区|市|州|县|区)(?![属内级域外场直有])[{_HAN}]{{2,8}}公司)"
)
_JOINT = re.compile(
    rf"{_NO_START}[{_HAN}]{{0,16}}(?:领导小组|工作专班|联席会议|指挥部|协调小组|工作小组|专班|环委会|安委会)(?:办公室)?"
    r"|(?:领导小组|联席会议|环委会|安委会)办公室"
)
# What begins like an act is no name ("积极对接自治区政府"), unless it is a function ("建设管理委").
_MOVED = re.compile(
    "[要须末]|"
    + alternatives(
        [
            *forms(_BODIES.pivot),
            *(f for f in forms([*_BODIES.verb, *_BODIES.adverb]) if len(f) > 1),
        ]
    )
)
_QUALIFIERS = ("相关", "有关", "帮扶", "对口", "结对")  # words like verbs that say which bodies are meant
_STEM = re.compile(alternatives([stem for stem in forms(lexicon.functions().function) if len(stem) > 1]))
_UNNAMED = {"class": CITY_CLASS, "territory": TERRITORY, "generic": GENERIC, "local": LOCAL_CLASS}
_LOOSE = {None, "place", "territory", "generic", "company"}  # in running text their endings prove nothing
# The body that a plan sets up, spoken of without its name.
_SET_UP = frozenset({"工作专班", "专班", "领导小组", "工作领导小组", "联席会议", "指挥部"})
_HOME = re.compile("(?:乡镇|农村|公办|区域性?|中心)+(?:敬老|养老|福利)院")  # what is run, and no office
_NOT_ALONE = {
    "办公室",
    "办公厅",
    "机关",
    "部门",
    "委员会",
    "工会",
    "协会",
    "联盟",
    "单位",
    "银行",
    "法院",
    "检察院",
    "分局",
}


@lru_cache(REMEMBERED)
def subject_kind(name: str) -> str | None:
    """The kind of body that `name` is in running text; None if any part of it is unknown.

    "class" is a class of cities ("重点城市"), "place" a named territory acting by its government.
    """
    if name in _NOT_ALONE or not 2 <= len(name) <= 40 or _HOME.fullmatch(name):
        return None
    if name in _SET_UP:
        return "joint"
    unnamed = next((kind for kind, pattern in _UNNAMED.items() if pattern.fullmatch(name)), None)
    if unnamed:
        return unnamed
    begun = begins_with_a_deed(name) and not name.startswith(_QUALIFIERS)
    if (begun or _MOVED.match(name)) and not _STEM.match(name):
        return None
    strict = strict_kind(name)
    if strict:
        return strict
    if _COMPANY.fullmatch(name):
        return "company"
    if _JOINT.fullmatch(name):
        return "joint"
    named = _PLACE.fullmatch(name) and not _NOT_A_PLACE.search(name) and not _NO_PLACE_WITHIN.search(name)
    return "place" if named or _is_district(name) else None


def list_kinds(names: Sequence[str]) -> list[str | None]:
    """The kinds of the names of one list: among known ones, what stands behind a comma need not be known in full."""
    kinds = [subject_kind(name) for name in names]
    known = len(kinds) - kinds.count(None)
    if known == len(kinds) or 2 * known < len(kinds):
        return kinds
    return [
        kind or _kind_among_known(name, first=index == 0)
        for index, (kind, name) in enumerate(zip(kinds, names, strict=True))
    ]


def _kind_among_known(name: str, *, first: bool) -> str | None:
    """The kind by its ending alone; what a clause begins with may be more than a name, but for 工会."""
    kind = kind_of(name)
    if kind in _LOOSE or begins_with_a_deed(name) or _MOVED.match(name):
        return None
    return kind if not first or (kind == "mass" and name in _NOT_ALONE) else None


def _is_district(name: str) -> bool:
    return name.endswith("区") and name in place_names() and not _AREA.search(name)
