"""What a paragraph's own properties say: whether its mark was removed, and how it stands."""

from __future__ import annotations

from lxml.etree import _Element

from pipeline.read.word import names as n

_MARK = f"{n.PARAGRAPH_PROPERTIES}/{n.RUN_PROPERTIES}"
_JUSTIFIED = f"{n.PARAGRAPH_PROPERTIES}/{n.W}jc"


def mark_removed(paragraph: _Element) -> _Element | None:
    """The w:del or w:moveFrom that took a paragraph's mark away: it then goes on in the next one."""
    mark = paragraph.find(_MARK)
    if mark is None:
        return None
    removed = mark.find(n.DELETED)
    return removed if removed is not None else mark.find(n.MOVED_FROM)


def following(paragraph: _Element) -> _Element | None:
    """The paragraph that follows at once, apart from marks of ranges; None if a table or nothing does."""
    for element in paragraph.itersiblings():
        if element.tag == n.PARAGRAPH:
            return element
        if element.tag in (n.TABLE, n.CONTENT_CONTROL, n.ALTERNATIVES):
            return None
    return None


def is_centred(paragraph: _Element) -> bool:
    """Whether a paragraph itself says that it is centred."""
    justified = paragraph.find(_JUSTIFIED)
    return justified is not None and justified.get(n.VALUE) == "center"
