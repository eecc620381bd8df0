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

from pipeline.annotate.component import folded_view, get, put
from pipeline.annotate.parts import Number, Part, Parts, without_trailing
from pipeline.annotate.scopes import is_whole, split_lists, split_scope
from pipeline.annotate.wordcuts import says_a_deed
from pipeline.fold import Folded, is_han
from pipeline.marks import PhraseMark
from pipeline.units import base_unit_of

_ACTS = (
    "改造提升|完成|修订|修编|编制|印发|出台|推出|选树|配置|聘请|选聘|建成(?!区)|建设(?!用地|单位|项目|面积)|新(?:建)?改扩建|新建改扩建|改扩建|新建|改建|扩建|培育|打造|创建|开展|实施|举办|推广|形成|建立|发展|引进|培训|认定|淘汰|改造|发布|制定|成立|开通|安装|设置|布设|配备|实现"
    "|推进|组建|设立|遴选|评选|扶持|投放|更新|购置|治理|整治|关停|退出|压减|吸引|带动|储备|启动|拓展|覆盖(?!率)|办好|办理|筹集|发放|供应|培养|选派|修复|造林|植树|种植|招引|解决|减免|培植|修建|铺设|改造提升|翻新|收储|解决|提供|开发|评定|选派|救助|补种|改扩建"
)
# Acts that name a deed as well ("老旧小区改造", "技能培训"): behind their object they belong to what is counted.
_DEEDS = "改造提升|改造|建设|新建|改建|扩建|培训|培育|培养|治理|整治|修复|更新|推广|认定|引进|创建|种植|造林|植树|修编|评选|遴选|翻新|铺设|安装|设置|布设|配备|配置"
_LEADING_ACT = re.compile(
    rf"^(?:推动|组织|新|再|继续|另|累计|共计|分别|平均|达到|支持|服务|全面)*(?:{_ACTS}|达到)+(?:(?:或|和|及|、|并)(?:{_ACTS}|投入使用|运营))*(?:不少于|不低于)?"
)
# "对生产企业、销售场所进行抽检不少于2次": what it is done to is the scope
_TREATED = re.compile(r"对(?P<of>[^,。;]{2,40}?)(?:分别)?(?:进行|开展|实施|组织)")
_TREATS = re.compile("对[^,。;]{0,12}$")
_TREATMENT = re.compile(
    "[^,。;]{1,24}?(?:进行|开展|实施)[^,。;]{0,8}(?:改造|整治|治理|排查|检查|建设|修复|清理|提升|更新|整改)"
)
_MOVES = re.compile(
    r"(?:分(?:行业|领域|批次?|期|类别?|级|层次?|年度?|步骤?|阶段|区域|地区|片区|板块)、?)*(?:推动|引导|组织|支持|鼓励|指导|带动|帮助|动员)*"
)
_ENDING_DEED = re.compile(rf"(?:{_DEEDS})(?:任务|工作|面积|数量)?$")
_ADVERBS = ("全面", "全部", "分别", "累计", "组织", "新", "再", "继续", "另", "要", "应", "并", "完成")
_PREDICATE = re.compile(rf"(?:实现|确保|{_ACTS})")
_ENDING_ACT = re.compile(
    rf"(?P<subject>.*?)(?:全面|全部|分别|累计|组织|新|再|继续|另)*(?:{_ACTS}|新增|净增|增设)$"
)
_COMMITTED = re.compile(
    rf"(?:{_ACTS}|推动|组织|面向|惠及|考评|新增|抽检|抽查|检查|巡查|监测|提高|提升|增长|增加|上升|下降|减少|降低|削减|翻|控制|保持|稳定|维持|占|接待|压缩|缩短|缩小|突破|达|不低于|不少于|不高于|不超过|每[^,。;]{{1,10}}有)"
)
_RATED = re.compile("(?:[^效费税利汇速功频倍]率|比例|占比|比重)$")  # "社区养老服务设施覆盖率100%"
_RATE_NAME = re.compile(r"[\u4e00-\u9fff]{2,20}率")
_REACHED_WITHIN = {base_unit_of(unit) for unit in ("分钟", "小时", "米")}
_UNDONE = re.compile(
    "(?:[的、]|现有|已有|原有|既有)$|^(?:由|与|即|按|对|依托|利用|围绕|结合)"
)  # before these no deed reaches the number
_MORE = r"(?:了|约|率?达到?|幅度(?:达到?)?|不低于|不少于|超过|高于|近)*$"
_SHARE_OF = re.compile(
    r"(?<=%)的[^,。;]{1,30}(?:完成|实现|达到|达标|纳入|建成|使用|配备|接入|覆盖|开展|通过|签订|具备|建立|应用)"
)
_CHANGE = re.compile(
    rf"(?P<up>增长|(?<!改造)提升|提高|增加|上升|扩大|增幅|翻){_MORE}|(?:下降|减少|降低|削减|压减|压缩|缩短|节约|降幅){_MORE}"
)
_YEARLY = ("年均增长", "年均增速")
_ADDED = re.compile(r"(?:^|[^或])(?:新增|净增)(?!或)")
_BASELINE = re.compile(r"(?:较|比|相比于?|相对于?|在)[^,。;]{0,16}?(?:基础上|年度?|相比|末期?|水平)的?")
_COMPARED = re.compile(r"(?:较|相比于?|相对于?|同比|在)$")
_PER_UNIT = re.compile("以[^,。;]{1,12}为单位$")  # "接种率以乡镇为单位达到90%"
_LEADS_TO_RANK = re.compile(
    "(?:力争|争取|继续|稳步|持续)*(?:进入|跻身|位居|位列|排名|列|居|排|保持在?|稳定在|挺进|迈入|迈进|名列|争创|争进)"
)
_HEDGE = re.compile(r"力争|力求|争取|原则上|每年度?|全年")
_OF_WHOLE = re.compile(r"(?:不低于|不少于|不高于|不超过|达到?|占)[^,。;]{2,30}的$")  # "不低于停车位的10%"
_BODY = "[\u4e00-\u9fff]{1,14}?(?:局|厅|委|委员会|政府|办公室|部门)"
_ACTOR = re.compile(
    rf"^(?:{_BODY}[、和及与])*{_BODY}(?:(?:负责|牵头|要|应当?|须|组织|统筹)+|(?=(?:{_ACTS})))"
)  # "县教育局负责新建学校5所": who does it is no part of what is counted
_RATE_PERIOD = re.compile(r"(?<![\d个])(?P<unit>年|季|月|周)度?(?:抽查|抽检|检查|巡查|检测|监测)[率比]")
_RATE_PERIODS = {"年": "P1Y", "季": "P3M", "月": "P1M", "周": "P1W"}
_EACH_HAS = re.compile(
    r"(?P<of>(?:每个?|各|全部|所有|为)[^,。;]{1,30}?)(?:分别|各|均|都|要|应|至少|计划)*"
    r"(?:建有|设有|配有|拥有|有|建成|建设|新建|配备|设立|设置|配置|打造|培育|创建|提供|安排|开展|组织)(?:至少|不少于)?"
)
_LINKED = "、和及与"  # right before a number: what it counts stands behind it
_AFTER = re.compile(r"^的?(?P<noun>[^,。;:(、][^,。;:]*)")
_PLACED = re.compile(r"(?<![持定制])在$|(?<!面)[从对由与向]$")  # "在10个领域", but not "稳定在"
_LINK = re.compile(r"(?:、|和|及|与|以及|,)?")
_FROM = re.compile(
    r"^(?P<noun>.*?)(?:[,、])?[由从](?:目前|现在|现有|当前|上年|去年|原来|原有)?的?(?:每[^,。;\d]{1,3})*(?:不足|约|近)?$"
)
_TO = re.compile(
    r"[,、]?(?:提高|提升|增长|增加|上升|扩大|发展|下降|降低|减少|压减|缩短|缩小|[升降增减])(?:到|至|为|的)的?(?:约|不低于|不高于)?"
)
_LED_BY_ACT = re.compile(rf"(?:至少|不少于|超过)(?:{_ACTS}|建有|设立|设置|组织|安排|举办|新建)$")


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
    """Whether a time or length belongs to the name of what the next number measures ("15分钟生活圈覆盖率90%")."""
    number = part.numbers[index]
    if number.mark.op is not None or base_unit_of(number.mark.unit) not in _REACHED_WITHIN:
        return False
    following = part.numbers[index + 1] if index + 1 < len(part.numbers) else None
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
    noun = _ACTOR.sub("", _OF_WHOLE.sub("", noun))
    if first.mark.kind == "rank":
        noun = _ranked(noun)
    noun = without_trailing(_COMPARED.sub("", _HEDGE.sub("", _BASELINE.sub("", noun))))
    treated = _TREATED.match(noun)
    noun = _PER_UNIT.sub("", noun[_end(treated) :])
    noun = noun[_end(_MOVES.match(noun)) :]  # "引导推动2000家企业实施技术改造": who moves is not counted
    indicator, scope, end = _indicator(part, noun, last.op_end, group)
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
                change=_direction(before, change, number.mark.unit),
                follows=_PREDICATE.match(noun) is not None,
                of_whole=_OF_WHOLE.search(before) is not None,
                rate_period=_RATE_PERIODS[rate["unit"]] if rate else None,
                former=former.number.mark.start if former else None,
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
    if _PLACED.search(part.text, max(number.start - 2, 0), number.start):
        return False
    if _SHARE_OF.match(part.text, number.op_end):
        return True
    if _TREATS.search(part.text, start, number.start) and _TREATMENT.match(part.text, number.op_end):
        return True  # "对全区1918个垃圾箱房进行升级改造"
    if number.mark.op is not None or _COMMITTED.search(part.text, start, number.start):
        return True
    before = part.words(start, number.start)
    if _RATED.search(before):
        return True
    weak = number.mark.chinese or number.mark.unit == "%" or _UNDONE.search(before)
    return not weak and says_a_deed(before)


def _ranked(noun: str) -> str:
    """What has a place in an order, or, if the clause does not say, the order ("进入全国百强县前50位")."""
    led = _LEADS_TO_RANK.search(noun)
    return (noun[: led.start()] or noun[led.end() :]) if led else noun


def _named_deed(noun: str, after: re.Match[str] | None) -> bool:
    """Whether `noun` ends with a deed that has its object before it and an act or nothing in front: it is counted."""
    if after is not None and len(after["noun"]) > 1:
        return False
    deed = _ENDING_DEED.search(noun)
    return deed is not None and len(noun[: deed.start()]) > 1 and not noun[: deed.start()].endswith(_ADVERBS)


def _in_bracket(part: Part, start: int, number: int) -> int:
    """Where the phrase of a number starts: behind a bracket that opens before it and is not yet closed."""
    opened = part.text.rfind("(", start, number)
    return opened + 1 if opened >= 0 and ")" not in part.text[opened:number] else start


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
        return rest, scope, end
    scope, rest = split_scope(noun)
    if scope and not rest and not compared:  # "省级绿色园区17家" counts them, "县城达70%" is about them
        scope, rest = None, noun
    act = _LEADING_ACT.match(rest)
    own = rest[act.end() :] if act else rest
    if act and not own and _ENDING_DEED.search(rest):
        own = rest  # "植树造林50万亩": the deed is what is counted
    if after and named and (len(own) <= 1 or is_whole(own)):
        return after["noun"], scope or own or None, end + after.end()
    return own, scope, end
