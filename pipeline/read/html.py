"""Pages of government sites → `Source`: the document without the site around it.

Reads the decoded page; gives the document's paragraphs and tables, the head table and `<meta>` as
properties, and everything else that is printed as lifted text (kind "site"). No HTML is kept.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree, html
from lxml.html import HtmlElement

from pipeline.errors import ReadError
from pipeline.fold import fold
from pipeline.model import Source
from pipeline.read.decode import MAX_BYTES, decode
from pipeline.read.html_blocks import Paragraph, paragraphs, walk
from pipeline.read.html_content import find_container, is_furniture
from pipeline.read.html_head import SITE_LINE, is_head_line, read_meta, read_pairs
from pipeline.read.html_tables import HtmlTable, read_table
from pipeline.read.source import SourceBuilder

_SITE_LENGTH = 20
_LABELLED = re.compile("^.{2,8}[:：].{0,60}$")
_BODY_LENGTH = 60  # from here on, with a full stop, a line is running text of the document
_HEAD_LABELS = 3  # so many labelled values make a table inside the container the page's head table
_TITLE_WORDS = re.compile(r"关于|方案|计划|通知|意见|规划|办法|纲要|措施|要点|决定|条例|规定")
_TITLE_LINES = 12
_NO_WORD = re.compile(r"[^\u3400-\u9fff0-9A-Za-z]")

Item = Paragraph | HtmlTable


def read_html(data: bytes, name: str = "page", max_bytes: int = MAX_BYTES) -> Source:
    """Read one page.

    Args:
        data: the file's bytes, in any encoding that `decode` knows.
        name: how errors name the file.
        max_bytes: the largest file that is read.

    Raises:
        ReadError: the bytes are no text, or the page holds none.
    """
    return read_page(decode(data, name, max_bytes), name)


def read_page(text: str, name: str = "page") -> Source:
    """Read a decoded page; `ReadError` if it holds no text or is nested too deeply to be read whole."""
    page = _parse(text, name)
    found = page.find("body")
    body = page if found is None else found
    container = find_container(body)
    furniture = _furniture(container)
    items, site = _without_edges(list(walk(container, furniture, read_table)))
    outside = list(paragraphs(body, frozenset([container])))
    site = [*outside, *(part for element in furniture for part in paragraphs(element)), *site]
    builder = SourceBuilder("html")
    for key, value in (*read_pairs((part.text, part.line) for part in site), *read_meta(page)):
        builder.property(key, value)
    heading = _page_heading(page, outside, items)
    if heading:
        items.insert(0, heading)
    for part in site:
        if part is not heading:
            builder.lift("site", part.text, part.line)
    for item in items:
        _add(item, builder)
    source = builder.build()
    if not source.text:
        raise ReadError(name, "", "the page holds no text", "save the page with its text")
    return source


def _parse(text: str, name: str) -> HtmlElement:
    """Parse however broken markup; libxml2 gives up on nesting that no real page has."""
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_pis=True)
    unix = text.replace("\r\n", "\n").replace("\r", "\n")
    try:
        page = html.document_fromstring(unix.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:
        raise ReadError(name, "", "the page holds no text", "save the page with its text") from None
    for error in parser.error_log:
        if "depth" in error.message.lower():
            raise ReadError(name, f"line {error.line}", "elements nested too deeply", "save the page as text")
    return page


def _furniture(container: HtmlElement) -> frozenset[HtmlElement]:
    """The site's parts inside the container, unless they hold much of it (a class name may mislead)."""
    whole = len("".join(container.itertext()))
    parts = [element for element in container.iterdescendants(etree.Element) if is_furniture(element)]
    return frozenset(element for element in parts if len("".join(element.itertext())) * 4 < whole)


def _without_edges(items: Sequence[Item]) -> tuple[list[Item], list[Paragraph]]:
    """Take the site's lines off the head and foot of the document, and a head table inside it."""
    body = [index for index, item in enumerate(items) if isinstance(item, Paragraph) and _is_body(item.text)]
    first, last = (body[0], body[-1]) if body else (len(items), -1)
    kept: list[Item] = []
    site: list[Paragraph] = []
    for index, item in enumerate(items):
        at_edge = index < first or index > last
        if isinstance(item, HtmlTable) and index < first and _is_head_table(item):
            site.extend(item.paragraphs())
        elif isinstance(item, Paragraph) and at_edge and _is_site_line(item.text, at_head=index < first):
            site.append(item)
        else:
            kept.append(item)
    return kept, site


def _is_body(text: str) -> bool:
    return len(text) >= _BODY_LENGTH and "。" in text


def _is_head_table(table: HtmlTable) -> bool:
    return len(list(read_pairs((part.text, part.line) for part in table.paragraphs()))) >= _HEAD_LABELS


def _is_site_line(text: str, *, at_head: bool) -> bool:
    plain = text.strip()
    brief = len(plain) <= _SITE_LENGTH or bool(_LABELLED.match(plain))
    return (brief and bool(SITE_LINE.match(plain))) or (at_head and is_head_line(plain))


def _page_heading(page: HtmlElement, outside: Sequence[Paragraph], items: Sequence[Item]) -> Paragraph | None:
    """The document's title where the page prints it above the container and not in it."""
    titles = [_words("".join(title.itertext())) for title in page.iter("title")]
    titles += [_words(value) for key, value in read_meta(page) if key == "ArticleTitle"]
    titles += [
        _words(value)
        for key, value in read_pairs((part.text, part.line) for part in outside)
        if key == "标题"
    ]
    head = _words("".join(item.text for item in items[:_TITLE_LINES] if isinstance(item, Paragraph)))
    candidates = sorted(outside, key=lambda part: part.heading_level or 7)
    for part in candidates:
        words = _words(part.text)
        if len(words) < 8 or not _TITLE_WORDS.search(words) or words in head:
            continue
        if any(words in title for title in titles):
            return part
    return None


def _words(text: str) -> str:
    return _NO_WORD.sub("", fold(text))


def _add(item: Item, builder: SourceBuilder) -> None:
    if isinstance(item, HtmlTable):
        for part in item.above:
            _add(part, builder)
        builder.add_table(item.rows, item.header_rows)
        for part in item.below:
            _add(part, builder)
        return
    start = builder.add_paragraph(item.pieces, heading_level=item.heading_level)
    lead = len(item.text) - len(item.text.lstrip())
    for position in item.joined if item.heading_level is None else ():
        at = start + position - lead
        message = "joined: the sentence goes on after a line break"
        builder.doubt(
            "read.broken_sentence", "info", message, max(at - 6, start), min(at + 6, builder.next_start() - 1)
        )
