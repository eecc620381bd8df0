"""The terms of the field as data: one TOML file a subject, read once a process and shared.

`schema.py` says which sections a file has and what they hold, `entries.py` what an entry is; how to add
a term is in `docs/lexicons.md`.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from pipeline.lexicon.loading import L, decode
from pipeline.lexicon.schema import (
    Acts,
    Bodies,
    Changes,
    Clauses,
    Comparisons,
    Functions,
    Indicators,
    Measures,
    Modalities,
    Occasions,
    Regions,
    Scopes,
    Terms,
    Times,
    Topics,
    Units,
)


def _read(name: str, schema: type[L]) -> L:
    """The lexicon `<name>.toml`. Raises LexiconError if it does not have the shape of `schema`."""
    text = files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8")
    return decode(text, schema, f"pipeline/lexicon/{name}.toml")


@cache
def acts() -> Acts:
    """What is done."""
    return _read("acts", Acts)


@cache
def bodies() -> Bodies:
    """Names of bodies, their roles, and words that say that they act."""
    return _read("bodies", Bodies)


@cache
def changes() -> Changes:
    """What rises, what falls, what stays."""
    return _read("changes", Changes)


@cache
def clauses() -> Clauses:
    """Words at the edges of a clause."""
    return _read("clauses", Clauses)


@cache
def comparisons() -> Comparisons:
    """What compares a number with what is reached."""
    return _read("comparisons", Comparisons)


@cache
def functions() -> Functions:
    """What government bodies are for."""
    return _read("functions", Functions)


@cache
def indicators() -> Indicators:
    """What indicators are made of."""
    return _read("indicators", Indicators)


@cache
def measures() -> Measures:
    """How a predicate of duty is built."""
    return _read("measures", Measures)


@cache
def modality() -> Modalities:
    """What gives a sentence its force."""
    return _read("modality", Modalities)


@cache
def occasions() -> Occasions:
    """Days and events by which plans set times without a date."""
    return _read("occasions", Occasions)


@cache
def regions() -> Regions:
    """Territories."""
    return _read("regions", Regions)


@cache
def scopes() -> Scopes:
    """Words of places and of classes of places."""
    return _read("scopes", Scopes)


@cache
def terms() -> Terms:
    """Words that govern a target or a number."""
    return _read("terms", Terms)


@cache
def times() -> Times:
    """Words of time."""
    return _read("times", Times)


@cache
def topics() -> Topics:
    """What provisions deal with."""
    return _read("topics", Topics)


@cache
def units() -> Units:
    """Units of measure."""
    return _read("units", Units)
