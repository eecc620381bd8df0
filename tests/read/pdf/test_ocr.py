"""Scanned pages: which they are, how they lie, and what is recognised on them."""

from __future__ import annotations

import difflib
import io
from functools import cache
from pathlib import Path
from statistics import median

import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageDraw

from pipeline.errors import ReadError
from pipeline.fold import without_spaces
from pipeline.model import Source
from pipeline.read.pdf import read_here
from pipeline.read.pdf.child import print_progress, read_apart
from pipeline.read.pdf.page.text import page_text
from pipeline.read.pdf.printed import PrintedLine
from pipeline.read.pdf.scans import recognition
from pipeline.read.pdf.scans.pages import skew
from pipeline.read.pdf.scans.signs import as_set
from pipeline.read.pdf.scans.sizes import with_sizes
from tests.formats.convert import needs_office
from tests.formats.pdf_writer import as_pdf
from tests.needs import need_ocr
from tests.read.pdf.scans import printed_page, printed_plan, scanned

PAGE = 4
TURNED = 1.0


def pages_scanned(data: bytes) -> list[bool]:
    document = pdfium.PdfDocument(data)
    try:
        return [page_text(document[at], at + 1).scanned for at in range(len(document))]
    finally:
        document.close()


def lined(degrees: float = 0.0, size: tuple[int, int] = (1654, 2339)) -> Image.Image:
    """A page of black bars as lines of text would be, turned."""
    picture = Image.new("L", size, 255)
    draw = ImageDraw.Draw(picture)
    for top in range(size[1] // 10, size[1] * 9 // 10, 60):
        for left in range(size[0] // 7, size[0] * 6 // 7, 44):
            draw.rectangle((left, top, left + 36, top + 36), outline=0, width=6)
    return picture.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=255)


def with_text(picture: bytes, text: str, mode: int) -> bytes:
    """The first page of a PDF with `text` laid over it, in the render mode of ISO 32000-1, table 106."""
    document = pdfium.PdfDocument(picture)
    raw = pdfium.raw
    page = document[0]
    font = raw.FPDFText_LoadStandardFont(document.raw, b"Helvetica")
    laid = raw.FPDFPageObj_CreateTextObj(document.raw, font, 12.0)
    encoded = (text + "\0").encode("utf-16-le")
    raw.FPDFText_SetText(laid, raw.cast(encoded, raw.POINTER(raw.FPDF_WCHAR)))
    raw.FPDFTextObj_SetTextRenderMode(laid, mode)
    raw.FPDFPageObj_Transform(laid, 1, 0, 0, 1, 50, 400)
    raw.FPDFPage_InsertObject(page.raw, laid)
    page.gen_content()
    file = io.BytesIO()
    document.save(file)
    document.close()
    return file.getvalue()


# --- which pages -------------------------------------------------------------------------------


def test_a_page_that_is_a_picture_is_scanned() -> None:
    assert pages_scanned(as_pdf([lined(), lined(2)])) == [True, True]


@pytest.mark.parametrize(
    ("text", "mode", "expected"),
    [
        ("CamScanner", 0, True),  # what the scanning program stamps on every page
        ("text that a scanner recognised itself and laid under its picture", 3, False),
        ("text that stands on a picture as large as the page", 0, False),
    ],
)
def test_text_on_a_picture(text: str, mode: int, expected: bool) -> None:
    assert pages_scanned(with_text(as_pdf([lined()]), text, mode)) == [expected]


def test_a_blank_page_is_no_scan() -> None:
    document = pdfium.PdfDocument.new()
    page = document.new_page(595, 842)
    assert not page_text(page, 1).scanned
    document.close()


def test_printed_pages_are_no_scans() -> None:
    needs_office()
    assert not any(pages_scanned(printed_plan()))


# --- how they lie ------------------------------------------------------------------------------


@pytest.mark.parametrize("degrees", [-3.0, -1.5, -0.4, 0.0, 0.3, 1.0, 2.5, 3.0])
def test_skew_is_found(degrees: float) -> None:
    assert skew(lined(degrees)) == pytest.approx(-degrees, abs=0.1)


def test_an_empty_picture_is_not_turned() -> None:
    assert skew(Image.new("L", (800, 1100), 255)) == 0


def test_a_straight_page_is_not_touched() -> None:
    assert skew(lined()) == 0


# --- without the extra -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (1, "plan.pdf: page 1: is a scanned picture without text; install the extra: "),
        (3, "plan.pdf: pages 1–3: are scanned pictures without text; install the extra: "),
    ],
)
def test_without_the_extra_the_error_names_all_pages(
    count: int, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recognition, "_MODULES", ("no_such_module",))
    with pytest.raises(ReadError) as error:
        read_here(as_pdf([lined()] * count), "plan.pdf")
    assert str(error.value).startswith(said)
    assert "pip install 'plan-pipeline[ocr]'" in str(error.value)


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [([3], "3"), ([1, 2, 3, 7], "1–3, 7"), ([2, 1], "1–2"), ([1, 3, 5], "1, 3, 5")],
)
def test_page_numbers_in_short(numbers: list[int], expected: str) -> None:
    assert recognition.short(numbers) == expected


# --- lines -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("recognised", "expected"),
    [
        ("到 2025 年", "到2025年"),
        ("高 VOCs 含量", "高VOCs含量"),
        ("Comment by A", "Comment by A"),
        (" 一、 总体 要求 ", "一、总体要求"),
        ("PM 2.5", "PM 2.5"),
        ("（ 无 ）", "（无）"),
    ],
)
def test_spaces_of_the_engine_are_removed(recognised: str, expected: str) -> None:
    line = recognition._line(recognised, [[10, 10], [110, 10], [110, 26], [10, 26]], [], 0.987, 1)
    assert line.text == expected
    assert len(line.edges) == len(expected) + 1
    assert list(line.edges) == sorted(line.edges)
    assert line.confidence == 0.99


def test_latin_characters_share_a_line_by_half() -> None:
    line = recognition._line("到2025年", [[0, 0], [80, 0], [80, 20], [0, 20]], [], 1.0, 1)
    assert line.edges == (0, 20, 30, 40, 50, 60, 80)


def test_middles_of_characters_place_their_edges() -> None:
    line = recognition._line("甲乙丙", [[0, 0], [60, 0], [60, 20], [0, 20]], [12.0, 26.0, 50.0], 1.0, 1)
    assert line.edges == (0, 19, 38, 60)


def test_pieces_of_a_row_are_one_line_unless_far_apart() -> None:
    def piece(text: str, left: float, right: float, top: float, sure: float) -> PrintedLine:
        return recognition._line(
            text, [[left, top], [right, top], [right, top + 16], [left, top + 16]], [], sure, 1
        )

    lines = recognition._in_rows(
        [
            piece("丙丁", 300, 332, 101, 0.9),
            piece("乙", 130, 146, 102, 0.8),
            piece("上", 100, 116, 70, 1.0),
            piece("甲", 100, 116, 100, 0.9),
        ]
    )
    assert [line.text for line in lines] == ["上", "甲乙", "丙丁"]
    assert lines[1].confidence == 0.8
    assert lines[1].box == (100, 100, 146, 118)
    assert lines[1].part(1, 2)[0] == 130


def a_line(text: str, left: float = 100.0, height: float = 16.0, top: float = 100.0) -> PrintedLine:
    """A line of square characters of 16 points in a box of some height."""
    edges = tuple(left + 16 * at for at in range(len(text) + 1))
    return PrintedLine(text, (left, top, edges[-1], top + height), 1, height, edges, 1.0)


def test_a_sign_beyond_the_end_of_its_line_is_not_there() -> None:
    corners = [[0.0, 0.0], [60.0, 0.0], [60.0, 20.0], [0.0, 20.0]]
    assert recognition._line("甲乙、：", corners, [10.0, 30.0, 50.0, 62.0], 1.0, 1).text == "甲乙、"
    assert recognition._line("甲乙、", corners, [10.0, 30.0, 50.0], 1.0, 1).text == "甲乙、"


def test_a_size_is_that_of_the_characters_not_of_the_box() -> None:
    lines = [
        a_line("持续改善全省环境空气质量", height=17.3),
        a_line("分。", height=22, top=130),  # the box of a short line is too high
        a_line("附注", height=40, top=600),  # nothing is near that says better
    ]
    assert [line.size for line in with_sizes(lines)] == [16, 16, 40]


@pytest.mark.parametrize(
    ("recognised", "expected"),
    [
        (["（省生态环境厅)，由省政府"], ["（省生态环境厅），由省政府"]),  # two widths
        (
            ["到二〇二五年，全省达标，各市完成；治理，", "(省生态环境厅负责)"],
            ["到二〇二五年，全省达标，各市完成；治理，", "（省生态环境厅负责）"],
        ),
        (
            ["一、目标,任务,措施。（省生态环境厅)"],
            ["一、目标,任务,措施。(省生态环境厅)"],
        ),  # set in half width
        (["推广替代，高污染(VOCs)排放，治理"], ["推广替代，高污染(VOCs)排放，治理"]),  # it is known
        (["-4一"], ["—4—"]),
        (["— 12 -"], ["— 12 —"]),
        (["一4个"], ["一4个"]),
        (["(a) text"], ["(a) text"]),
    ],
)
def test_signs_are_as_the_page_sets_them(recognised: list[str], expected: list[str]) -> None:
    lines = [a_line(text, top=100 + 29 * at) for at, text in enumerate(recognised)]
    assert [line.text for line in as_set(lines)] == expected


def test_a_line_begins_where_its_bracket_has_room() -> None:
    (line,) = as_set([a_line("（无）含量涂料，")])
    assert (line.box[0], line.edges[0]) == (92, 92)


# --- recognition -------------------------------------------------------------------------------


@cache
def recognised() -> tuple[PrintedLine, ...]:
    document = pdfium.PdfDocument(scanned(PAGE, turned=TURNED))
    try:
        return tuple(recognition.recognise(document[0], 1))
    finally:
        document.close()


@pytest.fixture
def lines() -> tuple[PrintedLine, ...]:
    needs_office()
    need_ocr()
    return recognised()


def text_of(lines: list[PrintedLine] | tuple[PrintedLine, ...]) -> str:
    return without_spaces("".join(line.text for line in lines))


def test_characters_are_right(lines: tuple[PrintedLine, ...]) -> None:
    printed = text_of(printed_page(PAGE))
    found = difflib.SequenceMatcher(None, printed, text_of(lines), autojunk=False)
    right = sum(block.size for block in found.get_matching_blocks())
    assert right >= 0.98 * len(printed) > 400
    assert len(text_of(lines)) - right <= 0.02 * len(printed)


def test_lines_stand_where_they_are_printed(lines: tuple[PrintedLine, ...]) -> None:
    at = {without_spaces(line.text): line for line in printed_page(PAGE)}
    same = [(line, at[text_of([line])]) for line in lines if text_of([line]) in at]
    assert len(same) >= 0.8 * len(at)
    for found, printed in same:
        assert found.box[1] == pytest.approx(printed.box[1], abs=6)
        assert found.box[3] == pytest.approx(printed.box[3], abs=6)
        room = 12 if found.text[0] in "（(《“" else 5  # the ink of （ fills half its room
        assert found.box[0] == pytest.approx(printed.box[0], abs=room)
        assert found.confidence is not None and 0.5 <= found.confidence <= 1
    assert median(found.size for found, _ in same) == pytest.approx(16, abs=2)  # 三号


def test_characters_stand_where_they_are_printed(lines: tuple[PrintedLine, ...]) -> None:
    at = {without_spaces(line.text): line for line in printed_page(PAGE)}
    apart = []
    for line in lines:
        printed = at.get(text_of([line]))
        if printed and len(line.text) == len(printed.text):
            apart += [abs(a - b) for a, b in zip(line.edges[:-1], printed.edges[:-1], strict=True)]
    assert len(apart) > 200
    assert sum(apart) / len(apart) < 3  # points; a character is 16 wide
    assert max(apart) < 16


@cache
def source() -> tuple[Source, tuple[tuple[int, int], ...]]:
    told: list[tuple[int, int]] = []
    with recognition.watched(lambda page, of: told.append((page, of))):
        return read_here(scanned(PAGE, turned=TURNED), "scan.pdf"), tuple(told)


def test_a_scan_is_a_source_that_says_so() -> None:
    needs_office()
    need_ocr()
    read, told = source()
    assert told == ((1, 1),)
    assert read.format == "pdf"
    sure = [origin.confidence for origin in read.origins]
    assert sure and all(value is not None and 0.5 <= value <= 1 for value in sure)


def test_the_command_counts_scanned_pages_for_who_watches(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    needs_office()
    need_ocr()
    path = tmp_path / "scan.pdf"
    path.write_bytes(scanned(PAGE, turned=0))
    read_apart(path.read_bytes(), str(path))
    assert "Recognising" not in capfd.readouterr().err
    with recognition.watched(print_progress):
        read_apart(path.read_bytes(), str(path))
    assert "识别 Recognising scanned page 1/1" in capfd.readouterr().err


@pytest.mark.parametrize(("said", "most"), [("1", 1), ("3", 3), ("", 4), ("0", 1), ("many", 4)])
def test_threads_are_few(said: str, most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", said)
    assert 1 <= recognition._threads() <= most
