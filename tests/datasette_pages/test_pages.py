"""The pages open, lead from fact to clause to document, escape what they show, and find Chinese words."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest

from pipeline.model import Record
from tests.datasette_pages.pages import ROOT, Pages, links, make_database, text_of
from tests.documents import DOCUMENTS, read_plan
from tests.workbooks import cells

EVIL = "<script>alert('x')</script>"
LONG = "推进治理。" * 900
# Markup where people write: a title, headings, a target's unit, an author's body.
HOSTILE = f"""某市{EVIL}空气质量行动计划
某政发〔2023〕15号

一、重点{EVIL}任务
（一）{EVIL}禁烧。到2025年，秸秆综合利用率达到90%以上。{LONG}（市农业农村局牵头，市财政局、市公安局、市气象局、市商务局配合）
（二）"引号'与&符号。到2025年，建成充电桩<b>500</b>个。
"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    """A plan full of markup, in a database of another name."""
    folder = tmp_path_factory.mktemp("hostile")
    return Pages(make_database([read_plan(HOSTILE, "2024/某市 <i>")], folder, "其他 name.db"))


def test_the_start_page_names_the_plans_with_their_figures(pages: Pages) -> None:
    page = pages.page("/")
    text = text_of(page)
    for words in ("四川省", "伊川县", "青政〔2024〕31号", "2024-06-28", "征求意见稿", "待核实", "已发布"):
        assert words in text
    assert "期限已过，完成情况未知" in text and "文中未写，不等于没有" in text
    assert "/plans/comments?document_id=hunan" in links(page)


def test_only_bodies_with_a_name_are_counted(pages: Pages) -> None:
    named = pages.response("/plans/departments.json?generic=0&_size=0").json()["filtered_table_rows_count"]
    page = pages.page("/")
    assert f"<strong>{named}</strong> 责任单位" in page
    assert f'href="/plans/departments?generic=0"><strong>{named}' in page


def test_what_may_be_said_is_said_once(pages: Pages) -> None:
    for path in ("/", "/plans/targets", "/read/hunan"):
        assert text_of(pages.page(path)).count("排在首位不等于牵头。") == 1


def test_english_counts_and_headings_are_english(pages: Pages) -> None:
    row = pages.rows("/plans/targets")[0]
    page = pages.page(f"/plans/targets?id={row['id']}", plans_language="en")
    assert "<strong>1 row</strong>" in page
    for name in re.findall(
        r'data-label="([^"]*)"', pages.page("/plans/promised_by_when", plans_language="en")
    ):
        assert name[0].isupper(), name


def test_every_link_of_the_start_page_resolves(pages: Pages) -> None:
    for link in sorted(set(links(pages.page("/")))):
        path = link.partition("#")[0]
        if path and not path.startswith("/?_lang"):
            assert pages.response(path).status_code == 200, link


@pytest.mark.parametrize(
    "table", ["targets", "deadlines", "assignments", "tasks", "citations", "checks", "quantities"]
)
def test_from_a_fact_to_its_clause_to_its_document(pages: Pages, table: str) -> None:
    row = next(row for row in pages.rows(f"/plans/{table}") if row["clause_id"])
    fact = pages.page(f"/plans/{table}/{row['id']}")
    clause = f"/plans/clauses/{row['clause_id']}"
    assert clause in links(fact)
    document = f"/plans/documents/{row['document_id']}"
    assert document in links(pages.page(clause))
    assert f"/read/{row['document_id']}" in links(pages.page(document))


@pytest.mark.parametrize("table", ["targets", "deadlines", "assignments", "citations", "comments"])
def test_a_fact_stands_marked_in_its_sentence(pages: Pages, corpus: dict[str, Record], table: str) -> None:
    for row in pages.rows(f"/plans/{table}", _size=5):
        page = pages.page(f"/plans/{table}/{row['id']}")
        mark = re.search(r"(?s)<blockquote>(.*?)<mark>(.*?)</mark>(.*?)</blockquote>", page)
        assert mark
        before, marked, after = (text_of(part.replace("｜", " ")) for part in mark.groups())
        start, end = (row.get(f"attribution_{side}", row[f"char_{side}"]) for side in ("start", "end"))
        text = corpus[row["document_id"]].text
        assert marked == " ".join(text[start:end].split())
        whole = text.replace("\t", " ")
        assert before.removeprefix("…").strip() in whole and after.removesuffix("…").strip() in whole
        assert 'class="copy" title="《' in page
        assert f"{row['document_id']}.txt 第" in page  # the place in the file


def test_an_edge_leads_to_both_its_nodes(pages: Pages) -> None:
    for kind in ("lead", "counterpart", "cites"):
        edge = pages.rows("/plans/edges", kind=kind, _size=1)[0]
        page = pages.page(f"/plans/edges/{edge['id']}")
        ends = {f"/plans/nodes/{edge[end]}" for end in ("source", "target")}
        assert ends <= set(links(page))
        for end in ends:
            assert "/plans/edges?" in pages.page(end)
    (node,) = pages.rows("/plans/nodes", kind="department", label="西宁海关")
    assert "西宁海关" in text_of(pages.page(f"/plans/nodes/{node['id']}"))


def test_a_copied_citation_is_the_clause_with_the_quoted_words(pages: Pages) -> None:
    row = next(row for row in pages.rows("/plans/targets", document_id="qinghai", value=21))
    page = pages.page(f"/plans/targets/{row['id']}")
    assert 'title="《青海省空气质量持续改善行动计划实施方案》（青政〔2024〕31号）第一部分(三)，“' in page


def test_a_citation_names_the_cell_of_a_table(pages: Pages) -> None:
    (cell,) = pages.rows(
        "/plans/table_cells", row_header="常德市", column_header__startswith="PM2.5", column=2
    )
    place = "表1 常德市 PM2.5浓度(μg/m3) 2025年，“35”"
    (target,) = pages.rows("/plans/targets", cell_id=cell["id"])
    assert target["citation"].endswith(f"（征求意见稿）{place}")
    page = pages.page(f"/plans/table_cells/{cell['id']}")
    assert place in page
    assert re.search(r"<blockquote>常德市.*<mark>35</mark>.*</blockquote>", page)


def test_what_is_unverified_says_so_in_its_citation(pages: Pages) -> None:
    for table in ("documents", "clauses", "targets"):
        key = "id" if table == "documents" else "document_id"
        for row in pages.rows(f"/plans/{table}", **{key: "yichuan"}):
            assert row["citation"].startswith("《伊川县空气质量持续改善实施方案》（待核实）")


def test_a_comments_page_is_the_comment(pages: Pages) -> None:
    (row,) = pages.rows("/plans/comments", text__contains="重大行政决策事项")
    page = pages.page(f"/plans/comments/{row['id']}")
    heading = re.search(r"(?s)<h1>(.*?)</h1>", page)[1]  # type: ignore[index]
    assert text_of(heading).startswith("Administrator：《达标计划》属于重大行政决策事项")
    assert '<p class="comment">《达标计划》属于重大行政决策事项' in page
    assert "<blockquote><mark>长株潭及传输通道城市</mark>" in page
    citation = re.search(r'(?s)<p class="citation"><span>(.*?)</span>', page)[1]  # type: ignore[index]
    assert citation.endswith("行动计划》（征求意见稿），“长株潭及传输通道城市”")


def test_checks_speak_the_readers_language(pages: Pages) -> None:
    (row,) = pages.rows("/plans/checks", message__startswith="ending left out")
    for path in ("/plans/checks?document_id=yichuan", f"/plans/checks/{row['id']}"):
        chinese = pages.page(path)
        assert "单位名称缺尾字：县自然资源" in chinese and "ending left out" in chinese
        assert ">单位名称</span>" in chinese
        english = pages.page(path, plans_language="en")
        assert "缺尾字" not in english and ">name of a body</span>" in english


def test_a_row_in_english_says_its_place_in_english(pages: Pages) -> None:
    row = pages.rows("/plans/targets", document_id="yichuan")[0]
    page = pages.page(f"/plans/targets/{row['id']}", plans_language="en")
    assert re.search(r"yichuan\.txt line \d+", page) and "行<" not in page


def test_a_plain_duty_is_not_called_a_must(pages: Pages) -> None:
    page = pages.page("/plans/tasks?modality=require")
    assert ">要求</span>" in page and ">必须</span>" not in page
    assert 'title="require: 含一般的职责陈述，不限于“必须”"' in page


def test_clauses_without_a_label_are_named_in_words(pages: Pages) -> None:
    (comment,) = pages.rows("/plans/comments", text__contains="重大行政决策事项")
    for path in (f"/plans/comments/{comment['id']}", f"/plans/clauses/{comment['clause_id']}"):
        assert re.search(r'<a href="/plans/clauses/\w+">标题</a>', pages.page(path)), path
    cited = sheet(pages.response("/plans/what_a_plan_cites.xlsx?document=qinghai").content)
    assert "引言" in cited[1]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_document_reads_as_its_text(pages: Pages, corpus: dict[str, Record], document: str) -> None:
    page = pages.page(f"/read/{document}")
    body = re.sub(r'(?s)<span class="tools">.*?</span>|<aside.*?</aside>', "", page[page.index("<article") :])
    read = re.sub(r"\s", "", text_of(body[: body.index("</article>")]))
    position = offset = 0
    tables = [(table.char_start, table.char_end) for table in corpus[document].tables]
    for line in corpus[document].text.split("\n"):
        if not any(start <= offset < end for start, end in tables):  # tables repeat what is merged
            position = read.index(re.sub(r"\s", "", line), position)
        offset += len(line) + 1


def test_the_opening_paragraph_is_found(pages: Pages) -> None:
    found = pages.rows("/plans/clauses", _search="中共中央 国务院关于全面推进美丽中国建设的意见")
    assert ("sichuan", "preamble") in {(row["document_id"], row["ref"]) for row in found}


def test_marks_of_a_document_lead_to_rows(pages: Pages) -> None:
    marks = re.findall(r'class="m [^"]*" href="([^"]+)"', pages.page("/read/sichuan-2022"))
    assert marks
    for href in set(marks):
        assert pages.response(href).status_code == 200


MARKED = ("targets", "deadlines", "assignments", "citations")


@pytest.mark.parametrize("table", [*MARKED, "quantities", "checks"])
def test_a_fact_leads_to_its_own_place_in_the_text(pages: Pages, table: str) -> None:
    anchors: dict[str, list[str]] = {}
    for row in pages.rows(f"/plans/{table}", _size="max")[::9]:
        page = pages.page(f"/plans/{table}/{row['id']}")
        reading = re.search(r'(?s)<p class="source">.*?href="([^"]+)"', page)[1]  # type: ignore[index]
        path, _, anchor = reading.partition("#")
        if path not in anchors:
            anchors[path] = re.findall(r' id="([^"]+)"', pages.page(path))
        assert anchors[path].count(anchor) == 1, reading
        assert anchor.startswith("p-" if table in MARKED else "c-"), reading


@pytest.mark.parametrize(
    ("words", "documents"),
    [
        ("秸秆", {"sichuan", "hunan", "yichuan", "qinghai", "sichuan-2022"}),
        ("臭氧", {"sichuan", "hunan", "qinghai"}),
        ("牵头", {"hunan", "yichuan", "qinghai", "sichuan-2022"}),
        ("秸秆 禁烧", {"sichuan", "hunan", "yichuan", "qinghai"}),
        ("臭", {"sichuan", "hunan", "yichuan", "qinghai"}),
        ("区块链", set()),
    ],
)
def test_search_finds_words_of_any_length(pages: Pages, words: str, documents: set[str]) -> None:
    found = pages.rows("/plans/clauses", _search=words, _size=500)
    assert {row["document_id"] for row in found} == documents


def test_search_marks_what_it_found_in_the_text_as_printed(pages: Pages) -> None:
    page = pages.page("/plans/clauses?_search=35蒸吨")
    assert re.search(r"<mark>35 ?蒸吨</mark>", page)


@pytest.mark.parametrize(
    "path",
    ["clauses?_search=", "clauses?_search=%20 ", "tasks?_search=、", "clauses?_search=&document_id=hunan"],
)
def test_a_search_for_nothing_asks_for_a_word(pages: Pages, path: str) -> None:
    page = text_of(pages.page(f"/plans/{path}"))
    assert "请输入要检索的词" in page
    assert "没有符合条件的行" not in page


def test_a_search_in_vain_says_what_that_means(pages: Pages) -> None:
    page = text_of(pages.page("/plans/clauses?_search=区块链"))
    assert "没有一行含有“区块链”。文中未写，不等于没有" in page
    assert "请输入" not in page
    english = text_of(pages.page("/plans/clauses?_search=区块链", plans_language="en"))
    assert "Not stated in these texts does not mean that there is none" in english


def test_small_figures_find_what_is_printed_large(pages: Pages) -> None:
    found = {row["id"] for row in pages.rows("/plans/clauses", _search="PM2.5", _size=500)}
    assert found == {row["id"] for row in pages.rows("/plans/clauses", _search="PM₂.₅", _size=500)} != set()
    assert "<mark>PM2.5</mark>" in pages.page("/plans/clauses?_search=PM₂.₅")


def test_tasks_are_searched_too(pages: Pages) -> None:
    found = pages.rows("/plans/tasks", _search="秸秆 禁烧", _size=500)
    assert {row["document_id"] for row in found} == {"sichuan", "hunan", "yichuan", "qinghai"}
    assert "<mark>秸秆</mark>" in pages.page("/plans/tasks?_search=秸秆")


@pytest.mark.parametrize("typed", ['"', "秸秆\"'", "AND OR (", "*", "%", "<b>", "   "])
def test_nothing_typed_breaks_the_search(pages: Pages, typed: str) -> None:
    assert "<b>" not in pages.page(f"/plans/clauses?_search={typed}")


def test_a_task_with_five_departments_facets_by_each(hostile: Pages) -> None:
    task = next(row for row in hostile.rows(f"{hostile.base}/tasks") if "秸秆" in row["text"])
    response = hostile.response(f"{hostile.base}/task_departments.json?task_id={task['id']}&_facet=name")
    counts = {each["value"]: each["count"] for each in response.json()["facet_results"]["name"]["results"]}
    assert counts == dict.fromkeys(["市农业农村局", "市财政局", "市公安局", "市气象局", "市商务局"], 1)


def test_markup_in_a_plan_comes_out_as_text(hostile: Pages) -> None:
    reading = next(link for link in links(hostile.page("/")) if link.startswith("/read/"))
    pages = ["/", reading, f"{hostile.base}/clauses", f"{hostile.base}/documents", f"{hostile.base}/tasks",
             f"{hostile.base}/targets", f"{hostile.base}/promised_by_when", f"{hostile.base}/department_tasks", f"{hostile.base}/tasks_without_lead",
             f"{hostile.base}/duties", f"{hostile.base}/promises", f"{hostile.base}/clauses?_search=禁烧"]  # fmt: skip
    pages += [f"{hostile.base}/clauses/{row['id']}" for row in hostile.rows(f"{hostile.base}/clauses")]
    pages += [f"{hostile.base}/targets/{row['id']}" for row in hostile.rows(f"{hostile.base}/targets")]
    pages += [f"{hostile.base}/tasks/{row['id']}" for row in hostile.rows(f"{hostile.base}/tasks")]
    for path in pages:
        page = hostile.page(path)
        assert "alert('x')" not in page and "<b>500" not in page and "<i>" not in page, path
    assert EVIL in text_of(hostile.page(pages[1])).replace(" ", "")


@pytest.mark.parametrize(
    "path", ["/", "/plans/targets", "/plans/promised_by_when", "/read/yichuan", "/plans/duties"]
)
def test_pages_hold_no_inline_script_and_nothing_from_elsewhere(pages: Pages, path: str) -> None:
    page = pages.page(path)
    assert not re.search(r"<script(?![^>]*\bsrc=)", page)
    assert not re.search(r"\son\w+=", page)
    assert not re.search(r'(?:src|href)="(?:https?:)?//(?!localhost/)', page)


def test_a_long_clause_does_not_fill_a_list(hostile: Pages) -> None:
    page = hostile.page(f"{hostile.base}/clauses")
    assert all(len(text_of(summary)) < 200 for summary in re.findall(r"(?s)<summary>(.*?)</summary>", page))


def test_the_language_is_kept_and_leads_nowhere_else(pages: Pages) -> None:
    response = pages.response("/plans/targets?_lang=en&document_id=hunan")
    assert response.status_code == 302
    assert response.headers["location"] == "/plans/targets?document_id=hunan"
    assert "plans_language=en" in response.headers["set-cookie"]
    english = pages.response("/plans/targets", plans_language="en")
    assert english.headers["content-language"] == "en" and "All columns" in english.text
    chinese = pages.response("/plans/targets", plans_language="<xx>")
    assert chinese.headers["content-language"] == "zh-CN" and "显示全部列" in chinese.text
    assert pages.response("//evil.example/?_lang=en").headers["location"].startswith("/evil")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/nothing", 404),
        ("/a/path/below/nothing", 404),
        ("/plans/nothing", 404),
        ("/plans/targets/nothing", 404),
        ("/read/nothing", 404),
    ],
)
def test_what_is_not_there_says_so_in_chinese(pages: Pages, path: str, status: int) -> None:
    response = pages.response(path)
    assert response.status_code == status
    assert "没有这一页" in response.text


@pytest.mark.parametrize("table", ["targets", "indicators", "promises", "targets?document_id=hunan"])
def test_json_holds_all_rows(pages: Pages, table: str) -> None:
    page = pages.page(f"/plans/{table}")
    (href,) = [link for link in links(page[page.index('class="exports"') :]) if ".json" in link]
    data = pages.response(href).json()
    assert len(data["rows"]) == data["filtered_table_rows_count"] > 50


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("{base}/promises?_next=abc", 400),
        ("{base}/targets?_through=bad", 400),
        ("{base}/department_functions/a", 404),
    ],
)
def test_an_address_that_makes_no_sense_is_said_to(pages: Pages, path: str, status: int) -> None:
    response = pages.response(path.format(base=pages.base))
    assert response.status_code == status
    assert re.search("无法识别|没有这一行", response.text)


def test_a_wrong_statement_shows_its_error(pages: Pages) -> None:
    response = pages.response("/plans?sql=select nonsense")
    assert response.status_code == 400 and "no such column" in response.text


def test_a_refused_statement_stays_to_be_corrected(pages: Pages) -> None:
    response = pages.response("/plans?sql=delete from targets where '<b>'")
    assert response.status_code == 400 and "Statement must be a SELECT" in response.text
    assert re.search(
        r"<textarea[^>]*>delete from targets where &#39;&lt;b&gt;&#39;</textarea>", response.text
    )
    assert '<form class="sql" action="/plans"' in response.text


@pytest.mark.parametrize(
    "path", ["targets?_sort=nope", "promises?_sort_desc=nope", "targets.json?_sort=nope"]
)
def test_an_unknown_column_to_sort_by_is_the_readers_mistake(pages: Pages, path: str) -> None:
    response = pages.response(f"/plans/{path}")
    assert response.status_code == 400
    said = response.json()["error"] if ".json" in path else response.text
    assert "不能按“nope”排序：没有这一列。" in said


def test_a_facet_is_shown_once(pages: Pages) -> None:
    for path in (
        "assignments?_facet=name",
        "targets?_facet=hedges",
        "targets?_facet=hedges&_facet_array=hedges",
    ):
        names = re.findall(
            r'<details class="facet-info" id="[^"]*" data-column="(\w+)"', pages.page(f"/plans/{path}")
        )
        assert len(names) == len(set(names)), path
        assert path.partition("=")[2].partition("&")[0] in names


def test_hedges_are_facets_one_by_one(pages: Pages) -> None:
    page = pages.page("/plans/targets?_facet=hedges")
    (facet,) = re.findall(r'(?s)data-column="hedges".*?</details>', page)
    values = [text_of(value) for value in re.findall(r"(?s)<a [^>]*>(.*?)</a>", facet)]
    assert "力争" in values and not any("[" in value for value in values)


def test_csv_begins_with_the_mark_that_excel_looks_for(pages: Pages) -> None:
    row = pages.rows("/plans/targets")[0]
    for path in (
        "targets",
        "promises?_next=50",
        "quantities",
        f"targets/{row['id']}",
        "promised_by_when",
        "clauses?_search=秸秆",
    ):
        page = pages.page(f"/plans/{path}")
        (href,) = [link for link in links(page[page.index('class="exports"') :]) if ".csv" in link]
        response = pages.response(href)
        assert response.headers["content-type"].startswith("text/csv"), href
        content = response.content
        assert content.startswith(b"\xef\xbb\xbf") and content.count(b"\xef\xbb\xbf") == 1, href
        assert re.search("[一-龥]", content.decode("utf-8-sig"))
    plain = pages.response("/plans/targets.csv")
    assert plain.content.startswith(b"id,")


def test_csv_of_a_table_holds_all_rows(pages: Pages) -> None:
    page = pages.page("/plans/task_departments?_next=100&document_id=hunan")
    (href,) = [link for link in links(page[page.index('class="exports"') :]) if ".csv" in link]
    rows = list(csv.reader(io.StringIO(pages.response(href).content.decode("utf-8-sig"))))
    counted = pages.response("/plans/task_departments.json?document_id=hunan&_size=0").json()
    assert len(rows) == counted["filtered_table_rows_count"] + 1 > 100


def test_a_row_is_exported_in_every_format(pages: Pages) -> None:
    row = pages.rows("/plans/targets", document_id="hunan")[0]
    page = pages.page(f"/plans/targets/{row['id']}")
    exports = re.search(r'(?s)<span class="exports">(.*?)</span>', page)[1]  # type: ignore[index]
    for name in ("Excel", "CSV", "JSON"):
        assert f">{name}</a>" in exports
    for href in links(exports):
        assert pages.response(href).status_code == 200, href


def sheet(content: bytes) -> list[list[str]]:
    """The texts of a workbook's first sheet, row by row."""
    return [[str(value) for value in row] for row in cells(content)]


def test_excel_holds_all_rows_with_words_for_codes(pages: Pages) -> None:
    response = pages.response("/plans/assignments.xlsx?document_id=yichuan")
    assert response.headers["content-disposition"] == 'attachment; filename="assignments.xlsx"'
    head, *body = sheet(response.content)
    counted = pages.response("/plans/assignments.json?document_id=yichuan&_size=0").json()
    assert len(body) == counted["filtered_table_rows_count"] > 100  # not one page of them
    row = dict(zip(head, body[0], strict=True))
    assert row["文件"] == "伊川县" and row["身份"] in {"牵头", "配合", "负责", "落实"}


def test_excel_of_a_view_names_the_plan(pages: Pages) -> None:
    head, *body = sheet(pages.response("/plans/schedule.xlsx?document_id=hunan").content)
    row = dict(zip(head, body[0], strict=True))
    assert row["文件"] == "湖南长株潭及传输通道城市"
    assert row["条款"] and not re.fullmatch("[0-9a-f]{16}", row["条款"])


def test_excel_says_where_it_comes_from(pages: Pages) -> None:
    content = pages.response("/plans/due_when.xlsx?document=hunan").content
    assert ["http://localhost/plans/due_when.xlsx?document=hunan"] in cells(content, sheet=1)


def test_excel_of_a_query_and_of_a_hostile_plan(pages: Pages, hostile: Pages) -> None:
    rows = sheet(pages.response("/plans/promised_by_when.xlsx?indicator=秸秆综合利用率").content)
    assert len(rows) == 6 and "完成时限" in rows[0]
    clauses = sheet(hostile.response(f"{hostile.base}/clauses.xlsx").content)
    assert any(EVIL in text for row in clauses for text in row)


def test_a_database_of_another_program_is_left_to_datasette(tmp_path: Path) -> None:
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(tmp_path / "other.db")) as connection:
        connection.execute("CREATE TABLE targets (id TEXT PRIMARY KEY, value TEXT)")
        connection.execute("INSERT INTO targets VALUES ('1', 'x')")
        connection.commit()
    other = Pages(tmp_path / "other.db")
    for path in ("/", "/other", "/other/targets", "/other/targets/1", "/other?sql=select 1"):
        other.page(path)


def test_plugins_are_read_in_any_encoding() -> None:
    # Datasette opens them in the system's encoding, which is not UTF-8 everywhere.
    for plugin in (ROOT / "datasette/plugins").glob("*.py"):
        assert plugin.read_bytes().isascii(), plugin


def test_an_empty_database_says_what_to_do(tmp_path: Path) -> None:
    empty = Pages(make_database([], tmp_path))
    assert "plans build" in empty.page("/")
    assert "没有符合条件的行" in empty.page("/plans/targets")


def test_in_english_the_words_of_documents_are_said_to_be_chinese(pages: Pages) -> None:
    page = pages.page(f"{pages.base}/targets", plans_language="en")
    cells = re.findall(r"<td ([^>]*)>(.*?)</td>", page, re.DOTALL)
    assert len(cells) > 100
    for attributes, shown in cells:
        words = re.search("[\u3400-\u9fff]", re.sub("<[^>]*>", "", shown))
        assert bool(words) == ('lang="zh-CN"' in attributes), shown
    assert '<td class="col-quote" data-label' in pages.page(f"{pages.base}/targets")
