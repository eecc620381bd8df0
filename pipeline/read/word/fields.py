"""Fields (ECMA-376 Part 1, 17.16): their instructions are not printed, their results are.

A table of contents repeats the headings with page numbers: it is furniture, no text of the document.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from lxml.etree import _Element

from pipeline.read.word.names import W

MARK = f"{W}fldChar"
MARK_TYPE = f"{W}fldCharType"


@dataclass
class _Field:
    instruction: str = ""
    in_result: bool = False

    @property
    def is_contents(self) -> bool:
        return self.in_result and self.instruction.split()[:1] in (["TOC"], ["INDEX"], ["TOA"])


class Fields:
    """Where in its fields a story has been read to.

    Args:
        root: the story. If fields in it begin and never end, none is taken for a table of contents, which
            would swallow all that follows.
    """

    def __init__(self, root: _Element | None = None) -> None:
        self.in_instruction = False
        self.in_contents = False
        self._open: list[_Field] = []
        self._held = 0
        types = [mark.get(MARK_TYPE) for mark in root.iter(MARK)] if root is not None else []
        self._balanced = types.count("begin") == types.count("end")

    def mark(self, type: str | None) -> None:
        """A field begins, comes to its result ("separate") or ends."""
        if type == "begin":
            self._open.append(_Field())
        elif type == "separate" and self._open:
            self._open[-1].in_result = True
        elif type == "end" and self._open:
            self._open.pop()
        self._settle()

    def instruct(self, text: str) -> None:
        """More of the instruction of the innermost field."""
        if self._open and not self._open[-1].in_result:
            self._open[-1].instruction += text

    def end_paragraph(self) -> None:
        """Give up fields that have not come to a result: an instruction does not go on in another paragraph."""
        if self.in_instruction:
            self._open = [field for field in self._open if field.in_result]
            self._settle()

    @contextmanager
    def contents(self) -> Iterator[None]:
        """Everything printed meanwhile is a table of contents."""
        self._held += 1
        self._settle()
        yield
        self._held -= 1
        self._settle()

    def _settle(self) -> None:
        self.in_instruction = any(not field.in_result for field in self._open)
        self.in_contents = self._held > 0 or (
            self._balanced and any(field.is_contents for field in self._open)
        )
