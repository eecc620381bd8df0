"""A user sees which facts were recognised from a scan, and how surely: in the database and on their pages."""

from __future__ import annotations

from pathlib import Path

import msgspec

from pipeline.model import Origin, Record
from tests.datasette_pages.pages import Pages, make_database
from tests.documents import read_plan
from tests.read.word.drafts import draft, p
from tests.store.test_database import built, rows

SQL = "SELECT kind, page, confidence, quote FROM recognised_facts ORDER BY kind, fact_id"
PLAN = (
    p("某省空气质量持续改善行动计划")
    + p("一、总体要求")
    + p("（一）目标。到2025年，全省PM2.5浓度比2020年下降10%。（省生态环境厅牵头）")
)


def recognised(parts: list[tuple[str, int, float | None]]) -> Record:
    """The plan as if its lines, which begin with these words, stood on pages and were recognised so surely."""
    record = read_plan(draft(PLAN))
    starts = [0, *(record.text.index(words) for words, _, _ in parts[1:]), len(record.text)]
    origins = [
        Origin(start=start, end=end, page=page, box=(0, 0, 9, 9), confidence=sure)
        for start, end, (_, page, sure) in zip(starts, starts[1:], parts, strict=False)
    ]
    return msgspec.structs.replace(record, origins=tuple(origins))


def test_a_fact_is_as_sure_as_its_least_sure_line(tmp_path: Path) -> None:
    record = recognised(
        [("某省", 1, 0.99), ("PM2.5浓度", 1, 0.93), ("2020年", 2, 0.71), ("（省生态", 2, 0.95)]
    )
    assert rows(built(tmp_path, record), SQL) == [
        ("assignment", 2, 0.95, "省生态环境厅"),
        ("deadline", 1, 0.99, "到2025年"),
        ("target", 1, 0.71, "全省PM2.5浓度比2020年下降10%"),
    ]


def test_facts_of_a_file_with_text_are_none(tmp_path: Path) -> None:
    record = recognised([("某省", 1, None), ("（省生态", 2, 0.95)])
    assert [row[0] for row in rows(built(tmp_path, record), SQL)] == ["assignment"]
    assert rows(built(tmp_path / "other", read_plan(draft(PLAN))), SQL) == []


def test_the_page_of_a_fact_says_how_surely_it_was_recognised(tmp_path: Path) -> None:
    record = recognised([("某省", 1, 0.99), ("2020年", 2, 0.7), ("（省生态", 2, None)])
    pages = Pages(make_database([record], tmp_path))
    path = f"/plans/targets/{record.targets[0].id}"
    assert "第1页（文字识别，可信度 0.70）" in pages.page(path)
    assert "page 1 (recognised, confidence 0.70)" in pages.page(path, plans_language="en")
    unsure = pages.page(f"/plans/assignments/{record.assignments[0].id}")
    assert "第2页" in unsure and "文字识别，" not in unsure
    assert "全省PM2.5浓度比2020年下降10%" in pages.page("/plans/recognised_facts")
