"""Why two targets may not be ranked: the codes, and each in a Chinese and an English sentence."""

from __future__ import annotations

from typing import Literal

import msgspec

Code = Literal[
    "indicator",
    "statistic",
    "territory",
    "year",
    "level_or_change",
    "baseline",
    "unit",
    "operator",
    "extensive",
    "deferred",
    "qualitative",
    "exclusions",
    "draft",
    "genre",
]

_SENTENCES: dict[Code, tuple[str, str]] = {
    "indicator": (
        "指标或分母不同",
        "The indicators or their denominators are not the same",
    ),
    "statistic": (
        "统计口径不同（平均、逐个、单一市县、合计）",
        "The statistics are not the same (mean, each, one city or county, total)",
    ),
    "territory": (
        "适用范围的类别不同或未知",
        "The classes of territory are not the same, or one is not known",
    ),
    "year": (
        "目标年份不同或未写明",
        "The years are not the same, or one is not stated",
    ),
    "level_or_change": (
        "一为水平、一为变化，或变化方向不同",
        "One is a level and the other a change, or they change in opposite directions",
    ),
    "baseline": (
        "变化的基准年不同或未写明",
        "The changes are measured from different base years, or a base year is not stated",
    ),
    "unit": (
        "计量单位不同，或数值不能换算",
        "The units are not the same, or a value cannot be converted",
    ),
    "operator": (
        "一为下限、一为上限，或为区间",
        "One is a floor and the other a ceiling, or one is a range",
    ),
    "extensive": (
        "总量随地域大小而变，没有分母不可比",
        "Amounts that grow with the territory are not ranked without a denominator",
    ),
    "deferred": (
        "指标值由其他文件确定，本文件没有自己的数值",
        "The value is set by another text; this one has no number of its own",
    ),
    "qualitative": (
        "定性目标，没有数值",
        "A qualitative goal has no number",
    ),
    "exclusions": (
        "除外或包含的范围不同",
        "What they leave out or take in is not the same",
    ),
    "draft": (
        "征求意见稿，未要求时不参与排序",
        "Drafts are left out of rankings unless asked for",
    ),
    "genre": (
        "文件种类不同（方案、通知、考核等）",
        "The documents are not of one kind (plan, notice, assessment …)",
    ),
}
CODES: tuple[Code, ...] = tuple(_SENTENCES)


class Reason(msgspec.Struct, frozen=True):
    """A code with its sentences; `detail` names the two things that differ, in the order of the documents."""

    code: Code
    detail: str

    @property
    def chinese(self) -> str:
        """The Chinese sentence with the detail."""
        return f"{_SENTENCES[self.code][0]}{f'：{self.detail}' if self.detail else ''}。"

    @property
    def english(self) -> str:
        """The English sentence, with the detail as the texts have it."""
        return f"{_SENTENCES[self.code][1]}{f' ({self.detail})' if self.detail else ''}."


def sentences(code: Code) -> tuple[str, str]:
    """A code's sentence in Chinese and in English."""
    return _SENTENCES[code]
