"""One file → one record: the upper half of the house on one screen.

read → outline → annotate → extract. Pure: the record depends on the file's bytes, its catalog entry and
this code, on nothing else.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from pipeline.annotate import annotate
from pipeline.catalog import CatalogEntry
from pipeline.errors import ReadError
from pipeline.extract import extract
from pipeline.model import Record
from pipeline.outline import build_outline
from pipeline.read import read_bytes
from pipeline.read.decode import MAX_BYTES, check_size


def read_document(
    path: Path,
    document_id: str,
    file: str,
    entry: CatalogEntry | None = None,
    max_bytes: int = MAX_BYTES,
) -> Record:
    """Everything that one document says.

    Args:
        path: the file.
        document_id: its id, the path below the corpus folder without suffix.
        file: its path below the corpus folder, as the record keeps it.
        entry: what the catalog says of it.
        max_bytes: the largest file that is read.

    Raises:
        ReadError: the file cannot be read as a document.
    """
    try:
        check_size(path.stat().st_size, str(path), max_bytes)
        data = path.read_bytes()
    except OSError as error:
        raise ReadError(
            str(path), "", f"cannot be opened ({error.strerror or error})", "check the path"
        ) from error
    source = read_bytes(data, str(path), max_bytes)
    clauses, doubts = build_outline(document_id, source)
    return extract(
        document_id, file, sha256(data).hexdigest(), source, clauses, annotate(source), entry, doubts
    )
