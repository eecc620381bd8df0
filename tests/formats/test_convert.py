"""LibreOffice as a converter: it runs once for the same file, and its absence is said."""

from __future__ import annotations

import io
import subprocess

import docx
import pytest

from tests.formats.convert import convert_all, converted, needs_office
from tests.formats.rtf_signs import with_signs


def word(text: str) -> bytes:
    file = io.BytesIO()
    document = docx.Document()
    document.add_paragraph(text)
    document.save(file)
    return file.getvalue()


def test_files_come_back_in_their_order_and_only_once(monkeypatch: pytest.MonkeyPatch) -> None:
    needs_office()
    first, second = word("第一份文件。"), word("第二份文件。")
    shown = convert_all([first, second, first], "txt")
    assert [text.decode("utf-8-sig").strip() for text in shown] == [
        "第一份文件。",
        "第二份文件。",
        "第一份文件。",
    ]
    monkeypatch.setattr(subprocess, "run", None)
    assert converted(second, "txt") is shown[1]


def test_a_pdf_is_made() -> None:
    needs_office()
    assert converted(word("第三份文件。"), "pdf").startswith(b"%PDF-")


@pytest.mark.parametrize(("ci", "outcome"), [("", pytest.skip.Exception), ("1", pytest.fail.Exception)])
def test_without_libreoffice_tests_are_skipped_but_fail_in_ci(
    ci: str, outcome: type[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("PLANS_CI", ci)
    with pytest.raises(outcome, match="LibreOffice"):
        needs_office()
    with pytest.raises(RuntimeError, match="LibreOffice"):
        converted(b"PK", "odt")


# Definitions as LibreOffice writes them, with what is printed beside a paragraph → the level's text.
@pytest.mark.parametrize(
    ("defined", "printed", "expected"),
    [
        (r"\'03\'28\'01\'29", r"\u65288\'28\u19968\'3f\u65289\'29", r"\'03\u65288 ?\'01\u65289 ?"),
        (r"\'02\'01\'3f", r"12\u12289\'3f", r"\'02\'01\u12289 ?"),
        (r"\'03\'28\'01\'29", r"(\u19968\'3f)", r"\'03(\'01)"),
        (r"\'03\'3f\'01\'3f", r"\u31532\'3f\u19968\'3f\u31456\'3f", r"\'03\u31532 ?\'01\u31456 ?"),
        (r"\'00", r"1.", r"\'00"),
    ],
)
def test_signs_around_numbers_are_put_back(defined: str, printed: str, expected: str) -> None:
    rtf = (
        r"{\rtf1{\*\listtable{\list\listtemplateid7{\listlevel\levelnfc0{\leveltext \'00;}{\levelnumbers;}}"
        r"{\listlevel\levelnfc0{\leveltext %s;}{\levelnumbers\'01;}}\listid9}}"
        r"{\listoverridetable{\listoverride\listid9\listoverridecount0\ls3}}"
        r"{\listtext\pard\plain  %s\tab}\ilvl1\ls3 text}"
    )
    assert with_signs((rtf % (defined, printed)).encode()) == (rtf % (expected, printed)).encode()
