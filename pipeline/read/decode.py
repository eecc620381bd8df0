"""Bytes → text: which encoding a file is in, and a clear refusal where it is none.

Chinese government files come as UTF-8 (with or without a byte order mark), UTF-16 (Windows) and GB
2312, GBK or GB 18030 (older sites); GB 18030 decodes all three. Nothing is ever replaced or ignored:
a file that does not decode as a whole is refused with the line of its first bad byte.
"""

from __future__ import annotations

import codecs
import re

from pipeline.errors import ReadError

MAX_BYTES = 20_000_000
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# The declaration of an HTML page stands in its first kilobytes (HTML Standard: 1024 bytes; older sites
# print scripts before it).
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,20})", re.IGNORECASE)
_META_REACH = 8192
_ALIASES = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030"}
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b]")
_HAN = re.compile("[\u3400-\u9fff]+")
_LATIN_1 = re.compile("[\x80-\x9f\xc0-\xff]")
_SAMPLE = 4_096
_MAX_CONTROLS = 0.01
_MAX_REPLACEMENTS = 0.005
# Share of GB/T 2312 level 1 (the 3,755 common characters) among all: > 0.95 in simplified running text,
# about 0.6 in traditional, below 0.4 where UTF-8 was taken for GBK ("鍥涘窛鐪").
_MIN_COMMON_GB = 0.8
_MIN_COMMON = 0.4
_MIN_HAN = 20
_RESAVE = "save it as UTF-8 text and try again"


def decode(data: bytes, name: str, max_bytes: int = MAX_BYTES) -> str:
    """Decode a text or HTML file.

    Args:
        data: the file's bytes.
        name: how errors name the file.
        max_bytes: the largest file that is read.

    Returns:
        The text without byte order mark; line ends are as in the file.

    Raises:
        ReadError: empty, too large, binary, or in no encoding that decodes all of it sensibly.
    """
    check_size(len(data), name, max_bytes)
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _checked(_strict(data[len(mark) :], encoding, name), name)
    if b"\0" in data:
        at = data.index(b"\0")
        raise ReadError(
            name, _place(data, at), "a NUL byte: this is no text file", "give a text or HTML file"
        )
    try:
        return _checked(data.decode("utf-8"), name)
    except UnicodeDecodeError as error:
        return _checked(_other(data, name, error), name)


def check_size(size: int, name: str, max_bytes: int = MAX_BYTES) -> None:
    """Refuse an empty file and one above `max_bytes` (ReadError)."""
    if size == 0:
        raise ReadError(name, "", "the file is empty", "give a file with text")
    if size > max_bytes:
        reason = f"the file has {size:,} bytes, more than the limit of {max_bytes:,}"
        raise ReadError(name, "", reason, "give the plan's text alone, or raise the limit")


def _other(data: bytes, name: str, error: UnicodeDecodeError) -> str:
    """Decode what is not UTF-8: as the page declares, else as GB 18030 if that reads as Chinese."""
    declared = _META_CHARSET.search(data[:_META_REACH])
    encoding = declared[1].decode("ascii", "replace").lower() if declared else "gb18030"
    encoding = _ALIASES.get(encoding, encoding)
    if encoding in {"utf-8", "utf8"} or _is_damaged_utf8(data):
        raise ReadError(name, _place(data, error.start), "broken UTF-8", _RESAVE) from None
    try:
        codecs.lookup(encoding)
    except LookupError:
        encoding = "gb18030"
    text = _strict(data, encoding, name)
    if encoding == "gb18030" and _common_share(_han(text[:_SAMPLE])) < _MIN_COMMON_GB:
        raise ReadError(name, _place(data, error.start), "neither UTF-8 nor GB 18030", _RESAVE)
    return text


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadError(
            name, _place(data, error.start), f"bytes that are no {encoding.upper()}", _RESAVE
        ) from None


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether most of what is not ASCII is good UTF-8 (in GBK text next to nothing is)."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(1 for character in text if character > "\x7f") - bad
    return good > bad


def _checked(text: str, name: str) -> str:
    """Refuse a decoded text that cannot be one: binary, or decoded wrongly before it was saved."""
    sample = text[:_SAMPLE]
    if not text.strip():
        raise ReadError(name, "", "the file holds no text", "give a file with text")
    if len(_CONTROL.findall(sample)) > _MAX_CONTROLS * len(sample) or "\0" in text:
        raise ReadError(name, "", "control characters: this is no text file", "give a text or HTML file")
    if text.count("\ufffd") > _MAX_REPLACEMENTS * len(text):
        line = text.count("\n", 0, text.index("\ufffd")) + 1
        raise ReadError(
            name, f"line {line}", "characters were lost (U+FFFD) before the file was saved", _RESAVE
        )
    han = _han(sample)
    latin = len(_LATIN_1.findall(sample))
    if latin > _MIN_HAN and latin > len(han):
        raise ReadError(name, "", "the text was saved in a wrong encoding (Latin-1 letters)", _RESAVE)
    if len(han) > _MIN_HAN and _common_share(han) < _MIN_COMMON:
        raise ReadError(name, "", "the text was saved in a wrong encoding (rare characters)", _RESAVE)
    return text


_UNCOMMON_LEADS = bytes(set(range(256)) - set(range(0xB0, 0xD8)))


def _han(text: str) -> str:
    """The Chinese characters of `text`."""
    return "".join(_HAN.findall(text))


def _common_share(han: str) -> float:
    """The share of GB/T 2312 level 1 characters (rows 16 to 55) among Chinese ones; 1 if they are few."""
    if len(han) < _MIN_HAN:
        return 1.0
    leads = han.encode("gb2312", "ignore")[::2]
    return len(leads.translate(None, _UNCOMMON_LEADS)) / len(han)


def _place(data: bytes, at: int) -> str:
    line = data.count(b"\n", 0, at) + 1
    byte = at - data.rfind(b"\n", 0, at)
    return f"line {line}, byte {byte}"
