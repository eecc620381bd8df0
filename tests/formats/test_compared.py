"""Comparing two records of one document finds what differs, and nothing else."""

from __future__ import annotations

import pytest

from pipeline.model import Record
from tests.documents import corpus_text, read_plan
from tests.formats.compared import KINDS, compared


@pytest.fixture(scope="module")
def hunan() -> Record:
    return read_plan(corpus_text("hunan"))


def lines(first: Record, second: Record) -> list[str]:
    return [line for score in compared(first, second) for line in score.differences()]


def test_a_record_agrees_with_itself(hunan: Record) -> None:
    scores = compared(hunan, hunan)
    assert [score.kind for score in scores] == list(KINDS)
    assert all(
        score.matched > 0 and (score.precision, score.recall, score.f1) == (1, 1, 1) for score in scores
    )
    assert lines(hunan, hunan) == []


def test_spaces_do_not_count(hunan: Record) -> None:
    spaced = read_plan(corpus_text("hunan").replace("（一）", "（一） ").replace("到2025年", "到 2025 年"))
    assert lines(hunan, spaced) == []


@pytest.mark.parametrize(
    ("old", "new", "kind", "expected"),
    [
        ("（十四）加强组织", "（十五）加强组织", "outline", "label '（十四）' → '（十五）'"),
        ("（省生态环境厅牵头，省科技厅", "（省生态环境厅牵头，省财政局", "assignments", "department"),
        ("Comment by Administrator: 建议核实", "Comment by 李四: 建议核实", "comments", "author 'Administrator' → '李四'"),
        ("岳阳市", "衡阳市", "tables", "row_header '岳阳市' → '衡阳市'"),
    ],
)  # fmt: skip
def test_what_differs_is_shown_in_both_versions(
    hunan: Record, old: str, new: str, kind: str, expected: str
) -> None:
    assert old in corpus_text("hunan")
    other = read_plan(corpus_text("hunan").replace(old, new))
    score = next(score for score in compared(hunan, other) if score.kind == kind)
    assert 0 < score.f1 < 1
    assert any(expected in line for line in score.differences()), score.differences()


def test_what_only_one_has_is_lost_or_won(hunan: Record) -> None:
    shorter = read_plan(corpus_text("hunan").split("四、保障措施")[0])
    outline = compared(hunan, shorter)[0]
    assert outline.precision == 1 > outline.recall and not outline.won
    assert any(line.startswith("outline: - ref '四、'") for line in outline.differences())
    back = compared(shorter, hunan)[0]
    assert back.recall == 1 > back.precision
    assert any(line.startswith("outline: + ref '四、'") for line in back.differences())
