"""What is the same for every reader of a database, made once: a served database is immutable."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

Made = TypeVar("Made")
_MOST = 8  # of one kind
_kept: defaultdict[str, dict[tuple[str, str, int, int], Any]] = defaultdict(dict)


def once(connection: Any, kind: str, make: Callable[[Any], Made], which: str = "") -> Made:
    """What `make` reads in the database, made again for another file, or when others of its kind took its place.

    `which` tells those of one kind apart: also the language, if what is made speaks one.
    """
    stamp = _stamp(connection)
    if stamp is None:
        return make(connection)
    kept, key = _kept[kind], (which, *stamp)
    found: Made | None = kept.get(key)
    if found is None:  # readers in several threads may make it twice, which does no harm
        found = make(connection)
        for oldest in list(kept)[: len(kept) - _MOST + 1]:
            kept.pop(oldest, None)
        kept[key] = found
    return found


def kept(connection: Any, make: Callable[[Any], Made]) -> Made:
    """What `make` reads in the database and speaks no language, made once."""
    return once(connection, f"{make.__module__}.{make.__qualname__}", make)


def _stamp(connection: Any) -> tuple[str, int, int] | None:
    """Path, time and size of the database's file; None for one in memory."""
    path = connection.execute("SELECT file FROM pragma_database_list WHERE name = 'main'").fetchone()[0]
    if not path or not Path(path).is_file():
        return None
    stat = Path(path).stat()
    return str(path), stat.st_mtime_ns, stat.st_size
