"""Changes a PDF file at random, in its bytes and in its objects with their streams unpacked (bench/fuzz.py runs it).

An object is what stands between "1 0 obj" and "endobj"; that a change breaks what it means is the point.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Mapping, Sequence

from bench.fuzz import Change
from tests.read.pdf.hostile import HOSTILE
from tests.read.pdf.raw_pdf import FONT, FREE, PAGE, PLAN, content, page, parts, sheet, stream, written

_OBJECT = re.compile(rb"(?:^|[\r\n])(\d+) 0 obj\b(.*?)\bendobj", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_FLATE = re.compile(rb"/Filter\s*\[?\s*/FlateDecode\s*\]?")
_NUMBER = re.compile(rb"-?\d+(?:\.\d+)?")
_NAME = re.compile(rb"/[A-Za-z0-9]+")
_OPERATOR = re.compile(rb"\b(?:Tj|TJ|Tf|Tm|Td|TL|re|cm|Do|q|Q|BT|ET|f|S|T\*)\b")
_MOST_UNPACKED = 4 << 20
# What a reader may not expect where a number, a name or an object stands.
VALUES = (
    b"", b"0", b"-1", b"1", b"4294967296", b"-2147483649", b"1e300", b"0.0000001", b"NaN", b"null", b"true",
    b"(x)", b"<FEFF>", b"[]", b"<< >>", b"/Type", b"/Page", b"/Font", b"/Annot", b"/FlateDecode", b"1 0 R",
    b"2 0 R", b"3 0 R", b"99999 0 R", b"[", b"<<", b">>", b"stream\n", b"endobj", b"\x00", b"\xff\xfe",
)  # fmt: skip
# Bytes of a seed: changed, larger ones only take longer.
_HEAVY = 200_000


Objects = dict[int, bytes]


def _value(change: Change) -> bytes:
    return VALUES[change.value % len(VALUES)]


def _replaced(pattern: re.Pattern[bytes], content: bytes, change: Change, new: bytes | None = None) -> bytes:
    """`content` with one match of `pattern` replaced: by `new`, or by another match."""
    found = list(pattern.finditer(content))
    if not found:
        return content
    one, other = found[change.at % len(found)], found[change.other % len(found)]
    return content[: one.start()] + (other[0] if new is None else new) + content[one.end() :]


def _set_number(content: bytes, change: Change) -> bytes:
    return _replaced(_NUMBER, content, change, _value(change))


def _swap_numbers(content: bytes, change: Change) -> bytes:
    return _replaced(_NUMBER, content, change)


def _set_name(content: bytes, change: Change) -> bytes:
    return _replaced(_NAME, content, change, _value(change))


def _swap_names(content: bytes, change: Change) -> bytes:
    return _replaced(_NAME, content, change)


def _swap_operators(content: bytes, change: Change) -> bytes:
    return _replaced(_OPERATOR, content, change)


def _cut_stream(content: bytes, change: Change) -> bytes:
    found = _STREAM.search(content)
    if not found:
        return content
    keep = found.start(1) + change.at % (len(found[1]) + 1)
    return content[:keep] + content[found.end(1) :]


def _repeat(content: bytes, change: Change) -> bytes:
    start = change.at % (len(content) + 1)
    part = content[start : start + change.other % 200]
    return content[:start] + part * (2 + change.value % 50) + content[start + len(part) :]


def _flip_bit(content: bytes, change: Change) -> bytes:
    if not content:
        return content
    at = change.at % len(content)
    return content[:at] + bytes([content[at] ^ (1 << change.other % 8)]) + content[at + 1 :]


def _put_bytes(content: bytes, change: Change) -> bytes:
    at = change.at % (len(content) + 1)
    return content[:at] + _value(change) + content[at + change.other % 8 :]


def _cut(content: bytes, change: Change) -> bytes:
    return content[: change.at % (len(content) + 1)]


OBJECT_WAYS: tuple[Callable[[bytes, Change], bytes], ...] = (
    _set_number, _swap_numbers, _set_name, _swap_names, _swap_operators, _cut_stream, _repeat, _flip_bit,
)  # fmt: skip
FILE_WAYS: tuple[Callable[[bytes, Change], bytes], ...] = (_flip_bit, _put_bytes, _cut, _repeat)


def _remove(objects: Objects, change: Change) -> None:
    objects.pop(_one_of(objects, change.at), None)


def _duplicate(objects: Objects, change: Change) -> None:
    """An object under a number of its own, which another object may name."""
    objects[max(objects) + 1] = objects[_one_of(objects, change.at)]


def _swap(objects: Objects, change: Change) -> None:
    one, other = _one_of(objects, change.at), _one_of(objects, change.other)
    objects[one], objects[other] = objects[other], objects[one]


WHOLE_WAYS: tuple[Callable[[Objects, Change], None], ...] = (_remove, _duplicate, _swap)


def _one_of(objects: Mapping[int, bytes], number: int) -> int:
    return list(objects)[number % len(objects)]


def changed(data: bytes, changes: Sequence[Change]) -> bytes:
    """A file with `changes` made to its objects, then to its bytes."""
    objects = unpacked(data)
    late = []
    for change in changes:
        way = change.way % (len(OBJECT_WAYS) + len(WHOLE_WAYS) + 2)
        if not objects or way >= len(OBJECT_WAYS) + len(WHOLE_WAYS):
            late.append(change)
        elif way < len(OBJECT_WAYS):
            number = _one_of(objects, change.part)
            objects[number] = OBJECT_WAYS[way](objects[number], change)
        elif len(objects) > 1:
            WHOLE_WAYS[way - len(OBJECT_WAYS)](objects, change)
    made = written(objects, _trailer(data)) if len(late) < len(changes) else data
    for change in late:
        made = FILE_WAYS[change.other % len(FILE_WAYS)](made, change)
    return made


def unpacked(data: bytes) -> Objects:
    """The objects of a file by their numbers, those streams unpacked that can be."""
    return {int(found[1]): _unpacked(found[2].strip()) for found in _OBJECT.finditer(data)}


def _unpacked(value: bytes) -> bytes:
    found = _STREAM.search(value)
    if not found or not _FLATE.search(value[: found.start()]):
        return value
    try:
        plain = zlib.decompressobj().decompress(found[1], _MOST_UNPACKED)
    except zlib.error:
        return value
    head = re.sub(rb"/Length\s+\d+(?:\s+0\s+R)?", b"/Length %d" % len(plain), value[: found.start()])
    return _FLATE.sub(b"", head) + b"stream\n" + plain + b"\nendstream"


def _trailer(data: bytes) -> bytes:
    """What the trailer says of a root and a password, behind what `written` says (the first entry counts)."""
    root = re.search(rb"/Root\s+(\d+) 0 R", data)
    lock = re.search(rb"/Encrypt\s+\d+ 0 R", data)
    identity = re.search(rb"/ID\s*\[[^\]]*\]", data)
    found = [match[0] for match in (root, lock, identity) if match]
    return b" ".join(found)


def rich_pdf() -> bytes:
    """A small file with something of everything: prose, a ruled table, a comment, a drawing, a form's field."""
    notes = (
        b"/Annots [<< /Type /Annot /Subtype /Text /Rect [80 700 100 720] /Contents (check) /T (a) /M (D:20240301) >>"
        b" << /Type /Annot /Subtype /Highlight /Rect [80 660 300 680] /QuadPoints [80 680 300 680 80 660 300 660]"
        b" /Contents (why) /T (b) >>]"
    )
    drawn = (
        b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F1 %d 0 R >> >>" % FONT
    )
    made = parts(body=sheet(before=b"/X Do"))
    made[PAGE] = page(more=notes).replace(b"/Font <<", b"/XObject << /X %d 0 R >> /Font <<" % FREE)
    made[FREE] = stream(content([PLAN[1]], top=300), drawn, packed=True)
    return written(made)


def seeds() -> list[bytes]:
    """Files to change: that one most of all, and the small ones of tests/read/pdf/hostile.py."""
    odd = [case.make() for case in HOSTILE if case.is_read and case.name not in _LARGE]
    return [rich_pdf()] * len(odd) + [data for data in odd if len(data) < _HEAVY]


_LARGE = frozenset({"bomb-zeros.pdf", "million-characters.pdf", "many-annotations.pdf", "many-saves.pdf"})
