"""How a clause is cited in Chinese, ready to copy: 《标题》（文号）第二部分（四），“原文”."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.model import Clause, Metadata

_CHINESE_DIGITS = "〇一二三四五六七八九"
_CHAPTER_NUMBER = re.compile(r"(?:第)?([〇零一二三四五六七八九十百]+|[0-9]+)(?:[、.．部分章编篇 ]*)")
_ITEM_NUMBER = re.compile(r"[（(]?([0-9]+)[)）.．、]?")
# What a document is when it is no issued one: whoever copies a citation takes it along.
_STATUS = {"draft": "征求意见稿", "unverified": "待核实"}

# Between the levels of a header (PM2.5浓度(μg/m3)/2025年), not within a unit's brackets.
_HEADER_LEVELS = re.compile(r"/(?![^(（]*[)）])")


def cite_document(metadata: Metadata) -> str:
    """《标题》（文号）; a draft or unverified text says that it is one, without a number there is none."""
    inner = metadata.title.replace("《", "〈").replace("》", "〉")  # book-title marks within book-title marks
    status = _STATUS.get(metadata.status, "")
    mark = f"（{status}）" if status and status not in metadata.title else ""
    number = f"（{metadata.doc_number}）" if metadata.doc_number else ""
    return f"《{inner}》{mark}{number}"


def cite_clause(metadata: Metadata, path: Sequence[Clause]) -> str:
    """The document, then the way down `path` (the chapter first, the cited clause last)."""
    return cite_document(metadata) + "".join(_place(clause) for clause in path)


def cite_quote(citation: str, quote: str) -> str:
    """`citation` with the quoted sentence behind it; quotation marks within become single ones."""
    inner = " ".join(quote.split()).replace("“", "‘").replace("”", "’")
    return f"{citation}，“{inner}”" if inner else citation


def cite_cell(citation: str, *headers: str | None) -> str:
    """`citation` of a table with the headers of one of its cells: 表1 常德市 PM2.5浓度 2025年."""
    return " ".join([citation, *(_HEADER_LEVELS.sub(" ", header) for header in headers if header)])


def _place(clause: Clause) -> str:
    """How one step of the way is said: 第二部分, （四）, 第2项, “严格新建项目准入”, 第3段, 表1."""
    label = clause.label.strip()
    if clause.level == "title":
        return ""
    if clause.level == "preamble":
        return "引言"
    if clause.level == "signature":
        return "落款"
    if clause.level == "chapter" and (number := _CHAPTER_NUMBER.fullmatch(label)):
        division = "章" if label.startswith("第") and "章" in label else "部分"
        return f"第{chinese_number(number[1])}{division}"
    if clause.level == "item" and (number := _ITEM_NUMBER.fullmatch(label)):
        return f"第{number[1]}项"
    if label:
        return label
    if clause.heading:
        return f"“{clause.heading}”"
    unnumbered = re.search(r"¶([0-9]+)$", clause.ref)
    return f"第{unnumbered[1]}段" if unnumbered else ""


def chinese_number(digits: str) -> str:
    """`digits` as Chinese writes a chapter's number: 2 → 二, 12 → 十二; Chinese ones stay as they are."""
    if not digits.isascii() or int(digits) > 99:
        return digits
    tens, ones = divmod(int(digits), 10)
    ten = "" if not tens else "十" if tens == 1 else f"{_CHINESE_DIGITS[tens]}十"
    return ten + (_CHINESE_DIGITS[ones] if ones or not tens else "")
