"""Files of one word processor's format in another's, made by LibreOffice.

`converted` gives the same file back for the same bytes as long as the process lives. `convert_all` starts
LibreOffice once for many files. Tests ask `needs_office` first. RTF files get back what LibreOffice loses of
automatic numbers, so that they are as Word writes them.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import pytest

from tests.formats.rtf_signs import with_signs

Format = Literal["docx", "odt", "doc", "rtf", "pdf", "pdf-tagged", "pdf-notes", "txt"]

_PRINTED = "pdf:writer_pdf_Export"


def _options(**given: bool) -> str:
    return json.dumps(
        {name: {"type": "boolean", "value": str(value).lower()} for name, value in given.items()}
    )


_FILTERS = {
    "docx": "docx:MS Word 2007 XML",
    "odt": "odt:writer8",
    "doc": "doc:MS Word 97",
    "rtf": "rtf:Rich Text Format",
    "pdf": f"{_PRINTED}:{_options(UseTaggedPDF=False, ExportNotes=False)}",
    "pdf-tagged": f"{_PRINTED}:{_options(UseTaggedPDF=True, ExportNotes=False)}",
    "pdf-notes": f"{_PRINTED}:{_options(UseTaggedPDF=False, ExportNotes=True)}",
    "txt": "txt:Text (encoded):UTF8",
}
_SECONDS = 300
_cache: dict[tuple[bytes, Format], bytes] = {}


def office() -> str | None:
    """The LibreOffice of this machine."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def needs_office() -> None:
    """Skip the test where there is no LibreOffice; in CI fail it."""
    if office() is None:
        reason = "no LibreOffice on this machine (soffice)"
        if os.environ.get("PLANS_CI") == "1":
            pytest.fail(reason)
        pytest.skip(reason)


def converted(data: bytes, to: Format) -> bytes:
    """The file `data` (docx, odt, doc or rtf) as LibreOffice writes it in the format `to`.

    Raises:
        RuntimeError: LibreOffice is missing or wrote nothing.
    """
    return convert_all([data], to)[0]


def convert_all(files: Sequence[bytes], to: Format) -> list[bytes]:
    """As `converted`, for many files at one start of LibreOffice."""
    missing = list(dict.fromkeys(data for data in files if (data, to) not in _cache))
    if missing:
        _cache.update(zip(((data, to) for data in missing), _run(missing, to), strict=True))
    return [_cache[data, to] for data in files]


def _run(files: Sequence[bytes], to: Format) -> list[bytes]:
    program = office()
    if program is None:
        raise RuntimeError("LibreOffice is missing: install it (soffice)")
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "in"), Path(folder, "out")
        source.mkdir()
        paths = [source / f"{number}.{_suffix(data)}" for number, data in enumerate(files)]
        for path, data in zip(paths, files, strict=True):
            path.write_bytes(data)
        profile = Path(folder, "profile").as_uri()
        command = [program, "--headless", "--norestore", f"-env:UserInstallation={profile}", "--convert-to"]
        done = subprocess.run(
            [*command, _FILTERS[to], "--outdir", str(target), *map(str, paths)],
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
        written = [target / f"{path.stem}.{to.partition('-')[0]}" for path in paths]
        if lost := [path.name for path in written if not path.exists()]:
            said = done.stderr.decode("utf-8", "replace").strip()
            raise RuntimeError(f"LibreOffice wrote no {', '.join(lost)}: {said}")
        made = [path.read_bytes() for path in written]
        return [with_signs(data) for data in made] if to == "rtf" else made


def _suffix(data: bytes) -> str:
    """The suffix by which LibreOffice is told what `data` is."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return "doc"
    if data.startswith(b"{\\rtf"):
        return "rtf"
    return "odt" if b"application/vnd.oasis.opendocument.text" in data[:200] else "docx"
