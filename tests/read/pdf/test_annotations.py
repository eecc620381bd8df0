"""Reviewers' annotations of PDF files: who says what, in answer to which, where, and on which text it hangs."""

from __future__ import annotations

import io
import json
import subprocess
import tempfile
import time
from pathlib import Path

import docx
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.read.pdf.notes.anchoring import PlacedLine, anchors
from pipeline.read.pdf.notes.annotations import Annotations
from pipeline.read.pdf.notes.dates import iso_date
from pipeline.read.pdf.notes.threads import PageComment
from pipeline.read.pdf.printed import Box, around
from tests.formats.convert import needs_office, office
from tests.read.pdf.pdf_files import A4, Page, pdf_file, text_width, utf16
from tests.read.pdf.reading import parts_of

LINES = ("第一段说的是总体要求。", "到2025年，粗钢产量控制在1000万吨以内。", "第三段说的是保障措施。")
LEFT, TOP, PITCH = 60, 100, 18


def comments_of(*pages: Page) -> list[PageComment]:
    return read(pdf_file(*pages))


def read(data: bytes) -> list[PageComment]:
    document = pypdfium2.PdfDocument(data)
    try:
        found = Annotations()
        for number in range(1, len(document) + 1):
            found.read(document[number - 1], number)
        return found.comments
    finally:
        document.close()


def page(*annotations: str, rotate: int = 0) -> Page:
    return Page(annotations=annotations, rotate=rotate).lines(LEFT, TOP, LINES, PITCH)


def up(top: float) -> float:
    """A height from the top of an A4 page as the file counts it."""
    return A4[1] - top


def box_of(text: str) -> Box:
    """Where a part of the lines is printed."""
    number = next(number for number, line in enumerate(LINES) if text in line)
    left = LEFT + text_width(LINES[number][: LINES[number].index(text)])
    return left, TOP + number * PITCH, left + text_width(text), TOP + number * PITCH + 12


def marking(kind: str, *texts: str, entries: str = "") -> str:
    """An annotation that marks stretches of text."""
    quads = []
    for left, top, right, bottom in map(box_of, texts):
        quads.append(f"{left} {up(top)} {right} {up(top)} {left} {up(bottom)} {right} {up(bottom)}")
    left, top, right, bottom = box_of(texts[0])
    rect = f"{left} {up(bottom)} {right} {up(top)}"
    return f"<< /Type /Annot /Subtype /{kind} /Rect [{rect}] /QuadPoints [{' '.join(quads)}] {entries} >>"


def note(text: str, left: float = 300, top: float = 100, *, entries: str = "", kind: str = "Text") -> str:
    """An annotation in a box of 20 points."""
    rect = f"{left} {up(top + 20)} {left + 20} {up(top)}"
    return f"<< /Type /Annot /Subtype /{kind} /Rect [{rect}] /Contents {utf16(text)} {entries} >>"


def placed(data: bytes) -> tuple[str, list[PlacedLine]]:
    """The text of a file, one line a line, and where its printed lines stand in it."""
    _, lines = parts_of(data)
    found: list[PlacedLine] = []
    length = 0
    for line in lines:
        found.append(PlacedLine(line, length, length + len(line.text)))
        length += len(line.text) + 1
    return "\n".join(line.text for line in lines), found


def anchored_texts(data: bytes) -> list[str]:
    text, lines = placed(data)
    return [text[start:end] for start, end in anchors(read(data), lines)]


# --- what an annotation says ---------------------------------------------------------------------


def test_author_text_and_date() -> None:
    entries = f"/T {utf16('李四')} /CreationDate (D:20240301090000+08'00') /M (D:20250101)"
    (comment,) = comments_of(page(note("请核实", entries=entries)))
    assert (comment.author, comment.text, comment.created) == ("李四", "请核实", "2024-03-01T09:00:00+08:00")
    assert (comment.page, comment.kind, comment.parent, comment.resolved) == (1, "text", None, None)
    assert comment.box == pytest.approx((300, 100, 320, 120))


@pytest.mark.parametrize(
    ("subtype", "kind"),
    [
        ("Text", "text"), ("Highlight", "highlight"), ("Underline", "underline"), ("StrikeOut", "strikeout"),
        ("Squiggly", "squiggly"), ("Caret", "caret"), ("FreeText", "freetext"), ("Square", "shape"),
        ("Circle", "shape"), ("Ink", "shape"), ("Polygon", "shape"), ("Stamp", "shape"), ("FileAttachment", "attachment"),
    ],
)  # fmt: skip
def test_kinds(subtype: str, kind: str) -> None:
    assert [comment.kind for comment in comments_of(page(note("看", kind=subtype)))] == [kind]


@pytest.mark.parametrize(
    "subtype", ["Link", "Widget", "Popup", "Screen", "Watermark", "PrinterMark", "Unknown"]
)
def test_what_is_no_comment(subtype: str) -> None:
    assert comments_of(page(note("看", kind=subtype))) == []


def test_a_stamp_or_drawing_without_text_is_no_comment_and_a_mark_without_text_is_one() -> None:
    seal = "<< /Type /Annot /Subtype /Stamp /Rect [60 60 200 200] >>"
    assert [item.kind for item in comments_of(page(seal, marking("StrikeOut", "粗钢")))] == ["strikeout"]


@pytest.mark.parametrize(
    ("entries", "text"),
    [
        ("/Contents (plain)", "plain"),
        (f"/Contents {utf16('第一行')[:-1]}000d{'第二行'.encode('utf-16-be').hex()}>", "第一行\n第二行"),
        ("/Contents <efbbbfe8afb7e6a0b8e5ae9e>", "请核实"),  # UTF-8 with its mark, as PDF 2.0 has it
        ("/RC (<body><p>a &amp; b</p><p>c<br/>d</p></body>)", "a & b\nc\nd"),
        ("/Contents (said) /RC (<p>rich</p>)", "said"),
        ("/Contents () /RC (<p>rich</p>)", "rich"),
        ("/Contents 5", ""),
        ("/Contents [1 2]", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_texts(entries: str, text: str) -> None:
    found = comments_of(page(f"<< /Type /Annot /Subtype /Text /Rect [60 60 80 80] {entries} >>"))
    assert [comment.text for comment in found] == [text]


@pytest.mark.parametrize(
    ("written", "author"),
    [
        ("李四", "李四"),
        ("李四, 11/26/26,", "李四"),
        ("王五, 2026-11-26 10:20", "王五"),
        ("赵六, 2026年11月26日", "赵六"),
        ("Wang, Li", "Wang, Li"),
        ("第3组, 第5稿", "第3组, 第5稿"),
    ],
)
def test_authors(written: str, author: str) -> None:
    (comment,) = comments_of(page(note("看", entries=f"/T {utf16(written)}")))
    assert comment.author == author


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("D:20240301090000+08'00'", "2024-03-01T09:00:00+08:00"),
        ("D:20240301090000+08'00", "2024-03-01T09:00:00+08:00"),
        ("D:20240301090000-0530", "2024-03-01T09:00:00-05:30"),
        ("D:20240301090000Z00'00'", "2024-03-01T09:00:00Z"),
        ("20240301090000Z", "2024-03-01T09:00:00Z"),
        ("D:20240301090000", "2024-03-01T09:00:00"),
        ("D:202403010900", "2024-03-01T09:00:00"),
        ("D:20240301", "2024-03-01"),
        ("D:00000000000000Z", None),
        ("D:20241301", None),
        ("D:20240301090000+99'00'", None),
        ("D:2024", None),
        ("3 March 2024", None),
        ("D:" + "9" * 100_000, None),
        ("", None),
    ],
)
def test_dates(written: str, date: str | None) -> None:
    assert iso_date(written) == date


# --- answers, states, pop-ups, groups ------------------------------------------------------------


def test_answers_stand_behind_what_they_answer() -> None:
    found = comments_of(
        page(
            note("甲"),
            note("乙"),
            note("答甲", entries="/IRT {0}"),
            note("答乙", entries="/IRT {1}"),
            note("再答", entries="/IRT {2}"),
        )
    )
    assert [(item.text, item.parent) for item in found] == [
        ("甲", None), ("答甲", 0), ("再答", 1), ("乙", None), ("答乙", 3),
    ]  # fmt: skip


def test_indexes_count_over_all_pages() -> None:
    found = comments_of(page(note("甲")), page(), page(note("乙"), note("答乙", entries="/IRT {0}")))
    assert [(item.page, item.text, item.parent) for item in found] == [
        (1, "甲", None), (3, "乙", None), (3, "答乙", 1),
    ]  # fmt: skip


def state(value: str, on: int, date: str, model: str = "Review") -> str:
    entries = f"/IRT {{{on}}} /StateModel ({model}) /State ({value}) /CreationDate (D:{date})"
    return note(f"{value} set by 李四", entries=entries)


@pytest.mark.parametrize(
    ("states", "resolved"),
    [
        ([], None),
        ([state("Completed", 0, "20240301")], True),
        ([state("Accepted", 0, "20240301")], True),
        ([state("Rejected", 0, "20240301")], False),
        ([state("None", 0, "20240301")], False),
        ([state("Accepted", 0, "20240301"), state("None", 1, "20240302")], False),
        ([state("None", 0, "20240302"), state("Accepted", 0, "20240303")], True),
        ([state("Accepted", 0, "20240305"), state("None", 0, "20240302")], True),
        ([state("Marked", 0, "20240301", "Marked")], None),
    ],
)
def test_states(states: list[str], resolved: bool | None) -> None:
    assert [(item.text, item.resolved) for item in comments_of(page(note("甲"), *states))] == [
        ("甲", resolved)
    ]


def test_an_answer_to_a_state_answers_the_comment() -> None:
    found = comments_of(page(note("甲"), state("Accepted", 0, "20240301"), note("好", entries="/IRT {1}")))
    assert [(item.text, item.parent, item.resolved) for item in found] == [
        ("甲", None, True),
        ("好", 0, None),
    ]


def test_an_answer_to_part_of_a_group_answers_the_group() -> None:
    found = comments_of(
        page(
            note("改", kind="Caret"),
            marking("StrikeOut", "粗钢", entries="/IRT {0} /RT /Group"),
            note("好", entries="/IRT {1}"),
        )
    )
    assert [(item.text, item.parent) for item in found] == [("改", None), ("好", 0)]


def test_a_popup_without_a_place_is_the_window_of_its_annotation() -> None:
    popup = "<< /Type /Annot /Subtype /Popup /Parent {0} >>"
    assert [item.text for item in comments_of(page(note("甲", entries="/Popup {1}"), popup))] == ["甲"]


def test_the_text_of_a_popup_is_that_of_an_annotation_without_any() -> None:
    popup = f"<< /Type /Annot /Subtype /Popup /Parent {{0}} /Contents {utf16('窗口里的话')} >>"
    assert [item.text for item in comments_of(page(marking("Highlight", "粗钢"), popup))] == ["窗口里的话"]


def test_a_replacement_is_one_comment() -> None:
    data = pdf_file(
        page(
            note("钢铁", 100, 118, kind="Caret"), marking("StrikeOut", "粗钢", entries="/IRT {0} /RT /Group")
        )
    )
    assert [(item.kind, item.text) for item in read(data)] == [("caret", "钢铁")]
    assert anchored_texts(data) == ["粗钢"]


# --- where it stands -----------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["Highlight", "Underline", "StrikeOut", "Squiggly"])
@pytest.mark.parametrize("text", ["粗钢产量", "1000万吨", "第一段", "措施。"])
def test_marked_text(kind: str, text: str) -> None:
    assert anchored_texts(pdf_file(page(marking(kind, text)))) == [text]


@pytest.mark.parametrize("rotate", [90, 180, 270])
@pytest.mark.parametrize("crop", [None, (10, 20, 565, 802)])
def test_marked_text_on_a_turned_page(rotate: int, crop: tuple[int, int, int, int] | None) -> None:
    """Lines are found by pdfplumber and marks by PDFium: both give places on the page as it is shown."""
    marked = page(marking("Highlight", LINES[1]), rotate=rotate)
    marked.crop = crop
    data = pdf_file(marked)
    _, lines = placed(data)
    (comment,) = read(data)
    words = around([line.line.box for line in lines if set(line.line.text) <= set(LINES[1])])
    assert comment.quads[0] == pytest.approx(words, abs=0.1)


def test_marked_text_over_two_lines() -> None:
    data = pdf_file(page(marking("Highlight", "以内。", "第三段")))
    assert anchored_texts(data) == ["以内。\n第三段"]


def test_a_box_around_text() -> None:
    left, top, right, bottom = box_of("粗钢产量")
    rect = f"{left - 2} {up(bottom + 2)} {right + 2} {up(top - 2)}"
    square = f"<< /Type /Annot /Subtype /Square /Rect [{rect}] /Contents {utf16('改')} >>"
    assert anchored_texts(pdf_file(page(square))) == ["粗钢产量"]


def test_a_note_in_the_margin_hangs_on_the_line_beside_it() -> None:
    assert anchored_texts(pdf_file(page(note("看", 560, TOP + PITCH - 4)))) == [LINES[1]]


def test_a_note_below_the_text_hangs_on_the_last_line() -> None:
    assert anchored_texts(pdf_file(page(note("看", 100, 600)))) == [LINES[2]]


def test_a_caret_within_a_line_hangs_between_two_characters() -> None:
    left, top, _, bottom = box_of("粗钢")
    caret = f"<< /Type /Annot /Subtype /Caret /Rect [{left - 3} {up(bottom)} {left + 3} {up(top)}] /Contents (x) >>"
    data = pdf_file(page(caret))
    text, lines = placed(data)
    ((start, end),) = anchors(read(data), lines)
    assert start == end == text.index("粗钢")


def test_an_answer_hangs_where_its_comment_does() -> None:
    data = pdf_file(page(marking("Highlight", "粗钢"), note("答", 500, 700, entries="/IRT {0}")))
    assert anchored_texts(data) == ["粗钢", "粗钢"]


def test_a_note_on_a_page_without_text_hangs_behind_the_text_before_it() -> None:
    data = pdf_file(page(), Page(annotations=[note("看")]))
    text, lines = placed(data)
    assert anchors(read(data), lines) == [(len(text), len(text))]


def test_a_file_without_text() -> None:
    assert anchors(comments_of(Page(annotations=[note("看")])), []) == [(0, 0)]


def test_a_line_of_which_the_text_holds_a_part() -> None:
    data = pdf_file(page(marking("Highlight", "粗钢")))
    _, lines = placed(data)
    line = lines[1].line
    ((start, end),) = anchors(read(data), [PlacedLine(line, 50, 50 + len(line.text) - 3, first=3)])
    assert line.text[start - 50 + 3 : end - 50 + 3] == "粗钢"


# --- LibreOffice ---------------------------------------------------------------------------------


def test_comments_that_libreoffice_exports() -> None:
    needs_office()
    document = docx.Document()
    document.add_paragraph(LINES[0])
    paragraph = document.add_paragraph("到2025年，")
    run = paragraph.add_run("粗钢产量控制在1000万吨以内")
    paragraph.add_run("，并实现下降。")
    document.add_comment([run], text="请核实指标", author="李四", initials="L")
    file = io.BytesIO()
    document.save(file)
    data = with_notes(file.getvalue())
    assert [(item.author, item.text, item.kind) for item in read(data)] == [("李四", "请核实指标", "text")]
    text, lines = placed(data)
    ((start, end),) = anchors(read(data), lines)
    assert start == end == text.index("以内") + len("以内")


def with_notes(data: bytes) -> bytes:
    """A .docx file as LibreOffice prints it with its comments as annotations."""
    options = json.dumps({"ExportNotes": {"type": "boolean", "value": "true"}})
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "in.docx")
        source.write_bytes(data)
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        command = [office() or "", "--headless", profile, "--convert-to", f"pdf:writer_pdf_Export:{options}"]
        subprocess.run(
            [*command, "--outdir", folder, str(source)], capture_output=True, timeout=300, check=False
        )
        return Path(folder, "in.pdf").read_bytes()


# --- files that mean harm ------------------------------------------------------------------------

HOSTILE = {
    "answers itself": [note("甲", entries="/IRT {0}")],
    "answers in a circle": [note("甲", entries="/IRT {1}"), note("乙", entries="/IRT {2}"), note("丙", entries="/IRT {0}")],
    "state in a circle": [state("Accepted", 1, "20240301"), state("None", 0, "20240301"), note("甲")],
    "group of itself": [note("甲", entries="/IRT {0} /RT /Group")],
    "groups of each other": [note("", entries="/IRT {1} /RT /Group"), note("甲", entries="/IRT {0} /RT /Group")],
    "no Rect": [f"<< /Type /Annot /Subtype /Text /Contents {utf16('甲')} >>"],
    "Rect of text": ["<< /Type /Annot /Subtype /Text /Rect [(a) (b) /c null] /Contents (x) >>"],
    "Rect too short": ["<< /Type /Annot /Subtype /Text /Rect [1 2] /Contents (x) >>"],
    "Rect no number": ["<< /Type /Annot /Subtype /Text /Rect [nan 1e400 -inf 5] /Contents (x) >>"],
    "Rect huge": [f"<< /Type /Annot /Subtype /Text /Rect [-{'9' * 60} 0 {'9' * 60} 10] /Contents (x) >>"],
    "quads huge": [f"<< /Type /Annot /Subtype /Highlight /Rect [0 0 1 1] /QuadPoints [{'9' * 50} {'1 ' * 7}] >>"],
    "quads cut": ["<< /Type /Annot /Subtype /Highlight /Rect [0 0 1 1] /QuadPoints [1 2 3] >>"],
    "quads many": [f"<< /Type /Annot /Subtype /Highlight /Rect [0 0 1 1] /QuadPoints [{'1 2 3 4 5 6 7 8 ' * 50_000}] >>"],
    "long text": [f"<< /Type /Annot /Subtype /Text /Rect [0 0 1 1] /Contents ({'a' * 3_000_000}) >>"],
    "brackets": [f"<< /Type /Annot /Subtype /Text /Rect [0 0 1 1] /RC ({'<' * 300_000}) >>"],
    "no annotations": ["null", "5", "(text)", "[]", "<< >>", "<< /Subtype /Text >>", "<< /Subtype 5 >>"],
    "popup of itself": ["<< /Type /Annot /Subtype /Popup /Parent {0} /Popup {0} /Contents (x) >>"],
    "half a character": ["<< /Type /Annot /Subtype /Text /Rect [0 0 1 1] /Contents <feffd800> /T <fe> >>"],
    "deep": [note(f"{number}", entries=f"/IRT {{{number - 1}}}") for number in range(3000)],
    "states deep": [note("甲"), *(state("Accepted", number, "20240301") for number in range(3000))],
    "many": [note("甲", entries="/IRT {0}")] * 3000,
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_annotations_neither_fail_nor_hang(name: str) -> None:
    data = pdf_file(page(*HOSTILE[name]))
    _, lines = placed(data)
    started = time.process_time()
    found = read(data)
    assert time.process_time() - started < 10
    for (start, end), comment in zip(anchors(found, lines), found, strict=True):
        assert 0 <= start <= end
        assert len(comment.text) <= 100_000
        comment.text.encode()
        comment.author.encode()


@pytest.mark.parametrize("name", ["answers itself", "answers in a circle", "groups of each other"])
def test_circles_lose_no_comment(name: str) -> None:
    assert {item.text for item in comments_of(page(*HOSTILE[name]))} >= {"甲"}


def test_a_text_that_many_annotations_share_is_not_copied_for_each() -> None:
    shared = b"(" + b"a" * 1_000_000 + b")"
    annotations = ["<< /Type /Annot /Subtype /Text /Rect [0 0 1 1] /Contents 100000 0 R >>"] * 2000
    started = time.process_time()
    found = read(pdf_file(page(*annotations), extra=[shared]))
    assert time.process_time() - started < 10
    assert len(found) == 2000
    assert sum(len(item.text) for item in found) <= 4_000_000


@given(st.lists(st.integers(-1, 7), min_size=1, max_size=8), st.lists(st.booleans(), min_size=8, max_size=8))
@settings(max_examples=60)
def test_whatever_answers_what_each_comment_is_given_once_behind_its_parent(
    answers: list[int], grouped: list[bool]
) -> None:
    annotations = [
        note(
            f"话{number}",
            entries=(f"/IRT {{{answer}}}" if 0 <= answer < len(answers) else "")
            + " /RT /Group" * grouped[number],
        )
        for number, answer in enumerate(answers)
    ]
    found = comments_of(page(*annotations))
    assert sorted(item.text for item in found) == sorted(f"话{number}" for number in range(len(answers)))
    assert all(item.parent is None or item.parent < index for index, item in enumerate(found))
