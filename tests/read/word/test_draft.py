"""Word drafts with every construct once: the accepted version as text, comments and changes beside it."""

from __future__ import annotations

import io
import re
from collections import Counter
from typing import Any

import docx
import pytest

from pipeline.model import Source, SourceComment
from pipeline.read import read_bytes
from tests.formats.convert import convert_all, needs_office
from tests.read.word.constructs import CONSTRUCTS, Construct, Hung, whole
from tests.read.word.drafts import DATE, draft

CASES = [*CONSTRUCTS, whole()]
_NOTE_MARK = re.compile(r"\[\d+\]|〔\d+〕|[①-⑨]")


def named(cases: list[Construct]) -> list[Any]:
    return [pytest.param(case, id=case.name) for case in cases]


def source_of(case: Construct) -> Source:
    return read_bytes(draft(case.body, case.parts), f"{case.name}.docx")


# --- the drafts themselves ---------------------------------------------------------------------


@pytest.mark.parametrize("case", named(CASES))
def test_the_draft_is_a_sound_package(case: Construct) -> None:
    data = draft(case.body, case.parts)
    assert data == draft(case.body, case.parts)
    document = docx.Document(io.BytesIO(data))
    assert [c.text for c in document.comments] == [note.text for note in case.parts.comments]


def test_libreoffice_opens_the_draft() -> None:
    needs_office()
    case = whole()
    shown = convert_all([draft(case.body, case.parts)], "txt")[0].decode("utf-8-sig")
    printed = "".join(shown.split())
    # It shows changes as they were made (what is deleted too) and leaves out a field of its own choice.
    for line in ("（二）基本原则。", "②推进锅炉改造。", "整治扬尘。", "由县生态环境局牵头。", "正文照常。"):
        assert line in printed, line


# --- what a reader must give -------------------------------------------------------------------


@pytest.mark.parametrize("case", named(CASES))
def test_the_accepted_version_is_the_text(case: Construct) -> None:
    source = source_of(case)
    lines, notes = parted(source, case)
    assert [without_marks(line, case) for line in lines] == list(case.lines)
    assert len(notes) == len(case.notes)
    assert not [text for text in case.absent if text in source.text]


@pytest.mark.parametrize("case", named([case for case in CASES if case.notes]))
def test_notes_follow_what_refers_to_them(case: Construct) -> None:
    source = source_of(case)
    for note in case.notes:
        assert source.text.count(note) == 1, note
    assert source.text.index(case.notes[0]) > source.text.index(case.lines[0][:4])


def parted(source: Source, case: Construct) -> tuple[list[str], list[str]]:
    """(the lines, those of notes and inner tables)."""
    lines = source.text.split("\n")
    notes = [line for line in lines if any(note in line for note in case.notes)]
    return [line for line in lines if line not in notes], notes


def without_marks(line: str, case: Construct) -> str:
    """`line` without the mark of a note, where the line without it is the one that is expected."""
    bare = _NOTE_MARK.sub("", line)
    return bare if case.notes and bare in case.lines else line


@pytest.mark.parametrize("case", named(CASES))
def test_comments_and_changes_hang_where_they_stand(case: Construct) -> None:
    source = source_of(case)
    assert Counter(shown(comment, source) for comment in source.comments) == Counter(map(expected, case.hung))
    for hung in case.hung:
        if hung.behind is not None:
            places = [c for c in source.comments if shown(c, source) == expected(hung)]
            assert any(line_before(c, source).endswith(hung.behind) for c in places), hung
            assert hung.behind or any(not line_before(c, source) for c in places), hung


def shown(comment: SourceComment, source: Source) -> tuple[object, ...]:
    """A comment as the table of constructs says it; a change says nothing but what it changes."""
    answers = source.comments[comment.parent].text if comment.parent is not None else None
    said = comment.text if comment.kind == "comment" else ""
    before, after = (text.strip() if text else text for text in (comment.before, comment.after))
    if comment.kind == "deletion":
        assert comment.start == comment.end, "a deletion has no width"
    assert comment.created == DATE
    anchor = source.text[comment.start : comment.end]
    return (comment.kind, comment.author, said, anchor, before, after, comment.resolved, answers)


def expected(hung: Hung) -> tuple[object, ...]:
    return (
        hung.kind, hung.author, hung.text, hung.anchor, hung.before, hung.after, hung.resolved, hung.answers,
    )  # fmt: skip


def line_before(comment: SourceComment, source: Source) -> str:
    """The line up to where a comment hangs."""
    return source.text[: comment.start].split("\n")[-1]


@pytest.mark.parametrize("case", named([case for case in CASES if case.furniture]))
def test_page_furniture_is_lifted(case: Construct) -> None:
    source = source_of(case)
    lifted = "\n".join(item.text for item in source.lifted if item.kind in {"page_furniture", "page_number"})
    for text in case.furniture:
        assert text in lifted
        assert text not in source.text


@pytest.mark.parametrize("case", named([case for case in CASES if case.cells]))
def test_merged_cells(case: Construct) -> None:
    source = source_of(case)
    (table,) = source.tables
    cells = [(c.row, c.column, c.row_span, c.column_span, source.text[c.start : c.end]) for c in table.cells]
    assert set(case.cells) <= set(cells)
    assert {cell[2:4] for cell in cells if cell not in case.cells} == {(1, 1)}
    assert table.header_rows == 2


@pytest.mark.parametrize("case", named([case for case in CASES if case.doubted]))
def test_what_is_left_out_is_doubted(case: Construct) -> None:
    assert source_of(case).doubts


@pytest.mark.parametrize("case", named(CASES))
def test_every_character_has_its_place_in_the_file(case: Construct) -> None:
    source = source_of(case)
    origins = [origin for origin in source.origins if origin.paragraph is not None]
    covered = {at for origin in origins for at in range(origin.start, origin.end)}
    printed = {at for at, char in enumerate(source.text) if not char.isspace()}
    notes = {at for note in case.notes for at in spread(source.text, note)}
    missing = sorted(printed - covered - notes)
    assert not missing, "".join(source.text[at] for at in missing)[:80]


def spread(text: str, note: str) -> range:
    """The line that holds a note: its printed number comes from nowhere in the file."""
    at = text.index(note)
    first = text.rfind("\n", 0, at) + 1
    return range(first, at + len(note))
