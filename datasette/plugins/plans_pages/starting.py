"""Why a server does not start, in one line: Datasette shows a traceback of any other error than click's."""

from __future__ import annotations

import click
from datasette.utils import StartupError


class CannotStartError(click.ClickException, StartupError):  # type: ignore[misc]  # Datasette is untyped
    """What is wrong and what to do about it, as its one argument."""
