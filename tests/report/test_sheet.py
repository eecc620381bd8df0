"""Sheets as files: what goes in comes out, in CSV and in a workbook that another library opens."""

from __future__ import annotations

import csv
import io
import math
import zipfile

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from pipeline.errors import PlanError
from pipeline.report import sheet as module
from pipeline.report.sheet import CUT, LONGEST, Cell, Sheet, csv_text, xlsx_bytes
from tests.workbooks import cells, opened

NO_XML = "".join(map(chr, [*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF]))
FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "{=1}", "\t=1", "=HYPERLINK(1)")


def sheet(*rows: tuple[Cell, ...], head: tuple[str, ...] = ("甲",), **more: str) -> Sheet:
    return Sheet(title=more.get("title", "表"), head=head, rows=rows, notes=["说明"])


def read_csv(text: str) -> list[list[str]]:
    assert text[0] == "\ufeff"
    return list(csv.reader(io.StringIO(text[1:], newline="")))


@given(st.lists(st.text(), min_size=1, max_size=4))
@example(["第一行\n第二行", '引号"，逗号,', " 空 格 ", "𠮷", "_x0041_", "a\x00b\x07\x1b", "\ufffe"])
def test_any_text_survives_csv(texts: list[str]) -> None:
    head, *rows = read_csv(csv_text(sheet(*((text,) for text in texts))))
    assert head == ["甲"]
    expected = [f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text for text in texts]
    assert [row[0] if row else "" for row in rows] == expected


@given(st.text())
@example("第一行\n第二行")
@example("a\x00b\x07\x1b\ufffe")
@example(" 空 格 ")
@example("_x0041_")
@example("𠮷<&>\"'")
@example("https://example.cn/?a=1&b=2")
@example("=1+1")
def test_any_text_survives_a_workbook(text: str) -> None:
    assume("x005F_" not in text)  # the reader here drops it anywhere
    kept = text.replace("\r\n", "\n").replace("\r", "\n").translate({ord(char): None for char in NO_XML})
    assert cells(xlsx_bytes(sheet((text,))))[1:] == [[kept]]


def test_half_a_surrogate_pair_stops_nobody() -> None:
    assert cells(xlsx_bytes(sheet(("a\ud800b",))))[1] == ["ab"]
    assert csv_text(sheet(("a\ud800b",))).encode().decode().endswith("ab\r\n")


@pytest.mark.parametrize(
    "text", [*FORMULAS, "http://example.cn/", "mailto:a@example.cn", "internal:A1", "007"]
)
def test_text_is_never_a_formula_link_or_number(text: str) -> None:
    content = xlsx_bytes(sheet((text,), head=(text,)))
    page = opened(content).worksheets[0]
    assert [page.cell(row, 1).data_type for row in (1, 2)] == ["s", "s"]
    assert page.cell(2, 1).hyperlink is None and page.cell(2, 1).value == text
    assert "xl/calcChain.xml" not in zipfile.ZipFile(io.BytesIO(content)).namelist()


@pytest.mark.parametrize("text", FORMULAS)
def test_an_apostrophe_leads_what_a_csv_would_compute(text: str) -> None:
    head, row = read_csv(csv_text(sheet((text,), head=(text,))))
    assert head == row == [text if text.startswith("{") else f"'{text}"]


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (1, 1),
        (0.5, 0.5),
        (-3, -3),
        (None, ""),
        ("", ""),
        (2**60, str(2**60)),
        (math.inf, "inf"),
        (math.nan, "nan"),
    ],
)
def test_numbers_are_numbers_as_far_as_excel_can_hold_them(value: Cell, read: Cell) -> None:
    assert cells(xlsx_bytes(sheet((value, "x"), head=("甲", "乙"))))[1] == [read, "x"]


@pytest.mark.parametrize("char", ["字", "a", "𠮷"])
def test_a_text_that_no_cell_holds_is_cut_and_says_so(char: str) -> None:
    width = len(char.encode("utf-16-le")) // 2
    fits = char * (LONGEST // width)
    assert cells(xlsx_bytes(sheet((fits,))))[1] == [fits]
    (cut,) = cells(xlsx_bytes(sheet((fits + char,))))[1]
    assert cut.endswith(CUT) and cut.removesuffix(CUT) == char * len(cut.removesuffix(CUT))
    assert LONGEST - 1 <= len(cut.encode("utf-16-le")) // 2 <= LONGEST
    assert read_csv(csv_text(sheet((fits + char,))))[1] == [fits + char]  # CSV has no such limit


def test_more_rows_than_a_sheet_holds_are_refused_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_ROWS", 2)
    assert len(cells(xlsx_bytes(sheet(("一",), ("二",))))) == 3
    with pytest.raises(PlanError, match="3 rows, and a sheet holds 2; ask for fewer plans, or for CSV"):
        xlsx_bytes(sheet(("一",), ("二",), ("三",)))


def test_a_workbook_is_laid_out_for_reading() -> None:
    book = opened(
        xlsx_bytes(sheet((1, "二字", "长" * 500, "第一行\n第二行很长"), head=("序", "b", "c", "d")))
    )
    page = book.worksheets[0]
    widths = [page.column_dimensions[column].width for column in "ABCD"]
    assert [round(width) for width in widths] == [7, 9, 61, 15]  # Excel adds its own edge of 0.7
    assert page.freeze_panes == "A2" and page.auto_filter.ref == "A1:D2"
    assert all(cell.alignment.wrap_text and cell.alignment.vertical == "top" for row in page for cell in row)
    assert [[cell.font.bold for cell in row] for row in page] == [[True] * 4, [False] * 4]
    assert page.page_setup.orientation == "landscape" and page.print_title_rows == "$1:$1"
    assert [name.title for name in book.worksheets] == ["表", "说明 notes"]


def test_one_long_cell_does_not_spread_a_column_of_short_ones() -> None:
    rows: list[tuple[Cell, ...]] = [("省教育局", "2025-12-31"), *[("省教育局", "")] * 20, ("单位、" * 20, "")]
    page = opened(xlsx_bytes(sheet(*rows, head=("单位", "日期")))).worksheets[0]
    assert [round(page.column_dimensions[column].width) for column in "AB"] == [25, 15]


@pytest.mark.parametrize(
    ("title", "name"), [("a/b:c*[d]", "a b c d"), ("字" * 40, "字" * 31), ("'", "plans"), ("a\nb\x01", "a b")]
)
def test_any_title_names_a_sheet(title: str, name: str) -> None:
    assert opened(xlsx_bytes(sheet(title=title))).sheetnames[0] == name


def test_a_sheet_without_rows_or_notes_opens() -> None:
    empty = Sheet(title="空", head=("甲", "乙"), rows=[])
    assert cells(xlsx_bytes(sheet((None,), head=("",)))) == [[""], [""]]
    assert cells(xlsx_bytes(empty)) == [["甲", "乙"]] and read_csv(csv_text(empty)) == [["甲", "乙"]]


def test_the_same_rows_give_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    rows = sheet(("字", 1), head=("甲", "乙"))
    before = xlsx_bytes(rows)
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.sleep(2.1)  # the steps in which a zip file counts time
    assert xlsx_bytes(rows) == before
