"""Plans side by side in the pages: the same rows as `plans compare`, found by what the address says, and as files."""

from __future__ import annotations

import csv
import io
import re
from itertools import combinations
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlite_utils import Database

from pipeline.compare import profile_of
from pipeline.compare.measure_rows import measure_rows
from pipeline.model import Record
from pipeline.report.comparison import NOT_HERE, comparison_sheet
from pipeline.report.row_differences import compared_rows
from pipeline.report.sheet import csv_text
from tests.datasette_pages.pages import Pages, links, make_database, text_of
from tests.documents import read_plan
from tests.workbooks import cells

BOTH = "/compare?plan=sichuan&plan=qinghai"
VOCS = "挥发性有机物"
EVIL = "<script>alert('x')</script>"


def _plan(name: str, share: int, extra: str = "") -> Record:
    text = f"""某{name}市空气质量行动计划

一、重点任务
（一）秸秆{EVIL}禁烧。全面禁止露天焚烧秸秆，到2025年，秸秆综合利用率达到{share}%以上，推动还田离田。
（二）机动车。加快淘汰国三及以下排放标准柴油货车，推进公共领域车辆新能源化。
{extra}"""
    return read_plan(text, f"2024/{name}<i>")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    """Two plans full of markup, in a database of another name, which has forgotten that they were compared."""
    plans = [_plan("甲", 90), _plan("乙", 86, "（三）烟花爆竹。限制燃放烟花爆竹，加强宣传引导。\n")]
    path = make_database(plans, tmp_path_factory.mktemp("compare"), "其他 name.db")
    database = Database(path)
    for table in ("comparisons", "alignments", "unmatched", "measure_pairs"):
        database.table(table).delete_where()
    database.conn.close()
    return Pages(path)


def _rows(page: str) -> list[int]:
    return [int(number) for number in re.findall(r'<h3 id="r(\d+)"', page)]


def _all_rows(pages: Pages, path: str) -> list[int]:
    """The numbers of the rows on all pages of a list, in order."""
    found: list[int] = []
    for _ in range(50):
        page = pages.page(path)
        found += _rows(page)
        following = re.search(r'<a href="([^"]*)" rel="next"', page)
        if not following:
            return found
        path = following[1].replace("&amp;", "&")
    raise AssertionError(f"{path} has no end")


def test_without_plans_it_offers_pairs_of_different_bodies_and_of_one(pages: Pages) -> None:
    page = pages.page("/compare")
    pairs = [parse_qs(urlsplit(href).query)["plan"] for href in links(page) if "/compare?plan=" in href]
    assert {"sichuan", "qinghai"} in map(set, pairs)
    assert ["sichuan-2022", "sichuan"] in pairs  # one territory, the older first
    assert page.count('type="checkbox" name="plan"') == 5
    assert text_of(page).count("征求意见稿") >= 2


def test_one_plan_is_kept_and_the_nearest_come_first(pages: Pages) -> None:
    page = pages.page("/compare?plan=sichuan")
    boxes = re.findall(r'name="plan" value="([^"]*)"( checked)?> <strong>', page)
    assert boxes[0] == ("sichuan", " checked") and boxes[1] == ("qinghai", "")
    assert pages.page("/compare?plan=sichuan&plan=qinghai&choose=1").count(" checked>") == 2


def test_it_finds_plans_by_their_names(pages: Pages) -> None:
    page = pages.page("/compare?q=青政〔2024〕31号")
    assert re.findall(r'type="checkbox" name="plan" value="([^"]*)"', page) == ["qinghai"]
    assert "没有名称含“区块链”的文件" in text_of(pages.page("/compare?q=区块链"))


def test_more_than_four_plans_are_not_compared(pages: Pages) -> None:
    page = pages.page(
        "/compare?"
        + "&".join(f"plan={i}" for i in ("sichuan", "qinghai", "hunan", "yichuan", "sichuan-2022"))
    )
    assert "一次最多并列四份" in text_of(page) and not _rows(page)


@pytest.mark.parametrize("path", ["/compare", "/compare/measures", "/compare.csv"])
def test_a_plan_that_is_not_there_is_said(pages: Pages, path: str) -> None:
    response = pages.response(f"{path}?plan=sichuan&plan=nowhere")
    assert response.status_code == 404 and "nowhere" in response.text


@pytest.mark.parametrize("ids", [*combinations(("sichuan", "qinghai", "hunan", "yichuan"), 2), ("qinghai", "sichuan-2022", "hunan")])  # fmt: skip
def test_the_file_is_the_one_that_the_command_makes(
    pages: Pages, corpus: dict[str, Record], ids: tuple[str, ...]
) -> None:
    records = [corpus[name] for name in ids]
    rows = compared_rows(records, [profile_of(record) for record in records])
    response = pages.response("/compare.csv?" + "&".join(f"plan={name}" for name in ids))
    assert response.content.decode() == csv_text(comparison_sheet(records, rows))
    assert response.headers["content-disposition"] == 'attachment; filename="compare.csv"'


def test_files_hold_the_rows_of_the_page(pages: Pages) -> None:
    query = f"plan=sichuan&plan=qinghai&topic={VOCS}"
    rows = [*csv.reader(io.StringIO(pages.response(f"/compare.csv?{query}").content.decode("utf-8-sig")))]
    assert len(rows) == 2 and "强化VOCs全流程" in rows[1][2]
    book = pages.response(f"/compare.xlsx?{query}").content
    assert any("强化VOCs全流程" in str(value) for row in cells(book) for value in row)
    assert cells(book, 1)[0][0].startswith("只含符合筛选的行：主题：")
    assert not cells(pages.response("/compare.xlsx?plan=sichuan&plan=qinghai").content, 1)[0][0].startswith(
        "只含"
    )
    html = pages.response(f"/compare.html?{query}")
    assert html.text.count('<tbody class="row"') == 1 and "attachment" in html.headers["content-disposition"]


def test_the_way_back_from_a_row_leads_to_it(pages: Pages, corpus: dict[str, Record]) -> None:
    plans = "plan=qinghai&plan=sichuan"
    last = [clause.id for clause in corpus["qinghai"].clauses if clause.is_provision][-1]
    (back,) = [href for href in links(pages.page(f"/compare?{plans}&row={last}")) if "#r" in href]
    address, _, anchor = back.partition("#")
    assert f'id="{anchor}"' in pages.page(address)


def test_the_html_file_says_that_it_is_filtered(pages: Pages) -> None:
    plans = "plan=qinghai&plan=sichuan"
    assert (
        "只含符合筛选的行：不同之处：数字" in pages.response(f"/compare.html?{plans}&difference=number").text
    )
    assert "只含符合筛选的行" not in pages.response(f"/compare.html?{plans}").text


def test_all_rows_are_on_some_page(pages: Pages) -> None:
    found = _all_rows(pages, BOTH)
    assert found == sorted(set(found)) and f"共 {len(found)} 行" in text_of(pages.page(BOTH))
    assert _rows(pages.page(f"{BOTH}&page=9999")) == found[-len(_rows(pages.page(f"{BOTH}&page=9999"))) :]
    assert _rows(pages.page(f"{BOTH}&page=-1")) == found[:6]


@pytest.mark.parametrize("kind", ["number", "date", "department", "force", "scope", "wording", "moved", "added", "dropped", "missing"])  # fmt: skip
def test_a_kind_of_difference_leaves_the_rows_that_have_it(pages: Pages, kind: str) -> None:
    everything = _all_rows(pages, BOTH)
    found = _all_rows(pages, f"{BOTH}&difference={kind}")
    assert 0 < len(found) < len(everything) and set(found) <= set(everything)
    for path in (f"{BOTH}&difference={kind}", f"{BOTH}&difference={kind}&page=2"):
        heads = re.findall(r'(?s)<tr class="about">.*?</tr>', pages.page(path))
        assert heads and all(f"kind-{kind}" in head for head in heads)


def test_several_kinds_are_any_of_them(pages: Pages) -> None:
    one, other = (set(_all_rows(pages, f"{BOTH}&difference={kind}")) for kind in ("number", "date"))
    assert set(_all_rows(pages, f"{BOTH}&difference=number&difference=date")) == one | other


def test_a_department_is_found_by_its_function_on_every_level(pages: Pages) -> None:
    path = "/compare?plan=qinghai&plan=yichuan&department=农业农村"
    found = _all_rows(pages, path)
    assert 0 < len(found) < len(_all_rows(pages, "/compare?plan=qinghai&plan=yichuan"))
    assert "秸秆" in text_of(pages.page(path))


def test_the_matrix_counts_the_rows_that_its_links_show(pages: Pages) -> None:
    page = pages.page(BOTH)
    lines = re.findall(
        r'(?s)<tr><th scope="row"><a href="([^"]*)">.*?</a> <span class="quiet">(\d+) 行', page
    )
    assert len(lines) > 20
    for href, rows in lines[::6]:
        assert len(_all_rows(pages, href.replace("&amp;", "&"))) == int(rows)


def test_what_one_text_does_not_have_is_said_and_never_more(pages: Pages) -> None:
    page = pages.page("/compare?plan=sichuan&plan=hunan&difference=missing")
    text = text_of(page)
    assert "这份文本中未见" in text and "取消" not in text and "不等于没有" in text
    (href, *_) = [link for link in links(page) if link.startswith("/plans/not_in?clause_id=")]
    assert pages.rows(href.split("?")[0], **{k: v[0] for k, v in parse_qs(urlsplit(href).query).items()})


def test_sichuan_and_qinghai_on_vocs_down_to_the_sentences(pages: Pages) -> None:
    page = pages.page(f"{BOTH}&topic={VOCS}")
    assert len(_rows(page)) == 1
    assert '<ins class="run-added">' in page and '<del class="run-dropped">' in page
    for citation in ("（征求意见稿）第六部分（二十）", "（青政〔2024〕31号）第六部分(二十一)"):
        assert re.search(f'class="copy" title="[^"]*{re.escape(citation)}（规划文本库数据 ', page)
    detail = next(link for link in links(page) if "row=" in link)
    sentences = pages.page(detail)
    pairs = re.findall(r"(?s)<tr( class=\"same\")?>\s*<td.*?</tr>", sentences)
    assert len(pairs) == 12 and pairs.count(' class="same"') == 5
    assert re.search(
        'title="[^"]*第六部分（二十），“企业不得将火炬燃烧装置作为日常大气污染处理设施”（规划文本库数据 [^"]+"',
        sentences,
    )
    assert "此条中未见" in text_of(sentences) and "基准此条中未见" in text_of(sentences)
    provision = parse_qs(urlsplit(detail).query)["row"][0]
    assert {f"/read/sichuan#c-{provision}", f"/plans/clauses/{provision}"} <= set(links(sentences))


def test_topics_besides_the_main_one_are_shown_if_asked(pages: Pages) -> None:
    main = _all_rows(pages, f"{BOTH}&topic={VOCS}")
    assert set(main) < set(_all_rows(pages, f"{BOTH}&topic={VOCS}&also=1"))


def test_a_row_is_found_by_any_of_its_provisions(pages: Pages) -> None:
    (row,) = pages.rows("/plans/clauses", document_id="qinghai", label="(二十一)")
    assert "强化VOCs全流程" in text_of(pages.page(f"{BOTH}&row={row['id']}"))
    assert pages.response(f"{BOTH}&row=nothing").status_code == 404


def test_drafts_and_unverified_texts_are_marked_in_every_column(pages: Pages) -> None:
    page = pages.page("/compare?plan=sichuan&plan=yichuan&plan=qinghai")
    heads = re.findall(r'<th scope="col" class="plan-\d">(.*?)</th>', page)
    assert heads and all(
        ("征求意见稿" in h) == ("四川" in h) and ("待核实" in h) == ("伊川" in h) for h in heads
    )


def test_nothing_found_does_not_mean_nothing_there(pages: Pages) -> None:
    for path in (f"{BOTH}&topic=区块链", "/compare/measures?plan=sichuan&plan=qinghai&words=区块链"):
        assert "不等于没有" in text_of(pages.page(path))


def test_every_link_of_the_pages_resolves(pages: Pages) -> None:
    measures = "/compare/measures?plan=sichuan&plan=qinghai&difference=force"
    for path in (f"{BOTH}&topic={VOCS}", measures):
        page = pages.page(path)
        for link in sorted(set(links(page[page.index("<h1") :]))):
            target = link.partition("#")[0]
            if target and "_lang=" not in target:
                assert pages.response(target).status_code == 200, link


def test_anchors_of_the_reader_are_there(pages: Pages) -> None:
    anchors = {link for link in links(pages.page(BOTH)) if link.startswith("/read/") and "#" in link}
    texts = {name: pages.page(f"/read/{name}") for name in ("sichuan", "qinghai")}
    assert len(anchors) > 8
    for link in anchors:
        name, anchor = link.removeprefix("/read/").split("#")
        assert f'id="{anchor}"' in texts[name]


def test_measures_are_those_of_the_command(pages: Pages, corpus: dict[str, Record]) -> None:
    ids = ("sichuan", "yichuan", "qinghai")
    wanted = measure_rows([corpus[name] for name in ids])
    query = "&".join(f"plan={name}" for name in ids)
    rows = [
        *csv.reader(io.StringIO(pages.response(f"/compare/measures.csv?{query}").content.decode("utf-8-sig")))
    ]
    assert len(rows) - 1 == len(wanted)
    forced = pages.response(f"/compare/measures.csv?{query}&difference=force").content.decode("utf-8-sig")
    assert len([*csv.reader(io.StringIO(forced))]) - 1 == sum("force" in row.differs for row in wanted)


def test_a_measure_shows_what_differs(pages: Pages) -> None:
    page = pages.page("/compare/measures?plan=sichuan&plan=qinghai&words=以钢定焦")
    row = re.search(r"(?s)<tbody>.*?</tbody>", page[page.index('class="rows measures"') :])
    assert row and row[0].count('<div class="differs"><dt>≠ 力度') == 2
    assert "有序开展“以钢定焦”" in text_of(row[0])


def test_english_has_no_chinese_labels(pages: Pages) -> None:
    page = pages.page(f"{BOTH}&topic={VOCS}", plans_language="en")
    labels = re.findall(r"<(?:label|legend|summary|h2|button)[^>]*>(.*?)</", page)
    assert labels and not [label for label in labels if re.search("[\u4e00-\u9fff]", label)]


def test_markup_in_documents_stays_text_and_pairs_that_were_not_compared_are_compared_now(
    hostile: Pages,
) -> None:
    base = "/compare?plan=2024/甲<i>&plan=2024/乙<i>".replace("<", "%3C").replace(">", "%3E")
    page = hostile.page(base)
    assert EVIL not in page and "&lt;script&gt;" in page
    assert "建库时未相互比较" in text_of(page) and "90% → 86%" in text_of(page)
    assert "这份文本中未见" in text_of(page)
    assert EVIL not in hostile.page(base.replace("/compare", "/compare/measures"))
    rows = [
        *csv.reader(
            io.StringIO(
                hostile.response(base.replace("/compare", "/compare.csv")).content.decode("utf-8-sig")
            )
        )
    ]
    assert any(NOT_HERE in value for row in rows for value in row)


def test_an_empty_database_offers_nothing(tmp_path: Path) -> None:
    assert "还没有可以比较的文件" in text_of(Pages(make_database([], tmp_path)).page("/compare"))


def test_plans_without_provisions_can_be_compared(tmp_path: Path) -> None:
    plans = [read_plan(f"某{name}市通知\n", name) for name in ("a", "b")]
    page = Pages(make_database(plans, tmp_path)).page("/compare?plan=a&plan=b")
    assert "没有符合条件的行" in text_of(page) or _rows(page)


def test_a_counterpart_in_another_row_is_not_said_to_be_missing(pages: Pages) -> None:
    """Of three plans and more: each “not in this text” is what the database says, each other row is there."""
    path = "/compare?plan=qinghai&plan=yichuan&plan=hunan"
    missing, others = set(), set()
    for number in range(1, 20):
        page = pages.page(f"{path}&page={number}")
        missing |= {href for href in links(page) if href.startswith("/plans/not_in?clause_id=")}
        for said in re.findall(r'(?s)<p class="not-here">对应条款在另一行：(.*?)</p>', page):
            others.update(links(said))
    assert missing and others
    for href in sorted(missing):
        asked = {name: values[0] for name, values in parse_qs(urlsplit(href).query).items()}
        assert pages.rows("/plans/not_in", **asked), href
    for href in sorted(others):
        (clause,) = parse_qs(urlsplit(href).query)["row"]
        assert f'#c-{clause}"' in pages.page(href)
