"""Numbers as Word prints them, in every format that Chinese documents use."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.read.word.numerals import LARGEST, numeral

FORMATS = [
    "decimal",
    "decimalZero",
    "upperRoman",
    "lowerRoman",
    "upperLetter",
    "lowerLetter",
    "chineseCounting",
    "chineseCountingThousand",
    "chineseLegalSimplified",
    "ideographDigital",
    "japaneseCounting",
    "japaneseDigitalTenThousand",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
    "taiwaneseDigital",
    "ideographLegalTraditional",
    "ideographTraditional",
    "ideographZodiac",
    "ideographEnclosedCircle",
    "decimalEnclosedCircle",
    "decimalEnclosedCircleChinese",
    "decimalEnclosedParen",
    "decimalEnclosedFullstop",
    "decimalFullWidth",
    "decimalFullWidth2",
    "decimalHalfWidth",
    "numberInDash",
    "ordinal",
    "001, 002, 003, ...",
]


@pytest.mark.parametrize(
    ("format", "printed"),
    [
        ("decimal", {0: "0", 1: "1", 110: "110"}),
        ("decimalZero", {0: "00", 1: "01", 9: "09", 10: "10", 100: "100"}),
        ("upperRoman", {0: "0", 1: "I", 4: "IV", 9: "IX", 14: "XIV", 1949: "MCMXLIX", 3999: "MMMCMXCIX"}),
        ("lowerRoman", {4: "iv", 40: "xl", 90: "xc", 400: "cd"}),
        ("upperLetter", {0: "0", 1: "A", 26: "Z", 27: "AA", 28: "BB", 53: "AAA"}),
        ("lowerLetter", {1: "a", 26: "z", 27: "aa", 28: "bb", 52: "zz", 780: "z" * 30, 781: "781"}),
        (
            "chineseCounting",
            {0: "○", 1: "一", 9: "九", 10: "十", 11: "十一", 20: "二十", 21: "二十一", 99: "九十九"}
            | {100: "一○○", 101: "一○一", 110: "一一○", 111: "一一一", 1000: "一○○○"},
        ),
        (
            "chineseCountingThousand",
            {0: "〇", 1: "一", 10: "十", 11: "十一", 19: "十九", 20: "二十", 21: "二十一", 100: "一百"}
            | {101: "一百〇一", 110: "一百一十", 111: "一百一十一", 120: "一百二十", 1000: "一千"}
            | {1001: "一千〇一", 1010: "一千〇一十", 1100: "一千一百", 10000: "一万", 10001: "一万〇一"}
            | {11000: "一万一千", 110000: "一十一万"},
        ),
        (
            "taiwaneseCountingThousand",
            {0: "零", 10: "十", 101: "一百零一", 110: "一百一十", 10000: "一萬"},
        ),
        ("taiwaneseCounting", {10: "十", 21: "二十一", 100: "一○○", 101: "一○一"}),
        (
            "japaneseCounting",
            {0: "〇", 10: "十", 11: "十一", 20: "二十", 100: "百", 101: "百一", 110: "百十", 200: "二百"}
            | {1000: "千", 10000: "一万"},
        ),
        ("ideographDigital", {0: "〇", 1: "一", 10: "一〇", 12: "一二", 20: "二〇", 100: "一〇〇"}),
        ("japaneseDigitalTenThousand", {10: "一〇", 101: "一〇一"}),
        ("taiwaneseDigital", {10: "一○", 101: "一○一"}),
        (
            "chineseLegalSimplified",
            {0: "零", 1: "壹", 2: "贰", 3: "叁", 10: "壹拾", 11: "壹拾壹", 20: "贰拾", 101: "壹佰零壹"},
        ),
        ("ideographLegalTraditional", {2: "貳", 3: "參", 6: "陸", 10: "壹拾", 101: "壹佰壹"}),
        ("ideographTraditional", {0: "0", 1: "甲", 10: "癸", 11: "11"}),
        ("ideographZodiac", {1: "子", 12: "亥", 13: "13"}),
        ("ideographEnclosedCircle", {1: "㈠", 10: "㈩", 11: "11"}),
        (
            "decimalEnclosedCircle",
            {0: "0", 1: "①", 10: "⑩", 20: "⑳", 21: "㉑", 35: "㉟", 36: "㊱", 50: "㊿", 51: "51"},
        ),
        ("decimalEnclosedCircleChinese", {1: "①", 10: "⑩", 11: "⑪", 51: "51"}),
        ("decimalEnclosedParen", {1: "⑴", 20: "⒇", 21: "21"}),
        ("decimalEnclosedFullstop", {1: "⒈", 20: "⒛", 21: "21"}),
        ("decimalFullWidth", {0: "０", 12: "１２"}),
        ("decimalFullWidth2", {12: "１２"}),
        ("decimalHalfWidth", {12: "12"}),
        ("numberInDash", {1: "- 1 -", 12: "- 12 -"}),
        ("ordinal", {1: "1"}),
        ("none", {0: "", 1: "", -1: "", 10**7: ""}),
        ("bullet", {1: ""}),
        ("somethingNew", {12: "12"}),
        ("", {12: "12"}),
    ],
)
def test_each_format_prints_as_word_does(format: str, printed: dict[int, str]) -> None:
    assert {value: numeral(value, format) for value in printed} == printed


@pytest.mark.parametrize(
    ("format", "printed"),
    [
        ("001, 002, 003, ...", {1: "001", 99: "099", 100: "100", 1000: "1000"}),
        ("00001, 00002, 00003, ...", {12: "00012"}),
        ("01, 02, 03, …", {1: "01", 12: "12"}),
        ("①, ②, ③, ...", {4: "④"}),
        ("一, 十, 一百(简), ...", {11: "十一", 110: "一百一十"}),
        ("一, 十, 一○○(简), ...", {110: "一一○"}),
        ("一, 一〇, 一〇〇, ...", {12: "一二"}),
        ("１, ２, ３, ...", {12: "１２"}),
        ("1, 2, 3, ...", {12: "12"}),
        ("Α, Β, Γ, ...", {2: "2"}),
        (",,,", {2: "2"}),
    ],
)
def test_a_format_of_the_files_own_is_known_by_its_first_numbers(
    format: str, printed: dict[int, str]
) -> None:
    assert {value: numeral(value, format) for value in printed} == printed


@pytest.mark.parametrize("format", FORMATS)
def test_no_two_numbers_look_alike(format: str) -> None:
    assert len({numeral(value, format) for value in range(1, 1000)}) == 999


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("value", [-1, -12, LARGEST + 1, 10**12])
def test_numbers_that_no_list_reaches_are_plain_digits(format: str, value: int) -> None:
    assert numeral(value, format) == str(value)


@given(
    st.integers() | st.integers(0, LARGEST) | st.just(10**5000),
    st.sampled_from(FORMATS) | st.text() | st.text("0123,. …一十()简"),
)
def test_any_number_prints_in_any_format(value: int, format: str) -> None:
    assert (numeral(value, format) == "") == (format in {"none", "bullet"})
