"""SourceBuilder: the canonical text, and that every offset into it is right."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import Origin, Source
from pipeline.read.grid import Cell, place
from pipeline.read.source import Piece, SourceBuilder

SOUP = st.text(st.sampled_from("一二PM2.5（）。，\t \u3000\xa0\x0b\x0c\u2028\ufeff\u200b1"), max_size=12)
LINE = st.integers(1, 99)
PIECES = st.lists(st.builds(Piece, SOUP, LINE, st.none() | st.integers(1, 9)), max_size=3)
CELL = st.builds(Cell, SOUP | st.just("上\n下"), LINE, st.integers(0, 4), st.integers(0, 4))
ROWS = st.lists(st.lists(CELL | st.none(), max_size=4), max_size=5)


def built(parts: list[Any]) -> Source:
    builder = SourceBuilder("text")
    for part in parts:
        if part and isinstance(part[0], list):
            builder.add_table(part, header_rows=1)
        else:
            builder.add_paragraph(part)
    return builder.build()


@given(st.lists(PIECES | ROWS, max_size=6))
def test_blocks_are_the_lines_of_the_text(parts: list[Any]) -> None:
    source = built(parts)
    assert [source.text[block.start : block.end] for block in source.blocks] == (
        source.text.split("\n") if source.text else []
    )
    for block in source.blocks:
        line = source.text[block.start : block.end]
        assert line.strip()
        assert block.kind == "row" or line == line.strip()
        assert len(line.splitlines()) == 1


@given(st.lists(PIECES | ROWS, max_size=6))
def test_origins_lie_in_one_block_each_in_order(parts: list[Any]) -> None:
    source = built(parts)
    last = 0
    for origin in source.origins:
        assert last <= origin.start < origin.end
        assert any(block.start <= origin.start and origin.end <= block.end for block in source.blocks)
        last = origin.end


@given(ROWS)
def test_cells_are_where_the_grid_says(rows: list[list[Cell | None]]) -> None:
    builder = SourceBuilder("html")
    builder.add_paragraph("表1")
    index = builder.add_table(rows, header_rows=1)
    source = builder.build()
    assert (index is None) == (not source.tables)
    for table in source.tables:
        seen = set()
        for cell in table.cells:
            assert table.start <= cell.start <= cell.end <= table.end
            line = source.text[: cell.start].rpartition("\n")[2]
            assert line.count("\t") == cell.column
            places = {
                (cell.row + i, cell.column + j) for i in range(cell.row_span) for j in range(cell.column_span)
            }
            assert (cell.row, cell.column) not in seen or cell.row_span * cell.column_span == 0
            seen |= places
            assert all(row < table.rows and column < table.columns for row, column in places)


@given(ROWS)
def test_every_cell_with_text_is_kept_with_its_text(rows: list[list[Cell | None]]) -> None:
    builder = SourceBuilder("html")
    builder.add_table(rows, header_rows=0)
    source = builder.build()
    kept = [source.text[cell.start : cell.end] for table in source.tables for cell in table.cells]
    given_texts = [" ".join(cell.text.split()) for row in rows for cell in row if cell]
    assert [" ".join(text.split()) for text in kept if text] == [
        " ".join(text.strip("\ufeff\u200b ").split()) for text in given_texts if text.strip("\ufeff\u200b ")
    ]


@pytest.mark.parametrize(
    ("rows", "expected", "columns"),
    [
        # plain; a row span pushes the next row's cells right; a column span makes room
        ([[("a", 1, 1), ("b", 1, 1)], [("c", 1, 1), ("d", 1, 1)]], ["a00", "b01", "c10", "d11"], 2),
        ([[("a", 2, 1), ("b", 1, 1)], [("c", 1, 1)]], ["a00", "b01", "c11"], 2),
        ([[("a", 1, 2), ("b", 1, 1)], [("c", 1, 1), ("d", 1, 1), ("e", 1, 1)]], ["a00", "b02", "c10", "d11", "e12"], 3),
        # spans beyond the grid end at its edge
        ([[("a", 9, 99)], [("b", 1, 1)]], ["a00", "b11"], 2),
    ],
)  # fmt: skip
def test_grid(rows: list[list[tuple[str, int, int]]], expected: list[str], columns: int) -> None:
    cells = [[Cell(text, 1, down, right) for text, down, right in row] for row in rows]
    placed, width = place(cells)
    assert [f"{item.cell.text}{item.row}{item.column}" for item in placed] == expected
    assert width == columns


def test_a_paragraph_broken_across_lines_keeps_both_lines() -> None:
    builder = SourceBuilder("markdown")
    builder.add_paragraph("　　前", line=1, column=1)
    start = builder.add_paragraph([Piece("  力", 3, 1), Piece("争到2025年 ", 5, 1)])
    source = builder.build()
    assert source.text == "前\n力争到2025年"
    assert source.text[start] == "力"
    assert [(o.start, o.end, o.line, o.column) for o in source.origins] == [
        (0, 1, 1, 3),
        (2, 3, 3, 3),
        (3, 10, 5, 1),
    ]


def test_finer_origins_replace_the_line() -> None:
    builder = SourceBuilder("docx")
    builder.add_paragraph(
        " 甲乙", line=7, origins=[Origin(start=0, end=2, run=1), Origin(start=2, end=3, run=2)]
    )
    assert [(o.start, o.end, o.run, o.line) for o in builder.build().origins] == [
        (0, 1, 1, None),
        (1, 2, 2, None),
    ]


def test_merged_cells_leave_empty_columns_in_the_line() -> None:
    builder = SourceBuilder("html")
    builder.add_table(
        [[Cell("组", 1, 2), Cell("指标", 1, 1, 2)], [Cell("2023年", 2), Cell("2025年", 2)], [Cell(" ", 3)]], 2
    )
    source = builder.build()
    assert source.text == "组\t指标\n\t2023年\t2025年"
    assert (source.tables[0].rows, source.tables[0].columns, source.tables[0].header_rows) == (3, 3, 2)


def test_a_paragraph_may_not_hold_a_newline() -> None:
    with pytest.raises(ValueError, match="one line"):
        SourceBuilder("text").add_paragraph("一\n二")


def test_a_comment_outside_the_text_is_refused() -> None:
    builder = SourceBuilder("text")
    builder.add_paragraph("计划")
    builder.add_comment("甲", "请核实", 0, 3)
    with pytest.raises(ValueError, match="outside"):
        builder.build()


def test_properties_keep_the_first_value_and_lifted_text_is_trimmed() -> None:
    builder = SourceBuilder("html")
    builder.property("标题", "甲")
    builder.property("标题", "乙")
    builder.property("发文机关", "")
    builder.lift("site", " 分享到 ", 9)
    builder.lift("site", "　")
    source = builder.build()
    assert source.properties == {"标题": "甲"}
    assert [(item.text, item.line) for item in source.lifted] == [("分享到", 9)]
