"""Who is responsible, said in other forms than in a bracket behind the task.

The bodies of each bracket are printed again, in full and in their order, with their roles as the form
says them (docs/annotation.md). What holds for all that follows stays as it is: a label cannot say it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from pipeline.model import Assignment, Record
from tests.perturbations.facts import AssignmentFact, Facts
from tests.perturbations.plans import edited, read
from tests.perturbations.ways import Way

Roles = dict[str, str]

LABELS = {"lead": "牵头单位", "support": "配合单位", "responsible": "责任单位", "implement": "落实单位", "guide": "指导单位"}  # fmt: skip
DEPARTMENTS = {"lead": "牵头部门", "support": "协助部门", "responsible": "责任部门", "implement": "实施部门", "guide": "督导部门"}  # fmt: skip
VERBS = {"lead": "牵头", "support": "配合", "responsible": "负责", "implement": "负责落实", "guide": "指导"}
# 责任单位 beside 配合单位 names those who lead, but does not say that they lead.
TWO = {"lead": "责任单位", "responsible": "责任单位", "support": "配合单位", "implement": "配合单位", "guide": "配合单位"}  # fmt: skip
_OF_TWO = {"lead": "responsible", "implement": "support", "guide": "support"}


class Attributed(NamedTuple):
    """A bracket that attributes: its range, and its bodies with their roles."""

    start: int
    end: int
    bodies: tuple[Assignment, ...]

    def parts(self, words: Roles) -> list[tuple[str, str]]:
        """(word of the role, list of names) of bodies that stand together."""
        runs = groupby(self.bodies, key=lambda body: words[body.role])
        return [(word, "、".join(body.name for body in bodies)) for word, bodies in runs]


def attributed(record: Record) -> Iterator[Attributed]:
    """The brackets of a record that say who is responsible for what stands before them."""
    rows = [row for row in record.assignments if row.basis != "subject"]
    for (start, end), group in groupby(rows, key=attrgetter("attribution_start", "attribution_end")):
        bodies = tuple(group)
        bracket = record.text[start] in "（(〔[【" and record.text[end - 1] in "）)〕]】"
        if bracket and all(body.basis == "stated" for body in bodies):
            yield Attributed(start, end, bodies)


Form = Callable[[Attributed], str]


def in_labels(words: Roles) -> Form:
    return lambda said: f"（{'；'.join(f'{word}：{names}' for word, names in said.parts(words))}）"


def in_label_sentence(words: Roles) -> Form:
    return lambda said: f"{'；'.join(f'{word}：{names}' for word, names in said.parts(words))}。"


def in_sentence(said: Attributed) -> str:
    return f"由{'，'.join(f'{names}{verb}' for verb, names in said.parts(VERBS))}。"


def in_lines(said: Attributed) -> str:
    return "".join(f"\n{word}：{names}" for word, names in said.parts(LABELS)) + "\n"


def in_one_line(between: str) -> Form:
    return lambda said: f"\n{between.join(f'{word}：{names}' for word, names in said.parts(LABELS))}\n"


def in_verbs(said: Attributed) -> str:
    return f"（{'，'.join(f'{names}{verb}' for verb, names in said.parts(VERBS))}）"


def attributing(name: str, form: Form, roles: Roles | None = None, *, outside: bool = False) -> Way:
    """Print each bracket in another form; `roles`: what the form makes of roles that it has no word for.

    A form `outside` of brackets goes on in the paragraph: a bracket in one of its own stays.
    """

    def chosen(record: Record) -> Iterator[Attributed]:
        for said in attributed(record):
            if not (outside and record.text[said.start - 1] == "\n"):
                yield said

    def text(file: str) -> str:
        record = read(file)
        stopped = (outside and record.text.startswith("。", said.end) for said in chosen(record))
        found = zip(chosen(record), stopped, strict=True)
        return edited(file, [(said.start, said.end + stop, form(said)) for said, stop in found])

    def facts(found: Facts, record: Record) -> Facts:
        told = dict(zip((row.id for row in record.assignments), found.assignments, strict=True))
        for said in chosen(record):
            for body in said.bodies:
                told[body.id] = told[body.id]._replace(role=(roles or {}).get(body.role, body.role))
            if form is in_lines:  # each line is an attribution of its own
                told |= _line_by_line(said, told)
        return found._replace(assignments=tuple(told.values()))

    return Way(name, text, facts, paragraphs="line" in name)


def _line_by_line(said: Attributed, told: dict[str, AssignmentFact]) -> dict[str, AssignmentFact]:
    changed = {}
    for _, group in groupby(said.bodies, key=attrgetter("role")):
        bodies = list(group)
        for position, body in enumerate(bodies, 1):
            sole = len(bodies) == 1 and (len(said.bodies) > 1 or body.sole)
            changed[body.id] = told[body.id]._replace(position=position, sole=sole)
    return changed


ATTRIBUTIONS = [
    attributing("names in full", in_verbs),
    attributing("labels in brackets", in_labels(LABELS)),
    attributing("labels of departments in brackets", in_labels(DEPARTMENTS)),
    attributing("two labels in brackets", in_labels(TWO), _OF_TWO),
    attributing("a closing sentence", in_sentence, outside=True),
    attributing("labels as a closing sentence", in_label_sentence(LABELS), outside=True),
    attributing("two labels as a closing sentence", in_label_sentence(TWO), _OF_TWO, outside=True),
    attributing("labels in lines of their own", in_lines, outside=True),
    attributing("labels in one line of its own", in_one_line("；"), outside=True),
    attributing("labels in one line, parted by blanks", in_one_line("　　"), outside=True),
]
