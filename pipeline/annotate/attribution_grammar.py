"""What an attribution says: its bodies with their roles, and what it says about all that follows.

Works on the folded text of one attribution (a bracket's inside, a label group, a sentence) and
knows nothing of where attributions stand; see `attributions` for that.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.annotate.bodies import Name, parse_bodies, split_bodies, spread_levels
from pipeline.annotate.body_names import CORE, DIVISION, LEVEL_CHAR, kind_of, strict_kind
from pipeline.annotate.roles import LABEL, OTHER_LABEL, ROLE, role_of, role_of_label
from pipeline.model import Role

# "列第一位者为牵头单位，下同", "排在第一位的部门为牵头部门"
_FIRST_LEADS = re.compile(
    "(?:列|排|居)[^,。;()]{0,6}(?:第一|首|最前)[^,。;()]{0,10}(?:牵头|主责|主要责任|总负责)[^,。;()]{0,6}"
)
# "以下各项任务均需…落实", "以下均由…负责"
_FROM_HERE = re.compile(
    "(?:以下|下列|后续|其余|上述和以下)(?:各项|所有|全部)?(?:重点)?(?:任务|工作|措施|内容|事项|条款|各条|各项)*"
    "(?:均|都|皆|同样)?(?:需要|需|须|由|要|应)(?:由)?"
)
_DITTO = re.compile(
    "(?:以)?下(?:均)?同|(?:以下|下同)?(?:均)?不再(?:一一|逐一|逐项|重复|单独|另行)?(?:列出|列明|标注|列|注明|说明|赘述)?"
)
_BY = re.compile("[^由、]{1,15}由(?=.)")
# A lone item that may be a misprinted name: short, and beginning as names do.
_NEAR_NAME = re.compile("(?:各|省|市|县|区|州|旗|盟|国家)[\u3400-\u9fff]{2,10}")
# A department whose ending was left out ("县自然资源牵头").
_NO_ENDING = re.compile(rf"{LEVEL_CHAR}{CORE}")
_PART_EDGE = re.compile(r"[(),;。\n]|<br */?>")  # a Markdown table breaks its cells' lines so
_EVERYBODY = re.compile("(?:政府|部门|企业|社会|公众|群众|单位|市场|全民|行业)(?:主体)?")
_CLEAR_KINDS = {
    "department",
    "government",
    "party",
    "judicial",
    "mass",
    "regulator",
    "joint",
    "generic",
    "territory",
    "company",
}
_OF_DIVISIONS = re.compile("[处科股]室")


@dataclass(slots=True)
class Attribution:
    """What one attribution says, in folded positions; `stray` counts items that are no bodies in form."""

    bodies: list[tuple[Name, Role]] = field(default_factory=list)
    inherited: list[tuple[Name, Role]] = field(default_factory=list)
    first_leads: bool = False
    first_leads_on: bool = False
    roles: int = 0
    stray: int = 0
    divisions: int = 0

    @property
    def clear(self) -> int:
        """How many bodies are told by their form alone, or by a label of divisions."""
        names = [name.name for name, _ in [*self.bodies, *self.inherited]]
        told = (kind_of(name) in _CLEAR_KINDS or bool(_NO_ENDING.fullmatch(name)) for name in names)
        return sum(told) + self.divisions

    @property
    def nobody(self) -> bool:
        """A slogan ("政府主导、部门配合、社会参与") names nobody."""
        return all(_EVERYBODY.fullmatch(name.name) for name, _ in [*self.bodies, *self.inherited])


def parse_labels(text: str, start: int, end: int) -> Attribution | None:
    """Read label groups ("责任单位：A、B；配合单位：C"); None if `text[start:end]` has no label of a role."""
    if ":" not in text[start:end]:
        return None
    labels = list(LABEL.finditer(text, start, end))
    result = Attribution()
    for number, label in enumerate(labels):
        role = role_of_label(label["label"])
        if role is None:
            continue
        stop = labels[number + 1].start() if number + 1 < len(labels) else end
        other = OTHER_LABEL.search(text, label.end(), stop)
        stop = other.start() if other else stop
        divisions = _divisions(text, label.end(), stop) if _OF_DIVISIONS.search(label["label"]) else []
        result.bodies += [(name, name.role or role) for name in divisions]
        result.divisions += len(divisions)
        if not divisions:
            _read_parts(text, label.end(), stop, result, default=role)
        result.roles += 1
    _spread(result)
    return result if result.roles else None


def _divisions(text: str, start: int, end: int) -> list[Name]:
    """The names behind a label of divisions ("责任处室：农业农村处、规划科"), if all could be bodies."""
    names = parse_bodies(text, start, end)
    return names if all(DIVISION.fullmatch(name.name) or kind_of(name.name) for name in names) else []


def parse_cell(text: str, role: Role) -> Attribution:
    """Read a table's cell whose column gives `role`; labels and role words in the cell go before it."""
    labelled = parse_labels(text, 0, len(text))
    if labelled:
        return labelled
    result = Attribution()
    names = parse_bodies(text, 0, len(text))
    if all(DIVISION.fullmatch(name.name) for name in names):
        result.bodies = [(name, name.role or role) for name in names]
        return result
    _read_parts(text, 0, len(text), result, default=role)
    _spread(result)
    return result


def parse_roles(text: str, start: int, end: int) -> Attribution:
    """Read bodies followed by their roles ("A牵头，B、C配合"); bodies without a role are left out."""
    result = Attribution()
    _read_parts(text, start, end, result, default=None)
    _spread(result)
    return result


def parse_names(text: str, start: int, end: int) -> Attribution | None:
    """Read a bare list of names: all responsible; None if anything in it is no well-known form.

    Classes of territories prove nothing, for or against: they also say where something holds.
    """
    names = parse_bodies(text, start, end)
    kinds = [kind_of(name.name) for name in names]
    sure = sum(
        bool(strict_kind(name.name)) or kind == "generic" for name, kind in zip(names, kinds, strict=True)
    )
    if not sure or 2 * sure < len(names) - kinds.count("territory") or None in kinds:
        return None
    return Attribution(bodies=[(name, name.role or "responsible") for name in names])


def _read_parts(text: str, start: int, end: int, result: Attribution, default: Role | None) -> None:
    """Read the parts between commas one after the other; a role reaches back to bodies without one."""
    pending: list[Name] = []
    last: list[tuple[Name, Role]] = []
    for part_start, part_end in _parts(text, start, end):
        part = text[part_start:part_end]
        if ("第一" in part or "首" in part or "最前" in part) and _FIRST_LEADS.search(part):
            result.first_leads = True
            continue
        if ("同" in part or "不再" in part) and _DITTO.fullmatch(part):
            result.first_leads_on |= result.first_leads
            result.inherited = result.inherited or ([] if result.first_leads else last)
            continue
        onward = _FROM_HERE.match(part)
        position = part_start + onward.end() if onward else part_start
        for match in ROLE.finditer(text, position, part_end):
            names = [*pending, *_names(text, position, match.start(), result)]
            last = [(name, name.role or role_of(match[0])) for name in names]
            (result.inherited if onward else result.bodies).extend(last)
            result.roles += bool(names)
            pending, position = [], match.end()
        pending.extend(_names(text, position, part_end, result))
    result.bodies.extend((name, role) for name in pending if (role := name.role or default))
    result.stray += sum(not (name.role or default) for name in pending)


def _parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches between commas, semicolons and stops that no bracket encloses."""
    parts: list[tuple[int, int]] = []
    depth, begin = 0, start
    for match in _PART_EDGE.finditer(text, start, end):
        char = match[0]
        if char == "(":
            depth += 1
        elif char == ")":
            depth = max(0, depth - 1)
        elif depth == 0:
            if begin < match.start():
                parts.append((begin, match.start()))
            begin = match.end()
    if begin < end:
        parts.append((begin, end))
    return parts


def _names(text: str, start: int, end: int, result: Attribution) -> list[Name]:
    """The bodies of one part; who is joined by 会同 supports those before it, and they lead."""
    if start >= end:
        return []
    joint = text.find("会同", start, end)
    if joint < 0:
        return _listed(text, start, end, result)
    result.roles += 1
    leading = [name._replace(role="lead") for name in _listed(text, start, joint, result)]
    partners = _listed(text, joint + len("会同"), end, result)
    return [*leading, *(name._replace(role="support") for name in partners)]


def _listed(text: str, start: int, end: int, result: Attribution) -> list[Name]:
    """A list of bodies; a part none of which is a body is another remark (a date, a condition)."""
    names = split_bodies(text, start, end)
    good = [name for name in names if kind_of(name.name) or kind_of(f"各{name.name}") == "territory"]
    by = _BY.match(text, start, end) if result.bodies and not good else None
    if by:  # "其中农村部分由县农业农村局负责" beside others
        names = split_bodies(text, by.end(), end)
        good = [name for name in names if kind_of(name.name)]
    result.stray += len(names) - len(good)
    if good and 2 * len(good) >= len(names):
        return names
    lone = len(names) == 1 and _NEAR_NAME.fullmatch(names[0].name)
    return names if lone else good


def _spread(result: Attribution) -> None:
    """Spread levels over the whole attribution, across its parts."""
    spread = spread_levels([name for name, _ in result.bodies])
    result.bodies = [(name, role) for name, (_, role) in zip(spread, result.bodies, strict=True)]
