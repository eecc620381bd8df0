"""A child process with limited memory that reads one file after the other: it may die, the parent goes on."""

from __future__ import annotations

import multiprocessing
import sys
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

MEMORY = 2 << 30  # bytes of addresses, a third of them for libraries
MOST_SECONDS = 60.0  # for one file, then it hangs


def _serve(connection: Connection) -> None:
    """Limit itself, then say of each file what is wrong with how it is read."""
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    from bench.fuzz import fault

    connection.send("")
    while True:
        connection.send(fault(connection.recv()))


class Child:
    """Reads files in a child; starts another when one has died."""

    def __init__(self) -> None:
        self._process: BaseProcess | None = None
        self._connection: Connection

    def fault(self, data: bytes) -> str:
        """What is wrong with how `data` is read; empty if it is read, or refused as it should be."""
        process = self._started()
        try:
            self._connection.send(data)
            if self._connection.poll(MOST_SECONDS):
                return str(self._connection.recv())
            found = f"no answer after {MOST_SECONDS:g} s"
        except (EOFError, OSError):
            process.join()
            found = f"the process died ({process.exitcode})"
        process.kill()
        process.join()
        self._process = None
        return found

    def _started(self) -> BaseProcess:
        if self._process is None:
            context = multiprocessing.get_context("spawn")
            self._connection, theirs = context.Pipe()
            self._process = context.Process(target=_serve, args=(theirs,), daemon=True)
            self._process.start()
            theirs.close()
            self._connection.recv()  # it has started, with its libraries
        return self._process
