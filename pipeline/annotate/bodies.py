"""Names of bodies in lists: the front door of the grammar that all components share.

`parse_bodies` reads a list, `resolve_names` settles misprints against the whole document; what one
name looks like is in `body_names`.
"""

from __future__ import annotations

from pipeline.annotate.name_lists import Name, split_list
from pipeline.annotate.name_resolution import resolve_names
from pipeline.annotate.name_spreading import spread_bodies, spread_endings, spread_levels

__all__ = ["Name", "parse_bodies", "resolve_names", "split_bodies", "spread_levels"]


def parse_bodies(text: str, start: int, end: int) -> list[Name]:
    """The names of the list `text[start:end]` (folded), in order, with what is common spread.

    Every item is given, also one that is no body in form: the caller decides by `kind_of`.
    """
    return spread_levels(split_bodies(text, start, end))


def split_bodies(text: str, start: int, end: int) -> list[Name]:
    """As `parse_bodies`, but without the levels, for a list that is part of a longer one."""
    names, common = split_list(text[start:end])
    return spread_bodies(spread_endings([name.shifted(start) for name in names], common))
