"""Scanned pages → printed lines, by recognition: the optional extra `ocr` (docs/pdf_scans.md says which and why).

The engine is imported when the first scanned page is met and made once a process. It works offline: its
models lie in its wheel. Where it stands in the text that a fact was recognised, and how surely, is kept
(`Origin.confidence`).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib.util import find_spec
from itertools import groupby, pairwise
from typing import Any

import msgspec
import numpy as np
import pypdfium2 as pdfium
from PIL import Image

from pipeline.errors import ReadError
from pipeline.read.pdf.printed import PrintedLine, around
from pipeline.read.pdf.scans.pages import picture_of
from pipeline.read.pdf.scans.signs import as_set
from pipeline.read.pdf.scans.sizes import with_sizes

__all__ = ["is_watched", "level_picture", "recognise", "require_engine", "watched", "watching"]

Progress = Callable[[int, int], None]  # page so many of so many is being recognised

_DPI = 200
_SMALLEST, _LARGEST = 1600, 3400  # pixels of a picture's longer side: A6 is enlarged, A3 is read as it is
_LEAST_SURE = 0.5  # lines of which the engine is less sure are stamps, stains and dots
_SAME_ROW = 0.5  # share of the lower of two pieces that both have in common
_WIDE = frozenset("%@MW")  # the Latin characters that are nearly as wide as Chinese ones
_NEAR = 1.5  # heights; pieces of a row that are no further apart are one line
_MOST_THREADS = 4  # more gain little, and each takes addresses of which the reading process has few
_MODULES = ("rapidocr", "onnxruntime")

_watcher: ContextVar[Progress | None] = ContextVar("recognition", default=None)


@contextmanager
def watched(progress: Progress) -> Iterator[None]:
    """While the block runs, call `progress(page, of)` before each scanned page that is recognised."""
    token = _watcher.set(progress)
    try:
        yield
    finally:
        _watcher.reset(token)


def is_watched() -> bool:
    """Whether somebody wants to know how far recognition is."""
    return _watcher.get() is not None


def watching(numbers: Sequence[int]) -> Callable[[int], None]:
    """For a file with these scanned pages: what to call with each page's number before it is recognised."""
    progress = _watcher.get()

    def tell(number: int) -> None:
        if progress:
            progress(numbers.index(number) + 1, len(numbers))

    return tell


def require_engine(name: str, numbers: Sequence[int]) -> None:
    """Make sure that the scanned pages `numbers` (from 1) of the file `name` can be recognised.

    Raises:
        ReadError: the extra is not installed; it names all of these pages.
    """
    if not numbers or all(find_spec(module) for module in _MODULES):
        return
    several = len(numbers) > 1
    raise ReadError(
        name,
        f"{'pages' if several else 'page'} {short(numbers)}",
        "are scanned pictures without text" if several else "is a scanned picture without text",
        "install the extra: pip install 'plan-pipeline[ocr]', or give the file as text, Word or HTML",
    )


def short(numbers: Sequence[int]) -> str:
    """Page numbers in a short form: "1–12, 14"."""
    runs = groupby(enumerate(sorted(numbers)), key=lambda item: item[1] - item[0])
    pages = [[number for _, number in run] for _, run in runs]
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in pages)


def recognise(page: pdfium.PdfPage, number: int) -> list[PrintedLine]:
    """The lines of a scanned page in reading order, boxes as on the page with its skew undone.

    Args:
        page: the page.
        number: its number, from 1.

    Raises:
        ImportError: the extra is not installed; ask `require_engine` first.
    """
    picture, scale = level_picture(page)
    result = _engine()(np.asarray(picture)[:, :, ::-1])
    if result.boxes is None or result.txts is None:
        return []
    found = [
        _line(text, (np.asarray(corners) / scale).tolist(), centres, float(score), number)
        for text, corners, score, centres in zip(
            result.txts, result.boxes, result.scores, _centres(result, scale), strict=True
        )
    ]
    return as_set(with_sizes(_in_rows([line for line in found if line.text])))


def level_picture(page: pdfium.PdfPage) -> tuple[Image.Image, float]:
    """The picture of a scanned page that is recognised, its skew undone, and how many pixels a point takes."""
    longer = max(*page.get_size(), 1.0)
    scale = min(max(longer * _DPI / 72, _SMALLEST), _LARGEST) / longer
    return picture_of(page, scale, straight=True), scale


@cache
def _engine() -> Any:
    """The engine of this process."""
    from rapidocr import RapidOCR

    threads = _threads()
    return RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.max_side_len": _LARGEST,
            "Global.text_score": _LEAST_SURE,
            "Global.use_cls": False,  # it takes some lines for upside down, and they are lost
            "Global.return_word_box": True,
            "Global.return_single_char_box": True,
            "EngineConfig.onnxruntime.intra_op_num_threads": threads,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )


def _threads() -> int:
    """How many processors to use: as many as OMP_NUM_THREADS says, else what there is up to four."""
    there = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    wanted = os.environ.get("OMP_NUM_THREADS", "")
    return max(1, min(there, int(wanted) if wanted.isdecimal() else _MOST_THREADS))


def _centres(result: Any, scale: float) -> list[list[float]]:
    """For each line the middles of its characters in points from the left; none where the engine is silent."""
    known = result.word_results
    if len(known) != len(result.txts) or not all(isinstance(words, (list, tuple)) for words in known):
        return [[] for _ in result.txts]
    return [[_centre(word) / scale for word in words] for words in known]


def _centre(word: tuple[str, float, Any]) -> float:
    """The middle of one recognised character: (itself, how sure, its corners)."""
    across = np.asarray(word[2], np.float64)[:, 0]
    return float(across.min() + across.max()) / 2


# --- one line ----------------------------------------------------------------------------------


def _line(
    text: str, corners: list[list[float]], centres: Sequence[float], score: float, number: int
) -> PrintedLine:
    """One piece of text as a line.

    Args:
        text: what was recognised.
        corners: its four corners in points.
        centres: where its characters but spaces have their middles; not used unless there is one for each.
        score: how sure the engine is.
        number: the page.
    """
    left, right = (round(pick(x for x, _ in corners), 1) for pick in (min, max))
    top, bottom = (round(pick(y for _, y in corners), 1) for pick in (min, max))
    if centres and centres[-1] > right:  # no ink is there: the engine sees a sign in the empty end of a line
        text, centres = text.rstrip()[:-1], centres[:-1]
    edges = _edges(text, left, right, centres)
    kept = [at for at, char in enumerate(text) if not char.isspace() or _is_kept(text, at)]
    shown = "".join(text[at] for at in kept)
    ends = (*(edges[at] for at in kept), right)
    return PrintedLine(
        shown, (left, top, right, bottom), number, round(bottom - top, 1), ends, round(score, 2)
    )


def _is_kept(text: str, at: int) -> bool:
    """Whether a space stays: only between two characters of Latin script; the engine adds the others."""
    return 0 < at < len(text) - 1 and text[at - 1].isascii() and not text[at - 1].isspace() and text[at + 1].isascii()  # fmt: skip


def _edges(text: str, left: float, right: float, centres: Sequence[float]) -> list[float]:
    """The left edges of the characters.

    Where the engine says where characters have their middles, the edge between two lies between these, nearer
    to the narrower one; else characters share the line by their widths.
    """
    widths = [(0.8 if char in _WIDE else 0.5) if char.isascii() else 1.0 for char in text]
    shares = np.cumsum([0.0, *widths]) / max(sum(widths), 0.5)
    spread = (left + shares[:-1] * (right - left)).tolist()
    drawn = [at for at, char in enumerate(text) if not char.isspace()]
    if len(drawn) != len(centres) or any(one >= other for one, other in pairwise(centres)):
        return [round(edge, 1) for edge in spread]
    edges = [left] * len(text)
    middles = dict(zip(drawn, centres, strict=True))
    for one, other in pairwise(drawn):
        share = widths[one] / (widths[one] + widths[other])
        edge = middles[one] + share * (middles[other] - middles[one])
        edges[one + 1 : other + 1] = [min(max(edge, left), right)] * (other - one)
    return [round(edge, 1) for edge in edges]


# --- rows --------------------------------------------------------------------------------------


def _in_rows(lines: list[PrintedLine]) -> list[PrintedLine]:
    """Lines from top to bottom, those of one row from left to right; near ones of a row become one line."""
    rows: list[list[PrintedLine]] = []
    for line in sorted(lines, key=lambda line: line.box[1] + line.box[3]):
        if rows and _beside(rows[-1][-1], line):
            rows[-1].append(line)
        else:
            rows.append([line])
    found: list[PrintedLine] = []
    for row in rows:
        joined: list[PrintedLine] = []
        for line in sorted(row, key=lambda line: line.box[0]):
            if joined and line.box[0] - joined[-1].box[2] <= _NEAR * min(line.size, joined[-1].size):
                joined[-1] = _joined(joined[-1], line)
            else:
                joined.append(line)
        found += joined
    return found


def _beside(one: PrintedLine, other: PrintedLine) -> bool:
    """Whether two pieces stand at the same height, one beside the other."""
    (left, top, right, bottom), (other_left, other_top, other_right, other_bottom) = one.box, other.box
    common = min(bottom, other_bottom) - max(top, other_top)
    apart = left >= other_right - 1 or other_left >= right - 1
    return apart and common >= _SAME_ROW * min(bottom - top, other_bottom - other_top)


def _joined(one: PrintedLine, other: PrintedLine) -> PrintedLine:
    """Two pieces of one line as one, as sure as the less sure of them."""
    space = " " if one.text[-1].isascii() and other.text[0].isascii() else ""
    return msgspec.structs.replace(
        one,
        text=one.text + space + other.text,
        box=around([one.box, other.box]),
        size=max(one.size, other.size),
        edges=(*one.edges[: len(one.text) + len(space)], *other.edges),
        confidence=min(one.confidence or 0.0, other.confidence or 0.0),
    )
