"""A target that a reviewer amended shows both: how it reads, and how it read before."""

from __future__ import annotations

from pathlib import Path

from tests.documents import read_plan
from tests.read.word.drafts import changed, draft, p, r
from tests.store.test_database import built, rows

HEAD = p("某省空气质量持续改善行动计划") + p("一、总体要求")
SQL = "SELECT indicator, kind, before, after, quote_before, quote, author FROM amended_targets"


def amended(directory: Path, *paragraphs: str) -> list[tuple[str | None, ...]]:
    record = read_plan(draft(HEAD + "".join(paragraphs)))
    return rows(built(directory, record), SQL)


def test_a_value_put_in_anothers_place(tmp_path: Path) -> None:
    line = p(
        "（一）目标。到2025年，全省PM2.5浓度比2020年下降",
        changed("del", 1, r("8%")),
        changed("ins", 2, r("10%")),
        "。",
    )
    assert amended(tmp_path, line) == [
        ("PM2.5年均浓度降幅", "insertion", "8%", "10%", "全省PM2.5浓度比2020年下降8%", "全省PM2.5浓度比2020年下降10%", "王五")
    ]  # fmt: skip


def test_words_taken_out_of_a_target(tmp_path: Path) -> None:
    line = p("（一）目标。到2025年，优良天数比率", changed("del", 1, r("力争")), "达到92%。")
    assert amended(tmp_path, line) == [
        ("优良天数比率", "deletion", "力争", None, "优良天数比率力争达到92%", "优良天数比率达到92%", "王五")
    ]


def test_a_target_that_is_new_had_no_wording(tmp_path: Path) -> None:
    line = p("（一）目标。", changed("ins", 1, r("到2025年，优良天数比率达到92%。")))
    assert amended(tmp_path, line) == [
        (
            "优良天数比率",
            "insertion",
            None,
            "到2025年，优良天数比率达到92%。",
            None,
            "优良天数比率达到92%",
            "王五",
        )
    ]


def test_changes_beside_a_target_and_comments_on_it_are_none(tmp_path: Path) -> None:
    line = p(
        "（一）目标。到2025年，优良天数比率达到92%。",
        changed("ins", 1, r("落实责任。")),
        changed("del", 2, r("加强督查。")),
    )
    assert amended(tmp_path, line) == []
