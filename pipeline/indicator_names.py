"""Names of indicators in canonical form, so that 细颗粒物（PM2.5）年均浓度 and PM2.5平均浓度 meet.

Substances by their short name, the head by its canonical name; what measures nothing is left out.
年均浓度 and 浓度下降比例 do not meet.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from pipeline import lexicon
from pipeline.fold import fold
from pipeline.lexicon.patterns import longest_first
from pipeline.lexicon.schema import IndicatorHead

_NOISE = re.compile(
    r"^(?:全(?:省|市|县|区|国)|区域|各市|其中|使|实现|达到|的)+|(?:的|任务|目标|水平|指标|合计|总体)+$"
)
_LINKING = re.compile("的+(?=比例|比重|占比|浓度|面积|数量|总量)")


@lru_cache(maxsize=4096)
def canonical_name(indicator: str) -> tuple[str, IndicatorHead | None]:
    """(canonical name without direction, the lexicon's head entry or None).

    A canonical name is its own: what is left of "年均年均浓度" is read again.
    """
    name, head = _named(indicator)
    while (again := _named(name))[0] != name:
        name, head = again
    return name, head


def _named(indicator: str) -> tuple[str, IndicatorHead | None]:
    """One step of `canonical_name`."""
    text = fold(indicator)
    for short, forms in _substances():
        for form in forms:
            text = text.replace(form, short)
    text = _LINKING.sub("", _plain(text))
    for entry, form in _heads():
        if text.endswith(form):
            stem = text[: -len(form)]
            if len(form) == 1:
                return text, entry
            return stem + _head_name(stem, entry.name), entry
    return text, None


def _head_name(stem: str, head: str) -> str:
    """The head's name; the concentration of a substance that is judged by its yearly mean says so."""
    return next((mean for short, mean in means() if stem.endswith(short)), head) if head == "浓度" else head


def _plain(text: str) -> str:
    """Without brackets (nested ones too) and words that measure nothing."""
    while (shorter := _NOISE.sub("", _without_brackets(text))) != text:
        text = shorter
    return text


def _without_brackets(text: str) -> str:
    """`text` without the brackets that close, and what is in them."""
    kept: list[str] = []
    opened: list[int] = []  # where in `kept` the brackets stand that are open
    for char in text:
        if char == ")" and opened:
            del kept[opened.pop() :]
            continue
        if char == "(":
            opened.append(len(kept))
        kept.append(char)
    return "".join(kept)


@cache
def means() -> tuple[tuple[str, str], ...]:
    """Each substance that is judged by its yearly mean, with the name of that mean."""
    return tuple((e.name, e.mean) for e in lexicon.indicators().substance if e.mean)


@cache
def _substances() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((e.name, tuple(longest_first(map(fold, e.forms)))) for e in lexicon.indicators().substance)


@cache
def _heads() -> tuple[tuple[IndicatorHead, str], ...]:
    heads = [(entry, fold(form)) for entry in lexicon.indicators().head for form in entry.forms]
    return tuple(sorted(heads, key=lambda pair: len(pair[1]), reverse=True))
