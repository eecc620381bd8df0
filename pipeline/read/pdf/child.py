"""A process that reads one PDF file: what breaks or fills it ends nobody else.

PDFium is a large program in C++: a file may make it abort, run for ever or take all memory, and nothing within
the process can hold that up. So each file is read in a process of its own, with a limit of memory, and of time
for each page. It takes the file on its standard input and answers on its standard output.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import nullcontext, suppress
from multiprocessing import parent_process

import msgspec

from pipeline.errors import ReadError
from pipeline.model import Source
from pipeline.read.pdf.scans.recognition import is_watched, watched

_MOST_MEMORY = 4 << 30  # bytes of addresses
_SECONDS_A_PAGE = 60  # of the processor, so that a busy machine refuses no more than an idle one
_SECONDS = 3600
_BEYOND = "takes too much memory or time to read"
_REMEDY = "open it in its program and save it anew as PDF, or give its parts as files of their own"


class _Refusal(msgspec.Struct):
    """A `ReadError` on its way from one process to the other."""

    place: str
    reason: str
    remedy: str


class _Answer(msgspec.Struct):
    source: Source | None = None
    refusal: _Refusal | None = None


def read_apart(data: bytes, name: str) -> Source:
    """Read a PDF file in a process of its own.

    Raises:
        ReadError: the file cannot be read, or takes more memory or time than it may.
    """
    # What others print there is noise; how far recognition has come is for people who asked.
    asked = is_watched()
    try:
        done = subprocess.run(
            [sys.executable, "-m", "pipeline.read.pdf.child", name, *(("watched",) if asked else ())],
            input=data,
            stdout=subprocess.PIPE,
            stderr=None if asked else subprocess.DEVNULL,
            env=reader_environment(),
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise ReadError(name, "", _BEYOND, _REMEDY) from None
    if done.returncode:  # ended by a signal: a limit that it reached, or PDFium gave up
        ended = done.returncode < 0
        raise ReadError(name, "", _BEYOND if ended else "the reader of PDF files failed on it", _REMEDY)
    answer = msgspec.msgpack.decode(done.stdout, type=_Answer)
    if answer.source is None:
        said = answer.refusal or _Refusal("", _BEYOND, _REMEDY)
        raise ReadError(name, said.place, said.reason, said.remedy)
    return answer.source


def reader_environment() -> dict[str, str]:
    """What the process is started with: one of many readers takes one processor, or they wait for each other."""
    alone = {} if parent_process() is None else {"OMP_NUM_THREADS": "1"}
    return {**os.environ, "OPENBLAS_NUM_THREADS": "1", **alone}  # its buffers fill the addresses else


def print_progress(page: int, of: int) -> None:
    """Say on stderr, in one line, which scanned page is being recognised."""
    sys.stderr.write(f"\r识别 Recognising scanned page {page}/{of}" + ("\n" if page == of else ""))
    sys.stderr.flush()


def limit_page(_: int = 0) -> None:
    """Let this process end unless the next page is read in time; where there is no such timer, it may go on."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, _SECONDS_A_PAGE)


def limit_memory() -> None:
    """Let this process take no more memory than reading one file may."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))


def main() -> None:
    """Answer with what the file on the standard input holds, or with why it cannot be read."""
    from pipeline.read.pdf import read_here

    limit_memory()
    limit_page()
    progress = watched(print_progress) if "watched" in sys.argv[2:] else nullcontext()
    try:
        with progress:
            answer = _Answer(source=read_here(sys.stdin.buffer.read(), sys.argv[1], limit_page))
    except MemoryError:
        answer = _Answer(refusal=_Refusal("", _BEYOND, _REMEDY))
    except ReadError as error:
        answer = _Answer(refusal=_Refusal(error.place, error.reason, error.remedy))
    sys.stdout.buffer.write(msgspec.msgpack.encode(answer))


if __name__ == "__main__":
    main()
