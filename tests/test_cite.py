"""A citation as people write it: 《标题》（文号）第X部分（四），“原文”."""

from __future__ import annotations

import pytest

from pipeline.cite import chinese_number, cite_cell, cite_clause, cite_document, cite_quote
from pipeline.model import Clause, ClauseLevel, Metadata, Status


def metadata(title: str, number: str | None = None, status: Status = "issued") -> Metadata:
    return Metadata(
        title=title,
        short_title=title,
        doc_number=number,
        status=status,
        attribution_style="none",
        plan_id="a",
    )


def clause(level: ClauseLevel, label: str = "", heading: str | None = None, ref: str = "") -> Clause:
    return Clause(
        id="c", parent_id=None, seq=0, level=level, label=label, heading=heading, ref=ref or label,
        is_provision=False, char_start=0, own_end=0, char_end=0,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("document", "cited"),
    [
        (metadata("行动计划", "国发〔2023〕24号"), "《行动计划》（国发〔2023〕24号）"),
        (metadata("行动计划"), "《行动计划》"),
        (metadata("关于印发《行动计划》的通知"), "《关于印发〈行动计划〉的通知》"),
        (metadata("行动计划", status="draft"), "《行动计划》（征求意见稿）"),
        (metadata("行动计划（征求意见稿）", status="draft"), "《行动计划（征求意见稿）》"),
        (metadata("行动计划", status="unverified"), "《行动计划》（待核实）"),
        (metadata("行动计划", "国发〔2023〕号", "unverified"), "《行动计划》（待核实）（国发〔2023〕号）"),
    ],
)
def test_a_document(document: Metadata, cited: str) -> None:
    assert cite_document(document) == cited


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ([clause("chapter", "二、"), clause("article", "（四）")], "第二部分（四）"),
        ([clause("chapter", "2、"), clause("article", "(四)")], "第二部分(四)"),  # flattened numbering
        ([clause("chapter", "第三章"), clause("article", "第十条")], "第三章第十条"),
        ([clause("chapter", "第二部分"), clause("article", "（一）")], "第二部分（一）"),
        (
            [clause("chapter", "四、"), clause("article", "（十一）"), clause("item", "2.")],
            "第四部分（十一）第2项",
        ),
        ([clause("article", "（七）"), clause("headed", "", "严格准入")], "（七）“严格准入”"),
        ([clause("article", "（七）"), clause("paragraph", "", None, "（七）/¶2")], "（七）第2段"),
        ([clause("table", "表1", "目标")], "表1"),
        ([clause("preamble", ref="preamble")], "引言"),
        ([clause("title", ref="title")], ""),
    ],
)
def test_a_place(path: list[Clause], place: str) -> None:
    assert cite_clause(metadata("计划"), path) == "《计划》" + place


def test_a_cell() -> None:
    assert (
        cite_cell("《计划》表1", "常德市", "PM2.5浓度(μg/m3)/2025年")
        == "《计划》表1 常德市 PM2.5浓度(μg/m3) 2025年"
    )
    assert cite_cell("《计划》表1", None, "2025年") == "《计划》表1 2025年"
    assert cite_cell("《计划》表1") == "《计划》表1"


def test_a_quotation() -> None:
    assert cite_quote("《计划》（一）", "“十四五”期间\n建成") == "《计划》（一），“‘十四五’期间 建成”"
    assert cite_quote("《计划》", "") == "《计划》"


@pytest.mark.parametrize(
    ("digits", "chinese"),
    [("1", "一"), ("10", "十"), ("12", "十二"), ("20", "二十"), ("36", "三十六"), ("二", "二")],
)
def test_a_number(digits: str, chinese: str) -> None:
    assert chinese_number(digits) == chinese
