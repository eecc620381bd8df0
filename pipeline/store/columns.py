"""The words in which tables are described: one place for the SQL, Datasette's pages and the docs."""

from __future__ import annotations

from dataclasses import dataclass, replace

# The types that columns have, and what SQLite calls them.
TEXT, INTEGER, REAL, BOOLEAN, JSON = "text", "integer", "real", "boolean", "json"
NUMBER = "number"  # as printed: 80 stays 80, 83.3 stays 83.3, the ratio 1:3 is text


@dataclass(frozen=True)
class Column:
    """One column: its meaning in Chinese and English.

    `zh` starts with the short label that heads the column, a colon (：) before anything more.
    `type` is one of the constants above (a boolean is stored as 0 or 1, JSON as its text).
    `references` is the table whose key it holds; `facet` marks a column worth filtering by. A `generated` one
    holds what this SQL says of the others.
    """

    name: str
    type: str
    zh: str
    en: str
    references: str | None = None
    facet: bool = False
    generated: str = ""

    @property
    def label(self) -> str:
        """The short Chinese heading: 指标."""
        return self.zh.partition("：")[0]


@dataclass(frozen=True)
class Table:
    """One table. Its rows go with their document unless it is `shared` among documents.

    Of a `mixed` one the rows without a document are shared.

    `search` names the column that full-text search covers, `documents` those columns that name the
    documents that a row goes with: it is deleted with either.
    """

    name: str
    zh: str
    en: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ("id",)
    shared: bool = False
    mixed: bool = False
    search: str | None = None
    documents: tuple[str, ...] = ("document_id",)

    @property
    def label(self) -> str:
        """The short Chinese name: 目标."""
        return self.zh.partition("：")[0]

    @property
    def column_names(self) -> tuple[str, ...]:
        """What a row is written with: the columns but for those that are generated."""
        return tuple(column.name for column in self.columns if not column.generated)

    @property
    def references(self) -> tuple[tuple[str, str], ...]:
        """(column, table) of every foreign key; each points at the other table's `id`."""
        return tuple((column.name, column.references) for column in self.columns if column.references)


@dataclass(frozen=True)
class View:
    """One view: a query that people would otherwise write again and again."""

    name: str
    zh: str
    en: str
    sql: str
    columns: tuple[Column, ...]

    @property
    def label(self) -> str:
        """The short Chinese name: 承诺."""
        return self.zh.partition("：")[0]

    @property
    def references(self) -> tuple[tuple[str, str], ...]:
        """(column, table) of every column that holds another table's `id`."""
        return tuple((column.name, column.references) for column in self.columns if column.references)


ID = Column("id", TEXT, "编号：重建后不变", "Stable id: survives a rebuild and an unrelated edit")
DOCUMENT = Column("document_id", TEXT, "文件", "The document that it is in", "documents", facet=True)
CLAUSE = Column("clause_id", TEXT, "条款：所在的最小条款", "The smallest clause that holds it", "clauses")
TASK = Column("task_id", TEXT, "任务：所属任务", "The task that it belongs to", "tasks")
START = Column(
    "char_start", INTEGER, "起点：在全文中的起始字符（从0起）", "First character in documents.text, from 0"
)
END = Column(
    "char_end", INTEGER, "终点：在全文中的结束字符（不含）", "Character of documents.text behind the last one"
)
CITATION = Column(
    "citation", TEXT, "引用格式：可直接复制", "How to cite it, ready to copy, with the quoted words"
)


def in_reading_order(part: Table) -> Table:
    """The table with a `place` by which its rows are listed: document by document, as they stand in the text.

    No two rows have the same one: whoever reads a list page by page gets every row, and each once.
    """
    of = "seq" if "seq" in part.column_names else "char_start"
    place = Column(
        "place", TEXT, "次序：先按文件，再按在全文中的位置；没有两行相同", "Reading order: the document, then where it stands; no two rows alike",
        generated=f"document_id || ' ' || printf('%07d', {of}) || ' ' || id",
    )  # fmt: skip
    return replace(part, columns=(*part.columns, place))
