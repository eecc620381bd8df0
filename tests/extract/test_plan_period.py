"""Times that lean on the plan's own period: its title's years, the year of a heading."""

from __future__ import annotations

import pytest

from tests.documents import read_plan

OPEN = "某政发〔2023〕15号\n\n为推进工作，制定本方案。\n\n一、重点任务\n（一）主要任务。"


@pytest.mark.parametrize(
    ("plan", "expected", "why"),
    [
        ("某省三年行动计划（2024—2026年）\n{}力争三年内建成园区。", ["2026-12-31"], "as many years as the plan runs"),
        ("某省行动计划（2024—2028年）\n{}力争三年内建成园区。", [None], "fewer years than the plan runs"),
        ("某市2024年工作要点\n{}6月底前完成方案。", ["2024-06-30"], "the title's year, not the issue's"),
        ("某市2024年工作要点\n{}全年培训5次。", ["2024-12-31"], "the whole of a plan's only year"),
        ("某市工作方案\n{}全年培训5次。", [None], "a rhythm where the plan is of no one year"),
        (
            "某市工作方案\n{}推进工作。\n（二）2025年重点任务。6月底前完成方案。",
            ["2025-12-31", "2025-06-30"],
            "the year of the heading",
        ),
    ],
)  # fmt: skip
def test_dates(plan: str, expected: list[str | None], why: str) -> None:
    record = read_plan(plan.format(OPEN) + "\n")
    assert [deadline.end_date for deadline in record.deadlines] == expected, why


def test_a_settled_day_is_doubted() -> None:
    record = read_plan("某省三年行动计划（2024—2026年）\n" + OPEN + "力争三年内建成园区。\n")
    doubts = [doubt for doubt in record.doubts if doubt.rule == "deadline.plan_period"]
    assert [record.text[doubt.start : doubt.end] for doubt in doubts] == ["三年内"]
