"""Word files made by hand, part by part: what no program saves."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from zipfile import ZIP_DEFLATED, ZipFile

PLAN = ("某县空气质量方案", "一、总体要求", "到2025年，全县森林覆盖率达到40%。（牵头单位：县林业局）")
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TYPES = "[Content_Types].xml"
MAIN = "word/document.xml"
RELS = "word/_rels/document.xml.rels"


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def document(body: str, namespaces: str = "") -> str:
    """The main part with `body` in it."""
    return f'{DECLARATION}<w:document xmlns:w="{W}" xmlns:r="{OFFICE}"{namespaces}><w:body>{body}</w:body></w:document>'


def content_types(overrides: Mapping[str, str]) -> str:
    lines = "".join(
        f'<Override PartName="/{part}" ContentType="{kind}"/>' for part, kind in overrides.items()
    )
    return (
        f'{DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="png" ContentType="image/png"/><Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>{lines}</Types>'
    )


def relations(*rows: tuple[str, str], external: Iterable[tuple[str, str]] = ()) -> str:
    """A `.rels` part of pairs of kind and target; a kind without an address is one of the Office kinds."""
    lines = []
    for number, (kind, target) in enumerate(rows):
        lines.append(f'<Relationship Id="rId{number}" Type="{_kind(kind)}" Target="{target}"/>')
    for number, (kind, target) in enumerate(external):
        lines.append(
            f'<Relationship Id="out{number}" Type="{_kind(kind)}" Target="{target}" TargetMode="External"/>'
        )
    return f'{DECLARATION}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{"".join(lines)}</Relationships>'


def _kind(kind: str) -> str:
    return kind if "/" in kind else f"{OFFICE}/{kind}"


def parts(
    body: str = "".join(map(paragraph, PLAN)), main: str = f"{WORD}.document.main+xml"
) -> dict[str, str | bytes]:
    """The parts of the smallest Word file; a test changes what it is about."""
    return {
        TYPES: content_types({MAIN: main}),
        "_rels/.rels": relations(("officeDocument", MAIN)),
        MAIN: document(body),
    }


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """A ZIP file of `parts`."""
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def word(changes: Mapping[str, str | bytes | None] | None = None, *, body: str | None = None) -> bytes:
    """The smallest Word file with parts changed, added, or (None) left out."""
    made: dict[str, str | bytes | None] = {**(parts() if body is None else parts(body)), **(changes or {})}
    return packed({name: content for name, content in made.items() if content is not None})
