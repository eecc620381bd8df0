"""How a command that makes a sheet is told what to make, and where what it made goes."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.console import Console

    from pipeline.report.sheet import Sheet

_FOLDER = click.Path(file_okay=False, path_type=Path)
_FILE = click.Path(dir_okay=False, path_type=Path)
_PAGE = "html is one file for any browser.  html 为单个网页文件。  "
_FILES = ("csv", "xlsx")  # formats that a file's name may ask for
_NO_TERMINAL = {"xlsx", "html"}
_WIDE = 200  # columns of a table that is no terminal's


class WrongUse(click.ClickException):
    """Wrong usage that one line explains."""

    exit_code = 2


def sheet_options(*formats: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """What every command that makes a sheet is told; the first of `formats` is the default."""

    def add(command: Callable[..., None]) -> Callable[..., None]:
        for option in (
            click.option("--records", type=_FOLDER, default=Path("extracted"), show_default=True, metavar="DIR",
                         help="Folder of the records.  记录文件夹。"),
            click.option("--out", type=_FILE, metavar="FILE",
                         help="Write to this file instead of the terminal.  写入文件。"),
            click.option("--format", "form", type=click.Choice(formats),
                         help="xlsx and csv open in Excel.  xlsx、csv 可用 Excel 打开。  "
                              f"{_PAGE if 'html' in formats else ''}[default: as FILE ends, else {formats[0]}]"),
        ):  # fmt: skip
            command = option(command)
        return command

    return add


def chosen_format(form: str | None, out: Path | None, default: str, files: Sequence[str] = _FILES) -> str:
    """The format asked for, or the one of `files` that the file's name ends with. Some are nothing for a terminal."""
    suffix = out.suffix.lower().removeprefix(".") if out else ""
    chosen = form or (suffix if suffix in files else default)
    if chosen in _NO_TERMINAL and not out and sys.stdout.isatty():
        raise WrongUse(f"终端不能显示 {chosen} a terminal cannot show {chosen}: use --out FILE or a pipe")
    return chosen


def plan_option(command: Callable[..., None]) -> Callable[..., None]:
    """Which plans a command is about, where they are no arguments."""
    return click.option("--plan", "plans", multiple=True, metavar="ID",
                        help="Only this plan; may be repeated.  只要这份方案，可重复。  [default: all]")(command)  # fmt: skip


def deliver(sheet: Sheet, form: str, out: Path | None) -> None:
    """Write a sheet to its file, or else to stdout, as bytes: UTF-8 whatever the terminal speaks."""
    from pipeline.report.sheet import csv_text, xlsx_bytes

    content = csv_text(sheet).encode() if form == "csv" else xlsx_bytes(sheet)
    hand_over(content, out, len(sheet.rows))


def hand_over(content: bytes, out: Path | None, rows: int) -> None:
    """Write bytes to their file, or else to stdout."""
    if out:
        save(content, out, rows)
    else:
        click.echo(content, nl=False)


def save(content: bytes, out: Path, rows: int) -> None:
    """Write a file whole, and say how many rows it has."""
    from pipeline.store.files import write_whole

    write_whole(out, content)
    click.echo(f"已写入 wrote {out}: {rows}行 rows")


def show_table(show: Callable[[Console], None], out: Path | None, rows: int) -> None:
    """Have a table of `rows` rows shown in the terminal, or written to a file; both as wide as it needs."""
    from rich.console import Console

    written = io.StringIO()
    console = Console(file=written, width=_WIDE) if out else Console()
    show(console if out or console.is_terminal else Console(width=_WIDE))
    if out:
        save(written.getvalue().encode(), out, rows)
