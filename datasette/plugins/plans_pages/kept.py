"""What is the same for every reader of a database, made once: a served database is immutable."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

Made = TypeVar("Made")
_MOST = 32
_kept: dict[tuple[str, str, int, int], Any] = {}


def once(connection: Any, name: str, make: Callable[[Any], Made]) -> Made:
    """What `make` reads in the database, made again only for another file. It must not speak a language."""
    stamp = _stamp(connection)
    if stamp is None:
        return make(connection)
    key = (name, *stamp)
    if key not in _kept:
        while len(_kept) >= _MOST:
            _kept.pop(next(iter(_kept)), None)
        _kept[key] = make(connection)
    made: Made = _kept[key]
    return made


def _stamp(connection: Any) -> tuple[str, int, int] | None:
    """Path, time and size of the database's file; None for one in memory."""
    path = connection.execute("SELECT file FROM pragma_database_list WHERE name = 'main'").fetchone()[0]
    if not path or not Path(path).is_file():
        return None
    stat = Path(path).stat()
    return str(path), stat.st_mtime_ns, stat.st_size
