"""What a number measures, and where: the words before it, or the object behind it."""

from __future__ import annotations

import re

from pipeline import lexicon
from pipeline.annotate.parts import Number, Part
from pipeline.annotate.scopes import is_whole, split_scope
from pipeline.annotate.wordcuts import is_a_deed
from pipeline.fold import is_han
from pipeline.lexicon.patterns import any_of
from pipeline.units import base_unit_of

_WORDS = lexicon.acts()
_ACT = any_of(_WORDS.act)
_LEADING_ACT = re.compile(
    rf"^(?:{any_of([*_WORDS.manner, *_WORDS.move])}|服务|达到|全面|分别)*(?:{_ACT}|达到)+(?:(?:或|和|及|、|并)(?:{_ACT}|投入使用|运营))*(?:不少于|不低于)?"
)
_ENDING_DEED = re.compile(rf"{any_of(_WORDS.deed)}(?:任务|工作|面积|数量)?$")
_ADVERBS = ("全面", "全部", "分别", "累计", "组织", "新", "再", "继续", "另", "要", "应", "并", "完成")
_NEW = tuple(word for entry in _WORDS.manner for word in entry.shields if word.endswith("新"))  # 更新改造
_ENDING_ACT = re.compile(
    rf"(?P<subject>.*?)(?:{any_of(_WORDS.manner)}|全[面部]|分别)*(?:{_ACT}|{any_of(_WORDS.added)})$"
)
_NEWLY = re.compile(rf"(?:{any_of(_WORDS.manner)})*新[建增设](?=[\u4e00-\u9fff]{{3}})")
# "建成甲馆、乙馆等3个场馆": three are built; "推动甲市、乙市等3个城市建设场馆": three build
_BRINGS_ABOUT = re.compile(
    rf"(?:{any_of(_WORDS.manner)}|全[面部]|重点|加快|分别)*(?:{_ACT}|{any_of(_WORDS.added)})[^,。;]*等$"
)
_WHERE = re.compile(
    "(?:设区|地级|重点)?的?(?:城市|[省市县区州旗](?!级)|乡镇|镇|街道|地区|部门|单位|行业|领域|方面|国家(?!级|重点)|区域|流域|环节|类)"
)
_EACH_HAS = re.compile(
    r"(?P<of>(?:每个?|各|全部|所有|为)[^,。;]{1,30}?)(?:分别|各|均|都|要|应|至少|计划)*"
    rf"(?:{_ACT}|{any_of(_WORDS.have)}|安排|组织)(?:至少|不少于)?"
)
_AFTER = re.compile(r"^的?(?P<noun>[^,。;:(、][^,。;:]*)")
_LED_BY_ACT = re.compile(rf"(?:至少|不少于|超过)(?:{_ACT}|建有|组织|安排)$")
_LINKED = "、和及与"  # right before a number: what it counts stands behind it


def indicator_and_scope(part: Part, noun: str, end: int, group: list[Number]) -> tuple[str, str | None, int]:
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
    scope, rest = split_scope(noun[built.end() if built else 0 :])
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


def counts_what_follows(part: Part, group: list[Number]) -> bool:
    """Whether a link stands right before a count and its noun behind it ("…示范基地和150个专业群")."""
    number = group[0]
    linked = part.text[number.op_start - 1 : number.op_start] in _LINKED and number.op_start > part.start
    if not linked or len(group) > 1 or number.mark.unit in {None, "%"}:
        return False
    noun = _AFTER.match(part.text[number.op_end : part.end])
    return noun is not None and len(noun["noun"]) > 1 and is_han(part.text[number.op_end])


def names_some(part: Part, start: int, number: Number) -> bool:
    """Whether 等 closes a list of things that the clause brings about, and not of places where it acts."""
    if not _BRINGS_ABOUT.match(part.words(start, number.op_start)):
        return False
    noun = _AFTER.match(part.text[number.op_end : part.end])
    return noun is not None and not (number.mark.unit == "个" and _WHERE.match(noun["noun"]))


def _named_deed(noun: str, after: re.Match[str] | None) -> bool:
    """Whether `noun` ends with a deed that has its object before it and an act or nothing in front: it is counted."""
    if after is not None and len(after["noun"]) > 1:
        return False
    deed = _ENDING_DEED.search(noun)
    if deed is None or len(noun[: deed.start()]) < 2:
        return False
    before = noun[: deed.start()]
    return not before.endswith(_ADVERBS) or before.endswith(_NEW)


def _subject(words: str) -> str | None:
    """Who completes it, if the words before the verb name somebody and are no mere adverb."""
    return words if len(words) > 2 else None
