"""How fast Word files are read, beside python-docx's own `paragraph.text` on the same file in the same run.

The file holds the paragraphs of the corpus again and again, each cut into runs at its punctuation as Word does.
Prints Markdown: paragraphs a second of both, opening the file included and without it, and the ratios.
"""

from __future__ import annotations

import argparse
import io
import re
import statistics
import time
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path

import docx
from docx.document import Document

from pipeline.read.word.document import WordDocument
from pipeline.read.word.package import open_word
from pipeline.store.records import find_records, read_record, record_path

ROOT = Path(__file__).resolve().parent.parent
_RUN_ENDS = re.compile("(?<=[，。；、：])")


def lines() -> Iterator[str]:
    """The paragraphs of the corpus, for ever."""
    records = ROOT / "extracted"
    texts = [read_record(record_path(records, name)).text for name in find_records(records)]
    return cycle([line for text in texts for line in text.split("\n")])


def word_file(paragraphs: int) -> bytes:
    """A Word file of so many paragraphs."""
    document = docx.Document()
    for line in islice(lines(), paragraphs):
        paragraph = document.add_paragraph()
        for part in filter(None, _RUN_ENDS.split(line)):
            paragraph.add_run(part)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _open(data: bytes) -> Document:
    return docx.Document(io.BytesIO(data))


def _texts(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def seconds(work: Callable[[], object]) -> float:
    """Processor seconds of one call."""
    start = time.process_time()
    work()
    return time.process_time() - start


def measured(data: bytes) -> tuple[float, float, float, float]:
    """Seconds of python-docx and of ours: opening and reading, then reading alone."""
    theirs, ours = _open(data), open_word(data, "file")
    return (
        seconds(lambda: _texts(_open(data))),
        seconds(lambda: WordDocument(open_word(data, "file")).read()),
        seconds(lambda: _texts(theirs)),
        seconds(lambda: WordDocument(ours).read()),
    )


def main() -> None:
    """Measure several times, in turn."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--paragraphs", type=int, default=3000)
    arguments.add_argument("--runs", type=int, default=5)
    given = arguments.parse_args()
    data = word_file(given.paragraphs)
    rows = [measured(data) for _ in range(given.runs)]
    print("| | python-docx: paragraphs a second | ours | ours / python-docx (median, least) |")
    print("| --- | --: | --: | --: |")
    for name, first in (("file to text", 0), ("opened file to text", 2)):
        theirs, ours = (statistics.median(row[first + which] for row in rows) for which in (0, 1))
        ratios = sorted(row[first] / row[first + 1] for row in rows)
        speeds = f"{given.paragraphs / theirs:,.0f} | {given.paragraphs / ours:,.0f}"
        print(f"| {name} | {speeds} | {statistics.median(ratios):.2f}, {ratios[0]:.2f} |")


if __name__ == "__main__":
    main()
