"""The sentences of one line of a plan: every character that is no space at an edge is in exactly one.

A sentence ends with its stop. Nothing is cut within brackets, book titles and quotation marks, unless an
export lost the mark that closes them. A bracket that closes the line ("…改造。（省生态环境厅牵头）") belongs
to the sentence before it.
"""

from __future__ import annotations

from collections.abc import Iterator

_STOPS = "。！？｡"
_ASCII_STOPS = "!?"  # they also stand in addresses: https://example.cn/?id=1
_CLOSES = {
    "）": "（",
    ")": "(",
    "》": "《",
    "】": "【",
    "〕": "〔",
    "］": "［",
    "”": "“",
    "’": "‘",
    "」": "「",
    "』": "『",
}
_ALIKE = str.maketrans("()", "（）")  # exports mix them: （省生态环境厅)
_BRACKETS = "（【〔［"


def sentences(line: str) -> list[tuple[int, int]]:
    """The sentences of `line` as ranges of it, in order."""
    folded = line.translate(_ALIKE)
    pairs = _pairs(folded)
    found: list[tuple[int, int]] = []
    for start, end in _trimmed(line, _cuts(folded, pairs)):
        closing = pairs.get(start) if folded[start] in _BRACKETS else None
        last = closing is not None and not line[closing + 1 :].strip(_STOPS + " \t\u3000")
        if found and (last or not any(char.isalnum() for char in line[start:end])):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _pairs(line: str) -> dict[int, int]:
    """Where each bracket or quotation mark opens → where it closes; what never closes is left out."""
    opened: list[int] = []
    pairs: dict[int, int] = {}
    for at, char in enumerate(line):
        if char in _CLOSES.values():
            opened.append(at)
        elif char in _CLOSES:
            match = next((i for i in reversed(range(len(opened))) if line[opened[i]] == _CLOSES[char]), None)
            if match is not None:
                pairs[opened[match]] = at
                del opened[match:]
    return pairs


def _cuts(line: str, pairs: dict[int, int]) -> Iterator[tuple[int, int]]:
    """The line cut behind each stop that stands in no pair, with the marks that close there."""
    start = at = 0
    while at < len(line):
        at = pairs.get(at, at)
        stops = _is_stop(line, at)
        at += 1
        if stops:
            while at < len(line) and (_is_stop(line, at) or line[at] in _CLOSES):
                at += 1
            yield start, at
            start = at
    if start < len(line):
        yield start, len(line)


def _is_stop(line: str, at: int) -> bool:
    following = line[at + 1 : at + 2]
    return line[at] in _STOPS or (
        line[at] in _ASCII_STOPS and not (following.isascii() and following.isalnum())
    )


def _trimmed(line: str, cuts: Iterator[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Without the space at the edges; what is nothing but space is left out."""
    for start, end in cuts:
        piece = line[start:end]
        if piece.strip():
            yield start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
