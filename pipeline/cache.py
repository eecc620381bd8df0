"""What need not be read again: for each document, what it was read with and which record came of it.

The cache lies in a hidden folder of the records and can be deleted at any time: then everything is
read again. Nothing of it enters a record.
"""

from __future__ import annotations

from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from platform import python_version

import msgspec

from pipeline.catalog import CatalogEntry
from pipeline.corpus import CorpusFile
from pipeline.store.files import write_whole

CACHE = Path(".cache") / "build.json"
# What changes no record: the rooms that see records only, and the orders around them. Everything else
# counts, so that a new module of the upper half is never forgotten; of the store, what writes records.
LOWER_HALF = (
    "build.py",
    "cache.py",
    "changes.py",
    "cite.py",
    "cli.py",
    "compare/",
    "comparing.py",
    "corpus.py",
    "deriving.py",
    "duties.py",
    "evaluate/",
    "graph/",
    "graphing.py",
    "pictures.py",
    "report/",
    "serve.py",
    "show.py",
    "sources.py",
    "store/",
    "workers.py",
)
RECORD_WRITERS = ("store/records.py", "store/files.py")
_LIBRARIES = (
    "jieba",
    "lxml",
    "msgspec",
    "numpy",
    "onnxruntime",
    "opencv-python-headless",
    "pdfminer.six",
    "pdfplumber",
    "pillow",
    "pypdfium2",
    "python-docx",
    "rapidocr",
    "spacy",
)


class Cached(msgspec.Struct, frozen=True):
    """`key`: hash of all that a reading depends on. `record`: SHA-256 of the record that came of it."""

    key: str
    record: str


class Cache(msgspec.Struct, frozen=True):
    """`corpus` is the folder that the records were built from, as seen from the records' folder."""

    corpus: str = ""
    documents: dict[str, Cached] = {}


def read_cache(records: Path) -> Cache:
    """The cache of a records folder; an empty one if there is none or it cannot be understood."""
    try:
        return msgspec.json.decode((records / CACHE).read_bytes(), type=Cache)
    except (OSError, msgspec.DecodeError):
        return Cache()


def write_cache(records: Path, cache: Cache) -> None:
    """Write the cache, unless it is the same. Raises OSError if it cannot be written."""
    content = msgspec.json.format(msgspec.json.encode(cache, order="sorted"), indent=1)
    path = records / CACHE
    if not path.is_file() or path.read_bytes() != content:
        write_whole(path, content)


def code_version() -> str:
    """A hash of all that makes records: sources and lexicons of the upper half, library versions."""
    digest = sha256(python_version().encode())
    root = Path(__file__).parent
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        lower = name.startswith(LOWER_HALF) and name not in RECORD_WRITERS
        if path.is_file() and path.suffix in {".py", ".toml"} and not lower:
            digest.update(f"\0{name}\0".encode() + path.read_bytes())
    for library in _LIBRARIES:
        digest.update(f"\0{library} {_version(library)}".encode())
    return digest.hexdigest()[:16]


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "absent"


def document_key(code: str, document: CorpusFile, entry: CatalogEntry | None, max_bytes: int) -> str | None:
    """The hash of all that reading `document` depends on.

    None if the file is too large to be read or cannot be opened: then its reader will say so.
    """
    try:
        if document.path.stat().st_size > max_bytes:
            return None
        content = sha256(document.path.read_bytes()).hexdigest()
    except OSError:
        return None
    return sha256(msgspec.json.encode([code, document.id, document.file, content, entry])).hexdigest()
