"""How fast PDF files are read, beside pdfplumber's and PDFium's plain text of the same files in the same run.

Two files: pages of prose (a plan of the corpus without tables) and pages of tables (those of the plans that have
some, one after the other), printed by LibreOffice. Prints Markdown: pages a second of all three, how many times as
fast as pdfplumber ours is and which part of PDFium's speed it has; then what memory reading many pages takes.
"""

from __future__ import annotations

import argparse
import io
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pdfplumber
import pypdfium2

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # the writers stand beside their tests

from pipeline.read.pdf import read_here
from tests.formats.plans import files

ROOT = Path(__file__).resolve().parent.parent

# Reads the file named and prints the most memory that this took, in KiB. Linux counts what the process that started
# it held into ru_maxrss; VmHWM is its own.
READ_ALONE = """
import sys
from pathlib import Path
from pipeline.read.pdf import read_here
if len(sys.argv) > 1:
    read_here(Path(sys.argv[1]).read_bytes(), sys.argv[1])
if sys.platform == "linux":
    lines = Path("/proc/self/status").read_text().splitlines()
    print(next(line.split()[1] for line in lines if line.startswith("VmHWM")))
else:
    import resource
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def prose() -> bytes:
    """Pages of text without any table."""
    return files("pdf")["sichuan"]


def tables(times: int = 5) -> bytes:
    """Pages with tables, again and again."""
    made = pypdfium2.PdfDocument.new()
    for name in ("hunan", "sichuan-2022"):
        data = files("pdf")[name]
        with pdfplumber.open(io.BytesIO(data)) as document:
            having = [page.page_number - 1 for page in document.pages if page.find_tables()]
        source = pypdfium2.PdfDocument(data)
        for _ in range(times):
            made.import_pages(source, having)
        source.close()
    return _saved(made)


def long(pages: int) -> bytes:
    """All plans one after the other, over and over, until there are so many pages."""
    made = pypdfium2.PdfDocument.new()
    plans = [pypdfium2.PdfDocument(data) for data in files("pdf").values()]
    while len(made) < pages:
        for plan in plans:
            made.import_pages(plan, list(range(min(len(plan), max(pages - len(made), 0)))))
    return _saved(made)


def _saved(document: pypdfium2.PdfDocument) -> bytes:
    file = io.BytesIO()
    document.save(file)
    document.close()
    return file.getvalue()


def with_pdfplumber(data: bytes) -> None:
    """All text, as pdfplumber lays it out."""
    with pdfplumber.open(io.BytesIO(data)) as document:
        for page in document.pages:
            page.extract_text()


def with_pdfium(data: bytes) -> None:
    """All text, in PDFium's order."""
    document = pypdfium2.PdfDocument(data)
    for page in document:
        page.get_textpage().get_text_range()
    document.close()


def with_ours(data: bytes) -> None:
    """The whole source: paragraphs, tables, comments, boxes."""
    read_here(data, "file")


def seconds(work: Callable[[bytes], None], data: bytes) -> float:
    """Processor seconds of one call."""
    start = time.process_time()
    work(data)
    return time.process_time() - start


def page_count(data: bytes) -> int:
    """How many pages a file has."""
    document = pypdfium2.PdfDocument(data)
    count = len(document)
    document.close()
    return count


def speed_row(name: str, data: bytes, runs: int) -> str:
    """One line of the table of speeds; the three take turns, so that a slower machine slows all of them."""
    works = (with_pdfplumber, with_pdfium, with_ours)
    rows = [[seconds(work, data) for work in works] for _ in range(runs)]
    count = page_count(data)
    speeds = [f"{count / statistics.median(column):,.1f}" for column in zip(*rows, strict=True)]
    over_pdfplumber = sorted(row[0] / row[2] for row in rows)
    over_pdfium = sorted(row[1] / row[2] for row in rows)
    ratios = [
        f"{statistics.median(values):.2f}, {values[0]:.2f}" for values in (over_pdfplumber, over_pdfium)
    ]
    return f"| {name} | {count} | {' | '.join(speeds)} | {' | '.join(ratios)} |"


def memory(data: bytes | None = None) -> int:
    """The most memory, in MiB, of a process that reads `data`; or only starts."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "file.pdf")
        path.write_bytes(data or b"")
        command = [sys.executable, "-c", READ_ALONE, *([str(path)] if data else [])]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return int(done.stdout) // 1024


def main() -> None:
    """Measure several times, in turn."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--runs", type=int, default=5)
    arguments.add_argument("--pages", type=int, default=300, help="of the file whose memory is measured")
    given = arguments.parse_args()
    print(
        "| | pages | pdfplumber: pages a second | PDFium | ours | ours / pdfplumber (median, least) | ours / PDFium |"
    )
    print("| --- | --: | --: | --: | --: | --: | --: |")
    for name, make in (("prose", prose), ("tables", tables)):
        print(speed_row(name, make(), given.runs), flush=True)
    start, whole = memory(), memory(long(given.pages))
    print(f"\nMemory of reading {given.pages} pages: {whole} MiB, of which {start} before the first page")


if __name__ == "__main__":
    main()
