"""Plans beside each other: which provisions deal with the same matter.

Reads records only, never files. `align` takes the profiles of two of them and says which provisions belong
in one row, how sure that is, and which have no counterpart; `side_by_side` lays any number in rows, and
`differences` says how two provisions differ
(`differences_of`, of provisions that are cut into words already).
"""

from pipeline.compare.align import Alignment, Comparison, Unmatched, align
from pipeline.compare.cut import Cut
from pipeline.compare.difference_shapes import KINDS, Change, ChangeKind, Differences, Fact, Piece, Side
from pipeline.compare.differences import differences, differences_of
from pipeline.compare.profiles import Profile, profile_of
from pipeline.compare.provisions import Provision
from pipeline.compare.side_by_side import Counterpart, Row, side_by_side

__all__ = [
    "KINDS",
    "Alignment",
    "Change",
    "ChangeKind",
    "Comparison",
    "Counterpart",
    "Cut",
    "Differences",
    "Fact",
    "Piece",
    "Profile",
    "Provision",
    "Row",
    "Side",
    "Unmatched",
    "align",
    "differences",
    "differences_of",
    "profile_of",
    "side_by_side",
]
