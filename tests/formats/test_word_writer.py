"""The Word files that tests are made with are what they claim: the plan, its numbers, tables and comments."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from pipeline.outline import build_outline
from pipeline.read import read_bytes
from tests.documents import DOCUMENTS
from tests.formats.automatic_numbers import automatic_numbers, printed
from tests.formats.convert import convert_all, needs_office
from tests.formats.plans import corpus_source, drafts, files
from tests.formats.word_writer import word_file


def opened(data: bytes) -> Document:
    return docx.Document(io.BytesIO(data))


def bare(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("form", ["docx", "docx-headings"])
def test_it_opens_and_holds_the_text_without_the_numbers(form: str, name: str) -> None:
    source, document = corpus_source(name), opened(files(form)[name])
    numbers = automatic_numbers(source, build_outline(name, source)[0], own_lists=False).paragraphs
    blocks = [block for block in source.blocks if block.kind != "row"]
    lengths = [numbers[b.start].length if b.start in numbers else 0 for b in blocks]
    expected = [source.text[b.start + cut : b.end] for b, cut in zip(blocks, lengths, strict=True)]
    written = [paragraph.text for paragraph in document.paragraphs]
    assert [text for text in written if text] == expected
    assert sum(lengths) > 0, "no automatic number"
    assert all(len(paragraph.runs) > 1 for paragraph in document.paragraphs if len(paragraph.text) > 60)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_label_of_the_outline_is_an_automatic_number(name: str) -> None:
    source = corpus_source(name)
    clauses, _ = build_outline(name, source)
    labelled = [c for c in clauses if c.level in {"chapter", "article", "item"} and c.label]
    for own_lists in (False, True):
        numbering = automatic_numbers(source, clauses, own_lists=own_lists)
        assert set(numbering.paragraphs) == {clause.char_start for clause in labelled}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_tables_are_grids_with_merged_cells_and_headers(name: str) -> None:
    source, document = corpus_source(name), opened(files("docx")[name])
    assert len(document.tables) == len(source.tables)
    for table, written in zip(source.tables, document.tables, strict=True):
        elements = list(written._tbl.iter(qn("w:tc")))
        merged = [mark.get(qn("w:val")) for mark in written._tbl.iter(qn("w:vMerge"))]
        assert len(elements) - sum(kind != "restart" for kind in merged) == len(table.cells)
        for cell in table.cells:
            corner = written.cell(cell.row, cell.column)
            assert corner.text == source.text[cell.start : cell.end]
            assert corner.grid_span == cell.column_span
            assert written.cell(cell.row + cell.row_span - 1, cell.column)._tc is corner._tc
        headed = [row._tr.trPr is not None and row._tr.trPr.find(qn("w:tblHeader")) is not None for row in written.rows]  # fmt: skip
        assert headed == [row < table.header_rows for row in range(table.rows)]


def test_comments_hang_on_runs_that_hold_their_anchors() -> None:
    source, document = corpus_source("hunan"), opened(files("docx")["hunan"])
    assert [(c.author, c.text) for c in document.comments] == [(c.author, c.text) for c in source.comments]
    assert len(source.comments) == 3
    for comment, written in zip(source.comments, document.comments, strict=True):
        assert anchored(document, written.comment_id) == source.text[comment.start : comment.end]


def anchored(document: Document, number: int) -> str:
    """The text between the marks of a comment."""
    inside, text = False, ""
    for element in document.element.body.iter():
        if element.get(qn("w:id")) == str(number):
            inside = element.tag == qn("w:commentRangeStart") or (
                inside and element.tag != qn("w:commentRangeEnd")
            )
        elif inside and element.tag == qn("w:t"):
            text += element.text or ""
    return text


def test_pages_have_a_header_and_a_page_number() -> None:
    document = opened(files("docx")["sichuan"])
    section = document.sections[0]
    assert section.header.paragraphs[0].text == "四川省空气质量持续改善行动计划实施方案"
    footer = section.footer.paragraphs[0]
    assert footer.text == "- 1 -"
    assert [code.text for code in footer._p.iter(qn("w:instrText"))] == ["PAGE"]
    assert section.page_width is not None and round(section.page_width.mm) == 210


def test_headings_have_styles_only_if_asked() -> None:
    plain, headed = opened(files("docx")["hunan"]), opened(files("docx-headings")["hunan"])
    assert not [
        p for p in plain.paragraphs if p.style is not None and str(p.style.name).startswith("Heading")
    ]
    styled = [p.text for p in headed.paragraphs if p.style is not None and p.style.name == "Heading 1"]
    assert styled == ["现状与问题", "总体要求", "主要任务", "保障措施"]


def test_the_same_source_gives_the_same_bytes() -> None:
    assert word_file(corpus_source("hunan")) == files("docx")["hunan"]


@pytest.mark.parametrize("form", ["docx", "odt", "doc", "rtf"])
def test_libreoffice_prints_the_canonical_text(form: str) -> None:
    needs_office()
    plans = drafts() if form == "docx" else files(form)
    for name, shown in zip(plans, convert_all(list(plans.values()), "txt"), strict=True):
        source = corpus_source(name)
        cells = {source.text[c.start : c.end] for table in source.tables for c in table.cells}
        lines = [line.strip() for line in shown.decode("utf-8-sig").splitlines()]
        expected = [source.text[b.start : b.end] for b in source.blocks if b.kind != "row"]
        # Text files of LibreOffice put a blank behind each number, and print a cell a line.
        assert [bare(line) for line in lines if line and line not in cells] == [bare(t) for t in expected], (
            name
        )


@pytest.mark.parametrize("form", ["odt", "doc", "rtf"])
def test_libreoffice_keeps_comments_where_they_hang(form: str) -> None:
    needs_office()
    source = corpus_source("hunan")
    document = opened(convert_all([files(form)["hunan"]], "docx")[0])
    assert [(c.author, c.text) for c in document.comments] == [(c.author, c.text) for c in source.comments]
    for comment, written in zip(source.comments, document.comments, strict=True):
        assert anchored(document, written.comment_id) == source.text[comment.start : comment.end]


# Plans as text, and which of their lines no counting prints, so that their labels stay text.
HEAD = "某省人民政府关于印发某省重点工作实施方案的通知\n\n为推进工作，制定本方案。\n\n"
NUMBERED = [
    pytest.param("一、甲项工作\n二、乙项工作\n三、丙项工作", [], id="one level"),
    pytest.param("一、甲项工作\n（一）做好。\n（二）做完。\n二、乙项工作\n（一）做好。", [], id="restarts"),
    pytest.param("一、甲项工作\n（一）做好。\n（二）做完。\n二、乙项工作\n（三）做好。", [], id="runs on"),
    pytest.param("一、甲项工作\n（一）做好。\n二、乙项工作\n（一）做好。\n三、丙\n（二）做完。\n四、丁\n（三）做完。", [], id="restarts once, then runs on"),
    pytest.param("一、甲项工作\n二、乙项工作\n四、丁项工作\n五、戊项工作", ["四、丁项工作", "五、戊项工作"], id="a gap"),
    pytest.param("一、甲项工作\n二、乙项工作\n二、丁项工作\n三、戊项工作", ["二、丁项工作"], id="a number twice"),
    pytest.param("第一章　总则\n第一条　为规范工作，制定本办法。\n第二条　本办法适用。\n第二章　附则\n第三条　施行。", [], id="chapters and articles"),
    pytest.param("一、甲项工作\n（一）做好。\n1.测量工作。\n（1）测量。\n（2）计算。\n2.绘图工作。\n（1）绘图。", [], id="four levels"),
    pytest.param("1、 甲项工作\n(一)做好。\n①测量。\n②计算。\n(二)做完。\n2、 乙项工作\n(三)做好。", [], id="half width, circled, a blank behind"),
    pytest.param("１．甲项工作\n２．乙项工作", [], id="full width digits"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "stay"), NUMBERED)
@pytest.mark.parametrize("own_lists", [True, False])
def test_counting_as_word_does_prints_the_labels(text: str, stay: list[str], own_lists: bool) -> None:
    source = read_bytes((HEAD + text).encode(), "draft.txt")
    data = word_file(source, own_lists=own_lists)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
    lines = text.split("\n")
    shown = [line for line in counted(opened(data)) if bare(line) in map(bare, lines)]
    assert shown == lines, "the numbers in the definitions"
    assert [paragraph.text for paragraph in opened(data).paragraphs if paragraph.text in lines] == stay


def counted(document: Document) -> list[str]:
    """The paragraphs with their numbers, counted from the definitions in the file as Word does."""
    root = document.part.numbering_part.element
    lists = {a.get(qn("w:abstractNumId")): a for a in root.iter(qn("w:abstractNum"))}
    instances = {str(num.numId): num for num in root.num_lst}
    counters: dict[tuple[str, int], int] = {}
    begun: set[tuple[str, int]] = set()
    lines = []
    for paragraph in document.paragraphs:
        properties = paragraph._p.pPr
        number: Any = properties.numPr if properties is not None else None
        if number is None and paragraph.style is not None and paragraph.style.element.pPr is not None:
            number = paragraph.style.element.pPr.numPr
        if number is None:
            lines.append(paragraph.text)
            continue
        instance, level = str(number.numId.val), int(number.ilvl.val)
        in_list = str(instances[instance].abstractNumId.val)
        counters[in_list, level] = counters.get((in_list, level), 0) + 1
        starts = {
            int(o.get(qn("w:ilvl"))): o[0].get(qn("w:val")) for o in instances[instance].lvlOverride_lst
        }
        if level in starts and (instance, level) not in begun:
            begun.add((instance, level))
            counters[in_list, level] = int(starts[level])
        definitions = lists[in_list].findall(qn("w:lvl"))
        for deeper in range(level + 1, len(definitions)):
            if definitions[deeper].find(qn("w:lvlRestart")) is None:
                counters.pop((in_list, deeper), None)
        shape = {child.tag: child.get(qn("w:val")) for child in definitions[level]}
        value = printed(counters[in_list, level], shape[qn("w:numFmt")])
        gap = {"space": " ", "tab": "\t", "nothing": ""}[shape[qn("w:suff")]]
        lines.append(re.sub(r"%\d", value, shape[qn("w:lvlText")]) + gap + paragraph.text)
    return lines


@pytest.mark.parametrize(
    ("value", "format", "expected"),
    [
        (1, "chineseCounting", "一"),
        (10, "chineseCounting", "十"),
        (12, "chineseCounting", "十二"),
        (20, "chineseCounting", "二十"),
        (38, "chineseCounting", "三十八"),
        (20, "decimalEnclosedCircle", "⑳"),
        (12, "decimalFullWidth", "１２"),
    ],
)
def test_numerals(value: int, format: str, expected: str) -> None:
    assert printed(value, format) == expected
