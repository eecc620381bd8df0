"""PDF files made by hand, object by object: what no program prints.

A file is a mapping of object numbers to their bytes; `parts` gives those of a plan of one page, `written` puts
them into a file. Chinese is printed in a font that is not embedded and encoded in UCS-2 (UniGB-UCS2-H), so that
no character needs a table.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Mapping, Sequence

PLAN = ("某县空气质量方案", "一、总体要求", "到2025年，全县森林覆盖率达到40%。（牵头单位：县林业局）")
CATALOG, PAGES, PAGE, CONTENT, FONT, CID_FONT, DESCRIPTOR = range(1, 8)
FREE = 8  # the first number that `parts` leaves free
HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
A4 = b"[0 0 595 842]"


def stream(data: bytes, entries: bytes = b"", *, packed: bool = False) -> bytes:
    """A stream object; `packed` compresses it."""
    if packed:
        data, entries = zlib.compress(data, 9), entries + b" /Filter /FlateDecode"
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), entries, data)


def shown(text: str) -> bytes:
    """The operator that prints `text` in the font of `parts`."""
    return b"<%s> Tj" % text.encode("utf-16-be").hex().encode()


def content(lines: Iterable[str] = PLAN, *, left: float = 80, top: float = 740, before: bytes = b"") -> bytes:
    """A page's content: a line under the other, first lines indented; `before` stands before the text."""
    parts = [before, b"BT /F1 16 Tf 29 TL 1 0 0 1 %.1f %.1f Tm" % (left, top)]
    parts += [shown(line) + b" T*" for line in lines]
    return b"\n".join([*parts, b"ET"])


def sheet(lines: Iterable[str] = PLAN, *, before: bytes = b"") -> bytes:
    """The content of a whole page: `lines`, below them a table with rules, which other code reads than prose."""
    rules = b"".join(b"80 %d m 480 %d l S\n" % (y, y) for y in (400, 430, 460))
    rules += b"".join(b"%d 400 m %d 460 l S\n" % (x, x) for x in (80, 280, 480))
    cells = (("指标", 90, 440), ("目标", 290, 440), ("森林覆盖率", 90, 410), ("40%", 290, 410))
    written = [content([text], left=left, top=top) for text, left, top in cells]
    return b"\n".join([content(lines, before=before), rules, *written])


def page(number_of_content: int = CONTENT, *, box: bytes = A4, more: bytes = b"") -> bytes:
    """A page with the font of `parts` as F1."""
    return (
        b"<< /Type /Page /Parent %d 0 R /MediaBox %s /Contents %d 0 R /Resources << /Font << /F1 %d 0 R >> >> %s >>"
        % (PAGES, box, number_of_content, FONT, more)
    )


def catalog(more: bytes = b"") -> bytes:
    """The root of all."""
    return b"<< /Type /Catalog /Pages %d 0 R %s >>" % (PAGES, more)


def pages(kids: Sequence[int], count: int | None = None) -> bytes:
    """The root of the page tree."""
    listed = b" ".join(b"%d 0 R" % kid for kid in kids)
    return b"<< /Type /Pages /Kids [%s] /Count %d >>" % (listed, len(kids) if count is None else count)


def font(encoding: bytes = b"UniGB-UCS2-H", more: bytes = b"") -> bytes:
    """The font that is not embedded."""
    return (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /%s /DescendantFonts [%d 0 R] %s >>"
        % (encoding, CID_FONT, more)
    )


def parts(lines: Iterable[str] = PLAN, *, body: bytes | None = None, more: bytes = b"") -> dict[int, bytes]:
    """The objects of a plan of one page; `body` replaces its content, `more` are entries of the page."""
    return {
        CATALOG: catalog(),
        PAGES: pages([PAGE]),
        PAGE: page(more=more),
        CONTENT: stream(sheet(lines) if body is None else body),
        FONT: font(),
        CID_FONT: b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor %d 0 R >>"
        % DESCRIPTOR,
        DESCRIPTOR: b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880]"
        b" /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
    }


def written(objects: Mapping[int, bytes], trailer: bytes = b"", *, head: bytes = HEADER) -> bytes:
    """The file of `objects` with a table of where they stand; `head` is what is before them."""
    file = bytearray(head)
    places = {}
    for number, value in objects.items():
        places[number] = len(file)
        file += b"%d 0 obj\n%s\nendobj\n" % (number, value)
    start = len(file)
    return (
        bytes(file)
        + table(places)
        + trailer_of(max(objects) + 1, trailer)
        + b"startxref\n%d\n%%%%EOF\n" % start
    )


def trailer_of(size: int, more: bytes = b"") -> bytes:
    """The trailer of a file whose objects have numbers below `size`."""
    return b"trailer\n<< /Size %d /Root %d 0 R %s >>\n" % (size, CATALOG, more)


def table(places: Mapping[int, int]) -> bytes:
    """The cross-reference table of objects by their numbers."""
    lines = [b"xref\n0 1\n0000000000 65535 f \n"]
    lines += [b"%d 1\n%010d 00000 n \n" % (number, at) for number, at in sorted(places.items())]
    return b"".join(lines)


def pdf(changes: Mapping[int, bytes | None] | None = None, trailer: bytes = b"") -> bytes:
    """A plan of one page with some objects changed, added, or (None) left out."""
    made: dict[int, bytes | None] = {**parts(), **(changes or {})}
    return written({number: value for number, value in made.items() if value is not None}, trailer)


def in_object_streams(objects: Mapping[int, bytes]) -> bytes:
    """The same objects, all but streams within a stream of objects, and the table as a stream (PDF 1.5)."""
    file = bytearray(HEADER)
    packed = {number: value for number, value in objects.items() if not value.endswith(b"endstream")}
    holder, last = max(objects) + 1, max(objects) + 2
    entries = {0: (0, 0, 65535)}
    head, body = b"", b""
    for index, (number, value) in enumerate(packed.items()):
        head += b"%d %d " % (number, len(body))
        body += value + b"\n"
        entries[number] = (2, holder, index)
    loose = {number: value for number, value in objects.items() if number not in packed}
    loose[holder] = stream(
        head + body, b"/Type /ObjStm /N %d /First %d" % (len(packed), len(head)), packed=True
    )
    for number, value in loose.items():
        entries[number] = (1, len(file), 0)
        file += b"%d 0 obj\n%s\nendobj\n" % (number, value)
    start = len(file)
    entries[last] = (1, start, 0)
    rows = b"".join(
        kind.to_bytes(1, "big") + second.to_bytes(4, "big") + third.to_bytes(2, "big")
        for _, (kind, second, third) in sorted(entries.items())
    )
    numbers = b" ".join(b"%d 1" % number for number in sorted(entries))
    about = b"/Type /XRef /W [1 4 2] /Size %d /Root %d 0 R /Index [%s]" % (last + 1, CATALOG, numbers)
    file += b"%d 0 obj\n%s\nendobj\n" % (last, stream(rows, about, packed=True))
    return bytes(file) + b"startxref\n%d\n%%%%EOF\n" % start


def linearised(objects: Mapping[int, bytes]) -> bytes:
    """The same objects in the order of annex F: what the first page needs stands first, with its own table."""
    later = {PAGES: objects[PAGES]}
    first = {number: value for number, value in objects.items() if number not in later}
    about_number = max(objects) + 1

    def laid(length: int, end_of_first: int, main_table: int) -> tuple[bytes, int, int]:
        about = b"<< /Linearized 1 /L %010d /H [ 100 10 ] /O %d /E %010d /N 1 /T %010d >>" % (
            length,
            PAGE,
            end_of_first,
            main_table,
        )
        file = bytearray(HEADER + b"%d 0 obj\n%s\nendobj\n" % (about_number, about))
        places = {about_number: len(HEADER)}
        first_table = len(file)
        room = len(table(dict.fromkeys([*first, about_number], 0)))
        trailer = trailer_of(about_number + 1, b"/Prev %010d" % main_table) + b"startxref\n0\n%%EOF\n"
        position = first_table + room + len(trailer)
        body = b""
        for number, value in first.items():
            places[number] = position + len(body)
            body += b"%d 0 obj\n%s\nendobj\n" % (number, value)
        file += table(places) + trailer + body
        end = len(file)
        rest = {}
        for number, value in later.items():
            rest[number] = len(file)
            file += b"%d 0 obj\n%s\nendobj\n" % (number, value)
        main = len(file)
        file += table(rest) + trailer_of(about_number + 1) + b"startxref\n%d\n%%%%EOF\n" % first_table
        return bytes(file), end, main

    made, end, main = laid(0, 0, 0)
    return laid(len(made), end, main)[0]


# --- passwords -----------------------------------------------------------------------------------

_PADDING = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")
_ID = bytes(range(16))
_PERMISSIONS = -3904  # nothing is allowed but to look


def encrypted(objects: Mapping[int, bytes], user: bytes, owner: bytes) -> bytes:
    """The same objects, streams and all, under the standard handler with RC4 of 128 bits (7.6.3, revision 3).

    Only streams may hold what needs to be secret: no object of `parts` has a string but in its font.
    """
    owner_key = hashlib.md5((owner + _PADDING)[:32], usedforsecurity=False).digest()
    for _ in range(50):
        owner_key = hashlib.md5(owner_key, usedforsecurity=False).digest()
    owner_entry = _rc4_over(owner_key, (user + _PADDING)[:32])
    key = hashlib.md5(
        (user + _PADDING)[:32] + owner_entry + (_PERMISSIONS & 0xFFFFFFFF).to_bytes(4, "little") + _ID,
        usedforsecurity=False,
    ).digest()
    for _ in range(50):
        key = hashlib.md5(key, usedforsecurity=False).digest()
    check = _rc4_over(key, hashlib.md5(_PADDING + _ID, usedforsecurity=False).digest()) + bytes(16)
    locked = {number: _locked(number, value, key) for number, value in objects.items()}
    handler = max(objects) + 1
    locked[handler] = b"<< /Filter /Standard /V 2 /R 3 /Length 128 /P %d /O <%s> /U <%s> >>" % (
        _PERMISSIONS,
        owner_entry.hex().encode(),
        check.hex().encode(),
    )
    identity = _ID.hex().encode()
    return written(locked, b"/Encrypt %d 0 R /ID [<%s> <%s>]" % (handler, identity, identity))


def _locked(number: int, value: bytes, key: bytes) -> bytes:
    """An object with its stream, and the two strings of a font's CIDSystemInfo, encrypted."""
    salted = hashlib.md5(key + number.to_bytes(3, "little") + bytes(2), usedforsecurity=False).digest()
    for word in (b"Adobe", b"GB1"):
        value = value.replace(b"(%s)" % word, b"<%s>" % rc4(salted, word).hex().encode())
    head, mark, rest = value.partition(b"\nstream\n")
    if not mark:
        return value
    return head + mark + rc4(salted, rest.removesuffix(b"\nendstream")) + b"\nendstream"


def _rc4_over(key: bytes, data: bytes) -> bytes:
    """RC4 twenty times, with the key changed each time (algorithms 3 and 5)."""
    for turn in range(20):
        data = rc4(bytes(byte ^ turn for byte in key), data)
    return data


def rc4(key: bytes, data: bytes) -> bytes:
    """The cipher of old PDF files."""
    state, other = list(range(256)), 0
    for index in range(256):
        other = (other + state[index] + key[index % len(key)]) & 255
        state[index], state[other] = state[other], state[index]
    made, index, other = bytearray(), 0, 0
    for byte in data:
        index = (index + 1) & 255
        other = (other + state[index]) & 255
        state[index], state[other] = state[other], state[index]
        made.append(byte ^ state[(state[index] + state[other]) & 255])
    return bytes(made)
