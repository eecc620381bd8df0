"""What annotation leaves on the text and extraction reads: typed marks with canonical offsets.

A mark says what a stretch of text is (a time, a quantity, a body …), not yet what it means for the
plan: that is decided in `extract`, which sees the whole tree.
"""

from __future__ import annotations

from typing import Literal, dataclass_transform

import msgspec

from pipeline.model import DeadlineKind, GovernmentLevel, Modality, Operator, Role, ScopeKind

TimeUse = Literal["deadline", "baseline", "observation", "condition", "name", "date"]


@dataclass_transform(frozen_default=True, field_specifiers=(msgspec.field,))
class Mark(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """`text[start:end]` of the canonical text. Plain data: nothing for the garbage collector."""

    start: int
    end: int


class Segment(Mark, kw_only=True):
    """A clause of a sentence: what stands between two commas, semicolons or stops.

    `sentence` numbers the sentence within the block, `part` the semicolon part within the sentence;
    `closer` is the folded punctuation that ends it ("" at the end of a block). Brackets and
    quotation marks are never split, nor do enumeration commas (、) split.
    """

    sentence: int
    part: int
    closer: str


class TimeMark(Mark, kw_only=True):
    """A time expression. `year` is the last year that it names, if any.

    `closes`: it stands in a bracket that says when what is before it is due, the whole passage or the
    part of the sentence ("…。（6月底完成，牵头单位：市工信局）", "…改造（2025年底前完成）；").
    """

    kind: DeadlineKind
    end_date: str | None
    period: str | None
    use: TimeUse
    year: int | None = None
    closes: Literal["passage", "part"] | None = None
    needs_year: bool = False  # "8月底前": the year is the document's; end_date then is "--08-31"
    years_on: int = 0  # how many years behind that its year lies: 明年 is 1


MEASURED = frozenset({"amount", "ratio", "rank", "share"})  # kinds of numbers that can be a target's value


class QuantityMark(Mark, kw_only=True):
    """A number with its unit and comparison, as one reader would underline it.

    `start:end` covers number and unit ("5.95万吨", "1：3", "30" of "30、5、5家"); `value_start:value_end`
    the digits alone; `op_start:op_end` everything that compares, before and behind ("不低于", "以内").
    """

    value: int | float | str | None
    value_high: int | float | None
    unit: str | None
    value_start: int
    value_end: int
    op: Operator | None
    op_start: int
    op_end: int
    kind: Literal[
        "amount",
        "ratio",
        "rank",
        "share",
        "ordinal",
        "name",
        "year",
        "date",
        "document_number",
        "list_number",
    ]
    threshold: bool = False  # the number qualifies a thing ("35蒸吨/小时及以下燃煤锅炉")
    chinese: bool = False  # written in Chinese numerals


class WordMark(Mark, kw_only=True):
    """A word of a lexicon: a hedge, a word of change, of force, of deferral …, in canonical form."""

    kind: str
    value: str


class PhraseMark(Mark, kw_only=True):
    """What a number measures; `start:end` is the number's range (as in its QuantityMark).

    `indicator` and `scope` are in the source's words, distributed where the source says 分别;
    `indicator` is "" where the clause leaves it to the one before ("县城达70%左右"). `quote_start:quote_end`
    is the shortest range that holds indicator and value. `shared` is the number's place in a 分别 list,
    `shared_by` its length (0: no list). `change` is the word of change right before the number;
    `whole`: the scope is the whole territory (全省, 六市), which reaches on; `of_whole`: "不低于…的10%";
    `follows`: it has no subject of its own ("实现浓度不高于50毫克", after "水泥行业完成改造");
    `rate_period` the period that a rate's name carries (月抽查率 → P1M); `former` where the number starts
    that this one rises or falls from ("由15%提高到40%"); `names_some`: the clause names some of what it brings
    about before it says how many ("建成甲馆、乙馆等3个场馆").
    """

    indicator: str
    scope: str | None
    quote_start: int
    quote_end: int
    committed: bool
    shared: int = 0
    shared_by: int = 0
    change: Literal["increase", "decrease"] | None = None
    whole: bool = False
    of_whole: bool = False
    follows: bool = False
    rate_period: str | None = None
    former: int | None = None
    names_some: bool = False


class StateMark(Mark, kw_only=True):
    """A clause that says an end state ("基本淘汰国三…柴油货车"); `start:end` without time and lead-in.

    `reached`: its verb says a state (完成, 淘汰), not only an action (开展, 制定); `made`: an action that
    leaves something behind (制定, 搭建). `activity`: it is led by a word of activity (推动, 加强 …), so it says what to do, not what to reach.
    `follows`: it has no subject of its own. `bare`: it names no object of its own ("基本完成"): the clause before does.
    """

    indicator: str
    scope: str | None
    verb: str
    reached: bool
    made: bool
    activity: bool
    bare: bool
    follows: bool = False
    whole: bool = False


class MeasureMark(Mark, kw_only=True):
    """One predicate of duty; `start:end` is its clause without time and link.

    Ranges are of the canonical text, (0, 0) for none. `force`: the folded words before the verb that give
    it its force; `scopes`: whom or where it binds, from the clause or the ones before it.
    """

    modality: Modality
    force: str
    action: tuple[int, int]
    object: tuple[int, int]
    scopes: tuple[tuple[int, int], ...] = ()
    thresholds: tuple[tuple[int, int], ...] = ()
    exceptions: tuple[tuple[int, int], ...] = ()


class ModalMark(Mark, kw_only=True):
    modality: Modality


class AttributedBody(Mark, kw_only=True):
    """One body of an attribution with its role; `start:end` is the name as written."""

    name: str
    role: Role
    position: int
    sole: bool
    generic: bool = False
    doubt: str | None = None


def may_lead(body: AttributedBody) -> bool:
    """Whether it can lead for being named first: a class of bodies ("各有关部门") has no one that could."""
    return body.role == "responsible" and not body.generic and not body.name.startswith("各")


class AttributionMark(Mark, kw_only=True):
    """A bracket or label group that says who is responsible; `start:end` with its brackets.

    `inherited`: it also says that these bodies implement everything from here on.
    `first_leads`: it says that the body named first leads, here and in what follows.
    """

    bodies: tuple[AttributedBody, ...]
    inherited: tuple[AttributedBody, ...] = ()
    first_leads: bool = False


class SubjectMark(Mark, kw_only=True):
    """A body as grammatical subject of a duty; `start:end` is the predication (at most 60 characters)."""

    bodies: tuple[AttributedBody, ...]


class CitationMark(Mark, kw_only=True):
    """A titled document; `start:end` is the title without its marks."""

    doc_number: str | None
    verb: str | None  # the governing word ("贯彻落实", "根据", "修订"), folded
    own: bool  # the notice's own plan ("《…》已经…同意")


class PlaceMark(Mark, kw_only=True):
    """A place in a list; `name` is its whole name, null where the text leaves it open."""

    name: str | None
    level: GovernmentLevel | None


class MemberMark(PlaceMark, kw_only=True):
    """One of a list, `start:end` as printed; `within` is the place that the list puts it in."""

    within: PlaceMark | None = None


class ScopeMark(Mark, kw_only=True):
    """A term with the list that defines it; `start:end` holds both.

    `name` is folded; "" for a list that stands alone, below a heading. `count`: how many the text says
    there are. `part_of`, `level`: not listed, but all of that level in another term ("重点区域设区的市").
    `alias`: what the text calls it from here on.
    """

    name: str
    kind: ScopeKind
    members: tuple[MemberMark, ...]
    count: int | None = None
    open: bool = False
    part_of: str | None = None
    level: GovernmentLevel | None = None
    alias: str | None = None


class ScopeHeadMark(Mark, kw_only=True):
    """A heading that is nothing but terms: what is listed below it defines them."""

    names: tuple[str, ...]


class ScopeUseMark(Mark, kw_only=True):
    """A place that names a term; `name` is that of its `ScopeMark` or of a heading."""

    name: str
    excepted: bool


class Marks(msgspec.Struct, kw_only=True):
    """All marks of one document, each kind sorted by start."""

    segments: list[Segment] = []
    times: list[TimeMark] = []
    quantities: list[QuantityMark] = []
    words: list[WordMark] = []
    measures: list[MeasureMark] = []
    modals: list[ModalMark] = []
    phrases: list[PhraseMark] = []
    states: list[StateMark] = []
    attributions: list[AttributionMark] = []
    subjects: list[SubjectMark] = []
    citations: list[CitationMark] = []
    scopes: list[ScopeMark] = []
    scope_heads: list[ScopeHeadMark] = []
    scope_uses: list[ScopeUseMark] = []
