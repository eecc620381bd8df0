"""Small PDF files written by hand: pages of text and rules, annotations, and files that mean harm.

Text is in a font without its program (Chinese by a /ToUnicode map): every reader knows what it says and how
wide it is, and that is all that is asked here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

A4 = (595.0, 842.0)
SIZE = 12.0
_NARROW = 500  # thousandths of the size, for ASCII; anything else is as wide as high


def text_width(text: str, size: float = SIZE) -> float:
    """How wide `text` is printed."""
    return sum(_NARROW if sign.isascii() else 1000 for sign in text) * size / 1000


@dataclass
class Page:
    """A page, drawn in points from the upper left corner as it is before /Rotate."""

    size: tuple[float, float] = A4
    rotate: int = 0
    crop: tuple[float, float, float, float] | None = None  # as the file says it, from the lower left corner
    annotations: Sequence[str] = ()  # dictionaries; {n} is the number of the page's n-th annotation's object
    drawn: list[str] = field(default_factory=list)
    signs: set[str] = field(default_factory=set)  # that are printed

    def text(self, left: float, top: float, text: str, size: float = SIZE) -> Page:
        """Print a line whose characters' boxes begin at `left`, `top`."""
        code = text.encode("utf-16-be").hex()
        self.signs |= set(text)
        self.drawn.append(f"BT /F1 {size} Tf 1 0 0 1 {left} {self._up(top + 0.8 * size)} Tm <{code}> Tj ET")
        return self

    def lines(self, left: float, top: float, lines: Iterable[str], pitch: float = 18.0) -> Page:
        """Print lines below each other."""
        for number, line in enumerate(lines):
            self.text(left, top + number * pitch, line)
        return self

    def rule(self, left: float, top: float, right: float, bottom: float) -> Page:
        """Draw a straight line."""
        self.drawn.append(f"0.5 w {left} {self._up(top)} m {right} {self._up(bottom)} l S")
        return self

    def frame(self, left: float, top: float, right: float, bottom: float) -> Page:
        """Draw a box."""
        self.drawn.append(f"0.5 w {left} {self._up(bottom)} {right - left} {bottom - top} re S")
        return self

    def grid(self, columns: Sequence[float], rows: Sequence[float]) -> Page:
        """Draw all rules of a table."""
        for row in rows:
            self.rule(columns[0], row, columns[-1], row)
        for column in columns:
            self.rule(column, rows[0], column, rows[-1])
        return self

    def table(
        self, columns: Sequence[float], top: float, rows: Sequence[Sequence[str]], height: float = 20
    ) -> Page:
        """Draw a table of one line a cell."""
        self.grid(columns, [top + height * number for number in range(len(rows) + 1)])
        for number, row in enumerate(rows):
            for left, text in zip(columns, row, strict=False):
                if text:
                    self.text(left + 4, top + number * height + 4, text)
        return self

    def _up(self, top: float) -> float:
        return self.size[1] - top


def pdf_file(*pages: Page, extra: Sequence[bytes] = ()) -> bytes:
    """A PDF file of these pages; `extra` are further objects, numbered from 100000."""
    objects: dict[int, bytes] = {1: b"<< /Type /Catalog /Pages 2 0 R >>"}
    objects |= _font(3, sorted({sign for page in pages for sign in page.signs}))
    number = 7
    kids = []
    for page in pages:
        first = number + 2
        numbers = [first + place for place in range(len(page.annotations))]
        content = "\n".join(page.drawn).encode()
        objects[number + 1] = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)
        box = " ".join(map(str, (0, 0, *page.size)))
        crop = f"/CropBox [{' '.join(map(str, page.crop))}]" if page.crop else ""
        annotations = " ".join(f"{item} 0 R" for item in numbers)
        objects[number] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] {crop} /Rotate {page.rotate} /Contents {number + 1} 0 R"
            f" /Resources << /Font << /F1 3 0 R >> >> /Annots [{annotations}] >>"
        ).encode()
        for item, said in zip(numbers, page.annotations, strict=True):
            objects[item] = _resolved(said, numbers).encode("latin-1")
        kids.append(number)
        number = first + len(numbers)
    listed = " ".join(f"{kid} 0 R" for kid in kids)
    objects[2] = f"<< /Type /Pages /Kids [{listed}] /Count {len(kids)} >>".encode()
    objects |= {100_000 + place: data for place, data in enumerate(extra)}
    return _file(objects)


def utf16(text: str) -> str:
    """A text string as a PDF file spells it."""
    return f"<feff{text.encode('utf-16-be').hex()}>"


def _resolved(said: str, numbers: Sequence[int]) -> str:
    """A dictionary with the numbers of the objects that it names."""
    return re.sub(r"\{(\d+)\}", lambda found: f"{numbers[int(found[1])]} 0 R", said)


def _font(number: int, signs: Sequence[str]) -> dict[int, bytes]:
    """A font whose codes are UTF-16, in four objects; its map knows these signs."""
    codes = [sign.encode("utf-16-be").hex() for sign in signs]
    parts = [codes[start : start + 100] for start in range(0, len(codes), 100)]
    maps = "".join(
        f"{len(part)} beginbfchar\n{''.join(f'<{code}> <{code}>' for code in part)}\nendbfchar\n"
        for part in parts
    )
    to_unicode = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <ffff> endcodespacerange\n{maps}endcmap end end"
    ).encode()
    return {
        number: b"<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /Identity-H"
        b" /DescendantFonts [%d 0 R] /ToUnicode %d 0 R >>" % (number + 1, number + 2),
        number + 1: b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Song /DW 1000 /W [0 127 %d]"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
        b" /FontDescriptor %d 0 R >>" % (_NARROW, number + 3),
        number + 2: b"<< /Length %d >>\nstream\n%s\nendstream" % (len(to_unicode), to_unicode),
        number
        + 3: b"<< /Type /FontDescriptor /FontName /Song /Flags 4 /FontBBox [0 -200 1000 800] /ItalicAngle 0"
        b" /Ascent 800 /Descent -200 /CapHeight 800 /StemV 80 >>",
    }


def _file(objects: dict[int, bytes]) -> bytes:
    data = bytearray(b"%PDF-1.7\n")
    places = {}
    for number, content in sorted(objects.items()):
        places[number] = len(data)
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(data)
    data += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in sorted(places.items()):
        data += b"%d 1\n%010d 00000 n \n" % (number, place)
    data += b"trailer << /Root 1 0 R /Size %d >>\nstartxref\n%d\n%%%%EOF\n" % (max(objects) + 1, start)
    return bytes(data)
