"""Bytes → an opened, harmless Word file.

A .docx is a ZIP file of XML parts, and what comes by mail is not always what it says. So before
python-docx sees anything, all of it is looked through, and what python-docx then opens is written anew:
the XML parts that the document leads to, as UTF-8, with Transitional names; pictures, macros and
embedded files as empty parts, so that one sees that they are there. No address is followed, no macro run.

.docx, .docm, .dotx and .dotm are read alike, saved as Transitional or Strict Open XML.
"""

from __future__ import annotations

import io
from zipfile import ZIP_STORED, ZipFile

import docx
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from lxml import etree

from pipeline.errors import ReadError
from pipeline.read.archive import UNPACKED, Archive
from pipeline.read.word.kinds import CONTENT_TYPES, refuse_other_archives, refuse_other_main
from pipeline.read.word.relations import (
    ContentTypes,
    Relation,
    read_relations,
    relations_part,
    write_content_types,
    write_relations,
)
from pipeline.read.word.strict import to_transitional
from pipeline.read.xml_check import RESAVE, XmlCheck

MAX_XML = 128 << 20
MAX_RELATIONS = 20_000
_MACROS = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
_BINARY = "application/octet-stream"
_XML = "application/xml"
# python-docx makes of a part what its content type says, and expects it where the relationship says:
# both have to be borne out by the part's root.
_ROOTS = {
    RELATIONSHIP_TYPE.STYLES: (qn("w:styles"), CONTENT_TYPE.WML_STYLES),
    RELATIONSHIP_TYPE.NUMBERING: (qn("w:numbering"), CONTENT_TYPE.WML_NUMBERING),
    RELATIONSHIP_TYPE.SETTINGS: (qn("w:settings"), CONTENT_TYPE.WML_SETTINGS),
    RELATIONSHIP_TYPE.COMMENTS: (qn("w:comments"), CONTENT_TYPE.WML_COMMENTS),
    RELATIONSHIP_TYPE.HEADER: (qn("w:hdr"), CONTENT_TYPE.WML_HEADER),
    RELATIONSHIP_TYPE.FOOTER: (qn("w:ftr"), CONTENT_TYPE.WML_FOOTER),
    RELATIONSHIP_TYPE.FOOTNOTES: (qn("w:footnotes"), CONTENT_TYPE.WML_FOOTNOTES),
    RELATIONSHIP_TYPE.ENDNOTES: (qn("w:endnotes"), CONTENT_TYPE.WML_ENDNOTES),
    RELATIONSHIP_TYPE.CORE_PROPERTIES: (
        "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}coreProperties",
        CONTENT_TYPE.OPC_CORE_PROPERTIES,
    ),
}
_MANY = (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER)  # all others exist once


def open_word(data: bytes, name: str) -> Document:
    """Open a Word file.

    Args:
        data: the file's bytes, a ZIP file.
        name: how errors name the file.

    Raises:
        ReadError: broken, encrypted, dangerous, or no Word file; the place is the part of it.
    """
    try:
        package = _Package(data, name)
        document = docx.Document(io.BytesIO(package.rewritten()))
        has_body = document.element.body is not None
    except ReadError:
        raise
    except Exception as error:
        # lxml and python-docx may raise anything on what is no Word file.
        reason = f"cannot be opened as a Word file ({type(error).__name__}: {error})"
        raise ReadError(name, "", reason, RESAVE) from error
    if not has_body:
        raise ReadError(name, package.main, "holds no body (w:body)", RESAVE)
    return document


def has_macros(document: Document) -> bool:
    """Whether the file brings macros along. They were not loaded and are never run."""
    return any(relation.reltype == _MACROS for relation in document.part.rels.values())


class _Package:
    """The parts of one file: `xml` by name, looked through; the names of all in `names`."""

    def __init__(self, data: bytes, name: str) -> None:
        self._archive = Archive(data, name)
        self._name = name
        refuse_other_archives(self._archive, name)
        self._names = {part.lower(): part for part in self._archive.entries}
        self._check = XmlCheck(name)
        self._xml: dict[str, bytes] = {}
        self._load(CONTENT_TYPES)
        types = ContentTypes(self._xml[CONTENT_TYPES])
        # What is no Word file is named for what it is before anything else of it is looked at.
        if relations_part("") in self._archive.entries:
            self._load(relations_part(""))
        self.main = self._main_part()
        refuse_other_main(types.of(self.main), self.main, name)
        self._load_all(types)
        self._check_main()

    def _load(self, part: str) -> None:
        self._xml[part] = to_transitional(self._check.utf8(part, self._archive.read(part)))

    def _load_all(self, types: ContentTypes) -> None:
        """Look through all parts; of what is no XML nothing is kept."""
        xml = {part for part in self._archive.entries if _is_xml(part, types.of(part))}
        if sum(self._archive.entries[part].size for part in xml) > MAX_XML:
            reason = f"its XML parts unpack to more than {MAX_XML >> 20} MiB"
            raise ReadError(self._name, "", reason, UNPACKED)
        for part in self._archive.entries:
            if part not in xml:
                self._archive.check(part)
            elif part not in self._xml:
                self._load(part)

    def _main_part(self) -> str:
        for relation in self._relations(""):
            if relation.kind == RELATIONSHIP_TYPE.OFFICE_DOCUMENT and not relation.external:
                return relation.target
        raise ReadError(self._name, relations_part(""), "leads to no main part of a document", RESAVE)

    def _check_main(self) -> None:
        if self.main not in self._xml:
            raise ReadError(self._name, self.main, "the main part is no XML", RESAVE)
        root = _root(self._xml[self.main])
        if root != qn("w:document"):
            reason = f"the main part is no WordprocessingML (its root is {etree.QName(root).localname})"
            raise ReadError(self._name, self.main, reason, RESAVE)

    def _relations(self, part: str) -> list[Relation]:
        """The relationships of a part that are of use; of addresses only those of hyperlinks."""
        name = self._names.get(relations_part(part).lower())
        if name is None or name not in self._xml:
            return []
        found = read_relations(part, self._xml[name], self._names)
        if len(found) > MAX_RELATIONS:
            raise ReadError(self._name, name, f"holds more than {MAX_RELATIONS:,} relationships", RESAVE)
        return [relation for relation in found if self._is_wanted(relation)]

    def _is_wanted(self, relation: Relation) -> bool:
        if relation.external:
            return relation.kind == RELATIONSHIP_TYPE.HYPERLINK
        expected = _ROOTS.get(relation.kind)
        if expected is None:
            return True
        content = self._xml.get(relation.target)
        return content is not None and _root(content) == expected[0]

    def rewritten(self) -> bytes:
        """The file anew, with no more in it than the document leads to; empties this package.

        Two steps are gone: from the document to its parts, and from those to theirs (pictures in a
        header). Nothing that is text lies further away.
        """
        core = [one for one in self._relations("") if one.kind == RELATIONSHIP_TYPE.CORE_PROPERTIES]
        office = Relation("main", RELATIONSHIP_TYPE.OFFICE_DOCUMENT, self.main)
        relations = {"": [office, *core[:1]], self.main: _once(self._relations(self.main))}
        near = [one.target for part in ("", self.main) for one in relations[part] if not one.external]
        for part in dict.fromkeys(near):
            if part not in relations and (leads := _once(self._relations(part))):
                relations[part] = leads
        types: dict[str, str] = {}
        for one in (one for leads in relations.values() for one in leads if not one.external):
            default = _XML if one.target in self._xml else _BINARY
            kind = _ROOTS[one.kind][1] if one.kind in _ROOTS else default
            if types.get(one.target, default) == default:
                types[one.target] = kind
        types[self.main] = CONTENT_TYPE.WML_DOCUMENT_MAIN
        return self._written(relations, types)

    def _written(self, relations: dict[str, list[Relation]], types: dict[str, str]) -> bytes:
        file = io.BytesIO()
        with ZipFile(file, "w", ZIP_STORED) as archive:
            archive.writestr(CONTENT_TYPES, write_content_types(types))
            for part, leads in relations.items():
                archive.writestr(relations_part(part), write_relations(leads))
            for part in types:
                archive.writestr(part, self._xml.pop(part, b""))
        self._xml.clear()
        return file.getvalue()


def _is_xml(part: str, content_type: str) -> bool:
    return part.lower().endswith((".xml", ".rels")) or content_type.lower().endswith(("+xml", "/xml"))


def _root(content: bytes) -> str:
    """The root's tag; `content` is well-formed, and of it no more is read than needed."""
    for _, element in etree.iterparse(io.BytesIO(content), events=("start",), resolve_entities=False):
        return str(element.tag)
    raise AssertionError("well-formed XML has a root")


def _once(relations: list[Relation]) -> list[Relation]:
    """Of relationships of one kind that a part may have once, the first: python-docx takes no second."""
    seen: set[str] = set()
    kept = []
    for relation in relations:
        single = relation.kind in _ROOTS and relation.kind not in _MANY
        if not (single and relation.kind in seen):
            kept.append(relation)
        seen.add(relation.kind)
    return kept
