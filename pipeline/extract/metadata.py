"""The document as a whole: title, issuer, place, number, date, status.

Reads the head of the text (title, covering notice, signature clauses), what the file says of itself
(`Source.properties`) and the catalogue, which overrides both. What no source says stays null.
"""

from __future__ import annotations

import re

from pipeline.catalog import CatalogEntry
from pipeline.extract import issuers
from pipeline.extract.heads import Head, read_head, stated
from pipeline.extract.printed_dates import printed_date
from pipeline.extract.regions import place_at_head
from pipeline.extract.style import attribution_style
from pipeline.extract.titles import (
    DRAFT,
    area_at_head,
    notice_title,
    short,
    unwrapped,
    without_spaces,
)
from pipeline.fold import fold, fold_characters
from pipeline.marks import Marks
from pipeline.model import Metadata, Source, Status
from pipeline.tree import ClauseTree

_NUMBER = re.compile(
    r"^\(?(?P<authority>[\u3400-\u9fffA-Za-z]{1,16})\((?P<year>(?:19|20)\d\d|)[xX×*]*\)第?(?P<serial>\d{0,5})[xX×*]*号\)?$"
)
_TITLE_KEYS = ("标题", "公文名称", "文件名称", "信息名称", "名称", "ArticleTitle")
_DATE_KEYS = ("成文日期", "印发日期", "签发日期", "制发日期", "生成日期")  # never when a site put it up
_NUMBER_KEYS = ("发文字号", "文号", "发文文号", "文件编号")
_URL_KEYS = ("官方链接", "原文链接", "Url")
_SIGNATURE_LENGTH = 60


def extract_metadata(
    document_id: str, source: Source, tree: ClauseTree, marks: Marks, catalog: CatalogEntry | None
) -> Metadata:
    """The metadata of one document. A document with no catalogue entry is its own plan."""
    entry = catalog or CatalogEntry()
    head = read_head(source, tree)
    notice = notice_title(head.lines) or _notice_property(source)
    title = _title(head, notice, source)
    issuer = issuers.issuer(head, notice or title, source)
    place = issuers.place(entry, issuer, title, notice or "")
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
        level=entry.level or (place.level if place else issuers.level(head, issuer)),
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


def _notice_property(source: Source) -> str | None:
    return next((title for value in stated(source, _TITLE_KEYS) if (title := notice_title([value]))), None)


def _title(head: Head, notice: str | None, source: Source) -> str:
    """The plan's own title; of several plans in one file the notice's, which names them all."""
    if len(head.titles) > 1 and notice:
        return notice
    if head.titles:
        return head.titles[0]
    return without_spaces(next(stated(source, _TITLE_KEYS), None) or next(iter(head.lines), ""))


def _territory(title: str, jurisdiction: str | None) -> str | None:
    """A group of places, or a place below the jurisdiction, that the title names; else the jurisdiction."""
    name = unwrapped(title)
    own = place_at_head(name)
    area = area_at_head(name[own.end :] if own else name)
    if area:
        return area
    narrower = own and own.end and jurisdiction and not jurisdiction.endswith(own.name)
    return own.name if own and narrower else jurisdiction


def _number(head: Head, source: Source) -> str | None:
    """The document's number: a line of its own in the head, else the head table; null if left blank."""
    for text in (*head.lines, *stated(source, _NUMBER_KEYS)):
        found = _NUMBER.match(fold(text)) if "号" in text else None
        if found:
            printed = without_spaces(text)
            outer = printed[0] in "（(" and printed[-1] in "）)"
            return (printed[1:-1] if outer else printed) if found["serial"] and found["year"] else None
    return None


def _issued_on(head: Head, source: Source) -> str | None:
    """The day that is printed under who signs, or 成文日期; the day that a site put it up is another."""
    given = (printed_date(value) for value in stated(source, _DATE_KEYS))
    signed = (printed_date(line) for line in (*head.lines, *head.closing) if "年" in line)
    return next((date for date in (*given, *signed) if date), None)


def _status(head: Head, title: str, *, complete: bool) -> Status:
    short_lines = (line for line in head.lines if len(line) <= _SIGNATURE_LENGTH)
    if any(DRAFT.search(fold_characters(line)) for line in (title, *short_lines)):
        return "draft"
    return "issued" if complete else "unverified"


def _url(source: Source) -> str | None:
    return next((value for value in stated(source, _URL_KEYS) if value.startswith("http")), None)
