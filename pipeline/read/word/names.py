"""The names of WordprocessingML elements and attributes that the reader knows (ECMA-376 Part 1, 17)."""

from __future__ import annotations

from typing import Final

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15: Final = "{http://schemas.microsoft.com/office/word/2012/wordml}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

PARAGRAPH: Final = f"{W}p"
PARAGRAPH_PROPERTIES: Final = f"{W}pPr"
RUN: Final = f"{W}r"
RUN_PROPERTIES: Final = f"{W}rPr"
TABLE: Final = f"{W}tbl"
ROW: Final = f"{W}tr"
CELL: Final = f"{W}tc"
INSERTED: Final = f"{W}ins"
DELETED: Final = f"{W}del"
MOVED_FROM: Final = f"{W}moveFrom"
MOVED_TO: Final = f"{W}moveTo"
TEXT: Final = f"{W}t"
DELETED_TEXT: Final = f"{W}delText"
CONTENT_CONTROL: Final = f"{W}sdt"
CONTENT: Final = f"{W}sdtContent"
ALTERNATIVES: Final = f"{MC}AlternateContent"
CHOICE: Final = f"{MC}Choice"
FALLBACK: Final = f"{MC}Fallback"
EMBEDDED: Final = f"{W}altChunk"
RUBY: Final = f"{W}ruby"
RUBY_BASE: Final = f"{W}rubyBase"
TEXT_BOX: Final = f"{W}txbxContent"
PUT: Final = frozenset((INSERTED, MOVED_TO))  # what a tracked change adds to the text
TAKEN: Final = frozenset((DELETED, MOVED_FROM))  # what it takes away
WRITTEN: Final = frozenset((TEXT, DELETED_TEXT))
VALUE: Final = f"{W}val"
ID: Final = f"{W}id"
NAME: Final = f"{W}name"
AUTHOR: Final = f"{W}author"
DATE: Final = f"{W}date"

# Elements that only hold what is printed: inside a paragraph, and around paragraphs, rows and cells.
WRAPPERS: Final = frozenset(
    f"{W}{name}" for name in ("hyperlink", "smartTag", "customXml", "sdtContent", "fldSimple", "dir", "bdo")
)  # fmt: skip
