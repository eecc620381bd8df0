"""A plan gives the same facts whatever Word format it comes in, against its text file."""

from __future__ import annotations

import pytest

from pipeline.model import Record
from tests.documents import DOCUMENTS
from tests.formats.compared import compared
from tests.formats.convert import needs_office
from tests.formats.plans import FORMATS, OFFICE, record_in

LEAST = 0.99


def in_format(form: str, name: str) -> Record:
    if form in OFFICE:
        needs_office()
    return record_in(form, name)


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("form", FORMATS)
def test_the_same_facts(form: str, name: str, corpus: dict[str, Record]) -> None:
    scores = compared(corpus[name], in_format(form, name))
    weak = [score for score in scores if score.f1 < LEAST]
    assert not weak, "\n".join(
        line for score in weak for line in (f"{score.kind} {score.f1:.3f}", *score.differences())
    )


@pytest.mark.parametrize("form", FORMATS)
def test_comments_hang_on_the_same_words(form: str, corpus: dict[str, Record]) -> None:
    def anchors(record: Record) -> list[tuple[str, str, str]]:
        return [(c.author, c.text, record.text[c.char_start : c.char_end]) for c in record.comments]

    expected = anchors(corpus["hunan"])
    assert len(expected) == 3
    assert anchors(in_format(form, "hunan")) == expected
