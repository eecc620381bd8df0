"""What stands before and behind a number and compares it: 不低于, 控制在…以内, 左右, and thresholds.

The operators are those of the annotation guide. A number is a threshold where it says to whom or what
a rule applies ("35蒸吨/小时及以下燃煤锅炉", "PM2.5浓度低于40微克/立方米的城市"): it then qualifies the noun that
follows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from pipeline import lexicon
from pipeline.annotate.wordcuts import ends_with_a_deed, says_a_deed
from pipeline.lexicon.patterns import alternatives, any_of, forms
from pipeline.lexicon.schema import Comparing
from pipeline.model import Operator
from pipeline.units import parse_unit

_WORDS = lexicon.comparisons()
_CHANGES = lexicon.changes()
_ACTS = lexicon.acts()


def _of(words: Iterable[Comparing], op: Operator) -> str:
    """The words that are this operator."""
    return any_of(word for word in words if word.op == op)


def _negated(op: Operator) -> str:
    """The words before a number that are this operator by negating another: 不低于."""
    return alternatives(
        f for word in _WORDS.before if word.op == op for f in word.forms if f.startswith("不")
    )


_HOLD = any_of(_CHANGES.hold)
_FOR_ONE = "(?:每(?:人|月|年|生|户|亩|日|天|学年|学期))*"  # "提高到每人每月120元"
_BEFORE = re.compile(
    rf"(?:(?P<ge>至少(?:{any_of(_ACTS.act)}|达到?|有|建有|组织|安排|确保)|(?:达到?|{_HOLD}在?)不低于|{_of(_WORDS.before, '>=')})"
    rf"|(?P<le>{_of(_WORDS.before, '<=')})"
    rf"|(?P<gt>{_of(_WORDS.before, '>')})"
    rf"|(?P<lt>{_of(_WORDS.before, '<')})"
    rf"|(?P<approx>{_of(_WORDS.before, '~')})"
    rf"|(?P<eq>(?:{any_of([*_CHANGES.change, *_CHANGES.leading])}|{_HOLD}|达|占比?)(?:到|至|为|在)"
    rf"|达成|达|保持|维持|为|占比?))(?:了|约|近|到)?{_FOR_ONE}$"
)
_OF_WHOLE = re.compile(
    rf"(?:(?P<ge>{_negated('>=')})|(?P<le>{_negated('<=')})"
    r"|(?P<gt>$^)|(?P<lt>$^))[^,。;\t]{2,30}的$"
)
_BEHIND = re.compile(
    rf"(?:\(不?含[^()]{{0,12}}\))?(?:(?P<ge>{_of(_WORDS.behind, '>=')})|(?P<le>{_of(_WORDS.behind, '<=')})"
    rf"|(?P<approx>{_of(_WORDS.behind, '~')}))(?:\(含\)|范围内)?"
)
_WINDOW = 10
_EXTENT = re.compile(rf"的?[^,。;]{{0,8}}{any_of(_WORDS.amount)}(?:达到|完成|实现|符合)")
_GIVEN = tuple(forms(_WORDS.given))
_OF_NOBODY = re.compile("[^,。;\n]{0,20}的(?:[,。;]|$)")
_MEANT = re.compile("(?:^|[,。;:、\n\t])(?:对|凡|针对|涉及|属于)[^,。;\n\t]{1,16}$")  # "对停放30辆以上的场所"
_FOR_EACH = re.compile("每(?:增加|提高|提升|上升|减少|降低|下降|超过|超|满|新增)?$")  # "每增加1人，…"
_QUALIFIES = re.compile("(?:、[^,。;、]{1,12})?的[\u4e00-\u9fff]")  # "超过50年、材质落后的管网"
_AT_LEAST = ("超过", "超", "突破")  # so many are brought about: "培育超过100家的企业"
_HAN = re.compile(r"[\u4e00-\u9fff(\"A-Za-z]")
_PREDICATE_AFTER_SHARE = re.compile(rf"^的?[^,。;、]{{1,24}}?{any_of(_WORDS.share)}")
_RATE = re.compile(
    f"{any_of(head for head in lexicon.indicators().head if head.statistic == 'share')}$"
)  # "覆盖率80%以上的县" are the counties meant
_GOES_ON = re.compile(r"^(?:并|和|及|与|、|的(?:目标|要求|水平|标准))")
# "推动全省100家以上企业实施…": so many are to be moved; they are not what a rule applies to.
_MOVED = re.compile(
    rf"(?:{any_of(_ACTS.move)}|培育)(?:全[省市县区国州旗]|[一-龥]{{2,6}}[省市县区州旗])?(?:各类)?$"
)
_MOVED_REACH = 14
_WHOLE_THINGS = re.compile(f"{any_of(lexicon.units().moved)}$")
_LENGTH = re.compile("公里$")  # "建设30公里以上绿道", "…公园、100公里以上绿道": what is built is measured so
_BUILT = re.compile(rf"(?:{any_of(_ACTS.act)}|{any_of(_ACTS.added)})(?:[^,。;]*\d[^,。;]*[、和及])?$")
_CLAUSE = 40  # characters looked back for the verb of which a count is the object
_LISTED_COUNT = re.compile(rf"\d[万千百]?{any_of(lexicon.units().moved)}")
_HEADS_CLAUSE = re.compile("(?:^|[,。;:、\n\t]|全[省市县区州国]|力争|确保|实现|使|[年底前])$")
_HAS = re.compile(f"(?<![现原既已所具]){any_of(_ACTS.have)}$")
_SHORTEST_SHARE = 4
_HOLDS_ABOVE = re.compile("在$")
_GOES_UP = re.compile(any_of(_WORDS.steady))
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
    if (
        before
        and before[0] == "突破"
        and unit
        and _counts(text[slice(*unit)])
        and _HAN.match(text[last : last + 1])
    ):
        op = None  # "突破100项关键技术": what is done to them
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
    return _HAS.search(clause) is not None or ends_with_a_deed(clause)


def _shares_out(text: str, start: int, after: str) -> bool:
    """Whether a share at the head of its clause is the subject of what follows ("75%以上科技人员落户企业")."""
    if not _HEADS_CLAUSE.search(text, max(start - 8, 0), start):
        return False
    rest = re.split("[,。;、]", after)[0]
    return len(rest) > _SHORTEST_SHARE and says_a_deed(rest)


def _measures_counted(unit: str, text: str, end: int) -> bool:
    """Whether the number says which things the next one counts ("超50亿元企业20家")."""
    return bool(unit) and not _counts(unit) and _MEASURES_COUNTED.match(text, end) is not None


def _is_threshold(
    text: str, before: re.Match[str] | None, behind: re.Match[str] | None, place: tuple[int, int], unit: str
) -> bool:
    start, last = place
    after = text[last : last + 30]
    if _says_which(text, before, behind, start, after, unit):
        return True
    if not _HAN.match(after) or _GOES_ON.match(after) or (behind and behind["approx"]):
        return False
    if _EXTENT.match(after):
        return False  # "50平方公里以上建设用地面积达到…要求": the amount itself is reached
    if unit in {"%", "‰"}:
        return _share_qualifies(text, before, behind, start, after)
    if behind:
        return _bound_qualifies(text, before, start, after, unit)
    return before is not None and before[0] == "超" and not _counts(unit)  # "超10亿元产业集群"


def _says_which(
    text: str, before: re.Match[str] | None, behind: re.Match[str] | None, start: int, after: str, unit: str
) -> bool:
    """Whether the words around a number, whatever it measures, make it a condition."""
    if after.startswith(_GIVEN) or _FOR_EACH.search(text, max(start - 6, 0), start):
        return True
    if after.startswith("的") and (before or behind) and _MEANT.search(text, max(start - 20, 0), start):
        return True
    if _OF_NOBODY.match(after) and (behind or _is_strict(before)):
        return True  # "…1000万元及以上的，": to whom the clause applies
    brought_about = _counts(unit) and before is not None and before[0].endswith(_AT_LEAST)
    return _is_strict(before) and not brought_about and _QUALIFIES.match(after) is not None


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
    if _LENGTH.search(unit) and _BUILT.search(text, max(start - _CLAUSE, 0), start):
        return False
    moved = counted and (_MOVED.search(text, max(start - _MOVED_REACH, 0), start) or _is_object(text, start))
    return not moved and (after.startswith("的") or not _is_reached(before))


def _counts(printed: str) -> bool:
    """Whether a unit as printed counts whole things."""
    unit = parse_unit(printed)[1]
    return unit is not None and unit.counts
