"""What a number measures and where ("plan_phrases"): indicator and scope of each clause with numbers.

Reads segments, times and quantities, writes one `PhraseMark` a number. jieba decides where a scope may
end, so that no word is cut.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from spacy.language import Language
from spacy.tokens import Doc

from pipeline import lexicon
from pipeline.annotate.component import folded_view, get, put
from pipeline.annotate.found_times import PERIODS
from pipeline.annotate.parts import Number, Part, Parts, without_trailing
from pipeline.annotate.scopes import is_whole, split_lists, split_scope
from pipeline.annotate.wordcuts import is_a_deed, says_a_deed
from pipeline.fold import Folded, is_han
from pipeline.lexicon.patterns import any_of
from pipeline.marks import PhraseMark
from pipeline.units import base_unit_of, parse_unit

_WORDS = lexicon.acts()
_CHANGES = lexicon.changes()
_ACT, _BRING, _INSPECT = any_of(_WORDS.act), any_of(_WORDS.bring), any_of(_WORDS.inspect)
_AGAINST = any_of(_CHANGES.against)
_LEADING_ACT = re.compile(
    rf"^(?:{any_of([*_WORDS.manner, *_WORDS.move])}|服务|达到|全面|分别)*(?:{_ACT}|达到)+(?:(?:或|和|及|、|并)(?:{_ACT}|投入使用|运营))*(?:不少于|不低于)?"
)
# "对生产企业、销售场所进行抽检不少于2次": what it is done to is the scope
_TREATED = re.compile(rf"对(?P<of>[^,。;]{{2,40}}?)(?:分别)?{_BRING}")
_TREATS = re.compile("对[^,。;]{0,12}$")
_TREATMENT = re.compile(rf"[^,。;]{{1,24}}?{_BRING}[^,。;]{{0,8}}{any_of(_WORDS.treatment)}")
_MOVES = re.compile(
    r"(?:分(?:行业|领域|批次?|期|类别?|级|层次?|年度?|步骤?|阶段|区域|地区|片区|板块)、?)*"
    rf"{any_of(_WORDS.move)}*"
)
_ENDING_DEED = re.compile(rf"{any_of(_WORDS.deed)}(?:任务|工作|面积|数量)?$")
_ADVERBS = ("全面", "全部", "分别", "累计", "组织", "新", "再", "继续", "另", "要", "应", "并", "完成")
_NEW = tuple(word for entry in _WORDS.manner for word in entry.shields if word.endswith("新"))  # 更新改造
_PREDICATE = re.compile(rf"(?:确保|{_ACT})")
_ENDING_ACT = re.compile(
    rf"(?P<subject>.*?)(?:{any_of(_WORDS.manner)}|全[面部]|分别)*(?:{_ACT}|{any_of(_WORDS.added)})$"
)
_COMMITTED = re.compile(
    rf"{_ACT}|{any_of(_WORDS.committing)}|{_INSPECT}|{any_of([*_CHANGES.change, *_CHANGES.extent, *_CHANGES.hold])}"
    r"|达|不低于|不少于|不高于|不超过|每[^,。;]{1,10}有"
)
_NEWLY = re.compile(rf"(?:{any_of(_WORDS.manner)})*新[建增设](?=[\u4e00-\u9fff]{{3}})")
# "建成甲馆、乙馆等3个场馆": three are built; "推动甲市、乙市等3个城市建设场馆": three build
_BRINGS_ABOUT = re.compile(
    rf"(?:{any_of(_WORDS.manner)}|全[面部]|重点|加快|分别)*(?:{_ACT}|{any_of(_WORDS.added)})[^,。;]*等$"
)
_WHERE = re.compile(
    "(?:设区|地级|重点)?的?(?:城市|[省市县区州旗](?!级)|乡镇|镇|街道|地区|部门|单位|行业|领域|方面|国家(?!级|重点)|区域|流域|环节|类)"
)
_RATED = re.compile("(?:[^效费税利汇速功频倍]率|比例|占比|比重)$")  # "社区养老服务设施覆盖率100%"
_RATE_NAME = re.compile(r"[\u4e00-\u9fff]{2,20}率")
_REACHED_WITHIN = {base_unit_of(unit) for unit in ("分钟", "小时", "米")}
_RATED_BY = {"千伏", "蒸吨/小时", "总吨"}
_THING = re.compile("级?(?:以上|及以上)?[\u4e00-\u9fff]{2,10}")
_UNDONE = re.compile(
    "(?:[的、]|现有|已有|原有|既有)$|^(?:由|与|即|按|对|依托|利用|围绕|结合|现有|已有|原有|既有|涉及|包括)"
)  # before these no deed reaches the number
_MORE = r"(?:了|约|率?达到?|幅度(?:达到?)?|不低于|不少于|超过|高于|近)*$"
_SHARE_OF = re.compile(rf"(?<=%)的[^,。;]{{1,30}}{any_of(lexicon.comparisons().share)}")


def _changing(direction: str) -> str:
    """The words of change to one side."""
    return any_of(word for word in (*_CHANGES.change, *_CHANGES.extent) if word.direction == direction)


_CHANGE = re.compile(rf"(?P<up>{_changing('increase')}){_MORE}|{_changing('decrease')}{_MORE}")
_YEARLY = ("年均增长", "年均增速")
# "压减产能1200万吨": the change stands before what changes
_CHANGES_OBJECT = re.compile(
    rf"^(?:{any_of(_WORDS.manner)}|全[面部]|分别)*(?:(?P<up>增加|扩大)|{_changing('decrease')})(?![到至])(?=[\u4e00-\u9fffA-Za-z]{{2}})"
)
_ADDED = re.compile(rf"(?:^|[^或]){any_of(_WORDS.added)}(?!或)")
_BASELINE = re.compile(rf"(?:{_AGAINST}|比|在)[^,。;]{{0,16}}?(?:基础上|年度?|相比|末期?|水平)的?")
_COMPARED = re.compile(rf"(?:{_AGAINST}|在)$")
_PER_UNIT = re.compile("以[^,。;]{1,12}为单位$")  # "接种率以乡镇为单位达到90%"
_LEADS_TO_RANK = re.compile(rf"(?:力争|争取|继续|稳步|持续)*{any_of(_WORDS.rank)}")
_HEDGE = re.compile(r"力争|力求|争取|原则上|每年度?|全年")
_OF_WHOLE = re.compile(r"(?:不低于|不少于|不高于|不超过|达到?|占)[^,。;]{2,30}的$")  # "不低于停车位的10%"
_BODY = "[\u4e00-\u9fff]{1,14}?(?:局|厅|委|委员会|政府|办公室|部门)"
_ACTOR = re.compile(
    rf"^(?:{_BODY}[、和及与])*{_BODY}(?:(?:负责|牵头|要|应当?|须|组织|统筹)+|(?={_ACT}))"
)  # "县教育局负责新建学校5所": who does it is no part of what is counted
_RATE_PERIOD = re.compile(rf"(?<![\d个])(?P<unit>{any_of(lexicon.times().period)})度?{_INSPECT}[率比]")
_EACH_HAS = re.compile(
    r"(?P<of>(?:每个?|各|全部|所有|为)[^,。;]{1,30}?)(?:分别|各|均|都|要|应|至少|计划)*"
    rf"(?:{_ACT}|{any_of(_WORDS.have)}|安排|组织)(?:至少|不少于)?"
)
_LINKED = "、和及与"  # right before a number: what it counts stands behind it
_AFTER = re.compile(r"^的?(?P<noun>[^,。;:(、][^,。;:]*)")
_PLACED = re.compile(r"(?<![持定制])在$|(?<!面)[从对由与向]$")  # "在10个领域", but not "稳定在"
_LINK = re.compile(r"(?:、|和|及|与|以及|,)?")
_FROM = re.compile(
    r"^(?P<noun>.*?)(?:[,、])?[由从](?:目前|现在|现有|当前|上年|去年|原来|原有)?的?(?:每[^,。;\d]{1,3})*(?:不足|约|近)?$"
)
_TO = re.compile(
    rf"[,、]?{any_of([*_CHANGES.change, *_CHANGES.leading])}(?:到|至|为|的)的?(?:约|不低于|不高于)?"
)
_LED_BY_ACT = re.compile(rf"(?:至少|不少于|超过)(?:{_ACT}|建有|组织|安排)$")


@dataclass(frozen=True)
class _Former:
    """The value something had before: where its clause starts, what it measures, the number."""

    position: int
    noun: str
    number: Number


@Language.factory("plan_phrases")
def create_phrases(nlp: Language, name: str) -> PlanPhrases:
    """The component that finds indicators and scopes; runs after segments, times and quantities."""
    return PlanPhrases()


class PlanPhrases:
    """Finds what numbers measure; puts them under "phrases"."""

    def __call__(self, doc: Doc) -> Doc:
        view = folded_view(doc)
        numbered = Parts.of(doc, view).with_numbers() if get(doc, "quantities") else ()
        marks = [mark for part in numbered for mark in _phrases(view, part)]
        put(doc, "phrases", marks)
        return doc


def _phrases(view: Folded, part: Part) -> list[PhraseMark]:
    """Marks of a clause's numbers; numbers of one list ("5.95万吨和2.53万吨") are read together."""
    groups: list[list[Number]] = []
    for index, number in enumerate(part.numbers):
        if number.mark.threshold or _names_next(part, index):
            continue
        between = part.text[groups[-1][-1].op_end : number.start] if groups else ""
        if (
            groups
            and not _TO.fullmatch(between)
            and _LINK.fullmatch(part.text[groups[-1][-1].op_end : number.op_start])
        ):
            groups[-1].append(number)
        else:
            groups.append([number])
    marks: list[PhraseMark] = []
    position = part.start
    former: _Former | None = None
    for group in groups:
        known = former if former and _risen_from(part, former, group[0]) else None
        marks.extend(_group(view, part, known.position if known else position, group, known))
        former = _former(part, position, group)
        position = group[-1].op_end
    return marks


def _names_next(part: Part, index: int) -> bool:
    """Whether a time, length or rating belongs to the name of what the next number measures.

    "15分钟生活圈覆盖率90%", "500千伏变电站3座".
    """
    number = part.numbers[index]
    base = base_unit_of(number.mark.unit)
    if number.mark.op is not None or base not in {*_REACHED_WITHIN, *_RATED_BY}:
        return False
    following = part.numbers[index + 1] if index + 1 < len(part.numbers) else None
    if following is not None and base in _RATED_BY:
        return _THING.fullmatch(part.text, number.end, following.op_start) is not None
    return (
        following is not None and _RATE_NAME.fullmatch(part.text, number.end, following.op_start) is not None
    )


def _former(part: Part, position: int, group: list[Number]) -> _Former | None:
    """What `group` is the former value of, if 由 or 从 leads to it: "治理率由2020年的15%"."""
    start = part.body_start(position)
    found = _FROM.search(part.words(start, group[0].op_start)) if len(group) == 1 else None
    return _Former(position, found["noun"], group[0]) if found else None


def _risen_from(part: Part, former: _Former, number: Number) -> bool:
    """Whether "提高到" alone leads from a former value to `number`."""
    between = part.text[former.number.op_end : number.start]
    return _TO.fullmatch(part.words(former.number.op_end, number.start) or between) is not None


def _group(
    view: Folded, part: Part, position: int, group: list[Number], former: _Former | None
) -> list[PhraseMark]:
    first, last = group[0], group[-1]
    start = part.body_start(_in_bracket(part, position, first.op_start))
    before = part.words(start, first.op_start) if start < first.op_start else ""
    committed = former is not None or _is_committed(part, start, first)
    if former:
        before = former.noun
    elif _is_listed(part, group):
        start, before = first.op_start, ""
    change = _CHANGE.search(before)
    noun = before[: change.start()] if change and not before.endswith(_YEARLY) else before
    if change is None and first.mark.op in {None, ">=", "~"}:
        change = _CHANGES_OBJECT.match(before)
        noun = before[_end(change) :]
    noun = _ACTOR.sub("", _OF_WHOLE.sub("", noun))
    if first.mark.kind == "rank":
        noun = _ranked(noun)
    noun = without_trailing(_COMPARED.sub("", _HEDGE.sub("", _BASELINE.sub("", noun))))
    acts = change is not None and _improves_things(part, change[0], first)
    treated = _TREATED.match(noun)
    noun = _PER_UNIT.sub("", noun[_end(treated) :])
    noun = noun[_end(_MOVES.match(noun)) :]  # "引导推动2000家企业实施技术改造": who moves is not counted
    some = len(group) == 1 and _names_some(part, start, first)
    indicator, scope, end = _indicator(part, "" if some else noun, last.op_end, group)
    if treated:
        scope = treated["of"]
    items = split_lists(noun, len(group)) if len(group) > 1 else None
    quote = view.source(min(start, first.op_start), max(end, last.op_end))
    rate = _RATE_PERIOD.search(noun)
    marks = []
    for index, number in enumerate(group):
        own_indicator, own_scope = items[index] if items else (indicator, scope)
        marks.append(
            PhraseMark(
                start=number.mark.start,
                end=number.mark.end,
                indicator=own_indicator,
                scope=own_scope,
                whole=is_whole(own_scope),
                quote_start=quote[0],
                quote_end=quote[1],
                committed=committed,
                shared=index,
                shared_by=len(group) if len(group) > 1 else 0,
                change=None if acts else _direction(before, change, number.mark.unit),
                follows=_PREDICATE.match(noun) is not None,
                of_whole=_OF_WHOLE.search(before) is not None,
                rate_period=PERIODS[rate["unit"]] if rate else None,
                former=former.number.mark.start if former else None,
                names_some=some,
            )
        )
    return marks


def _is_listed(part: Part, group: list[Number]) -> bool:
    """Whether a link stands right before a count and its noun behind it ("…示范基地和150个专业群")."""
    number = group[0]
    linked = part.text[number.op_start - 1 : number.op_start] in _LINKED and number.op_start > part.start
    if not linked or len(group) > 1 or number.mark.unit in {None, "%"}:
        return False
    noun = _AFTER.match(part.text[number.op_end : part.end])
    return noun is not None and len(noun["noun"]) > 1 and is_han(part.text[number.op_end])


def _is_committed(part: Part, start: int, number: Number) -> bool:
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


def _names_some(part: Part, start: int, number: Number) -> bool:
    """Whether 等 closes a list of things that the clause brings about, and not of places where it acts."""
    if not _BRINGS_ABOUT.match(part.words(start, number.op_start)):
        return False
    noun = _AFTER.match(part.text[number.op_end : part.end])
    return noun is not None and not (number.mark.unit == "个" and _WHERE.match(noun["noun"]))


def _ranked(noun: str) -> str:
    """What has a place in an order, or, if the clause does not say, the order ("进入全国百强县前50位")."""
    led = _LEADS_TO_RANK.search(noun)
    return (noun[: led.start()] or noun[led.end() :]) if led else noun


def _named_deed(noun: str, after: re.Match[str] | None) -> bool:
    """Whether `noun` ends with a deed that has its object before it and an act or nothing in front: it is counted."""
    if after is not None and len(after["noun"]) > 1:
        return False
    deed = _ENDING_DEED.search(noun)
    if deed is None or len(noun[: deed.start()]) < 2:
        return False
    before = noun[: deed.start()]
    return not before.endswith(_ADVERBS) or before.endswith(_NEW)


def _in_bracket(part: Part, start: int, number: int) -> int:
    """Where the phrase of a number starts: behind a bracket that opens before it and is not yet closed."""
    opened = part.text.rfind("(", start, number)
    return opened + 1 if opened >= 0 and ")" not in part.text[opened:number] else start


def _improves_things(part: Part, word: str, number: Number) -> bool:
    """Whether so many things are improved ("更新提升91个水站"), and nothing rises by so much."""
    unit = parse_unit(number.mark.unit or "")[1]
    counts = unit is not None and unit.counts and number.mark.op is None
    return (
        counts and word.startswith(("提升", "提高")) and is_han(part.text[number.op_end : number.op_end + 1])
    )


# "提升三个基地和22个集群的科技含量": so many have what is improved
_IMPROVES = re.compile(r"(?:提升|提高|增强|改善|优化|加强|完善)[^,。;]*$")
_QUALITY_OF = re.compile(r"[^,。;的]{1,20}的[\u4e00-\u9fff]{2,12}(?=[,。;]|$)")


def _direction(
    before: str, change: re.Match[str] | None, unit: str | None
) -> Literal["increase", "decrease"] | None:
    if change:
        return "increase" if change["up"] else "decrease"
    return "increase" if unit != "%" and _ADDED.search(before) else None


def _subject(words: str) -> str | None:
    """Who completes it, if the words before the verb name somebody and are no mere adverb."""
    return words if len(words) > 2 else None


def _end(match: re.Match[str] | None) -> int:
    return match.end() if match else 0


def _indicator(part: Part, noun: str, end: int, group: list[Number]) -> tuple[str, str | None, int]:
    """(indicator, scope, end of the quote): the words before the number, or the object after it."""
    count, compared = len(group), group[0].mark.op is not None
    counted = (
        number.op_start for number in part.numbers if number.op_start >= end and not number.mark.threshold
    )
    following = next(counted, part.end)
    after = _AFTER.match(part.text[end:following].rstrip("和及与、"))
    named = after is not None and count == 1 and len(after["noun"]) > 1
    each = _EACH_HAS.fullmatch(noun) if named else None
    if after and each:  # "每个社区(村)设有1个儿童活动场所"
        return after["noun"], each["of"], end + after.end()
    ending = None if _named_deed(noun, after) else _ENDING_ACT.fullmatch(noun)
    led = _LED_BY_ACT.search(part.text, group[0].op_start, group[0].start)
    if led and after and count == 1 and len(after["noun"]) > 1:  # "每个县至少建成2所示范园"
        return after["noun"], noun or None, end + after.end()
    if ending:  # "六市分别完成1个", "重点企业全面完成一轮清洁生产审核"
        subject = ending["subject"].lstrip("对向在")
        scope, rest = split_scope(subject)
        if after and count == 1 and len(after["noun"]) > 1:
            return after["noun"], scope or _subject(rest), end + after.end()
        people = base_unit_of(group[0].mark.unit) == "人" and _ENDING_DEED.fullmatch(noun)
        if rest and _LEADING_ACT.fullmatch(rest):
            return noun[noun.index(rest) + len(rest) :], scope, end  # "完成改造600户": the deed
        return rest or (noun if people else ""), scope, end  # "培训300人次": the deed is what is counted
    built = _NEWLY.match(noun) if not compared else None  # "新建社区助餐点15个": no new 社区 is where
    scope, rest = split_scope(noun[_end(built) :])
    if scope and not rest and not compared:  # "省级绿色园区17家" counts them, "县城达70%" is about them
        scope, rest = None, noun
    act = _LEADING_ACT.match(rest)
    own = rest[act.end() :] if act else rest
    if act and not own and _ENDING_DEED.search(rest):
        own = rest  # "植树造林50万亩": the deed is what is counted
    if after and named and is_a_deed(own):
        return after["noun"], scope, end + after.end()
    if after and named and (len(own) <= 1 or is_whole(own)):
        return after["noun"], scope or own.strip("对向") or None, end + after.end()
    return own, scope, end
