"""What a reader asked for by mistake: answered with status 400 and a plain line, nothing typed is lost."""

from __future__ import annotations

import re
from typing import Any

from datasette.views.base import DatasetteError
from plans_pages.addresses import at
from plans_pages.language import say


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
