"""What a ZIP file is that is no Word file: named, with what to do about it."""

from __future__ import annotations

from collections.abc import Collection

from pipeline.errors import ReadError
from pipeline.read.archive import Archive

CONTENT_TYPES = "[Content_Types].xml"
_AS_WORD = "give the plan as a Word file (.docx), text or HTML"
_COPY = "copy the plan into a Word file, or save it as HTML"
# By the `mimetype` entry (OpenDocument 1.3 part 2, 3.3; EPUB 3.3, 4.2): what it starts with.
_MIMETYPES = (
    ("application/vnd.oasis.opendocument.text", "an OpenDocument text (.odt)", "save it as .docx"),
    ("application/vnd.oasis.opendocument.spreadsheet", "an OpenDocument spreadsheet (.ods)", _COPY),
    ("application/vnd.oasis.opendocument.presentation", "an OpenDocument presentation (.odp)", _COPY),
    ("application/vnd.oasis.opendocument", "an OpenDocument file, but no text", _COPY),
    ("application/epub+zip", "an EPUB book", _COPY),
)
# By an entry that only this kind has; most telling first, an APK is a JAR too.
_ENTRIES = (
    ("AndroidManifest.xml", "an Android app (.apk)", _AS_WORD),
    ("OFD.xml", "an OFD file", "save it as .docx"),
    ("Index/Document.iwa", "an Apple Pages file", "export it as .docx"),
    ("META-INF/MANIFEST.MF", "a Java archive (.jar)", _AS_WORD),
)
# By the content type of the main part (ECMA-376 part 1, annex; [MS-OFFMACRO2]): what it contains.
_MAIN_TYPES = (
    ("spreadsheetml", "an Excel workbook", _COPY),
    ("ms-excel", "an Excel workbook", _COPY),
    ("presentationml", "a PowerPoint presentation", _COPY),
    ("ms-powerpoint", "a PowerPoint presentation", _COPY),
    ("visio", "a Visio drawing", _COPY),
    ("xps", "an XPS file", "save it as .docx"),
)
WORD_TYPES = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    "application/vnd.ms-word.document.macroenabled.main+xml",
    "application/vnd.ms-word.template.macroenabledtemplate.main+xml",
)


def refuse_other_archives(archive: Archive, name: str) -> None:
    """Raise ReadError if a ZIP file is plainly no Office file."""
    if CONTENT_TYPES in archive.entries:
        return
    if kind := _of_mimetype(archive) or _of_entries(archive.entries):
        raise ReadError(name, "", f"{kind[0]}, not a Word file", kind[1])
    if any(entry.startswith("word/") for entry in archive.entries):
        remedy = "open it in Word or WPS and save it anew as .docx"
        raise ReadError(name, CONTENT_TYPES, "is missing from the Word file", remedy)
    reason = "a ZIP archive without any file" if not archive.entries else "a ZIP archive, not a Word file"
    raise ReadError(name, "", reason, "unpack it and give the documents that it holds")


def refuse_other_main(content_type: str, part: str, name: str) -> None:
    """Raise ReadError if the main part of an Office file is no Word document, by its content type."""
    if content_type.lower() in WORD_TYPES:
        return
    for mark, kind, remedy in _MAIN_TYPES:
        if mark in content_type.lower():
            raise ReadError(name, "", f"{kind}, not a Word file", remedy)
    reason = f"the main part is declared as {content_type or 'nothing'}, not as a Word document"
    raise ReadError(name, part, reason, _AS_WORD)


def _of_mimetype(archive: Archive) -> tuple[str, str] | None:
    mimetype = mimetype_of(archive)
    return next((found[1:] for found in _MIMETYPES if mimetype.startswith(found[0])), None)


def mimetype_of(archive: Archive) -> str:
    """What an archive says it is in its entry `mimetype`; empty if it has none."""
    entry = archive.entries.get("mimetype")
    if entry is None or entry.size > 200:
        return ""
    return archive.read("mimetype").decode("ascii", "replace").strip()


def _of_entries(names: Collection[str]) -> tuple[str, str] | None:
    return next((found[1:] for found in _ENTRIES if found[0] in names), None)
