"""The document as a whole: title, issuer, place, number, date, status.

Reads the head of the text (title, covering notice, signature clauses), what the file says of itself
(`Source.properties`) and the catalogue, which overrides both. What no source says stays null.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.catalog import CatalogEntry
from pipeline.extract.regions import Place, place_at_head
from pipeline.extract.style import attribution_style
from pipeline.extract.titles import (
    DRAFT,
    area_at_head,
    is_body,
    issuer_of,
    joined,
    notice_title,
    short,
    unwrapped,
    without_spaces,
)
from pipeline.fold import fold, fold_characters
from pipeline.marks import Marks
from pipeline.model import Clause, Metadata, Source, Status
from pipeline.tree import ClauseTree

_NUMBER = re.compile(
    r"^\(?(?P<authority>[\u3400-\u9fffA-Za-z]{1,16})\((?P<year>(?:19|20)\d\d|)[xX×*]*\)第?(?P<serial>\d{0,5})[xX×*]*号\)?$"
)
_DATE = re.compile(r"^\(?(\d{4})(?:年|-|/|\.)(\d{1,2})(?:月|-|/|\.)(\d{1,2})日?\)?$")
_HAN_DATE = re.compile(
    "^([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日$"
)
_HAN_DIGITS = {
    digit: value
    for value, digits in enumerate(("〇○零", "一", "二", "三", "四", "五", "六", "七", "八", "九"))
    for digit in digits
}
_TITLE_KEYS = ("标题", "公文名称", "文件名称", "信息名称", "名称", "ArticleTitle")
_ISSUER_KEYS = ("发文机关", "发文单位", "制定机关", "发布机关", "发布机构", "发布单位", "公开机构")
_DATE_KEYS = ("成文日期", "印发日期", "签发日期", "制发日期", "生成日期")  # never when a site put it up
_NUMBER_KEYS = ("发文字号", "文号", "发文文号", "文件编号")
_URL_KEYS = ("官方链接", "原文链接", "Url")
_HEAD_LINES = 40
_SIGNATURE_LENGTH = 60


@dataclass(frozen=True)
class _Head:
    """What stands before the first numbered clause, and how the document closes, as printed lines."""

    titles: tuple[str, ...]
    lines: tuple[str, ...]
    closing: tuple[str, ...]


def extract_metadata(
    document_id: str, source: Source, tree: ClauseTree, marks: Marks, catalog: CatalogEntry | None
) -> Metadata:
    """The metadata of one document. A document with no catalogue entry is its own plan."""
    entry = catalog or CatalogEntry()
    head = _head(source, tree)
    notice = notice_title(head.lines) or _notice_property(source)
    title = _title(head, notice, source)
    issuer = _issuer(head, notice or title, source)
    place = _place(entry, issuer, title)
    jurisdiction = place.name if place else entry.jurisdiction
    number = entry.doc_number or _number(head, source)
    issued_on = entry.issued_on or _issued_on(head, source)
    return Metadata(
        title=title,
        short_title=entry.short_title
        or short(title, None if place is None or place.end == 0 else place.name),
        issuer=issuer,
        jurisdiction=jurisdiction,
        territory=entry.territory or _territory(title, jurisdiction),
        level=entry.level or (place.level if place else None),
        doc_number=number,
        status=entry.status or _status(head, title, complete=bool(number and issued_on)),
        issued_on=issued_on,
        attribution_style=attribution_style(source, tree, marks),
        plan_id=entry.plan or document_id,
        version=entry.version,
        predecessor_id=entry.predecessor,
        source_url=entry.source_url or _url(source),
        retrieved_on=entry.retrieved_on,
    )


def _head(source: Source, tree: ClauseTree) -> _Head:
    roots = [clause for clause in tree.clauses if clause.parent_id is None]
    opening = [clause for clause in tree.clauses if clause.level == "preamble"]
    titles = tuple(joined(c.heading) for c in tree.clauses if c.level == "title" and c.heading)
    signatures = [
        line for clause in tree.clauses if clause.level == "signature" for line in _lines(source, clause)
    ]
    first = opening[0] if opening else roots[0] if roots else None
    lines = _lines(source, first)[:_HEAD_LINES] if first else ()
    return _Head(titles, tuple(lines), tuple(signatures))


def _lines(source: Source, clause: Clause) -> list[str]:
    return source.text[clause.char_start : clause.char_end].split("\n")


def _properties(source: Source, keys: Iterable[str]) -> Iterator[str]:
    return (source.properties[key].strip() for key in keys if source.properties.get(key, "").strip())


def _notice_property(source: Source) -> str | None:
    return next(
        (title for value in _properties(source, _TITLE_KEYS) if (title := notice_title([value]))), None
    )


def _title(head: _Head, notice: str | None, source: Source) -> str:
    """The plan's own title; of several plans in one file the notice's, which names them all."""
    if len(head.titles) > 1 and notice:
        return notice
    if head.titles:
        return head.titles[0]
    stated = next(_properties(source, _TITLE_KEYS), None) or next(iter(head.lines), "")
    return without_spaces(stated)


def _issuer(head: _Head, title: str, source: Source) -> str | None:
    """From the notice's title, who signs, the head table: the fullest name first."""
    named = issuer_of(title)
    if named:
        return _parted(named)
    signed = _signers(head)
    stated = next((value for value in _properties(source, _ISSUER_KEYS) if is_body(value)), None)
    return signed or stated


def _parted(name: str) -> str:
    """Two bodies of one place that a title runs together: 中共四川省委、四川省人民政府."""
    place = place_at_head(fold(name))
    second = name.find(place.name, place.end) if place and place.end else -1
    return f"{name[:second].rstrip('、')}、{name[second:]}" if second > 0 else name


def _signers(head: _Head) -> str | None:
    """The bodies on the lines just above a date line that stands alone."""
    for lines in (head.closing, head.lines):
        for index, line in enumerate(lines):
            if _date(line) is None:
                continue
            signers: list[str] = []
            for above in reversed(lines[:index]):
                if len(above) > _SIGNATURE_LENGTH or not is_body(above) or "关于" in above:
                    break
                signers[:0] = above.split()
            if signers:
                return "、".join(signers)
    return None


def _place(entry: CatalogEntry, issuer: str | None, title: str) -> Place | None:
    """Whose plan it is: as the catalogue says, the issuer's place, else the place that the title names."""
    if entry.jurisdiction:
        return place_at_head(entry.jurisdiction)
    issued_by = place_at_head(fold(issuer)) if issuer else None
    return issued_by or place_at_head(fold(unwrapped(title)))


def _territory(title: str, jurisdiction: str | None) -> str | None:
    """A group of places, or a place below the jurisdiction, that the title names; else the jurisdiction."""
    name = unwrapped(title)
    own = place_at_head(name)
    area = area_at_head(name[own.end :] if own else name)
    if area:
        return area
    narrower = own and own.end and jurisdiction and not jurisdiction.endswith(own.name)
    return own.name if own and narrower else jurisdiction


def _number(head: _Head, source: Source) -> str | None:
    """The document's number: a line of its own in the head, else the head table; null if left blank."""
    for text in (*head.lines, *_properties(source, _NUMBER_KEYS)):
        found = _NUMBER.match(fold(text)) if "号" in text else None
        if found:
            printed = without_spaces(text)
            outer = printed[0] in "（(" and printed[-1] in "）)"
            return (printed[1:-1] if outer else printed) if found["serial"] and found["year"] else None
    return None


def _issued_on(head: _Head, source: Source) -> str | None:
    """The day that is printed under who signs, or 成文日期; the day that a site put it up is another."""
    stated = (_date(value) for value in _properties(source, _DATE_KEYS))
    signed = (_date(line) for line in (*head.lines, *head.closing) if "年" in line)
    return next((date for date in (*stated, *signed) if date), None)


def _date(text: str) -> str | None:
    """A line or value that is a date and nothing else, ISO."""
    folded = fold(text) if len(text) <= _SIGNATURE_LENGTH else ""
    arabic, chinese = _DATE.match(folded), _HAN_DATE.match(folded)
    if arabic:
        numbers = [int(part) for part in arabic.groups()]
    elif chinese:
        year = int("".join(str(_HAN_DIGITS[digit]) for digit in chinese[1]))
        numbers = [year, _han_number(chinese[2]), _han_number(chinese[3])]
    else:
        return None
    try:
        return datetime.date(*numbers).isoformat()
    except ValueError:
        return None


def _han_number(text: str) -> int:
    """A number up to thirty-nine: 十 → 10, 二十八 → 28."""
    tens, ten, ones = text.rpartition("十")
    value = _HAN_DIGITS[ones] if ones else 0
    return value + (10 * (_HAN_DIGITS[tens] if tens else 1) if ten else 0)


def _status(head: _Head, title: str, *, complete: bool) -> Status:
    short_lines = (line for line in head.lines if len(line) <= _SIGNATURE_LENGTH)
    if any(DRAFT.search(fold_characters(line)) for line in (title, *short_lines)):
        return "draft"
    return "issued" if complete else "unverified"


def _url(source: Source) -> str | None:
    return next((value for value in _properties(source, _URL_KEYS) if value.startswith("http")), None)
