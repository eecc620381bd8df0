"""Lexicons as TOML → typed entries, or one error that names the file, the entry and the key."""

from __future__ import annotations

import re
import tomllib
from typing import Any, TypeVar, get_args

import msgspec

from pipeline.errors import PlanError
from pipeline.model import Shape

L = TypeVar("L", bound=Shape)
_AT = re.compile(r" - at `\$\.?(?P<section>\w*)(?:\[(?P<entry>\d+)\])?\.?(?P<key>[^`]*)`")


class LexiconError(PlanError):
    """A lexicon that does not have the shape of `schema.py`."""


def decode(text: str, schema: type[L], file: str) -> L:
    """The lexicon that `text` holds.

    Args:
        text: the content of the TOML file.
        schema: its shape.
        file: its name, for errors.

    Raises:
        LexiconError: no TOML, a section or key that is unknown or missing, a value of the wrong type.
    """
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(file, "", f"no valid TOML: {error}", "correct it") from None
    try:
        return msgspec.convert(tables, schema)
    except msgspec.ValidationError as error:
        raise _located(str(error), tables, schema, file) from None


def _located(message: str, tables: dict[str, Any], schema: type[Shape], file: str) -> LexiconError:
    """The error with its place in words: "[[suffix]] 3 (人民政府 …): forms"."""
    reason = _AT.sub("", message)
    at = _AT.search(message)
    if at is None or not at["section"]:
        return LexiconError(file, "", reason, _keys("sections", schema))
    section, place = at["section"], f"[[{at['section']}]]"
    if at["entry"] is None:
        return LexiconError(file, place, reason, "write it as a list of entries")
    number = int(at["entry"])
    place += f" {number + 1}{_first_word(tables[section][number])}"
    if at["key"]:
        return LexiconError(file, f"{place}: {at['key']}", reason, "correct it")
    kinds = {field.name: field.type for field in msgspec.structs.fields(schema)}
    return LexiconError(file, place, reason, _keys("keys", get_args(kinds[section])[0]))


def _first_word(entry: Any) -> str:
    """The word by which people find an entry, in brackets: the first of its forms."""
    forms = entry.get("forms") if isinstance(entry, dict) else None
    return f" ({forms[0]} …)" if isinstance(forms, list) and forms else ""


def _keys(what: str, shape: type[Shape]) -> str:
    """Which sections a file or keys an entry may have, as written in TOML."""
    return f"the {what} are {', '.join(field.encode_name for field in msgspec.structs.fields(shape))}"
