"""Numbers as Word prints them in front of paragraphs.

The names of the formats are those of ECMA-376 Part 1, 17.18.59 (ST_NumberFormat). Where that leaves
open what is printed, Word decides:

- [MS-DOCX] 2.4 gives each format by its numbers 1, 2, 3 or 1, 10, 100: chineseCounting 一, 十, 一○○
  (with U+25CB), chineseCountingThousand 一, 十, 一百, ideographDigital 一, 一〇, 一〇〇 (with U+3007),
  ideographEnclosedCircle ㈠, ㈡, ㈢, the digits of chineseLegalSimplified (壹, 贰, 叁) and of
  ideographLegalTraditional (壹, 貳, 參).
- Open XML PowerTools (ListItemTextGetter_zh_CN, by Microsoft): the zero inside a
  chineseCountingThousand is 〇 (一百〇一), chineseCounting is by digits from 100 on (一○一).
- ONLYOFFICE (sdkjs, NumberingCommon.js): the characters of every format; only below 20 is the ten of
  chineseCountingThousand without its 一 (十一, but 一百一十); letters repeat (z, aa, bb).
- japaneseCounting leaves out the one before 十, 百 and 千 and all zeros; the legal formats never leave
  out the one, and the traditional one has no zeros.
- Formats with a fixed stock of characters (①, ⑴, ⒈, ㈠, 甲, 子) go on with plain digits. The standard
  leaves it open up to where circled numbers go; here to ㊿, the last that there is.
- numFmt with `w:format` (17.9.17): "001, 002, 003, ..." or the first numbers of a format from above.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

import msgspec

# A number, 0 to `LARGEST`, in print; None where the format has no print for it.
Printer = Callable[[int], str | None]

LARGEST = 10**6  # beyond, all formats are decimal (Word itself counts to 32,767)
_LAST_LETTER = 26 * 30  # Word repeats a letter at most thirty times
_LONGEST_INTEGER = 10**18
_HAN = "一二三四五六七八九"
_CIRCLED = "".join(map(chr, [*range(0x2460, 0x2474), *range(0x3251, 0x3260), *range(0x32B1, 0x32C0)]))
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_PADDED = re.compile("(0{1,9})1")
_VARIANT = re.compile(r"[(（][简繁][)）]$")  # which of two formats alike in their first numbers
_SILENT = frozenset({"none", "bullet"})


class _Spoken(msgspec.Struct, frozen=True):
    """A format that is written as it is spoken: 一百一十.

    `digits` is 0 to 9, `units` ten, hundred, thousand, ten thousand; `gap` stands for zeros between
    two digits. `bare_teens`: 十一 and not 一十一 below 20; `bare_ones`: no one before any unit.
    """

    digits: str
    units: str
    gap: str = ""
    bare_teens: bool = False
    bare_ones: bool = False

    def __call__(self, value: int) -> str:
        if value == 0:
            return self.digits[0]
        bare = self.bare_ones or (self.bare_teens and value < 20)
        high, low = divmod(value, 10_000)
        parts = [self._below_ten_thousand(high, bare) + self.units[3]] if high else []
        if high and 0 < low < 1000:
            parts.append(self.gap)
        return "".join(parts) + self._below_ten_thousand(low, bare)

    def _below_ten_thousand(self, value: int, bare: bool) -> str:
        text, skipped = "", False
        for digit, unit in zip(map(int, f"{value:04}"), (*self.units[2::-1], ""), strict=True):
            if digit == 0:
                skipped = bool(text)
                continue
            if skipped:
                text, skipped = text + self.gap, False
            text += unit if bare and digit == 1 and unit else self.digits[digit] + unit
        return text


def _digit_by_digit(digits: str) -> Printer:
    table = str.maketrans("0123456789", digits)
    return lambda value: str(value).translate(table)


def _tens(digits: str) -> Printer:
    """Spoken below 100 (十一, 二十), by digits from there on."""
    spoken = _Spoken(digits, "十百千万", bare_teens=True)
    by_digits = _digit_by_digit(digits)
    return lambda value: spoken(value) if value < 100 else by_digits(value)


def _stock(characters: str) -> Printer:
    return lambda value: characters[value - 1] if 0 < value <= len(characters) else None


def _letters(alphabet: str) -> Printer:
    def letters(value: int) -> str | None:
        if not 0 < value <= _LAST_LETTER:
            return None
        times, index = divmod(value - 1, len(alphabet))
        return alphabet[index] * (times + 1)

    return letters


def _roman(value: int) -> str | None:
    text = ""
    for worth, letters in _ROMAN:
        times, value = divmod(value, worth)
        text += letters * times
    return text or None


def _upper_roman(value: int) -> str | None:
    text = _roman(value)
    return text and text.upper()


def _padded(width: int) -> Printer:
    return lambda value: f"{value:0{width}}"


_CHINESE_THOUSAND = _Spoken("〇" + _HAN, "十百千万", gap="〇", bare_teens=True)
_TAIWANESE_THOUSAND = _Spoken("零" + _HAN, "十百千萬", gap="零", bare_teens=True)
_JAPANESE = _Spoken("〇" + _HAN, "十百千万", bare_ones=True)
_LEGAL_SIMPLIFIED = _Spoken("零壹贰叁肆伍陆柒捌玖", "拾佰仟萬", gap="零")
_LEGAL_TRADITIONAL = _Spoken("零壹貳參肆伍陸柒捌玖", "拾佰仟萬")

_PRINTERS: dict[str, Printer] = {
    "decimalZero": _padded(2),
    "upperRoman": _upper_roman,
    "lowerRoman": _roman,
    "upperLetter": _letters("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    "lowerLetter": _letters("abcdefghijklmnopqrstuvwxyz"),
    "chineseCounting": _tens("○" + _HAN),
    "chineseCountingThousand": _CHINESE_THOUSAND,
    "chineseLegalSimplified": _LEGAL_SIMPLIFIED,
    "ideographDigital": _digit_by_digit("〇" + _HAN),
    "japaneseCounting": _JAPANESE,
    "japaneseDigitalTenThousand": _digit_by_digit("〇" + _HAN),
    "taiwaneseCounting": _tens("○" + _HAN),
    "taiwaneseCountingThousand": _TAIWANESE_THOUSAND,
    "taiwaneseDigital": _digit_by_digit("○" + _HAN),
    "ideographLegalTraditional": _LEGAL_TRADITIONAL,
    "ideographTraditional": _stock("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _stock("子丑寅卯辰巳午未申酉戌亥"),
    "ideographEnclosedCircle": _stock("㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"),
    "decimalEnclosedCircle": _stock(_CIRCLED),
    "decimalEnclosedCircleChinese": _stock(_CIRCLED),
    "decimalEnclosedParen": _stock("".join(map(chr, range(0x2474, 0x2488)))),
    "decimalEnclosedFullstop": _stock("".join(map(chr, range(0x2488, 0x249C)))),
    "decimalFullWidth": _digit_by_digit("０１２３４５６７８９"),
    "decimalFullWidth2": _digit_by_digit("０１２３４５６７８９"),
    "numberInDash": lambda value: f"- {value} -",
}


def numeral(value: int, format: str) -> str:
    """`value` as Word prints it.

    Args:
        value: any number; negative ones, and those above `LARGEST`, are printed in plain digits.
        format: a name of ST_NumberFormat, or the first numbers of a format of one's own
            ("001, 002, 003, ..."); unknown ones (and decimal, ordinal …) are plain digits.

    Returns:
        The number without what the level puts around it; "" for the formats none and bullet.
    """
    if format in _SILENT:
        return ""
    printer = _PRINTERS.get(format) or _own_format(format)
    text = printer(value) if printer and 0 <= value <= LARGEST else None
    return str(max(-_LONGEST_INTEGER, min(value, _LONGEST_INTEGER))) if text is None else text


@lru_cache(maxsize=128)
def _own_format(format: str) -> Printer | None:
    """The format whose first numbers `format` lists; None if it lists none that is known."""
    listed = [_VARIANT.sub("", item.strip()) for item in format.split(",")[:3]]
    if padded := _PADDED.fullmatch(listed[0]):
        return _padded(len(padded[1]) + 1)
    for printer in _PRINTERS.values():
        for sample in ((1, 2, 3), (1, 10, 100)):
            if listed == [printer(value) for value in sample]:
                return printer
    return None
