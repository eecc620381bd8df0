"""Lists of others than places whom a plan binds: "钢铁、水泥、焦化", "老年人、孕产妇以及残疾人".

All positions are of the folded text.
"""

from __future__ import annotations

import re

from pipeline.annotate.place_lists import NUMERAL, Listed, Member
from pipeline.annotate.places import Place
from pipeline.annotate.wordcuts import begins_with_a_deed, ends_with_a_deed
from pipeline.dates import number

_BRACKET = r"\([^()]*\)"
_LIST = re.compile(rf"(?:[^()。;,:!?\t]|{_BRACKET})+")
_ITEM = re.compile(
    rf"(?:{_BRACKET}|(?!以及)[^、和及与]|(?<=[\u3400-\u9fff])(?:及(?=其)|和(?=[^、]{{1,4}}的)))+"
)
_TAIL = re.compile(
    rf"(?:等|共)?(?P<n>{NUMERAL})(?:个|类|种|大|项)[\u3400-\u9fff]{{0,6}}$|等[\u3400-\u9fff]{{0,4}}$"
)
_LONGEST_ITEM = 32
_FEWEST = 2
_SHORT = 4  # characters of an item that may look like a verb (印染, 铸造)


def read_groups(text: str, start: int) -> Listed | None:
    """The list that starts at `start` and ends with its clause; None if nothing is listed there.

    An item that begins with a verb makes a sentence of it, and no list.
    """
    found = _LIST.match(text, start)
    if found is None or "、" not in found[0]:
        return None
    tail = _TAIL.search(found[0])
    end = start + (tail.start() if tail else len(found[0]))
    items = list(_ITEM.finditer(text, start, end))
    if len(items) < _FEWEST or any(not _names(item[0]) for item in items):
        return None
    count = number(tail["n"]) if tail and tail["n"] else None
    return Listed(
        members=tuple(Member(Place(item.start(), item.end(), None, None), None) for item in items),
        end=found.end(),
        count=count,
        open=tail is not None and count is None,
    )


def _names(item: str) -> bool:
    """Whether an item names somebody: no deed, unless it says whose (纳入…制度的…家庭)."""
    bare = re.sub(_BRACKET, "", item)
    if not 1 < len(bare) <= _LONGEST_ITEM:
        return False
    return (
        len(bare) <= _SHORT or not begins_with_a_deed(bare) or ("的" in bare and not ends_with_a_deed(bare))
    )
