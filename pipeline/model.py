"""The shapes that every room knows: plain typed data, no behaviour.

A document becomes one `Source` (what `read` found), a tree of `Clause`s (what `outline` found) and
lists of facts (what `extract` found); together they are its `Record`, one JSON file in `extracted/`.

All offsets are characters of the canonical text, `Record.text`, and half open: `text[start:end]`.
Dates are ISO 8601 (`2025-12-31`), periods ISO 8601 durations (`P1Y`). Field names are the columns
of the database (`store/schema.py`), so that storing computes nothing.
"""

from __future__ import annotations

from typing import Literal, dataclass_transform

import msgspec

ClauseLevel = Literal[
    "title",
    "preamble",
    "chapter",
    "article",
    "item",
    "headed",
    "paragraph",
    "table",
    "annex",
    "signature",
]
DeadlineKind = Literal["by", "during", "recurring", "from"]
Direction = Literal["level", "increase", "decrease", "state"]
Operator = Literal["<=", "<", ">=", ">", "=", "~"]
Role = Literal["lead", "support", "responsible", "guide", "implement"]
Basis = Literal["stated", "inherited", "subject"]
Modality = Literal["prohibit", "require", "in_principle", "promote", "encourage", "explore"]
Strength = Literal["binding", "expected", "striven"]
QuantityRole = Literal[
    "target",
    "threshold",
    "observation",
    "baseline",
    "capacity",
    "date",
    "document_number",
    "ordinal",
    "name",
    "other",
]
GovernmentLevel = Literal["national", "province", "prefecture", "county", "township"]
Status = Literal["draft", "issued", "unverified"]
AttributionStyle = Literal["brackets", "subjects", "table", "none"]
AttributionStatus = Literal["stated", "inherited", "subject", "none"]
CitationRelation = Literal["basis", "implement", "comply", "amend", "draft"]
ScopeKind = Literal["places", "groups"]


@dataclass_transform(frozen_default=True, field_specifiers=(msgspec.field,))
class Shape(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, gc=False):
    """Base of every shape: immutable, keyword only, strict when read back.

    Plain data holds no cycles, so that the garbage collector need not know of it.
    """


# --- what `read` gives -------------------------------------------------------------------------


class Origin(Shape, kw_only=True):
    """Where `text[start:end]` stands in the file: a line; a paragraph and run, or cell; a page and box.

    `line`, `column`, `paragraph`, `run`, `table`, `row`, `cell` and `page` count from 1, in the order in which
    the file has them: `paragraph` among all w:p of the part, `run` among the w:r of the paragraph itself. `part`
    names the part of a Word file that is not its main text. `box` is (left, top, right, bottom) in PDF points
    from the page's upper left corner; of a scanned page, with its skew undone. `confidence` is how sure
    recognition was of a scanned line, 0 to 1; None: the file itself holds the text.
    """

    start: int
    end: int
    line: int | None = None
    column: int | None = None
    part: Literal["footnotes", "endnotes"] | None = None
    paragraph: int | None = None
    run: int | None = None
    table: int | None = None
    row: int | None = None
    cell: int | None = None
    page: int | None = None
    box: tuple[float, float, float, float] | None = None
    confidence: float | None = None


class Block(Shape, kw_only=True):
    """One paragraph or one table row of the canonical text (one line of it)."""

    start: int
    end: int
    kind: Literal["paragraph", "heading", "row"] = "paragraph"
    table: int | None = None  # index into `Source.tables` for rows
    heading_level: int | None = None  # 1 to 6 where the format marks headings (Markdown, HTML, Word)


class SourceCell(Shape, kw_only=True):
    """One printed cell. `row` and `column` count from 0; spans are 1 unless merged."""

    row: int
    column: int
    start: int
    end: int
    row_span: int = 1
    column_span: int = 1


class SourceTable(Shape, kw_only=True):
    """One table as read: printed cells and how many leading rows are headers."""

    cells: tuple[SourceCell, ...]
    rows: int
    columns: int
    header_rows: int
    start: int
    end: int


class SourceComment(Shape, kw_only=True):
    """A reviewer's comment, lifted out of the text, and the range that it hangs on."""

    author: str
    text: str
    start: int
    end: int
    created: str | None = None
    parent: int | None = None  # index of the comment that it answers
    kind: Literal["comment", "insertion", "deletion", "move"] = "comment"
    before: str | None = None
    after: str | None = None
    resolved: bool | None = None


class Lifted(Shape, kw_only=True):
    """Something printed in the file that is no text of the document: nothing is lost."""

    kind: Literal["front_matter", "page_number", "page_furniture", "site"]
    text: str
    line: int | None = None


NO_NUMBERING = "outline.no_numbering"  # the doubt about a document as a whole


class Doubt(Shape, kw_only=True):
    """What could not be settled: a row that a person can work through.

    `rule` names the rule that doubts, `evidence` is `text[start:end]`.
    """

    rule: str
    severity: Literal["info", "warning", "error"]
    message: str
    start: int
    end: int


class Source(Shape, kw_only=True):
    """What a file holds, in one shape for every format. `read` makes it, nobody changes it.

    `properties` is what the file says of itself outside the text (front matter, the head table of a
    government page), under the names printed there: 发文机关, 成文日期, 发文字号, 标题 …
    """

    format: str
    text: str
    blocks: tuple[Block, ...]
    origins: tuple[Origin, ...]
    tables: tuple[SourceTable, ...] = ()
    comments: tuple[SourceComment, ...] = ()
    lifted: tuple[Lifted, ...] = ()
    properties: dict[str, str] = {}
    doubts: tuple[Doubt, ...] = ()


# --- what a record holds -----------------------------------------------------------------------


class Metadata(Shape, kw_only=True):
    """The document as a whole; `catalog.toml` overrides what the text cannot say."""

    title: str
    short_title: str
    issuer: str | None = None
    jurisdiction: str | None = None
    territory: str | None = None
    level: GovernmentLevel | None = None
    doc_number: str | None = None
    status: Status
    issued_on: str | None = None
    attribution_style: AttributionStyle
    plan_id: str
    version: int | None = None
    predecessor_id: str | None = None
    source_url: str | None = None
    retrieved_on: str | None = None


class Clause(Shape, kw_only=True):
    """A node of the outline. Its range covers its children; `own_end` is where the first one starts."""

    id: str
    parent_id: str | None
    seq: int
    level: ClauseLevel
    label: str
    heading: str | None
    ref: str
    is_provision: bool
    char_start: int
    own_end: int
    char_end: int
    page: int | None = None


class TableRecord(Shape, kw_only=True):
    id: str
    clause_id: str
    seq: int
    caption: str | None
    rows: int
    columns: int
    header_rows: int
    char_start: int
    char_end: int


class TableCell(Shape, kw_only=True):
    """One cell of the grid; a merged cell stands in each place that it covers (`merged`)."""

    id: str
    table_id: str
    row: int
    column: int
    row_header: str | None
    column_header: str | None
    is_header: bool
    merged: bool
    char_start: int
    char_end: int


class Comment(Shape, kw_only=True):
    id: str
    clause_id: str
    parent_id: str | None
    kind: Literal["comment", "insertion", "deletion", "move"]
    author: str
    created: str | None
    text: str
    before: str | None
    after: str | None
    resolved: bool | None
    char_start: int
    char_end: int


class Quantity(Shape, kw_only=True):
    """A number with its role: every digit of a document is in one, in a deadline or in a table cell."""

    id: str
    clause_id: str
    value: int | float | str | None
    unit: str | None
    role: QuantityRole
    target_id: str | None
    indicator: str | None = None  # of an observation
    territory: str | None = None
    year: int | None = None
    char_start: int
    char_end: int


class Deadline(Shape, kw_only=True):
    """A time expression that says when or how often something is to be done; its text is the slice."""

    id: str
    clause_id: str
    task_id: str | None
    kind: DeadlineKind
    end_date: str | None
    period: str | None
    quote_start: int
    quote_end: int
    char_start: int
    char_end: int


class Indicator(Shape, kw_only=True):
    """What targets measure, in canonical form, so that plans meet on it."""

    id: str
    name: str
    statistic: Literal["mean", "each", "total", "share", "count"] | None
    better: Literal["lower", "higher"] | None
    extensive: bool
    base_unit: str | None


class Target(Shape, kw_only=True):
    """A value or end state that the plan commits its addressees to; its quote is the slice."""

    id: str
    clause_id: str
    task_id: str | None
    deadline_id: str | None
    cell_id: str | None
    kind: Literal["quantitative", "qualitative"]
    indicator: str
    indicator_id: str | None
    scope: str | None
    direction: Direction
    op: Operator | None
    value: int | float | str | None
    value_high: int | float | None
    value_text: str | None
    unit: str | None
    value_start: int | None
    value_end: int | None
    base_value: int | float | None
    base_unit: str | None
    baseline: str | None
    baseline_value: int | float | None
    deadline: str | None
    recurrence: str | None
    hedges: tuple[str, ...]
    strength: Strength | None
    deferred_to: str | None
    exclusions: str | None
    char_start: int
    char_end: int


class Task(Shape, kw_only=True):
    """The passage that one attribution answers for; without attributions, the provision."""

    id: str
    clause_id: str
    seq: int
    title: str
    modality: Modality
    attribution_status: AttributionStatus
    char_start: int
    char_end: int


class Department(Shape, kw_only=True):
    """A body as the plan's level of government knows it; `functions` let levels and reforms meet."""

    id: str
    name: str
    level: GovernmentLevel | None
    jurisdiction: str | None
    generic: bool
    functions: tuple[str, ...]


class Assignment(Shape, kw_only=True):
    """Who does it, in which role, on what basis; its name_raw is the slice."""

    id: str
    clause_id: str
    task_id: str | None
    department_id: str
    name: str
    role: Role
    basis: Basis
    position: int
    sole: bool
    covers_from: str | None
    covers_to: str | None
    attribution_start: int
    attribution_end: int
    char_start: int
    char_end: int


class Measure(Shape, kw_only=True):
    """One predicate of duty. Its parts are the source's words; pieces printed apart are joined by ；.

    `force`: the words before the verb that give it its force (原则上, 加快推进), null for a plain duty.
    """

    id: str
    clause_id: str
    task_id: str | None
    actor: str | None
    action: str
    object: str | None
    modality: Modality
    force: str | None
    threshold: str | None
    scope: str | None
    exception: str | None
    char_start: int
    char_end: int


class Citation(Shape, kw_only=True):
    """Another document named in the text; its title is the slice (without the book-title marks)."""

    id: str
    clause_id: str
    doc_number: str | None
    relation: CitationRelation
    char_start: int
    char_end: int


class Scope(Shape, kw_only=True):
    """A term that the document defines by listing who is in it; the definition is the slice.

    `parent_id`: the term of which this is a part (成都平原地区, of 重点区域). `stated_count`: how many
    the text says there are; `open`: the list ends with 等 and need not be whole.
    """

    id: str
    clause_id: str
    parent_id: str | None
    name: str
    kind: ScopeKind
    stated_count: int | None
    open: bool
    char_start: int
    char_end: int


class ScopeMember(Shape, kw_only=True):
    """One of those listed, its name as printed being the slice.

    `full_name` is the place's whole name (济南 of "济南、淄博市" → 济南市), `within` the place that the
    list puts it in (绵阳市); null where the text does not say.
    """

    id: str
    scope_id: str
    seq: int
    full_name: str | None
    within: str | None
    char_start: int
    char_end: int


class ScopeUse(Shape, kw_only=True):
    """A place where the text names a defined term; one for each target that it limits, else one.

    `excepted`: the text speaks of all others (除重点区域外, 非重点区域).
    """

    id: str
    clause_id: str
    scope_id: str
    task_id: str | None
    target_id: str | None
    excepted: bool
    char_start: int
    char_end: int


class Record(Shape, kw_only=True):
    """Everything read from one document."""

    id: str
    file: str
    format: str
    sha256: str
    metadata: Metadata
    text: str
    properties: dict[str, str]
    origins: tuple[Origin, ...]
    lifted: tuple[Lifted, ...]
    clauses: tuple[Clause, ...]
    tables: tuple[TableRecord, ...]
    table_cells: tuple[TableCell, ...]
    comments: tuple[Comment, ...]
    quantities: tuple[Quantity, ...]
    deadlines: tuple[Deadline, ...]
    indicators: tuple[Indicator, ...]
    targets: tuple[Target, ...]
    tasks: tuple[Task, ...]
    departments: tuple[Department, ...]
    assignments: tuple[Assignment, ...]
    citations: tuple[Citation, ...]
    measures: tuple[Measure, ...]
    scopes: tuple[Scope, ...]
    scope_members: tuple[ScopeMember, ...]
    scope_uses: tuple[ScopeUse, ...]
    doubts: tuple[Doubt, ...]
