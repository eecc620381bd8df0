"""/search: every kind of thing is found, marked in its sentence, counted by kind and plan, and leads to its place."""

from __future__ import annotations

import html
import re
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest

from pipeline.model import Record
from tests.datasette_pages.pages import Pages, links, make_database, text_of
from tests.documents import read_plan


def search(pages: Pages, **arguments: str) -> str:
    return pages.page(f"/search?{urlencode(arguments)}")


def counts(page: str) -> dict[str, int]:
    """Kind → hits, as the chips say."""
    chips = re.findall(r'href="/search\?[^"]*kind=(\w+)[^"]*"[^>]*>[^<]*<span class="count">([\d,]+)', page)
    return {kind: int(number.replace(",", "")) for kind, number in chips}


# A word of each kind; what is counted is what its own table says.
CASES = [
    ("秸秆", "clauses", "SELECT count(*) FROM clauses WHERE instr(substr(text, 1, own_end - char_start), ?)"),
    ("秸秆", "tasks", "SELECT count(*) FROM tasks WHERE instr(text, ?)"),
    ("秸秆", "deadlines", "SELECT count(*) FROM deadlines WHERE instr(quote, ?)"),
    ("臭", "targets", "SELECT count(*) FROM targets WHERE instr(quote || coalesce(indicator, ''), ?)"),
    ("气象局", "departments", "SELECT count(*) FROM departments WHERE instr(name, ?)"),
    ("气象局", "assignments", "SELECT count(*) FROM assignments WHERE instr(name, ?)"),
    ("目录", "citations", "SELECT count(*) FROM citations WHERE instr(title, ?)"),
    ("核实", "comments", "SELECT count(*) FROM comments WHERE instr(text, ?)"),
    ("常德", "table_cells", "SELECT count(*) FROM table_cells WHERE instr(text, ?)"),
    ("综合利用率", "indicators", "SELECT count(*) FROM indicators WHERE instr(name, ?)"),
    ("青海省空气质量", "documents", "SELECT count(*) FROM documents WHERE instr(title, ?)"),
]


@pytest.mark.parametrize(("word", "kind", "sql"), CASES)
def test_each_kind_is_found_and_counted(pages: Pages, word: str, kind: str, sql: str) -> None:
    answer = pages.response(
        f"/plans.json?{urlencode({'sql': sql.replace('?', ':word'), 'word': word, '_shape': 'arrays'})}"
    )
    expected = answer.json()["rows"][0][0]
    assert expected > 0
    page = search(pages, q=word)
    assert counts(page)[kind] == expected
    alone = search(pages, q=word, kind=kind)
    section = alone[alone.index('class="found"') :]
    assert f"<mark>{word}</mark>" in section
    assert section.count('<p class="what">') == min(expected, 50)


@pytest.mark.parametrize("word", ["秸", "秸秆", "PM2.5", "PM₂.₅", "VOCs", "vocs", "秸秆 禁烧", "“秸秆”"])
def test_words_of_any_length_and_script(pages: Pages, word: str) -> None:
    page = search(pages, q=word)
    assert counts(page)["clauses"] > 0
    assert "<mark>" in page
    assert f'value="{html.escape(word)}"' in page  # kept in the box


@pytest.mark.parametrize(
    ("word", "typed"), [("秸秆", "秸秆。"), ("VOCs", "VOCs；"), ("PM2.5", "(PM2.5)"), ("35", "≥35")]
)
def test_punctuation_around_a_word_is_not_looked_for(pages: Pages, word: str, typed: str) -> None:
    plain, around = search(pages, q=word), search(pages, q=typed)
    assert counts(around) == counts(plain)
    assert around.count("<mark>") == plain.count("<mark>") > 0


def test_a_hit_leads_to_its_row_and_its_place_in_the_reader(pages: Pages, corpus: dict[str, Record]) -> None:
    for kind in ("clauses", "targets", "deadlines", "tasks", "assignments", "citations", "table_cells"):
        page = (
            search(pages, q="2025", kind=kind) if kind != "assignments" else search(pages, q="局", kind=kind)
        )
        if kind == "citations":
            page = search(pages, q="计划", kind=kind)
        found = [link for link in links(page) if link.startswith(f"/plans/{kind}/")]
        assert found, kind
        assert pages.response(found[0]).status_code == 200
        place = next(link for link in links(page[page.index('class="hits"') :]) if link.startswith("/read/"))
        path, _, anchor = place.partition("#")
        assert anchor and f'id="{anchor}"' in pages.page(path), place


def test_plan_and_kind_narrow_and_are_kept_from_page_to_page(pages: Pages) -> None:
    whole = counts(search(pages, q="的"))["clauses"]
    first = search(pages, q="的", kind="clauses")
    assert whole > 50 and first.count('<p class="what">') == 50
    (second,) = {link for link in links(first) if "page=2" in link}
    assert pages.page(second).count('<p class="what">') == min(whole - 50, 50)
    one = search(pages, q="的", plan="yichuan")
    assert set(re.findall(r"/read/([\w-]+)#", one)) == {"yichuan"}
    assert counts(one)["clauses"] < whole


def test_drafts_and_unverified_texts_carry_their_badge(pages: Pages) -> None:
    page = search(pages, q="秸秆", kind="clauses")
    headings = re.findall(r"(?s)<h3>(.*?)</h3>", page)
    assert any("四川省" in each and "badge-draft" in each for each in headings)
    assert any("伊川县" in each and "badge-unverified" in each for each in headings)
    assert all("badge" not in each for each in headings if "青海省" in each)


def test_in_vain_it_says_what_was_looked_for_and_what_absence_means(pages: Pages) -> None:
    page = text_of(search(pages, q="区块链 秸秆"))
    assert "没有一处含有“区块链 秸秆”" in page and "全部 5 份文件" in page and "不等于没有" in page
    assert "区块链 0" in page and "秸秆 5" in page
    english = text_of(pages.page("/search?q=区块链", plans_language="en"))
    assert "“区块链” was not found" in english and "not that there is none" in english


@pytest.mark.parametrize("typed", ["", " ", "、", '"', "()"])
def test_for_nothing_it_asks_for_a_word(pages: Pages, typed: str) -> None:
    assert "请输入要检索的词" in text_of(search(pages, q=typed))


@pytest.mark.parametrize("typed", ["<b>秸秆</b>", 'a" OR b', "NEAR(", "*", "秸秆 AND", "%", "\\"])
def test_nothing_typed_breaks_it(pages: Pages, typed: str) -> None:
    page = search(pages, q=typed, plan="没有", kind="没有", page="-3")
    assert "<b>秸" not in page


def test_the_search_boxes_lead_there(pages: Pages) -> None:
    for path in ("/", "/plans/targets", "/read/hunan"):
        assert '<form class="find" action="/search"' in pages.page(path)
    assert 'action="/search"' in pages.page("/").partition("hero-find")[2]


def test_markup_in_a_document_is_shown_as_text(tmp_path: Path) -> None:
    evil = "<script>alert(1)</script>"
    text = f"某市{evil}行动计划\n\n一、任务\n（一）禁烧{evil}。到2025年，秸秆综合利用率达到90%以上。（市农业农村局牵头）\n"
    hostile = Pages(make_database([read_plan(text, "2024/某市 <i>")], tmp_path))
    for path in ("/search?q=秸秆", "/search?q=script", "/search?q=某市"):
        assert evil not in hostile.page(path)


def test_each_kind_leads_to_its_table_and_words_to_try_are_there(pages: Pages) -> None:
    page = search(pages, q="空气质量")
    tables = [link for link in links(page) if link.startswith("/plans/") and "?" in link]
    assert len(tables) == sum(1 for number in counts(page).values() if number)
    for link in tables:
        assert "没有一行" not in pages.page(link), link
    tried = [link for link in links(pages.page("/search")) if link.startswith("/search?q=")]
    assert len(tried) == 12
    assert all("没有一处" not in pages.page(link) for link in tried)


@pytest.mark.parametrize(
    ("typed", "meant"), [("straw", "秸秆"), ("Boilers", "锅炉"), ("volatile organic", "挥发性有机物")]
)
def test_for_english_words_the_chinese_ones_are_offered(pages: Pages, typed: str, meant: str) -> None:
    page = search(pages, q=typed)
    assert f'<a href="/search?q={quote(meant)}" lang="zh-CN">{meant}</a>' in page
    assert "没有一处含有" not in search(pages, q=meant)


@pytest.mark.parametrize("typed", ["st", "strawberry", "没有这样的词"])
def test_other_words_have_no_chinese_ones(pages: Pages, typed: str) -> None:
    assert "中文说法" not in search(pages, q=typed)
