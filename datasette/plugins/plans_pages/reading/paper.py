"""The pages of a PDF file: each as a picture, with the words marked that a fact quotes."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import msgspec
from datasette.utils import tilde_encode
from datasette.utils.asgi import NotFound, Response
from plans_pages.addresses import at
from plans_pages.language import say
from plans_pages.rooms import Ask, Room, asked, loaded
from plans_pages.rows import one, rows, value

from pipeline.errors import PlanError
from pipeline.model import Origin
from pipeline.pictures_apart import Wanted, picture_apart

_KEPT = 64  # pictures
_MOST_QUOTED = 300  # characters of the words shown below a page


@dataclass(frozen=True)
class Paper:
    """A page of a document. `quoted`: the words that are marked; `clause`: the one in which they, or the page, begin.

    `at_hand`: this server has the file itself.
    """

    document: dict[str, Any]
    number: int
    last: int
    picture_href: str
    quoted: str
    clause: dict[str, Any]
    recognised: bool
    at_hand: bool


def page_path(document: Any, number: int, start: int | None = None, end: int | None = None) -> str:
    """Where a page of a document is shown, with `text[start:end]` marked."""
    marked = {"start": start, "end": end} if start is not None and end is not None else {}
    query = f"?{urlencode(marked)}" if marked else ""
    return at(f"/read/{tilde_encode(str(document))}/page/{number}{query}")


def paper(connection: Any, ask: Ask) -> Paper | None:
    """The page that is asked for; None if the document has no such page."""
    document = one(connection, "SELECT id, title, short_title, status, citation, file, text FROM documents WHERE id = ?", [ask.parts["document"]])  # fmt: skip
    number = int(ask.parts["number"])
    sql = "SELECT max(page) AS last, max(page = ? AND confidence IS NOT NULL) AS scanned FROM origins WHERE document_id = ?"
    pages = one(connection, sql, [number, document.get("id")])
    if not document or pages["last"] is None or not 1 <= number <= pages["last"]:
        return None
    start, end = _range(ask, document["text"])
    begins = start if end > start else value(connection, "SELECT min(char_start) FROM origins WHERE document_id = ? AND page = ?", [document["id"], number])  # fmt: skip
    clause = one(
        connection,
        "SELECT id, label, heading, ref, citation FROM clauses WHERE document_id = ? AND char_start <= ?"
        " ORDER BY char_start DESC, seq DESC LIMIT 1",
        [document["id"], begins or 0],
    )
    quoted = document["text"][start:end].strip()
    if len(quoted) > _MOST_QUOTED:
        quoted = quoted[:_MOST_QUOTED] + "…"
    href = page_path(document["id"], number, *((start, end) if end > start else ()))
    href = href.replace(f"/page/{number}", f"/page/{number}.png", 1)
    at_hand = _file(ask, document["file"]) is not None
    return Paper(document, number, pages["last"], href, quoted, clause, bool(pages["scanned"]), at_hand)


def _range(ask: Ask, text: str) -> tuple[int, int]:
    """The range of the text to mark; an empty one if none is asked for."""
    start, end = (ask.get(name) for name in ("start", "end"))
    if not (start.isdecimal() and end.isdecimal()):
        return 0, 0
    return int(start), min(int(end), len(text))


@dataclass(frozen=True)
class _Sheet:
    """What drawing a page needs of the database; `file` is the document's, in its corpus."""

    file: str
    wanted: Wanted


def _sheet(connection: Any, ask: Ask) -> _Sheet | None:
    document = one(connection, "SELECT id, file, sha256, text FROM documents WHERE id = ?", [ask.parts["document"]])  # fmt: skip
    if not document:
        return None
    number = int(ask.parts["number"])
    start, end = _range(ask, document["text"])
    found = rows(
        connection,
        "SELECT char_start, char_end, page, box_left, box_top, box_right, box_bottom, confidence FROM origins"
        " WHERE document_id = ? AND page = ? AND box_left IS NOT NULL ORDER BY char_start",
        [document["id"], number],
    )
    origins = tuple(
        Origin(
            start=row["char_start"],
            end=row["char_end"],
            page=row["page"],
            box=(row["box_left"], row["box_top"], row["box_right"], row["box_bottom"]),
            confidence=row["confidence"],
        )
        for row in found
    )
    return _Sheet(
        document["file"], Wanted("", document["sha256"], number, document["text"], origins, start, end)
    )


async def picture(datasette: Any, request: Any) -> Response:
    """/read/<document>/page/<number>.png: the page as a picture."""
    ask = await asked(datasette, request)
    sheet = await loaded(datasette, ask, _sheet)
    pdf = _file(ask, sheet.file)
    if pdf is None:
        raise NotFound(say("本站没有这份文件的原件", "The file itself is not on this server"))
    try:
        png = await asyncio.to_thread(_drawn, msgspec.structs.replace(sheet.wanted, pdf=str(pdf)))
    except PlanError as error:
        raise NotFound(error.reason) from None
    return Response(png, content_type="image/png", headers={"cache-control": "max-age=3600"})


@lru_cache(maxsize=_KEPT)
def _drawn(wanted: Wanted) -> bytes:
    """The picture; of the last ones it is remembered."""
    return picture_apart(wanted)


def _file(ask: Ask, name: str) -> Path | None:
    """The document's file in the corpus that this server knows; None if it knows none, or that has no such file."""
    if ask.corpus is None:
        return None
    corpus = ask.corpus.resolve()
    path = (corpus / name).resolve()
    return path if path.is_relative_to(corpus) and path.is_file() else None


ROOM = Room(r"/read/(?P<document>[^/]+)/page/(?P<number>[0-9]{1,5})$", "paper.html", paper)
PICTURE = (r"/read/(?P<document>[^/]+)/page/(?P<number>[0-9]{1,5})\.png$", picture)
