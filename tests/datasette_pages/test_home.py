"""The start page: what is here, what most plans promise, what falls due, what is open."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path

import msgspec

from pipeline.model import Record
from tests.datasette_pages.pages import Pages, links, make_database, text_of
from tests.store.samples import SampleRecord


def test_one_box_searches_everything(pages: Pages) -> None:
    page = pages.page("/")
    (form,) = re.findall(r'(?s)<form class="hero-find".*?</form>', page)
    assert 'action="/search"' in form
    assert 'name="q"' in form


def test_the_main_targets_are_those_that_most_plans_put_a_number_on(
    pages: Pages, corpus: dict[str, Record]
) -> None:
    page = pages.page("/")
    counts = [int(number) for number in re.findall(r"· (\d+) 份文件", page)]
    assert 3 <= len(counts) <= 6
    assert counts == sorted(counts, reverse=True)
    assert min(counts) > 1
    charts = re.findall(r'(?s)<svg class="chart small.*?</svg>', page)
    assert len(charts) == len(counts)
    targets = {target.id for record in corpus.values() for target in record.targets}
    marks = [href.rpartition("/")[2] for chart in charts for href in links(chart)]
    assert marks
    assert set(marks) <= targets
    assert all('tabindex="-1"' in mark for mark in re.findall(r'<a class="mark[^>]*>', "".join(charts)))


def test_what_falls_due_is_behind_no_one(pages: Pages, corpus: dict[str, Record]) -> None:
    page = pages.page("/")
    today = date.today().isoformat()
    ends = Counter(d.end_date for record in corpus.values() for d in record.deadlines if d.end_date)
    shown = re.findall(r'<time datetime="([^"]+)">', page)
    assert shown == sorted(day for day in ends if day >= today)[:4]
    passed = sum(number for day, number in ends.items() if day < today)
    assert f"已过的日期 {passed:,} 处：只表示期限已过，完成情况未知" in text_of(page)


def test_open_comments_and_doubts_lead_to_the_worklist(pages: Pages, corpus: dict[str, Record]) -> None:
    page = pages.page("/")
    comments = sum(not comment.resolved for r in corpus.values() for comment in r.comments)
    doubts = sum(len(record.doubts) for record in corpus.values())
    assert f"未标明已解决的批注与修订 {comments} 条" in text_of(page)
    assert f"存疑 {doubts} 处" in text_of(page)
    assert {"/worklist?list=doubts", "/worklist?list=comments&state=open"} <= set(links(page))


def test_of_many_plans_the_first_are_listed_and_drawn_as_a_crowd(tmp_path: Path) -> None:
    records = []
    for number in range(31):
        record = SampleRecord(f"plan{number:02}").record()
        target = msgspec.structs.replace(record.targets[0], value=20.0 + number, base_value=20.0 + number)
        records.append(msgspec.structs.replace(record, targets=(target, *record.targets[1:])))
    many = Pages(make_database(records, tmp_path))
    page = many.page("/")
    assert page.count('class="plan"') == 12
    assert "看全部 31 份文件" in text_of(page)
    charts = "".join(re.findall(r'(?s)<svg class="chart small.*?</svg>', page))
    assert '<rect class="crowd"' in charts
    assert 'class="mark' not in charts
    matter = many.page("/indicators/PM2.5")
    assert "份文件中有 31 份" in matter
    chosen = many.page("/indicators/PM2.5?plan=plan03&plan=plan07")
    assert len(re.findall(r'<a class="mark', chosen)) == 2
    assert '<rect class="crowd"' in chosen
