"""The same characters in another file: encodings, line endings, indents."""

from __future__ import annotations

import pytest

from pipeline.store.records import record_bytes
from tests.documents import DOCUMENTS, corpus_text, read_plan
from tests.perturbations.facts import assert_same, facts
from tests.perturbations.plans import plain


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize(
    ("encoding", "ending"), [("utf-8", "\r\n"), ("utf-8-sig", "\n"), ("gb18030", "\r\n"), ("utf-16", "\n")]
)
def test_the_same_in_other_encodings(name: str, encoding: str, ending: str) -> None:
    record = read_plan(corpus_text(name).replace("\n", ending).encode(encoding))
    same = record_bytes(record).replace(record.sha256.encode(), plain(name).sha256.encode())
    assert same == record_bytes(plain(name))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_same_with_indented_paragraphs(name: str) -> None:
    starts = {0, *(i + 1 for i, char in enumerate(plain(name).text) if char == "\n")}
    first = {origin.line for origin in plain(name).origins if origin.start in starts}
    lines = [
        "　　" + line if number in first and line.strip() and line[0] not in "\t#>-" else line
        for number, line in enumerate(corpus_text(name).split("\n"), 1)
    ]
    record = read_plan("\n".join(lines))
    assert record.text == plain(name).text
    assert_same(facts(record), facts(plain(name)))
