"""The coding sheet: which fragments a plan has, and what stands beside them."""

from __future__ import annotations

from itertools import pairwise

from pipeline.model import Record
from pipeline.report.coding import coding_sheet, fragments
from tests.documents import ARTICLE, HEAD, read_plan


def texts(record: Record) -> list[str]:
    return [record.text[fragment.start : fragment.end] for fragment in fragments(record)]


def check(record: Record) -> None:
    """Every provision is covered: in order, none twice, and nothing but space between."""
    found = fragments(record)
    assert all(before.end <= after.start for before, after in pairwise(found))
    left_out = {c.id for c in record.clauses if c.level in {"title", "signature"}}
    covered = bytearray(len(record.text))
    for fragment in found:
        covered[fragment.start : fragment.end] = b"\x01" * (fragment.end - fragment.start)
    for clause in record.clauses:
        if clause.id not in left_out and clause.parent_id not in left_out:
            missing = [
                at
                for at in range(clause.char_start, clause.own_end)
                if not covered[at] and record.text[at].strip()
            ]
            assert not missing, record.text[missing[0] :][:40]
        if clause.is_provision:
            assert not any(
                record.text[at].strip() and not covered[at]
                for at in range(clause.char_start, clause.char_end)
            )
        if clause.is_provision or clause.level == "chapter":  # no fragment crosses its edge
            for edge in (clause.char_start, clause.char_end):
                assert not any(fragment.start < edge < fragment.end for fragment in found)


def test_fragments_cover_each_provision_without_gaps_or_overlaps(record: Record) -> None:
    check(record)


def test_headings_and_rows_are_fragments_of_their_own(corpus: dict[str, Record]) -> None:
    for name, record in corpus.items():
        found = {(fragment.start, fragment.end) for fragment in fragments(record)}
        for table in record.tables:
            position = table.char_start
            for row in record.text[table.char_start : table.char_end].split("\n"):
                start = position + len(row) - len(row.lstrip())  # an empty first cell
                assert (start, position + len(row.rstrip())) in found, (name, row)
                position += len(row) + 1
        alone = set(texts(record))
        for clause in record.clauses:
            if clause.heading and clause.level in {"chapter", "article", "headed"}:
                assert any(text.rstrip("。：").endswith(clause.heading) for text in alone), clause.ref


def test_a_small_plan_line_by_line() -> None:
    record = read_plan(
        HEAD + "为推进工作，制定本方案。\n\n一、重点任务\n"
        "（一）加快改造。鼓励企业改造。严禁新增产能。（市工信局负责）结合实际，推动验收。（市住建局负责）\n"
        "二、保障措施\n加强宣传。\n"
    )
    rows = [row for row in coding_sheet([record]).rows if row[2] != "引言"]
    assert [(row[2], row[3], row[4], row[7]) for row in rows] == [
        ("一、", "重点任务", "一、重点任务", ""),
        ("一、/（一）", "加快改造", "（一）加快改造。", "推动 promote"),
        ("一、/（一）", "加快改造", "鼓励企业改造。", "推动 promote"),
        ("一、/（一）", "加快改造", "严禁新增产能。（市工信局负责）", "推动 promote"),
        ("一、/（一）", "加快改造", "结合实际，推动验收。（市住建局负责）", "要求 require"),
        ("二、", "保障措施", "二、保障措施", "要求 require"),
        ("二、", "保障措施", "加强宣传。", "要求 require"),
    ]


def test_offsets_lead_back_and_the_coder_s_columns_are_empty(record: Record) -> None:
    sheet = coding_sheet([record])
    assert [name.split()[0] for name in sheet.head[-3:]] == ["编码", "编码员", "备注"]
    for row in sheet.rows:
        named = dict(zip(sheet.head, row, strict=True))
        start, end = named["起点 char_start"], named["终点 char_end"]
        assert isinstance(start, int) and isinstance(end, int)
        assert record.text[start:end] == named["原文 text"] and list(row[-3:]) == [""] * 3


def test_a_sentence_of_two_tasks_has_the_force_of_both() -> None:
    record = read_plan(ARTICLE + "鼓励企业改造（市工信局负责），严禁新增产能（市发展改革委负责）。\n")
    assert len(record.tasks) == 2
    assert [row[7] for row in coding_sheet([record]).rows][-1] == "鼓励 encourage、禁止 prohibit"


def test_several_plans_follow_each_other(corpus: dict[str, Record]) -> None:
    rows = coding_sheet([corpus["qinghai"], corpus["sichuan"]]).rows
    assert list(dict.fromkeys((row[0], row[1]) for row in rows)) == [
        ("青海省", "qinghai"),
        ("四川省（征求意见稿）", "sichuan"),
    ]
