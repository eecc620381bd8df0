"""What a reader asked for by mistake: answered with status 400 and a plain line, nothing typed is lost."""

from __future__ import annotations

import re
from sqlite3 import ProgrammingError
from typing import Any

from datasette.views.base import DatasetteError
from plans_pages.addresses import at
from plans_pages.language import say


def in_address(request: Any, exception: Exception) -> DatasetteError | None:
    """The same as Datasette says of other mistakes, where it only fails on what stands in an address."""
    asked = isinstance(exception, ValueError) and any(
        request.args.get(name) for name in ("_next", "_through")
    )
    key = (
        isinstance(exception, ProgrammingError)
        and "binding" in str(exception)
        and not request.args.get("sql")
    )
    if asked:
        message = say(
            "地址中的 _next 或 _through 无法识别。", "The address's _next or _through makes no sense."
        )
        return DatasetteError(message, title=say("地址有误", "Not understood"), status=400)
    if key:  # the key of a row has several parts, and the address not as many
        return DatasetteError(
            say("没有这一行。", "There is no such row."), title=say("没有", "Not found"), status=404
        )
    return None


def explain(request: Any, exception: Exception) -> None:
    """Make a Datasette error that is the reader's own say so; the page is then made by Datasette."""
    if not isinstance(exception, DatasetteError):
        return
    if exception.status == 500:  # what it has no status for, it was asked for in the address
        exception.status = 400
        exception.message = _in_words(exception.message)
        exception.title = say("地址有误", "Not understood")
    elif exception.title == "Invalid SQL":
        exception.message = _in_words(exception.message)
        exception.title = say("SQL 有误", "Invalid SQL")
    if request.args.get("sql"):
        exception.error_dict = {**exception.error_dict, "sql": request.args["sql"], "path": at(request.path)}


def _in_words(message: str) -> str:
    if match := re.fullmatch("Cannot sort table by (.*)", message, re.DOTALL):
        return say(
            f"不能按“{match[1]}”排序：没有这一列。", f"Cannot sort by {match[1]}: there is no such column."
        )
    if message == "Statement must be a SELECT":
        return say("只能运行 SELECT 语句。", "") + message
    return message
