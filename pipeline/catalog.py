"""`corpus/catalog.toml`: what a document's file cannot say of itself, or says wrongly.

One table a document id (`[sichuan]`, `["2024/gansu"]`); every key is optional, an unknown key or a value
of the wrong type is an error, so that a misspelt key never goes unnoticed.
"""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, get_args

import msgspec

from pipeline.errors import PlanError
from pipeline.model import GovernmentLevel, Status

FILE_NAME = "catalog.toml"
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_VALUES = {"level": get_args(GovernmentLevel), "status": get_args(Status)}
_AT_KEY = re.compile(r" - at `\$\.?([^`]*)`")


class CatalogError(PlanError):
    """All that is wrong with a catalog, one line each."""

    def __init__(self, errors: Sequence[PlanError]) -> None:
        first = errors[0]
        super().__init__(first.file, first.place, first.reason, first.remedy)
        self.errors = tuple(errors)

    def __str__(self) -> str:
        return "\n".join(map(str, self.errors))


class CatalogEntry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What people state about one document; it overrides what is read from the text.

    `plan` names the plan that this is a version of, `predecessor` the id of the version before it.
    """

    short_title: str | None = None
    jurisdiction: str | None = None
    level: GovernmentLevel | None = None
    territory: str | None = None
    status: Status | None = None
    issued_on: str | None = None
    doc_number: str | None = None
    source_url: str | None = None
    retrieved_on: str | None = None
    plan: str | None = None
    predecessor: str | None = None
    version: int | None = None


def load_catalog(corpus: Path) -> dict[str, CatalogEntry]:
    """Read the catalogue of a corpus folder; a folder without one has an empty one.

    Returns:
        Entries by document id. Along a chain of predecessors, `plan` and `version` (from 1) are filled in
        where they are not stated.

    Raises:
        PlanError: no TOML, an unknown key, a wrong value or date, a chain of predecessors that never ends;
            with one line for each entry that is wrong.
    """
    path = corpus / FILE_NAME
    if not path.exists():
        return {}
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        raise PlanError(str(path), "", "not UTF-8", "save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise PlanError(str(path), "", f"no valid TOML: {error}", "correct it") from None
    entries = _each(tables, lambda name: _entry(path, name, tables[name]))
    return _each(entries, lambda name: _versioned(path, name, entries))


def _each(names: Iterable[str], make: Callable[[str], CatalogEntry]) -> dict[str, CatalogEntry]:
    """`make` of each name. Raises CatalogError with the errors of all names."""
    made, errors = {}, []
    for name in names:
        try:
            made[name] = make(name)
        except PlanError as error:
            errors.append(error)
    if errors:
        raise CatalogError(errors)
    return made


def _entry(path: Path, name: str, table: Any) -> CatalogEntry:
    place = f"[{name}]"
    if not isinstance(table, dict):
        raise PlanError(str(path), place, "a table was expected", "write one table for each document id")
    values = {
        key: value.isoformat() if isinstance(value, datetime.date) else value for key, value in table.items()
    }
    try:
        entry = msgspec.convert(values, CatalogEntry)
    except msgspec.ValidationError as error:
        key = _AT_KEY.search(str(error))
        where = f"{place} {key[1]}".rstrip() if key else place
        raise PlanError(
            str(path), where, _AT_KEY.sub("", str(error)), _remedy(key[1] if key else "")
        ) from None
    for date in ("issued_on", "retrieved_on"):
        _check_date(path, f"{place} {date}", getattr(entry, date))
    return entry


def _remedy(key: str) -> str:
    """What may be written: the values of a key that has a list of them, else the keys."""
    if values := _VALUES.get(key):
        return f"write one of {', '.join(values)}"
    if key:
        return "write it as text, in quotation marks" if key != "version" else "write a number"
    return f"the keys are {', '.join(CatalogEntry.__struct_fields__)}"


def _check_date(path: Path, place: str, value: str | None) -> None:
    if value is None:
        return
    try:
        if not _DATE.fullmatch(value):
            raise ValueError(value)
        datetime.date.fromisoformat(value)
    except ValueError:
        raise PlanError(str(path), place, f"{value!r} is no date", "write it as 2024-07-10") from None


def _versioned(path: Path, name: str, entries: dict[str, CatalogEntry]) -> CatalogEntry:
    """Fill `plan` and `version` in from the chain of predecessors that `name` stands in."""
    entry = entries[name]
    chain = [name]
    while (before := entries[chain[-1]].predecessor if chain[-1] in entries else None) is not None:
        if before in chain:
            reason = f"its predecessors lead back to {before!r}"
            raise PlanError(str(path), f"[{name}] predecessor", reason, "state the earlier version")
        chain.append(before)
    in_chain = len(chain) > 1 or any(other.predecessor == name for other in entries.values())
    if not in_chain:
        return entry
    stated = (entries[member].plan for member in chain if member in entries)
    plan = next((plan for plan in stated if plan), chain[-1])
    return msgspec.structs.replace(entry, plan=plan, version=entry.version or len(chain))
