"""Words that give a body its role: behind a list ("牵头"), as a label before it ("责任单位：")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from pipeline import lexicon
from pipeline.lexicon.patterns import any_of, forms
from pipeline.lexicon.schema import RoleWord
from pipeline.model import Role

# What a phrase of several role words means as a whole: 牵头负责 leads, 配合落实 supports,
# 负责落实 implements.
_PRECEDENCE: tuple[Role, ...] = ("lead", "support", "guide", "implement", "responsible")
_BODIES = lexicon.bodies()


def _by_role(words: Sequence[RoleWord]) -> list[tuple[Role, re.Pattern[str]]]:
    """The words of each role, in the order in which the roles go before each other."""
    return [(role, re.compile(any_of(word for word in words if word.role == role))) for role in _PRECEDENCE]


_WORDS = _by_role(_BODIES.role)
_VERB = any_of(_BODIES.role)
ROLE_WORD = re.compile(_VERB)
_FILL = "(?:组织|具体|分别|共同|联合|统一|统筹|推进|推动|协调|抓好|做好|贯彻|认真|切实|各负其|各司其职|分工|相应|相关|有关|工作|任务|责|实|制定|并)"
_BY = (
    "(?:(?:按|按照|依|依据|根据|在|依照)?(?:照)?(?:各自)?(?:工作|部门|法定|任务)?(?:职责|职能|职权|分工)"
    "(?:分工|权限|范围|任务|要求)?(?:范围)?(?:内)?,?)"
)
# The characters that a phrase of roles can begin with: what fails this needs no closer look.
_MAY_BEGIN = (
    "(?=[按依根在组具分共联统推协抓做贯认切各相有工任责实制并"
    + "".join({f[0] for f in forms(_BODIES.role)})
    + "])"
)
ROLE = re.compile(rf"{_MAY_BEGIN}{_BY}?(?:{_FILL}{{0,3}}{_VERB}){{1,3}}{_FILL}{{0,2}}(?=[,;、。\n]|会同|$)")
ROLE_IN_BRACKETS = re.compile(rf"(?:{_FILL}{{0,2}}{_VERB}){{1,2}}(?:单位|部门)?")

_UNIT = "(?:单位|部门|主体|机构|地区|科室|处室|企业|方|局|责任)"
_LABEL_WORD = any_of(_BODIES.label)
LABEL = re.compile(
    rf"(?P<label>(?:第一|主要|共同|其他|具体)?(?:{_LABEL_WORD}[^,:;。、()\u4eba]{{0,2}}?){{1,3}}"
    rf"(?:{_UNIT}(?:\([^():]{{1,8}}\)|(?:及|和|与|、)?(?:分工|{_LABEL_WORD}{{1,2}}{_UNIT}?))?)?{_UNIT}?):"
)
OTHER_LABEL = re.compile(r"(?:^|[,;。])(?P<label>[\u3400-\u9fff]{2,8}):")
_LABELS = _by_role(_BODIES.label)


@cache
def role_of(phrase: str) -> Role:
    """The role that a phrase of role words gives ("按职责分工负责" → responsible)."""
    return next((role for role, words in _WORDS if words.search(phrase)), "responsible")


@cache
def role_of_label(label: str) -> Role | None:
    """The role that a label or a column header names; None if it names none ("责任人", "重点任务")."""
    if re.search("人$|领导$|时限|内容|任务|事项|情况|期限", label):
        return None
    if re.search("主责|责任.{0,3}牵头", label) and "牵头" not in label:
        return "responsible"
    return next((role for role, words in _LABELS if words.search(label)), None)
