"""Paragraphs of PDF files whose pages are set in different ways, drawn by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import pytest

from pipeline.read.pdf import read_here
from pipeline.read.pdf.layout.setting import ideograph_widths
from pipeline.read.pdf.printed import PrintedLine
from tests.read.pdf.pdf_files import A4, Page, pdf_file

# Ideographs without stops: only the page shows where a paragraph ends. No line says what another does: PDFium passes
# over what a file prints again nearby in a font of which it knows no box.
SAID = "".join(chr(0x4E00 + 37 * place % 20000) for place in range(1000))
LENGTHS = (150, 97, 128, 64, 110, 142, 83, 121)
PARAGRAPHS = [f"第{number}段{SAID[101 * number :][:length]}" for number, length in enumerate(LENGTHS, 1)]
ACROSS = (A4[1], A4[0])


class Setter:
    """Sets paragraphs on one page after the other.

    Args:
        left, right: the edges of the text.
        size, pitch: of lines.
        hanging: whether each full line ends with a stop beyond the edge.
    """

    def __init__(
        self,
        left: float = 80,
        right: float = 512,
        size: float = 12,
        pitch: float = 20,
        *,
        hanging: bool = False,
    ) -> None:
        self.left, self.size, self.pitch, self.hanging = left, size, pitch, hanging
        self.room = int((right - left) / size)

    def page(self, paragraphs: Sequence[str], page: Page | None = None, *, begun: int = 0) -> Page:
        """A page of these paragraphs; the first line of the first one is not indented if it has `begun`."""
        page = page or Page()
        top = 140.0  # below where running heads are, for pages say the same
        for number, text in enumerate(paragraphs):
            for indent, line in self.lines(text, indented=number > 0 or not begun):
                page.text(self.left + indent, top, line, self.size)
                top += self.pitch
        return page

    def lines(self, text: str, *, indented: bool = True) -> Iterator[tuple[float, str]]:
        """The lines of a paragraph, each with how far it is indented."""
        while text:
            room = self.room - 2 * indented
            cut = room if len(text) > room else len(text)
            yield 2 * self.size * indented, text[:cut] + "，" * (self.hanging and cut == room)
            text, indented = text[cut:], False


def paragraphs_of(*pages: Page) -> list[str]:
    source = read_here(pdf_file(*pages), "plan.pdf")
    return [source.text[block.start : block.end] for block in source.blocks]


MIXED: dict[str, tuple[Setter, Setter, Callable[[], Page]]] = {
    "one way": (Setter(), Setter(), Page),
    "margins that change sides": (Setter(60, 492), Setter(100, 532), Page),
    "an annex in smaller type": (Setter(size=16, pitch=29), Setter(size=9, pitch=14), Page),
    "an annex in larger type": (Setter(size=9, pitch=14), Setter(size=16, pitch=29), Page),
    "a page across": (Setter(), Setter(60, 780), lambda: Page(size=ACROSS)),
}


@pytest.mark.parametrize("name", MIXED)
@pytest.mark.parametrize("more", [1, 3])
def test_each_page_is_read_as_it_is_set(name: str, more: int) -> None:
    """Also where most pages are set as the one, or as the other."""
    first, second, page = MIXED[name]
    half = PARAGRAPHS[:4], PARAGRAPHS[4:]
    pages = [first.page(half[0]), second.page(half[1], page())]
    for _ in range(more):
        pages += [first.page(half[0]), second.page(half[1], page())]
    assert paragraphs_of(*pages) == PARAGRAPHS * (more + 1)


def test_a_page_of_few_lines_is_set_as_the_page_before_the_last() -> None:
    """Margins change sides: its two lines tell nothing, those of the page on the same side of the sheet do."""
    odd, even = Setter(60, 492), Setter(100, 532)
    last = PARAGRAPHS[0][:40], PARAGRAPHS[1][:20]
    pages = [odd.page(PARAGRAPHS[:4]), even.page(PARAGRAPHS[4:]), odd.page(PARAGRAPHS[:4]), even.page(last)]
    assert paragraphs_of(*pages)[-2:] == list(last)


def test_a_paragraph_goes_on_over_pages_with_other_margins() -> None:
    odd, even = Setter(60, 492), Setter(100, 532)
    cut = 4 * odd.room - 2
    long = SAID[-200:]
    first = odd.page([*PARAGRAPHS[:2], long[:cut]])
    second = even.page([long[cut:], *PARAGRAPHS[2:]], begun=True)
    assert paragraphs_of(first, second) == [*PARAGRAPHS[:2], long, *PARAGRAPHS[2:]]


def test_stops_beyond_the_edge_do_not_make_room() -> None:
    """Where a line ends with a stop it hangs out; one that ends a character early has no room for the next word."""
    hanging, early = Setter(hanging=True), Setter(right=500)
    pages = [hanging.page(PARAGRAPHS[:5]) for _ in range(2)]
    top = 600
    for indent, line in early.lines(PARAGRAPHS[5]):
        pages[1].text(80 + indent, top, line)
        top += 20
    said = ["".join(line for _, line in hanging.lines(text)) for text in PARAGRAPHS[:5]]
    assert paragraphs_of(*pages) == [*said, *said, PARAGRAPHS[5]]


def test_a_larger_number_before_a_paragraph_is_no_title() -> None:
    page = Page()
    for number, text in enumerate(PARAGRAPHS[:4]):
        for place, (indent, line) in enumerate(Setter().lines(text)):
            top = 90 + 120 * number + 20 * place
            page.text(80 + indent, top, line, 12)
            if place == 0:
                page.text(86, top - 4, f"{number + 1}.", 18)
    assert paragraphs_of(page) == [f"{number}.{text}" for number, text in enumerate(PARAGRAPHS[:4], 1)]


FIRST_WORDS = ("（无）VOCs含量", "95%。2024年", "30、5、10家", "〔2023〕24号")


@pytest.mark.parametrize("word", FIRST_WORDS)
def test_what_programs_keep_together_leaves_room(word: str) -> None:
    """A line ends three characters early, for the next word is longer."""
    setter = Setter()
    head = SAID[-100:][: setter.room - 2 - 3]
    page = Page().text(80 + 24, 90, head).text(80, 110, word + SAID[-20:])
    top = 130
    for text in PARAGRAPHS[:4]:
        for indent, line in setter.lines(text):
            page.text(80 + indent, top, line)
            top += 20
    assert paragraphs_of(page) == [head + word + SAID[-20:], *PARAGRAPHS[:4]]


@pytest.mark.parametrize(
    ("text", "widths"),
    [
        ("全省地级及以上城市PM2.5", (16.0, 16.0)),  # a quarter of a character before Latin letters
        ("PM2.5平均浓度控制在29.5微克", (16.0, 16.0)),
        ("市PM2.5和O3", (20.0, 20.0)),  # none stands before another one
        ("第1章总则", (16.0, 16.0)),
        ("年", (16.0, 16.0)),
        ("PM2.5 2025", None),
        ("", None),
    ],
)
def test_an_ideograph_is_as_wide_as_before_another_one(text: str, widths: tuple[float, float] | None) -> None:
    edges = [80.0]
    for char, following in zip(text, f"{text[1:]}市", strict=False):
        gap = 4.0 if char > "一" and following < "一" else 0.0
        edges.append(edges[-1] + (16.0 if char > "一" else 8.0) + gap)
    line = PrintedLine(text, (80, 100, edges[-1], 116), 1, 16.0, tuple(edges))
    assert ideograph_widths(line) == widths
