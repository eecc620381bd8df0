r"""Records as JSON files: one document, one file, made to be read in `git diff`.

The same record always gives the same bytes: fields in the order of `pipeline.model`, indented by
two, text as it is (no \u escapes), a newline at the end. The document's text is a list of its lines,
and what comes in great numbers (cells, numbers, members of scopes, places in the file) is one line an entry.
"""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import Any

import msgspec

from pipeline.errors import PlanError
from pipeline.model import Origin, Record
from pipeline.store.files import write_whole

# Lists of small entries, one line each: a changed cell is one changed line.
_ONE_LINE = frozenset(
    {"origins", "lifted", "table_cells", "quantities", "measures", "scope_members", "scope_uses"}
)
_FIELDS = msgspec.structs.fields(Record)

# The record as the file has it: the same fields, but the text as lines.
_Filed: Any = msgspec.defstruct(
    "Record",
    [
        (field.name, tuple[str, ...] if field.name == "text" else field.type)
        for field in sorted(_FIELDS, key=lambda field: not field.required)
    ],
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
)
_decode = msgspec.json.Decoder(_Filed).decode
_encode = msgspec.json.Encoder().encode


def record_path(directory: Path, document_id: str) -> Path:
    """Where the record of `document_id` lies: `2024/gansu` → `directory/2024/gansu.json`."""
    return directory / PurePosixPath(f"{document_id}.json")


def write_record(record: Record, directory: Path) -> Path:
    """Write `record` below `directory`, whole or not at all; the path of its file is returned.

    Raises:
        PlanError: the record breaks its own types (a fault of the program, never of the document).
        OSError: the file cannot be written; the earlier one is untouched.
    """
    path = record_path(directory, record.id)
    write_whole(path, record_bytes(record))
    return path


def record_bytes(record: Record) -> bytes:
    """The bytes of the record's file.

    Raises:
        PlanError: the record breaks its own types.
    """
    try:
        # There and back checks the types, and makes of every value what it will be after reading.
        sound = msgspec.convert(msgspec.to_builtins(record), Record)
    except msgspec.ValidationError as error:
        raise _unsound(record.file, error) from error
    fields = [(field.name, _field_bytes(field.name, getattr(sound, field.name))) for field in _FIELDS]
    lines = [b'  "' + name.encode() + b'": ' + body for name, body in fields]
    return b"{\n" + b",\n".join(lines) + b"\n}\n"


def read_record(path: Path) -> Record:
    """Read a record's file, strictly.

    Raises:
        PlanError: the file is missing, no JSON, or not a record of this version (a field unknown,
            missing or of another type: the place names it).
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise PlanError(str(path), "", f"cannot be read: {error.strerror}", "run plans build") from error
    return parse_record(content, str(path))


def parse_record(content: bytes, file: str) -> Record:
    """The record in `content`, the bytes of `file` (named in errors). Raises PlanError as above."""
    try:
        filed = _decode(content)
    except msgspec.ValidationError as error:
        raise _unsound(file, error) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise PlanError(file, "", f"no JSON: {error}", "delete it and run plans build") from error
    fields = msgspec.structs.asdict(filed)
    return Record(**{**fields, "text": "\n".join(filed.text)})


class _Head(msgspec.Struct):
    """What tells a record from any other JSON file, whatever version wrote it."""

    id: str
    file: str
    sha256: str
    clauses: list[msgspec.Raw]


def find_records(directory: Path) -> list[str]:
    """The ids of the records below `directory`, of this version or an earlier one, sorted.

    Other files are passed over, also JSON that is no record or lies under another name than its id.
    """
    found = []
    for path in sorted(directory.rglob("*.json")):
        name = path.relative_to(directory).as_posix().removesuffix(".json")
        try:
            head = msgspec.json.decode(path.read_bytes(), type=_Head)
        except (OSError, msgspec.DecodeError, UnicodeDecodeError):
            continue
        if head.id == name:
            found.append(name)
    return found


def _field_bytes(name: str, value: Any) -> bytes:
    """The JSON of one field of the record, indented to stand in its file."""
    if name == "text":
        value = value.split("\n")
    if name not in _ONE_LINE:
        # A newline within a string is escaped in JSON: only the layout's own are indented.
        return msgspec.json.format(_encode(value), indent=2).replace(b"\n", b"\n  ")
    if not value:
        return b"[]"
    entries = [_encode(_short(entry)) for entry in value]
    return b"[\n    " + b",\n    ".join(entries) + b"\n  ]"


def _short(entry: Any) -> Any:
    """An origin without the coordinates that its format does not have; all else as it is."""
    if not isinstance(entry, Origin):
        return entry
    return {key: value for key, value in msgspec.structs.asdict(entry).items() if value is not None}


def _unsound(file: str, error: msgspec.ValidationError) -> PlanError:
    """The error of msgspec as ours: "Expected `str`, got `int` - at `$.clauses[0].id`"."""
    reason, _, place = str(error).partition(" - at ")
    return PlanError(file, place.strip("`"), f"not a record of this version: {reason}", "run plans build")
