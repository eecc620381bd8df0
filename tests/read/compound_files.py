"""OLE compound files made by hand: the streams that a test names, and nothing else."""

from __future__ import annotations

import struct
from collections.abc import Mapping

FREE, END, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
SECTOR = 512


def compound(streams: Mapping[str, bytes], cutoff: int = 0) -> bytes:
    """A compound file of version 3; streams shorter than `cutoff` lie in the small sectors of the root."""
    small = b"".join(content.ljust(-(-len(content) // 64) * 64, b"\0") for content in streams.values())
    entries, sectors = [], [b"", b""]  # the table and the directory come first
    chains: list[list[int]] = []

    def add(content: bytes) -> int:
        first = len(sectors)
        pieces = [content[at : at + SECTOR].ljust(SECTOR, b"\0") for at in range(0, len(content), SECTOR)]
        sectors.extend(pieces)
        chains.append(list(range(first, first + len(pieces))))
        return first if pieces else END

    place = 0
    root = (add(small), len(small)) if cutoff else (END, 0)
    for name, content in streams.items():
        start = place if cutoff else add(content)
        place += -(-len(content) // 64)
        entries.append(entry(name, 2, start, len(content)))
    listed = b"".join([entry("Root Entry", 5, *root), *entries])
    directory = [1]
    for at in range(SECTOR, len(listed), SECTOR):
        directory.append(len(sectors))
        sectors.append(listed[at : at + SECTOR].ljust(SECTOR, b"\0"))
    sectors[1] = listed[:SECTOR].ljust(SECTOR, b"\0")
    chains.append(directory)
    table = [FREE] * (SECTOR // 4)
    table[0] = TABLE
    for chain in chains:
        for number, following in zip(chain, [*chain[1:], END], strict=False):
            table[number] = following
    sectors[0] = struct.pack(f"<{SECTOR // 4}L", *table)
    return header(cutoff) + b"".join(sectors)


def header(cutoff: int) -> bytes:
    fields = struct.pack(
        "<8s16x5H6x9L", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6,
        0, 1, 1, 0, cutoff, END, 0, END, 0,
    )  # fmt: skip
    return fields + struct.pack("<109L", 0, *[FREE] * 108)


def entry(name: str, kind: int, start: int, size: int) -> bytes:
    label = name.encode("utf-16-le") + b"\0\0"
    return struct.pack("<64sHBB48xLQ", label, len(label), kind, 1, start, size)
