"""ZIP archives that nobody vouches for: what a file says of itself is checked against what is there.

The directory is read by the standard library, the content here: inflated in small steps up to a limit,
whatever size was declared, and compared with the declared size and checksum. Nothing is written to disk,
so a name can do no harm there; but names that lead upwards or that two entries share are refused, since
programs do not agree on what they mean.
"""

from __future__ import annotations

import io
import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from pipeline.errors import ReadError

MAX_ENTRIES = 10_000
MAX_ENTRY = 128 << 20
MAX_TOTAL = 256 << 20
ZIP_MAGIC = b"PK\x03\x04"
DAMAGED = "get the file again, or open it in its program and save it anew"
UNPACKED = "open it in its program and save it anew, without large pictures and embedded files"

_DIRECTORY_MAGIC = b"PK\x01\x02"
_LOCAL_HEADER = struct.Struct("<4s22xHH")  # magic, …, length of the name, length of the extra field
_ENCRYPTED = 0x1 | 0x40 | 0x2000  # PKWARE's APPNOTE, general purpose bits 0, 6 and 13
_STEP = 1 << 20
_DRIVE = re.compile(r"[A-Za-z]:")


@dataclass(frozen=True)
class Entry:
    """One file of an archive: where its packed bytes stand in the archive, and what they are said to be."""

    name: str
    start: int
    packed: int
    size: int
    checksum: int
    method: int


class Archive:
    """An opened archive: `entries` by name, in the order of the directory; folders are left out.

    Raises:
        ReadError: broken, encrypted, too many entries or too much in them, entries that overlap, share a
            name or lead out of the archive.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self._data = data
        self._name = name
        # What the directory holds is at most this; it is not even read if that is far too much.
        if data.count(_DIRECTORY_MAGIC) > 10 * MAX_ENTRIES:
            raise self._too_many()
        infos = self._directory()
        if len(infos) > MAX_ENTRIES:
            raise self._too_many()
        self.entries = self._checked(infos)

    def read(self, name: str) -> bytes:
        """The content of the entry `name`.

        Raises:
            KeyError: there is none.
            ReadError: its content is not what the directory says.
        """
        return b"".join(self._inflated(self.entries[name]))

    def check(self, name: str) -> None:
        """Read the entry `name` without keeping it; raises as `read` does."""
        for _ in self._inflated(self.entries[name]):
            pass

    def _directory(self) -> list[ZipInfo]:
        try:
            with ZipFile(io.BytesIO(self._data)) as archive:
                return archive.infolist()
        except Exception as error:
            raise self._broken("", "its directory is damaged or cut off") from error

    def _checked(self, infos: list[ZipInfo]) -> dict[str, Entry]:
        entries: dict[str, Entry] = {}
        seen: set[str] = set()
        for info in infos:
            # Some programs write backslashes, which no part's name may hold.
            name = info.filename.replace("\\", "/")
            if info.flag_bits & _ENCRYPTED:
                raise ReadError(
                    self._name, name, "is password-protected (an encrypted ZIP entry)", "save it without"
                )
            self._check_name(name)
            if name.lower() in seen:
                raise ReadError(self._name, name, "stands twice in the archive", DAMAGED)
            seen.add(name.lower())
            entry = self._entry(info, name)
            if not name.endswith("/"):
                entries[name] = entry
        self._check_overlap(infos)
        if sum(entry.size for entry in entries.values()) > MAX_TOTAL:
            raise self._too_large("", MAX_TOTAL)
        return entries

    def _check_name(self, name: str) -> None:
        if name.startswith("/") or _DRIVE.match(name) or ".." in name.split("/"):
            raise ReadError(self._name, ascii(name)[1:-1], "is a path that leads out of the archive", DAMAGED)

    def _entry(self, info: ZipInfo, name: str) -> Entry:
        if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            reason = f"is compressed in a way that office programs do not use (method {info.compress_type})"
            raise ReadError(self._name, name, reason, DAMAGED)
        if info.file_size > MAX_ENTRY:
            raise self._too_large(name, MAX_ENTRY)
        start = self._start(info, name)
        return Entry(name, start, info.compress_size, info.file_size, info.CRC, info.compress_type)

    def _start(self, info: ZipInfo, name: str) -> int:
        """Where the packed bytes begin: behind the entry's own header."""
        at = info.header_offset
        header = self._data[at : at + 30] if at >= 0 else b""
        if len(header) < 30 or not header.startswith(ZIP_MAGIC):
            raise self._broken(name, "the archive's directory leads to nothing")
        _, name_length, extra_length = _LOCAL_HEADER.unpack(header)
        start = at + 30 + int(name_length) + int(extra_length)
        if start + info.compress_size > len(self._data):
            raise self._broken(name, "is cut off")
        return start

    def _check_overlap(self, infos: list[ZipInfo]) -> None:
        """Entries that share bytes are how a small archive claims to hold a great deal."""
        ranges = sorted(
            (info.header_offset, self._start(info, info.filename) + info.compress_size, info.filename)
            for info in infos
        )
        for (_, end, _), (start, _, name) in pairwise(ranges):
            if start < end:
                raise ReadError(self._name, name, "overlaps another entry of the archive", DAMAGED)

    def _inflated(self, entry: Entry) -> Iterator[bytes]:
        """The content in steps; never more than the entry was declared to hold."""
        size = checksum = 0
        for step in self._unpacked(entry):
            size += len(step)
            if size > entry.size:
                raise self._broken(entry.name, "holds more than the archive's directory says")
            checksum = zlib.crc32(step, checksum)
            yield step
        if size != entry.size:
            raise self._broken(entry.name, "holds less than the archive's directory says")
        if checksum != entry.checksum:
            raise self._broken(entry.name, "is damaged (its checksum differs)")

    def _unpacked(self, entry: Entry) -> Iterator[bytes]:
        packed = memoryview(self._data)[entry.start : entry.start + entry.packed]
        if entry.method == ZIP_STORED:
            yield from (bytes(packed[at : at + _STEP]) for at in range(0, len(packed), _STEP))
            return
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            for at in range(0, len(packed), _STEP):
                yield inflater.decompress(packed[at : at + _STEP], _STEP)
                while inflater.unconsumed_tail:
                    yield inflater.decompress(inflater.unconsumed_tail, _STEP)
            while step := inflater.decompress(b"", _STEP):
                yield step
        except zlib.error as error:
            raise self._broken(entry.name, "is damaged (it cannot be inflated)") from error
        if not inflater.eof:
            raise self._broken(entry.name, "is cut off")

    def _broken(self, place: str, reason: str) -> ReadError:
        return ReadError(self._name, place, reason if place else f"a broken ZIP file: {reason}", DAMAGED)

    def _too_many(self) -> ReadError:
        return ReadError(self._name, "", f"a ZIP file of more than {MAX_ENTRIES:,} entries", UNPACKED)

    def _too_large(self, place: str, limit: int) -> ReadError:
        what = "unpacks to" if place else "a ZIP file that unpacks to"
        return ReadError(self._name, place, f"{what} more than {limit >> 20} MiB", UNPACKED)
