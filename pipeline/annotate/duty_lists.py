"""Lists of duties: paragraphs that a body heads and that say what is its to do.

"州住建局：负责…", "2.市发展改革委、市财政局：牵头…", "（一）市住建局。负责…". Where the body is charged in so many
words its name need not be known in every part, as it stands alone before the colon; otherwise it must be,
and behind a full stop nothing else is a duty: "建设医疗中心。支持…" is a heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.annotate.bodies import Name, parse_bodies
from pipeline.annotate.body_names import kind_of
from pipeline.annotate.predicates import ADVERB, CHARGE, MODAL, VERB, obliges, rest_of_part
from pipeline.annotate.subject_names import subject_kind
from pipeline.annotate.wordcuts import begins_with_a_deed

_NUMBER = r"(?:\([^()]{1,3}\)|[一二三四五六七八九十]{1,3}[是、]|\d{1,3}[.、](?!\d))?"
_DUTY = re.compile(
    rf"(?:^|(?<=\n)){_NUMBER}(?P<names>[^。;,:!?\n\t]{{2,80}})(?P<mark>[:。])(?={MODAL}|{VERB}|{ADVERB}|{CHARGE})"
)
# An office of a street or a department by its short name, known as such only where it is charged.
_OFFICE = re.compile("[\u3400-\u9fff]{2,8}(?:办|所|站|队|中心)")
_CHARGED = re.compile("(?:主要|具体|统一)?(?:负责|牵头|配合|协助|承担)")


def duty_lists(text: str) -> Iterator[tuple[int, tuple[Name, ...], int]]:
    """Where the bodies of each duty begin, the bodies, and where their duty begins."""
    for match in _DUTY.finditer(text):
        charged = _CHARGED.match(text, match.end())
        if not charged and (match["mark"] == "。" or begins_with_a_deed(match["names"])):
            continue
        names = parse_bodies(text, *match.span("names"))
        told = _told_when_charged if charged else subject_kind
        kinds = {told(name.name) for name in names}
        duty = rest_of_part(text, match.end())
        if None not in kinds and obliges(duty, [name.name for name in names], kinds, by=False):
            yield match.start("names"), tuple(names), match.end()


def _told_when_charged(name: str) -> str | None:
    office = _OFFICE.fullmatch(name) and not begins_with_a_deed(name)
    return kind_of(name) or ("office" if office else None)
