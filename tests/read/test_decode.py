"""Which bytes are read as what, and which are refused with one line."""

from __future__ import annotations

import codecs

import pytest

from pipeline.errors import PlanError, ReadError
from pipeline.read.decode import decode

PLAN = "为持续改善空气质量，制定本方案。到2025年，全省细颗粒物平均浓度下降，各地人民政府负责落实。\n" * 3
TRADITIONAL = (
    "為持續改善空氣質量，制定本方案。到2025年，全省細顆粒物平均濃度下降，各級政府負責落實工作。\n" * 3
)
META = '<html><head><meta http-equiv="Content-Type" content="text/html; charset={}"></head><body>{}</body></html>'


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (PLAN.encode(), PLAN),
        (codecs.BOM_UTF8 + PLAN.encode(), PLAN),
        (codecs.BOM_UTF16_LE + PLAN.encode("utf-16-le"), PLAN),
        (codecs.BOM_UTF16_BE + PLAN.encode("utf-16-be"), PLAN),
        (codecs.BOM_UTF32_LE + PLAN.encode("utf-32-le"), PLAN),
        (PLAN.encode("gb2312"), PLAN),
        ((PLAN + "镕㑇").encode("gb18030"), PLAN + "镕㑇"),
        (META.format("gb2312", PLAN).encode("gb18030"), META.format("gb2312", PLAN)),
        (META.format("big5", TRADITIONAL).encode("big5"), META.format("big5", TRADITIONAL)),
        (META.format("no-such", PLAN).encode("gb18030"), META.format("no-such", PLAN)),
        (TRADITIONAL.encode(), TRADITIONAL),  # rarer characters, but good UTF-8
        ("计划\r\n".encode(), "计划\r\n"),  # line ends stay; few characters prove nothing
        (b"plain ASCII", "plain ASCII"),
    ],
)
def test_decoded(data: bytes, text: str) -> None:
    assert decode(data, "a.txt") == text


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b" \r\n\xe3\x80\x80", "no text"),
        (b"\x00\x01" * 50, "NUL byte"),
        (PLAN.encode() + b"\x00", "NUL byte"),
        (b"\x01\x02\x03abc" * 30, "control characters"),
        (PLAN.encode()[:-2], "broken UTF-8"),
        (PLAN.encode() + b"\xff\n" + PLAN.encode(), "broken UTF-8"),
        (META.format("utf-8", PLAN).encode("gb18030"), "broken UTF-8"),
        (bytes(range(128, 256)) * 4, "no GB18030"),
        (TRADITIONAL.encode("big5"), "GB18030"),  # nothing says that it is Big5
        (PLAN.encode().decode("gb18030", "ignore").encode(), "wrong encoding"),
        (PLAN.encode().decode("latin-1").encode(), "wrong encoding"),
        (PLAN.replace("改善", "\ufffd\ufffd").encode(), "U+FFFD"),
        (codecs.BOM_UTF16_LE + b"a", "UTF-16-LE"),
    ],
)
def test_refused(data: bytes, said: str) -> None:
    with pytest.raises(ReadError) as caught:
        decode(data, "plans/a.txt")
    line = str(caught.value).replace("GB 18030", "GB18030")
    assert said in line
    assert line.startswith("plans/a.txt: ")
    assert "\n" not in line


def test_the_first_bad_byte_is_named() -> None:
    with pytest.raises(ReadError) as caught:
        decode("一\n二".encode() + b"\xff" + PLAN.encode(), "a.txt")
    assert caught.value.place == "line 2, byte 4"


def test_the_limit_is_a_parameter() -> None:
    assert decode(b"12345", "a.txt", max_bytes=5) == "12345"
    with pytest.raises(ReadError, match="limit of 4"):
        decode(b"12345", "a.txt", max_bytes=4)


def test_an_error_is_one_line_without_empty_parts() -> None:
    assert str(PlanError("a", "", "b\nc", "")) == "a: b c"
    assert str(PlanError("a", "p", "b", "c")) == "a: p: b; c"
