"""Pages of PDF files as pictures, each drawn in a process of its own: a hostile file breaks no server."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec

from pipeline.errors import PlanError
from pipeline.model import Origin
from pipeline.read.pdf.child import limit_memory, limit_page, reader_environment

_SECONDS = 60


class Wanted(msgspec.Struct, frozen=True):
    """A page of a PDF file, and the words to mark on it.

    `text` and `origins` are those of the file's record, `start` and `end` a range of the text; `sha256` is the
    file's, as it was read. `width` of the picture in pixels.
    """

    pdf: str
    sha256: str
    page: int
    text: str = ""
    origins: tuple[Origin, ...] = ()
    start: int = 0
    end: int = 0
    width: int = 1000


class _Drawn(msgspec.Struct):
    png: bytes = b""
    refusal: tuple[str, str, str] | None = None


def picture_apart(wanted: Wanted) -> bytes:
    """The picture as PNG.

    Raises:
        PlanError: the file is not there or has changed, or it has no such page, or drawing it takes too much.
    """
    try:
        done = subprocess.run(
            [sys.executable, "-m", "pipeline.pictures_apart"],
            input=msgspec.msgpack.encode(wanted),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=reader_environment(),
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _too_much(wanted) from None
    if done.returncode:
        raise _too_much(wanted)
    drawn = msgspec.msgpack.decode(done.stdout, type=_Drawn)
    if drawn.refusal is not None:
        place, reason, remedy = drawn.refusal
        raise PlanError(wanted.pdf, place, reason, remedy)
    return drawn.png


def _too_much(wanted: Wanted) -> PlanError:
    return PlanError(wanted.pdf, f"page {wanted.page}", "takes too much memory or time to draw", "open it in its program")  # fmt: skip


def draw(wanted: Wanted) -> bytes:
    """The picture, drawn in this process. Raises: as `picture_apart`."""
    from pipeline.pictures import check_unchanged, fact_boxes, page_picture, printed_lines

    pdf = Path(wanted.pdf)
    check_unchanged(wanted.sha256, pdf)
    boxes: Sequence[tuple[float, float, float, float]] = ()
    if wanted.end > wanted.start:
        # Of a scan, whole lines are marked: to recognise it again for its characters would take too long.
        scanned = any(
            origin.confidence is not None for origin in wanted.origins if origin.page == wanted.page
        )
        lines = (lambda page: []) if scanned else (lambda page: printed_lines(pdf, page))
        boxes = fact_boxes(wanted, lines, wanted.start, wanted.end).get(wanted.page, ())
    return page_picture(pdf, wanted.page, boxes, width=wanted.width)


def main() -> None:
    """Answer with the picture that the standard input asks for, or with why there is none."""
    limit_memory()
    limit_page()
    try:
        drawn = _Drawn(draw(msgspec.msgpack.decode(sys.stdin.buffer.read(), type=Wanted)))
    except PlanError as error:
        drawn = _Drawn(refusal=(error.place, error.reason, error.remedy))
    sys.stdout.buffer.write(msgspec.msgpack.encode(drawn))


if __name__ == "__main__":
    main()
