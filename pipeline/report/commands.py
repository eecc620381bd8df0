"""The commands whose answer is a sheet: `plans ledger` and `plans coding`."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.errors import PlanError

if TYPE_CHECKING:
    from pipeline.model import Record
    from pipeline.report.ledger import Entry
    from pipeline.report.sheet import Sheet

_FOLDER = click.Path(file_okay=False, path_type=Path)
_FILE = click.Path(dir_okay=False, path_type=Path)
_WIDE = 200  # columns of a table that is no terminal's
_FEW = 6  # names of bodies that a line lists


class _WrongUse(click.ClickException):
    """Wrong usage that one line explains."""

    exit_code = 2


def _sheet_options(*formats: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """What every command that makes a sheet is told; the first of `formats` is the default."""

    def add(command: Callable[..., None]) -> Callable[..., None]:
        for option in (
            click.option("--records", type=_FOLDER, default=Path("extracted"), show_default=True, metavar="DIR",
                         help="Folder of the records.  记录文件夹。"),
            click.option("--out", type=_FILE, metavar="FILE",
                         help="Write to this file instead of the terminal.  写入文件。"),
            click.option("--format", "form", type=click.Choice(formats),
                         help="xlsx and csv open in Excel.  xlsx、csv 可用 Excel 打开。  "
                              f"[default: as FILE ends, else {formats[0]}]"),
            click.option("--plan", "plans", multiple=True, metavar="ID",
                         help="Only this plan; may be repeated.  只要这份方案，可重复。  [default: all]"),
        ):  # fmt: skip
            command = option(command)
        return command

    return add


_LEDGER_EPILOG = """\b
Examples 例:
  plans ledger --out fenjie.xlsx
  plans ledger --plan qinghai --department 生态环境
  plans ledger --department 工业和信息化 --format csv > gongxin.csv
"""


@click.command(epilog=_LEDGER_EPILOG)
@_sheet_options("table", "csv", "xlsx")
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

    chosen = _format(form, out, "table")
    read = chosen_plans(records, plans)
    entries = _found(read, department) if department is not None else _all(read)
    if chosen != "table":
        _deliver(ledger_sheet(entries), chosen, out)
        return
    from rich.console import Console

    written = io.StringIO()
    console = Console(file=written, width=_WIDE) if out else Console()
    ledger_table(entries, console if out or console.is_terminal else Console(width=_WIDE))
    if out:
        _save(written.getvalue().encode(), out, len(entries))


_CODING_EPILOG = """\b
Examples 例:
  plans coding --plan sichuan --plan hunan --out bianma.xlsx
  plans coding --format csv > bianma.csv
"""


@click.command(epilog=_CODING_EPILOG)
@_sheet_options("csv", "xlsx")
def coding(plans: tuple[str, ...], form: str | None, out: Path | None, records: Path) -> None:
    """The coding sheet of policy analysis, sentence by sentence.  政策文本编码表，逐句一行。

    One fragment a row (a sentence, a heading, a row of a table), with its clause, its place in the text and
    empty columns for code, coder and note.
    """
    from pipeline.report.coding import coding_sheet
    from pipeline.report.plans import chosen_plans

    chosen = _format(form, out, "csv")
    _deliver(coding_sheet(chosen_plans(records, plans)), chosen, out)


def _format(form: str | None, out: Path | None, default: str) -> str:
    """The format asked for, or the one that the file's name ends with. A workbook is nothing for a terminal."""
    suffix = out.suffix.lower().removeprefix(".") if out else ""
    chosen = form or (suffix if suffix in {"csv", "xlsx"} else default)
    if chosen == "xlsx" and not out and sys.stdout.isatty():
        raise _WrongUse("终端不能显示 xlsx a terminal cannot show xlsx: use --out FILE or a pipe")
    return chosen


def _all(records: Iterable[Record]) -> list[Entry]:
    from pipeline.report.ledger import ledger

    return [entry for record in records for entry in ledger(record)]


def _found(records: Iterable[Record], department: str) -> list[Entry]:
    """The entries of the bodies called `department`; one line on stderr says how many and whose."""
    from pipeline.report.duties import called
    from pipeline.report.ledger import ledger

    if not department.strip():
        raise _WrongUse("--department: name a body or a part of its name, as 生态环境")
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


def _deliver(sheet: Sheet, form: str, out: Path | None) -> None:
    """Write a sheet to its file, or else to stdout, as bytes: UTF-8 whatever the terminal speaks."""
    from pipeline.report.sheet import csv_text, xlsx_bytes

    content = csv_text(sheet).encode() if form == "csv" else xlsx_bytes(sheet)
    if out:
        _save(content, out, len(sheet.rows))
    else:
        click.echo(content, nl=False)


def _save(content: bytes, out: Path, rows: int) -> None:
    from pipeline.store.files import write_whole

    write_whole(out, content)
    click.echo(f"已写入 wrote {out}: {rows}行 rows")
