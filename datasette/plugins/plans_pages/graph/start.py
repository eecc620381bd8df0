"""/graph: where to start, and the whole graph to take away."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from datasette.utils.asgi import AsgiFileDownload, NotFound
from plans_pages.graph.paths import candidates
from plans_pages.kept import kept
from plans_pages.language import say
from plans_pages.rooms import Ask, Room, asked
from plans_pages.rows import rows, value

from pipeline.graphing import WRITERS, graph_files

_MOST, _TOPICS = 40, 100
_TYPES = {"graphml": "application/xml", "json": "application/json"}
_PLACES = {
    "documents": "SELECT id, short_title AS label, status, NULL AS number FROM documents ORDER BY"
    f" CASE level WHEN 'national' THEN 1 WHEN 'province' THEN 2 WHEN 'prefecture' THEN 3 ELSE 4 END, id LIMIT {_MOST}",
    "topics": "SELECT topic.id, topic.name AS label, NULL AS status, (SELECT count(*) FROM edges"
    " WHERE target = topic.id AND kind = 'deals_with') AS number FROM topics AS topic"
    f" ORDER BY number DESC, topic.seq LIMIT {_TOPICS}",
    "functions": "SELECT node.id, node.label, NULL AS status, (SELECT count(*) FROM edges"
    " WHERE target = node.id AND kind = 'has_function') AS number FROM nodes AS node WHERE node.kind = 'function'"
    f" ORDER BY number DESC, node.label LIMIT {_MOST}",
    # 各有关部门 is nobody in particular.
    "departments": "SELECT body.id, body.name AS label, NULL AS status, body.jurisdiction AS place, held.number FROM (SELECT department_id,"
    " count(*) AS number FROM assignments GROUP BY department_id) AS held"
    " JOIN departments AS body ON body.id = held.department_id AND body.generic = 0"
    f" ORDER BY held.number DESC, body.name, body.id LIMIT {_MOST}",
    "cited": "SELECT node.id, node.label, NULL AS status, cited.number FROM (SELECT target, count(*) AS number"
    " FROM edges WHERE kind = 'cites' GROUP BY target) AS cited JOIN nodes AS node ON node.id = cited.target"
    f" ORDER BY cited.number DESC, node.label, node.id LIMIT {_MOST}",
}


@dataclass(frozen=True)
class Start:
    """What the page shows: nodes to start from, those that a name means, how large the graph is."""

    typed: str
    found: list[dict[str, Any]]
    places: dict[str, list[dict[str, Any]]]
    documents: int
    nodes: int
    edges: int


def start(connection: Any, ask: Ask) -> Start:
    """Where to start in the graph."""
    typed = ask.get("q")
    found, sizes = kept(connection, places)
    return Start(typed, candidates(connection, typed) if typed else [], found, *sizes)


def places(connection: Any) -> tuple[dict[str, list[dict[str, Any]]], list[int]]:
    """Where to start, and how many documents, nodes and edges there are."""
    return (
        {name: rows(connection, sql) for name, sql in _PLACES.items()},
        [value(connection, f"SELECT count(*) FROM {table}") for table in ("documents", "nodes", "edges")],
    )


async def download(datasette: Any, request: Any) -> AsgiFileDownload:
    """The graph's file as it lies beside the database. Raises NotFound if it is not there."""
    ask = await asked(datasette, request)
    await datasette.ensure_permissions(request.actor, [("view-database-download", ask.database)])
    form = ask.parts["form"]
    path = dict(zip(WRITERS, graph_files(Path(datasette.get_database(ask.database).path)), strict=True))[form]
    if not path.is_file():
        raise NotFound(
            say(f"数据库旁没有 {path.name}：运行 plans graph", f"{path.name} is not there: run plans graph")
        )
    return AsgiFileDownload(str(path), filename=path.name, content_type=_TYPES[form])


ROOM = Room(r"/graph$", "graph.html", start)
DOWNLOAD = (r"/graph\.(?P<form>graphml|json)$", download)
