"""The targets of a matter as a file: those that the page shows, each with its rank or every reason against one."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from plans_pages.cells import amount, in_words
from plans_pages.downloads import MOST_ROWS, file_route, too_many
from plans_pages.excel import limits
from plans_pages.indicators.selection import Line, Selection, lines, selection
from plans_pages.language import say
from plans_pages.rooms import Ask

from pipeline.report.sheet import Cell, Sheet
from pipeline.store.codes import ref_word

_IDS = 500  # of targets that are asked for at a time


def targets(connection: Any, ask: Ask) -> Sheet | None:
    """The sheet that an address asks for; None if there is no such matter."""
    found = selection(connection, ask)
    if found is None:
        return None
    shown = found.shown[:MOST_ROWS]
    parts = (shown[start : start + _IDS] for start in range(0, len(shown), _IDS))
    rows = [_row(line) for part in parts for line in lines(connection, found, part)]
    title = say(f"{found.family}：目标对照", f"{found.family}: targets side by side")
    notes = [title, *_notes(found), *limits()]
    if len(found.shown) > MOST_ROWS:
        notes.insert(0, too_many())
    return Sheet(title=title, head=[*_head()], rows=rows, notes=notes, notes_title=say("说明", "Notes"))


def _head() -> Iterator[str]:
    for chinese, english in (
        *(("文件", "Plan"), ("状态", "Status"), ("层级", "Level"), ("地区", "Place"), ("指标", "Indicator")),
        *(("适用范围", "Scope"), ("统计口径", "Statistic"), ("年份", "Year"), ("目标", "Target")),
        *(("换算值", "Value in the common unit"), ("换算单位", "Common unit"), ("基准", "Baseline")),
        *(("基准值", "Baseline value"), ("语气", "Hedges"), ("除外", "Exclusions")),
        *(("数值由谁定", "Deferred to"), ("名次（1为数值最低）", "Rank (1 is the lowest)")),
        *(("同组目标数", "Ranked among"), ("不排序的原因", "Why it is not ranked")),
        ("与最接近的他文件目标不同之处", "In what it differs from the nearest targets of other plans"),
        *(("推算变化", "Implied change (derived)"), ("推算比率", "Derived rate"), ("条款", "Clause")),
        *(("原文", "Words"), ("引用", "Citation"), ("目标编号", "Target id")),
    ):
        yield say(chinese, english)


def _row(line: Line) -> Sequence[Cell]:
    row, plan, rank = line.held.row, line.held.plan, line.rank
    return [
        plan["short_title"],
        in_words("status", plan["status"]),
        in_words("level", plan["level"]),
        plan["jurisdiction"],
        line.held.name,
        row["territory"] or say("未写明", "not stated"),
        in_words("statistic", row["statistic"]),
        in_words("period", row["year"]) or row["year"] or say("未写明", "not stated"),
        amount(row).striptags(),
        line.held.level,
        row["common_unit"],
        row["baseline"],
        row["baseline_value"],
        "、".join(json.loads(row["hedges"] or "[]")),
        row["exclusions"],
        row["deferred_to"],
        rank.place if rank else None,
        rank.of if rank else None,
        _reason(line),
        "\n".join(
            f"{other.plan['short_title']}：{'；'.join(other.reasons) or say('口径一致', 'the same in all respects')}"
            for other in line.against
        ),
        row["formula"],
        row["rate_formula"],
        ref_word(line.words["ref"]),
        line.words["quote"],
        line.words["citation"],
        line.held.id,
    ]


def _reason(line: Line) -> str:
    """What keeps a target from a ranking; empty where it is ranked."""
    if line.rank:
        return ""
    if line.own:
        return "；".join(line.own)
    if line.against:
        return say("与其他文件的目标口径不一致", "no target of another plan agrees in all respects")
    return say("其他文件中未见有数值的目标", "no number in other texts")


def _notes(found: Selection) -> Iterator[str]:
    """What the file holds, and how to read its ranks."""
    if len(found.shown) < len(found.everything):
        kept = "；".join("、".join(values) for values in found.choices.chosen.values() if values)
        yield say(f"筛选：{kept}", f"Filtered: {kept}")
    if found.choices.drafts:
        yield say("征求意见稿也参与了排序。", "Drafts are ranked too.")
    yield say(
        "名次只说高低，不说力度大小：力度要看起点。排序以全部文件为准，不随筛选而变。",
        "A rank says lower or higher, never more ambitious: that needs the starting point. It is taken among all plans, whatever is filtered.",
    )


ROUTE = file_route(r"/indicators/(?P<matter>[^/]+)\.(?P<form>xlsx|csv)$", "targets", targets)
