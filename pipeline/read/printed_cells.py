"""The cells of a table of which an export left one cell a line, in their order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.read.grid import Cell
from pipeline.read.lines import Line

SERIAL_HEADER = re.compile(r"^(?:任务|项目|指标|措施|事项|工作)?(?:序\s*号|编\s*号)$")
NUMERIC = re.compile(r"^[-+≤≥<>＜＞]?\d[\d.,]*\s*(?:[-—~～至]\s*\d[\d.,]*)?\s*[%％]?$")
# The numbering of the document's own text: no cell of a table.
LABEL = re.compile(
    r"^(?:第[一二三四五六七八九十百]+[章节条]|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|附件|附表|注[:：])"
)
_UNFINISHED = re.compile(r"[，、；：,;:（(《“—-]$")


@dataclass(frozen=True)
class PrintedCell:
    """A cell, and the line at which what follows it starts."""

    cell: Cell
    last: int  # index of the line after it

    @property
    def text(self) -> str:
        return self.cell.text


def printed_cells(lines: Sequence[Line], first: int) -> list[PrintedCell]:
    """Cells from `first` on.

    Where blank lines part them, lines that touch are one cell; one that ends unfinished ("…，") goes on.
    """
    parted = first + 1 < len(lines) and not lines[first + 1].text
    cells: list[PrintedCell] = []
    touching = unfinished = False
    for index in range(first, len(lines)):
        line = lines[index]
        if not line.text:
            touching = False
            continue
        if cells and (unfinished or (parted and touching)):
            joined = Cell(cells[-1].text + line.text, cells[-1].cell.line)
            cells[-1] = PrintedCell(joined, index + 1)
        else:
            cells.append(PrintedCell(Cell(line.text, line.number), index + 1))
        touching, unfinished = True, _unfinished(cells[-1].text)
    return cells


def _unfinished(text: str) -> bool:
    unbalanced = text.count("（") > text.count("）") or text.count("《") > text.count("》")
    return unbalanced or bool(_UNFINISHED.search(text))
