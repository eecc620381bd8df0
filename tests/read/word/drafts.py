"""Small Word files from snippets of WordprocessingML: a whole, valid package around a body.

Element names of ECMA-376 with the prefixes that Word uses (`NAMESPACES`); what a snippet does not need stays
away. The same snippets give the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

DATE = "2024-03-05T10:00:00Z"
_ZIP_DATE = (2024, 3, 5, 10, 0, 0)
NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
_DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_EXTENDED = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_NORMAL = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
_SEPARATORS = (
    '<w:{kind} w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:{kind}>'
    '<w:{kind} w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:{kind}>'
)


class Note(NamedTuple):
    """A comment in comments.xml; `answers` and `done` (None: the file does not say) go to commentsExtended.xml."""

    id: int
    text: str
    author: str = "李四"
    answers: int | None = None
    done: bool | None = None


@dataclass(frozen=True)
class Parts:
    """What a body needs besides itself.

    `numbering` and `styles` are the insides of their parts, notes and headers plain text, `chunks` the HTML
    of each w:altChunk by its relationship.
    """

    comments: Sequence[Note] = ()
    numbering: str = ""
    styles: str = ""
    footnotes: Mapping[int, str] = field(default_factory=dict)
    endnotes: Mapping[int, str] = field(default_factory=dict)
    headers: Sequence[str] = ()
    footers: Sequence[str] = ()
    links: Mapping[str, str] = field(default_factory=dict)
    chunks: Mapping[str, str] = field(default_factory=dict)


class _Part(NamedTuple):
    name: str  # below word/
    relation: str
    content_type: str
    content: str
    id: str


def draft(body: str, parts: Parts | None = None) -> bytes:
    """A .docx file with this body (the inside of w:body, without the w:sectPr)."""
    parts = parts or Parts()
    beside = list(_beside(parts))
    section = "".join(
        f'<w:{kind}Reference w:type="default" r:id="{part.id}"/>'
        for kind in ("header", "footer")
        for part in beside
        if part.name.startswith(kind)
    )
    page = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="851" w:footer="992" w:gutter="0"/>'
    document = _xml("document", f"<w:body>{body}<w:sectPr>{section}{page}</w:sectPr></w:body>")
    files = {
        "[Content_Types].xml": _content_types(beside),
        "_rels/.rels": _relations([("rId1", f"{_OFFICE}/officeDocument", "word/document.xml", False)]),
        "word/document.xml": document,
        "word/_rels/document.xml.rels": _relations(
            [
                *((part.id, part.relation, part.name, False) for part in beside),
                *((id_, f"{_OFFICE}/hyperlink", target, True) for id_, target in parts.links.items()),
            ]
        ),
        **{f"word/{part.name}": part.content for part in beside},
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(zipfile.ZipInfo(name, _ZIP_DATE), content.encode(), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def p(*runs: str, properties: str = "") -> str:
    """A paragraph; what is no markup is a run of its own."""
    inside = "".join(run if run.startswith("<") else r(run) for run in runs)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inside}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run."""
    shown = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{shown}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def changed(kind: str, id_: int, inside: str, author: str = "王五") -> str:
    """`inside` in a tracked change (ins, del, moveFrom, moveTo); text in w:del is w:delText."""
    if kind == "del":
        inside = inside.replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>")
    return f"{mark(kind, id_, author)[:-2]}>{inside}</w:{kind}>"


def mark(kind: str, id_: int, author: str = "王五") -> str:
    """An empty element that marks a tracked change: of a paragraph's end, of a row."""
    return f'<w:{kind} w:id="{id_}" w:author={quoteattr(author)} w:date="{DATE}"/>'


def remarked(id_: int, inside: str) -> str:
    """`inside` as the range of a comment, with the comment's mark behind it."""
    return f"{range_start(id_)}{inside}{range_end(id_)}"


def range_start(id_: int) -> str:
    """Where a comment's range starts."""
    return f'<w:commentRangeStart w:id="{id_}"/>'


def range_end(id_: int) -> str:
    """Where a comment's range ends, and its mark."""
    return f'<w:commentRangeEnd w:id="{id_}"/><w:r><w:commentReference w:id="{id_}"/></w:r>'


def table(*rows: str, columns: int) -> str:
    """A table of rows (`row`)."""
    grid = "<w:gridCol/>" * columns
    return f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'


def row(*cells: str, properties: str = "") -> str:
    """A row; what is no markup is a cell of its own."""
    shown = f"<w:trPr>{properties}</w:trPr>" if properties else ""
    return f"<w:tr>{shown}{''.join(c if c.startswith('<') else cell(p(c)) for c in cells)}</w:tr>"


def cell(inside: str, properties: str = "") -> str:
    """A cell; it ends with a paragraph, as it has to."""
    shown = f"<w:tcPr>{properties}</w:tcPr>" if properties else ""
    return f"<w:tc>{shown}{inside}{'' if inside.endswith('</w:p>') else '<w:p/>'}</w:tc>"


def control(inside: str) -> str:
    """A content control around blocks, runs, rows or cells."""
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


def field_code(code: str, *result: str) -> str:
    """A complex field with its cached result, as runs of one paragraph."""
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    instruction = f'<w:r><w:instrText xml:space="preserve"> {escape(code)} </w:instrText></w:r>'
    return f"{marks[0]}{instruction}{marks[1]}{''.join(map(r, result))}{marks[2]}"


# --- the parts beside the document -------------------------------------------------------------


def _beside(parts: Parts) -> Iterator[_Part]:
    yield _part("styles", _xml("styles", _NORMAL + parts.styles))
    if parts.numbering:
        yield _part("numbering", _xml("numbering", parts.numbering))
    if parts.comments:
        yield _part("comments", _xml("comments", "".join(map(_comment, parts.comments))))
        said = [n for n in parts.comments if n.answers is not None or n.done is not None]
        extended = f"{_HEAD}<w15:commentsEx {_DECLARED}>{''.join(map(_extended, said))}</w15:commentsEx>"
        yield _Part(
            "commentsExtended.xml",
            _EXTENDED,
            f"{_TYPE}.commentsExtended+xml",
            extended,
            "rIdcommentsExtended",
        )
    for kind, notes in (("footnote", parts.footnotes), ("endnote", parts.endnotes)):
        if notes:
            inside = "".join(_note(kind, id_, text) for id_, text in notes.items())
            yield _part(f"{kind}s", _xml(f"{kind}s", _SEPARATORS.format(kind=kind) + inside))
    for kind, texts in (("header", parts.headers), ("footer", parts.footers)):
        root = {"header": "hdr", "footer": "ftr"}[kind]
        for number, inside in enumerate(texts, 1):
            yield _part(kind, _xml(root, inside if inside.startswith("<") else p(inside)), number)
    for id_, page in parts.chunks.items():
        yield _Part(f"{id_}.html", f"{_OFFICE}/aFChunk", "text/html", page, id_)


def _part(kind: str, content: str, number: int | None = None) -> _Part:
    name = f"{kind}{number or ''}"
    return _Part(f"{name}.xml", f"{_OFFICE}/{kind}", f"{_TYPE}.{kind}+xml", content, f"rId{name}")


def _comment(note: Note) -> str:
    inside = r(note.text).replace("<w:r>", "<w:r><w:annotationRef/></w:r><w:r>", 1)
    head = f'<w:comment w:id="{note.id}" w:author={quoteattr(note.author)} w:initials="L" w:date="{DATE}">'
    return f'{head}<w:p w14:paraId="{_paragraph_id(note.id)}">{inside}</w:p></w:comment>'


def _extended(note: Note) -> str:
    parent = f' w15:paraIdParent="{_paragraph_id(note.answers)}"' if note.answers is not None else ""
    done = "" if note.done is None else f' w15:done="{int(note.done)}"'
    return f'<w15:commentEx w15:paraId="{_paragraph_id(note.id)}"{parent}{done}/>'


def _paragraph_id(comment: int) -> str:
    return f"{0x10000000 + comment:08X}"


def _note(kind: str, id_: int, text: str) -> str:
    return f'<w:{kind} w:id="{id_}"><w:p><w:r><w:{kind}Ref/></w:r>{r(" " + text)}</w:p></w:{kind}>'


def _xml(root: str, inside: str) -> str:
    ignorable = 'mc:Ignorable="w14 w15"'
    return f"{_HEAD}<w:{root} {_DECLARED} {ignorable}>{inside}</w:{root}>"


def _relations(relations: Sequence[tuple[str, str, str, bool]]) -> str:
    inside = "".join(
        f'<Relationship Id="{id_}" Type="{type_}" Target={quoteattr(target)}{" TargetMode=" + quoteattr("External") if external else ""}/>'
        for id_, type_, target, external in relations
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'


def _content_types(beside: Sequence[_Part]) -> str:
    overrides = [
        ("document.xml", f"{_TYPE}.document.main+xml"),
        *((p_.name, p_.content_type) for p_ in beside),
    ]
    inside = "".join(
        f'<Override PartName="/word/{name}" ContentType="{content_type}"/>'
        for name, content_type in overrides
    )
    defaults = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
    )
    return f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">{defaults}{inside}</Types>'
