"""The terms of the field as data: one TOML file a subject, read once a process and shared.

`schema.py` says which sections a file has and what they hold, `entries.py` what an entry is; how to add
a term is in `docs/lexicons.md`.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from pipeline.lexicon.loading import L, decode
from pipeline.lexicon.schema import (
    Activities,
    Bodies,
    Functions,
    Indicators,
    Modalities,
    Regions,
    Terms,
    Times,
    Units,
)


def _read(name: str, schema: type[L]) -> L:
    """The lexicon `<name>.toml`. Raises LexiconError if it does not have the shape of `schema`."""
    text = files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8")
    return decode(text, schema, f"pipeline/lexicon/{name}.toml")


@cache
def activities() -> Activities:
    """What is done rather than reached."""
    return _read("activities", Activities)


@cache
def bodies() -> Bodies:
    """Names of bodies, their roles, and words that say that they act."""
    return _read("bodies", Bodies)


@cache
def functions() -> Functions:
    """What government bodies are for."""
    return _read("functions", Functions)


@cache
def indicators() -> Indicators:
    """What indicators are made of."""
    return _read("indicators", Indicators)


@cache
def modality() -> Modalities:
    """What gives a sentence its force."""
    return _read("modality", Modalities)


@cache
def regions() -> Regions:
    """Territories."""
    return _read("regions", Regions)


@cache
def terms() -> Terms:
    """Words that govern a target or a number."""
    return _read("terms", Terms)


@cache
def times() -> Times:
    """Words of time."""
    return _read("times", Times)


@cache
def units() -> Units:
    """Units of measure."""
    return _read("units", Units)
