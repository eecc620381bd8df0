"""Every character of a Word file's text leads back to its paragraph and run, and to its cell."""

from __future__ import annotations

import io
from collections.abc import Iterator

import docx
import pytest
from docx.oxml.ns import qn
from lxml.etree import _Element

from pipeline.model import Origin, Source
from pipeline.read import read_bytes
from tests.documents import DOCUMENTS
from tests.formats.plans import files
from tests.read.word.constructs import CONSTRUCTS, whole
from tests.read.word.drafts import draft

_PARTS = {"footnotes": "/word/footnotes.xml", "endnotes": "/word/endnotes.xml"}
_PRINTED = {qn("w:tab"): " ", qn("w:noBreakHyphen"): "-", qn("w:sym"): "≥"}


def root_of(document: docx.document.Document, part: str | None) -> _Element:
    if part is None:
        body: _Element = document.element.body
        return body
    blob = next(each.blob for each in document.part.package.iter_parts() if each.partname == _PARTS[part])
    return docx.oxml.parse_xml(blob)


def runs(paragraph: _Element) -> list[_Element]:
    """The runs of a paragraph itself: not those of paragraphs in its text boxes."""
    return [run for run in paragraph.iter(qn("w:r")) if next(run.iterancestors(qn("w:p"))) is paragraph]


def printed(run: _Element) -> str:
    return "".join(
        _PRINTED.get(child.tag) or (child.text or "" if child.tag == qn("w:t") else "") for child in run
    )


def checked(data: bytes, source: Source) -> Iterator[Origin]:
    """The origins that are right: their text stands where they say."""
    document = docx.Document(io.BytesIO(data))
    paragraphs = {
        part: list(root_of(document, part).iter(qn("w:p"))) for part in {o.part for o in source.origins}
    }
    tables = list(document.element.body.iter(qn("w:tbl")))
    for origin in source.origins:
        said = source.text[origin.start : origin.end]
        paragraph = paragraphs[origin.part][(origin.paragraph or 0) - 1]
        if origin.table is not None:
            rows = tables[origin.table - 1].xpath("./w:tr | ./w:sdt/w:sdtContent/w:tr")
            cells = rows[(origin.row or 0) - 1].xpath("./w:tc | ./w:sdt/w:sdtContent/w:tc")
            assert cells[(origin.cell or 0) - 1] in paragraph.iterancestors()
        if origin.run is not None:
            assert said in printed(runs(paragraph)[origin.run - 1]).replace("\n", " "), said
            yield origin


CASES = [(case.name, draft(case.body, case.parts)) for case in (*CONSTRUCTS, whole())]


@pytest.mark.parametrize("data", [pytest.param(data, id=name) for name, data in CASES])
def test_constructs_lead_back(data: bytes) -> None:
    source = read_bytes(data, "draft.docx")
    list(checked(data, source))


@pytest.mark.parametrize("plan", DOCUMENTS)
def test_plans_lead_back_to_the_last_character(plan: str) -> None:
    data = files("docx")[plan]
    source = read_bytes(data, "plan.docx")
    assert any(True for _ in checked(data, source))
    without = set(range(len(source.text))).difference(
        *(range(origin.start, origin.end) for origin in source.origins)
    )
    assert {source.text[place] for place in without} <= {"\n", "\t", " "}
