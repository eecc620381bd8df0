"""Departments: bodies as one plan's level of government knows them, with their functions.

The functions let levels and reforms meet: a county's 科工局 does what 工业和信息化 and 科技 are for.
"""

from __future__ import annotations

import re
from functools import cache

from pipeline import lexicon
from pipeline.extract.belonging import NO_LEVEL, belongs
from pipeline.ids import stable_id
from pipeline.lexicon.patterns import forms, longest_first
from pipeline.lexicon.schema import Reform
from pipeline.model import Department, Metadata

_ENDING = re.compile(
    "(?:行政|主管|监管|管理)*(?:部门|委员会|委|厅|总局|局|部|总署|署|办公室|办公厅|办|机关|总社|社|中心|支队|总队|大队|海关|总队)$"
)
_WHOLE = re.compile(
    "(?:总工会|工会|共青团(?:中央|.{1,6}委)?|(?<!集)团.?委|妇联|残联|科协|工商联|法院|检察院|纪委|监委|海关|银保监会|证监会)$"
    "|^(?:中国)?人民银行|^人行"
)
_NO_FUNCTION = re.compile("(?:大厅|政府|管委会|街道办事处|办事处|公司|集团|企业|党委)$")
_NO_ENDING = tuple(forms(lexicon.bodies().no_ending))
_SAME = {form: entry.name for entry in lexicon.bodies().same for form in entry.forms}


def department(name: str, generic: bool, metadata: Metadata) -> Department:
    """The department called `name` in a document with `metadata`.

    The same body has the same id in all documents of its territory: the id is made of the
    jurisdiction and the name.
    """
    for form, common in _SAME.items():
        name = name.replace(form, common)
    functions = functions_of(name)
    level, jurisdiction = belongs(name, generic, functions, metadata)
    return Department(
        id=stable_id("department", jurisdiction or "", name),
        name=name,
        level=level,
        jurisdiction=jurisdiction,
        generic=generic,
        functions=functions,
    )


@cache
def functions_of(name: str) -> tuple[str, ...]:
    """The functions whose stems the name is made of; none for governments and companies."""
    known = _stems()
    return tuple(dict.fromkeys(function for stem in stems_of(name) for function in known[stem]))


def former_name(name: str, issued_on: str | None) -> Reform | None:
    """The reform that had ended a name when a document was issued; None if it was in use, or nobody knows when."""
    if issued_on is None:
        return None
    stems = stems_of(name)
    return next(
        (r for r in lexicon.functions().reform if r.until < issued_on and any(s in r.forms for s in stems)),
        None,
    )


@cache
def stems_of(name: str) -> tuple[str, ...]:
    """The stems of functions that the name is made of, in order; none for governments and companies."""
    if (
        name.endswith(_NO_ENDING)
        or _NO_FUNCTION.search(name)
        or not (_ENDING.search(name) or _WHOLE.search(name))
    ):
        return ()
    stems = _stems()
    core = _ENDING.sub("", name) if not _WHOLE.search(name) else name
    if core[:1] in "省市县区州盟旗" and len(core) > 1 and not NO_LEVEL.match(core):
        core = core[1:]
    found: list[str] = []
    position = 0
    while position < len(name):
        stem = next(
            (
                s
                for s in stems
                if name.startswith(s, position) and (len(s) > 1 or core.removeprefix("委") == s)
            ),
            None,
        )
        found += [stem] if stem else []
        position += len(stem) if stem else 1
    return tuple(found)


@cache
def _stems() -> dict[str, tuple[str, ...]]:
    """Each stem with its functions, the longest stems first."""
    table: dict[str, list[str]] = {}
    for function in lexicon.functions().function:
        for stem in function.forms:
            table.setdefault(stem, []).append(function.name)
    return {stem: tuple(table[stem]) for stem in longest_first(table)}
