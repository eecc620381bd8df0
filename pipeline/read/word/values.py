"""Values in Word's XML, as Word takes them: what is missing or broken is no value, never an error."""

from __future__ import annotations

import re

from docx.oxml.ns import qn
from lxml.etree import _Element

_INTEGER = re.compile(r"\s*([+-]?\d{1,18})\s*", re.ASCII)
_OFF = frozenset({"0", "false", "off"})


def text_value(parent: _Element | None, child: str) -> str | None:
    """`w:val` of the first child `child` ("w:numFmt"); None if there is none."""
    element = None if parent is None else parent.find(qn(child))
    return None if element is None else element.get(qn("w:val"))


def integer_value(parent: _Element | None, child: str) -> int | None:
    """`w:val` of the first child `child` as a number; None if there is none or it is no whole number."""
    return as_integer(text_value(parent, child))


def integer_attribute(element: _Element, name: str) -> int | None:
    """The attribute `name` ("w:ilvl") as a number; None if there is none or it is no whole number."""
    return as_integer(element.get(qn(name)))


def switched_on(parent: _Element, child: str) -> bool:
    """Whether the switch `child` ("w:isLgl") is there and not off (ECMA-376 Part 1, 17.17.4)."""
    element = parent.find(qn(child))
    return element is not None and is_on(element.get(qn("w:val")))


def is_on(value: str | None) -> bool:
    """Whether a switch that stands in a file is on: without a value it is (ST_OnOff, 17.17.4)."""
    return value not in _OFF


def as_integer(text: str | None) -> int | None:
    """A whole number of at most 18 digits; None for anything else."""
    match = _INTEGER.fullmatch(text or "")
    return int(match[1]) if match else None
