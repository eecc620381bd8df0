"""Opening Word files: every kind of them, and each thing that is refused, in one line that says why."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_STORED, ZipFile

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import ReadError
from pipeline.read.word.package import MAX_RELATIONS, has_macros, open_word
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
)

DOCTYPE = '<!DOCTYPE x [<!ENTITY a "b">]>'


def text(data: bytes) -> tuple[str, ...]:
    return tuple(paragraph.text for paragraph in open_word(data, "a.docx").paragraphs)


def refusal(data: bytes) -> ReadError:
    with pytest.raises(ReadError) as caught:
        open_word(data, "a.docx")
    error = caught.value
    assert error.file == "a.docx"
    assert error.reason and error.remedy
    assert "\n" not in str(error)
    return error


def test_a_file_as_python_docx_saves_it_keeps_all_that_is_text() -> None:
    made = docx.Document()
    made.core_properties.title = "某县方案"
    heading = made.add_heading("某县方案", 1)
    made.add_comment(heading.runs, "请核实", "审稿人")
    made.add_paragraph("一、总体要求", style="List Number")
    made.sections[0].header.paragraphs[0].text = "征求意见稿"
    file = io.BytesIO()
    made.save(file)
    opened = open_word(file.getvalue(), "a.docx")
    assert [paragraph.text for paragraph in opened.paragraphs] == ["某县方案", "一、总体要求"]
    assert [comment.text for comment in opened.comments] == ["请核实"]
    assert opened.core_properties.title == "某县方案"
    assert opened.paragraphs[1].style is not None
    assert opened.paragraphs[1].style.name == "List Number"
    assert opened.sections[0].header.paragraphs[0].text == "征求意见稿"
    assert opened.part.part_related_by(RELATIONSHIP_TYPE.NUMBERING).partname == "/word/numbering.xml"
    assert not has_macros(opened)


@pytest.mark.parametrize(
    "main",
    [
        f"{WORD}.document.main+xml",
        f"{WORD}.template.main+xml",
        "application/vnd.ms-word.document.macroEnabled.main+xml",
        "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
    ],
)
def test_documents_and_templates_with_and_without_macros(main: str) -> None:
    assert text(packed(parts(main=main))) == PLAN


def test_macros_are_seen_and_not_loaded() -> None:
    macros = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
    opened = open_word(
        word({RELS: relations((macros, "vbaProject.bin")), "word/vbaProject.bin": b"Auto_Open"}), "a"
    )
    assert has_macros(opened)
    assert opened.part.part_related_by(macros).blob == b""


def test_strict_open_xml() -> None:
    strict = "http://purl.oclc.org/ooxml"
    body = f"{paragraph('一、总体要求')}{paragraph(f'xmlns: {strict}/wordprocessingml/main')}"
    main = (
        document(body)
        .replace(W, f"{strict}/wordprocessingml/main")
        .replace(OFFICE, f"{strict}/officeDocument/relationships")
    )
    styles = f'<w:styles xmlns:w="{strict}/wordprocessingml/main"><w:style w:type="paragraph" w:styleId="a"><w:name w:val="附件"/></w:style></w:styles>'
    data = word(
        {
            MAIN: main,
            "_rels/.rels": relations((f"{strict}/officeDocument/relationships/officeDocument", MAIN)),
            RELS: relations((f"{strict}/officeDocument/relationships/styles", "styles.xml")),
            "word/styles.xml": styles,
        }
    )
    opened = open_word(data, "a")
    assert [paragraph.text for paragraph in opened.paragraphs] == [
        "一、总体要求",
        f"xmlns: {strict}/wordprocessingml/main",
    ]
    assert [style.name for style in opened.styles] == ["附件"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_parts_in_any_unicode_encoding(encoding: str) -> None:
    label = "UTF-16" if encoding.startswith("utf-16") else "UTF-8"
    assert text(word({MAIN: document(parts_body()).replace("UTF-8", label).encode(encoding)})) == PLAN


def parts_body() -> str:
    return "".join(map(paragraph, PLAN))


def test_names_are_found_whatever_their_case_and_slashes() -> None:
    made = {**parts(), "_rels/.rels": relations(("officeDocument", "WORD\\Document.xml"))}
    data = packed({name.replace("_rels/.rels", "_rels\\.rels"): content for name, content in made.items()})
    assert text(data) == PLAN


@pytest.mark.parametrize("target", ["NULL", "../NULL", "media/gone.png", "../../../../etc/passwd"])
def test_a_relationship_that_leads_to_nothing_is_left_out(target: str) -> None:
    opened = open_word(word({RELS: relations(("image", target))}), "a")
    assert len(opened.part.rels) == 0
    assert [paragraph.text for paragraph in opened.paragraphs] == list(PLAN)


def test_of_addresses_only_those_of_hyperlinks_are_kept() -> None:
    outside = [
        ("hyperlink", "https://example.org/"),
        ("attachedTemplate", "http://evil.example/t.dotm"),
        ("image", "file:///etc/passwd"),
    ]
    opened = open_word(word({RELS: relations(external=outside)}), "a")
    assert [(rel.reltype.rpartition("/")[2], rel.target_ref) for rel in opened.part.rels.values()] == [
        outside[0]
    ]


def test_a_part_is_what_its_root_says() -> None:
    rels = relations(("styles", "document.xml"), ("comments", "comments.xml"), ("comments", "comments.xml"))
    comments = f'<w:comments xmlns:w="{W}"><w:comment w:id="1" w:author="a"/></w:comments>'
    opened = open_word(word({RELS: rels, "word/comments.xml": comments}), "a")
    assert len(opened.comments) == 1
    assert len(opened.styles) > 0  # the built-in ones: the document itself is no list of styles


def test_pictures_are_checked_and_not_kept() -> None:
    data = word(
        {RELS: relations(("image", "media/a.png")), "word/media/a.png": b"\x89PNG" + bytes(5_000_000)}
    )
    opened = open_word(data, "a")
    assert [rel.target_part.blob for rel in opened.part.rels.values()] == [b""]


# --- archives ----------------------------------------------------------------------------------


def test_a_file_cut_off_anywhere_is_refused() -> None:
    whole = word()
    for length in range(4, len(whole), 37):
        refusal(whole[:length])


@given(st.integers(0), st.integers(1, 255))
def test_a_changed_byte_never_brings_about_anything_but_a_refusal(at: int, change: int) -> None:
    data = bytearray(word())
    data[at % len(data)] ^= change
    try:
        open_word(bytes(data), "a.docx")
    except ReadError as error:
        assert error.reason


def entry_header(data: bytes, name: str) -> tuple[int, int]:
    """Where the local header and the directory's header of an entry begin."""
    with ZipFile(io.BytesIO(data)) as archive:
        local = archive.getinfo(name).header_offset
    central = data.index(b"PK\x01\x02")
    while data[central + 46 : central + 46 + len(name)] != name.encode():
        central = data.index(b"PK\x01\x02", central + 1)
    return local, central


def patched(data: bytes, at: int, format: str, value: int) -> bytes:
    return data[:at] + struct.pack(format, value) + data[at + struct.calcsize(format) :]


def test_damaged_content_names_the_part() -> None:
    data = word()
    local, central = entry_header(data, MAIN)
    damaged = patched(data, central + 16, "<I", 12345)
    assert refusal(damaged).place == MAIN
    assert "checksum" in refusal(damaged).reason
    at = local + 30 + len(MAIN) + 10
    assert refusal(data[:at] + b"\xff\xff\xff" + data[at + 3 :]).place == MAIN


@pytest.mark.parametrize(("size", "reason"), [(10, "more than"), (100_000, "less than")])
def test_a_declared_size_is_compared_with_what_is_there(size: int, reason: str) -> None:
    data = word()
    _, central = entry_header(data, MAIN)
    # As many bytes as declared have the declared checksum: only counting on finds it out.
    lying = patched(
        patched(data, central + 24, "<I", size), central + 16, "<I", zlib.crc32(document("").encode()[:size])
    )
    assert (refusal(lying).place, reason in refusal(lying).reason) == (MAIN, True)


def test_encrypted_entries() -> None:
    data = word()
    _, central = entry_header(data, MAIN)
    error = refusal(patched(data, central + 8, "<H", 1))
    assert (error.place, "password-protected" in error.reason) == (MAIN, True)


def test_more_than_ten_thousand_entries() -> None:
    many: dict[str, str | bytes] = {f"word/media/{number}.png": b"" for number in range(10_000)}
    assert "10,000 entries" in refusal(packed({**parts(), **many})).reason


def test_one_part_that_unpacks_to_too_much() -> None:
    error = refusal(word({"word/media/a.png": bytes((128 << 20) + 1)}))
    assert (error.place, error.reason) == ("word/media/a.png", "unpacks to more than 128 MiB")


def test_parts_that_unpack_to_too_much_together() -> None:
    mass = bytes(100 << 20)
    error = refusal(word({f"word/media/{name}.png": mass for name in "abc"}))
    assert "256 MiB" in error.reason


def test_entries_that_overlap() -> None:
    data = word({"word/a.xml": "<a/>"})
    local, central = entry_header(data, "word/a.xml")
    first, _ = entry_header(data, MAIN)
    assert local > first
    assert "overlaps" in refusal(patched(data, central + 42, "<I", first)).reason


@pytest.mark.parametrize("name", ["../a.xml", "word/../../a.xml", "/etc/passwd", "C:/a.xml", "..\\a.xml"])
def test_names_that_lead_out_of_the_archive(name: str) -> None:
    assert "leads out of the archive" in refusal(word({name: "<a/>"})).reason


def test_names_that_stand_twice() -> None:
    assert "stands twice" in refusal(word({"WORD/document.xml": document("")})).reason


def test_compression_that_office_programs_do_not_use() -> None:
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_BZIP2) as archive:
        for name, content in parts().items():
            archive.writestr(name, content)
    assert "method 12" in refusal(file.getvalue()).reason


def test_names_of_devices_are_names() -> None:
    assert text(word({"word/CON.xml": "<a/>", "NUL": b"", "word/aux.png": b""})) == PLAN


# --- XML ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("part", [MAIN, TYPES, "_rels/.rels", "word/styles.xml", "customXml/item1.xml"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
def test_a_document_type_is_refused_in_every_part(part: str, encoding: str) -> None:
    content = parts().get(part, "<a/>")
    assert isinstance(content, str)
    declared = DOCTYPE + content.partition("?>\n")[2] if "?>" in content else DOCTYPE + content
    error = refusal(word({part: declared.encode(encoding)}))
    assert (error.place, "DOCTYPE" in error.reason) == (part, True)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (document("<w:p>"), "no well-formed XML (mismatched tag"),
        (document(parts_body())[:-30], "no well-formed XML"),
        (document("<x:p/>"), "unbound prefix"),
        (document(parts_body()).encode() + b"\xff", "broken UTF-8"),
        (document("\n某").encode().replace("某".encode(), b"\xe6\x9f"), "broken UTF-8 (line 3)"),
        (document(parts_body()).encode("utf-16")[:-1], "broken UTF-16"),
        (document(parts_body()).replace("UTF-8", "GBK").encode("gbk"), "encoded as GBK"),
        ("", "no element found"),
        (document("<w:p>" * 251 + "</w:p>" * 251), "nests elements more than 250 deep"),
        (document(paragraph("a" * 10_000_000)), "10 million bytes"),
        (document("<w:p/>" * 3_000_000), "3,000,000 elements"),
    ],
)  # fmt: skip
def test_xml_that_is_refused_names_its_part(content: str | bytes, reason: str) -> None:
    error = refusal(word({MAIN: content}))
    assert error.place == MAIN
    assert reason in error.reason


def test_markup_that_only_looks_like_a_document_type_is_text() -> None:
    assert text(word(body=paragraph("&lt;!DOCTYPE x> <![CDATA[<!DOCTYPE x>]]>"))) == (
        "<!DOCTYPE x> <!DOCTYPE x>",
    )


# --- what it is --------------------------------------------------------------------------------


def test_broken_packages_name_what_is_missing() -> None:
    assert (refusal(word({TYPES: None})).place, refusal(word({TYPES: None})).reason) == (
        TYPES,
        "is missing from the Word file",
    )
    assert refusal(word({MAIN: None})).reason == "leads to no main part of a document"
    assert refusal(word({"_rels/.rels": None})).place == "_rels/.rels"
    assert refusal(word({MAIN: f'<w:document xmlns:w="{W}"/>'})).reason == "holds no body (w:body)"
    assert "its root is styles" in refusal(word({MAIN: f'<w:styles xmlns:w="{W}"/>'})).reason
    wrong = word({TYPES: content_types({MAIN: "image/png"})})
    assert (refusal(wrong).place, "declared as image/png" in refusal(wrong).reason) == (MAIN, True)
    many = relations(*[("image", "document.xml")] * (MAX_RELATIONS + 1))
    assert refusal(word({RELS: many})).place == RELS


SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
OPEN = "application/vnd.oasis.opendocument"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (packed(parts(main=SHEET)), "an Excel workbook"),
        (packed(parts(main="application/vnd.ms-excel.sheet.binary.macroEnabled.main")), "an Excel workbook"),
        (packed(parts(main=SLIDES)), "a PowerPoint presentation"),
        (packed({"mimetype": f"{OPEN}.text", "content.xml": "<a/>"}), "an OpenDocument text (.odt)"),
        (packed({"mimetype": f"{OPEN}.spreadsheet"}), "an OpenDocument spreadsheet (.ods)"),
        (packed({"mimetype": f"{OPEN}.presentation"}), "an OpenDocument presentation (.odp)"),
        (packed({"mimetype": f"{OPEN}.graphics"}), "an OpenDocument file"),
        (packed({"mimetype": "application/epub+zip\n"}), "an EPUB book"),
        (packed({"META-INF/MANIFEST.MF": "", "a.class": b""}), "a Java archive (.jar)"),
        (packed({"META-INF/MANIFEST.MF": "", "AndroidManifest.xml": b""}), "an Android app (.apk)"),
        (packed({"OFD.xml": "<a/>"}), "an OFD file"),
        (packed({"方案.txt": "一、"}), "a ZIP archive, not a Word file"),
        (packed({"方案.docx": word()}), "a ZIP archive, not a Word file"),
    ],
)  # fmt: skip
def test_other_files_are_named_for_what_they_are(data: bytes, kind: str) -> None:
    assert refusal(data).reason.startswith(kind)


def test_a_workbook_as_a_program_saves_it(tmp_path: Path) -> None:
    from openpyxl import Workbook

    Workbook().save(tmp_path / "a.xlsx")
    assert refusal((tmp_path / "a.xlsx").read_bytes()).reason == "an Excel workbook, not a Word file"


def test_stored_entries_are_read_too() -> None:
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_STORED) as archive:
        for name, content in parts().items():
            archive.writestr(name, content)
    assert text(file.getvalue()) == PLAN
