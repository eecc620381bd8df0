"""Which numbers of a clause somebody is committed to, by the words around them: an operator, a verb of achievement."""

from __future__ import annotations

import re

from pipeline import lexicon
from pipeline.annotate.parts import Number, Part
from pipeline.annotate.wordcuts import says_a_deed
from pipeline.lexicon.patterns import any_of

_WORDS = lexicon.acts()
_CHANGES = lexicon.changes()
_ACT, _BRING, _INSPECT = any_of(_WORDS.act), any_of(_WORDS.bring), any_of(_WORDS.inspect)
_COMMITTED = re.compile(
    rf"{_ACT}|{any_of(_WORDS.committing)}|{_INSPECT}|{any_of([*_CHANGES.change, *_CHANGES.extent, *_CHANGES.hold])}"
    r"|达|不低于|不少于|不高于|不超过|每[^,。;]{1,10}有"
)
_TREATS = re.compile("对[^,。;]{0,12}$")
_TREATMENT = re.compile(rf"[^,。;]{{1,24}}?{_BRING}[^,。;]{{0,8}}{any_of(_WORDS.treatment)}")
_RATED = re.compile("(?:[^效费税利汇速功频倍]率|比例|占比|比重)$")  # "社区养老服务设施覆盖率100%"
_UNDONE = re.compile(
    "(?:[的、]|现有|已有|原有|既有)$|^(?:由|与|即|按|对|依托|利用|围绕|结合|现有|已有|原有|既有|涉及|包括)"
)  # before these no deed reaches the number
_SHARE_OF = re.compile(rf"(?<=%)的[^,。;]{{1,30}}{any_of(lexicon.comparisons().share)}")
_PLACED = re.compile(r"(?<![持定制])在$|(?<!面)[从对由与向]$")  # "在10个领域", but not "稳定在"
# "提升三个基地和22个集群的科技含量": so many have what is improved
_IMPROVES = re.compile(r"(?:提升|提高|增强|改善|优化|加强|完善)[^,。;]*$")
_QUALITY_OF = re.compile(r"[^,。;的]{1,20}的[\u4e00-\u9fff]{2,12}(?=[,。;]|$)")


def is_committed(part: Part, start: int, number: Number) -> bool:
    """Whether an operator or a verb of achievement stands before the number, and not 在 ("在10个领域")."""
    if number.mark.kind == "rank" or (number.mark.op is not None and number.mark.op != "~"):
        return True
    if _TREATS.search(part.text, start, number.start) and _TREATMENT.match(part.text, number.op_end):
        return True  # "对全区1918个垃圾箱房进行升级改造"
    if (
        number.mark.op is None
        and _QUALITY_OF.match(part.text, number.op_end)
        and _IMPROVES.search(part.text, start, number.start)
    ):
        return False
    if _PLACED.search(part.text, max(number.start - 2, 0), number.start):
        return False
    if _SHARE_OF.match(part.text, number.op_end):
        return True
    if number.mark.op is not None or _COMMITTED.search(part.text, start, number.start):
        return True
    before = part.words(start, number.start)
    if _RATED.search(before):
        return True
    weak = number.mark.chinese or number.mark.unit == "%" or _UNDONE.search(before)
    return not weak and says_a_deed(before)
