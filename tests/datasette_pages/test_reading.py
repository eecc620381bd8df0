"""A document to read: comments beside their words, changes within the text, the pages of a PDF file."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from pipeline.document import read_document
from pipeline.model import Record
from tests.datasette_pages.pages import Pages, links, make_database, text_of
from tests.read.pdf.raw_pdf import pdf

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture(scope="module")
def changed(corpus: dict[str, Record], tmp_path_factory: pytest.TempPathFactory) -> Pages:
    """The Hunan draft with a target's value changed, and a word taken out."""
    record = corpus["hunan"]
    first = record.comments[0]
    target = next(each for each in record.targets if each.kind == "quantitative" and each.cell_id is None)
    place = record.text.index("工作", target.char_start)
    put_in = msgspec.structs.replace(
        first, id="replaced", kind="insertion", author="修订人", text="", before="<九成>", after="x",
        char_start=target.char_start, char_end=target.char_start + 2, clause_id=target.clause_id,
    )  # fmt: skip
    taken_out = msgspec.structs.replace(
        put_in, id="deleted", kind="deletion", before="可删的话", after="", char_start=place, char_end=place
    )
    comments = (*record.comments, put_in, taken_out)
    folder = tmp_path_factory.mktemp("changed")
    return Pages(make_database([msgspec.structs.replace(record, comments=comments)], folder))


def test_comments_stand_beside_the_paragraph_of_their_words(pages: Pages) -> None:
    page = pages.page("/read/hunan")
    beside = re.findall(r'(?s)<div class="noted"><p>(.*?)</p><div class="notes">(.*?)</div></div>', page)
    assert len(re.findall(r"<aside\b", page)) == 3
    assert [
        ("建议核实" in notes or "重大行政决策" in notes or "采纳情况表" in notes) for _, notes in beside
    ] == [True] * len(beside)
    title = next(paragraph for paragraph, notes in beside if "重大行政决策" in notes)
    assert "长株潭及传输通道城市" in text_of(title)


def test_changes_stand_in_the_text_as_changes(changed: Pages, corpus: dict[str, Record]) -> None:
    page = changed.page("/read/hunan")
    target = next(
        each for each in corpus["hunan"].targets if each.kind == "quantitative" and not each.cell_id
    )
    put_in = corpus["hunan"].text[target.char_start : target.char_start + 2]
    assert re.search(
        rf"<del><a [^>]*>&lt;九成&gt;</a></del><ins><a [^>]*>{re.escape(put_in)}</a></ins>", page
    )
    assert re.search(r"<del><a [^>]*>可删的话</a></del>", page)
    assert "/plans/comments/deleted" in links(page)


def test_without_changes_nothing_looks_changed(pages: Pages) -> None:
    page = pages.page("/read/sichuan")
    assert "<ins>" not in page and "<del>" not in page and 'class="notes"' not in page


# --- pages of a PDF file -------------------------------------------------------------------------


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus with one PDF file."""
    corpus = tmp_path_factory.mktemp("corpus")
    (corpus / "plan.pdf").write_bytes(pdf())
    return corpus


@pytest.fixture(scope="module")
def record(folder: Path) -> Record:
    return read_document(folder / "plan.pdf", "plan", "plan.pdf")


@pytest.fixture
def printed(folder: Path, record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Pages:
    """Its pages, on a server that knows the corpus."""
    monkeypatch.setenv("PLANS_CORPUS", str(folder))
    return Pages(make_database([record], tmp_path))


def test_a_fact_leads_to_its_page_with_the_words_marked(printed: Pages, record: Record) -> None:
    target = record.targets[0]
    row = printed.page(f"/plans/targets/{target.id}")
    href = next(link for link in links(row) if "/page/" in link)
    page = printed.page(href)
    assert record.text[target.char_start : target.char_end].strip() in text_of(page)
    source = re.search(r'<img src="([^"]+)"', page)
    assert source
    marked = printed.response(source[1].replace("&amp;", "&"))
    plain = printed.response("/read/plan/page/1.png")
    assert marked.headers["content-type"] == "image/png"
    assert (
        marked.content.startswith(PNG) and plain.content.startswith(PNG) and marked.content != plain.content
    )


def test_each_clause_leads_to_its_page(printed: Pages) -> None:
    assert any(link.startswith("/read/plan/page/1?") for link in links(printed.page("/read/plan")))


@pytest.mark.parametrize(
    "path", ["/read/plan/page/2", "/read/plan/page/0", "/read/plan/page/2.png", "/read/none/page/1"]
)
def test_a_page_that_is_not_there(path: str, printed: Pages) -> None:
    assert printed.response(path).status_code == 404


def test_a_plan_without_pages_has_none(pages: Pages) -> None:
    assert "/page/" not in pages.page("/read/hunan")
    assert pages.response("/read/hunan/page/1").status_code == 404


def test_a_server_without_the_file_says_so(
    record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PLANS_CORPUS", raising=False)
    pages = Pages(make_database([record], tmp_path))
    assert "原件" in text_of(pages.page("/read/plan/page/1")) and "<img" not in pages.page(
        "/read/plan/page/1"
    )
    assert pages.response("/read/plan/page/1.png").status_code == 404


def test_only_the_file_that_was_read_is_shown(
    record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (tmp_path / "outside.pdf").write_bytes(pdf())
    (corpus / "plan.pdf").write_bytes(pdf() + b"\n")
    monkeypatch.setenv("PLANS_CORPUS", str(corpus))
    outside = msgspec.structs.replace(record, file="../outside.pdf")
    for number, each in enumerate((record, outside)):
        folder = tmp_path / str(number)
        folder.mkdir()
        assert Pages(make_database([each], folder)).response("/read/plan/page/1.png").status_code == 404
