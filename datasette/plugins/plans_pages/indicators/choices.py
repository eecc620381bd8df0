"""What the page of a matter can be narrowed to: years, indicators, levels of government, plans."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from plans_pages.indicators.picture import things
from plans_pages.indicators.targets import Held
from plans_pages.rooms import Ask

_TICKED = 40  # documents that one may tick; of more one names a part of their name
_LEVELS = ("national", "province", "prefecture", "county", "township")


@dataclass(frozen=True)
class Choices:
    """What the page can be narrowed to, and what it is narrowed to."""

    years: list[str]
    names: list[str]
    levels: list[str]
    plans: list[dict[str, Any]]  # empty where they are too many to tick
    chosen: dict[str, list[str]]
    drafts: bool


def choices_of(targets: Sequence[Held], ask: Ask) -> Choices:
    """What `targets` can be narrowed to, and what `ask` narrows them to."""
    plans = list({each.plan["id"]: each.plan for each in targets}.values())
    plans.sort(key=lambda plan: (_rank(plan), str(plan["jurisdiction"]), plan["id"]))
    return Choices(
        years=sorted({str(each.row["year"]) for each in targets if each.year}),
        names=list(dict.fromkeys(name for name, _, _ in things(targets))),
        levels=[level for level in _LEVELS if any(plan["level"] == level for plan in plans)],
        plans=plans if len(plans) <= _TICKED else [],
        chosen={
            "year": ask.all("year"),
            "name": ask.all("name"),
            "level": ask.all("level"),
            "plan": ask.all("plan"),
            "of": [ask.get("of")] if ask.get("of") else [],
        },
        drafts=ask.get("drafts") == "1",
    )


def _rank(plan: dict[str, Any]) -> int:
    return _LEVELS.index(plan["level"]) if plan["level"] in _LEVELS else len(_LEVELS)


def fits(target: Held, choices: Choices, plan: bool = True) -> bool:
    """Whether the page shows a target; with `plan` only those of the chosen documents."""
    chosen = choices.chosen
    if not any(chosen.values()):
        return True
    said = {"year": str(target.row["year"] or ""), "name": target.name, "level": target.plan["level"]}
    if any(chosen[name] and own not in chosen[name] for name, own in said.items()):
        return False
    if not plan:
        return True
    own = "".join(str(target.plan[name] or "") for name in ("short_title", "issuer", "jurisdiction"))
    return (not chosen["plan"] or target.plan["id"] in chosen["plan"]) and all(
        word in own for word in chosen["of"]
    )
