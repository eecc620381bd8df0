"""The accepted version of a story of a Word file: its paragraphs and tables in reading order.

A story (ECMA-376 Part 1, 17.2) is the main text, a note, a comment, a header. What tracked changes delete is
left out and noted; automatic numbers stand where Word prints them; fields give their results, a table of
contents only furniture; text boxes and notes follow the paragraph that they hang on.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from lxml.etree import _Element

from pipeline.read.word import names as n
from pipeline.read.word.anchors import Anchors
from pipeline.read.word.changes import Changes
from pipeline.read.word.fields import MARK, MARK_TYPE, Fields
from pipeline.read.word.hidden import Hidden
from pipeline.read.word.numbering import Label, Numbering
from pipeline.read.word.printed import BREAK, Item, Line, Place, TableCell
from pipeline.read.word.properties import following, is_centred, mark_removed
from pipeline.read.word.signs import SIGNS, SYMBOL, symbol
from pipeline.read.word.styles import Styles
from pipeline.read.word.tables import read_table

NoteKind = Literal["footnote", "endnote"]
NoteReader = Callable[[NoteKind, str], list[Item]]
_PARTS: dict[NoteKind, Literal["footnotes", "endnotes"]] = {"footnote": "footnotes", "endnote": "endnotes"}
_BLANKS = str.maketrans("\n\r\t", "   ")
_PICTURES = frozenset((f"{n.W}drawing", f"{n.W}pict", f"{n.W}object"))
_NOTES: dict[str, NoteKind] = {f"{n.W}footnoteReference": "footnote", f"{n.W}endnoteReference": "endnote"}
_GALLERY = f"{n.W}sdtPr/{n.W}docPartObj/{n.W}docPartGallery"
_INSTRUCTION = f"{n.W}instrText"
_COMMENT_START, _COMMENT_END = f"{n.W}commentRangeStart", f"{n.W}commentRangeEnd"
_COMMENT_MARK = f"{n.W}commentReference"
_UNPRINTED = frozenset((MARK, _INSTRUCTION, _COMMENT_MARK))
_MOVE_STARTS = frozenset((f"{n.W}moveFromRangeStart", f"{n.W}moveToRangeStart"))
_MOVE_ENDS = frozenset((f"{n.W}moveFromRangeEnd", f"{n.W}moveToRangeEnd"))


@dataclass
class Shared:
    """What the stories of one document share. `missing`: what was not read, and the line that it stands behind."""

    styles: Styles
    numbering: Numbering
    hidden: Hidden
    changes: Changes = field(default_factory=Changes)
    anchors: Anchors = field(default_factory=Anchors)
    furniture: list[str] = field(default_factory=list)
    missing: list[tuple[str, Place]] = field(default_factory=list)


class Story:
    """Reads one story.

    Args:
        shared: what all stories of the document share.
        read_note: gives what a note ("footnote" or "endnote", its id) prints; None where there are no notes.
        note: the kind of note that the story is itself.
        behind: how many paragraphs its part holds before it.
    """

    def __init__(
        self,
        shared: Shared,
        read_note: NoteReader | None = None,
        *,
        note: NoteKind | None = None,
        behind: int = 0,
    ) -> None:
        self._shared = shared
        self._read_note = read_note
        self._part = _PARTS[note] if note else None
        self._fields = Fields()
        self._out: list[Item] = []
        self._line: Line | None = None  # the paragraph under way; kept open where its mark is deleted
        self._last: Line | None = None
        self._hanging: list[Item] = []  # text boxes and notes of the paragraph under way
        self._waiting: list[str] = []  # comments whose range begins with the next paragraph
        self._erased: list[str] | None = None  # collects what is being deleted
        self._move = ""
        self._hides = False  # whether the style of the paragraph under way hides its text
        self._paragraphs = behind
        self._tables = self._runs = 0

    def read(self, root: _Element) -> list[Item]:
        """Everything printed below `root` (w:body, w:footnote, w:comment …)."""
        self._fields = Fields(root)
        self._blocks(root)
        self._end_line()
        return self._out

    # --- what tables ask for --------------------------------------------------------------------

    def inside(self, container: _Element) -> list[Item]:
        """What stands in a cell or a text box, apart from the paragraph under way."""
        kept = self._out, self._line, self._hanging, self._runs, self._hides
        self._out, self._line, self._hanging = [], None, []
        self._blocks(container)
        self._end_line()
        read = self._out
        self._out, self._line, self._hanging, self._runs, self._hides = kept
        return read

    def leave_out(self, element: _Element) -> None:
        """Count the paragraphs and tables of an element that is not read."""
        self._paragraphs += sum(1 for _ in element.iter(n.PARAGRAPH))
        self._tables += sum(1 for _ in element.iter(n.TABLE))

    def range_mark(self, element: _Element) -> None:
        """Note where the range of a comment or a move begins or ends; other elements are none of it."""
        tag = element.tag
        anchors = self._shared.anchors
        if tag == _COMMENT_START:
            self._waiting.append(element.get(n.ID, ""))
            if self._line is not None:
                self._begin_ranges()
        elif tag == _COMMENT_END:
            self._begin_ranges()
            anchors.end(element.get(n.ID, ""), self._here())
        elif tag in _MOVE_STARTS:
            self._move = element.get(n.NAME, "")
        elif tag in _MOVE_ENDS:
            self._move = ""

    def row_deleted(self, by: _Element, text: str) -> None:
        """Note a row that a tracked change deletes."""
        self._shared.changes.deleted(by, self._here(), text)

    def row_inserted(self, by: _Element, cells: Sequence[TableCell]) -> None:
        """Note a row that a tracked change inserts."""
        lines = [block for cell in cells for block in cell.blocks if isinstance(block, Line)]
        if lines:
            end = Place(lines[-1], lines[-1].length)
            text = "\t".join(line.text for line in lines)
            self._shared.changes.inserted(by, Place(lines[0], 0), end, text)

    # --- blocks ---------------------------------------------------------------------------------

    def _blocks(self, parent: _Element) -> None:
        for child in parent:
            tag = child.tag
            if tag == n.PARAGRAPH:
                self._paragraph(child)
            elif tag == n.TABLE:
                self._table(child)
            elif tag == n.CONTENT_CONTROL:
                self._control(child, self._blocks)
            elif tag in n.WRAPPERS or tag in n.PUT:
                self._blocks(child)
            elif tag == n.ALTERNATIVES:
                self._alternatives(child, self._blocks)
            elif tag == n.EMBEDDED:
                self._shared.missing.append(("altChunk", self._here()))
            else:
                self.range_mark(child)

    def _table(self, element: _Element) -> None:
        self._end_line()
        self._tables += 1
        table = read_table(element, self._tables, self)
        if self._fields.in_contents:
            return
        self._out.append(table)

    def _control(self, control: _Element, walk: Callable[[_Element], None]) -> None:
        """A content control; one that holds a table of contents is furniture."""
        content = control.find(n.CONTENT)
        if content is None:
            return
        gallery = control.find(_GALLERY)
        if gallery is not None and gallery.get(n.VALUE) == "Table of Contents":
            with self._fields.contents():
                walk(content)
        else:
            walk(content)

    def _alternatives(self, element: _Element, walk: Callable[[_Element], None]) -> None:
        """The first alternative that holds something; the others are the same once more."""
        options = [child for child in element if child.tag in (n.CHOICE, n.FALLBACK)]
        chosen = next((option for option in options if len(option)), None)
        for option in options:
            if option is chosen:
                walk(option)
            else:
                self.leave_out(option)

    def _end_line(self) -> None:
        """End the paragraph under way, if there is one; what hangs on it follows."""
        if self._line is not None:
            self._out.append(self._line)
            self._last, self._line = self._line, None
        if self._hanging:
            self._out += self._hanging
            self._hanging = []

    # --- paragraphs -----------------------------------------------------------------------------

    def _paragraph(self, paragraph: _Element) -> None:
        self._paragraphs += 1
        self._runs = 0
        self._hides = self._shared.hidden.paragraph(paragraph)
        if self._line is None:
            self._line = self._new_line(paragraph)
        if self._waiting:
            self._begin_ranges()
        self._inline(paragraph)
        self._fields.end_paragraph()
        removed = mark_removed(paragraph)
        if removed is None or following(paragraph) is None:
            self._end_line()
        elif removed.tag == n.DELETED:
            self._shared.changes.deleted(removed, self._here(), BREAK)

    def _new_line(self, paragraph: _Element) -> Line:
        """A line with its number. Paragraphs whose marks are deleted go on in the next, which gives its format."""
        owner = paragraph
        while mark_removed(owner) is not None and (after := following(owner)) is not None:
            owner = after
        line = Line(self._shared.styles.outline_level(owner), is_centred(owner), self._part)
        label = self._shared.numbering.label(owner)
        if label and not self._fields.in_contents:
            line.add(_printed(label), self._paragraphs, None)
            line.label = line.length
        return line

    def _here(self) -> Place:
        """The point that has been reached."""
        line = self._line or self._last or Line()
        return Place(line, line.length)

    def _begin_ranges(self) -> None:
        self._shared.anchors.begin(self._waiting, self._here())
        self._waiting = []

    def _inline(self, parent: _Element) -> None:
        for child in parent:
            tag = child.tag
            if tag == n.RUN:
                self._run(child)
            elif tag in n.WRAPPERS:
                self._inline(child)
            elif tag in n.PUT:
                self._put(child)
            elif tag in n.TAKEN:
                self._take(child)
            elif tag == n.CONTENT_CONTROL:
                self._control(child, self._inline)
            elif tag == n.ALTERNATIVES:
                self._alternatives(child, self._inline)
            elif tag != n.PARAGRAPH_PROPERTIES:
                self.range_mark(child)

    def _put(self, element: _Element) -> None:
        """What w:ins or w:moveTo holds is text; noted unless it is deleted in turn."""
        start = self._here()
        first = len(start.line.parts)
        self._inline(element)
        if self._erased is not None:
            return
        text = "".join(start.line.parts[first:])
        if element.tag == n.INSERTED:
            self._shared.changes.inserted(element, start, self._here(), text)
        else:
            self._shared.changes.moved_here(element, self._move or text, start, self._here(), text)

    def _take(self, element: _Element) -> None:
        """What w:del or w:moveFrom holds is no text."""
        outer, self._erased = self._erased, []
        self._inline(element)
        text, self._erased = "".join(self._erased), outer
        if outer is not None:
            outer.append(text)
        elif element.tag == n.DELETED:
            self._shared.changes.deleted(element, self._here(), text)
        else:
            self._shared.changes.moved_away(element, self._move or text, self._here(), text)

    # --- runs -----------------------------------------------------------------------------------

    def _run(self, run: _Element) -> None:
        self._runs += 1
        hidden = self._hides
        for child in run:
            tag = child.tag
            if hidden and tag not in _UNPRINTED:
                continue
            if tag in n.WRITTEN:
                if text := child.text:
                    self._print(text if text.isprintable() else text.translate(_BLANKS))
            elif tag == n.RUN_PROPERTIES:
                hidden = self._shared.hidden.run(child, inherited=self._hides)
            elif tag in SIGNS:
                self._print(SIGNS[tag])
            else:
                self._special(child)

    def _special(self, element: _Element) -> None:
        """What stands in a run besides text."""
        tag = element.tag
        if tag == MARK:
            self._fields.mark(element.get(MARK_TYPE))
        elif tag == _INSTRUCTION:
            self._fields.instruct(element.text or "")
        elif tag == SYMBOL:
            self._print(symbol(element))
        elif tag == _COMMENT_MARK:
            self._shared.anchors.point(element.get(n.ID, ""), self._here())
        elif tag in _NOTES and self._read_note and self._erased is None:
            self._hanging += self._read_note(_NOTES[tag], element.get(n.ID, ""))
        elif tag == n.RUBY:
            self._ruby(element)
        elif tag in _PICTURES:
            self._boxes(element)
        elif tag == n.ALTERNATIVES:
            self._alternatives(element, self._boxes)

    def _ruby(self, ruby: _Element) -> None:
        """The characters of the line; what stands above them is only how they are read aloud."""
        for child in ruby:
            if child.tag == n.RUBY_BASE:
                self._inline(child)
            else:
                self._runs += sum(1 for _ in child.iter(n.RUN))

    def _print(self, text: str) -> None:
        if self._fields.in_instruction:
            return
        if self._erased is not None:
            self._erased.append(text)
        elif self._fields.in_contents:
            self._shared.furniture.append(text)
        elif self._line is not None and text:
            self._line.add(text, self._paragraphs, self._runs)

    def _boxes(self, picture: _Element) -> None:
        """The text boxes of a drawing; those within them come with them."""
        read: set[_Element] = set()
        for box in list(picture.iter(n.TEXT_BOX)):
            if read.isdisjoint(box.iterancestors()) and not _is_repeated(box, picture):
                read.add(box)
                items = self.inside(box)
                self._hanging += items if self._erased is None else []


def _is_repeated(box: _Element, picture: _Element) -> bool:
    """Whether a text box within `picture` stands in a fallback, for programs that do not know what is before it."""
    return any(picture in outer.iterancestors() for outer in box.iterancestors(n.FALLBACK))


def _printed(label: Label) -> str:
    """A number as it stands before the text; a tab behind a sign of its own gives no space."""
    spaced = label.suffix and (label.suffix == " " or label.text[-1:].isalnum())
    return f"{label.text} " if spaced else label.text
