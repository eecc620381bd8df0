"""Small pieces of Word's XML for tests."""

from __future__ import annotations

from lxml import etree
from lxml.etree import _Element

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)


def element(name: str, content: str, attributes: str = "") -> _Element:
    return etree.fromstring(f"<w:{name} {NAMESPACES} {attributes}>{content}</w:{name}>")


def num_pr(number: object = None, level: object = None) -> str:
    """`w:numPr` with what is given."""
    ilvl = "" if level is None else f'<w:ilvl w:val="{level}"/>'
    num_id = "" if number is None else f'<w:numId w:val="{number}"/>'
    return f"<w:numPr>{ilvl}{num_id}</w:numPr>"


def paragraph(*properties: str, style: str | None = None) -> _Element:
    named = "" if style is None else f'<w:pStyle w:val="{style}"/>'
    return element("p", f"<w:pPr>{named}{''.join(properties)}</w:pPr><w:r><w:t>加快发展</w:t></w:r>")


def style(identifier: str, content: str = "", *, based_on: str | None = None, attributes: str = "") -> str:
    base = "" if based_on is None else f'<w:basedOn w:val="{based_on}"/>'
    kind = "" if "w:type" in attributes else 'w:type="paragraph"'
    name = "" if "<w:name" in content else f'<w:name w:val="{identifier}"/>'
    return f'<w:style {kind} w:styleId="{identifier}" {attributes}>{name}{base}{content}</w:style>'


def level(
    index: object,
    text: str,
    format: str = "decimal",
    more: str = "",
    *,
    start: object = 1,
    suffix: str | None = None,
    after: str = "",
) -> str:
    number_format = format if format.startswith("<") else f'<w:numFmt w:val="{format}"/>'
    suff = "" if suffix is None else f'<w:suff w:val="{suffix}"/>'
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/>{number_format}{more}{suff}'
        f'<w:lvlText w:val="{text}"/>{after}</w:lvl>'
    )


def abstract(identifier: int, *content: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{identifier}">{"".join(content)}</w:abstractNum>'


def num(identifier: int, shared: int, overrides: str = "") -> str:
    return f'<w:num w:numId="{identifier}"><w:abstractNumId w:val="{shared}"/>{overrides}</w:num>'


def override(index: int, start: object = None, own: str = "") -> str:
    begin = "" if start is None else f'<w:startOverride w:val="{start}"/>'
    return f'<w:lvlOverride w:ilvl="{index}">{begin}{own}</w:lvlOverride>'
