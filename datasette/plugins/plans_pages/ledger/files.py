"""The ledger as a file: the same rows as the page, all of them, as .xlsx or .csv."""

from __future__ import annotations

from typing import Any

from plans_pages.downloads import MOST_ROWS, file_route, too_many
from plans_pages.duties.filter_words import chips
from plans_pages.duties.matching import matching
from plans_pages.duties.wanted import Wanted, wanted
from plans_pages.ledger.page import chosen_sort, in_order
from plans_pages.rooms import Ask

from pipeline.report.ledger import ledger_sheet
from pipeline.report.ledger_entry import entry
from pipeline.report.ledger_stored import stored
from pipeline.report.sheet import Sheet

PATH = r"^/ledger\.(?P<form>xlsx|csv)$"


def ledger(connection: Any, ask: Ask) -> Sheet:
    """The sheet that an address asks for."""
    filters = wanted(ask)
    found = in_order(connection, filters, matching(connection, filters), chosen_sort(ask))
    sheet = ledger_sheet([entry(told) for told in stored(connection, found[:MOST_ROWS])])
    notes = [*in_force(connection, filters), *sheet.notes]
    if len(found) > MOST_ROWS:
        notes.insert(0, too_many())
    return Sheet(title=sheet.title, head=sheet.head, rows=sheet.rows, notes=notes)


def in_force(connection: Any, wanted: Wanted) -> list[str]:
    """The filters in words, for the notes of a file."""
    return [f"{chip.label}：{chip.value}" for chip in chips(connection, "", wanted)]


ROUTE = file_route(PATH, "fenjie", ledger)
