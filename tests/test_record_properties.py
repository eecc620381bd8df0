"""What holds of every record: of the corpus, of damaged documents, of any lines and any soup."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.model import Record
from pipeline.store.records import record_bytes
from pipeline.store.rows import rows_of
from tests.documents import DOCUMENTS, ROOT, corpus_text, read_plan
from tests.invariants import check
from tests.perturbations.plans import plain

LINES = sorted(
    {line.strip() for name in DOCUMENTS for line in corpus_text(name).splitlines() if line.strip()}
)


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
