"""Misprinted names of bodies, settled by what the rest of the document calls its bodies.

Only ways that hold for any document: an ending printed twice or left out, characters of the same
sound, a name scrambled beyond its form beside others that the document repeats. What is changed
carries its doubt, and the name as printed stays in the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from difflib import SequenceMatcher

import msgspec

from pipeline import lexicon
from pipeline.annotate.body_names import DIVISION, kind_of, strict_kind
from pipeline.lexicon.patterns import forms
from pipeline.marks import AttributedBody, AttributionMark, Marks

DOUBLED = re.compile("(局|委|厅|办|部|署|府|处)\\1$")
REPEATED = 3  # so often a document must use a name before another is taken for a misprint of it
ALIKE = 0.7  # share of characters in the same order, of both names together
_ENDINGS = ("局", "委", "厅", "办", "部门", "中心", "社", "公司", "部", "委员会")
_LEVELS = "省市县区州盟旗"
_SOUNDS = {char: entry.sound for entry in lexicon.bodies().homophone for char in entry.forms}
_WELL_KNOWN = forms(lexicon.bodies().well_known)


def resolve_names(marks: Marks) -> Marks:
    """Settle the names of all attributions of one document against each other.

    A body whose printed name has no known form, or whose spread level no other place confirms, is
    compared with the names that the document uses otherwise.
    """
    attributions = _apart(marks.attributions)
    known = Counter(body.name for mark in attributions for body in _bodies(mark))
    written = Counter(body.name for mark in attributions for body in _bodies(mark) if _as_written(body))
    resolved = [_resolve_mark(mark, known, written) for mark in attributions]
    return msgspec.structs.replace(marks, attributions=resolved)


def _apart(marks: Iterable[AttributionMark]) -> list[AttributionMark]:
    """Without marks within others: a bracket in a cell that the table's column has already read."""
    kept: list[AttributionMark] = []
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return kept


def _bodies(mark: AttributionMark) -> Iterable[AttributedBody]:
    yield from mark.bodies
    yield from mark.inherited


def _as_written(body: AttributedBody) -> bool:
    return len(body.name) <= body.end - body.start


def _resolve_mark(mark: AttributionMark, known: Counter[str], written: Counter[str]) -> AttributionMark:
    levels = [body.name[0] for body in mark.bodies if body.name[0] in _LEVELS and _as_written(body)]
    bodies = tuple(_resolve(_relevel(body, levels, written), known) for body in mark.bodies)
    if bodies == mark.bodies:
        return mark
    return msgspec.structs.replace(mark, bodies=bodies)


def _relevel(body: AttributedBody, levels: list[str], written: Counter[str]) -> AttributedBody:
    """Prefer the level that the document writes: "县…局牵头，市…委、…局" may hold one misprinted level."""
    bare = body.end - body.start == 1  # 市 of "市、区财政局": printed, and no slip
    if bare or _as_written(body) or written[body.name] or body.name[0] not in _LEVELS:
        return body
    for level in levels:
        name = level + body.name[1:]
        if level != body.name[0] and written[name]:
            doubt = f"level of the name before it ({body.name[0]}) nowhere else in the document"
            return msgspec.structs.replace(body, name=name, doubt=doubt)
    return body


def _resolve(body: AttributedBody, known: Counter[str]) -> AttributedBody:
    if body.doubt and kind_of(body.name):
        return body
    if kind_of(body.name) and not _suspect(body.name):
        return body
    for settle in (_missing_ending, _same_sound, _longer, _scrambled):
        name, end, doubt = settle(body, known)
        if name != body.name:
            return msgspec.structs.replace(body, name=name, end=end, doubt=doubt)
    if kind_of(body.name) or DIVISION.fullmatch(body.name):
        return body
    return msgspec.structs.replace(body, doubt=f"no known form of a name: {body.name}")


def _suspect(name: str) -> bool:
    """A name of good form whose first part is unknown: it may be a misprint of a well-known one."""
    return strict_kind(name) is None and any(char in _SOUNDS for char in name[:2])


_Settled = tuple[str, int, str | None]


def _missing_ending(body: AttributedBody, known: Counter[str]) -> _Settled:
    """A name such as 县自然资源 where the document elsewhere has 县自然资源局."""
    if kind_of(body.name):
        return body.name, body.end, None
    fuller = [body.name + ending for ending in _ENDINGS if known[body.name + ending]]
    best = max(fuller, key=lambda name: known[name], default=body.name)
    return best, body.end, f"ending left out: {body.name}"


def _same_sound(body: AttributedBody, known: Counter[str]) -> _Settled:
    """Characters of one sound: 接到办事处 for 街道办事处."""
    sounds = _sounds(body.name)
    for name in [*(n for n, times in known.items() if times >= REPEATED), *_WELL_KNOWN]:
        if name != body.name and len(name) == len(body.name) and _sounds(name) == sounds:
            return name, body.end, f"same sound as {name}: {body.name}"
    return body.name, body.end, None


def _sounds(name: str) -> list[str]:
    return [_SOUNDS.get(char, char) for char in name]


def _longer(body: AttributedBody, known: Counter[str]) -> _Settled:
    """A repeated name and stray characters behind it: only the name is the body's."""
    if kind_of(body.name) or not _as_written(body):
        return body.name, body.end, None
    starts = [name for name, times in known.items() if times >= REPEATED and body.name.startswith(name)]
    name = max(starts, key=len, default=body.name)
    return name, body.end - (len(body.name) - len(name)), f"stray characters behind the name: {body.name}"


def _scrambled(body: AttributedBody, known: Counter[str]) -> _Settled:
    """A name of no known form is the repeated name that shares most of its characters in order."""
    if kind_of(body.name):
        return body.name, body.end, None
    matcher = SequenceMatcher(b=body.name, autojunk=False)
    best, score = body.name, ALIKE
    for name in sorted(n for n, times in known.items() if times >= REPEATED and kind_of(n)):
        matcher.set_seq1(name)
        if matcher.ratio() > score:
            best, score = name, matcher.ratio()
    return best, body.end, f"read as {best}: {body.name}"
