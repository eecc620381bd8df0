"""The rooms of targets: the list of matters, and one matter with its chart, table and ranking."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import msgspec
import pytest
from datasette.utils import tilde_encode

from pipeline.compare.target_rows import matters
from pipeline.model import Record
from tests.datasette_pages.pages import Pages, links, make_database, text_of
from tests.store.samples import SampleRecord
from tests.workbooks import cells

CHART = re.compile(r'(?s)<svg class="chart.*?</svg>')
ROW = re.compile(r'(?s)<tr id="t-([0-9a-f]+)">(.*?)</tr>')


def test_the_list_counts_plans_and_says_what_may_be_ranked(pages: Pages, corpus: dict[str, Record]) -> None:
    page = pages.page("/indicators")
    found = matters(corpus.values())
    assert f"{len(found)} 个事项" in text_of(page)
    rows = re.findall(
        r'(?s)<tr>\s*<th scope="row" class="plan"><a href="([^"]+)".*?class="number">(\d+)<', page
    )
    counts = {matter.family: len(matter.documents) for matter in found}
    assert [int(count) for _, count in rows] == sorted(counts.values(), reverse=True)[: len(rows)]
    assert "只在含征求意见稿时可排 2 组" in text_of(page)


@pytest.mark.parametrize(
    ("asked", "holds", "holds_not"),
    [
        ("q=天数", "优良天数", "PM2.5年均浓度"),
        ("q=pm2.5", "PM2.5", "秸秆综合利用率"),
        ("q=sweeping", "道路清扫", "秸秆综合利用率"),
        ("shared=1", "PM2.5", "绿色园区与工厂"),
        ("year=2022", "老旧车淘汰", "PM2.5年均浓度"),
        ("ranked=drafts", "道路清扫", "PM2.5年均浓度"),
        ("q=没有这样的", "不等于没有", "PM2.5年均浓度"),
    ],
)
def test_the_list_is_narrowed(pages: Pages, asked: str, holds: str, holds_not: str) -> None:
    text = text_of(pages.page(f"/indicators?{asked}"))
    assert holds in text
    assert holds_not not in text


def test_pages_of_the_list_hold_every_matter_once(pages: Pages, corpus: dict[str, Record]) -> None:
    listed: list[str] = []
    for number in (1, 2):
        page = pages.page(f"/indicators?page={number}")
        listed += re.findall(r'<th scope="row" class="plan"><a href="([^"]+)"', page)
    assert len(listed) == len(set(listed)) == len(matters(corpus.values()))
    assert "page=2" in "".join(links(pages.page("/indicators")))
    assert pages.page("/indicators?page=99999") == pages.page("/indicators?page=2").replace(
        "page=2", "page=99999"
    )


def test_every_target_of_a_matter_is_in_its_table_and_in_its_chart(
    pages: Pages, corpus: dict[str, Record]
) -> None:
    page = pages.page("/indicators/PM2.5")
    (matter,) = (each for each in matters(corpus.values()) if each.family == "PM2.5")
    ids = {entry.comparand.target.id for entry in matter.entries}
    assert {found for found, _ in ROW.findall(page)} == ids
    numbers = {entry.comparand.target.id for entry in matter.entries if entry.comparand.numeric}
    charts = "".join(CHART.findall(page))
    assert {href.rpartition("/")[2] for href in links(charts)} == numbers
    assert charts.count("<title>") >= len(numbers)
    assert "<desc" in charts


def test_nothing_is_ranked_that_the_rules_do_not_rank(pages: Pages, corpus: dict[str, Record]) -> None:
    for drafts in (False, True):
        for matter in matters(corpus.values(), drafts=drafts):
            page = pages.page(f"/indicators/{pages_path(matter.family)}{'?drafts=1' if drafts else ''}")
            ranked = {entry.comparand.target.id for entry in matter.entries if entry.rank is not None}
            rows = dict(ROW.findall(page))
            for entry in matter.entries:
                row = rows.get(entry.comparand.target.id, "")
                if row and entry.comparand.target.id in ranked:
                    assert re.search("持平|数值最|变化最|居中", row), (matter.family, row)
                if row and entry.comparand.target.id not in ranked:
                    assert 'class="rank"' not in row
                    assert re.search("不排序|最近|未见有数值", row), (matter.family, row)
            assert ("没有可以排序的" in page) == (not ranked)
            if not drafts and "不算征求意见稿，没有可以排序的" in page:
                assert "把征求意见稿算在内" in page


def pages_path(family: str) -> str:
    """A matter in an address."""
    return str(tilde_encode(family))


def test_reasons_stand_beside_what_is_not_ranked(pages: Pages) -> None:
    page = text_of(pages.page("/indicators/PM2.5"))
    assert "没有可以排序的，原因见下" in page
    assert "适用范围的类别不同或未知" in page
    assert "征求意见稿，未要求时不参与排序" in page
    assert "推算" in page
    assert "(40−35)/40 = 12.5%" in page
    english = text_of(pages.page("/indicators/PM2.5", plans_language="en"))
    assert "Nothing may be ranked" in english
    assert "The classes of territory are not the same" in english


def test_drafts_are_ranked_on_request_only(pages: Pages) -> None:
    family = pages_path("道路清扫")
    without = pages.page(f"/indicators/{family}")
    assert "把征求意见稿算在内，还有 4 个目标可以排序" in text_of(without)
    assert 'class="group"' not in without
    assert pages.page(f"/indicators/{family}?drafts=1").count('class="group"') == 2


def test_a_matter_is_narrowed_by_year_and_plan(pages: Pages) -> None:
    rows = ROW.findall(pages.page("/indicators/PM2.5?year=2023"))
    assert rows
    assert all(">2023<" in re.sub(r"\s", "", row) for _, row in rows)
    only = ROW.findall(pages.page("/indicators/PM2.5?plan=qinghai&plan=yichuan"))
    assert len(only) == 2
    nothing = pages.page("/indicators/PM2.5?year=1999")
    assert "文中未写，不等于没有" in nothing
    assert not CHART.search(nothing)


def test_quotes_lead_to_their_place_and_carry_a_citation(pages: Pages) -> None:
    page = pages.page("/indicators/PM2.5?plan=qinghai")
    ((_, row),) = ROW.findall(page)
    (place,) = (href for href in links(row) if href.startswith("/read/qinghai#"))
    path, _, anchor = place.partition("#")
    assert f'id="{anchor}"' in pages.page(path)
    assert re.search(r'<button type="button" class="copy" title="《青海省', row)
    assert '<q lang="zh-CN">' in row


def test_an_indicator_s_id_leads_to_its_matter(pages: Pages) -> None:
    (row,) = pages.rows(f"{pages.base}/indicators", name="PM2.5年均浓度")
    assert '<span lang="zh-CN">PM2.5</span>' in pages.page(f"/indicators/{row['id']}")
    assert pages.response("/indicators/nothing").status_code == 404


def test_what_documents_say_is_escaped(corpus: dict[str, Record], tmp_path: Path) -> None:
    record = SampleRecord("evil").record()
    bad = '<script>alert(1)</script>"><b>'
    record = msgspec.structs.replace(
        record,
        metadata=msgspec.structs.replace(record.metadata, short_title=bad, title=bad),
        targets=tuple(
            msgspec.structs.replace(
                target, indicator=bad, indicator_id=None, scope=bad, exclusions=bad, deadline=None
            )
            for target in record.targets
        ),
    )
    evil = Pages(make_database([record], tmp_path))
    for path in ["/", "/indicators", *re.findall(r'"(/indicators/[^"?#]+)"', evil.page("/indicators"))]:
        page = evil.page(path)
        assert "<script>alert" not in page
        assert '"><b>' not in page


def test_pages_of_ours_have_no_inline_styles_or_scripts(pages: Pages) -> None:
    for path in ("/", "/indicators", "/indicators/PM2.5"):
        page = pages.page(path)
        assert "style=" not in page
        assert "<style" not in page
        assert not re.search(r"<script(?![^>]*src=)", page)


def test_an_empty_library_has_an_empty_list(tmp_path: Path) -> None:
    empty = Pages(make_database([], tmp_path))
    assert "不等于没有" in empty.page("/indicators")
    assert empty.response("/indicators/PM2.5").status_code == 404
    assert "库中还没有文件" in empty.page("/")


def test_the_file_holds_the_targets_of_the_page_with_their_ranks_and_reasons(pages: Pages) -> None:
    page = pages.page("/indicators/PM2.5")
    (address,) = (href for href in links(page) if href.startswith("/indicators/") and href.endswith(".csv"))
    rows = [*csv.DictReader(io.StringIO(pages.response(address).content.decode("utf-8-sig")))]
    assert [row["目标编号"] for row in rows] == [target for target, _ in ROW.findall(page)]
    assert len(set(rows[0])) == len(rows[0])  # no two columns of one name
    assert all(row["不排序的原因"] and not row["名次（1为数值最低）"] for row in rows)
    assert all(row["引用"].startswith("《") and row["原文"] for row in rows)
    assert any("青海省：统计口径不同" in row["与最接近的他文件目标不同之处"] for row in rows)


def test_the_file_is_that_of_what_the_page_is_narrowed_to(pages: Pages) -> None:
    matter = f"/indicators/{tilde_encode('道路清扫')}"
    address = f"{matter}.xlsx?drafts=1"
    assert address in links(pages.page(f"{matter}?drafts=1&page=1"))
    book = pages.response(address).content
    head, *rows = cells(book)
    ranked = [row for row in rows if row[head.index("名次（1为数值最低）")]]
    assert ranked and all(not row[head.index("不排序的原因")] for row in ranked)
    assert "征求意见稿也参与了排序。" in [row[0] for row in cells(book, 1)]
    assert pages.response(f"/indicators/{tilde_encode('没有')}.xlsx").status_code == 404
