"""How the parts of an Office file hang together: `.rels` parts and `[Content_Types].xml`.

Open Packaging Conventions, ECMA-376 part 2. A relationship leads from a part (or the file as a whole) to
another part by a path, or to anywhere by an address. What is kept is written anew, so that python-docx
meets nothing but what was looked at here.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import unquote
from xml.sax.saxutils import quoteattr

from lxml import etree

_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@dataclass(frozen=True)
class Relation:
    """One relationship: its id, its kind (an address), and the part or address that it leads to."""

    id: str
    kind: str
    target: str
    external: bool = False


def parse(content: bytes) -> etree._Element:
    """A tree of an XML part that was looked through; loads and resolves nothing."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(content, parser)


def relations_part(part: str) -> str:
    """The name of the part that holds the relationships of `part` ("" for those of the file)."""
    folder, file = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{file}.rels")


def read_relations(part: str, content: bytes, parts: Mapping[str, str]) -> list[Relation]:
    """The relationships of `part` that lead somewhere; `parts`: the parts' names by their lower case.

    Names are compared as the standard says, without regard to case; a target that is not there, and a
    relationship without id, kind or target, is left out: Word leaves such ends behind itself ("NULL").
    """
    found = []
    for element in parse(content).iter(f"{{{_RELATIONS}}}Relationship"):
        key, kind, target = (element.get(name, "") for name in ("Id", "Type", "Target"))
        if not (key and kind and target):
            continue
        if element.get("TargetMode") == "External":
            found.append(Relation(key, kind, target, external=True))
        elif name := parts.get(_path(part, target).lower()):
            found.append(Relation(key, kind, name))
    return found


def _path(part: str, target: str) -> str:
    """The part that `target`, as `part` writes it, stands for."""
    path = unquote(target.replace("\\", "/").partition("#")[0])
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), path)).lstrip("/")


class ContentTypes:
    """What each part is declared to be: by its name, else by how its name ends."""

    def __init__(self, content: bytes) -> None:
        self._defaults: dict[str, str] = {}
        self._overrides: dict[str, str] = {}
        for element in parse(content):
            kind = element.get("ContentType", "").strip()
            if element.tag == f"{{{_TYPES}}}Default":
                self._defaults[element.get("Extension", "").lower()] = kind
            elif element.tag == f"{{{_TYPES}}}Override":
                self._overrides[element.get("PartName", "").lstrip("/").lower()] = kind

    def of(self, part: str) -> str:
        """The content type of a part; empty if none is declared."""
        part = part.lower()
        return self._overrides.get(part) or self._defaults.get(part.rpartition(".")[2], "")


def write_relations(relations: Iterable[Relation]) -> bytes:
    """A `.rels` part."""
    lines = [
        f"<Relationship Id={quoteattr(one.id)} Type={quoteattr(one.kind)} "
        + (
            f'Target={quoteattr(one.target)} TargetMode="External"/>'
            if one.external
            else f"Target={quoteattr('/' + one.target)}/>"
        )
        for one in relations
    ]
    return f'{_HEAD}<Relationships xmlns="{_RELATIONS}">{"".join(lines)}</Relationships>'.encode()


def write_content_types(types: Mapping[str, str]) -> bytes:
    """A `[Content_Types].xml` that names each part."""
    lines = [
        f"<Override PartName={quoteattr('/' + part)} ContentType={quoteattr(kind)}/>"
        for part, kind in types.items()
    ]
    default = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    )
    return f'{_HEAD}<Types xmlns="{_TYPES}">{default}{"".join(lines)}</Types>'.encode()
