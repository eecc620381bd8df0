"""How printed lines are set: where a column begins and ends, how far apart its lines stand, how large they are.

A document is measured as a whole, for a page may hold one line only. A page that is set in another way (an annex in
smaller type, a page across, margins that change sides) has measures of its own where enough of its lines reach to
one edge; a page with too few lines has those of the nearest page that it fits.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from pipeline.read.pdf.layout.columns import Column
from pipeline.read.pdf.printed import PrintedLine

_SAME_ROW = 0.6  # of the lower of two lines
_INDENT = 1.2  # heights of a character from which a line is indented
_LEAST_SHARE = 0.05  # of the lines that begin where a column does
_LEAST_INDENTED = 0.08  # of all lines, where paragraphs are indented
_FULLEST = 0.98  # share of the lines that end before a column does
_FEWEST_FULL, _LEAST_FULL = 4, 0.4  # lines of a page, and share of them, that end at its own edge
_FEWEST_AMONG_OTHERS = 2  # lines that do where the page fits no other
_LEAST_BEGINNING = 0.2  # share of such a page's lines that begin where its column does
_OTHER_SIZE = 1.15  # times a size; also times a pitch
_HAN = "[\u4e00-\u9fff]"
# From the first to the last ideograph of a line; of those before another one.
_IDEOGRAPHS = re.compile(f"[^\u4e00-\u9fff]*({_HAN}(?:.*{_HAN})?)", re.DOTALL)
_BEFORE_ANOTHER = re.compile(f".*?({_HAN}(?={_HAN})(?:.*{_HAN}(?={_HAN}))?)", re.DOTALL)
_HANGING = "，。、；：！？,.;:!?"  # what may be printed beyond the edge of a column


@dataclass(frozen=True)
class Setting:
    """How a column is set: where its lines begin and end; their usual distance and size.

    `width`: of ideographs; 0.0 if there are none.
    """

    left: float
    right: float
    pitch: float
    size: float
    width: float

    def is_indented(self, line: PrintedLine) -> bool:
        """Whether a line begins further right than its column."""
        return line.box[0] > self.left + _INDENT * line.size

    def is_centred(self, line: PrintedLine) -> bool:
        """Whether a line leaves as much room before it as behind it."""
        left, right = line.box[0] - self.left, self.right - line.box[2]
        return min(left, right) > _INDENT * line.size and abs(left - right) < 2 * line.size

    def is_large(self, line: PrintedLine) -> bool:
        """Whether a line is larger than most, as titles are; not if only some character in it is."""
        if line.size <= _OTHER_SIZE * self.size:
            return False
        widths = ideograph_widths(line)
        return not (self.width and widths and widths[1] <= _OTHER_SIZE * self.width)

    def differs(self, other: Setting) -> bool:
        """Whether something is set otherwise, by more than lines do by chance."""
        if other_size(self.size, other.size) or other_size(self.pitch, other.pitch):
            return True
        return max(abs(self.left - other.left), abs(self.right - other.right)) > self.size

    def fits(self, lines: Sequence[PrintedLine]) -> bool:
        """Whether lines may be set so."""
        return all(
            line.box[0] > self.left - self.size and _end(line) < self.right + self.size for line in lines
        ) and not other_size(median([line.size for line in lines]), self.size)


@dataclass(frozen=True)
class Measures:
    """How a document is set: each kind of column on each page, and each kind on pages without lines.

    `indents`: whether paragraphs begin with an indented line.
    """

    pages: dict[tuple[int, int], Setting]
    indents: bool = False

    def of(self, line: PrintedLine, kind: int) -> Setting:
        """How the column is set in which a line stands."""
        return self.pages[line.page, kind]


class _Held:
    """The lines of one kind of column on one page, each measured once."""

    def __init__(self, lines: Sequence[PrintedLine]) -> None:
        self.lines = lines
        self.starts = Counter([round(line.box[0]) for line in lines])
        self.ends = [_end(line) for line in lines]
        self.sizes = [line.size for line in lines]
        self.widths = [widths[1] for line in lines if (widths := ideograph_widths(line))]
        # Where a line ends, and how far below it the next one stands.
        self.steps = [
            (end, below.box[1] - above.box[1])
            for end, (above, below) in zip(self.ends, pairwise(lines), strict=False)
            if not same_row(above, below)
        ]

    def setting(self, common: Setting, fewest: float) -> Setting | None:
        """How these lines are set, if they show that: `fewest` of them or more reach to one edge."""
        ends = sorted(self.ends)
        size = median(self.sizes)
        count, right = max((at + 1 - bisect_left(ends, end - size), end) for at, end in enumerate(ends))
        if count < fewest:
            return None
        steps = [step for end, step in self.steps if right - size <= end <= right]
        left = _first_common(self.starts, _LEAST_BEGINNING)
        found = Setting(left, right, _median(steps) or common.pitch, size, _median(self.widths))
        return found if found.differs(common) else common


def measures_of(columns: Sequence[Column]) -> Measures:
    """Measure all columns of a document."""
    lines_of: dict[tuple[int, int], list[PrintedLine]] = {}
    for column in columns:
        for line in column.lines:
            lines_of.setdefault((line.page, column.kind), []).append(line)
    held = {place: _Held(lines) for place, lines in lines_of.items()}
    common = _common(held)
    own = {
        place: setting
        for place, lines in held.items()
        if (setting := lines.setting(common[place[1]], max(_FEWEST_FULL, _LEAST_FULL * len(lines.lines))))
    }
    pages = {place: own.get(place) or _found(place, lines, own, common) for place, lines in held.items()}
    found = [(pages[place], line) for place, lines in lines_of.items() for line in lines]
    indented = sum(setting.is_indented(line) for setting, line in found)
    return Measures(pages, indents=indented > _LEAST_INDENTED * len(found))


def _common(held: dict[tuple[int, int], _Held]) -> dict[int, Setting]:
    """How most columns of each kind are set in the document; pitch, size and width are those of all."""
    pitch = _median([step for lines in held.values() for _, step in lines.steps])
    size = _median([size for lines in held.values() for size in lines.sizes])
    width = _median([width for lines in held.values() for width in lines.widths])
    found = {}
    for kind in {kind for _, kind in held}:
        own = [lines for (_, of), lines in held.items() if of == kind]
        starts = sum((lines.starts for lines in own), Counter[int]())
        right = _fullest([end for lines in own for end in lines.ends])
        found[kind] = Setting(_first_common(starts, _LEAST_SHARE), right, pitch, size, width)
    return found


def _found(
    place: tuple[int, int],
    lines: _Held,
    own: dict[tuple[int, int], Setting],
    common: dict[int, Setting],
) -> Setting:
    """How a column is set that does not show it well: as one that its lines fit, or as a few of them say."""
    usual = common[place[1]]
    if not any(kind == place[1] for _, kind in own):
        return usual
    return _nearest(place, lines.lines, own) or lines.setting(usual, _FEWEST_AMONG_OTHERS) or usual


def _nearest(
    place: tuple[int, int], lines: Sequence[PrintedLine], own: dict[tuple[int, int], Setting]
) -> Setting | None:
    """The setting of the nearest page that lines fit; of the same side of the sheet, if there is one."""
    page, kind = place
    fitting = [
        ((page - other) % 2, abs(page - other), other)
        for (other, other_kind), setting in own.items()
        if other_kind == kind and setting.fits(lines)
    ]
    return own[min(fitting)[2], kind] if fitting else None


def other_size(one: float, other: float) -> bool:
    """Whether sizes differ by more than fonts of one size do."""
    return max(one, other) > _OTHER_SIZE * min(one, other)


def ideograph_widths(line: PrintedLine) -> tuple[float, float] | None:
    """How wide the first and the last ideographs of a line are; None if it has none.

    The heights of characters of one size differ from font to font; all ideographs are as wide as large. Those
    before another one are asked first: before Latin letters and digits (城市PM2.5) many programs leave a quarter of
    their width free.
    """
    if not line.edges:
        return None
    found = _BEFORE_ANOTHER.match(line.text) or _IDEOGRAPHS.match(line.text)
    if found is None:
        return None
    last = found.end(1) - 1
    first = found.start(1)
    return line.edges[first + 1] - line.edges[first], line.edges[last + 1] - line.edges[last]


def _median(values: Sequence[float]) -> float:
    return median(values) if values else 0.0


def same_row(one: PrintedLine, other: PrintedLine) -> bool:
    """Whether two lines stand side by side."""
    (_, top, _, bottom), (_, other_top, _, other_bottom) = one.box, other.box
    if other_top >= bottom or top >= other_bottom or one.is_vertical:  # as nearly always
        return False
    return min(bottom, other_bottom) - max(top, other_top) > _SAME_ROW * min(one.size, other.size)


def _end(line: PrintedLine) -> float:
    """Where a line ends but for a stop that may hang out of its column."""
    return line.edges[-2] if line.edges and line.text[-1:] in _HANGING else line.box[2]


def _fullest(ends: Iterable[float]) -> float:
    ordered = sorted(ends)
    return ordered[int(_FULLEST * (len(ordered) - 1))]


def _first_common(counts: Counter[int], share: float) -> float:
    """The leftmost edge at which more than a few lines begin."""
    least = share * counts.total()
    return float(min((edge for edge, count in counts.items() if count >= least), default=min(counts)))
