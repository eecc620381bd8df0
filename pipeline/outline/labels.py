"""The numbering grammar of Chinese official documents (GB/T 9704-2012, 7.3.3, and its export forms)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.fold import fold_characters

_HAN = "一二三四五六七八九十百零〇两"
_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_BRACKETED = "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"
_POINTED = "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
# Style name, rank (how far down the outline it stands by the standard), pattern on the folded line.
_STYLES: tuple[tuple[str, int, re.Pattern[str]], ...] = (
    ("part", 0, re.compile(rf"第 ?(?P<n>[{_HAN}]+|\d{{1,3}}) ?(?:部分|篇|编)")),
    ("chapter", 1, re.compile(rf"第 ?(?P<n>[{_HAN}]+|\d{{1,3}}) ?章")),
    ("section", 2, re.compile(rf"第 ?(?P<n>[{_HAN}]+|\d{{1,3}}) ?节")),
    ("clause", 3, re.compile(rf"第 ?(?P<n>[{_HAN}]+|\d{{1,3}}) ?条(?![款例])")),
    ("han", 3, re.compile(rf"(?P<n>[{_HAN}]+)、")),
    ("han_bracket", 4, re.compile(rf"\( ?(?P<n>[{_HAN}]+) ?\)、?")),
    ("decimal3", 7, re.compile(r"(?P<n>\d{1,2}\.\d{1,2}\.\d{1,2})(?=[ 、.]?[^\d.%])[、.]?")),
    (
        "decimal2",
        6,
        re.compile(
            r"(?P<n>\d{1,2}\.\d{1,2})(?=[ 、]|[\u4e00-\u9fff“《])(?! ?(?:[%万亿个倍吨元千百亩米人克升]|公里|平方|立方|公顷|微克|毫克|小时))[、.]?"
        ),
    ),
    ("arabic", 5, re.compile(r"(?P<n>\d{1,3}) ?(?:\.(?!\d)|\.(?=(?:19|20)\d{2}年)|、)")),
    ("arabic_bracket", 8, re.compile(r"\( ?(?P<n>\d{1,3}) ?\)、?")),
    ("arabic_half", 8, re.compile(r"(?P<n>\d{1,2})\)")),
    ("circled", 9, re.compile(rf"(?P<n>[{_CIRCLED}])")),
    # One character for what is printed as two or three elsewhere.
    ("arabic_bracket", 8, re.compile(rf"(?P<n>[{_BRACKETED}])")),
    ("arabic", 5, re.compile(rf"(?P<n>[{_POINTED}])")),
    ("bare", 5, re.compile(r"(?P<n>\d{1,2}) {1,2}(?=[\u4e00-\u9fff])")),
)
_FIRST = frozenset(f"第({_HAN}{_CIRCLED}{_BRACKETED}{_POINTED}0123456789") | {""}
_LONGEST = 40  # characters in which a label and what must follow it lie
_RANKS = {name: rank for name, rank, _ in _STYLES}
_GAP = r"[\s\u200b-\u200d\ufeff]?"  # a blank, or a mark of no width that an export left
_ANNEX = re.compile(
    rf"^(?P<label>附{_GAP}[件表录]{_GAP}(?:[{_HAN}]+|\d{{1,2}}(?:-\d{{1,2}})?)?|附(?=[::]))\s*[.、::]?\s*(?P<heading>.*)$"
)
_ANNEX_AS_WORD = re.compile("[中所的内里及和与为由见列]")  # "附件1中的企业应当…" is a sentence
_TABLE_FIRST = frozenset("附表专图")
_TABLE = re.compile(
    rf"^(?P<label>(?:附?表|专栏|图表){_GAP}(?:\d{{1,2}}(?:-\d{{1,2}})?|[{_HAN}]+))[\s::.、]*(?P<heading>.{{0,60}})$"
)


@dataclass(frozen=True)
class Label:
    """A printed number: its style, rank (0 the highest), value, and length with what parts it from the text."""

    style: str
    rank: int
    number: int
    printed: str
    length: int


def parse_label(line: str) -> Label | None:
    """The label that `line` starts with, None if it has none. Fullwidth and half-width forms are one."""
    if fold_characters(line[:1]) not in _FIRST:
        return None
    folded = fold_characters(line[:_LONGEST])
    for style, rank, pattern in _STYLES:
        match = pattern.match(folded)
        if match:
            length = len(line) - len(line[match.end() :].lstrip())
            return Label(style, rank, _number(match["n"]), line[: match.end()].strip(), length)
    return None


def style_rank(style: str) -> int:
    """The rank of a style of the grammar."""
    return _RANKS[style]


def parse_annex(line: str) -> tuple[str, str] | None:
    """(label, heading) of a line that names an annex ("附件1：…"), else None."""
    if line[:1] != "附" or len(line) > 80 or line.endswith("。"):
        return None
    match = _ANNEX.match(fold_characters(line))
    if not match or _ANNEX_AS_WORD.match(match["heading"]):
        return None
    start, end = match.span("heading")
    return line[: match.end("label")].strip(), line[start:end].rstrip("：: 。")


def parse_table_caption(line: str) -> tuple[str, str] | None:
    """(label, heading) of a table's caption ("表1 各市…目标"), else None."""
    match = _TABLE.match(fold_characters(line)) if line[:1] in _TABLE_FIRST else None
    if not match:
        return None
    return line[: match.end("label")].strip(), line[match.start("heading") :].strip()


def is_box_caption(line: str) -> bool:
    """Whether `line` heads a box set off from the text ("专栏1 …工程")."""
    return line.startswith("专栏") and parse_table_caption(line) is not None


def _number(digits: str) -> int:
    for signs in (_CIRCLED, _BRACKETED, _POINTED):
        if digits in signs:
            return signs.index(digits) + 1
    if digits[0].isdigit():
        return int(digits.rsplit(".", maxsplit=1)[-1])
    return han_number(digits)


def han_number(text: str) -> int:
    """A Chinese numeral up to 999 as an integer: 三十八 → 38, 一百零二 → 102."""
    total = value = 0
    for char in text:
        if char == "百":
            total, value = total + (value or 1) * 100, 0
        elif char == "十":
            total, value = total + (value or 1) * 10, 0
        else:
            value = _DIGITS[char]
    return total + value
