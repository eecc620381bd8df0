"""Lines that a page or a Word file breaks within a paragraph: which go on in the next one."""

from __future__ import annotations

import re

from pipeline.read.joining import goes_on
from pipeline.read.pieces import SPACE

# A line of a centred block that is not part of the title: the number, a date or a remark in brackets.
_NO_TITLE_LINE = re.compile(
    r"^[（(〔【\[].*[）)〕】\]]$|[〔（(\[［【]\s*(?:19|20)\d\d\s*[〕）)\]］】].*号|^\d{4}\s*年.*日$"
)
_TITLE_END = re.compile(r"的(?:通知|意见|办法|规定|决定|批复|复函|函|公告|通告|报告|请示)$")
_TITLE_LINE = 60


def lines_joined(text: str, following: str, *, as_title: bool) -> bool:
    """Whether the line after a line break goes on with what stands before it.

    Args:
        text: what stands before the break.
        following: the line behind it.
        as_title: whether the paragraph is set as titles are (centred, a heading).
    """
    if not as_title or max(len(text), len(following)) > _TITLE_LINE or "。" in text + following:
        return goes_on(text.strip(SPACE), following.strip(SPACE), following_indented=following[0] in SPACE)
    return not (_NO_TITLE_LINE.search(text) or _NO_TITLE_LINE.search(following) or _TITLE_END.search(text))
