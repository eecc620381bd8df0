"""Lists of annexes ("附件：1.… 2.…"): they announce what follows or is enclosed, and their numbers start nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.outline.head import is_date, is_issuer
from pipeline.outline.labels import Label, parse_annex

_REACH = 8  # lines in which a signature, or the annex itself, follows


def is_annex_list(texts: Sequence[str], labels: Sequence[Label | None], index: int) -> bool:
    """Whether an annex line only announces: nothing but numbered titles follows, or shortly a signature or the annex itself.

    `texts` are the document's lines, `labels` the printed number of each.
    """
    if index + 1 < list_end(texts, labels, index) == len(texts):
        return True
    own = parse_annex(texts[index])
    for k in range(index + 1, min(index + 1 + _REACH, len(texts))):
        if is_date(texts[k]) and is_issuer(texts[k - 1]):
            return True
        other = parse_annex(texts[k])
        if other and own:
            return other[0] == own[0] or (own[0][-1:] in "件表" and other[0].startswith(own[0]))
    return False


def list_end(texts: Sequence[str], labels: Sequence[Label | None], index: int) -> int:
    """Where the numbered titles below an annex line end."""
    end = index + 1
    while end < len(texts) and labels[end] and not re.search("[。；;]", texts[end]):
        end += 1
    return end
