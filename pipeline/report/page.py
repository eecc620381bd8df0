"""One self-contained HTML page: no address in it leads anywhere, and nothing from a document is markup.

The style and the script stand in the page; its policy names both by their hash, so that a browser runs no
other, wherever it came from.
"""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from importlib.resources import files
from typing import Any

_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def page(template: str, **values: Any) -> bytes:
    """The template `<template>.html` of this folder, with the `.css` and the `.js` of the same name, filled in."""
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    style, script = _beside(f"{template}.css"), _beside(f"{template}.js")
    policy = (
        "default-src 'none'; base-uri 'none'; form-action 'none'; "
        f"style-src {_hash(style)}; script-src {_hash(script)}"
    )
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    written = environment.from_string(_beside(f"{template}.html")).render(
        style=Markup(style),
        script=Markup(script),
        policy=policy,
        **values,
    )
    return _UNPRINTABLE.sub("", written).encode()


def _beside(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
