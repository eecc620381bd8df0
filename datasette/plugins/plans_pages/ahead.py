"""What takes seconds with a thousand plans is made when the server starts, not while the first reader waits."""

from __future__ import annotations

import gc
from typing import Any

from plans_pages import home
from plans_pages.addresses import check, settle
from plans_pages.departments.counts import counts
from plans_pages.departments.held import of_functions
from plans_pages.describe import check_database, our_database
from plans_pages.duties.kept import by_deadline, first_bodies
from plans_pages.graph.start import places
from plans_pages.kept import kept
from plans_pages.language import CHINESE, ENGLISH, speaking
from plans_pages.rooms import Ask, loaded
from plans_pages.routes import names

from pipeline.compare.word_ends import word_ends

_COUNTED = 60 * 60 * 1000  # milliseconds at most, as Datasette has it: an immutable database is counted once


async def read_ahead(datasette: Any) -> None:
    """Read what the pages keep of a database of ours."""
    check(datasette, names())
    check_database(datasette)
    database = our_database(datasette)
    if database is not None:
        settle(datasette)
        # What Datasette does before its first answer.
        await datasette.refresh_schemas()
        await datasette.get_database(database).table_counts(_COUNTED)
        for language in (CHINESE, ENGLISH):
            with speaking(language):
                await loaded(datasette, Ask(database, {}, {}), home.page)
        await datasette.get_database(database).execute_fn(_read)
        for template in datasette.jinja_env.list_templates(extensions=["html"]):
            datasette.jinja_env.get_template(template)
        word_ends("规划")  # jieba's dictionary, for the first comparison
        gc.freeze()  # what is kept for good need not be searched again and again for what is left over


def _read(connection: Any) -> None:
    counts(connection)
    for make in (by_deadline, first_bodies, of_functions, places):
        kept(connection, make)
