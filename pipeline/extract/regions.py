"""Places at the head of a name: whose government speaks, and on which level it stands.

Provinces are a closed list (`lexicon/regions.toml`), lower places are known by their ending: the shortest
name that has one, is no class of areas (老旧小区) and holds no word of a plan's matter.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipeline import lexicon
from pipeline.lexicon.patterns import alternatives, any_of, forms
from pipeline.model import GovernmentLevel

NATIONWIDE = "全国"
_NATIONAL = re.compile(
    r"^(?:中共中央|中央|国务院|国家|全国|最高人民|中华人民共和国|中华全国|海关总署|审计署|中国(?!\(?[\u3400-\u9fff]{2,6}\)?自由贸易)"
    r"|人民银行|[\u3400-\u9fff]{2,8}(?:部|总局)(?:等|、|办公厅|$))"
)
_HAN = r"[\u3400-\u9fff]"
_NO_NAME = re.compile(
    rf"^(?:[各该每]|自治[区州县旗]|[\u3400-\u9fff]*自治区$|全(?![南州椒])|本(?!溪))|{any_of(lexicon.regions().matter)}"
)
# A name of one character and its ending is none, but may begin one: 红旗区, 古镇镇.
_TOO_SHORT = re.compile(rf"{_HAN}(?:市|区|旗|州|镇|乡)")
_NO_CITY = re.compile(rf"(?:{_HAN}{{2,}}|[大小新老])城市$")  # 海绵城市; but 盐城市
_AREAS = forms(lexicon.regions().area)
# 老旧小区, 集聚区; but of short ones a place may be named: 上街区.
_CLASS_OF_AREAS = re.compile(
    rf"(?:{alternatives(form for form in _AREAS if len(form) > 2)}|{_HAN}{{2}}{alternatives(_AREAS)})$"
    r"|(?<!大兴安岭)(?<!阿里)(?<!塔城)(?<!阿勒泰)(?<!和田)(?<!喀什)(?<!阿克苏)地区$"
)
_AUTHORITY = re.compile("(?:人民政府|政府|管理委员会|管委会|行政公署|行署|党工委|办事处)")
_LEVELS: tuple[GovernmentLevel, ...] = ("province", "prefecture", "county", "township")
_LEVEL_OF = {
    form: entry.level for entry in lexicon.bodies().level for form in entry.forms if entry.level in _LEVELS
}
_FALSE_LEVEL = re.compile(any_of(lexicon.bodies().false_level))
# Behind a place the committee of its party: what follows is no lower place (丽江市委办公室…).
_COMMITTEE = re.compile(
    "委(?:员会)?(?=办|组织部|宣传部|常委|[,、 ]|[\u3400-\u9fff]{2,8}(?:省|市|州|盟|县|区|旗)|$)"
)


@dataclass(frozen=True)
class Place:
    """A place as printed, its level, and where its name ends in the text that it was read from."""

    name: str
    level: GovernmentLevel
    end: int


def place_at_head(text: str) -> Place | None:
    """The place that folded `text` starts with ("四川省人民政府" → 四川省); None if there is none."""
    start = len("中共") if text.startswith("中共") and not text.startswith("中共中央") else 0
    if _NATIONAL.match(text):
        return Place(NATIONWIDE, "national", 0)
    end, level = start, None
    province = _province().match(text, start)
    municipality = False
    if province:
        end, level = province.end(), "province"
        municipality = text[end - 1] == "市"
    for lower in _LEVELS[1:]:
        if municipality and lower == "prefecture":
            continue  # below a municipality stand counties
        if lower == "township" and level == "province":
            break  # no township stands below a province
        found = _name_end(lower, text, end)
        if found is None and lower == "county" and level == "prefecture":
            found = _name_end("prefecture", text, end)  # a city of a prefecture: 苏州市昆山市
        if found is not None:
            end, level = found, lower
        if _COMMITTEE.match(text, end):
            break
    if level is None:
        return None
    return Place(text[start:end], _checked_level(level), end)


def bare_level(text: str) -> GovernmentLevel | None:
    """The level that folded `text` starts with where it names no place ("市人民政府", "自治区党委")."""
    if _FALSE_LEVEL.match(text) or place_at_head(text):
        return None
    found = _level_word().match(text, len("中共") if text.startswith("中共") else 0)
    return _checked_level(_LEVEL_OF[found[0]]) if found else None


def _name_end(level: str, text: str, start: int) -> int | None:
    """Where the name of a place of `level` that starts at `start` ends; None if none does."""
    found = _names(level).match(text, start)
    if found and _TOO_SHORT.fullmatch(found[0]):
        found = _longer_names(level).match(text, start)
    if not found or _NO_NAME.search(found[0]) or _NO_CITY.search(found[0]):
        return None
    if _CLASS_OF_AREAS.search(found[0]) and not _AUTHORITY.match(text, found.end()):
        return None
    return found.end()


def _checked_level(level: str) -> GovernmentLevel:
    return next(known for known in _LEVELS if known == level)


@cache
def _level_word() -> re.Pattern[str]:
    return re.compile(alternatives(_LEVEL_OF))


@cache
def _province() -> re.Pattern[str]:
    names = (
        name + ending
        for group in lexicon.regions().province
        for name in group.forms
        for ending in group.endings
    )
    return re.compile(alternatives(names))


@cache
def _names(level: str) -> re.Pattern[str]:
    """One to seven characters and an ending of this level, as short as possible.

    Autonomous places, which name their peoples, have longer names.
    """
    return re.compile(rf"{_HAN}{{1,7}}?{_ending(level)}|{_HAN}{{8,13}}?(?=自治){_ending(level)}")


@cache
def _longer_names(level: str) -> re.Pattern[str]:
    """Names that begin with what looks like a whole one: an ending, and at once another."""
    return re.compile(rf"{_HAN}[市区旗州镇乡]{_ending(level)}")


def _ending(level: str) -> str:
    return any_of(group for group in lexicon.regions().place if group.level == level) + "(?!(?<=州)市)"
