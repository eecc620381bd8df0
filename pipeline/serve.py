"""Datasette on the database: the pages, queries and exports of the `datasette/` folder."""

from __future__ import annotations

import errno
import os
import socket
from pathlib import Path

from pipeline.errors import PlanError

HOST = "127.0.0.1"


def check_port(port: int) -> None:
    """Raise PlanError if Datasette could not listen on `port` (0: any free one will do)."""
    with socket.socket() as probe:
        # As the server itself will: a port that only waits for its last connection to end is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            reason = "is in use 端口已被占用" if error.errno == errno.EADDRINUSE else str(error.strerror)
            raise PlanError(
                f"port {port}", "", reason, f"choose another: plans serve --port {port % 65535 + 1}"
            ) from error


def configuration() -> Path | None:
    """The `datasette/` folder: of the current directory, else of the repository; None if there is none."""
    for root in (Path.cwd(), Path(__file__).resolve().parent.parent):
        folder = root / "datasette"
        # Beside an installed `pipeline` lies the Datasette package itself: that is not ours.
        if folder.is_dir() and not (folder / "__init__.py").exists():
            return folder
    return None


def run_datasette(database: Path, corpus: Path, port: int, open_browser: bool) -> None:
    """Serve `database` until interrupted. It is opened immutable: a rebuild shows after a restart.

    The pages of PDF files are shown from the folder `corpus`, if it is there.
    """
    from datasette.cli import cli

    if corpus.is_dir():
        os.environ.setdefault("PLANS_CORPUS", str(corpus.resolve()))
    folder = configuration()
    arguments = ["serve", *([str(folder)] if folder else []), "--immutable", str(database)]
    arguments += ["--host", HOST, "--port", str(port), *(["--open"] if open_browser else [])]
    cli.main(args=arguments, standalone_mode=False)
