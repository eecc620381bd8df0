"""How fast one core makes records of text, beside one pass of jieba over the same text in the same run.

Prints a Markdown table of ratios (jieba's time over ours: 2.0 reads "twice as fast"); absolute times of
one machine say little. Each document is read in turn by both, so that a machine that slows down slows
both. Run it with `make bench`.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import jieba

from pipeline.annotate import build_nlp
from pipeline.document import read_document

CORPUS = Path(__file__).resolve().parent.parent / "corpus"


def seconds(run: Callable[[], object]) -> float:
    """Processor seconds of one call."""
    start = time.process_time()
    run()
    return time.process_time() - start


def main() -> None:
    """Measure every text document of the corpus several times over."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rounds", type=int, default=7)
    rounds = arguments.parse_args().rounds
    paths = sorted(CORPUS.glob("*.txt"))
    texts = {path: path.read_text(encoding="utf-8") for path in paths}
    build_nlp()
    jieba.initialize()
    for path in paths:
        read_document(path, path.stem, path.name)
    ours: list[float] = []
    theirs: list[float] = []
    for _ in range(rounds):
        ours.append(sum(seconds(partial(read_document, path, path.stem, path.name)) for path in paths))
        theirs.append(sum(seconds(partial(jieba.lcut, text)) for text in texts.values()))
    ratios = sorted(them / us for us, them in zip(ours, theirs, strict=True))
    size = sum(path.stat().st_size for path in paths) / 1e6
    print("| text to record, one core | min | median | max |")
    print("|---|---|---|---|")
    print(
        f"| jieba.lcut time / our time | {ratios[0]:.2f} | {statistics.median(ratios):.2f} | {ratios[-1]:.2f} |"
    )
    print(f"| MB a second (this machine, now) | | {size / statistics.median(ours):.2f} | |")


if __name__ == "__main__":
    main()
