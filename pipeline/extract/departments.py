"""Departments: bodies as one plan's level of government knows them, with their functions.

The functions let levels and reforms meet: a county's 科工局 does what 工业和信息化 and 科技 are for.
"""

from __future__ import annotations

import re
from functools import cache

from pipeline.ids import stable_id
from pipeline.lexicon import load
from pipeline.model import Department, GovernmentLevel, Metadata

NATIONAL = "全国"  # the jurisdiction of the state's own bodies, in whatever document they are named
_ENDING = re.compile(
    "(?:行政|主管|监管|管理)*(?:部门|委员会|委|厅|总局|局|部|总署|署|办公室|办公厅|办|机关|总社|社|中心|支队|总队|大队|海关|总队)$"
)
_WHOLE = re.compile(
    "(?:总工会|工会|共青团(?:中央|.{1,6}委)?|(?<!集)团.?委|妇联|残联|科协|工商联|法院|检察院|纪委|监委|海关|银保监会|证监会)$"
    "|^(?:中国)?人民银行|^人行"
)
_NO_FUNCTION = re.compile("(?:大厅|政府|管委会|街道办事处|办事处|公司|集团|企业|党委)$")
_NO_ENDING = tuple(form for entry in load("bodies")["no_ending"] for form in entry["forms"])
_STATE = re.compile("国家|全国|中央|国务院|中国(?:人民银行$|气象局|民用航空局$)")
_OWN_LEVEL: tuple[tuple[str, GovernmentLevel], ...] = (
    ("自治区", "province"), ("自治州", "prefecture"), ("省", "province"), ("市", "prefecture"),
    ("州", "prefecture"), ("盟", "prefecture"), ("县", "county"), ("区", "county"), ("旗", "county"),
    ("镇", "township"), ("乡", "township"),
)  # fmt: skip
_NO_LEVEL = re.compile("市场|市政(?!府|协|务|数)|市容|区域|市州|市县|区县|县区|县市|州市|镇街|乡镇|街镇|乡村")
_CITY_STATES = tuple(
    name for entry in load("regions")["province"] if entry["kind"] == "直辖市" for name in entry["names"]
)
_PLACE = re.compile(
    "(?P<province>[\u3400-\u9fff]{2,3}(?:省|自治区)|[\u3400-\u9fff]{2,6}自治区)?"
    "(?P<prefecture>[\u3400-\u9fff]{2,8}?(?:自治州|地区|市|州|盟))?(?P<county>[\u3400-\u9fff]{1,6}?(?:自治县|县|区|旗))?"
)
_BRANCH = re.compile("海关|国网|银行|公司|集团|铁路|民航|海事|证监局|银保监局")


def department(name: str, generic: bool, metadata: Metadata) -> Department:
    """The department called `name` in a document with `metadata`.

    The same body has the same id in all documents of its territory: the id is made of the
    jurisdiction and the name.
    """
    level, jurisdiction = _belongs(name, generic, metadata)
    return Department(
        id=stable_id("department", jurisdiction or "", name),
        name=name,
        level=level,
        jurisdiction=jurisdiction,
        generic=generic,
        functions=functions_of(name),
    )


@cache
def functions_of(name: str) -> tuple[str, ...]:
    """The functions whose stems the name is made of; none for governments and companies."""
    if (
        name.endswith(_NO_ENDING)
        or _NO_FUNCTION.search(name)
        or not (_ENDING.search(name) or _WHOLE.search(name))
    ):
        return ()
    stems = _stems()
    core = _ENDING.sub("", name) if not _WHOLE.search(name) else name
    if core[:1] in "省市县区州盟旗" and len(core) > 1 and not _NO_LEVEL.match(core):
        core = core[1:]
    found: list[str] = []
    position = 0
    while position < len(name):
        stem = next(
            (
                s
                for s in stems
                if name.startswith(s, position) and (len(s) > 1 or core.removeprefix("委") == s)
            ),
            None,
        )
        found.extend(function for function in stems.get(stem or "", ()) if function not in found)
        position += len(stem) if stem else 1
    return tuple(found)


@cache
def _stems() -> dict[str, tuple[str, ...]]:
    """Each stem with its functions, the longest stems first."""
    table: dict[str, list[str]] = {}
    for entry in load("functions")["function"]:
        for stem in entry["stems"]:
            table.setdefault(stem, []).append(entry["name"])
    return {stem: tuple(table[stem]) for stem in sorted(table, key=lambda s: (-len(s), s))}


def _belongs(name: str, generic: bool, metadata: Metadata) -> tuple[GovernmentLevel | None, str | None]:
    """The level of government and the territory that a body belongs to."""
    own = metadata.jurisdiction
    if generic or name.startswith(("各", "有关", "相关", "地方")):
        return None, own
    if _STATE.match(name) or re.search("(?:总局|总署|总社)$", name):
        return "national", NATIONAL
    if _BRANCH.search(name):
        return None, None
    level = (
        None
        if _NO_LEVEL.match(name)
        else next((lv for form, lv in _OWN_LEVEL if name.startswith(form)), None)
    )
    if level:
        return _at_level(level, metadata)
    place = _PLACE.match(name)
    if place and place[0] and place.end() >= 3 and not name.startswith("城市"):
        kinds: tuple[GovernmentLevel, ...] = ("county", "prefecture", "province")
        named = next(kind for kind in kinds if place[kind])
        return ("province" if place[0].startswith(_CITY_STATES) and named == "prefecture" else named), place[
            0
        ]
    if name.endswith("部") and functions_of(name):
        return "national", NATIONAL
    return _unmarked(name, metadata)


def _at_level(level: GovernmentLevel, metadata: Metadata) -> tuple[GovernmentLevel, str | None]:
    """A body with a bare level word ("市…"): the document's own government, if the level fits."""
    own = metadata.jurisdiction
    if level == "prefecture" and own and own.startswith(_CITY_STATES):
        level = "province"
        if metadata.level != "province":
            return level, own[:2] + "市"
    return level, own if level == metadata.level else None


def _unmarked(name: str, metadata: Metadata) -> tuple[GovernmentLevel | None, str | None]:
    """A body without any level: 厅 are provincial, classes ("生态环境部门") of no level."""
    if name.endswith("厅"):
        return "province", metadata.jurisdiction if metadata.level == "province" else None
    if name.endswith(("部门", "政府", "党委", "城市", "市县")):
        return None, metadata.jurisdiction
    return metadata.level, NATIONAL if metadata.level == "national" else metadata.jurisdiction
