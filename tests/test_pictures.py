"""Pages as pictures: the words that say a fact are marked where they are printed."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

import msgspec
import numpy as np
import pypdfium2 as pdfium
import pytest
from click.testing import CliRunner
from PIL import Image

from pipeline.cli import main
from pipeline.document import read_document
from pipeline.errors import PlanError
from pipeline.model import Origin, Record
from pipeline.pictures import check_unchanged, fact_boxes, fact_place, page_picture, printed_lines
from pipeline.read.pdf.printed import Box, PrintedLine
from tests.formats.convert import needs_office
from tests.needs import need_ocr
from tests.read.pdf.scans import printed_plan, scanned
from tests.store.samples import SampleRecord

SCANNED = (4,)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """The Sichuan plan as a PDF file."""
    needs_office()
    path = tmp_path / "plan.pdf"
    path.write_bytes(printed_plan())
    return path


@cache
def record_of(data: bytes) -> Record:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "plan.pdf")
        path.write_bytes(data)
        return read_document(path, "plan", "plan.pdf")


def turned(data: bytes, degrees: int) -> bytes:
    """The same file, its pages shown turned."""
    document = pdfium.PdfDocument(data)
    for at in range(len(document)):
        document[at].set_rotation(degrees)
    file = io.BytesIO()
    document.save(file)
    document.close()
    return file.getvalue()


def marked(png: bytes) -> Box:
    """What is marked on a picture: the box around all that is neither black, white nor grey."""
    pixels = np.asarray(Image.open(io.BytesIO(png)).convert("RGB")).astype(int)
    rows, columns = np.nonzero(np.ptp(pixels, axis=2) > 40)
    return (float(columns.min()), float(rows.min()), float(columns.max()), float(rows.max()))


# --- boxes -------------------------------------------------------------------------------------


def line(text: str, top: float, left: float = 100.0, page: int = 1) -> PrintedLine:
    """A line of characters 10 points wide."""
    edges = tuple(left + 10 * at for at in range(len(text) + 1))
    return PrintedLine(text, (left, top, edges[-1], top + 12), page, 12, edges)


def record_with(text: str, origins: list[Origin]) -> Record:
    return msgspec.structs.replace(SampleRecord("a").record(), text=text, origins=tuple(origins))


TEXT = "到2025年，淘汰落后产能。"
LINES = [line("到 2025年，淘", 100), line("汰落后产能。", 120)]
ORIGINS = [
    Origin(start=0, end=8, page=1, box=LINES[0].box),
    Origin(start=8, end=14, page=1, box=LINES[1].box),
]


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (0, 1, [(100, 100, 110, 112)]),
        (1, 6, [(120, 100, 170, 112)]),  # behind the space, which the text does not have
        (7, 10, [(180, 100, 190, 112), (100, 120, 120, 132)]),  # over the end of a line
        (0, 14, [(100, 100, 190, 112), (100, 120, 160, 132)]),
    ],
)
def test_boxes_are_those_of_the_characters(start: int, end: int, expected: list[Box]) -> None:
    assert fact_boxes(record_with(TEXT, ORIGINS), lambda page: LINES, start, end) == {1: expected}


def test_a_cell_of_several_lines_takes_only_its_own_characters() -> None:
    lines = [line("5甲乙", 100), line("5丙丁", 100, 200), line("戊", 112, 200)]
    origins = [Origin(start=0, end=4, page=1, box=(195, 98, 240, 126))]
    boxes = fact_boxes(record_with("5丙丁戊", origins), lambda page: lines, 0, 4)
    assert boxes == {1: [(200, 100, 230, 112), (200, 112, 210, 124)]}


def test_what_the_page_prints_otherwise_has_the_box_of_its_line() -> None:
    origins = [Origin(start=0, end=3, page=1, box=(100, 100, 130, 112))]
    assert fact_boxes(record_with("子丑寅", origins), lambda page: LINES, 1, 2) == {1: [(100, 100, 130, 112)]}


def test_a_text_over_two_pages_has_boxes_on_both() -> None:
    pages = {1: [line("甲乙", 800)], 2: [line("丙丁", 80, page=2)]}
    origins = [
        Origin(start=0, end=2, page=1, box=pages[1][0].box),
        Origin(start=2, end=4, page=2, box=pages[2][0].box),
    ]
    boxes = fact_boxes(record_with("甲乙丙丁", origins), pages.__getitem__, 1, 3)
    assert boxes == {1: [(110, 800, 120, 812)], 2: [(100, 80, 110, 92)]}


def test_every_target_is_marked_by_the_words_that_say_it(plan: Path) -> None:
    record = record_of(printed_plan())
    pages = {origin.page or 0 for origin in record.origins}
    lines = {page: printed_lines(plan, page) for page in pages}
    assert len(record.targets) > 20
    for target in record.targets:
        boxes = fact_boxes(record, lines.__getitem__, target.char_start, target.char_end)
        said = "".join(_under(lines[page], box) for page in boxes for box in boxes[page])
        quote = record.text[target.char_start : target.char_end]
        assert "".join(said.split()) == "".join(quote.split())


def _under(lines: list[PrintedLine], box: Box) -> str:
    """The characters whose middle lies in a box."""
    return "".join(
        char for each in lines for at, char in enumerate(each.text)
        if box[1] <= (each.box[1] + each.box[3]) / 2 <= box[3]
        and box[0] <= (each.part(at, at + 1)[0] + each.part(at, at + 1)[2]) / 2 <= box[2]
    )  # fmt: skip


# --- pictures ----------------------------------------------------------------------------------


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_a_box_is_drawn_where_the_page_as_shown_has_it(plan: Path, degrees: int) -> None:
    plan.write_bytes(turned(printed_plan(), degrees))
    box = (100.0, 200.0, 300.0, 230.0)
    png = page_picture(plan, 3, [box], width=1200)
    picture = Image.open(io.BytesIO(png))
    assert picture.format == "PNG"
    assert picture.width == 1200
    assert (picture.width < picture.height) == (degrees in (0, 180))
    scale = 1200 / (595.3 if degrees in (0, 180) else 841.9)
    assert marked(png) == pytest.approx([edge * scale for edge in box], abs=5)


def test_the_same_page_gives_the_same_bytes(plan: Path) -> None:
    assert page_picture(plan, 2, [(1, 1, 50, 50)]) == page_picture(plan, 2, [(1, 1, 50, 50)])


def test_of_a_scan_the_picture_lies_straight(tmp_path: Path) -> None:
    needs_office()
    need_ocr()
    path = tmp_path / "plan.pdf"
    path.write_bytes(scanned(*SCANNED, turned=1.5))
    record = record_of(path.read_bytes())
    fact = next(target for target in record.targets)
    place = fact_place(record, path, fact.id)
    assert place.page == 1
    assert all(origin.confidence for origin in record.origins)
    png = page_picture(path, 1, place.boxes)
    printed = np.asarray(Image.open(io.BytesIO(png)).convert("L")) < 128
    scale = 1000 / 595.3
    for left, top, right, bottom in place.boxes:  # no ink above and below the marked words
        rows = printed[:, round(left * scale) : round(right * scale)]
        assert rows[round((top + bottom) / 2 * scale)].any()
        assert not rows[round((bottom + 3) * scale)].any()


def test_of_text_that_runs_sideways_its_lines_are_marked(plan: Path) -> None:
    plan.write_bytes(turned(printed_plan(), 90))
    record = record_of(plan.read_bytes())
    assert len(record.targets) > 20
    place = fact_place(record, plan, record.targets[3].id)
    assert place.boxes
    for left, top, right, bottom in place.boxes:
        assert 0 <= left < right <= 842 and 0 <= top < bottom <= 596
        assert bottom - top > right - left


# --- errors ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "page", "said"),
    [
        (None, 1, "cannot be opened (No such file or directory); check the path"),
        (b"plan", 1, "is no PDF file; only those have pages to show"),
        (b"%PDF-1.7\nbroken", 1, "a damaged PDF file; "),
    ],
)
def test_what_cannot_be_shown_is_said_in_one_line(
    content: bytes | None, page: int, said: str, tmp_path: Path
) -> None:
    path = tmp_path / "plan.pdf"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(PlanError) as error:
        page_picture(path, page, [])
    assert str(error.value).startswith(f"{path}: {said}")


@pytest.mark.parametrize("page", [0, 99])
def test_a_page_that_is_not_there(plan: Path, page: int) -> None:
    count = len(pdfium.PdfDocument(printed_plan()))
    with pytest.raises(PlanError, match=f"page {page}: there is no such page; there are {count} pages"):
        page_picture(plan, page, [])


def test_a_fact_on_other_pages_and_none(plan: Path) -> None:
    record = record_of(printed_plan())
    fact = record.targets[0]
    place = fact_place(record, plan, fact.id)
    with pytest.raises(PlanError, match=rf"page 1: the fact {fact.id} stands on page {place.page}; ask"):
        fact_place(record, plan, fact.id, 1)
    with pytest.raises(PlanError, match="there is no fact nothing in it"):
        fact_place(record, plan, "nothing")


def test_a_file_that_changed_since(plan: Path) -> None:
    record = record_of(printed_plan())
    check_unchanged(record.sha256, plan)
    plan.write_bytes(printed_plan() + b"\n")
    with pytest.raises(PlanError, match="has changed since it was read; run plans build"):
        fact_place(record, plan, record.targets[0].id)


# --- the command -------------------------------------------------------------------------------


def test_show_writes_a_page(plan: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, ["show", str(plan), "--page", "2"])
    assert (done.exit_code, done.output) == (0, "plan-page-2.png\n")
    assert Path("plan-page-2.png").read_bytes() == page_picture(plan, 2, [])


def test_show_finds_the_page_of_a_fact(plan: Path, tmp_path: Path) -> None:
    record = record_of(printed_plan())
    # Read from a folder of its own, the file has an id of its own: so have its facts.
    own = read_document(plan, "plan", "plan.pdf")
    assert own.targets[3].id == record.targets[3].id
    out = tmp_path / "pictures" / "target.png"
    done = CliRunner().invoke(main, ["show", str(plan), "--fact", own.targets[3].id, "--picture", str(out)])
    assert done.exit_code == 0, done.output
    assert done.output.splitlines()[0] == str(out)
    place = fact_place(record, plan, own.targets[3].id)
    assert out.read_bytes() == page_picture(plan, place.page, place.boxes)


@pytest.mark.parametrize(
    ("options", "status", "said"),
    [
        (["--picture", "a.png"], 2, "--picture needs a page or a fact"),
        (["--page", "2", "--json"], 2, "choose one"),
        (["--page", "99"], 1, "there is no such page"),
    ],
)
def test_show_says_what_is_wrong(plan: Path, options: list[str], status: int, said: str) -> None:
    done = CliRunner().invoke(main, ["show", str(plan), *options])
    assert done.exit_code == status
    assert said in done.output
    assert not list(plan.parent.glob("*.png"))
