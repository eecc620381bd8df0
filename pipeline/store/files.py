"""Writing a file whole or not at all: what a reader opens is always one finished version."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterable
from pathlib import Path

# The process id in the name tells a leftover of a killed run from the work of one that still runs.
_TEMPORARY = re.compile(r"\..+\.(\d+)\.tmp(-journal|-wal|-shm)?")


def temporary_beside(path: Path) -> Path:
    """The name under which this process prepares `path`: same folder, so that moving it is one step."""
    return path.with_name(f".{path.name}.{os.getpid()}.tmp")


def write_whole(path: Path, content: bytes) -> None:
    """Write `content` to `path` so that a crash at any moment leaves the old file or the new one.

    Raises: as `write_pieces`.
    """
    write_pieces(path, [content])


def write_pieces(path: Path, pieces: Iterable[bytes]) -> None:
    """The same of content that comes piece by piece.

    Raises:
        OSError: the folder cannot be written to, or the disk is full; the old file is untouched.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = temporary_beside(path)
    try:
        with temporary.open("wb") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def move_whole(temporary: Path, path: Path) -> None:
    """Put the finished file `temporary` in the place of `path`, after its bytes are on the disk."""
    with temporary.open("rb+") as file:
        os.fsync(file.fileno())
    temporary.replace(path)


def clean_leftovers(folder: Path, name: str) -> None:
    """Remove what killed runs left in `folder` of the file `name`; the files of running ones stay.

    `name` may be a pattern (`*.json`).
    """
    for path in folder.glob(f".{name}.*.tmp*"):
        match = _TEMPORARY.fullmatch(path.name)
        if match and not _is_running(int(match[1])):
            with contextlib.suppress(PermissionError):  # Windows: somebody has it open
                path.unlink(missing_ok=True)


def _is_running(process_id: int) -> bool:
    """Whether a process with this id runs now (another user's counts)."""
    if process_id == os.getpid():
        return False  # nothing of ours is unfinished when cleaning starts: an earlier run had our id
    if os.name == "nt":
        return False  # asking would end the process there; an open file cannot be removed anyway
    with contextlib.suppress(ProcessLookupError, OverflowError):
        try:
            os.kill(process_id, 0)
        except PermissionError:
            return True
        return True
    return False
