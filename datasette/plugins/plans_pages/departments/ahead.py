"""What takes long to count is counted when the server starts, not while the first reader waits."""

from __future__ import annotations

import gc
from typing import Any

from plans_pages.departments.counts import counts
from plans_pages.departments.held import of_functions
from plans_pages.describe import our_database
from plans_pages.ledger.kept import by_deadline, first_bodies, kept


async def read_ahead(datasette: Any) -> None:
    """Read what the pages keep of a database of ours."""
    database = our_database(datasette)
    if database is not None:
        await datasette.get_database(database).execute_fn(_read)


def _read(connection: Any) -> None:
    counts(connection)
    for make in (by_deadline, first_bodies, of_functions):
        kept(connection, make)
    gc.freeze()  # what is kept for good need not be searched again and again for what is left over
