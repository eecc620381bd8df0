"""Doubts about facts on weak evidence, and about numbers that may be facts."""

from __future__ import annotations

import pytest

from tests.documents import HEAD, read_article, read_plan


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        ("到2025年，森林覆盖率达到38%。", [], "name, value and date in one sentence"),
        ("到2025年，达到38%以上。", [("target.unnamed", "达到38%以上")], "nothing says what is measured"),
        (
            "允许不超过五分之一的学位用于自主招生。",
            [("target.left_out", "五分之一")],
            "compared, and no target",
        ),
        ("对10人以上的单位开展检查。", [], "a threshold is no number that was left out"),
    ],
)
def test_doubts(text: str, expected: list[tuple[str, str]], why: str) -> None:
    record = read_article(text)
    found = [
        (doubt.rule, record.text[doubt.start : doubt.end])
        for doubt in record.doubts
        if doubt.rule.startswith("target")
    ]
    assert found == expected, why


def test_a_date_from_another_sentence() -> None:
    plan = (
        HEAD
        + "为推进工作，制定本方案。\n\n一、主要目标\n（一）目标。到2025年，体系建成。森林覆盖率达到38%。\n"
    )
    record = read_plan(plan)
    doubts = [doubt for doubt in record.doubts if doubt.rule == "target.date_elsewhere"]
    assert [record.text[doubt.start : doubt.end] for doubt in doubts] == ["森林覆盖率达到38%"]


def test_two_values_of_one_passage_share_its_doubt() -> None:
    plan = (
        HEAD
        + "为推进工作，制定本方案。\n\n一、主要目标\n（一）目标。到2025年，体系建成。稻谷和小麦产量分别达到40万吨和30万吨。\n"
    )
    record = read_plan(plan)
    doubts = [doubt for doubt in record.doubts if doubt.rule == "target.date_elsewhere"]
    assert (len(record.targets), len(doubts)) == (3, 1)
