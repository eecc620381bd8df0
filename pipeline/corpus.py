"""A corpus folder: which documents it holds, and what its catalog says of them."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.catalog import FILE_NAME as CATALOG
from pipeline.catalog import CatalogEntry, load_catalog
from pipeline.errors import PlanError

GRAPH = "graph"  # the name that the graph's file has beside the records
_SUFFIX = re.compile(r"(?<=[^/])\.[A-Za-z0-9]{1,5}$")


@dataclass(frozen=True)
class CorpusFile:
    """One document: its id, where it lies, and its path below the corpus folder with "/"."""

    id: str
    path: Path
    file: str


@dataclass(frozen=True)
class Found:
    """What a corpus folder holds, sorted by path, and what stands in the way.

    `hidden`: paths below the folder (with "/") that could not be looked into. What lies there, or did at
    the last build, is neither read nor gone.
    """

    documents: tuple[CorpusFile, ...]
    errors: tuple[PlanError, ...]
    hidden: tuple[str, ...]

    def may_hold(self, document_id: str) -> bool:
        """Whether the file of `document_id` may lie where nobody could look."""
        return any(
            not path or document_id == _id_of(path) or document_id.startswith(f"{path}/")
            for path in self.hidden
        )


def find_documents(corpus: Path, beside: Collection[Path] = ()) -> Found:
    """Every document below `corpus`.

    All files count but the catalog, hidden ones and the locks of open Word files (`~$…`). `beside` are
    files and folders to pass over (records and database, if they lie in the corpus).

    Of two files with one id (`a.txt`, `a.docx`) the first is taken; the second is an error. So is what
    cannot be read as a file at all: a folder without permission, a link to a folder, a pipe.
    """
    walk = _Walk(corpus, {path.resolve() for path in beside})
    walk.run()
    found: dict[str, CorpusFile] = {}
    errors = walk.errors
    for path in sorted(walk.files):
        file = path.relative_to(corpus).as_posix()
        document = CorpusFile(_id_of(file), path, file)
        reason, remedy = _objection(document, corpus, found)
        if reason:
            name = str(path) if file.isprintable() else ascii(file)
            errors.append(PlanError(name, "", reason, remedy))
        else:
            found[document.id] = document
    return Found(tuple(found.values()), tuple(errors), tuple(walk.hidden))


def _objection(document: CorpusFile, corpus: Path, found: Mapping[str, CorpusFile]) -> tuple[str, str]:
    """Why a file is no document of the corpus, and what to do; two empty texts if it is one."""
    if document.path.name == CATALOG:
        return (
            "only the catalog of the corpus folder itself is read",
            f"move its entries to {corpus / CATALOG}",
        )
    if not document.file.isprintable() or "\\" in document.file:
        return "its name cannot be an id", "rename the file"
    if document.id in found:
        return f"has the same id as {found[document.id].file}", "rename or remove one of them"
    if document.id == GRAPH:
        return f"its record would be {GRAPH}.json, which is the graph", "rename the file"
    if any(part.endswith(".json") for part in Path(document.file).parts[:-1]):
        return "a folder whose name ends in .json cannot hold records", "rename the folder"
    return "", ""


def _id_of(file: str) -> str:
    """A path without its suffix; what follows a point inside a title ("1.5号方案") is none."""
    return _SUFFIX.sub("", file)


class _Walk:
    """Everything below a corpus folder that may be a document."""

    def __init__(self, corpus: Path, skipped: Collection[Path]) -> None:
        self._corpus = corpus
        self._skipped = skipped
        self.files: list[Path] = []
        self.errors: list[PlanError] = []
        self.hidden: list[str] = []

    def run(self) -> None:
        """Look into every folder; links to folders are not followed, they could lead in circles."""
        for folder, names, below in os.walk(self._corpus, onerror=self._unreadable):
            here = Path(folder)
            names[:] = [name for name in names if self._wanted(here / name)]
            for name in [name for name in names if (here / name).is_symlink()]:
                self._hide(here / name, "is a link to a folder", "copy the folder to this place")
            for path in (here / name for name in below):
                if self._wanted(path) and path != self._corpus / CATALOG:
                    self._add(path)

    def _wanted(self, path: Path) -> bool:
        return not path.name.startswith((".", "~$")) and path.resolve() not in self._skipped

    def _add(self, path: Path) -> None:
        """Note a file; a link that leads nowhere counts: its reader says what is wrong with it."""
        try:
            mode = path.stat().st_mode
        except FileNotFoundError:
            self.files.append(path)
        except OSError as error:
            self._hide(path, f"cannot be looked at ({error.strerror})", "give yourself the permission")
        else:
            if stat.S_ISREG(mode):
                self.files.append(path)
            else:
                self._hide(path, "is no regular file", "remove it, or put a file in its place")

    def _unreadable(self, error: OSError) -> None:
        reason = f"cannot be looked into ({error.strerror})"
        self._hide(Path(error.filename), reason, "give yourself the permission, or remove the folder")

    def _hide(self, path: Path, reason: str, remedy: str) -> None:
        self.errors.append(PlanError(str(path), "", reason, remedy))
        relative = path.relative_to(self._corpus).as_posix()
        self.hidden.append("" if relative == "." else relative)


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
    document = CorpusFile(_id_of(name), file, name)
    return document, load_catalog(corpus).get(document.id)
