"""Targets of sentences in small plans, through the whole of the real code."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.fold import without_spaces
from pipeline.model import Record, Target
from tests.documents import case_ids, cases, read_article, read_plan, value_of

CASES = cases("targets")
HEAD = "某省人民政府关于印发某省重点工作实施方案的通知\n某政发〔2023〕15号\n\n为推进工作，制定本方案。\n\n"


def shown(target: Target, names: list[str]) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for name in names:
        found = value_of(target) if name == "value" else getattr(target, name)
        row[name] = list(found) if name == "hedges" else found
    return row


@pytest.mark.parametrize("case", CASES, ids=case_ids(CASES))
def test_targets(case: dict[str, Any]) -> None:
    record = read_article(case["text"])
    targets = [t for t in record.targets if not case.get("quantitative") or t.kind == "quantitative"]
    expected = case["targets"]
    assert [value_of(target) for target in targets] == [row["value"] for row in expected]
    assert [shown(t, list(row)) for t, row in zip(targets, expected, strict=True)] == expected


@pytest.mark.parametrize("case", CASES, ids=case_ids(CASES))
def test_quotes_hold_their_value(case: dict[str, Any]) -> None:
    record = read_article(case["text"])
    for target in record.targets:
        quote = record.text[target.char_start : target.char_end]
        assert quote == quote.strip("，。；：")
        if target.kind == "quantitative":
            assert target.value_start is not None and target.value_end is not None
            assert target.char_start <= target.value_start < target.value_end <= target.char_end
            assert record.text[target.value_start : target.value_end] == target.value_text


def spaced(text: str) -> str:
    """Blanks as typesetting puts them: behind punctuation, around numbers, between their digits."""
    text = re.sub(r"(?<=[，。；：、,])(?=.)", " ", text)
    return re.sub(r"(?<=[\u4e00-\u9fff])(?=\d)|(?<=\d)(?=[\u4e00-\u9fff\d])", " ", text)


def in_square_brackets(text: str) -> str:
    return text.translate(str.maketrans("（）()", "［］［］"))


@pytest.mark.parametrize("change", [spaced, in_square_brackets])
@pytest.mark.parametrize("case", CASES, ids=case_ids(CASES))
def test_typesetting_changes_nothing(case: dict[str, Any], change: Callable[[str], str]) -> None:
    printed = change(case["text"])
    if printed != case["text"]:
        assert whole(read_article(printed)) == whole(read_article(case["text"]))


def whole(record: Record) -> list[tuple[Any, ...]]:
    words = [
        (without_spaces(t.indicator), without_spaces(t.scope or ""), without_spaces(t.unit or ""))
        for t in record.targets
    ]
    fields = [
        (value_of(t), t.kind, t.op, t.direction, t.deadline, t.recurrence, t.hedges) for t in record.targets
    ]
    return list(zip(words, fields, strict=True))


QUANTITATIVE = [case for case in CASES if case["targets"] and all("kind" not in t for t in case["targets"])]


@pytest.mark.parametrize("first", QUANTITATIVE[::4], ids=case_ids(QUANTITATIVE[::4]))
def test_sentences_do_not_disturb_each_other(first: dict[str, Any]) -> None:
    alone = {case["text"]: values(read_article(case["text"])) for case in (first, *QUANTITATIVE[:6])}
    for other in QUANTITATIVE[:6]:
        together = values(read_article(first["text"] + other["text"]))
        assert together == alone[first["text"]] + alone[other["text"]]


def values(record: Record) -> list[tuple[Any, ...]]:
    return [(value_of(t), t.unit, t.deadline, t.recurrence) for t in record.targets]


# --- how far a date reaches ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "deadlines", "why"),
    [
        ("到2025年，A率达到90%，B率达到80%。", ["2025-12-31"] * 2, "over parallel clauses"),
        ("到2025年，A率达到90%；B率达到80%。", ["2025-12-31"] * 2, "over a semicolon without a date"),
        ("到2025年，A率达到90%；到2030年，B率达到80%。", ["2025-12-31", "2030-12-31"], "not over a date"),
        ("到2025年，A率达到90%。B率达到80%。", ["2025-12-31", None], "not over a full stop"),
        ("A率达到90%，到2025年，B率达到80%。", [None, "2025-12-31"], "rightwards only"),
        ("A率到2025年达到90%。", ["2025-12-31"], "behind the subject"),
        ("8月底前，完成检查100家。", ["2023-08-31"], "the document's year"),
        ("2025年前，A率达到90%。", ["2024-12-31"], "the last day of the year before"),
    ],
)
def test_reach_of_dates(text: str, deadlines: list[str | None], why: str) -> None:
    assert [target.deadline for target in read_article(text).targets] == deadlines, why


def test_a_date_governs_the_later_sentences_of_the_article_that_states_the_goals() -> None:
    text = "一、总体要求\n（一）主要目标。到2025年，甲率达到90%。乙率达到80%。到2030年，丙率达到70%。丁率达到60%。\n（二）任务。戊率达到50%。\n"
    record = read_plan(HEAD + text)
    assert [(t.value, t.deadline) for t in record.targets] == [
        (90, "2025-12-31"),
        (80, "2025-12-31"),
        (70, "2030-12-31"),
        (60, "2030-12-31"),
        (50, None),
    ]


DUE = "一、任务\n1.完善平台。{0}\n牵头部门：省水利厅\n完成时限：{1}\n2.建设中心。建成乙中心。\n"


@pytest.mark.parametrize(
    ("said", "limit", "expected"),
    [
        ("建成全省服务平台。甲率达到90%。", "2023年9月底前", ["2023-09-30"] * 2),
        ("建成全省服务平台。", "持续推进", []),
        ("甲率达到90%。", "2023年9月底前取得阶段性成果并持续推进", [None]),
    ],
)
def test_a_line_below_says_by_when(said: str, limit: str, expected: list[str | None]) -> None:
    record = read_plan(HEAD + DUE.format(said, limit))
    assert [target.deadline for target in record.targets] == expected
    assert [task.title for task in record.tasks] == ["完善平台", "建设中心"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("到2025年，完成300公里农村公路改造。", 1),
        ("到2025年，建设50米高的塔。", 0),
        ("对连接软管长度超过2米、私接三通的，责令停止使用。", 0),
        ("每年抽查比例不低于30%，对弄虚作假的，依法严肃查处。", 1),
    ],
)
def test_distances_are_done_and_sizes_are_had(text: str, count: int) -> None:
    assert len(read_article(text).targets) == count


@pytest.mark.parametrize(
    ("text", "hedges"),
    [
        ("力争甲率达到90%，乙率达到80%。", [["力争"], ["力争"]]),
        ("甲率达到90%左右，乙率稳步提高到80%。", [["左右"], ["稳步"]]),
        ("争取甲率达到90%。乙率达到80%。", [["争取"], []]),
        ("落实基本公共服务，甲率达到90%。", [[]]),
        ("积极争取资金支持，甲率达到90%。", [[]]),
        ("一是力争到2025年，甲率达到90%，全省乙率达到80%。", [["力争"], ["力争"]]),
        ("九是甲局力争甲率达到90%，全省乙率达到80%。", [["力争"], []]),
    ],
)
def test_hedges(text: str, hedges: list[list[str]]) -> None:
    assert [list(target.hedges) for target in read_article(text).targets] == hedges


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("减排量达到5.95万吨。", (59500, "吨")),
        ("甲率控制在0.1%以内。", (0.1, "%")),
        ("总量控制在2亿立方米以内。", (200_000_000, "立方米")),
        ("死亡率控制在5‰以内。", (0.5, "%")),
    ],
)
def test_base_units(text: str, base: tuple[float, str]) -> None:
    (target,) = read_article(text).targets
    assert (target.base_value, target.base_unit) == base


# --- where a sentence stands --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "count", "why"),
    [
        ("一、发展基础\n（一）成效。甲率达到90%。\n二、任务\n（一）重点。乙率达到80%。\n", 1, "background"),
        ("到2025年，甲率达到90%。\n\n一、任务\n（一）重点。乙率达到80%。\n", 1, "the preamble"),
        ("一、任务\n（一）重点。\n1.甲率达到90%。\n2.乙率达到80%。\n", 2, "items"),
        ("第一章 总则\n第一条 甲率达到90%。\n第二条 乙率达到80%。\n", 2, "articles of a regulation"),
        ("一、任务\n甲率达到90%。\n乙率达到80%。\n", 2, "paragraphs of a chapter"),
    ],
)
def test_place(text: str, count: int, why: str) -> None:
    assert len(read_plan(HEAD + text).targets) == count, why


def test_the_number_of_a_clause_is_an_ordinal() -> None:
    record = read_plan("某省方案\n\n1 总则\n1.1 目标。甲率达到90%。\n2 任务\n2.1 重点。乙率达到80%。\n")
    roles = [(quantity.role, quantity.value) for quantity in record.quantities]
    assert roles == [("ordinal", None)] * 2 + [("target", 90)] + [("ordinal", None)] * 2 + [("target", 80)]


def test_a_target_knows_its_clause_task_and_deadline() -> None:
    record = read_plan(
        HEAD + "一、任务\n（一）重点。\n1.改造。到2025年，甲率达到90%。\n2.监管。乙率达到80%。\n"
    )
    first, second = record.targets
    refs = {clause.id: clause.ref for clause in record.clauses}
    assert [refs[t.clause_id] for t in (first, second)] == ["一、/（一）/1", "一、/（一）/2"]
    assert first.deadline_id == record.deadlines[0].id
    assert second.deadline_id is None
    assert {t.task_id for t in record.targets} <= {task.id for task in record.tasks}
    assert first.task_id is not None


NUMBERS = st.integers(1, 99)
SENTENCES = st.lists(
    st.tuples(
        st.sampled_from(["到2025年，", "2026年底前，", ""]),
        st.sampled_from(["农膜回收率", "义务教育巩固率", "网上可办率", "再生水利用率"]),
        st.sampled_from(["达到{}%", "达到{}%以上", "控制在{}%以内", "不低于{}%", "提高到{}%左右"]),
        NUMBERS,
    ),
    min_size=1,
    max_size=5,
)


@settings(max_examples=40, deadline=None)
@given(SENTENCES)
def test_every_sentence_gives_its_target(sentences: list[tuple[str, str, str, int]]) -> None:
    dates = {"到2025年，": "2025-12-31", "2026年底前，": "2026-12-31", "": None}
    text = "".join(f"{date}{name}{form.format(value)}。" for date, name, form, value in sentences)
    found = [(t.indicator, t.value, t.deadline) for t in read_article(text).targets]
    assert found == [(name, value, dates[date]) for date, name, _, value in sentences]
