"""The folded view: one spelling to match against, with the way back to the source's characters.

Full and half width, bracket styles, dashes and quotation marks are folded to one form each, and
spaces that typesetting put between Chinese characters and digits are dropped ("到 2025 年"). The
canonical text itself is never rewritten: a match in the view is led back through `Folded.source`.
"""

from __future__ import annotations

import re
from functools import cached_property

_FULL_TO_HALF = {0xFF01 + i: 0x21 + i for i in range(94)}
_SAME = {
    "〔": "(", "【": "(", "［": "(", "〖": "(", "[": "(", "｛": "(",
    "〕": ")", "】": ")", "］": ")", "〗": ")", "]": ")", "｝": ")",
    "“": '"', "”": '"', "„": '"', "‟": '"', "「": '"', "」": '"', "『": '"', "』": '"', "＂": '"',
    "‘": "'", "’": "'",
    "—": "-", "–": "-", "―": "-", "－": "-", "~": "-", "～": "-", "〜": "-", "∼": "-", "−": "-", "─": "-",
    "＜": "<", "＞": ">", "〈": "<", "〉": ">", "≦": "≤", "≧": "≥",
    "．": ".", "﹒": ".", "∶": ":", "｡": "。", "﹐": ",", "﹑": "、",
    "％": "%", "﹪": "%", "㎡": "㎡", "µ": "μ", "·": "·", "•": "·",
    "\u3000": " ", "\u00a0": " ", "\u2002": " ", "\u2003": " ", "\u2009": " ",
}  # fmt: skip
_FOLDED = {**{chr(full): chr(half) for full, half in _FULL_TO_HALF.items()}, **_SAME}
# Few characters of a text fold: finding them is five times as fast as translating all.
_FOLDING = re.compile("[" + re.escape("".join(_FOLDED)) + "]")
_ZERO_WIDTH = "\u200b\u200c\u200d\ufeff\u00ad"
_MAY_DROP = re.compile(f"[ {_ZERO_WIDTH}]")  # five times as fast to look for
_SPACES = "".join(chr(code) for code in range(0x3001) if chr(code).isspace())
# What stands in `without_spaces` for the characters that do not stay as they are.
_EVEN = {char: "" if half == " " else half for char, half in _FOLDED.items()}
_EVEN.update(dict.fromkeys(_ZERO_WIDTH + _SPACES, ""))
_UNEVEN = re.compile("[" + re.escape("".join(_EVEN)) + "]")
# A space is kept only between two Latin letters or digits-and-letters ("Comment by"); next to
# anything Chinese, or inside a number, it is typesetting.
_DROPPED = re.compile(rf"[{_ZERO_WIDTH}]|(?<![A-Za-z]) +| +(?![A-Za-z])")


def _folded(match: re.Match[str]) -> str:
    return _FOLDED[match[0]]


def _even(match: re.Match[str]) -> str:
    return _EVEN[match[0]]


def fold_characters(text: str) -> str:
    """Fold widths, brackets, dashes and quotes one character for one: offsets stay."""
    return _FOLDING.sub(_folded, text)


def fold(text: str) -> str:
    """`text` folded and without typesetting spaces: for comparing two spellings, not for offsets."""
    return _DROPPED.sub("", fold_characters(text))


def without_spaces(text: str) -> str:
    """`text` folded and without any space: the same for every way of typesetting it."""
    return _UNEVEN.sub(_even, text)


def is_han(char: str) -> bool:
    """Whether `char` is a Chinese character."""
    return "\u3400" <= char <= "\u9fff"


class Folded:
    """A text's folded view.

    Args:
        raw: the text as printed.
        offset: where `raw` starts in the canonical text; positions given back include it.
    """

    __slots__ = ("__dict__", "_positions", "offset", "raw", "text")

    def __init__(self, raw: str, offset: int = 0) -> None:
        self.raw = raw
        self.offset = offset
        folded = fold_characters(raw)
        self._positions: list[int] | None = None
        if _MAY_DROP.search(folded) and _DROPPED.search(folded):
            keep: list[int] = []
            last = 0
            for gap in _DROPPED.finditer(folded):
                keep.extend(range(last, gap.start()))
                last = gap.end()
            keep.extend(range(last, len(folded)))
            folded = "".join(map(folded.__getitem__, keep))
            self._positions = keep
        self.text = folded

    def source(self, start: int, end: int) -> tuple[int, int]:
        """The source range of the folded range `start:end` (which must not be empty)."""
        if start >= end:
            raise ValueError(f"an empty folded range has no source: {start}:{end}")
        if self._positions is None:
            return start + self.offset, end + self.offset
        return self._positions[start] + self.offset, self._positions[end - 1] + 1 + self.offset

    def printed(self, start: int, end: int) -> str:
        """The characters of the source behind the folded range `start:end`."""
        first, last = self.source(start, end)
        return self.raw[first - self.offset : last - self.offset]

    def folded(self, start: int, end: int) -> tuple[int, int]:
        """The folded range of the source range `start:end` that `source` gave: its way back."""
        if self._positions is None:
            return start - self.offset, end - self.offset
        return self.position(start), self.position(end - 1) + 1

    @cached_property
    def _inverse(self) -> dict[int, int]:
        assert self._positions is not None
        return {raw: folded for folded, raw in enumerate(self._positions)}

    def position(self, source: int) -> int:
        """The folded position of source position `source` (the next kept one if it was dropped)."""
        raw = source - self.offset
        if self._positions is None:
            return raw
        while raw < len(self.raw):
            if raw in self._inverse:
                return self._inverse[raw]
            raw += 1
        return len(self.text)
