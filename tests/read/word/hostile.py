"""Hostile and broken Word files, made in memory: what each is, and what `plans build` says of it.

docs/word.md has the same list as a table; tests/read/word/test_hostile.py checks both.
"""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from zipfile import ZIP_DEFLATED, ZipFile

from tests.read.compound_files import compound
from tests.read.word.files import (
    MAIN,
    OFFICE,
    PLAN,
    RELS,
    TYPES,
    WORD,
    W,
    content_types,
    document,
    packed,
    paragraph,
    parts,
    relations,
    word,
)  # fmt: skip

READ = "is read"
_SAVE = "open it in Word or WPS and save it anew as .docx"
_AGAIN = "get the file again, or open it in its program and save it anew"
_SMALLER = "open it in its program and save it anew, without large pictures and embedded files"
_BODY = "".join(map(paragraph, PLAN))
_DOCTYPE = "declares a document type (DOCTYPE), which no Word file does and which can do harm"


@dataclass(frozen=True)
class Hostile:
    """One file. `happens`: "is read …", or the error's one line behind the file's name."""

    name: str
    what: str
    make: Callable[[], bytes]
    happens: str

    @property
    def is_read(self) -> bool:
        return self.happens.startswith(READ)


def truncated() -> bytes:
    data = word()
    return data[: len(data) * 2 // 3]


def empty() -> bytes:
    return b""


def damaged() -> bytes:
    data = word()
    return _patched(data, _central(data, MAIN) + 16, "<I", 1)


def bomb_of_zeros() -> bytes:
    return word({"word/media/a.png": bytes(200 << 20)})


def bomb_of_parts() -> bytes:
    return word({f"word/media/{name}.png": bytes(100 << 20) for name in "abc"})


def bomb_that_lies() -> bytes:
    """One part of 100 MiB that is declared as 1,000 bytes, with the checksum of its first 1,000."""
    data = word({"word/media/a.png": bytes(100 << 20)})
    at = _central(data, "word/media/a.png")
    return _patched(_patched(data, at + 24, "<I", 1000), at + 16, "<I", zlib.crc32(bytes(1000)))


def bomb_that_overlaps() -> bytes:
    """Two entries with the same bytes, as in the archives that unpack a few MB to petabytes."""
    data = word({"word/media/a.png": bytes(50 << 20), "word/media/b.png": b""})
    with ZipFile(io.BytesIO(data)) as archive:
        offset = archive.getinfo("word/media/a.png").header_offset
    return _patched(data, _central(data, "word/media/b.png") + 42, "<I", offset)


def bomb_of_entries() -> bytes:
    return word({f"word/media/{number}.png": b"" for number in range(20_000)})


def bomb_of_elements() -> bytes:
    return word(body=_BODY + "<w:p/>" * 10_000_000)


def entity_bomb() -> bytes:
    """A billion laughs: each entity is ten of the one before."""
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    return _with_doctype(f'[<!ENTITY e0 "哈哈">{entities}]', paragraph("&e9;"))


def external_entity() -> bytes:
    return _with_doctype('[<!ENTITY e SYSTEM "file:///etc/passwd">]', paragraph("&e;"))


def external_dtd() -> bytes:
    return _with_doctype('SYSTEM "http://example.invalid/word.dtd"', _BODY)


def hidden_entity() -> bytes:
    """The entity bomb's declaration in UTF-16, where who looks for bytes does not see it."""
    content = f'<!DOCTYPE x [<!ENTITY e "哈">]><w:styles xmlns:w="{W}"/>'
    return word({"word/styles.xml": content.encode("utf-16")})


def deep_nesting() -> bytes:
    return word(body=_BODY + "<w:sdt><w:sdtContent>" * 50_000 + "</w:sdtContent></w:sdt>" * 50_000)


def huge_table() -> bytes:
    row = "<w:tr>" + f"<w:tc>{paragraph('值')}</w:tc>" * 20 + "</w:tr>"
    return word(body=f"{_BODY}<w:tbl>{row * 10_000}</w:tbl>")


def huge_span() -> bytes:
    cell = f'<w:tc><w:tcPr><w:gridSpan w:val="{10**9}"/></w:tcPr>{paragraph("值")}</w:tc>'
    return word(body=f"{_BODY}<w:tbl><w:tr>{cell}{cell}</w:tr><w:tr>{cell}</w:tr></w:tbl>")


def huge_paragraph() -> bytes:
    return word(body=_BODY + paragraph("大" * (10 << 20)))


def many_comments() -> bytes:
    ids = range(100_000)
    comments = "".join(f'<w:comment w:id="{n}" w:author="a">{paragraph("核")}</w:comment>' for n in ids)
    marks = "".join(
        f'<w:commentRangeStart w:id="{n}"/><w:commentRangeEnd w:id="{n}"/><w:r><w:commentReference w:id="{n}"/></w:r>'
        for n in ids
    )
    return _with_comments(f"{_BODY}<w:p>{marks}<w:r><w:t>正文</w:t></w:r></w:p>", comments)


def open_ranges() -> bytes:
    """Comments that begin and never end, end and never began, and that nobody wrote."""
    comment = f'<w:comment w:id="1" w:author="a">{paragraph("核")}</w:comment>'
    marks = '<w:commentRangeStart w:id="1"/><w:commentRangeStart w:id="2"/><w:commentRangeEnd w:id="3"/>'
    return _with_comments(f"<w:p>{marks}<w:r><w:t>甲</w:t></w:r></w:p>{_BODY}", comment)


def cyclic_styles() -> bytes:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/><w:basedOn w:val="{base}"/></w:style>'
        for name, base in (("a", "b"), ("b", "a"), ("c", "c"))
    )
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{name}"/></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>' for name in "abc"
    )
    return word(
        {
            MAIN: document(_BODY + body),
            RELS: relations(("styles", "styles.xml")),
            "word/styles.xml": f'<w:styles xmlns:w="{W}">{styles}</w:styles>',
        }
    )


def cyclic_numbering() -> bytes:
    """A list that takes its numbers from a style, which takes them from the list."""
    style = '<w:style w:type="numbering" w:styleId="n"><w:name w:val="n"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    numbering = '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="n"/></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    item = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>'
    return word(
        {
            MAIN: document(_BODY + item),
            RELS: relations(("styles", "styles.xml"), ("numbering", "numbering.xml")),
            "word/styles.xml": f'<w:styles xmlns:w="{W}">{style}</w:styles>',
            "word/numbering.xml": f'<w:numbering xmlns:w="{W}">{numbering}</w:numbering>',
        }
    )


def cyclic_relations() -> bytes:
    """Parts that lead to each other, and to the document."""
    header = f'<w:hdr xmlns:w="{W}">{paragraph("页眉")}</w:hdr>'
    return word(
        {
            RELS: relations(
                ("header", "a.xml"), ("styles", "document.xml"), ("officeDocument", "document.xml")
            ),
            "word/a.xml": header,
            "word/_rels/a.xml.rels": relations(("header", "b.xml"), ("header", "a.xml")),
            "word/b.xml": header,
            "word/_rels/b.xml.rels": relations(("header", "a.xml"), ("officeDocument", "document.xml")),
        }
    )


def missing_main() -> bytes:
    return word({MAIN: None})


def missing_types() -> bytes:
    return word({TYPES: None})


def missing_parts() -> bytes:
    kinds = ("styles", "numbering", "settings", "theme", "header", "image")
    return word({RELS: relations(*((kind, f"{kind}.xml") for kind in kinds), ("image", "NULL"))})


def missing_comments() -> bytes:
    mark = '<w:p><w:commentRangeStart w:id="0"/><w:r><w:t>甲</w:t></w:r><w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r></w:p>'
    return word({MAIN: document(_BODY + mark), RELS: relations(("comments", "comments.xml"))})


def broken_utf_8() -> bytes:
    return word({MAIN: document(_BODY).encode().replace("县".encode(), b"\xe5\x8e")})


def utf_16() -> bytes:
    return word({MAIN: document(_BODY).replace("UTF-8", "UTF-16").encode("utf-16")})


def not_well_formed() -> bytes:
    return word({MAIN: document(_BODY + "<w:p>")})


def wrong_type() -> bytes:
    return word({TYPES: content_types({MAIN: "image/png"})})


def encrypted_zip() -> bytes:
    data = word()
    return _patched(data, _central(data, MAIN) + 8, "<H", 1)


def encrypted_word() -> bytes:
    return compound({"EncryptionInfo": b"\4\0\4\0", "EncryptedPackage": bytes(5000)})


def macros() -> bytes:
    kind = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
    made = parts(main="application/vnd.ms-word.document.macroEnabled.main+xml")
    return packed(
        {**made, RELS: relations((kind, "vbaProject.bin")), "word/vbaProject.bin": b"Sub AutoOpen()"}
    )


def workbook() -> bytes:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    return packed(
        {
            TYPES: content_types({"xl/workbook.xml": kind}),
            "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": "<workbook/>",
        }
    )


def zip_of_zip() -> bytes:
    return packed({"a.zip": packed({"方案.docx": word()})})


def parent_path() -> bytes:
    return word({"../../outside.xml": "<a/>"})


def absolute_path() -> bytes:
    return word({"/etc/cron.d/plans": "* * * * * root true"})


def duplicated_names() -> bytes:
    file = io.BytesIO()
    with warnings.catch_warnings(), ZipFile(file, "w", ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")
        for name, content in [*parts().items(), (MAIN, document(paragraph("另一正文")))]:
            archive.writestr(name, content)
    return file.getvalue()


def device_names() -> bytes:
    return word({"word/CON.xml": "<a/>", "word/media/NUL.png": b"", "AUX": b"", "word/COM1": b""})


def huge_picture() -> bytes:
    return word({RELS: relations(("image", "media/a.png")), "word/media/a.png": bytes(100 << 20)})


def external_template() -> bytes:
    outside = [("attachedTemplate", "http://example.invalid/a.dotm"), ("image", "\\\\example.invalid\\a.png")]
    return word({RELS: relations(external=outside)})


def alternative_chunk() -> bytes:
    """Another document embedded to be merged when Word opens the file."""
    types = content_types({MAIN: f"{WORD}.document.main+xml", "word/a.html": "text/html"})
    body = f'{_BODY}<w:altChunk xmlns:r="{OFFICE}" r:id="rId0"/>'
    return word(
        {
            TYPES: types,
            MAIN: document(body),
            RELS: relations(("aFChunk", "a.html")),
            "word/a.html": "<p>另文</p>",
        }
    )


def _with_doctype(declaration: str, body: str) -> bytes:
    head, _, rest = document(body).partition("?>\n")
    return word({MAIN: f"{head}?>\n<!DOCTYPE w:document {declaration}>{rest}"})


def _with_comments(body: str, comments: str) -> bytes:
    part = f'<w:comments xmlns:w="{W}">{comments}</w:comments>'
    return word(
        {MAIN: document(body), RELS: relations(("comments", "comments.xml")), "word/comments.xml": part}
    )


def _central(data: bytes, name: str) -> int:
    """Where the directory's header of an entry begins."""
    at = data.index(b"PK\x01\x02")
    while data[at + 46 : at + 46 + len(name)] != name.encode():
        at = data.index(b"PK\x01\x02", at + 1)
    return at


def _patched(data: bytes, at: int, format: str, value: int) -> bytes:
    return data[:at] + struct.pack(format, value) + data[at + struct.calcsize(format) :]


HOSTILE = (
    Hostile("truncated.docx", "cut off after two thirds", truncated, f"a broken ZIP file: its directory is damaged or cut off; {_AGAIN}"),
    Hostile("empty.docx", "no byte in it", empty, "the file is empty; give a file with text"),
    Hostile("damaged.docx", "the text does not have the checksum that the archive says", damaged, f"{MAIN}: is damaged (its checksum differs); {_AGAIN}"),
    Hostile("bomb-zeros.docx", "a picture of 200 MiB of zeros", bomb_of_zeros, f"word/media/a.png: unpacks to more than 128 MiB; {_SMALLER}"),
    Hostile("bomb-parts.docx", "three pictures of 100 MiB of zeros", bomb_of_parts, f"a ZIP file that unpacks to more than 256 MiB; {_SMALLER}"),
    Hostile("bomb-lies.docx", "100 MiB declared as 1,000 bytes", bomb_that_lies, f"word/media/a.png: holds more than the archive's directory says; {_AGAIN}"),
    Hostile("bomb-overlaps.docx", "two entries that share their bytes", bomb_that_overlaps, f"word/media/a.png: overlaps another entry of the archive; {_AGAIN}"),
    Hostile("bomb-entries.docx", "20,000 empty pictures", bomb_of_entries, f"a ZIP file of more than 10,000 entries; {_SMALLER}"),
    Hostile("bomb-elements.docx", "ten million empty paragraphs", bomb_of_elements, f"{MAIN}: brings the file to more than 3,000,000 elements and attributes; {_SAVE}"),
    Hostile("entity-bomb.docx", "entities that stand for ten others each (billion laughs)", entity_bomb, f"{MAIN}: {_DOCTYPE}; {_SAVE}"),
    Hostile("external-entity.docx", "an entity that stands for /etc/passwd", external_entity, f"{MAIN}: {_DOCTYPE}; {_SAVE}"),
    Hostile("external-dtd.docx", "a document type on a server", external_dtd, f"{MAIN}: {_DOCTYPE}; {_SAVE}"),
    Hostile("hidden-entity.docx", "an entity declared in UTF-16, in a part that nothing leads to", hidden_entity, f"word/styles.xml: {_DOCTYPE}; {_SAVE}"),
    Hostile("deep-nesting.docx", "100,000 elements one within the other", deep_nesting, f"{MAIN}: nests elements more than 250 deep; {_SAVE}"),
    Hostile("huge-table.docx", "a table of 200,000 cells", huge_table, READ),
    Hostile("huge-span.docx", "cells said to be 1,000,000,000 columns wide", huge_span, READ),
    Hostile("huge-paragraph.docx", "one text of 10 million characters", huge_paragraph, f"{MAIN}: holds a text of more than 10 million bytes without any element in it; {_SAVE}"),
    Hostile("many-comments.docx", "100,000 comments on one paragraph", many_comments, READ),
    Hostile("open-ranges.docx", "comments that never end, never began, or that nobody wrote", open_ranges, READ),
    Hostile("cyclic-styles.docx", "styles based on each other and on themselves", cyclic_styles, READ),
    Hostile("cyclic-numbering.docx", "a list numbered as a style that is numbered as the list", cyclic_numbering, READ),
    Hostile("cyclic-relations.docx", "parts that lead to each other and to themselves", cyclic_relations, READ),
    Hostile("missing-main.docx", "no text", missing_main, f"_rels/.rels: leads to no main part of a document; {_SAVE}"),
    Hostile("missing-types.docx", "no list of what its parts are", missing_types, f"{TYPES}: is missing from the Word file; {_SAVE}"),
    Hostile("missing-parts.docx", "no styles, numbering, settings, theme, header and pictures where it says so", missing_parts, READ),
    Hostile("missing-comments.docx", "a comment in the text, and no comments", missing_comments, READ),
    Hostile("broken-utf-8.docx", "half a character in the text", broken_utf_8, f"{MAIN}: is broken UTF-8 (line 2); {_SAVE}"),
    Hostile("utf-16.docx", "the text in UTF-16", utf_16, READ),
    Hostile("not-well-formed.docx", "a paragraph without an end", not_well_formed, f"{MAIN}: is no well-formed XML (mismatched tag, line 2); {_SAVE}"),
    Hostile("wrong-type.docx", "a text that is declared as a picture", wrong_type, f"{MAIN}: the main part is declared as image/png, not as a Word document; give the plan as a Word file (.docx), text or HTML"),
    Hostile("encrypted-zip.docx", "encrypted as a ZIP file", encrypted_zip, f"{MAIN}: is password-protected (an encrypted ZIP entry); save it without"),
    Hostile("encrypted-word.docx", "encrypted by Word", encrypted_word, "the document is password-protected; open it with its password and save it without one"),
    Hostile("macros.docx", "macros (.docm)", macros, f"{READ}; the macros are not loaded"),
    Hostile("workbook.docx", "an Excel workbook by another name", workbook, "an Excel workbook, not a Word file; copy the plan into a Word file, or save it as HTML"),
    Hostile("zip-of-zip.docx", "a ZIP file of a ZIP file of a Word file", zip_of_zip, "a ZIP archive, not a Word file; unpack it and give the documents that it holds"),
    Hostile("parent-path.docx", "an entry ../../outside.xml", parent_path, f"../../outside.xml: is a path that leads out of the archive; {_AGAIN}"),
    Hostile("absolute-path.docx", "an entry /etc/cron.d/plans", absolute_path, f"/etc/cron.d/plans: is a path that leads out of the archive; {_AGAIN}"),
    Hostile("duplicated-names.docx", "two texts of one name", duplicated_names, f"{MAIN}: stands twice in the archive; {_AGAIN}"),
    Hostile("device-names.docx", "parts named CON, NUL, AUX, COM1", device_names, f"{READ}; nothing is ever unpacked to the disk"),
    Hostile("huge-picture.docx", "a picture of 100 MiB", huge_picture, f"{READ}; pictures are not loaded"),
    Hostile("external-template.docx", "a template and a picture on a server", external_template, f"{READ}; no address is followed"),
    Hostile("alternative-chunk.docx", "an embedded page that Word would merge (altChunk)", alternative_chunk, f"{READ}, without what is embedded"),
)  # fmt: skip
