"""Other signs for the same: full and half width, brackets, quotation marks, dashes."""

from __future__ import annotations

from collections.abc import Mapping

from tests.perturbations.lines import in_writing
from tests.perturbations.ways import Way

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_DIGITS = "0123456789"
# The half-width full stop is left out: in a Chinese text a "." is a decimal point or closes a number.
_MARKS = "%,:;!?()<>+/~"

Table = Mapping[int, str | int]


def full_width(signs: str) -> dict[int, str]:
    return {ord(sign): chr(ord(sign) + 0xFEE0) for sign in signs}


def half_width(signs: str) -> dict[int, str]:
    return {ord(sign) + 0xFEE0: sign for sign in signs}


def _signs(name: str, table: Table) -> Way:
    return Way(name, lambda text: in_writing(text, lambda line: line.translate(table)))


def _pairs(opening: str, closing: str) -> Table:
    """Round brackets of either width as another pair."""
    return str.maketrans({"（": opening, "(": opening, "）": closing, ")": closing})


SIGNS = [
    _signs("full-width digits", full_width(_DIGITS + "%")),
    _signs("full-width letters", full_width(_LETTERS)),
    _signs("full-width letters and digits", full_width(_LETTERS + _DIGITS + "%.")),
    _signs("full-width punctuation", full_width(_MARKS)),
    _signs("all full width", full_width(_LETTERS + _DIGITS + _MARKS + ".")),
    _signs("half-width digits and punctuation", half_width(_DIGITS + _MARKS)),
    _signs("all half width", half_width(_LETTERS + _DIGITS + _MARKS + ".")),
    _signs("half-width brackets", _pairs("(", ")")),
    _signs("full-width brackets", _pairs("（", "）")),
    _signs("hexagonal brackets", _pairs("〔", "〕")),
    _signs("lenticular brackets", _pairs("【", "】")),
    _signs("full-width square brackets", _pairs("［", "］")),
    _signs("square brackets", _pairs("[", "]")),
    _signs("straight quotation marks", str.maketrans("“”", '""')),
    _signs("corner quotation marks", str.maketrans("“”", "「」")),
    _signs("double corner quotation marks", str.maketrans("“”", "『』")),
    _signs("wavy dashes", str.maketrans("-~—", "～～～")),
    _signs("long dashes", str.maketrans("-~～", "———")),
]
