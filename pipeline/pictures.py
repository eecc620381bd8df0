"""Where a fact stands on paper: a page of a PDF file as a picture, with the words marked that say it.

A record keeps for each printed line its page and box. Which part of a line a fact takes, its characters say:
the page's lines are read again for that.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Protocol

import msgspec
import pypdfium2 as pdfium
from PIL import Image, ImageDraw

from pipeline.errors import PlanError
from pipeline.model import Origin, Record
from pipeline.read.pdf.file import opened, page_of
from pipeline.read.pdf.page.text import PageText, opened_text, page_text
from pipeline.read.pdf.printed import Box, PrintedLine, around
from pipeline.read.pdf.scans.pages import is_scanned, picture_of
from pipeline.read.pdf.scans.recognition import recognise, require_engine, short

Lines = Callable[[int], Sequence[PrintedLine]]  # the printed lines of a page (from 1)

_FILL = (255, 214, 0, 70)
_OUTLINE = (214, 40, 40, 255)
_MARGIN = 1.0  # points around a box, and by which a character may stand outside its line's box
_LARGEST = 10_000  # pixels a side


def page_picture(pdf: Path, page: int, boxes: Sequence[Box], *, width: int = 1000) -> bytes:
    """A page with boxes drawn on it, as PNG.

    Args:
        pdf: the file.
        page: the page's number, from 1.
        boxes: what to mark, in points from the upper left corner of the page as it is shown. A scanned page
            is shown with its skew undone, as its boxes are.
        width: of the picture, in pixels.

    Raises:
        PlanError: the file cannot be opened or is no PDF file, or it has no such page.
    """
    with _opened(pdf) as document, _page(document, pdf, page) as shown:
        across, down = (max(side, 1.0) for side in shown.get_size())
        scale = min(width / across, _LARGEST / down)
        with opened_text(shown) as text:
            scanned = is_scanned(shown, text)
        picture = picture_of(shown, scale, straight=scanned)
    picture = picture.crop((0, 0, min(width, picture.width), picture.height))  # PDFium rounds upwards
    marks = Image.new("RGBA", picture.size)
    draw = ImageDraw.Draw(marks)
    for left, top, right, bottom in boxes:
        edges = (left - _MARGIN, top - _MARGIN, right + _MARGIN, bottom + _MARGIN)
        corners = [edge * scale for edge in edges]
        draw.rectangle(corners, fill=_FILL, outline=_OUTLINE, width=max(1, round(width / 500)))
    png = io.BytesIO()
    Image.alpha_composite(picture.convert("RGBA"), marks).convert("RGB").save(png, "PNG")
    return png.getvalue()


def printed_lines(pdf: Path, page: int) -> list[PrintedLine]:
    """The lines of a page, from 1, as they were read for the record. Raises: as `page_picture`."""
    with _opened(pdf) as document, _page(document, pdf, page) as shown:
        text = page_text(shown, page)
        if not text.scanned:
            return _as_shown(text)
        require_engine(str(pdf), [page])
        return recognise(shown, page)


def _as_shown(text: PageText) -> list[PrintedLine]:
    """The lines of a page with text; of one whose text runs sideways, whole lines without their characters."""
    if not text.frame.turned:
        return list(text.lines)
    return [msgspec.structs.replace(line, box=text.frame.shown(line.box), edges=()) for line in text.lines]


class PlacedText(Protocol):
    """A text, and where each range of it stands in its file: a record is one."""

    @property
    def text(self) -> str: ...
    @property
    def origins(self) -> Sequence[Origin]: ...


def check_unchanged(sha256: str, pdf: Path) -> None:
    """Make sure that `pdf` is still the file with this checksum that was read.

    Raises:
        PlanError: it is not, or cannot be opened.
    """
    if hashlib.sha256(_data(pdf)).hexdigest() != sha256:
        raise PlanError(str(pdf), "", "has changed since it was read", "run plans build")


def fact_boxes(record: PlacedText, lines: Lines, start: int, end: int) -> dict[int, list[Box]]:
    """Where `record.text[start:end]` is printed: by page, a box for each line.

    Args:
        record: the record of a PDF file, or its text and origins.
        lines: the printed lines of a page, asked for the pages on which the text stands.
        start, end: the range of the text.
    """
    found: dict[int, list[Box]] = {}
    touched = [o for o in record.origins if o.start < end and o.end > start and o.page and o.box]
    for page, origins in groupby(touched, key=lambda origin: origin.page or 0):
        printed = lines(page)
        for origin in origins:
            first, last = max(start, origin.start), min(end, origin.end)
            if record.text[first:last].strip():
                found.setdefault(page, []).extend(_boxes(record.text, origin, printed, first, last))
    return found


@dataclass(frozen=True)
class PagePlace:
    """A page, and where a fact stands on it; `others` are further pages on which it stands."""

    page: int
    boxes: tuple[Box, ...] = ()
    others: tuple[int, ...] = ()


def fact_place(record: Record, pdf: Path, fact_id: str, page: int | None = None) -> PagePlace:
    """Where the fact `fact_id` of `record` stands: on `page`, or on the first page that it stands on.

    Raises:
        PlanError: there is no such fact, it stands on other pages, or the file has changed.
    """
    check_unchanged(record.sha256, pdf)
    start, end = fact_range(record, fact_id, pdf)
    places = fact_boxes(record, lambda number: printed_lines(pdf, number), start, end)
    if not places:
        raise PlanError(str(pdf), "", f"the fact {fact_id} stands on no page", "only facts of PDF files do")
    if page is None:
        page = min(places)
    if page not in places:
        pages = f"page{'s' if len(places) > 1 else ''} {short(list(places))}"
        raise PlanError(
            str(pdf), f"page {page}", f"the fact {fact_id} stands on {pages}", "ask for that page"
        )
    return PagePlace(page, tuple(places[page]), tuple(sorted(places.keys() - {page})))


def fact_range(record: Record, fact_id: str, pdf: Path) -> tuple[int, int]:
    """The range of the text that is quoted for a fact, by its id. Raises `PlanError` if there is no such fact."""
    kinds = (record.targets, record.deadlines, record.assignments, record.tasks, record.measures, record.quantities,
             record.citations, record.clauses, record.comments, record.tables, record.table_cells, record.scopes,
             record.scope_members, record.scope_uses)  # fmt: skip
    for facts in kinds:
        for fact in facts:
            if fact.id == fact_id:
                return fact.char_start, fact.char_end
    raise PlanError(str(pdf), "", f"there is no fact {fact_id} in it", "plans show FILE --json lists all ids")


# --- boxes -------------------------------------------------------------------------------------


def _boxes(text: str, origin: Origin, lines: Sequence[PrintedLine], start: int, end: int) -> list[Box]:
    """The boxes of `text[start:end]`, a part of what `origin` places.

    The characters that the page prints in the origin's box are laid along those of the text; where they are
    not the same, nobody knows better than the box.
    """
    assert origin.box is not None
    printed = [
        (line, at) for line in lines for at, char in enumerate(line.text)
        if not char.isspace() and _within(line.part(at, at + 1), origin.box)
    ]  # fmt: skip
    wanted = "".join(text[origin.start : origin.end].split())
    begin = "".join(line.text[at] for line, at in printed).find(wanted)
    if begin < 0:
        return [origin.box]
    begin += len("".join(text[origin.start : start].split()))
    chars = printed[begin : begin + len("".join(text[start:end].split()))]
    parts = [(line, [at for _, at in group]) for line, group in groupby(chars, key=lambda char: char[0])]
    boxes = [line.part(places[0], places[-1] + 1) for line, places in parts]
    return _joined(boxes) if all(left < right for left, _, right, _ in boxes) else [origin.box]


def _joined(boxes: Sequence[Box]) -> list[Box]:
    """Boxes that touch each other in one row as one: characters set wide apart are lines of their own."""
    found: list[Box] = []
    for box in boxes:
        last = found[-1] if found else None
        if last and _follows(last, box):
            found[-1] = around([last, box])
        else:
            found.append(box)
    return found


def _follows(one: Box, other: Box) -> bool:
    """Whether a box goes on to the right of another, at the same height."""
    common = min(one[3], other[3]) - max(one[1], other[1])
    return common > min(one[3] - one[1], other[3] - other[1]) / 2 and abs(other[0] - one[2]) <= _MARGIN


def _within(box: Box, outer: Box) -> bool:
    """Whether the middle of a box lies in another."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    left, top, right, bottom = outer
    return left - _MARGIN <= x <= right + _MARGIN and top - _MARGIN <= y <= bottom + _MARGIN


# --- the file ----------------------------------------------------------------------------------


def _data(pdf: Path) -> bytes:
    try:
        return pdf.read_bytes()
    except OSError as error:
        reason = f"cannot be opened ({error.strerror or error})"
        raise PlanError(str(pdf), "", reason, "check the path") from error


@contextmanager
def _opened(pdf: Path) -> Iterator[pdfium.PdfDocument]:
    data = _data(pdf)
    if b"%PDF-" not in data[:1024]:
        raise PlanError(str(pdf), "", "is no PDF file", "only those have pages to show")
    with opened(data, str(pdf)) as document:
        yield document


@contextmanager
def _page(document: pdfium.PdfDocument, pdf: Path, number: int) -> Iterator[pdfium.PdfPage]:
    count = len(document)
    if not 1 <= number <= count:
        there = f"there are {count} pages" if count > 1 else "there is one page"
        raise PlanError(str(pdf), f"page {number}", "there is no such page", there)
    page = page_of(document, number, str(pdf))
    try:
        yield page
    finally:
        page.close()
