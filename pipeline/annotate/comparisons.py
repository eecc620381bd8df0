"""What stands before and behind a number and compares it: 不低于, 控制在…以内, 左右, and thresholds.

The operators are those of the annotation guide. A number is a threshold where it says to whom or what
a rule applies ("35蒸吨/小时及以下燃煤锅炉", "PM2.5浓度低于40微克/立方米的城市"): it then qualifies the noun that
follows it.
"""

from __future__ import annotations

import re

import msgspec

from pipeline.annotate.wordcuts import ends_with_a_deed, says_a_deed
from pipeline.model import Operator

_BEFORE = re.compile(
    r"(?:(?P<ge>不低于|不少于|不小于|不得低于|不得少于|不得小于|不能低于|不能少于|至少(?:达到?|有|配备|建设|建成|建有|设立|设置|开展|组织|培养|完成|安排|举办|新建|确保|培育|打造)?|最低|大于等于|≥|>=|达到或超过|(?:达到?|保持在?|稳定在?)不低于)"
    r"|(?P<le>不高于|不超过|不大于|不多于|不得高于|不得超过|不得大于|不能超过|至多|最多|最高|小于等于|≤|<=|控制在|控制到|限制在|压减到|压减至)"
    r"|(?P<gt>高于|超过|大于|多于|突破|(?<=率)超|(?<=重)超|(?<=比)超|>)"
    r"|(?P<lt>低于|小于|少于|不足|不到|<)"
    r"|(?P<approx>约为|约占|大约|大概|接近|(?<![节契合预制签公邀条])约|(?<![附最远])近)"
    r"|(?P<eq>(?:提高|提升|增加|增长|上升|扩大|拓展|下降|降低|减少|压减|压缩|缩短|缩小|发展|恢复|调整|推进|达|增|降|升|减|稳定|保持|维持|占比?)(?:到|至|为|在)"
    r"|达成|达|为|占比?))(?:了|约|近|到)?$"
)
_OF_WHOLE = re.compile(
    r"(?:(?P<ge>不低于|不少于)|(?P<le>不高于|不超过)|(?P<gt>$^)|(?P<lt>$^))[^,。;\t]{2,30}的$"
)
_BEHIND = re.compile(
    r"(?:\(含\)|\(不含\))?(?:(?P<ge>及?以上)|(?P<le>以内|之内|及?以下|内)|(?P<approx>左右|上下))(?:\(含\)|范围内)?"
)
_WINDOW = 10
_EXTENT = re.compile(r"的?[^,。;]{0,8}(?:面积|数量|规模|人数|人口)(?:达到|完成|实现|符合)")
_GIVEN = ("范围", "的基础上", "基础上", "的前提下", "的情况下", "的条件")
_OF_NOBODY = re.compile("的(?:[,。;、]|$)")
_HAN = re.compile(r"[\u4e00-\u9fff(\"A-Za-z]")
_PREDICATE_AFTER_SHARE = re.compile(
    r"^的?[^,。;、]{1,24}?(?:完成|实现|达到|达标|建成|建立|使用|采用|开展|配备|接入|符合|安装|覆盖|淘汰|改造|完善)"
)
_RATE = re.compile(r"(?:率|比例|比重|占比)$")  # "覆盖率80%以上的县" are the counties meant
_GOES_ON = re.compile(r"^(?:并|和|及|与|、|的(?:目标|要求|水平|标准))")
# "推动全省100家以上企业实施…": so many are to be moved; they are not what a rule applies to.
_MOVED = re.compile(
    "(?:推动|引导|组织|指导|带动|帮助|动员|培育|支持)(?:全[省市县区国州旗]|[一-龥]{2,6}[省市县区州旗])?(?:各类)?$"
)
_MOVED_REACH = 14
_WHOLE_THINGS = re.compile("[个家户所座处条项名人件套台辆艘场次]$")
_CLAUSE = 40  # characters looked back for the verb of which a count is the object
_LISTED_COUNT = re.compile(r"\d[万千百]?[个家户所座处条项名人件套台辆艘场次]")
_HEADS_CLAUSE = re.compile("(?:^|[,。;:、\n\t]|全[省市县区州国]|力争|确保|实现|使|[年底前])$")
_SHORTEST_SHARE = 4
_HOLDS_ABOVE = re.compile("在$")
_GOES_UP = re.compile("持续|稳定|稳步|不断|平稳|运行")
_COUNTED = re.compile(r"[个家台座辆户项次轮处批人名条所件套场期]$")
# "超50亿元企业20家", "10万千瓦以上电站5座": the first number says which ones, the second how many
_MEASURES_COUNTED = re.compile(
    r"级?的?(?![和及与并约共计达增减另其])[\u4e00-\u9fff]{2,10}(?:\d+|[一二两三四五六七八九十]+)(?:余|多)?(?:家|户|座|所|处|台|辆|艘|[个条项](?![月百]))"
)


class Comparison(msgspec.Struct, frozen=True, gc=False):
    """The operator, the folded range from the first to the last word of it, and the threshold verdict."""

    op: Operator | None
    start: int
    end: int
    threshold: bool


def compare(
    text: str, start: int, end: int, unit: tuple[int, int] | None, *, share: bool = False
) -> Comparison:
    """How the number `text[start:end]` (folded, with its unit) is compared by its neighbours.

    Args:
        share: it is a part of a whole in words (一半), which is compared as percentages are.
    """
    window = text[max(start - _WINDOW, 0) : start].rpartition("\t")[2]  # never out of the cell
    before = _BEFORE.search(window) or _OF_WHOLE.search(text, max(start - 40, 0), start)
    first = start - len(before.string[before.start() : before.endpos]) if before else start
    behind = _BEHIND.match(text, end)
    if behind and behind["le"] == "内" and text[behind.end() : behind.end() + 1] != "的":
        behind = None
    last = behind.end() if behind else end
    op = _operator(before, behind)
    printed = "%" if share else text[unit[0] : unit[1]] if unit else ""
    bounded = before is not None or behind is not None or text[start - 1 : start] == "超"
    threshold = (bounded and _measures_counted(printed, text, last)) or _is_threshold(
        text, before, behind, (start, last), printed
    )
    return Comparison(op, first, last, threshold)


def _operator(before: re.Match[str] | None, behind: re.Match[str] | None) -> Operator | None:
    if behind:
        if behind["approx"]:
            return "~"
        return ">=" if behind["ge"] else "<="
    names: dict[str, Operator] = {"ge": ">=", "le": "<=", "gt": ">", "lt": "<", "approx": "~", "eq": "="}
    return names[before.lastgroup or "eq"] if before else None


def _is_object(text: str, start: int) -> bool:
    """Whether a count is what somebody is to bring about ("建设15家以上孵化器"), or one of a list of such."""
    clause = re.split("[,。;:\n\t]", text[max(start - _CLAUSE, 0) : start])[-1]
    if clause[-1:] in {"、", "和", "及", "与"}:
        return _LISTED_COUNT.search(clause) is not None
    return clause.endswith("有") or ends_with_a_deed(clause)


def _shares_out(text: str, start: int, after: str) -> bool:
    """Whether a share at the head of its clause is the subject of what follows ("75%以上科技人员落户企业")."""
    if not _HEADS_CLAUSE.search(text, max(start - 8, 0), start):
        return False
    rest = re.split("[,。;、]", after)[0]
    return len(rest) > _SHORTEST_SHARE and says_a_deed(rest)


def _measures_counted(unit: str, text: str, end: int) -> bool:
    """Whether the number says which things the next one counts ("超50亿元企业20家")."""
    return bool(unit) and not _COUNTED.search(unit) and _MEASURES_COUNTED.match(text, end) is not None


def _is_threshold(
    text: str, before: re.Match[str] | None, behind: re.Match[str] | None, place: tuple[int, int], unit: str
) -> bool:
    start, last = place
    after = text[last : last + 30]
    if after.startswith(_GIVEN):
        return True
    if not _HAN.match(after) or _GOES_ON.match(after) or (behind and behind["approx"]):
        return False
    of = after.startswith("的")
    if of and _OF_NOBODY.match(after) and behind:
        return True  # "…1000万元及以上的，": to whom the clause applies
    if _EXTENT.match(after):
        return False  # "50平方公里以上建设用地面积达到…要求": the amount itself is reached
    if unit in {"%", "‰"}:
        return _share_qualifies(text, before, behind, start, after)
    if behind:
        return _bound_qualifies(text, before, start, after, unit)
    more = before is not None and before["gt"]
    return _is_strict(before) and of and not (_COUNTED.search(unit) and more)


def _is_strict(before: re.Match[str] | None) -> bool:
    return before is not None and bool(before["gt"] or before["lt"])


def _is_reached(before: re.Match[str] | None) -> bool:
    return before is not None and not _is_strict(before)


def _share_qualifies(
    text: str, before: re.Match[str] | None, behind: re.Match[str] | None, start: int, after: str
) -> bool:
    """Whether a share says which things are meant ("覆盖率80%以上的县") and is not the subject of a predicate."""
    rated = _RATE.search(text, max(start - 3, 0), start) is not None
    predicate = _PREDICATE_AFTER_SHARE.match(after) and not (after.startswith("的") and rated)
    predicate = predicate or (behind and not rated and _shares_out(text, start, after))
    return bool(behind or _is_strict(before)) and not _is_reached(before) and not predicate


def _bound_qualifies(text: str, before: re.Match[str] | None, start: int, after: str, unit: str) -> bool:
    """Whether a number with 以上 or 以下 says which things are meant, and not how many are to be brought about."""
    if _HOLDS_ABOVE.search(text, max(start - 1, 0), start) and _GOES_UP.match(after):
        return False
    counted = _WHOLE_THINGS.search(unit) is not None
    moved = counted and (_MOVED.search(text, max(start - _MOVED_REACH, 0), start) or _is_object(text, start))
    return not moved and (after.startswith("的") or not _is_reached(before))
