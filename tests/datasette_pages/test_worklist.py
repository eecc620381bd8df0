"""/worklist: comments in their sentences with their answers, doubts in words, narrowed, counted and exported."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import msgspec
import pytest

from pipeline.model import Record
from tests.datasette_pages.pages import Pages, links, make_database, text_of


def items(page: str) -> list[str]:
    """The entries of the list."""
    return re.findall(r'(?s)<li class="work[ "].*?(?=<li class="work[ "]|</ol>)', page)


@pytest.fixture(scope="module")
def discussed(corpus: dict[str, Record], tmp_path_factory: pytest.TempPathFactory) -> Pages:
    """The Hunan draft with its comments answered, one of them settled, and a tracked change in a target."""
    record = corpus["hunan"]
    first, second, third = record.comments
    target = next(each for each in record.targets if each.kind == "quantitative" and each.cell_id is None)
    change = msgspec.structs.replace(
        first, id="change", kind="insertion", author="修订人", created="2024-03-02T08:00:00", text="", before="九",
        after="87", char_start=target.char_start, char_end=target.char_start + 2, clause_id=target.clause_id,
    )  # fmt: skip
    answer = msgspec.structs.replace(
        second,
        id="answer",
        parent_id=second.id,
        author="起草人",
        text="<b>已核实</b>",
        created="2024-03-01T08:00:00",
    )
    again = msgspec.structs.replace(answer, id="again", parent_id="answer", author="审稿人", text="同意")
    comments = (first, msgspec.structs.replace(second, resolved=True), answer, again, third, change)
    changed = msgspec.structs.replace(record, comments=comments)
    return Pages(make_database([changed], tmp_path_factory.mktemp("discussed")))


def test_hunan_with_its_three_comments(pages: Pages) -> None:
    page = pages.page("/worklist?plan=hunan")
    found = items(page)
    assert len(found) == 3 and "3 条批注或修订" in text_of(page)
    for item, anchor, said in zip(
        found,
        ("长株潭及传输通道城市", "35", "（省生态环境厅牵头，省科技厅、省工业和信息化厅、省财政厅参与）"),
        ("《重大行政决策程序暂行条例》", "建议核实。", "意见采纳情况表第7点"),
        strict=True,
    ):
        assert re.findall("<mark>(.*?)</mark>", item) == [anchor]
        assert said in item and "Administrator" in item and "badge-draft" in item
        assert "文件未说明是否解决" in item and "文件未写日期" in item
        place = next(link for link in links(item) if link.startswith("/read/hunan#"))
        assert f'id="{place.partition("#")[2]}"' in pages.page("/read/hunan")
        row = next(link for link in links(item) if link.startswith("/plans/comments/"))
        assert pages.response(row).status_code == 200
    # The number hangs in its row of the table, the bracket behind its sentence.
    assert "平均/总计" in found[1] and "。<mark>（省生态环境厅" in found[2]


def test_a_thread_keeps_together(discussed: Pages) -> None:
    page = discussed.page("/worklist")
    assert "6 条批注或修订" in text_of(page) and "4 组问答" in text_of(page)
    thread = next(item for item in items(page) if "建议核实。" in item)
    text = text_of(thread)
    assert text.index("建议核实") < text.index("起草人") < text.index("<b>已核实</b>") < text.index("同意")
    assert "已解决" in text and "2024-03-01" in text
    assert len(items(discussed.page("/worklist?author=审稿人"))) == 1


def test_open_and_settled_are_told_apart(discussed: Pages) -> None:
    settled = discussed.page("/worklist?state=settled")
    assert len(items(settled)) == 1 and "1 条批注或修订" in text_of(settled)
    assert "已解决 (1)" in settled and "未了结（含未说明） (5)" in settled
    for state, expected in (("settled", 1), ("open", 5)):
        page = discussed.page(f"/worklist?state={state}")
        exported = next(link for link in links(page) if ".csv" in link)
        assert (
            len(list(csv.DictReader(io.StringIO(discussed.response(exported).text.lstrip("\ufeff")))))
            == expected
        )


def test_a_tracked_change_shows_both_wordings_and_the_target_that_it_changed(discussed: Pages) -> None:
    (item,) = items(discussed.page("/worklist?kind=insertion"))
    assert "<del>九</del>" in item and "<ins>87</ins>" in item
    assert "改动了目标" in item and any("/targets/" in link for link in links(item))


def test_doubts_are_in_words_with_their_evidence(pages: Pages) -> None:
    rows = pages.rows("/plans/checks", _size="max")
    page = pages.page("/worklist?list=doubts")
    found = items(page)
    assert len(found) == len(rows) and f"{len(rows)} 条存疑" in text_of(page)
    assert "severity-warning" in found[0]  # the gravest first
    by_id = {row["id"]: row for row in rows}
    for item in found:
        row = by_id[re.search('id="w-(.*?)"', item)[1]]  # type: ignore[index]
        assert not re.search("[a-z]{4,}", text_of(item).replace(row["rule"], "")), "not in Chinese"
        marked = "".join(
            text_of(each.replace("｜", "")) for each in re.findall("(?s)<mark>(.*?)</mark>", item)
        )
        assert re.sub(r"\s", "", marked) == re.sub(r"\s", "", row["evidence"])
    english = text_of(
        items(pages.page("/worklist?list=doubts&rule=target.date_elsewhere", plans_language="en"))[0]
    )
    assert "date in another sentence" in english and "its date stands in another sentence" in english


@pytest.mark.parametrize(
    ("name", "column"), [("plan", "document_id"), ("severity", "severity"), ("rule", "rule")]
)
def test_doubts_are_narrowed_and_counted(pages: Pages, name: str, column: str) -> None:
    rows = pages.rows("/plans/checks", _size="max")
    for value in {row[column] for row in rows}:
        own = [row for row in rows if row[column] == value]
        page = pages.page(f"/worklist?list=doubts&{name}={value}")
        assert len(items(page)) == len(own)
        assert re.search(rf'value="{re.escape(value)}" selected>[^<]*\({len(own)}\)', page)
        table = next(link for link in links(page) if link.startswith("/plans/checks?"))
        assert len(pages.rows(table.partition("?")[0], **{column: value}, _size="max")) == len(own)
        xlsx = next(link for link in links(page) if ".xlsx" in link)
        assert pages.response(xlsx).content[:2] == b"PK"


def test_without_comments_it_says_so_or_shows_the_doubts(corpus: dict[str, Record], tmp_path: Path) -> None:
    pages = Pages(make_database([corpus["qinghai"]], tmp_path))
    assert "条存疑" in text_of(pages.page("/worklist"))
    page = text_of(pages.page("/worklist?list=comments"))
    assert "这些文件里没有批注或修订" in page
    assert "不等于没有意见" in text_of(pages.page("/worklist?list=comments&plan=qinghai"))


@pytest.mark.parametrize(
    "query", ["list=no&page=x", "plan=%27;--", "state=no&author=<b>", "list=doubts&page=99"]
)
def test_nothing_asked_breaks_it(pages: Pages, query: str) -> None:
    assert "<b>" not in pages.page(f"/worklist?{query}")


def test_files_hold_each_comment_with_its_state_sentence_and_citation(discussed: Pages) -> None:
    def listed(query: str) -> list[dict[str, str]]:
        content = discussed.response(f"/worklist.csv?{query}").content
        return [*csv.DictReader(io.StringIO(content.decode("utf-8-sig")))]

    rows = listed("list=comments")
    assert [row["编号"] for row in rows if row["回复的批注"]] == ["answer", "again"]
    assert len(rows) == 6 and {row["是否解决"] for row in rows} == {"已解决", "文件未说明是否解决"}
    assert len(listed("list=comments&state=open")) == 5 and len(listed("list=comments&state=settled")) == 1
    change = next(row for row in rows if row["编号"] == "change")
    assert (change["改前"], change["改后"]) == ("九", "87")
    assert change["引用"].endswith("（修订人）：“九 → 87”")
    assert all(row["引用"].startswith("《") for row in rows)


def test_a_list_that_the_table_cannot_show_alone_leads_to_files_only(discussed: Pages) -> None:
    """Datasette's table would need SQL for it, which a server may forbid."""
    page = discussed.page("/worklist?list=comments&state=open")
    assert "/worklist.xlsx?list=comments&amp;state=open" in page
    assert "_where" not in page and "/plans/comments.json" not in page
    assert "/plans/comments.json?resolved=1" in discussed.page("/worklist?list=comments&state=settled")
