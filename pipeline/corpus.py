"""A corpus folder: which documents it holds, and what its catalog says of them."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.catalog import FILE_NAME as CATALOG
from pipeline.catalog import CatalogEntry, load_catalog
from pipeline.errors import PlanError


@dataclass(frozen=True)
class CorpusFile:
    """One document: its id, where it lies, and its path below the corpus folder with "/"."""

    id: str
    path: Path
    file: str


def find_documents(corpus: Path, beside: Collection[Path] = ()) -> tuple[list[CorpusFile], list[PlanError]]:
    """Every document below `corpus`, sorted by path, and what stands in the way.

    All regular files count but the catalog, hidden ones and the locks of open Word files (`~$…`).
    `beside` are files and folders to pass over (records and database, if they lie in the corpus).

    Of two files with one id (`a.txt`, `a.docx`) the first is taken; the second is an error.
    """
    found: dict[str, CorpusFile] = {}
    errors: list[PlanError] = []
    skipped = {path.resolve() for path in beside}
    for path in _files(corpus, skipped):
        if path.name == CATALOG:
            reason = "only the catalog of the corpus folder itself is read"
            errors.append(PlanError(str(path), "", reason, f"move its entries to {corpus / CATALOG}"))
            continue
        file = path.relative_to(corpus).as_posix()
        document = CorpusFile(file.removesuffix(path.suffix), path, file)
        if not file.isprintable() or "\\" in file:
            errors.append(PlanError(ascii(file), "", "its name cannot be an id", "rename the file"))
        elif document.id in found:
            reason = f"has the same id as {found[document.id].file}"
            errors.append(PlanError(str(path), "", reason, "rename or remove one of them"))
        else:
            found[document.id] = document
    return list(found.values()), errors


def _files(corpus: Path, skipped: Collection[Path]) -> list[Path]:
    """The candidate files below `corpus`, sorted."""
    files = []
    for folder, names, below in os.walk(corpus):
        here = Path(folder)
        names[:] = [
            name for name in names if not name.startswith(".") and (here / name).resolve() not in skipped
        ]
        files += [here / name for name in below if not name.startswith((".", "~$"))]
    return sorted(
        path
        for path in files
        if path != corpus / CATALOG and path.is_file() and path.resolve() not in skipped
    )


def strangers(catalog: Mapping[str, CatalogEntry], corpus: Path, known: Collection[str]) -> list[PlanError]:
    """One error for each entry of the catalog that has no file among the ids `known`."""
    remedy = "correct the id (the file's path without suffix) or remove the entry"
    return [
        PlanError(str(corpus / CATALOG), f"[{entry}]", "has no file in the corpus", remedy)
        for entry in catalog
        if entry not in known
    ]


def locate(file: Path) -> tuple[CorpusFile, CatalogEntry | None]:
    """One file as the document that it is in its corpus, and what the catalog says of it.

    The corpus is the nearest folder above with a catalog; without one, the file's own folder.

    Raises:
        PlanError: the catalog is broken.
    """
    folders = file.absolute().parents
    corpus = next((folder for folder in folders if (folder / CATALOG).is_file()), folders[0])
    name = file.absolute().relative_to(corpus).as_posix()
    document = CorpusFile(name.removesuffix(file.suffix), file, name)
    return document, load_catalog(corpus).get(document.id)
