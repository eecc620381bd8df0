"""The head and foot of a document: titles, covering notice, signature, the list of annexes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.fold import fold_characters
from pipeline.outline.labels import parse_annex

_GENRE = re.compile(
    r"(?:方案|计划|通知|意见|规划|办法|规定|措施|纲要|要点|细则|决定|公告|条例|政策|清单|函|批复|通报|决议|指南|标准|制度|报告|说明|预案|规则|通告|倡议书|任务分解|分工)$"
)
# All patterns are for folded lines: whichever brackets and widths a line is printed in.
_DRAFT = re.compile(r"^\([^()]{1,16}(?:稿|行|案|草案)\)$")
_TAIL = re.compile(r"\([^()]{1,20}\)$")
_DATE = re.compile(
    r"^\(?\s*\d{4}\s*年\s*\d{1,2}\s*月\s*(?:\d{1,2}\s*日)?\s*\)?$|^[二〇○零一二三四五六七八九]{4}年[一二三四五六七八九十]+月[一二三四五六七八九十]+日$"
)
_NUMBER = re.compile(r"\(\s*\d{4}\s*\)\s*(?:第)?\s*\d*\s*号$")
_ISSUER = re.compile(
    r"(?:政府|办公厅|办公室|委员会|委|厅|局|部|院|会|中心|公司|党委|党组|管委会|指挥部|领导小组|专班|署|处|司|协会|集团|银行|法院|检察院)$"
)
_SENTENCE = re.compile(r"[。;!?]")
_ADDRESSEE = re.compile(r":$")
_DISCLOSURE = re.compile(
    r"^\(.*(?:公开|删减).*\)$|^(?:发布|来源|索引号|成文)"
)  # "(此件公开发布)", "(本文有删减)"
_LONGEST_TITLE_LINE = 60


@dataclass(frozen=True)
class TitleRun:
    """Lines `first:last` of the paragraphs given are one title."""

    first: int
    last: int


def is_date(line: str) -> bool:
    """A line that is a date and nothing else."""
    return bool(_DATE.match(fold_characters(line.strip())))


def is_issuer(line: str) -> bool:
    """A short line that could sign: one or more bodies."""
    return (
        3 <= len(line) <= 40
        and not _SENTENCE.search(fold_characters(line))
        and bool(_ISSUER.search(line.rsplit(maxsplit=1)[-1]))
    )


def _title_like(line: str) -> bool:
    return (
        len(line) <= _LONGEST_TITLE_LINE
        and not _SENTENCE.search(line)
        and not _ADDRESSEE.search(line)
        and not is_date(line)
        and not _NUMBER.search(line)
        and not _DISCLOSURE.match(line)
        and parse_annex(line) is None
    )


def title_runs(lines: Sequence[str]) -> list[TitleRun]:
    """Runs of title lines: short lines without stops, up to one that ends in a kind of document."""
    lines = [fold_characters(line) for line in lines]
    runs: list[TitleRun] = []
    index = 0
    while index < len(lines):
        if not _title_like(lines[index]) or _DRAFT.match(lines[index]):
            index += 1
            continue
        end = index
        while end < len(lines) and end - index < 6 and _title_like(lines[end]):
            end += 1
            if _GENRE.search(_TAIL.sub("", lines[end - 1])) and not _more_title(lines, end):
                break
        run = _trimmed(lines, index, end)
        if run:
            runs.append(run)
            index = run.last
        else:
            index += 1
    return runs


def joined_title(lines: Sequence[str]) -> str:
    """The title that lines print together, without a line that only names its stage (征求意见稿)."""
    kept = [line for line in lines if not _DRAFT.match(fold_characters(line))]
    return "".join(kept or lines)


def _more_title(lines: Sequence[str], index: int) -> bool:
    """Whether the next line still belongs to the title ("…行动计划实施方案" / "的通知")."""
    return index < len(lines) and bool(re.match(r"^的?通知$", lines[index]))


def _trimmed(lines: Sequence[str], first: int, last: int) -> TitleRun | None:
    while last > first and not _GENRE.search(_TAIL.sub("", lines[last - 1]).rstrip()):
        last -= 1
    if last == first:
        return None
    # the issuer's own line above 关于… belongs to the title, a signature above a title does not
    while first + 1 < last and is_issuer(lines[first]) and not lines[first + 1].startswith("关于"):
        first += 1
    if last < len(lines) and _DRAFT.match(lines[last]):
        last += 1
    return TitleRun(first, last)


def signature_start(lines: Sequence[str]) -> int | None:
    """Where the signature starts in the last lines of a text: issuers, then a date, or a last date alone.

    None if the text is unsigned.
    """
    for index, line in enumerate(lines):
        if is_date(line):
            first = index
            while first > 0 and is_issuer(lines[first - 1]):
                first -= 1
            if first < index or index == len(lines) - 1:
                return first
    return None
