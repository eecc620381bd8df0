"""Which format a file is in, by its content: the name's ending says what somebody once thought.

What is named here and not read is refused with what it is and what to do about it.
"""

from __future__ import annotations

import re
from typing import Literal

from pipeline.errors import ReadError
from pipeline.read.archive import DAMAGED, Archive
from pipeline.read.compound import OLE_MAGIC, CompoundError, CompoundFile
from pipeline.read.word.kinds import CONTENT_TYPES, mimetype_of

# "text" is all that is no other: plain text, Markdown, HTML.
Format = Literal["docx", "doc", "wps", "odt", "fodt", "rtf", "pdf", "text"]

_AS_WORD = "save it as .docx"
_COPY = "copy the plan into a Word file, or save it as HTML"
_UNLOCK = "open it with its password and save it without one"
_ZIP_MAGIC = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_ODT = "application/vnd.oasis.opendocument.text"
_HEAD = 4096
_PDF_HEAD = 1024  # ISO 32000-1, Annex H, note 13: within these bytes viewers look for the header
_XML = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*<")
# [MS-DOC] 2.5.1 and 2.5.2: what a FIB starts with (Word 6 and 95 differ), and its flag for a password.
_FIB_STARTS = (b"\xec\xa5", b"\xdc\xa5")
_FIB_ENCRYPTED = 0x0100
# By a stream or storage that only this kind has.
_COMPOUND = (
    ("Workbook", "an Excel workbook (.xls)", _COPY),
    ("Book", "an Excel workbook (.xls)", _COPY),
    ("PowerPoint Document", "a PowerPoint presentation (.ppt)", _COPY),
    ("__properties_version1.0", "an Outlook message (.msg)", "save the attached plan and give that"),
    ("VisioDocument", "a Visio drawing", _COPY),
    ("BodyText", "a Hangul document (.hwp)", _AS_WORD),
    ("Quill", "a Publisher document (.pub)", _COPY),
)
# LibreOffice opens a .doc that was cut off as far as it goes, and says nothing.
_TEXT_STREAMS = ("WordDocument", "0Table", "1Table")
_WORKS = ("MatOST", "CONTENTS")


def find_format(data: bytes, name: str) -> Format:
    """The format of a file.

    Raises:
        ReadError: it is in a format that is not read, protected by a password, or a broken archive.
    """
    if data.startswith(_ZIP_MAGIC):
        return _of_archive(data, name)
    if data.startswith(OLE_MAGIC):
        return _of_compound(data, name)
    if b"%PDF-" in data[:_PDF_HEAD]:
        return "pdf"
    if data[:100].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf"):
        return "rtf"
    return _of_xml(data[:_HEAD], name) if _XML.match(data) else "text"


def _of_archive(data: bytes, name: str) -> Format:
    """Word's own, unless it is an OpenDocument text: what else it may be, the reader of Word files says."""
    archive = Archive(data, name)
    if CONTENT_TYPES in archive.entries or not mimetype_of(archive).startswith(_ODT):
        return "docx"
    for entry in archive.entries:
        archive.check(entry)
    manifest = "META-INF/manifest.xml"
    # OpenDocument 1.3 part 2, 3.4.1: what is encrypted says so in the manifest.
    if manifest in archive.entries and b":encryption-data" in archive.read(manifest):
        raise ReadError(name, "", "the document is password-protected", _UNLOCK)
    return "odt"


def _of_compound(data: bytes, name: str) -> Format:
    try:
        compound = CompoundFile(data)
        if "EncryptedPackage" in compound.names or _is_locked(compound):
            raise ReadError(name, "", "the document is password-protected", _UNLOCK)
        for stream in _TEXT_STREAMS:
            compound.check(stream)
    except CompoundError as error:
        raise ReadError(name, "", f"a broken Word or WPS file (OLE): {error}", DAMAGED) from error
    if "WordDocument" in compound.names:
        return "doc"
    for stream, kind, remedy in _COMPOUND:
        if stream in compound.names:
            raise ReadError(name, "", f"{kind}, not a Word file", remedy)
    if compound.names.intersection(_WORKS):
        return "wps"
    raise ReadError(name, "", "an OLE file, but no Word or WPS document", _AS_WORD)


def _is_locked(compound: CompoundFile) -> bool:
    """Whether a .doc says that it is encrypted ([MS-DOC], FibBase.fEncrypted)."""
    fib = compound.head("WordDocument", 12)
    if len(fib) < 12 or not fib.startswith(_FIB_STARTS):
        return False
    return bool(int.from_bytes(fib[10:12], "little") & _FIB_ENCRYPTED)


def _of_xml(head: bytes, name: str) -> Format:
    """What an XML file is; HTML is text."""
    if b"opendocument.text" in head and b"<office:document" in head:
        return "fodt"
    if b"<pkg:package" in head or b"<w:wordDocument" in head:
        raise ReadError(name, "", "a Word document saved as XML", "open it in Word and save it as .docx")
    return "text"
