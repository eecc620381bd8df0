"""The terms of the field as data: one TOML file a subject, read once and shared.

An entry is a term (or a group of terms that behave alike) with an `example` of a text where it
holds and a `counter` where the same characters mean something else; never a sentence or a name of
one document.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load(name: str) -> dict[str, Any]:
    """The content of `pipeline/lexicon/<name>.toml`. It is shared: do not change what you get."""
    return tomllib.loads(files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))
