"""Places at the head of a name: whose government speaks, and on which level it stands.

Provinces are a closed list (`lexicon/regions.toml`), lower places are known by their ending.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipeline import lexicon
from pipeline.lexicon.patterns import alternatives, any_of
from pipeline.model import GovernmentLevel

NATIONWIDE = "全国"
_NATIONAL = re.compile(
    r"^(?:中共中央|中央|国务院|国家|全国|最高人民|中华人民共和国|中华全国|海关总署|审计署|中国(?!\(?[\u3400-\u9fff]{2,6}\)?自由贸易)"
    r"|人民银行|[\u3400-\u9fff]{2,8}(?:部|总局)(?:等|、|办公厅|$))"
)
# Words that end like a place and are none, and what a place's name never holds.
_NO_PLACE = re.compile(
    r"^[\u3400-\u9fff](?:市|区|旗|州|镇|乡)$|^[各全本该每]|(?:城市|区域|社区|片区|示范区|试验区|保税区|功能区|保护区)$"
    r"|(?<!大兴安岭)(?<!阿里)(?<!塔城)(?<!阿勒泰)(?<!和田)(?<!喀什)(?<!阿克苏)地区$"
    "|关于|加快|推进|推动|促进|支持|深化|开展|加强|建设|实施|提升|贯彻|落实|完善|全面|持续|深入|打好|政府|进一步|印发|发展|工作|重点"
)
_LEVELS: tuple[GovernmentLevel, ...] = ("province", "prefecture", "county", "township")


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
        found = _endings(lower).match(text, end)
        if not found and lower == "county" and level == "prefecture":
            found = _endings("prefecture").match(text, end)  # a city of a prefecture: 苏州市昆山市
        if found and not _NO_PLACE.search(found[0]):
            end, level = found.end(), lower
    if level is None:
        return None
    return Place(text[start:end], _checked_level(level), end)


def _checked_level(level: str) -> GovernmentLevel:
    return next(known for known in _LEVELS if known == level)


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
def _endings(level: str) -> re.Pattern[str]:
    """One to seven characters and an ending of this level, as short as possible."""
    endings = any_of(group for group in lexicon.regions().place if group.level == level)
    return re.compile(rf"[\u3400-\u9fff]{{1,7}}?{endings}(?!(?<=州)市)")
