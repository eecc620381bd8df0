"""Signs around automatic numbers that LibreOffice loses when it writes RTF, put back.

It writes list definitions in single bytes: （一） becomes (一), 一、 becomes 一?. Word writes them whole. What is
printed stands beside each numbered paragraph (`\\listtext`), so the definitions can be had from there.
"""

from __future__ import annotations

import re

_PRINTED = re.compile(
    rb"\{\\listtext\\pard\\plain\s(?P<label>[^{}]*?)\\tab\}\\ilvl(?P<level>\d)\\ls(?P<list>\d+)"
)
_OVERRIDE = re.compile(rb"\{\\listoverride\\listid(?P<id>\d+)[^{}]*\\ls(?P<list>\d+)\}")
_LIST = re.compile(rb"\{\\list\\(?:.(?!\{\\list\\))*?\\listid(?P<id>\d+)\}", re.DOTALL)
_LEVEL_TEXT = re.compile(rb"\{\\leveltext (?P<text>(?:\\'[0-9a-f]{2}|[^;{}])*);\}")
_SIGN = re.compile(rb"\\u(?P<code>-?\d+)(?:\\'[0-9a-f]{2}| ?\?)|\\'(?P<byte>[0-9a-f]{2})|(?P<plain>[^\\])")


def with_signs(rtf: bytes) -> bytes:
    """An RTF file of LibreOffice with the signs around its automatic numbers as they are printed."""
    lists = {match["list"]: match["id"] for match in _OVERRIDE.finditer(rtf)}
    printed: dict[tuple[bytes, int], str] = {}
    for match in _PRINTED.finditer(rtf):
        key = lists.get(match["list"], b""), int(match["level"])
        printed.setdefault(key, "".join(_signs(match["label"].strip())))
    return _LIST.sub(lambda match: _whole(match, printed), rtf)


def _whole(defined: re.Match[bytes], printed: dict[tuple[bytes, int], str]) -> bytes:
    level = -1

    def sub(match: re.Match[bytes]) -> bytes:
        nonlocal level
        level += 1
        label = printed.get((defined["id"], level))
        signs = list(_signs(match["text"]))[1:]  # the first one is their number
        places = [at for at, sign in enumerate(signs) if ord(sign) < 9]
        if label is None or len(places) != 1:
            return match[0]
        before, after = label[: places[0]], label[len(label) - (len(signs) - places[0] - 1) :]
        text = _escaped(before) + b"\\'%02x" % ord(signs[places[0]]) + _escaped(after)
        return b"{\\leveltext \\'%02x%s;}" % (len(signs), text)

    return _LEVEL_TEXT.sub(sub, defined[0])


def _signs(text: bytes) -> list[str]:
    """The characters of a stretch of RTF."""
    found = []
    for match in _SIGN.finditer(text):
        if match["code"]:
            found.append(chr(int(match["code"]) % 0x10000))
        else:
            found.append(chr(int(match["byte"], 16)) if match["byte"] else match["plain"].decode("latin-1"))
    return found


def _escaped(text: str) -> bytes:
    return b"".join(b"\\u%d ?" % ord(char) if ord(char) > 127 else char.encode() for char in text)
