"""What a comparison is asked for: all of it stands in the address, and every link is that address with a change."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from plans_pages.addresses import at
from plans_pages.page_numbers import number_asked
from plans_pages.rooms import Ask

MOST = 4  # plans side by side


@dataclass(frozen=True)
class Choice:
    """`kinds` are the kinds of difference; `row` the provision that leads the one row to see sentence by sentence.

    `also`: with the topics that a provision names besides its main one. `words` stand in a measure. With `choose` the plans are where choosing others starts.
    """

    path: str
    plans: tuple[str, ...]
    topic: str = ""
    also: bool = False
    department: str = ""
    kinds: tuple[str, ...] = ()
    words: str = ""
    row: str = ""
    page: int = 1
    choose: bool = False

    @property
    def compares(self) -> bool:
        """Whether plans are to be compared; else they are still to be chosen."""
        return 1 < len(self.plans) <= MOST and not self.choose

    @property
    def filtered(self) -> bool:
        """Whether not all rows are asked for."""
        return bool(self.topic or self.department or self.kinds or self.words)

    @property
    def fields(self) -> list[tuple[str, str]]:
        """Names and values as they stand in the address."""
        found = [("plan", plan) for plan in self.plans]
        found += [("topic", self.topic), ("also", "1" if self.also else ""), ("department", self.department)]
        found += [("difference", kind) for kind in self.kinds]
        found += [("words", self.words), ("row", self.row), ("page", str(self.page) if self.page > 1 else "")]
        return [(name, value) for name, value in found if value]

    def href(self, **changes: Any) -> str:
        """The address with some of it changed; another choice starts on the first page."""
        changes = {"page": 1, "row": "", **changes}
        return _address(replace(self, **changes), self.path)

    @property
    def choosing(self) -> str:
        """Where these plans are exchanged for others, or more are added."""
        return f"{self.href(department='', kinds=(), words='', also=False)}&choose=1"

    def file(self, form: str) -> str:
        """The same comparison as a file."""
        return _address(replace(self, page=1, row=""), f"{self.path}.{form}")

    def room(self, path: str, **changes: Any) -> str:
        """The same plans in another room of the comparison."""
        kept = Choice(path, self.plans, topic=self.topic, department=self.department)
        return kept.href(**changes)


def _address(choice: Choice, path: str) -> str:
    query = urlencode(choice.fields)
    return at(f"{path}?{query}" if query else path)


def choice_of(ask: Ask, path: str) -> Choice:
    """What the address asks for; a page that is no number is the first."""
    return Choice(
        path=path,
        plans=tuple(ask.all("plan")),
        topic=ask.get("topic"),
        also=bool(ask.get("also")),
        department=ask.get("department"),
        kinds=tuple(ask.all("difference")),
        words=ask.get("words"),
        row=ask.get("row"),
        choose=bool(ask.get("choose")),
        page=number_asked(ask.get("page")),
    )
