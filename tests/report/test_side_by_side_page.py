"""The page of plans side by side: whole, escaped, and self-contained."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from lxml import html

from pipeline.cli import main
from pipeline.compare import profile_of
from pipeline.model import Record
from pipeline.report.marked_text import marked
from pipeline.report.row_differences import ComparedRow, compared_rows
from pipeline.report.side_by_side_page import side_by_side_page
from tests.documents import read_plan

RECORDS = str(Path(__file__).resolve().parents[2] / "extracted")
HOSTILE = (
    "某省“<script>alert(1)</script>”实施方案\n\n一、任务<img src=x onerror=alert(2)>\n"
    "（一）<script>alert(3)</script>建设。加强\"><b onmouseover='x'>学校</b>建设，到2025年达到{}%。"
    "见javascript:alert(4)和[链接](javascript:alert(5))，{{{{ 7*7 }}}}。</article></td>\n"
)


def page_of(*records: Record) -> tuple[Any, list[ComparedRow]]:
    profiles = [profile_of(record) for record in records]
    rows = compared_rows(records, profiles)
    return html.document_fromstring(side_by_side_page(records, profiles, rows).decode()), rows


@pytest.fixture(scope="module")
def three(corpus: dict[str, Record]) -> tuple[Any, list[ComparedRow]]:
    return page_of(corpus["sichuan"], corpus["qinghai"], corpus["hunan"])


def test_every_row_and_provision_is_there(three: tuple[Any, list[ComparedRow]]) -> None:
    page, rows = three
    assert len(page.xpath("//tbody[@class='row']")) == len(rows)
    assert len(page.xpath("//article")) == sum(len(cell) for row in rows for cell in row.cells)
    missing = page.xpath("//td[contains(@class, 'missing')]")
    assert len(missing) == sum(not cell for row in rows for cell in row.cells)
    assert {td.xpath("string(p[@class='not'])") for td in missing} == {"此文本未见 not in this text"}


def test_heads_say_the_base_and_who_is_a_draft(three: tuple[Any, list[ComparedRow]]) -> None:
    heads = [" ".join(th.text_content().split()) for th in three[0].xpath("//thead//th")]
    assert heads[0] == "四川省（征求意见稿） 基准 base draft"
    assert "draft" not in heads[1] and heads[2].endswith("draft")


def test_all_text_is_shown_and_marks_are_more_than_colour(corpus: dict[str, Record]) -> None:
    records = [corpus["sichuan"], corpus["qinghai"]]
    page, rows = page_of(*records)
    found = next(cell.differences for row in rows for cell in row.cells[1] if cell.differences)
    clause = next(c for c in records[1].clauses if c.id == found.b.clause_id)
    runs = marked(found, records[0].text, records[1].text)
    own = "".join(run.text for group in runs if group.kind != "dropped" for run in group.runs)
    assert own == records[1].text[clause.char_start : clause.char_end]
    steel = next(a for a in page.xpath("//article") if a.xpath("string(h3/bdi)") == "二、/(四)")
    assert [d.text_content() for d in steel.xpath(".//div//del")][-1] == "40%"
    assert "15%" in [i.text_content() for i in steel.xpath(".//ins")]
    assert "数字 numbers 40% → 15%" in " ".join(steel.text_content().split())
    style = page.xpath("string(//style)")
    assert "line-through" in style and "underline" in style


def test_a_row_without_the_first_plan_has_another_base(three: tuple[Any, list[ComparedRow]]) -> None:
    rows = [row for row in three[1] if row.base == 1]
    assert rows and all(not row.cells[0] for row in rows)


def test_nothing_from_a_document_is_markup() -> None:
    page, _ = page_of(read_plan(HOSTILE.format(80), "one"), read_plan(HOSTILE.format(90), "other"))
    assert len(page.xpath("//script")) == 1 and not page.xpath(
        "//img | //a | //iframe | //link | //b[@onmouseover]"
    )
    assert not [name for node in page.iter() for name in node.attrib if name.startswith("on")]
    text = page.text_content()
    assert "<script>alert(3)</script>" in text and "javascript:alert(4)" in text and "{{ 7*7 }}" in text
    assert len(page.xpath("//article")) == 2


def test_nothing_leads_outside_and_only_its_own_script_may_run(three: tuple[Any, list[ComparedRow]]) -> None:
    page, _ = three
    assert not page.xpath("//@src | //@href | //@action | //@style")
    style, script = page.xpath("string(//style)"), page.xpath("string(//script)")
    assert not re.search(r"https?:|//[a-z]|url\(|@import", style + script.replace("// ", ""))
    policy = page.xpath("string(//meta[@http-equiv]/@content)")
    assert policy.startswith("default-src 'none'")
    for kind, inside in (("style-src", style), ("script-src", script)):
        assert f"{kind} 'sha256-{b64encode(sha256(inside.encode()).digest()).decode()}'" in policy


def test_citations_are_ready_to_copy(three: tuple[Any, list[ComparedRow]]) -> None:
    buttons = three[0].xpath("//button[@data-cite]/@data-cite")
    assert "《青海省空气质量持续改善行动计划实施方案》（青政〔2024〕31号）第二部分(四)" in buttons
    assert buttons == three[0].xpath("//cite/text()")


def test_the_command_writes_the_same_bytes_each_time(tmp_path: Path) -> None:
    written = []
    for name in ("a.html", "b.html"):
        out = tmp_path / name
        given = ["compare", "sichuan", "qinghai", "--records", RECORDS, "--out", str(out)]
        assert CliRunner().invoke(main, given).exit_code == 0
        written.append(out.read_bytes())
    assert written[0] == written[1] and written[0].startswith(b"<!doctype html>")
