"""The commands whose answer is a sheet: `plans ledger` and `plans coding`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.errors import PlanError
from pipeline.report.delivery import (
    WrongUse,
    chosen_format,
    deliver,
    plan_option,
    sheet_options,
    show_table,
)

if TYPE_CHECKING:
    from pipeline.model import Record
    from pipeline.report.ledger import Entry

_FEW = 6  # names of bodies that a line lists


_LEDGER_EPILOG = """\b
Examples 例:
  plans ledger --out fenjie.xlsx
  plans ledger --plan qinghai --department 生态环境
  plans ledger --department 工业和信息化 --format csv > gongxin.csv
"""


@click.command(epilog=_LEDGER_EPILOG)
@sheet_options("table", "csv", "xlsx")
@plan_option
@click.option("--department", metavar="NAME",
              help="Only tasks of bodies so called, or with this function; part of a name will do.  "
                   "只要该单位的任务，可写名称的一部分或职能。")  # fmt: skip
def ledger(
    plans: tuple[str, ...], department: str | None, form: str | None, out: Path | None, records: Path
) -> None:
    """The 任务分解表: every task with its deadline and its bodies.  任务分解表：何事、何时、谁负责。

    One row a task, of all plans that `plans build` has read or of those named. Bodies that were named once
    for all that follows are in it, marked 承前. 未写明: not stated in this text.
    """
    from pipeline.report.ledger import ledger_sheet, ledger_table
    from pipeline.report.plans import chosen_plans

    chosen = chosen_format(form, out, "table")
    read = chosen_plans(records, plans)
    entries = _found(read, department) if department is not None else _all(read)
    if chosen != "table":
        deliver(ledger_sheet(entries), chosen, out)
        return
    show_table(lambda console: ledger_table(entries, console), out, len(entries))


_CODING_EPILOG = """\b
Examples 例:
  plans coding --plan sichuan --plan hunan --out bianma.xlsx
  plans coding --format csv > bianma.csv
"""


@click.command(epilog=_CODING_EPILOG)
@sheet_options("csv", "xlsx")
@plan_option
def coding(plans: tuple[str, ...], form: str | None, out: Path | None, records: Path) -> None:
    """The coding sheet of policy analysis, sentence by sentence.  政策文本编码表，逐句一行。

    One fragment a row (a sentence, a heading, a row of a table), with its clause, its place in the text and
    empty columns for code, coder and note.
    """
    from pipeline.report.coding import coding_sheet
    from pipeline.report.plans import chosen_plans

    chosen = chosen_format(form, out, "csv")
    deliver(coding_sheet(chosen_plans(records, plans)), chosen, out)


def _all(records: Iterable[Record]) -> list[Entry]:
    from pipeline.report.ledger import ledger

    return [entry for record in records for entry in ledger(record)]


def _found(records: Iterable[Record], department: str) -> list[Entry]:
    """The entries of the bodies called `department`; one line on stderr says how many and whose."""
    from pipeline.duties import called
    from pipeline.report.ledger import ledger

    if not department.strip():
        raise WrongUse("--department: name a body or a part of its name, as 生态环境")
    entries: list[Entry] = []
    names: dict[str, None] = {}
    plans = asked = 0
    for record in records:
        asked += 1
        bodies = called(record, department)
        found = list(ledger(record, bodies))
        if found:
            plans += 1
            entries += found
            names.update(dict.fromkeys(bodies.values()))
    if not entries:
        reason = f"{asked}份方案中没有这样的单位承担任务 no such body has a task in these {asked} plans"
        raise PlanError(department, "", reason, "try a shorter part of its name, as 生态环境")
    shown = "、".join(list(names)[:_FEW]) + ("…" if len(names) > _FEW else "")
    click.echo(f"找到 found: {plans}份方案 plans, {len(entries)}项任务 tasks ({shown})", err=True)
    return entries
