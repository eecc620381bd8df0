"""How fast a corpus is built: first, again unchanged, and with one document changed.

Prints a Markdown table; run it with `make bench`. The corpus is the text documents of `corpus/`,
copied until there are enough; each copy gets a line of its own, so that no copy is a cache's hit.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parent.parent
PLANS = Path(sys.executable).with_name("plans")
SUFFIXES = {".txt", ".md"}  # those that a line can be added to


def copy_corpus(target: Path, copies: int) -> list[Path]:
    """Write `copies` distinct copies of the corpus's text documents below `target`."""
    sources = sorted(path for path in (ROOT / "corpus").rglob("*") if path.suffix in SUFFIXES)
    written = []
    for number in range(1, copies + 1):
        folder = target / f"{number:03}"
        folder.mkdir(parents=True)
        for source in sources:
            written.append(folder / source.name)
            shutil.copyfile(source, written[-1])
            append_line(written[-1], f"第{number}份。")
    return written


def append_line(path: Path, line: str) -> None:
    """Add `line` as a paragraph at the end of the document."""
    with path.open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")


def tree(process: psutil.Process) -> Iterator[psutil.Process]:
    """The process and all that it started."""
    yield process
    yield from process.children(recursive=True)


def memory(process: psutil.Process) -> int:
    """Bytes that the process and all that it started hold in memory now."""
    total = 0
    try:
        for each in tree(process):
            total += each.memory_info().rss
    except psutil.NoSuchProcess:  # it ended between being listed and being asked
        pass
    return total


def build(folder: Path, jobs: int) -> tuple[float, int]:
    """Build `folder/corpus`; the seconds that it took and the most memory that it held."""
    command = [str(PLANS), "build", "corpus", "--records", "records", "--db", "plans.db", "--jobs", str(jobs)]
    started = time.perf_counter()
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL) as running:
        process = psutil.Process(running.pid)
        peak = 0
        while running.poll() is None:
            peak = max(peak, memory(process))
            time.sleep(0.02)
    if running.returncode:
        raise SystemExit(f"plans build ended with status {running.returncode}")
    return time.perf_counter() - started, peak


def main() -> None:
    """Build three times and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--copies", type=int, default=10, help="of each document (default: 10)")
    parser.add_argument("--jobs", type=int, default=2, help="processes (default: 2)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="plans-bench-") as name:
        folder = Path(name)
        documents = copy_corpus(folder / "corpus", options.copies)
        size = sum(path.stat().st_size for path in documents)
        print(f"{len(documents)} documents, {size / 1e6:.1f} MB, {options.jobs} processes\n")
        print("| build | seconds | MB/s | peak memory, MB |\n| --- | --: | --: | --: |")
        for title in ("first", "again, unchanged", "one document changed"):
            if title == "one document changed":
                append_line(documents[0], "又一行。")
            seconds, peak = build(folder, options.jobs)
            print(f"| {title} | {seconds:.1f} | {size / 1e6 / seconds:.2f} | {peak / 1e6:.0f} |", flush=True)


if __name__ == "__main__":
    main()
