"""Documents for tests: the corpus through the real code, small plans as strings, tables of cases."""

from __future__ import annotations

import json
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from pipeline.annotate import annotate
from pipeline.catalog import load_catalog
from pipeline.document import read_document
from pipeline.extract import extract
from pipeline.marks import Marks
from pipeline.model import Clause, Record, Target
from pipeline.outline import build_outline
from pipeline.read import read_bytes
from pipeline.read.source import SourceBuilder

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = ("sichuan", "hunan", "yichuan", "qinghai", "sichuan-2022")

# A plan's head: its number says that the document is of 2023.
HEAD = "某省人民政府关于印发某省重点工作实施方案的通知\n某政发〔2023〕15号\n\n"
ARTICLE = HEAD + "为推进工作，制定本方案。\n\n一、重点任务\n（一）主要任务。"


@cache
def corpus_text(name: str) -> str:
    """The decoded file of a corpus document."""
    return (ROOT / f"corpus/{name}.txt").read_text("utf-8")


@cache
def corpus_record(name: str) -> Record:
    """A fresh reading of a corpus document."""
    path = ROOT / f"corpus/{name}.txt"
    return read_document(path, name, path.name, load_catalog(ROOT / "corpus").get(name))


def read_plan(text: str | bytes, document_id: str = "test") -> Record:
    """The record of a document that is given as text (or as the bytes of its file)."""
    data = text.encode() if isinstance(text, str) else text
    source = read_bytes(data, "test.txt")
    clauses, doubts = build_outline(document_id, source)
    return extract(
        document_id, "test.txt", sha256(data).hexdigest(), source, clauses, annotate(source), None, doubts
    )


def read_article(text: str) -> Record:
    """The record of a plan of 2023 whose only article says `text`."""
    return read_plan(ARTICLE + text + "\n")


def marks_of(*paragraphs: str) -> Marks:
    """The marks on paragraphs, offsets as in the paragraphs joined by newlines."""
    builder = SourceBuilder("text")
    for paragraph in paragraphs:
        builder.add_paragraph(paragraph)
    return annotate(builder.build())


def outline(record: Record) -> list[tuple[str, str, str | None]]:
    """(level, label, heading) of the clauses that people number or head."""
    levels = {"chapter", "article", "item", "headed", "table", "annex"}
    return [(c.level, c.label, c.heading) for c in record.clauses if c.level in levels]


def own_text(record: Record, clause: Clause) -> str:
    """What a clause says itself, without its children."""
    return record.text[clause.char_start : clause.own_end]


def value_of(target: Target) -> Any:
    """A target's value as gold writes it: a range is a list."""
    return target.value if target.value_high is None else [target.value, target.value_high]


def cases(name: str) -> list[dict[str, Any]]:
    """The rows of a table of cases."""
    path = ROOT / f"tests/cases/{name}.jsonl"
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def case_ids(rows: list[dict[str, Any]]) -> list[str]:
    """A short name for each case: what it is about."""
    return [f"{number}-{row['why']}" for number, row in enumerate(rows, 1)]
