"""Which format a file is in, by its content; what is not read is named with its remedy."""

from __future__ import annotations

import io
import struct
from zipfile import ZIP_STORED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import ReadError
from pipeline.read import read_bytes
from pipeline.read.archive import Archive
from pipeline.read.formats import find_format
from tests.read.compound_files import compound
from tests.read.word.files import PLAN, packed, word

ODT = "application/vnd.oasis.opendocument.text"
FODT = f'<?xml version="1.0"?>\n<office:document office:mimetype="{ODT}">'
FIB = b"\xec\xa5\xc1\x00" + bytes(6) + b"\x00\x02" + bytes(500)
LOCKED = b"\xec\xa5\xc1\x00" + bytes(6) + b"\x00\x01" + bytes(500)


@pytest.mark.parametrize(
    ("data", "format"),
    [
        (word(), "docx"),
        (packed({"mimetype": ODT, "content.xml": "<a/>"}), "odt"),
        (packed({"content.xml": "<a/>", "mimetype": f"{ODT}-template"}), "odt"),
        (compound({"WordDocument": FIB, "1Table": b"x"}), "doc"),
        (compound({"WordDocument": FIB, "1Table": b"x"}, cutoff=4096), "doc"),
        (compound({"WordDocument": FIB, "Workbook": b"an embedded table"}), "doc"),
        (compound({"MatOST": b"x", "CONTENTS": b"CHNKWKS"}), "wps"),
        (FODT.encode(), "fodt"),
        (b"\xef\xbb\xbf" + FODT.encode(), "fodt"),
        (b"{\\rtf1\\ansi}", "rtf"),
        (b"\r\n{\\rtf1\\ansi}", "rtf"),
        ("一、总体要求".encode(), "text"),
        (b"<html><body>", "text"),
        (b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">', "text"),
        (b"a PK\x03\x04", "text"),
        (b"", "text"),
    ],
)  # fmt: skip
def test_the_content_says_it(data: bytes, format: str) -> None:
    assert find_format(data, "a.pdf") == format


MANIFEST = '<manifest:manifest xmlns:manifest="m"><manifest:encryption-data/></manifest:manifest>'


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (compound({"EncryptionInfo": b"x", "EncryptedPackage": b"x"}), "the document is password-protected"),
        (compound({"WordDocument": LOCKED}), "the document is password-protected"),
        (compound({"WordDocument": LOCKED}, cutoff=4096), "the document is password-protected"),
        (packed({"mimetype": ODT, "META-INF/manifest.xml": MANIFEST}), "the document is password-protected"),
        (compound({"Workbook": b"x"}), "an Excel workbook (.xls), not a Word file"),
        (compound({"Book": b"x"}), "an Excel workbook (.xls), not a Word file"),
        (compound({"PowerPoint Document": b"x"}), "a PowerPoint presentation (.ppt), not a Word file"),
        (compound({"__properties_version1.0": b"x"}), "an Outlook message (.msg), not a Word file"),
        (compound({"VisioDocument": b"x"}), "a Visio drawing, not a Word file"),
        (compound({"Anything": b"x"}), "an OLE file, but no Word or WPS document"),
        (b"<?xml version='1.0'?><?mso-application progid='Word.Document'?><pkg:package>", "a Word document saved as XML"),
        (b"<?xml version='1.0'?>\n<w:wordDocument>", "a Word document saved as XML"),
    ],
)  # fmt: skip
def test_what_is_not_read_is_named(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError) as caught:
        find_format(data, "a.docx")
    assert (caught.value.file, caught.value.reason) == ("a.docx", reason)
    assert caught.value.remedy


@pytest.mark.parametrize("last", [5000, 5120])
def test_a_compound_file_cut_off_anywhere_is_refused(last: int) -> None:
    whole = compound({"WordDocument": FIB * 20, "1Table": bytes(last)})
    assert find_format(whole[: len(whole) - 5120 + last], "a") == "doc"
    for length in range(8, len(whole) - 5120 + last, 101):
        with pytest.raises(ReadError, match=r"a broken Word or WPS file \(OLE\): "):
            find_format(whole[:length], "a")


@given(st.lists(st.tuples(st.integers(8, 4000), st.integers(0, 0xFFFFFFFF)), max_size=8))
def test_no_compound_file_brings_about_anything_but_a_refusal(changes: list[tuple[int, int]]) -> None:
    data = bytearray(compound({"WordDocument": FIB, "1Table": b"x"}, cutoff=4096))
    for at, value in changes:
        if at + 4 <= len(data):
            struct.pack_into("<L", data, at, value)
    try:
        assert find_format(bytes(data), "a") in ("doc", "wps")
    except ReadError as error:
        assert error.reason


def test_a_chain_that_runs_in_a_circle_ends() -> None:
    data = bytearray(compound({"WordDocument": FIB}))
    struct.pack_into("<L", data, 512 + 4, 1)  # the directory's sector leads to itself
    with pytest.raises(ReadError, match="in a circle"):
        find_format(bytes(data), "a")


def test_an_archive_within_an_archive_is_no_word_file() -> None:
    with pytest.raises(ReadError, match="a ZIP archive, not a Word file; unpack it"):
        read_bytes(packed({"方案.docx": word()}), "a.docx")


def test_a_word_file_is_read_whatever_its_name_says() -> None:
    source = read_bytes(word(), "a.txt")
    assert (source.format, source.text) == ("docx", "\n".join(PLAN))


def test_too_large_and_empty_files_are_refused_before_they_are_opened() -> None:
    with pytest.raises(ReadError, match="more than the limit of 100"):
        read_bytes(word(), "a.docx", 100)
    with pytest.raises(ReadError, match="the file is empty"):
        read_bytes(b"", "a.docx")


def test_a_word_file_without_text_and_one_without_chinese_are_refused() -> None:
    for body, reason in (
        ("<w:p/>", "holds no text"),
        ("<w:p><w:r><w:t>plan</w:t></w:r></w:p>", "no Chinese"),
    ):
        with pytest.raises(ReadError, match=reason):
            read_bytes(word(body=body), "a.docx")


def test_an_archive_keeps_no_folders() -> None:
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_STORED) as archive:
        archive.writestr("word/", b"")
        archive.writestr("word/a.xml", "<a/>")
    opened = Archive(file.getvalue(), "a")
    assert (list(opened.entries), opened.read("word/a.xml")) == (["word/a.xml"], b"<a/>")
