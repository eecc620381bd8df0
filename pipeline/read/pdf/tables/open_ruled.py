"""Tables with rules across only (三线表): columns are parted by the white between them.

Prose must never become a table. So: rules that begin and end alike; below the first of them a short head with
a name in nearly every column; below that, lines of which none crosses the white between the columns.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.read.pdf.printed import Box, PrintedLine
from pipeline.read.pdf.tables.cell_lines import Character, printed_lines
from pipeline.read.pdf.tables.ruled import NEAR, Grid, Rule, Rules, same_ends

_MOST_RULES = 80  # of one kind on a page
_NARROWEST = 60.0  # points that such a table is wide at least
_WHITE = 0.9  # of a character's size: the least white between columns
_HEAD_LINES = 4
_HEAD_NAME = 24  # characters
_BODY_CELL = 30  # characters of a cell on average, outside the widest column
_SHORT_CELL = 8  # … and of the shortest column: columns of prose have none
_FEWEST_ROWS = 2
_MOST_COLUMNS = 20


def open_grids(rules: Rules, found: Sequence[Character], taken: Sequence[Box]) -> list[Grid]:
    """The grids of such tables, away from the boxes that are `taken` by other tables."""
    grids: list[Grid] = []
    free = [rule for rule in rules.across if not any(_touches(rule, box) for box in taken)]
    for group in same_ends(free):
        wide = group[0].end - group[0].start >= _NARROWEST
        if 3 <= len(group) <= _MOST_RULES and wide:
            grids += _in_group(group, found, taken)
    return grids


def _touches(rule: Rule, box: Box) -> bool:
    left, top, right, bottom = box
    beside = rule.end < left - NEAR or rule.start > right + NEAR
    return not beside and top - NEAR <= rule.at <= bottom + NEAR


def _in_group(group: Sequence[Rule], found: Sequence[Character], taken: Sequence[Box]) -> Iterator[Grid]:
    """The longest tables between rules that end alike, from the top."""
    first = 0
    while first < len(group) - 2:
        for last in range(len(group) - 1, first + 1, -1):
            grid = _table(group[first : last + 1], found, taken)
            if grid:
                yield grid
                first = last
                break
        else:
            first += 1


def _table(group: Sequence[Rule], found: Sequence[Character], taken: Sequence[Box]) -> Grid | None:
    """The table that all these rules make, if they make one."""
    left, right = group[0].start - NEAR, group[0].end + NEAR
    top, bottom = group[0].at, group[-1].at
    if any(box[1] < bottom and box[3] > top and box[0] < right and box[2] > left for box in taken):
        return None
    bands = [_lines(found, (left, above.at, right, below.at)) for above, below in pairwise(group)]
    if not all(bands) or len(bands[0]) > _HEAD_LINES:
        return None
    body = [line for band in bands[1:] for line in band]
    columns = _columns([part for line in body for part in line], left, right)
    if len(columns) < 3 or not _is_head(bands[0], columns) or not _is_body(body, columns):
        return None
    rows = [top, group[1].at, *_row_edges(group[1:], bands[1:], columns)]
    count = len(columns) - 1
    boxes = tuple((row, column, 1, 1) for row in range(len(rows) - 1) for column in range(count))
    return Grid(tuple(columns), tuple(rows), boxes)


def _lines(found: Sequence[Character], box: Box) -> list[list[PrintedLine]]:
    """The lines within a box, each as the parts between which there is white."""
    left, top, right, bottom = box
    inside = [
        char
        for char in found
        if left <= char.middle[0] <= right and top <= char.middle[1] < bottom and not char.turn
    ]
    return [list(_parts(line)) for line in printed_lines(inside, 0)]


def _parts(line: PrintedLine) -> Iterator[PrintedLine]:
    start = 0
    last: int | None = None  # the last character that is no space
    for place, sign in enumerate(line.text):
        if sign == " ":
            continue
        if last is not None and line.edges[place] - _right(line, last) > _WHITE * line.size:
            yield _part(line, start, last + 1)
            start = place
        last = place
    yield _part(line, start, len(line.text))


def _right(line: PrintedLine, place: int) -> float:
    """Where a character ends, which may be before the next one begins."""
    return min(line.edges[place + 1], line.edges[place] + line.size)


def _part(line: PrintedLine, start: int, end: int) -> PrintedLine:
    _, top, _, bottom = line.box
    box = line.edges[start], top, _right(line, end - 1), bottom
    return PrintedLine(line.text[start:end], box, line.page, line.size, (*line.edges[start:end], box[2]))


def _columns(parts: Sequence[PrintedLine], left: float, right: float) -> list[float]:
    """The edges of columns: the middles of the white that no line crosses."""
    edges = [left]
    end: float | None = None
    for part in sorted(parts, key=lambda part: part.box[0]):
        if end is not None and part.box[0] - end > _WHITE * part.size:
            edges.append((end + part.box[0]) / 2)
        end = max(part.box[2], end or part.box[2])
    return [*edges, right]


def _column(part: PrintedLine, columns: Sequence[float]) -> int:
    return min(max(bisect_right(columns, (part.box[0] + part.box[2]) / 2) - 1, 0), len(columns) - 2)


def _crosses(part: PrintedLine, columns: Sequence[float]) -> bool:
    column = _column(part, columns)
    return part.box[0] < columns[column] - NEAR or part.box[2] > columns[column + 1] + NEAR


def _is_head(lines: Sequence[Sequence[PrintedLine]], columns: Sequence[float]) -> bool:
    """Whether lines name columns: each stands in its column, all but one have a name."""
    parts = [part for line in lines for part in line]
    named = {_column(part, columns) for part in parts}
    count = len(columns) - 1
    short = all(len(part.text) <= _HEAD_NAME and not _crosses(part, columns) for part in parts)
    return short and len(named) >= max(count - 1, 2)


def _is_body(lines: Sequence[Sequence[PrintedLine]], columns: Sequence[float]) -> bool:
    """Whether lines are rows: enough of them have text in most columns, and cells are short but for one column."""
    count = len(columns) - 1
    full = sum(_is_full(line, columns) for line in lines)
    lengths = [0] * count
    for line in lines:
        for part in line:
            lengths[_column(part, columns)] += len(part.text)
    shorter = sorted(lengths)[:-1] if count > 2 else [min(lengths)]
    return (
        count <= _MOST_COLUMNS
        and full >= _FEWEST_ROWS
        and 2 * full >= len(lines)
        and min(lengths) > 0
        and min(lengths) <= _SHORT_CELL * full
        and all(length <= _BODY_CELL * full for length in shorter)
    )


def _is_full(line: Sequence[PrintedLine], columns: Sequence[float]) -> bool:
    """Whether a line has text in most columns."""
    return 2 * len({_column(part, columns) for part in line}) > len(columns) - 1


def _row_edges(
    rules: Sequence[Rule], bands: Sequence[Sequence[Sequence[PrintedLine]]], columns: Sequence[float]
) -> list[float]:
    """The lower edges of the rows of the body: its rules, or where there is only one band, between its lines.

    A line with text in most columns begins a row there; other lines belong to the nearest such line.
    """
    if len(bands) > 1 and not all(_is_list(band, columns) for band in bands):
        return [rule.at for rule in rules[1:]]
    edges = []
    for rule, band in zip(rules[1:], bands, strict=True):
        tops = [min(part.box[1] for part in line) for line in band]
        bottoms = [max(part.box[3] for part in line) for line in band]
        full = [place for place, line in enumerate(band) if _is_full(line, columns)]
        for one, other in pairwise(full):
            gaps = [(tops[place + 1] - bottoms[place], -place) for place in range(one, other)]
            cut = -max(gaps)[1]  # the widest gap, the first of equal ones
            cut = (
                other - 1 if max(gaps)[0] - min(gaps)[0] < 1 else cut
            )  # no gap wider: what follows belongs above
            edges.append((bottoms[cut] + tops[cut + 1]) / 2)
        edges.append(rule.at)
    return edges


def _is_list(band: Sequence[Sequence[PrintedLine]], columns: Sequence[float]) -> bool:
    """Whether a band between two rules holds several rows: each of its lines has text in all columns."""
    count = len(columns) - 1
    return len(band) >= 2 and all(len({_column(part, columns) for part in line}) == count for line in band)
