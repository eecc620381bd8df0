"""Other documents named in the text: what stands in book-title marks, with number and governing verb.

GB/T 15834 (punctuation): 《》 mark the titles of documents, 〈〉 a title within a title. Drafts and exports
break the nesting ("《关于贯彻X计划》的通知》", "《关于印发《X计划》的通知"); what the author meant is put together
again as long as one reading remains. Newspapers, programmes and slogans stand in the same marks: without
a kind of document in the name, a number or a governing verb they are no citation.

Reads the block's folded view; writes `CitationMark`s.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.annotate.component import folded_view, put
from pipeline.fold import Folded
from pipeline.marks import CitationMark

# The force of each verb (implement, comply …) is decided in `extract`; longer words stand first.
_BEFORE = re.compile(
    "贯彻落实|贯彻执行|贯彻实施|宣传贯彻|研究制定|研究制订|研究出台|修订完善|修改完善|制定完善|制定出台|编制印发|制定印发"
    "|落实|贯彻|执行|实施|宣贯|按照|依照|遵照|参照|比照|对照|对标|结合|根据|依据|符合|遵守|遵循|满足|违反|列入|纳入|达到"
    "|修订|修改|修编|修正|完善|废止|更新|调整|制定|制订|编制|出台|印发|起草|拟定|拟订|发布|公布|颁布|下发|转发"
)
_ABUTTING = re.compile("(?:按|依)$")
_MAKES = re.compile("[制修编订出]|起草")
_FROM_AFAR = re.compile("贯彻落实|贯彻|落实|按照|依照|遵照|根据|依据")  # these also govern over a comma
_WEAK = frozenset(("实施", "达到", "完善", "更新", "调整", "纳入", "列入", "发布", "公布"))
_WEAK_REACH = 12
_BRACKET = r"\((?:[^()]|\([^()]*\))*\)"
_AFTER = re.compile(
    rf"(?:{_BRACKET})?(?:等[^,。;]{{0,12}}?)?(?:的)?(?:同时)?(?P<verb>地方立法|立法|修订|修改|修编|制定|制订|编制|起草|出台|停止执行|废止"
    "|(?:贯彻|宣传)?(?:实施|落实)|贯彻执行|宣贯)"
)
_ENDS_IT = frozenset(("停止执行", "废止"))
_ISSUER = r"[\u3400-\u9fff]{0,18}(?:国务院|中央|政府|办公厅|办公室|委员会|[委部厅局署院])"
_LIST_GAP = re.compile(rf"(?:{_BRACKET})?(?:等)?(?:(?:[、,和与及或暨并]|以及)(?:{_ISSUER})?|\s*)")
_NUMBER = re.compile(
    r"\(?(?P<number>[\u3400-\u9fffA-Za-z]{1,16}\((?:19|20)\d\d\)第?\d{1,5}号"
    r"|[\u3400-\u9fff]{2,24}令第?\d{1,4}号|令第\d{1,4}号|[A-Z]{2,4}(?:/T)?\d{2,6}(?:\.\d+)?-(?:19|20)?\d\d(?!\d))"
)
_OWN_AFTER = re.compile(
    rf"(?:{_BRACKET})?(?:(?:已|业)?经[^。;《]{{0,40}}?(?:同意|批准|通过)|[^。;《]{{0,12}}?(?:印发|转发|下发|发)给你们|予以(?:印发|公布|发布))"
)
_NOW = re.compile(r"(?:现|兹)(?:将|把)[^。;,]{0,30}$")
_ISSUED = re.compile(rf"(?:{_BRACKET})?[^。;]{{0,16}}?(?:印发|转发|下发|发给|公布|发布)")
_NOTICE = re.compile(r"^[^,:]{0,40}关于(?:印发|转发|发布|公布|批转|下发)[^,:]{0,20}$")
_NOTICE_END = re.compile(rf"(?:{_BRACKET})?(?:等[^,。;]{{0,10}})?的(?:补充)?(?:通知|公告|通告|函)$")
_SHORT_NAME = re.compile(r"(?:简|统|合|并)称(?:为)?:?$")
_GENRE = re.compile(
    "法|条例|规定|办法|意见|通知|方案|计划|规划|纲要|标准|规范|目录|清单|指南|细则|决定|公约|协议|协定|名录|导则|规程|要点|措施|政策"
    "|公告|通报|批复|函$|章程|制度|手册|报告|白皮书|公报|令$|行动|任务|分工|准则|守则|机制|安排|部署|规则|预案|倡议|决议|声明|宣言"
    "|备忘录|指引|指标|目标|设计|蓝图|合同|承诺书|限值|要求|大纲|定额|条约|议定书|说明|体系|书$|表$"
)
_PRESS = re.compile("(?:日报|晚报|时报|周刊|月刊|杂志|新闻|联播|频道|节目|栏目|访谈)$")
_TITLE_TAIL = re.compile(r"的(?:实施)?(?:通知|意见|决定|办法|方案|规定|批复|函|公告|报告)")
_STRAY_TAIL = re.compile(r"的[^、,()《》]{1,20}$")
_MARKS = re.compile("[《》]")
_STOPS = re.compile("[。;!?]")
_LONGEST = 150


@dataclass(frozen=True)
class _Title:
    """A title in the folded text: `start:end` without its marks, `after` behind the closing mark."""

    start: int
    end: int
    after: int


class CitationComponent:
    """Marks the titled documents of a block."""

    def __call__(self, doc: Doc) -> Doc:
        """Store the block's citations under `citations`."""
        view = folded_view(doc)
        marks = list(find_citations(view, view.offset)) if "《" in view.text else []
        put(doc, "citations", marks)
        return doc


@Language.factory("plan_citations")
def create(nlp: Language, name: str) -> CitationComponent:
    """The component; it needs no other one before it."""
    return CitationComponent()


def find_citations(view: Folded, offset: int = 0) -> Iterator[CitationMark]:
    """The citations of one block, in order. `offset` is where the block starts in the canonical text."""
    text = view.text
    before = 0  # where the text after the previous group starts
    for group in _groups(text):
        verb = _verb(text, before, group)
        own = _is_own(text, before, group)
        for title in group:
            number = _number(view, title, offset)
            if _is_citation(text, title, known=bool(verb or number or own)):
                start, end = view.source(title.start, title.end)
                yield CitationMark(start=start, end=end, doc_number=number, verb=verb, own=own)
        before = group[-1].after


def _groups(text: str) -> list[list[_Title]]:
    """Titles that stand in one list share their verb: 《A》、《B》和《C》, also without anything between."""
    groups: list[list[_Title]] = []
    for title in _titles(text):
        if groups and _LIST_GAP.fullmatch(text, groups[-1][-1].after, title.start - 1):
            groups[-1].append(title)
        else:
            groups.append([title])
    return groups


def _titles(text: str) -> Iterator[_Title]:
    opening = text.find("《")
    while opening >= 0:
        title = _title_at(text, opening)
        if title:
            yield title
        opening = text.find("《", title.after if title else opening + 1)


def _title_at(text: str, opening: int) -> _Title | None:
    """The title that opens at `opening`; None if it is never closed within its sentence."""
    stop = _STOPS.search(text, opening, opening + _LONGEST)
    limit = stop.start() if stop else min(len(text), opening + _LONGEST)
    depth, closing = 0, -1
    for mark in _MARKS.finditer(text, opening, limit):
        depth += 1 if mark[0] == "《" else -1
        if mark[0] == "》":
            closing = mark.start()
        if depth == 0:
            end = _stray_closing(text, closing, limit) or closing
            return _Title(opening + 1, end, end + 1) if end - opening > 2 else None
    tail = _TITLE_TAIL.match(text, closing + 1) if closing > 0 else None
    return _Title(opening + 1, tail.end(), tail.end()) if tail else None


def _stray_closing(text: str, closing: int, limit: int) -> int | None:
    """A second closing mark that belongs to this title: 《关于贯彻X计划》的通知》."""
    following = _MARKS.search(text, closing + 1, limit)
    if following and following[0] == "》" and _STRAY_TAIL.match(text, closing + 1, following.start()):
        return following.start()
    return None


def _number(view: Folded, title: _Title, offset: int) -> str | None:
    found = _NUMBER.match(view.text, title.after)
    if not found:
        return None
    start, end = view.source(found.start("number"), found.end("number"))
    return "".join(view.raw[start - offset : end - offset].split())


def _left(text: str, before: int, group: list[_Title]) -> str:
    """What stands before the group in its own sentence."""
    end = group[0].start - 1
    stops = [stop.end() for stop in _STOPS.finditer(text, before, end)]
    return text[stops[-1] if stops else before : end]


def _verb(text: str, before: int, group: list[_Title]) -> str | None:
    """The word that governs a list of titles: before it, or behind it ("推动《…》修订")."""
    left = _left(text, before, group)
    clause = left.rpartition(",")[2]
    verb = _last_verb(clause)
    after = _AFTER.match(text, group[-1].after)
    if after and (verb is None or after["verb"] in _ENDS_IT or verb in _WEAK):
        return after["verb"]
    if verb is None:
        afar = list(_FROM_AFAR.finditer(left))
        verb = afar[-1][0] if afar else None
    return verb


def _last_verb(clause: str) -> str | None:
    abutting = _ABUTTING.search(clause)
    if abutting:
        return abutting[0]
    verbs = [
        verb
        for verb in _BEFORE.finditer(clause)
        if not clause.startswith("的", verb.end())  # "国务院印发的《…》" says which one
        and (verb[0] not in _WEAK or len(clause) - verb.end() <= _WEAK_REACH)
    ]
    if not verbs:
        return None
    verb = verbs.pop()
    while (
        verbs
        and _MAKES.search(verbs[-1][0])
        and clause[verbs[-1].end() : verb.start()] in {"", "并", "和", "、"}
    ):
        verb = verbs.pop()  # "制定并实施《…》" is drafting
    return "停止执行" if clause.endswith("不再", 0, verb.start()) else verb[0]


def _is_own(text: str, before: int, group: list[_Title]) -> bool:
    """Whether a notice speaks of the plan that it brings."""
    left, after = _left(text, before, group), group[-1].after
    if _OWN_AFTER.match(text, after):
        return True
    if _NOW.search(left) and _ISSUED.match(text, after):
        return True
    return before == 0 and bool(_NOTICE.match(left) and _NOTICE_END.match(text, after))


def _is_citation(text: str, title: _Title, *, known: bool) -> bool:
    name = text[title.start : title.end]
    if _SHORT_NAME.search(text, max(title.start - 8, 0), title.start - 1):
        return False
    return not _PRESS.search(name) and (known or bool(_GENRE.search(name)))
