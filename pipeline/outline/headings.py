"""Run-in headings: the short first sentence that names what a clause is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from pipeline import lexicon
from pipeline.fold import fold_characters
from pipeline.lexicon.patterns import alternatives, any_of, forms

_STOP = re.compile(r"[。！？]")
_COLON = re.compile(r"[：:]")
_BRACKETED = re.compile(r"^\([^()]*(?:\([^()]*\)[^()]*)*\)$")
_LAST_BRACKET = re.compile(r"\(((?:[^()]|\([^()]*\))*)\)$")
_DATE = re.compile(r"(?:到|至)?20\d\d年(?:\d{1,2}月)?(?:年?[底末前])*$")  # "到2026年底：" says when, not what
_DASH = re.compile(r"^(?:——|--|—|－－|-)\s*")
_ARTICLE_HEADING = 45
_ITEM_HEADING = 22
_SENTENCE_HEADING = 30
_HEADED = 30
_COLON_HEADED = 12
_BARE_HEADING = 16
_LONG_BARE_HEADING = 26
_LISTED = 25
_PARALLEL = 3
_ENUMERATES = re.compile(
    "[一二三四五六七八九十]{1,2}(?:是|要)|第[一二三四五六七八九十]，"
)  # running text: 一是…。二是…
_ABBREVIATION = re.compile(r"\([A-Za-z][A-Za-z0-9.\-]*\)")  # 挥发性有机物（VOCs）


def is_bracketed(text: str) -> bool:
    """Whether `text` is one bracket and nothing else (an attribution in a paragraph of its own)."""
    return bool(_BRACKETED.match(fold_characters(text.rstrip("。"))))


def is_attribution(text: str) -> bool:
    """Whether `text` only says who answers for what stands before it: in a bracket, or behind a label."""
    return is_bracketed(text) or bool(_role_label().match(fold_characters(text)))


def without_attribution(heading: str) -> str:
    """A heading without the bracket at its end that says who answers for it ("建设网络（责任单位：市民政局）")."""
    folded = fold_characters(heading.rstrip("：: "))
    bracket = _LAST_BRACKET.search(folded)
    if bracket is None or not (_role_label().match(bracket[1]) or _role_at_end().search(bracket[1])):
        return heading
    return heading[: bracket.start()].rstrip()


@cache
def _role_at_end() -> re.Pattern[str]:
    """A bracket's last words give a role ("市民政局牵头，市财政局配合")."""
    return re.compile(rf"{any_of(lexicon.bodies().role)}$")


@cache
def _role_label() -> re.Pattern[str]:
    """The label of a role at the head of a line ("牵头单位：", "责任部门（配合单位）：")."""
    words = alternatives(forms(lexicon.bodies().label))
    return re.compile(
        rf"(?:主要|共同|其他|具体)?(?:{words}){{1,3}}(?:单位|部门|主体|机构|处室|科室)(?:\([^():]{{1,8}}\))?:"
    )


def run_in_heading(body: str, *, item: bool) -> str | None:
    """The heading of a labelled clause's first line (`body` without the label), None if it has none.

    A line without a stop is all heading, unless a semicolon ends it: an entry of a list. In running text an
    article's first sentence is its heading; an item's only if it is short, without comma, and more than an
    attribution follows; "1.技能培训：…" names it, too.
    """
    stop = _STOP.search(body)
    if stop is None:
        if body.rstrip().endswith(("；", ";")):
            return None
        whole = without_attribution(body.rstrip("：: "))
        limit = _ITEM_HEADING + 8 if item else _ARTICLE_HEADING + 15
        sentence = item and re.search(r"[,;(]", fold_characters(whole))
        return whole if whole and len(whole) <= limit and not sentence and not is_attribution(whole) else None
    first, rest = without_attribution(body[: stop.start()]), body[stop.end() :].strip()
    if not first:
        return None
    if item:
        return _item_heading(body, first, rest)
    if (named := colon_heading(body)) is not None and not re.search("[（(]", named):
        return named
    if not rest:
        return None if len(first) > _SENTENCE_HEADING or re.search("[，；：]", first) else first
    return first if len(first) <= _ARTICLE_HEADING and len(re.findall("[，,；;]", first)) <= 2 else None


def _item_heading(body: str, first: str, rest: str) -> str | None:
    """An item's heading: its first sentence if it is short and more follows, else what stands before a colon."""
    short = len(first) <= _ITEM_HEADING and len(re.findall("[，,]", first)) <= 1
    if rest and short and not re.search(r"[；;：:]", first):
        return first if not is_attribution(rest) else None
    return colon_heading(body)


def headed_paragraphs(paragraphs: Sequence[str]) -> list[str | None]:
    """Which unlabelled paragraphs below a clause that has no text of its own bear run-in headings.

    Only parallel ones count: at least two, from the first paragraph on; a closing paragraph without
    a heading may follow. Gives the heading of each paragraph or None.
    """
    headings = [_sentence_heading(text) or colon_heading(text) for text in paragraphs]
    count = next((i for i, heading in enumerate(headings) if heading is None), len(headings))
    if count >= 2 and len(headings) - count <= 2:
        return [heading if i < count else None for i, heading in enumerate(headings)]
    return [None] * len(paragraphs)


def sentence_alone(body: str) -> str | None:
    """The sentence that a clause consists of, if it is short enough for a heading."""
    text = body.strip().rstrip("。")
    return (
        text
        if 0 < len(text) <= _SENTENCE_HEADING and not re.search("[。,;:(]", fold_characters(text))
        else None
    )


def listed_headings(paragraphs: Sequence[str]) -> list[str | None]:
    """Headings of paragraphs that are set off as a list behind a text: led by dashes, or by "…：".

    Only two or more in a row count.
    """
    headings = [_dashed_heading(text) or _lead_heading(text) for text in paragraphs]
    known = [heading is not None for heading in headings]
    before, after = [False, *known], [*known[1:], False]
    listed = [heading if before[i] or after[i] else None for i, heading in enumerate(headings)]
    return listed if any(listed) else _parallel_headings(paragraphs)


def _parallel_headings(paragraphs: Sequence[str]) -> list[str | None]:
    """Headings where every paragraph behind a text begins with a short sentence without a comma, three at least."""
    headings = [_sentence_heading(text) for text in paragraphs]
    plain = [heading for heading in headings if heading and not re.search("[，,、]", heading)]
    if len(headings) >= _PARALLEL and len(plain) == len(headings):
        return headings
    return [None] * len(paragraphs)


def _dashed_heading(text: str) -> str | None:
    return _sentence_heading(text) or colon_heading(text) if _DASH.match(text) else None


def _lead_heading(text: str) -> str | None:
    return colon_heading(text) if len(text) >= _LISTED and not text.startswith(("注", "附", "备注")) else None


def _sentence_heading(text: str) -> str | None:
    text = _DASH.sub("", text)
    stop = _STOP.search(text)
    if stop is None or not text[stop.end() :].strip() or is_attribution(text[stop.end() :].strip()):
        return None
    first = text[: stop.start()]
    if _ENUMERATES.match(first):
        return None
    return first if 2 <= len(first) <= _HEADED and len(re.findall("[，,；;]", first)) <= 1 else None


def colon_heading(text: str) -> str | None:
    """The short heading before a colon that starts a paragraph ("重点城市：…"), else None."""
    text = _DASH.sub("", text)
    colon = _COLON.search(text)
    if colon is None or not text[colon.end() :].strip() or is_attribution(text):
        return None
    first = text[: colon.start()]
    if re.search(r"[，,。、]", first) or _DATE.match(fold_characters(first)):
        return None
    return first if 2 <= len(first) <= _COLON_HEADED else None


def bare_headings(paragraphs: Sequence[str]) -> list[bool]:
    """Which paragraphs are headings on lines of their own, where an export lost the full stops.

    There are at least two, the first line among them, and longer text follows each: to very short ones
    a paragraph will do, others need two on the average, or they may be sentences.
    """
    for longest, below in ((_BARE_HEADING, 1), (_LONG_BARE_HEADING, 2)):
        bare = [_is_bare(text, longest) for text in paragraphs]
        doubled = any(a and b for a, b in pairwise(bare))
        enough = sum(bare) >= 2 and below * sum(bare) <= bare.count(False)
        if enough and bare[0] and not doubled and not bare[-1]:
            return bare
    return [False] * len(paragraphs)


def _is_bare(line: str, longest: int) -> bool:
    """Whether a line is short and without any punctuation but an abbreviation's brackets."""
    printed = _ABBREVIATION.sub("", fold_characters(line))
    return len(printed) <= longest and not re.search(r"[。,;:、(]", printed)
