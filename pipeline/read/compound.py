"""OLE compound files (.doc, .xls, .msg …): which streams they hold, and how a stream begins.

Microsoft's [MS-CFB]: a file system in a file, in sectors chained by a table. No more is read than tells
one kind of file from another. Every chain is followed as long as the file has sectors, and no longer.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER = struct.Struct(
    "<30x2H14xL4x5L"
)  # from the sizes of sectors to the chain of further sectors of the table
_ENTRY = struct.Struct("<64sHBB48xLQ")  # name, its length, type, color, …, first sector, size
_LARGEST_SECTOR = 0xFFFFFFFA  # MAXREGSECT: what lies above is an end or no sector
_STORAGE, _STREAM, _ROOT = 1, 2, 5
_IN_HEADER = 109  # sectors of the table that the header itself lists


class CompoundError(Exception):
    """A compound file that contradicts itself."""


@dataclass(frozen=True)
class _Stream:
    start: int
    size: int


class CompoundFile:
    """An opened compound file. `names`: of all its streams and storages, wherever they stand.

    Raises:
        CompoundError: it is broken.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        try:
            self._open()
        except struct.error as error:
            raise CompoundError("it is cut off") from error

    def _open(self) -> None:
        shift, small_shift, directory, cutoff, _, _, first, count = _HEADER.unpack_from(self._data)
        if shift not in (9, 12) or small_shift != 6:
            raise CompoundError("its header is damaged")
        self._size, self._small_size, self._cutoff = 1 << shift, 1 << small_shift, cutoff
        self._sectors = len(self._data) // self._size + 1
        self._table = self._read_table(first, count)
        self._root: _Stream | None = None
        self._streams: dict[str, _Stream] = {}
        self.names: set[str] = set()
        for sector in self._chain(directory):
            self._read_entries(self._sector(sector))
        if self._root is None:
            raise CompoundError("it has no directory")

    def head(self, name: str, length: int) -> bytes:
        """The first bytes of a stream, at most `length` and at most a sector; empty if there is none.

        Raises:
            CompoundError: its sector is not there.
        """
        stream = self._streams.get(name)
        if stream is None or self._root is None:
            return b""
        length = min(length, stream.size)
        if stream.size >= self._cutoff:
            return self._sector(stream.start)[:length]
        # A short stream lies in small sectors, which lie in the stream of the root.
        at = stream.start * self._small_size
        sectors = self._chain(self._root.start)
        index, offset = divmod(at, self._size)
        if index >= len(sectors):
            raise CompoundError("a stream is missing")
        return self._sector(sectors[index])[offset : offset + min(length, self._small_size)]

    def check(self, name: str) -> None:
        """Raise CompoundError if a part of the stream `name` is missing; short streams are taken on trust."""
        stream = self._streams.get(name)
        if stream is None or stream.size < self._cutoff:
            return
        chain = self._chain(stream.start) if stream.size else []
        full, rest = divmod(stream.size, self._size)
        if len(chain) < full + bool(rest):
            raise CompoundError("a part of its text is missing")
        ends = [(number + 2) * self._size for number in chain[:full]]
        if rest:
            ends.append((chain[full] + 1) * self._size + rest)
        if max(ends, default=0) > len(self._data):
            raise CompoundError("it is cut off")

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        if start >= len(self._data):
            raise CompoundError("it is cut off")
        return self._data[start : start + self._size]

    def _read_table(self, first: int, count: int) -> list[int]:
        """The table that chains sectors: what follows each."""
        listed = list(struct.unpack_from(f"<{_IN_HEADER}L", self._data, 76))
        per_sector = self._size // 4
        for _ in range(min(count, self._sectors)):
            if first > _LARGEST_SECTOR:
                break
            numbers = struct.unpack_from(f"<{per_sector}L", self._sector(first))
            listed.extend(numbers[:-1])
            first = numbers[-1]
        table: list[int] = []
        for number in listed:
            if number <= _LARGEST_SECTOR and len(table) < self._sectors + per_sector:
                sector = self._sector(number).ljust(self._size, b"\xff")
                table.extend(struct.unpack(f"<{per_sector}L", sector))
        return table

    def _chain(self, start: int) -> list[int]:
        """The sectors of a chain in their order."""
        chain: list[int] = []
        while start <= _LARGEST_SECTOR:
            if start >= len(self._table) or len(chain) > self._sectors:
                raise CompoundError("its sectors lead nowhere or in a circle")
            chain.append(start)
            start = self._table[start]
        return chain

    def _read_entries(self, sector: bytes) -> None:
        if len(sector) < self._size:
            raise CompoundError("it is cut off")
        for at in range(0, len(sector) - _ENTRY.size + 1, _ENTRY.size):
            name, length, kind, _, start, size = _ENTRY.unpack_from(sector, at)
            if kind not in (_STORAGE, _STREAM, _ROOT):
                continue
            label = name[: max(0, length - 2)].decode("utf-16-le", "replace")
            # Files of version 3 may hold anything in the upper half of the size.
            stream = _Stream(start, size & 0xFFFFFFFF)
            if kind == _ROOT:
                self._root = self._root or stream
            else:
                self.names.add(label)
                if kind == _STREAM:
                    self._streams.setdefault(label, stream)
