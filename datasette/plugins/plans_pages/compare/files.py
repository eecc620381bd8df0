"""The comparison that a page shows as a file to keep: Excel, CSV, one page of HTML. The same rows, all of them."""

from __future__ import annotations

from typing import Any

import msgspec
from datasette.utils.asgi import NotFound
from plans_pages.compare import measures, side_by_side
from plans_pages.compare.asked import Choice, choice_of
from plans_pages.compare.kept import KeptPairwise
from plans_pages.downloads import Route, file_route, only_these
from plans_pages.language import say
from plans_pages.rooms import Ask

from pipeline.report.comparison import comparison_sheet
from pipeline.report.measures import measures_sheet
from pipeline.report.row_differences import ComparedRow
from pipeline.report.row_facets import FILTER_WORDS
from pipeline.report.sheet import Sheet
from pipeline.report.side_by_side_page import side_by_side_page
from pipeline.report.stored_measures import measures_together


def _compared(connection: Any, ask: Ask) -> Sheet | bytes:
    choice = _choice(ask, side_by_side.PATH)
    together = side_by_side.together_of(connection, choice)
    rows: list[ComparedRow] = [row.row for row in side_by_side.rows_asked(together.rows, choice)]
    records = [plan.record for plan in together.plans]
    if ask.parts["form"] == "html":
        return side_by_side_page(
            records, [plan.profile for plan in together.plans], rows, _filters_said(choice)
        )
    return _with_filters(comparison_sheet(records, rows), choice)


def _measures(connection: Any, ask: Ask) -> Sheet:
    choice = _choice(ask, measures.PATH)
    plans = side_by_side.asked_plans(connection, choice)
    rows = measures.measures_asked(measures_together(connection, plans, KeptPairwise(plans)), choice)
    return _with_filters(measures_sheet([plan.record for plan in plans], [each.row for each in rows]), choice)


def _with_filters(sheet: Sheet, choice: Choice) -> Sheet:
    """The sheet with the filters in words, if there are any, among its notes."""
    said = _filters_said(choice)
    return msgspec.structs.replace(sheet, notes=[said, *sheet.notes]) if said else sheet


def _filters_said(choice: Choice) -> str:
    """The filters in words; empty if there are none."""
    names: dict[str, tuple[str, str]] = dict([*FILTER_WORDS.items(), *measures.DIFFERS.items()])
    also = say("（含以别的主题为主、也涉及此主题的行）", " (and rows mainly on another that name it)")
    kinds = "、".join(say(*names[kind]) for kind in choice.kinds if kind in names)
    filters = (
        (say("主题", "Topic"), f"{choice.topic}{also}" if choice.topic and choice.also else choice.topic),
        (say("部门职能", "Function"), choice.department),
        (say("不同之处", "Differs in"), kinds),
        (say("措施中的词语", "Words in the measure"), choice.words),
    )
    return only_these(filters)


def _choice(ask: Ask, path: str) -> Choice:
    """What is asked for. Raises: NotFound, not two to four plans."""
    choice = choice_of(ask, path)
    if not choice.compares:
        raise NotFound(
            say("请在地址中给出两至四份文件：?plan=甲&plan=乙", "Name two to four plans: ?plan=a&plan=b")
        )
    return choice


ROUTES: list[Route] = [
    file_route(r"/compare\.(?P<form>xlsx|csv|html)$", "compare", _compared),
    file_route(r"/compare/measures\.(?P<form>xlsx|csv)$", "measures", _measures),
]
