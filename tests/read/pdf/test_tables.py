"""Tables of PDF files: files that LibreOffice prints from Word tables, and small ones drawn by hand."""

from __future__ import annotations

import time
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model import Source
from pipeline.read import read_bytes
from pipeline.read.grid import place
from pipeline.read.pdf import read_here
from pipeline.read.pdf.printed import Box
from pipeline.read.pdf.tables.finding import PrintedTable
from tests.documents import ROOT
from tests.formats.convert import convert_all, needs_office
from tests.formats.word_writer import word_file
from tests.read.pdf.pdf_files import A4, Page, pdf_file
from tests.read.pdf.reading import pages_with_tables, parts_of, spans, tables_of, texts
from tests.read.pdf.word_tables import Drawn, word_table

HEAD = ("序号", "重点任务", "责任单位")
WIDTHS = (50, 250, 130)
COLUMNS = (60, 120, 380, 520)
ROWS = (HEAD, ("1", "推进2025年重点工作", "市发展改革委"), ("2", "建设5个项目", "市财政局"))
PROSE = (
    "为贯彻落实党中央国务院决策部署，推动高质量发展，结合实际，制定本方案。",
    "各地各部门要认真抓好落实。",
) * 8


def only(tables: Sequence[PrintedTable]) -> PrintedTable:
    assert len(tables) == 1, [texts(table) for table in tables]
    return tables[0]


def grid_of(table: PrintedTable) -> set[tuple[int, int, int, int, str]]:
    return {
        (item.row, item.column, item.cell.row_span, item.cell.column_span, item.cell.text)
        for item in place(table.rows)[0]
    }


# --- Word tables, printed by LibreOffice ---------------------------------------------------------


def tasks(count: int) -> list[tuple[str, str, str]]:
    return [(str(n), f"第{n}项任务，到2025年完成{n * 3}万吨。", "市发展改革委") for n in range(1, count + 1)]


def long_tasks(count: int) -> list[tuple[str, str, str]]:
    said = "加快建设重点项目并形成实物工作量，" * 6
    return [
        (str(n), f"推动第{n}项工作取得实效，{said}力争2025年全面完成。", "市发展改革委、市财政局")
        for n in range(1, count + 1)
    ]


def merged_tasks(groups: int, each: int) -> Drawn:
    rows = [
        ("" if n % each else f"第{n // each + 1}类", f"任务{n + 1}", f"单位{n + 1}")
        for n in range(groups * each)
    ]
    merges = [(1 + n * each, 0, (n + 1) * each, 0) for n in range(groups)]
    return Drawn((HEAD, *rows), heads=1, merges=merges, widths=WIDTHS, before=12)


GOALS = (
    ("指标", "目标值", "", "单位"),
    ("", "2024年", "2025年", ""),
    *((f"指标{n}", str(n), str(2 * n), "%") for n in range(70)),
)
GOAL_MERGES = ((0, 0, 1, 0), (0, 1, 0, 2), (0, 3, 1, 3))
DRAWN = {
    "one page": Drawn(ROWS, widths=WIDTHS),
    "head repeated": Drawn((HEAD, *tasks(60)), heads=1, widths=WIDTHS),
    "head once": Drawn((HEAD, *tasks(60)), widths=WIDTHS),
    "rows cut": Drawn((HEAD, *long_tasks(14)), heads=1, widths=WIDTHS),
    "rows cut, head once": Drawn((HEAD, *long_tasks(14)), widths=WIDTHS),
    "rows whole": Drawn((HEAD, *long_tasks(14)), widths=WIDTHS, whole_rows=True),
    "merged over the break": merged_tasks(6, 9),
    "head of two rows": Drawn(GOALS, heads=2, merges=GOAL_MERGES),
    "head of two rows once": Drawn(GOALS, merges=GOAL_MERGES),
    "English": Drawn(
        (("No", "Measure", "Department"), ("1", "Raise the share of clean energy to 25 percent", "Energy Bureau")),
        widths=(30, 90, 80),
    ),
    "two paragraphs in a cell": Drawn((HEAD, ("1", "第一项。\n第二项", "市财政局\n市水务局")), widths=WIDTHS),
}  # fmt: skip
SPOKEN = {"第一项。\n第二项": "第一项。第二项", "市财政局\n市水务局": "市财政局 市水务局"}


PLANS = ("hunan", "sichuan-2022", "sichuan", "qinghai")


def plan(name: str) -> Source:
    return read_bytes((ROOT / f"corpus/{name}.txt").read_bytes(), f"{name}.txt")


@pytest.fixture(scope="module")
def printed() -> dict[str, bytes]:
    """The tables above and some plans as LibreOffice prints them."""
    needs_office()
    files = {name: word_table(drawn) for name, drawn in DRAWN.items()}
    files |= {name: word_file(plan(name)) for name in PLANS}
    return dict(zip(files, convert_all(list(files.values()), "pdf"), strict=True))


@pytest.mark.parametrize("name", DRAWN)
def test_a_printed_table_has_the_cells_of_the_word_table(name: str, printed: dict[str, bytes]) -> None:
    drawn = DRAWN[name]
    table = only(tables_of(printed[name]))
    covered = {
        (row, column)
        for top, left, bottom, right in drawn.merges
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    }
    expected = {
        (row, column, 1, 1, SPOKEN.get(text, text))
        for row, line in enumerate(drawn.rows)
        for column, text in enumerate(line)
        if (row, column) not in covered
    }
    for top, left, bottom, right in drawn.merges:
        expected.add((top, left, bottom - top + 1, right - left + 1, drawn.rows[top][left]))
    assert grid_of(table) == expected
    assert table.header_rows == (2 if "two rows" in name else 1)
    assert not table.titles and not table.notes


@pytest.mark.parametrize("name", ["head repeated", "rows cut", "merged over the break"])
def test_the_long_tables_do_go_on_over_pages(name: str, printed: dict[str, bytes]) -> None:
    assert len(only(tables_of(printed[name])).parts) > 1


def test_each_line_of_a_cell_has_its_place(printed: dict[str, bytes]) -> None:
    table = only(tables_of(printed["rows cut"]))
    boxes = dict(table.parts)
    for cell in (cell for row in table.rows for cell in row if cell):
        assert [origin.start for origin in cell.origins] == sorted(origin.start for origin in cell.origins)
        assert "".join(cell.text[o.start : o.end] for o in cell.origins) == cell.text
        for origin in cell.origins:
            assert origin.page and origin.box
            left, top, right, bottom = boxes[origin.page]
            assert left <= origin.box[0] < origin.box[2] <= right
            assert top - 2 <= origin.box[1] < origin.box[3] <= bottom + 2
    pages = [{origin.page for origin in row[1].origins} for row in table.rows if row[1]]
    assert any(len(found) == 2 for found in pages), "no row of this file is cut by a page break"


@pytest.mark.parametrize("name", ["hunan", "sichuan-2022"])
def test_tables_of_plans_are_those_of_their_records(name: str, printed: dict[str, bytes]) -> None:
    source = plan(name)
    found = tables_of(printed[name])
    assert len(found) == len(source.tables) > 0
    for table, expected in zip(found, source.tables, strict=True):
        assert without_spaces(grid_of(table)) == without_spaces(
            {
                (cell.row, cell.column, cell.row_span, cell.column_span, source.text[cell.start : cell.end])
                for cell in expected.cells
            }
        )
        assert table.header_rows == expected.header_rows


def without_spaces(cells: set[tuple[int, int, int, int, str]]) -> set[tuple[int, int, int, int, str]]:
    return {(*where, "".join(text.split())) for *where, text in cells}  # type: ignore[misc]


@pytest.mark.parametrize("name", ["sichuan", "qinghai"])
def test_a_plan_without_tables_has_none(name: str, printed: dict[str, bytes]) -> None:
    assert not any(pages_with_tables(printed[name]))


# --- drawn by hand -------------------------------------------------------------------------------


def test_cells_of_a_bordered_table() -> None:
    table = only(tables_of(pdf_file(Page().lines(60, 40, PROSE[:2]).table(COLUMNS, 100, ROWS))))
    assert texts(table) == [list(row) for row in ROWS]
    assert table.header_rows == 1
    assert table.parts == ((1, (60, 100, 520, 160)),)


def turned(box: Box, degrees: int) -> Box:
    """A box of an upright A4 page on that page turned to the right."""
    left, top, right, bottom = box
    width, height = A4
    return {
        0: box,
        90: (height - bottom, left, height - top, right),
        180: (width - right, height - bottom, width - left, height - top),
        270: (top, width - right, bottom, width - left),
    }[degrees]


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [None, (10, 20, 565, 802)])
def test_boxes_are_those_of_the_page_as_it_is_shown(
    degrees: int, crop: tuple[int, int, int, int] | None
) -> None:
    data = pdf_file(Page(rotate=degrees, crop=crop).table(COLUMNS, 100, ROWS))
    parts, _ = parts_of(data)
    left, top, right, bottom = turned((60, 100, 520, 160), degrees)
    # The crop box leaves out 10 points to the left, 40 above, 30 to the right, 20 below.
    by_x, by_y = {0: (10, 40), 90: (20, 10), 180: (30, 20), 270: (40, 30)}[degrees] if crop else (0, 0)
    assert parts[0].box == pytest.approx((left - by_x, top - by_y, right - by_x, bottom - by_y), abs=0.01)


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [None, (10, 20, 565, 802), (565, 802, 10, 20), (-100, -100, 2000, 2000)])
def test_a_file_of_cropped_and_turned_pages_keeps_its_tables(
    degrees: int, crop: tuple[int, int, int, int] | None
) -> None:
    source = read_here(pdf_file(Page(rotate=degrees, crop=crop).table(COLUMNS, 100, ROWS)), "plan.pdf")
    assert source.text == "\n".join("\t".join(row) for row in ROWS)
    assert len(source.tables) == 1 and not source.doubts


def test_a_table_set_sideways_on_a_turned_page_is_read_as_it_is_shown() -> None:
    """A landscape table on a portrait page with /Rotate: the page's own axes are those of the file."""
    page = Page(size=(842, 595), rotate=0).table((60, 200, 500, 780), 100, ROWS)
    sideways = Page(size=A4, rotate=90, signs=page.signs)
    for drawn in page.drawn:  # the same drawing, turned to the left by a matrix
        sideways.drawn.append(f"q 0 1 -1 0 595 0 cm {drawn} Q")
    table = only(tables_of(pdf_file(sideways)))
    assert texts(table) == [list(row) for row in ROWS]
    assert table.parts[0][1] == pytest.approx((60, 100, 780, 160), abs=0.01)
    assert table.rows[0][0] and table.rows[0][0].origins[0].box == pytest.approx((64, 104, 88, 116), abs=0.01)


def test_merged_cells() -> None:
    page = Page()
    for rule in (100, 140, 160):
        page.rule(60, rule, 520, rule)
    page.rule(120, 120, 520, 120)
    for at in (60, 120, 520):
        page.rule(at, 100, at, 160)
    page.rule(320, 120, 320, 160)
    page.text(64, 112, "指标").text(300, 104, "目标").text(130, 124, "2024年").text(330, 124, "2025年")
    page.text(64, 144, "产量").text(130, 144, "5").text(330, 144, "6")
    table = only(tables_of(pdf_file(page)))
    assert spans(table) == {"指标": (2, 1), "目标": (1, 2)}
    assert texts(table) == [["指标", "目标"], ["2024年", "2025年"], ["产量", "5", "6"]]
    assert table.header_rows == 2


def test_a_table_with_open_sides() -> None:
    page = Page()
    for rule in (100, 120, 140, 160):
        page.rule(60, rule, 520, rule)
    for at in (120, 380):
        page.rule(at, 100, at, 160)
    for top, row in zip((104, 124, 144), ROWS, strict=True):
        for left, text in zip((64, 124, 384), row, strict=True):
            page.text(left, top, text)
    assert texts(only(tables_of(pdf_file(page)))) == [list(row) for row in ROWS]


def three_rules(page: Page, rows: Sequence[Sequence[str]], top: float = 100, pitch: float = 20) -> Page:
    """Three rules, and text set in columns between them."""
    bottom = top + pitch * len(rows)
    for rule in (top, top + pitch, bottom):
        page.rule(60, rule, 520, rule)
    for number, row in enumerate(rows):
        for left, text in zip((64, 220, 400), row, strict=True):
            if text:
                page.text(left, top + number * pitch + 4, text)
    return page


def test_a_table_of_three_rules() -> None:
    rows = (
        ("城市", "2024年", "2025年"),
        ("长沙市", "38", "35.5"),
        ("株洲市", "37", "35"),
        ("湘潭市", "", "36"),
    )
    page = three_rules(Page().rule(60, 60, 520, 60).lines(60, 66, PROSE[:1]), rows).rule(60, 800, 520, 800)
    page.lines(60, 200, PROSE)
    table = only(tables_of(pdf_file(page)))
    assert [[text or "" for text in row] for row in texts(table)] == [list(row) for row in rows]
    assert table.parts == ((1, (57, 100, 523, 180)),)


def test_a_line_with_text_in_few_columns_belongs_to_the_row_above() -> None:
    rows = (
        ("城市", "任务", "期限"),
        ("长沙市", "加快建设重点", "2024年"),
        ("", "项目五个", ""),
        ("株洲市", "另一项", "2025年"),
    )
    table = only(tables_of(pdf_file(three_rules(Page(), rows))))
    assert len(table.rows) == 3
    assert table.rows[1][1] and "".join(table.rows[1][1].text.split()) == "加快建设重点项目五个"


def prose_between_rules() -> Page:
    return Page().rule(60, 60, 520, 60).rule(60, 90, 520, 90).rule(60, 780, 520, 780).lines(60, 100, PROSE)


def two_columns_of_prose() -> Page:
    page = Page().rule(60, 60, 520, 60).rule(60, 80, 520, 80).rule(60, 780, 520, 780)
    page.text(64, 64, "某省公报").text(420, 64, "2024年第3期")
    half = "为贯彻落实党中央国务院决策部署推动"
    return page.lines(60, 100, [half] * 20).lines(310, 100, [half] * 20)


def underlines() -> Page:
    page = Page()
    for number, line in enumerate(PROSE):
        page.text(60, 100 + 20 * number, line).rule(
            60, 114 + 20 * number, 300 + 7 * number, 114 + 20 * number
        )
    return page


def form_lines() -> Page:
    """Lines to be filled in: rules that begin and end alike, words before them."""
    page = Page()
    for number, word in enumerate(("姓名", "单位", "电话", "日期")):
        page.text(60, 100 + 24 * number, word).rule(120, 114 + 24 * number, 400, 114 + 24 * number)
    return page


def letterhead() -> Page:
    page = Page().text(180, 60, "某省人民政府文件", 30).rule(60, 120, 520, 120).rule(60, 122, 520, 122)
    return page.lines(60, 140, PROSE).rule(60, 780, 520, 780)


NO_TABLES = {
    "prose": Page().lines(60, 80, PROSE),
    "head rule": Page().rule(60, 60, 520, 60).lines(60, 80, PROSE),
    "rules above and below": prose_between_rules(),
    "columns of prose": two_columns_of_prose(),
    "page border": Page().frame(40, 40, 555, 800).lines(60, 80, PROSE),
    "double page border": Page().frame(40, 40, 555, 800).frame(46, 46, 549, 794).lines(60, 80, PROSE),
    "boxed paragraph": Page().lines(60, 80, PROSE[:4]).frame(55, 190, 525, 240).lines(60, 200, PROSE[:2]),
    "box with a title": Page().grid((55, 525), (190, 215, 260)).text(200, 196, "专栏1").lines(60, 222, PROSE[:2]),
    "underlines": underlines(),
    "form": form_lines(),
    "letterhead": letterhead(),
    "empty grid": Page().grid((60, 120, 200, 400), (100, 120, 140, 160)).lines(60, 300, PROSE),
    "boxes side by side": Page().frame(60, 100, 200, 160).frame(220, 100, 400, 160).text(64, 110, "甲").text(224, 110, "乙"),
    "chart": Page().grid(range(60, 500, 40), range(100, 400, 30)).text(20, 100, "100").text(20, 130, "50"),
}  # fmt: skip


@pytest.mark.parametrize("name", NO_TABLES)
def test_what_is_no_table(name: str) -> None:
    assert tables_of(pdf_file(NO_TABLES[name])) == []


@pytest.mark.parametrize(
    "name", ["prose", "head rule", "page border", "boxed paragraph", "underlines", "letterhead"]
)
def test_pages_that_need_no_second_look(name: str) -> None:
    assert pages_with_tables(pdf_file(NO_TABLES[name])) == [False]


def test_tables_within_a_page_border_are_tables() -> None:
    page = Page().frame(40, 40, 555, 800).table(COLUMNS, 100, ROWS).lines(60, 300, PROSE)
    assert texts(only(tables_of(pdf_file(page)))) == [list(row) for row in ROWS]


def test_a_box_within_a_cell_is_part_of_the_cell() -> None:
    page = Page().table(COLUMNS, 100, ROWS, height=40).frame(130, 146, 300, 160)
    assert texts(only(tables_of(pdf_file(page)))) == [list(row) for row in ROWS]


# --- over page breaks ----------------------------------------------------------------------------

MORE = tuple((str(number), f"任务{number}。", f"单位{number}") for number in range(3, 9))


def over_pages(
    *, above: str = "", below: str = "", second: Sequence[Sequence[str]] = MORE, shift: int = 0
) -> bytes:
    """A table on two pages: a line of text below its first part, above its second one."""
    first = Page().lines(60, 80, PROSE[:2]).table(COLUMNS, 700, ROWS)
    if below:
        first.text(60, 770, below)
    then = Page().table([column + shift for column in COLUMNS], 80, second).lines(60, 500, PROSE[:2])
    if above:
        then.text(60, 62, above)
    return pdf_file(first, then)


@pytest.mark.parametrize("mark", ["", "续表", "续表1", "（续上表）", "表3 重点任务（续）", "接上表"])
def test_a_table_goes_on_at_the_top_of_the_next_page(mark: str) -> None:
    table = only(tables_of(over_pages(above=mark)))
    assert texts(table) == [list(row) for row in (*ROWS, *MORE)]
    assert [page for page, _ in table.parts] == [1, 2]
    assert [line.text for line in table.marks] == ([mark] if mark else [])


def test_a_table_may_stand_elsewhere_on_facing_pages() -> None:
    assert len(only(tables_of(over_pages(shift=20))).rows) == 9


@pytest.mark.parametrize("where", ["above", "below"])
def test_text_between_parts_makes_two_tables(where: str) -> None:
    data = over_pages(above="表2 另一张表") if where == "above" else over_pages(below="注：数据来自统计年鉴")
    assert [len(table.rows) for table in tables_of(data)] == [3, 6]


def test_other_columns_make_two_tables() -> None:
    first = Page().table(COLUMNS, 700, ROWS)
    second = Page().table((60, 200, 300, 520), 80, ROWS)
    assert len(tables_of(pdf_file(first, second))) == 2


def test_a_repeated_head_is_kept_once_and_tells_how_many_rows_it_has() -> None:
    head = (("表1", "计划", "单位"), ("（一）", "（二）", "（三）"))
    first = Page().table(COLUMNS, 700, (*head, *MORE[:2]))
    table = only(tables_of(pdf_file(first, Page().table(COLUMNS, 80, (*head, *MORE[2:])))))
    assert texts(table) == [list(row) for row in (*head, *MORE)]
    assert table.header_rows == 2


def test_a_last_row_alone_on_the_next_page() -> None:
    assert texts(only(tables_of(over_pages(second=[("3", "末项", "市水务局")]))))[-1] == [
        "3",
        "末项",
        "市水务局",
    ]


def test_a_remark_across_the_table_alone_on_the_next_page() -> None:
    first = Page().table(COLUMNS, 700, ROWS)
    second = Page().frame(60, 80, 520, 100).text(64, 84, "注：按年评估").lines(60, 120, PROSE)
    table = only(tables_of(pdf_file(first, second)))
    assert [cell.text for cell in table.notes] == ["注：按年评估"]


def test_a_title_across_the_table() -> None:
    page = Page().frame(60, 80, 520, 100).text(200, 84, "重点任务表").table(COLUMNS, 100, ROWS)
    table = only(tables_of(pdf_file(page)))
    assert [cell.text for cell in table.titles] == ["重点任务表"]
    assert texts(table) == [list(row) for row in ROWS]


def test_a_row_that_is_cut_where_its_sentence_ends() -> None:
    """The next paragraph of one cell stands alone on the next page."""
    second = [("", "2.再完成一项。", ""), ("3", "另一项", "市水务局")]
    rows = [*ROWS[:2], ("2", "1.完成一项。", "市财政局")]
    first = Page().table(COLUMNS, 700, rows)
    table = only(tables_of(pdf_file(first, Page().table(COLUMNS, 80, second))))
    assert texts(table)[2:] == [["2", "1.完成一项。2.再完成一项。", "市财政局"], ["3", "另一项", "市水务局"]]


def test_a_merged_cell_over_the_break() -> None:
    """The first column of the next page's first row is empty: the cell above it reaches down."""
    second = [("", "第三项。", "市水务局"), ("乙", "第四项。", "市财政局")]
    first = Page().table(COLUMNS, 700, [HEAD, ("甲", "第二项。", "市教育局")])
    table = only(tables_of(pdf_file(first, Page().table(COLUMNS, 80, second))))
    assert spans(table) == {"甲": (2, 1)}
    assert texts(table)[2] == ["第三项。", "市水务局"]


def test_a_merged_cell_that_the_page_break_leaves_open() -> None:
    """Browsers draw no rule below a cell that goes on on the next page."""
    page = Page()
    for top in (700, 720):
        page.rule(60, top, 520, top)
    for top in (740, 760):
        page.rule(120, top, 520, top)
    for at in COLUMNS:
        page.rule(at, 700, at, 760)
    rows = [HEAD, ("甲", "第一项。", "市教育局"), ("", "第二项。", "市水务局")]
    for number, row in enumerate(rows):
        for left, text in zip(COLUMNS, row, strict=False):
            page.text(left + 4, 704 + 20 * number, text)
    second = [("", "第三项。", "市财政局"), ("乙", "第四项。", "市财政局")]
    table = only(tables_of(pdf_file(page, Page().table(COLUMNS, 80, second))))
    assert spans(table) == {"甲": (3, 1)}
    assert [row[-1] for row in texts(table)] == ["责任单位", "市教育局", "市水务局", "市财政局", "市财政局"]


# --- the text of cells ---------------------------------------------------------------------------


def in_cell(lines: Sequence[str], right: float = 200) -> str:
    """What is read of the lines of a cell that reaches from 100 to `right`."""
    bottom = 124 + 18 * len(lines)
    page = (
        Page()
        .grid((60, 100, right, 500), (100, 120, bottom, bottom + 20))
        .text(64, 104, "序")
        .text(104, 104, "名")
    )
    page.text(64, 124, "1").lines(104, 124, lines).text(64, bottom + 4, "2").text(104, bottom + 4, "乙")
    page.text(right + 4, 124, "甲")
    cell = only(tables_of(pdf_file(page))).rows[1][1]
    assert cell
    return cell.text


@pytest.mark.parametrize(
    ("lines", "right", "text"),
    [
        (["推进重点行业", "超低排放改造"], 180, "推进重点行业超低排放改造"),
        (["到2025年完成", "10万吨以上"], 180, "到2025年完成10万吨以上"),
        (["建设项目5", "个以上"], 168, "建设项目5个以上"),
        (["clean energy", "and industry"], 186, "clean energy and industry"),
        (["low-", "carbon"], 150, "low-carbon"),
        (["1234567", "89"], 150, "123456789"),
        (["2024", "2025"], 200, "2024 2025"),
        (["市财政局", "市水务局"], 240, "市财政局 市水务局"),
        (["市财政局、", "市水务局"], 240, "市财政局、市水务局"),
        (["重", "点", "任", "务"], 240, "重点任务"),
        (["到 2025 年"], 240, "到 2025 年"),
    ],
)
def test_lines_of_a_cell(lines: list[str], right: float, text: str) -> None:
    assert in_cell(lines, right) == text


def test_a_gap_between_latin_letters_is_a_space_and_one_beside_chinese_is_none() -> None:
    page = Page().table(COLUMNS, 100, [HEAD, ("1", "", "")])
    page.text(124, 124, "到").text(140, 124, "2025").text(168, 124, "年").text(200, 124, "clean").text(
        234, 124, "air"
    )
    cell = only(tables_of(pdf_file(page.table(COLUMNS, 120, [("1", "", "甲"), ("2", "乙", "")])))).rows[1][1]
    assert cell and cell.text == "到2025年clean air"


def test_radicals_are_the_ideographs_that_they_look_like() -> None:
    rows = [HEAD, ("1", "完成⽬标⼀项，⼯作⻓期推进", "⻄部、⾰新办")]
    row = texts(only(tables_of(pdf_file(Page().table(COLUMNS, 100, rows)))))[1]
    assert row == ["1", "完成目标一项，工作长期推进", "西部、革新办"]


def test_text_printed_twice_is_read_once() -> None:
    page = Page().table(COLUMNS, 100, ROWS)
    page.text(64.3, 104, "序号").text(124.2, 104, "重点任务")
    assert texts(only(tables_of(pdf_file(page)))) == [list(row) for row in ROWS]


def test_text_set_on_its_side() -> None:
    page = Page().table(COLUMNS, 100, ROWS, height=60)
    page.drawn = [drawn for drawn in page.drawn if "Tm" not in drawn or "<5e8f53f7>" not in drawn]
    page.drawn.append("BT /F1 12 Tf 0 1 -1 0 80 700 Tm <5e8f53f7> Tj ET")  # read upwards
    assert texts(only(tables_of(pdf_file(page))))[0][0] == "序号"


# --- properties, and files that mean harm --------------------------------------------------------


@st.composite
def drawn_tables(draw: st.DrawFn) -> tuple[list[list[str]], int]:
    columns = draw(st.integers(2, 5))
    cell = st.text("甲乙丙丁戊2025%吨", min_size=1, max_size=5)
    rows = draw(st.lists(st.lists(cell, min_size=columns, max_size=columns), min_size=2, max_size=30))
    return rows, draw(st.integers(1, len(rows)))


@given(drawn_tables())
@settings(max_examples=40)
def test_any_table_is_read_as_it_was_drawn_on_one_page_or_two(drawn: tuple[list[list[str]], int]) -> None:
    rows, cut = drawn
    columns = [60.0 + 80 * number for number in range(len(rows[0]) + 1)]
    rows = [[f"甲{n}{row[0][:3]}", *row[1:]] for n, row in enumerate(rows)]  # no row repeats another one
    pages = [Page().table(columns, 100, rows[:cut]), Page().table(columns, 60, rows[cut:])]
    data = pdf_file(*pages[: 1 + (cut < len(rows))])
    assert texts(only(tables_of(data))) == rows


def test_a_drawing_of_many_lines_is_no_table_and_takes_no_time() -> None:
    page = Page().lines(60, 700, PROSE[:2])
    for number in range(900):
        page.rule(60 + number % 450, 100 + number / 2, 60 + number % 450 + 20, 100 + number / 2)
        page.rule(60 + number / 2, 100 + number % 450, 60 + number / 2, 120 + number % 450)
    started = time.process_time()
    assert tables_of(pdf_file(page)) == []
    assert time.process_time() - started < 20


def test_numbers_that_are_none_are_no_rules() -> None:
    page = Page().table(COLUMNS, 100, ROWS)
    page.drawn.append("1e39 0 m 1e39 1e400 l S 0 0 99999999999999999999999999999999999999999 1 re S")
    assert texts(only(tables_of(pdf_file(page)))) == [list(row) for row in ROWS]


# --- rows that a page break leaves open ----------------------------------------------------------


def open_rows(second: Page) -> bytes:
    """As browsers print them: the rules down of the row that the page break cuts end with the page."""
    first = Page().lines(60, 80, PROSE[:2]).table(COLUMNS, 700, ROWS)
    for at in COLUMNS:
        first.rule(at, 760, at, 790)
    for left, text in zip(COLUMNS, ("3", "改造10家企业，", "市水务局"), strict=False):
        first.text(left + 4, 766, text)
    return pdf_file(first, second)


WHOLE = [list(row) for row in (*ROWS, ("3", "改造10家企业，", "市水务局"), ("4", "末项", "市财政局"))]


def test_a_row_without_a_foot_at_the_end_of_a_page() -> None:
    """The rest of it is empty on the next page."""
    second = Page().table(COLUMNS, 80, (("", "", ""), ("4", "末项", "市财政局"))).lines(60, 500, PROSE[:2])
    assert texts(only(tables_of(open_rows(second)))) == WHOLE


def test_a_row_without_a_foot_below_a_repeated_head() -> None:
    second = Page().table(COLUMNS, 80, (HEAD, ("", "", ""), ("4", "末项", "市财政局")))
    assert texts(only(tables_of(open_rows(second)))) == WHOLE


@pytest.mark.parametrize("further", [True, False])
def test_the_rest_of_a_row_without_a_top(further: bool) -> None:
    """Only its sides and its foot are drawn."""
    second = Page().lines(60, 500, PROSE[:2]).text(124, 84, "关停5家。")
    for at in COLUMNS:
        second.rule(at, 80, at, 110)
    second.rule(60, 110, 520, 110)
    if further:
        second.table(COLUMNS, 110, (("4", "末项", "市财政局"),))
    rows = [*WHOLE[:3], ["3", "改造10家企业，关停5家。", "市水务局"], *WHOLE[4:]]
    assert texts(only(tables_of(open_rows(second)))) == rows[: 5 if further else 4]


FULL = (
    "负责督导结对帮扶城市落",
    "实大气污染防治各项措施",
    "在年度项目资金安排中给",
    "予重点支持每月帮扶不少",
)


def merged_over_pages(said: Sequence[str], below: str) -> list[str | None]:
    """The last column of a table on two pages, which is one cell on each; what it says row by row."""
    first = Page().grid(COLUMNS[:3], range(700, 781, 20)).frame(380, 700, 520, 720).frame(380, 720, 520, 780)
    for number, row in enumerate((HEAD, *MORE[:3])):
        for left, text in zip(COLUMNS, row[: 2 if number else 3], strict=False):
            first.text(left + 4, 704 + 20 * number, text)
    second = Page().grid(COLUMNS[:3], (80, 100, 120)).frame(380, 80, 520, 120)
    for number, row in enumerate(MORE[3:5]):
        for left, text in zip(COLUMNS, row[:2], strict=False):
            second.text(left + 4, 84 + 20 * number, text)
    table = only(tables_of(pdf_file(first.lines(384, 724, said, 14), second.text(384, 84, below))))
    assert len(table.rows) == 6
    return [row[2].text for row in table.rows if len(row) == 3 and row[2]]


def test_a_merged_cell_goes_on_where_its_sentence_is_cut() -> None:
    """The columns beside it begin anew; it is full to its foot, and has the rest of its text on the next page."""
    assert merged_over_pages(FULL, "于1次。") == [HEAD[2], "".join(FULL) + "于1次。"]


@pytest.mark.parametrize(
    "said", [FULL[:3], (*FULL[:3], "予重点支持。"), (*FULL[:3], "予重点支持")], ids=["room", "stop", "short"]
)
def test_a_merged_cell_that_is_complete_ends_with_its_page(said: Sequence[str]) -> None:
    assert merged_over_pages(said, "市财政局") == [HEAD[2], "".join(said), "市财政局"]
