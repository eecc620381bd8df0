"""A Word file as a whole: its main text, then everything that hangs on it."""

from __future__ import annotations

from collections.abc import Iterator

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RELATIONS
from docx.opc.part import Part
from lxml import etree
from lxml.etree import _Element

from pipeline.model import Source
from pipeline.read.source import SourceBuilder
from pipeline.read.word import names as n
from pipeline.read.word.adding import add_items
from pipeline.read.word.changes import Change
from pipeline.read.word.comments import WordComment, read_comments
from pipeline.read.word.hidden import Hidden
from pipeline.read.word.numbering import Numbering
from pipeline.read.word.package import has_macros
from pipeline.read.word.printed import Item, Line, Place
from pipeline.read.word.story import NoteKind, Shared, Story
from pipeline.read.word.styles import Styles

_COMMENTS_EXTENDED = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
_NOTE_PARTS: dict[NoteKind, str] = {"footnote": RELATIONS.FOOTNOTES, "endnote": RELATIONS.ENDNOTES}
_FURNITURE = (RELATIONS.HEADER, RELATIONS.FOOTER)
_PLAIN_NOTES = (None, "normal")  # others only draw the line above the notes
_TRIMMED = " \n\t"


class WordDocument:
    """Reads an opened Word file."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._part: Part = document.part
        root = self._root(RELATIONS.STYLES)
        styles, numbering = Styles(root), self._root(RELATIONS.NUMBERING)
        self._shared = Shared(styles, Numbering(numbering, styles), Hidden(root))
        # For stories whose numbers, changes and comments are none of the document's.
        self._quiet = Shared(styles, Numbering(None, styles), self._shared.hidden)
        self._notes: dict[NoteKind, dict[str, tuple[_Element, int]]] = {}
        self._note_numbers: dict[str, int] = {}

    def read(self) -> Source:
        """The accepted version with its comments and changes."""
        builder = SourceBuilder("docx")
        items = Story(self._shared, self._note).read(self._document.element.body)
        add_items(items, builder)
        end = max(builder.next_start() - 1, 0)
        comments = read_comments(self._root(RELATIONS.COMMENTS), self._root(_COMMENTS_EXTENDED), self._said)
        self._add_comments(comments, builder, end)
        self._add_changes(self._shared.changes.all(), builder, end)
        for text in self._furniture():
            builder.lift("page_furniture", text)
        self._add_doubts(builder, end)
        return builder.build()

    def _add_comments(self, comments: list[WordComment], builder: SourceBuilder, end: int) -> None:
        """The comments where they hang; an answer without a place of its own hangs where its question does."""
        places: dict[str, tuple[int, int]] = {}
        indexes: dict[str, int] = {}
        for comment in comments:
            range_ = self._shared.anchors.range(comment.id)
            if range_:
                place = self._trimmed(*self._ordered(*range_, end), builder)
            else:
                place = places.get(comment.parent or "", (end, end))
            places[comment.id] = place
            indexes[comment.id] = builder.add_comment(
                comment.author,
                comment.text,
                *place,
                created=comment.created,
                parent=indexes.get(comment.parent or ""),
                resolved=comment.resolved,
            )

    def _add_changes(self, changes: list[Change], builder: SourceBuilder, end: int) -> None:
        for change in changes:
            start, stop = self._ordered(change.start, change.end, end)
            builder.add_comment(
                change.author,
                "",
                start,
                stop,
                created=change.created,
                kind=change.kind,
                before=change.before or None,
                after=change.after or None,
            )

    @staticmethod
    def _ordered(start: Place, stop: Place, end: int) -> tuple[int, int]:
        first = min(start.offset(), end)
        return first, max(min(stop.offset(), end), first)

    @staticmethod
    def _trimmed(start: int, stop: int, builder: SourceBuilder) -> tuple[int, int]:
        """A range without the line ends and spaces at its edges."""
        said = builder.text_between(start, stop)
        lead = len(said) - len(said.lstrip(_TRIMMED))
        kept = len(said.strip(_TRIMMED))
        return (start + lead, start + lead + kept) if kept else (start, start)

    def _add_doubts(self, builder: SourceBuilder, end: int) -> None:
        for what, place in self._shared.missing:
            at = min(place.offset(), end)
            builder.doubt("read.not_read", "warning", f"not read: {what}, a file within the file", at, at)
        if has_macros(self._document):
            builder.doubt("read.macros", "info", "the file holds macros; they are not run", 0, 0)

    def _note(self, kind: NoteKind, id_: str) -> list[Item]:
        """What a note prints, its number before it."""
        if kind not in self._notes:
            self._notes[kind] = self._read_notes(kind)
        note, behind = self._notes[kind].pop(id_, (None, 0))  # printed once, whatever else refers to it
        if note is None:
            return []
        number = self._note_numbers[kind] = self._note_numbers.get(kind, 0) + 1
        items = Story(self._shared, note=kind, behind=behind).read(note)
        first = next((item for item in items if isinstance(item, Line) and item.length), None)
        if first:
            first.lead_in(f"[{number}] ")
        return items

    def _read_notes(self, kind: NoteKind) -> dict[str, tuple[_Element, int]]:
        """The notes of a kind by id, each with how many paragraphs its part holds before it."""
        root = self._root(_NOTE_PARTS[kind])
        found = {}
        behind = 0
        for note in () if root is None else root.iterchildren(f"{n.W}{kind}"):
            if note.get(f"{n.W}type") in _PLAIN_NOTES:
                found[note.get(n.ID, "")] = note, behind
            behind += sum(1 for _ in note.iter(n.PARAGRAPH))
        return found

    def _said(self, comment: _Element) -> str:
        """The text of a comment, a line a paragraph."""
        items = Story(self._quiet).read(comment)
        return "\n".join(item.text.strip() for item in items if isinstance(item, Line)).strip()

    def _furniture(self) -> Iterator[str]:
        """The lines of headers and footers, each once, and the tables of contents."""
        seen: dict[str, None] = {}
        for relation in self._part.rels.values():
            if relation.is_external or relation.reltype not in _FURNITURE:
                continue
            root = _parsed(relation.target_part)
            for item in Story(self._quiet).read(root) if root is not None else ():
                if isinstance(item, Line):
                    seen.setdefault(item.text.strip())
        yield from filter(None, seen)
        yield "".join(self._shared.furniture)

    def _root(self, type: str) -> _Element | None:
        """The XML of the part that the main part names by this type of relationship."""
        for relation in self._part.rels.values():
            if relation.reltype == type and not relation.is_external:
                return _parsed(relation.target_part)
        return None


def _parsed(part: Part) -> _Element | None:
    """The XML of a part that `open_word` has found to be sound."""
    element = getattr(part, "element", None)
    if element is not None:
        found: _Element = element
        return found
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return etree.fromstring(part.blob, parser)
