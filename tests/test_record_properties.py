"""What holds of every record, and what other ways to write the same document may not change."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from pipeline.fold import fold
from pipeline.model import Record
from pipeline.store.records import record_bytes
from pipeline.store.rows import rows_of
from pipeline.tree import ClauseTree
from tests.documents import DOCUMENTS, ROOT, corpus_text, own_text, read_plan, value_of

DIGITS = set("0123456789０１２３４５６７８９")
LINES = sorted(
    {line.strip() for name in DOCUMENTS for line in corpus_text(name).splitlines() if line.strip()}
)


@cache
def plain(name: str) -> Record:
    """A corpus document read without its catalogue entry, as its perturbations are."""
    return read_plan(corpus_text(name))


# --- what holds of every record -----------------------------------------------------------------


def check(record: Record) -> None:
    """The invariants of the contract."""
    check_ranges(record)
    check_slices(record)
    check_keys(record)
    assert uncovered(record) == []
    check_places(record)


def check_ranges(record: Record) -> None:
    length = len(record.text)
    clauses = {clause.id: clause for clause in record.clauses}
    placed: tuple[Any, ...] = (
        *record.targets, *record.deadlines, *record.quantities, *record.assignments, *record.citations, *record.tasks, *record.comments
    )  # fmt: skip
    for fact in placed:
        clause = clauses[fact.clause_id]
        assert 0 <= fact.char_start <= fact.char_end <= length
        assert clause.char_start <= fact.char_start
        assert fact.char_end <= clause.char_end, (clause.ref, record.text[fact.char_start : fact.char_end])
    for doubt in record.doubts:
        assert 0 <= doubt.start <= doubt.end <= length
    position = 0
    for origin in record.origins:
        assert position <= origin.start < origin.end <= length
        position = origin.end
    ordered: tuple[Any, ...] = (record.quantities, record.deadlines, record.targets, record.tasks)
    for kind in ordered:
        starts = [fact.char_start for fact in kind]
        assert starts == sorted(starts)


def check_slices(record: Record) -> None:
    text = record.text
    for target in record.targets:
        quote = text[target.char_start : target.char_end]
        assert quote and quote == quote.strip() and "\n" not in quote
        if target.kind == "quantitative":
            assert target.value_start is not None and target.value_end is not None
            assert target.char_start <= target.value_start < target.value_end <= target.char_end
            assert text[target.value_start : target.value_end] == target.value_text
        else:
            assert (target.value, target.unit, target.op, target.direction) == (None, None, None, "state")
    for deadline in record.deadlines:
        assert re.search(
            r"[\d０-９一二三四五六七八九十○〇年月日天季周旬期]", text[deadline.char_start : deadline.char_end]
        )
        assert deadline.quote_start <= deadline.char_start < deadline.char_end <= deadline.quote_end
    for row in record.assignments:
        attribution = text[row.attribution_start : row.attribution_end]
        assert text[row.char_start : row.char_end].strip()
        assert row.attribution_start <= row.char_start < row.char_end <= row.attribution_end
        if row.basis == "subject":
            named = max(
                a.char_end for a in record.assignments if a.attribution_start == row.attribution_start
            )
            assert len(fold(attribution)) <= 60 or row.attribution_end == named  # names are never cut
        assert row.name
    for citation in record.citations:
        assert text[: citation.char_start].rstrip()[-1] in "《〈"
    for cell in record.table_cells:
        assert "\n" not in text[cell.char_start : cell.char_end]
        assert text[cell.char_start : cell.char_end] == text[cell.char_start : cell.char_end].strip()


def check_places(record: Record) -> None:
    """No two numbers share a character, no quote leaves its cell, no comment hangs on nothing."""
    numbers = sorted((q.char_start, q.char_end) for q in record.quantities)
    assert [pair for pair in pairwise(numbers) if pair[0][1] > pair[1][0]] == []
    for target in record.targets:
        assert "\t" not in record.text[target.char_start : target.char_end]
    for comment in record.comments:
        assert comment.char_start < comment.char_end


def check_keys(record: Record) -> None:
    for kind in (
        record.clauses, record.targets, record.deadlines, record.quantities, record.assignments, record.citations, record.tasks,
        record.comments, record.tables, record.table_cells, record.departments, record.indicators,
    ):  # fmt: skip
        ids = [fact.id for fact in kind]
        assert len(set(ids)) == len(ids)
    tasks = {task.id for task in record.tasks} | {None}
    deadlines = {deadline.id: deadline for deadline in record.deadlines}
    cells = {cell.id for cell in record.table_cells} | {None}
    indicators = {indicator.id for indicator in record.indicators} | {None}
    targets = {target.id for target in record.targets} | {None}
    departments = {department.id for department in record.departments}
    refs = {clause.ref for clause in record.clauses} | {None}
    for target in record.targets:
        assert target.task_id in tasks
        assert target.cell_id in cells and target.indicator_id in indicators
        if target.deadline_id is not None:
            assert deadlines[target.deadline_id].end_date == target.deadline
    assert {row.target_id for row in record.quantities} <= targets
    assert {row.department_id for row in record.assignments} == departments
    for row in record.assignments:
        assert row.task_id in tasks
        assert row.covers_from in refs and row.covers_to in refs


def uncovered(record: Record) -> list[str]:
    """Digits that no quantity, deadline or table cell accounts for, with their surroundings."""
    covered = bytearray(len(record.text))
    facts: tuple[Any, ...] = (*record.quantities, *record.deadlines, *record.table_cells)
    for fact in facts:
        covered[fact.char_start : fact.char_end] = b"\x01" * (fact.char_end - fact.char_start)
    return [
        record.text[max(i - 10, 0) : i + 10]
        for i, char in enumerate(record.text)
        if char in DIGITS and not covered[i]
    ]


def test_documents(record: Record) -> None:
    check(record)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_text_is_that_of_the_source(name: str, corpus: dict[str, Record]) -> None:
    """No character is rewritten: the text is the file's characters in the file's order."""
    raw, position = corpus_text(name), 0
    for char in corpus[name].text:
        if not char.isspace():
            position = raw.index(char, position) + 1
    assert all(line.strip() for line in corpus[name].text.split("\n"))


MUTATIONS = st.lists(
    st.tuples(
        st.sampled_from(["drop line", "repeat line", "swap", "cut", "insert", "drop characters"]),
        st.integers(0, 10_000),
        st.sampled_from([*LINES[::7], "（", "《", "到2025年，", "）", "\t甲\t1", "1", "20240711000012345678901", "第1一章", "1万〔2024〕号", "<td>5%</td>", "|5|", "Comment by 甲: 改为6个", "1.2025年", "（一）", "、，。；", "９９％", " ", "1、", "“十四五”"]),
    ),
    min_size=1,
    max_size=12,
)  # fmt: skip


def mutated(text: str, mutations: list[tuple[str, int, str]]) -> str:
    lines = text.split("\n")
    for kind, place, piece in mutations:
        at = place % max(len(lines), 1)
        line = lines[at] if lines else ""
        if kind == "drop line" and len(lines) > 1:
            del lines[at]
        elif kind == "repeat line":
            lines.insert(at, line)
        elif kind == "swap":
            lines[at], lines[-at] = lines[-at], lines[at]
        elif kind == "cut":
            lines[at : at + 1] = [line[: place % (len(line) + 1)], line[place % (len(line) + 1) :]]
        elif kind == "insert":
            lines[at] = line[: place % (len(line) + 1)] + piece + line[place % (len(line) + 1) :]
        else:
            lines[at] = line[: place % (len(line) + 1)] + line[place % (len(line) + 1) + 3 :]
    return "\n".join(lines)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(DOCUMENTS), MUTATIONS)
@example("sichuan", [("insert", 4991, "1")])  # "到12025年"
def test_damaged_documents(name: str, mutations: list[tuple[str, int, str]]) -> None:
    check(read_plan(mutated(corpus_text(name), mutations)))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=25))
def test_lines_of_real_documents_in_any_order(lines: list[str]) -> None:
    check(read_plan("\n\n".join(["某省行动计划", *lines])))


SOUP = ["<table>", "</table>", "<tr>", "<td>", "<th>", "<p>", "</p>", "\n", "\t", "|", "(", "（", ")", "）", "《", "》", "“", "”", "，", "。", "；",
        "一、", "（一）", "第1一章", "1.", "——", "序号", "牵头单位", "时限", "表1", "附件", "到2025年，", "2024年6月底前", "完成", "提高到", "由2020年的15%",
        "不低于", "5%以上", "30、5、5家", "1万", "亿元", "20240711000012345678901", "国发〔2023〕24号", "和", "县财政局", "负责", "各部门", "要加强",
        "（责任单位：市财政局）", "以下各项均需各乡镇落实，不再列出", "Comment by 甲: 改"]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(SOUP), max_size=60).map("".join), st.booleans())
@example("1万到2025年，", False)
@example("<table><tr><td>><th>><tr><td>(<td>5%以上）", True)
def test_soup_in_text_and_pages(soup: str, as_page: bool) -> None:
    head = ["某县工作方案", "为推进工作，制定本方案。"]
    page = f"<html><body><h1>{head[0]}</h1><p>{head[1]}</p>{soup}</body></html>"
    record = read_plan(page if as_page else "\n\n".join([*head, soup]))
    check(record)
    rows_of(record, "0")  # and the database takes it


# --- the same bytes -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", DOCUMENTS)
def test_two_readings_are_the_same_bytes(name: str) -> None:
    assert record_bytes(read_plan(corpus_text(name))) == record_bytes(plain(name))


def test_every_process_writes_the_same_bytes() -> None:
    program = (
        "from hashlib import sha256; from tests.documents import DOCUMENTS, corpus_record;"
        "from pipeline.store.records import record_bytes;"
        "print([sha256(record_bytes(corpus_record(n))).hexdigest() for n in DOCUMENTS])"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-W", "ignore", "-c", program],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(printed) == 1


# --- other ways to write the same ---------------------------------------------------------------

Facts = tuple[Counter[object], Counter[object], Counter[object]]


def facts(record: Record, change: Callable[[str], str] = fold) -> Facts:
    """Targets, deadlines and assignments without their places; `change` is applied to all words."""
    targets = Counter(
        (t.kind, str(value_of(t)), change(t.unit or ""), t.op, t.direction, t.deadline, t.recurrence, t.hedges, change(t.indicator))
        for t in record.targets
    )  # fmt: skip
    deadlines = Counter(
        (change(record.text[d.char_start : d.char_end]), d.kind, d.end_date, d.period)
        for d in record.deadlines
    )
    assignments = Counter((change(a.name), a.role, a.basis, a.position) for a in record.assignments)
    return Counter(targets), Counter(deadlines), Counter(assignments)


def assert_same(found: Facts, expected: Facts) -> None:
    for kind, got, wanted in zip(("targets", "deadlines", "assignments"), found, expected, strict=True):
        lost, won = wanted - got, got - wanted
        assert not lost and not won, f"{kind}: lost {list(lost)[:3]}, won {list(won)[:3]}"


TO_FULL = str.maketrans("0123456789%", "０１２３４５６７８９％")
TO_HALF = str.maketrans("（），：；％０１２３４５６７８９", "(),:;%0123456789")


def spaced(text: str) -> str:
    """Blanks around every number, as typesetting puts them ("到 2025 年")."""
    return "\n".join(
        line if "\t" in line or "|" in line or "Comment by" in line or line.strip(" -—").isdigit()
        else re.sub(r"(?<=[^\d.\s])(\d+(?:\.\d+)?)(?=[^\d.])", r" \1 ", line)
        for line in text.split("\n")
    )  # fmt: skip


WRITTEN: dict[str, Callable[[str], str]] = {
    "full width digits": lambda text: text.translate(TO_FULL),
    "half width": lambda text: text.translate(TO_HALF),
    "blanks around numbers": spaced,
    "half-width brackets": lambda text: text.translate(str.maketrans("（）", "()")),
    "full-width brackets": lambda text: text.translate(str.maketrans("()", "（）")),
    "hexagonal brackets": lambda text: text.translate(str.maketrans("（）()", "〔〕〔〕")),
    "square brackets": lambda text: text.translate(str.maketrans("（）()", "【】【】")),
    "straight quotation marks": lambda text: text.translate(str.maketrans("“”", '""')),
    "corner quotation marks": lambda text: text.translate(str.maketrans("“”", "「」")),
}


@pytest.mark.parametrize("way", WRITTEN)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_same_in_other_signs(name: str, way: str) -> None:
    record = read_plan(WRITTEN[way](corpus_text(name)))
    check(record)
    assert [c.level for c in record.clauses] == [c.level for c in plain(name).clauses]
    assert_same(facts(record), facts(plain(name)))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_same_with_indented_paragraphs(name: str) -> None:
    starts = {0, *(i + 1 for i, char in enumerate(plain(name).text) if char == "\n")}
    first = {origin.line for origin in plain(name).origins if origin.start in starts}
    lines = [
        "　　" + line if number in first and line.strip() and line[0] not in "\t#>-" else line
        for number, line in enumerate(corpus_text(name).split("\n"), 1)
    ]
    record = read_plan("\n".join(lines))
    assert record.text == plain(name).text
    assert_same(facts(record), facts(plain(name)))


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize(
    ("encoding", "ending"), [("utf-8", "\r\n"), ("utf-8-sig", "\n"), ("gb18030", "\r\n"), ("utf-16", "\n")]
)
def test_the_same_in_other_encodings(name: str, encoding: str, ending: str) -> None:
    record = read_plan(corpus_text(name).replace("\n", ending).encode(encoding))
    same = record_bytes(record).replace(record.sha256.encode(), plain(name).sha256.encode())
    assert same == record_bytes(plain(name))


BREAKABLE = [
    (name, number, line)
    for name in DOCUMENTS
    for number, line in enumerate(corpus_text(name).split("\n"))
    if len(line) > 120 and "\t" not in line and "Comment by" not in line and line.rstrip(" *").endswith(("。", "）", ")"))
]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(BREAKABLE), st.integers(60, 400), st.sampled_from(["\n", "\n\n"]))
def test_a_sentence_broken_by_a_page(line: tuple[str, int, str], at: int, gap: str) -> None:
    name, number, text = line
    at = 60 + at % (len(text) - 90)
    before, after = text[at - 1], text[at]
    assume("\u4e00" <= before <= "\u9fff" and "\u4e00" <= after <= "\u9fff")
    assume(not re.match(r"[一二三四五六七八九十第附表图专]", text[at:]))
    lines = corpus_text(name).split("\n")
    lines[number] = text[:at] + gap + text[at:]
    record = read_plan("\n".join(lines))
    assert record.text == plain(name).text
    assert_same(facts(record), facts(plain(name)))
    assert any(doubt.rule == "read.broken_sentence" for doubt in record.doubts)


# --- other years, numbers, places ---------------------------------------------------------------

_PLANS = "一二三四五六七八"


def later(text: str, by: int) -> str:
    """The same document `by` years later (a multiple of five)."""
    text = re.sub(
        r"(?<![\d.])20[0-3]\d(?=\s*年|\s*[〕\]］)）]\s*\d*\s*号|\s*[-—–－~至]\s*20\d\d)",
        lambda m: str(int(m[0]) + by),
        text,
    )
    return re.sub(
        r"十([一二三四五六])五(?=[”\"期时末])", lambda m: f"十{_PLANS[_PLANS.index(m[1]) + by // 5]}五", text
    )


@pytest.mark.parametrize("by", [-5, 5])
@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_same_plan_in_other_years(name: str, by: int) -> None:
    record = read_plan(later(corpus_text(name), by))
    check(record)

    def moved(date: str | None) -> str | None:
        if date is None:
            return None
        year = f"{int(date[:4]) + by}{date[4:]}"
        return year.replace("-02-29", "-02-28") if int(year[:4]) % 4 else year

    assert sorted(str(d.end_date) for d in record.deadlines) == sorted(
        str(moved(d.end_date)) for d in plain(name).deadlines
    )
    assert sorted((str(value_of(t)), str(t.deadline)) for t in record.targets) == sorted(
        (str(value_of(t)), str(moved(t.deadline))) for t in plain(name).targets
    )
    assert facts(record)[2] == facts(plain(name))[2]


def as_regulation(text: str) -> str:
    text = re.sub(r"(?m)^([\s　*#]*)([一二三四五六七八九十]+)、", r"\1第\2章 ", text)
    return re.sub(r"(?m)^([\s　*#]*)[（(]([一二三四五六七八九十]+)[）)]", r"\1第\2条 ", text)


def with_commas(text: str) -> str:
    return re.sub(r"(?m)^([ 　*]*\d{1,2})[.．](?!\d)", r"\1、", text)


@pytest.mark.parametrize("renumber", [as_regulation, with_commas], ids=["第一章 第一条", "1、"])
@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_same_plan_with_other_numbers(name: str, renumber: Callable[[str], str]) -> None:
    record = read_plan(renumber(corpus_text(name)))
    check(record)
    assert [c.level for c in record.clauses] == [c.level for c in plain(name).clauses]
    assert [c.heading for c in record.clauses] == [c.heading for c in plain(name).clauses]
    assert_same(facts(record), facts(plain(name)))


PLACES = {
    "四川": "江苏", "成都": "南京", "自贡": "徐州", "攀枝花": "连云港", "泸州": "扬州", "德阳": "常州", "绵阳": "南通", "乐山": "镇江",
    "青海": "甘肃", "西宁": "兰州", "海东": "天水", "海西": "临夏",
    "湖南": "湖北", "长沙": "武汉", "株洲": "宜昌", "湘潭": "襄阳", "岳阳": "荆州", "常德": "黄石", "益阳": "孝感",
    "伊川": "宜阳", "洛阳": "安阳", "河南": "河北",
}  # fmt: skip
_PLACE = re.compile("|".join(sorted(PLACES, key=len, reverse=True)))


def elsewhere(text: str) -> str:
    return _PLACE.sub(lambda match: PLACES[match[0]], text)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_same_plan_of_another_place(name: str) -> None:
    record = read_plan(elsewhere(corpus_text(name)))
    check(record)
    assert_same(facts(record), facts(plain(name), lambda text: elsewhere(fold(text))))


# --- an unrelated edit --------------------------------------------------------------------------


def ids_elsewhere(record: Record, ref: str) -> dict[str, list[str]]:
    """The ids of all facts that stand neither in the clause `ref` nor below it."""
    tree = ClauseTree(record.clauses)
    inside = {c.id for c in record.clauses if any(node.ref == ref for node in tree.ancestors(c))}
    kinds: dict[str, Any] = {
        "targets": record.targets, "deadlines": record.deadlines, "quantities": record.quantities, "tasks": record.tasks,
        "assignments": record.assignments, "citations": record.citations, "comments": record.comments,
    }  # fmt: skip
    ids = {kind: [fact.id for fact in rows if fact.clause_id not in inside] for kind, rows in kinds.items()}
    return {**ids, "clauses": [c.id for c in record.clauses if c.id not in inside]}


ARTICLES = [
    (name, clause.ref)
    for name in DOCUMENTS
    for clause in plain(name).clauses
    if clause.level == "article" and not clause.ref.startswith("附件")
]


@settings(max_examples=50, deadline=None)
@given(
    st.sampled_from(ARTICLES),
    st.sampled_from(
        [
            "加强宣传引导，营造良好氛围，动员全社会共同参与。",
            "到2030年，宣传覆盖率达到95%以上，每年培训不少于20次。",
        ]
    ),
)
def test_ids_survive_an_unrelated_edit(article: tuple[str, str], addition: str) -> None:
    name, ref = article
    before = plain(name)
    clause = next(c for c in before.clauses if c.ref == ref)
    line = max(o.line or 0 for o in before.origins if clause.char_start <= o.start < clause.char_end)
    lines = corpus_text(name).split("\n")
    after = read_plan("\n".join([*lines[:line], "", addition, "", *lines[line:]]))
    assert addition in after.text
    assert any(addition in own_text(after, c) for c in after.clauses)
    assert ids_elsewhere(after, ref) == ids_elsewhere(before, ref)


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(ARTICLES))
def test_ids_survive_where_an_article_is_taken_away(article: tuple[str, str]) -> None:
    """Articles keep their printed numbers, so what is left keeps its ids."""
    name, ref = article
    before = plain(name)
    tree = ClauseTree(before.clauses)
    clause = next(c for c in before.clauses if c.ref == ref)
    inherits = any(row.basis == "inherited" for row in before.assignments)
    repeated = sum(c.label == clause.label for c in before.clauses) > 1
    assume(not inherits and not repeated)
    numbers = {o.line for o in before.origins if clause.char_start <= o.start < clause.char_end}
    kept = [line for number, line in enumerate(corpus_text(name).split("\n"), 1) if number not in numbers]
    after = read_plan("\n".join(kept))
    assert tree[clause.id] is clause
    assert ids_elsewhere(after, ref) == ids_elsewhere(before, ref)
