"""Documents of other office programs (.doc, .wps, .odt, .rtf) → .docx, by LibreOffice.

LibreOffice is a program of its own that the user installs. It runs without a window, in a profile of its
own for each call (so that several may run at once, and the user's own is never touched), with macros
disabled, links not updated, no way to the network, and not for ever.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from pipeline.errors import ReadError

OfficeFormat = Literal["doc", "wps", "odt", "fodt", "rtf"]

TIME_LIMIT = 120.0  # seconds; a plan takes two
_MEMORY_LIMIT = 3 << 20  # KiB of addresses, most of which LibreOffice never touches
_FILE_LIMIT = 512 << 10  # KiB of one file that it writes
_LABELS = {"doc": "Word 97–2003 (.doc)", "wps": "WPS or Works (.wps)", "odt": "OpenDocument (.odt)",
           "fodt": "OpenDocument (.fodt)", "rtf": "RTF (.rtf)"}  # fmt: skip
_SAVE = "open it in Word, WPS or LibreOffice and save it as .docx"
_PLACES = (
    "/usr/bin/soffice",
    "/usr/local/bin/soffice",
    "/usr/lib/libreoffice/program/soffice",
    "/opt/libreoffice*/program/soffice",
    "/snap/bin/libreoffice",
    "/Applications/LibreOffice*.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice*/program/soffice.com",
    "C:/Program Files (x86)/LibreOffice*/program/soffice.com",
)
_NUMBER = re.compile(r"\d+")
_NOWHERE = "127.0.0.1", 9  # the port of "discard": nobody answers there
_SETTINGS = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),  # very high
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),  # never
    ("Office.Writer/Content/Update", "Field", "false"),
    ("Inet/Settings", "ooInetProxyType", "2"),  # as named here
    ("Inet/Settings", "ooInetHTTPProxyName", _NOWHERE[0]),
    ("Inet/Settings", "ooInetHTTPProxyPort", str(_NOWHERE[1])),
    ("Inet/Settings", "ooInetHTTPSProxyName", _NOWHERE[0]),
    ("Inet/Settings", "ooInetHTTPSProxyPort", str(_NOWHERE[1])),
)


def to_word(data: bytes, name: str, kind: OfficeFormat) -> bytes:
    """Convert a document to .docx, with its comments and tracked changes.

    Args:
        data: the file's bytes.
        name: how errors name the file.
        kind: the format that the file is in.

    Raises:
        ReadError: LibreOffice is not installed, does not understand the file, or takes too long.
    """
    program = find_soffice()
    if program is None:
        reason = f"{_LABELS[kind]} is read by LibreOffice, which is not installed"
        raise ReadError(name, "", reason, f"install LibreOffice (libreoffice.org), or {_SAVE}")
    with tempfile.TemporaryDirectory(prefix="plans-office-", ignore_cleanup_errors=True) as folder:
        work = Path(folder)
        _write_profile(work / "profile")
        (work / f"plan.{kind}").write_bytes(data)
        said = _run(program, work, kind, name)
        converted = work / "out" / "plan.docx"
        if not converted.is_file():
            reason = f"LibreOffice could not convert this {_LABELS[kind]} file"
            raise ReadError(name, "", f"{reason} ({said})" if said else reason, _SAVE)
        return converted.read_bytes()


def find_soffice() -> Path | None:
    """LibreOffice's program: on the path, else where it is usually installed."""
    for command in ("soffice", "libreoffice"):
        if found := shutil.which(command):
            return Path(found)
    places = (path for place in _PLACES for path in _matching(Path(place)))
    return next((path for path in places if path.is_file()), None)


def _matching(pattern: Path) -> Iterator[Path]:
    """The paths that an absolute pattern stands for, the last (newest) first."""
    anchor = Path(pattern.anchor)
    if anchor.is_dir():
        found = anchor.glob(str(pattern.relative_to(anchor)))
        yield from sorted(
            found, key=lambda path: [int(part) for part in _NUMBER.findall(str(path))], reverse=True
        )


def _write_profile(folder: Path) -> None:
    """A profile whose settings keep a document from doing anything but being read."""
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{key}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>\n"
        for path, key, value in _SETTINGS
    )
    content = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n'
        f"{items}</oor:items>\n"
    )
    (folder / "user").mkdir(parents=True)
    (folder / "user" / "registrymodifications.xcu").write_text(content, encoding="utf-8")


def _run(program: Path, work: Path, kind: OfficeFormat, name: str) -> str:
    """Have LibreOffice convert the file in `work`; the last line that it said."""
    command = [
        str(program),
        f"-env:UserInstallation={(work / 'profile').as_uri()}",
        *("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo", "--nofirststartwizard"),
        *("--convert-to", "docx:MS Word 2007 XML", "--outdir", str(work / "out"), str(work / f"plan.{kind}")),
    ]
    proxy = f"http://{_NOWHERE[0]}:{_NOWHERE[1]}"
    environment = {**os.environ, "HOME": str(work), "TMPDIR": str(work), "SAL_USE_VCLPLUGIN": "svp"}
    environment |= dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), proxy)
    with (work / "said").open("w+b") as said:
        process = subprocess.Popen(
            [*_limits(), *command],
            cwd=work,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=said,
            start_new_session=True,
        )
        try:
            process.wait(TIME_LIMIT)
        except subprocess.TimeoutExpired:
            reason = f"LibreOffice did not finish within {TIME_LIMIT:g} seconds"
            raise ReadError(name, "", reason, _SAVE) from None
        finally:
            _end(process)
        said.seek(0)
        lines = said.read(100_000).decode("utf-8", "replace").split("\n")
    return next((line.strip() for line in reversed(lines) if line.strip()), "").replace(f"{work}{os.sep}", "")


def _limits() -> list[str]:
    """What a command is led by, where a shell can limit it."""
    if sys.platform != "linux":
        return []
    return ["/bin/sh", "-c", f'ulimit -v {_MEMORY_LIMIT}; ulimit -f {_FILE_LIMIT * 2}; exec "$0" "$@"']


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the program with all that it started: LibreOffice's launcher is not the one that hangs."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
