"""Every table and column of the database is described in both languages, and leads on by its keys."""

from __future__ import annotations

import re

import pytest

from pipeline import model
from pipeline.graph.shapes import EdgeKind, NodeKind
from pipeline.store.codes import CODES
from pipeline.store.schema import TABLES, VIEWS
from tests.datasette_pages.pages import Pages

CHINESE = re.compile(r"[\u4e00-\u9fff]")
LATIN = re.compile(r"[A-Za-z]{2}")


def columns_in_database(pages: Pages) -> dict[str, list[str]]:
    """The columns of every table and view as SQLite knows them, search indexes left out."""
    listing = pages.rows(
        "/plans",
        sql="SELECT m.name AS part, c.name AS column FROM sqlite_master AS m JOIN pragma_table_xinfo(m.name) AS c "
        "WHERE m.type IN ('table', 'view') AND m.name NOT LIKE 'sqlite%' AND m.name NOT LIKE '%\\_fts%' ESCAPE '\\'",
    )
    found: dict[str, list[str]] = {}
    for row in listing:
        found.setdefault(row["part"], []).append(row["column"])
    return found


def test_every_table_and_column_is_described_in_both_languages(pages: Pages) -> None:
    metadata = pages.metadata()
    for part, columns in columns_in_database(pages).items():
        described = metadata[part]
        assert CHINESE.search(described["description"]), part
        assert LATIN.search(described["description"]), part
        for column in columns:
            text = described["columns"][column]
            assert CHINESE.search(text) and LATIN.search(text), f"{part}.{column}"


def test_nothing_is_described_that_is_not_there(pages: Pages) -> None:
    there = columns_in_database(pages)
    for part, described in pages.metadata().items():
        assert set(described["columns"]) == set(there[part])


def test_facets_and_labels_are_columns(pages: Pages) -> None:
    for part, described in pages.metadata().items():
        labels = {described["label_column"]} if "label_column" in described else set()
        facets = {facet["array"] if isinstance(facet, dict) else facet for facet in described["facets"]}
        assert {*facets, *labels} <= set(described["columns"]), part


@pytest.mark.parametrize("part", [*(part.name for part in TABLES), *(part.name for part in VIEWS)])
def test_every_table_page_opens_and_explains_its_columns(pages: Pages, part: str) -> None:
    page = pages.page(f"/plans/{part}")
    described = pages.metadata()[part]["columns"]
    for column in described:
        assert f"<code>{column}</code>" in page


@pytest.mark.parametrize(
    ("column", "codes"),
    [
        ("level", model.ClauseLevel),
        ("level", model.GovernmentLevel),
        ("kind", model.DeadlineKind),
        ("direction", model.Direction),
        ("op", model.Operator),
        ("role", model.Role),
        ("role", model.QuantityRole),
        ("basis", model.Basis),
        ("modality", model.Modality),
        ("strength", model.Strength),
        ("status", model.Status),
        ("attribution_style", model.AttributionStyle),
        ("attribution_status", model.AttributionStatus),
        ("relation", model.CitationRelation),
        ("kind", NodeKind),
        ("kind", EdgeKind),
        ("detail", model.CitationRelation),
        ("detail", model.Basis),
        ("detail", model.DeadlineKind),
    ],
)
def test_every_code_has_its_chinese_word(column: str, codes: object) -> None:
    assert set(codes.__args__) <= set(CODES[column])  # type: ignore[attr-defined]
