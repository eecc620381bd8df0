"""Blanks as typesetting and recognition of characters leave them.

A blank carries no meaning between Chinese characters, digits and signs; between two Latin words it does
and stays ("Comment by"). A blank inside a number is therefore read as none ("2 025 年", "9 5%"): numbers
that follow one another are parted by signs in running text. In the cells of a flattened table a blank
may be all that parts two numbers: these lines are left alone, and so are labels, whose number a blank
may end ("1 总则").
"""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.perturbations.lines import in_writing, is_cells, is_page_number
from tests.perturbations.ways import Way

_NUMBER = r"(?<=[^\d.\s０-９])(\d+(?:\.\d+)?)(?=[^\d.０-９])"
_LABEL = r"^([\s　]*(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|\d{1,2}[.、](?!\d)))"


def _blanks(name: str, pattern: str, printed: str) -> Way:
    def change(line: str) -> str:
        return line if is_cells(line) or is_page_number(line) else re.sub(pattern, printed, line)

    return Way(name, lambda text: in_writing(text, change))


def _everywhere(name: str, change: Callable[[str], str]) -> Way:
    return Way(name, lambda text: in_writing(text, change))


SPACES = [
    _blanks("blanks around numbers", _NUMBER, r" \1 "),
    _blanks("no-break blanks around numbers", _NUMBER, "\u00a0\\1\u00a0"),
    _blanks("thin blanks around numbers", _NUMBER, "\u2009\\1\u2009"),
    _blanks("wide blanks around numbers", _NUMBER, "　\\1　"),
    _blanks("blanks around Latin words", r"(?<=[\u4e00-\u9fff])([A-Za-z][A-Za-z\d.]*)(?=[\u4e00-\u9fff])", r" \1 "),
    _blanks("blanks inside numbers", r"(?<=[^\d.\s])(\d)(\d+)(?=[^\d.])", r"\1 \2"),
    _blanks("blanks inside decimals", r"(?<=\d)\.(?=\d)", r" . "),
    _blanks("a blank between every two digits", r"(?<=[^\d.\s]\d)(?=\d)|(?<=\d\d)(?=\d)", " "),
    _blanks("blanks inside units", r"(?<=[微毫千])(?=[克米瓦])|(?<=[克米])(?=/)|(?<=[万亿])(?=[吨元千])", " "),
    _blanks("blanks behind punctuation", r"(?<=[\u4e00-\u9fff\d）)][，。；：、,;:])(?=.)", " "),
    _blanks("blanks inside brackets", r"(?<=[（(《“])(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])(?=[）)》”])", " "),
    _blanks("blanks behind labels", _LABEL, r"\1 "),
    _blanks("wide blanks behind labels", _LABEL, "\\1　"),
    _blanks("zero width", r"(?<=[\u4e00-\u9fff])(?=\d)|(?<=[，。])(?=[\u4e00-\u9fff])", "\u200b"),
    _everywhere("no blanks", lambda line: re.sub(r"(?<=[^A-Za-z\t])[ \u00a0](?=[^A-Za-z\t])", "", line)),
]  # fmt: skip
