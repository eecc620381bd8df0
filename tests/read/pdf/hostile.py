"""Hostile, broken and odd PDF files, made in memory: what each is, and what `plans build` says of it.

docs/pdf.md has the same list as a table; tests/read/pdf/test_hostile.py checks both.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass

from tests.read.pdf.raw_pdf import (
    CATALOG,
    CONTENT,
    FONT,
    FREE,
    PAGE,
    PAGES,
    PLAN,
    catalog,
    content,
    encrypted,
    font,
    in_object_streams,
    linearised,
    page,
    pages,
    parts,
    pdf,
    sheet,
    shown,
    stream,
    table,
    trailer_of,
    written,
)

READ = "is read"
_ANEW = "open it in its program and save it anew as PDF"
_BROKEN = f"a damaged PDF file; get the file again, or {_ANEW}"
_DAMAGED_PAGE = f"the page is damaged; {_ANEW}"
_TOO_MUCH = f"takes too much memory or time to read; {_ANEW}, or give its parts as files of their own"
_LOCKED = "is protected by a password; save it without one"
_NO_TEXT = "the file holds no text; give a file with text"
_NO_CHINESE = "the file holds no Chinese text; give the plan's text, saved as UTF-8"
NOTE = b"<< /Type /Annot /Subtype /Text /Rect [80 700 100 720] /Contents (check) /T (a) %s >>"


@dataclass(frozen=True)
class Hostile:
    """One file. `happens`: "is read …", or the error's one line behind the file's name.

    `holds`: words that have to be in what is read; `lacks`: words that may not.
    """

    name: str
    what: str
    make: Callable[[], bytes]
    happens: str
    holds: tuple[str, ...] = PLAN[2:]
    lacks: tuple[str, ...] = ()

    @property
    def is_read(self) -> bool:
        return self.happens.startswith(READ)


# --- passwords, and files that are no PDF or not all of one --------------------------------------


def encrypted_user() -> bytes:
    return encrypted(parts(), b"secret", b"boss")


def encrypted_owner() -> bytes:
    return encrypted(parts(), b"", b"boss")


def truncated() -> bytes:
    data = written(dict(reversed(parts().items())))
    return data[: len(data) * 2 // 3]


def empty() -> bytes:
    return b""


def only_header() -> bytes:
    return b"%PDF-1.7\nno object follows\n"


def header_after_garbage() -> bytes:
    return written(parts(), head=b"x" * 1000 + b"\n%PDF-1.7\n")


def offset_header() -> bytes:
    """Garbage before the header, and places that count from the header, as some printers' servers make it."""
    return b"\x00\x01printed by a server\r\n" + pdf()


def not_a_pdf() -> bytes:
    return b"GIF89a" + bytes(5000) + pdf()


# --- pages -------------------------------------------------------------------------------------


def no_pages() -> bytes:
    return pdf({PAGES: pages([]), PAGE: None, CONTENT: None})


def thousand_pages() -> bytes:
    made = parts()
    numbers = range(FREE, FREE + 2000, 2)
    for number in numbers:
        made[number] = page(number + 1)
        line = (f"（{number}）做好重点区域大气污染防治工作，按时完成任务。",)
        made[number + 1] = stream(content(line), packed=True)
    made[PAGES] = pages([PAGE, *numbers])
    return written(made)


def page_tree_cycle() -> bytes:
    """The tree leads to itself, before and behind the page."""
    return pdf({PAGES: pages([PAGES, PAGE, PAGES], 3)})


def page_tree_loop() -> bytes:
    """Two nodes that hold each other, and nothing else."""
    return pdf({PAGES: pages([FREE], 1), FREE: pages([PAGES], 1)})


def page_tree_deep() -> bytes:
    depth = 5000
    made = parts()
    made[PAGES] = pages([FREE], 1)
    for number in range(FREE, FREE + depth):
        made[number] = pages([number + 1 if number + 1 < FREE + depth else PAGE], 1)
    return written(made)


def wrong_count() -> bytes:
    return pdf({PAGES: pages([PAGE], 1_000_000_000)})


def huge_box() -> bytes:
    return pdf({PAGE: page(box=b"[0 0 1000000000 1000000000]")})


def zero_size() -> bytes:
    return pdf({PAGE: page(box=b"[0 0 0 0]")})


def negative_box() -> bytes:
    """Corners the wrong way round, and an origin that is not 0."""
    return pdf({PAGE: page(box=b"[695 942 -100 -200]")})


def not_numbers() -> bytes:
    return pdf({PAGE: page(box=b"[(a) null /b << >>]", more=b"/Rotate (x) /UserUnit /y")})


def no_resources() -> bytes:
    bare = b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] /Contents %d 0 R >>" % (PAGES, CONTENT)
    return pdf({PAGE: bare})


# --- objects -----------------------------------------------------------------------------------


def malformed_xref() -> bytes:
    """The end says that the table stands where nothing is."""
    return pdf().replace(b"startxref\n", b"startxref\n9")


def wrong_places() -> bytes:
    made = parts()
    head, _, _ = written(made).partition(b"xref\n0 1\n")
    places = {number: head.index(b"%d 0 obj" % number) + 7 for number in made}
    return head + table(places) + trailer_of(FREE) + b"startxref\n%d\n%%%%EOF\n" % len(head)


def xref_loop() -> bytes:
    """A table that names itself as the one before it."""
    start = pdf().rindex(b"xref\n0 1\n")
    data = pdf(trailer=b"/Prev %010d" % start)
    assert data.rindex(b"xref\n0 1\n") == start
    return data


def wrong_length() -> bytes:
    return pdf({CONTENT: stream(sheet()).replace(b"/Length ", b"/Length 9")})


def length_loop() -> bytes:
    """A stream whose length is itself."""
    return pdf({CONTENT: b"<< /Length %d 0 R >>\nstream\n%s\nendstream" % (CONTENT, sheet())})


def object_streams() -> bytes:
    return in_object_streams(parts())


def linear() -> bytes:
    return linearised(parts())


def new_version() -> bytes:
    """A second version of the page appended, as a program saves a change; the old one stays in the file."""
    data = pdf()
    old = data.rindex(b"xref\n0 1\n")
    changed = stream(sheet([*PLAN[:2], "到2030年，全县森林覆盖率达到45%。"]))
    at = len(data)
    data += b"%d 0 obj\n%s\nendobj\n" % (CONTENT, changed)
    start = len(data)
    return (
        data
        + table({CONTENT: at})
        + trailer_of(FREE, b"/Prev %d" % old)
        + b"startxref\n%d\n%%%%EOF\n" % start
    )


def deep_nesting() -> bytes:
    depth = 100_000
    return pdf({FREE: b"<< /A " * depth + b"0" + b" >>" * depth, CATALOG: catalog(b"/Names %d 0 R" % FREE)})


def deep_arrays() -> bytes:
    depth = 100_000
    body = sheet(before=b"/x " + b"[" * depth + b"]" * depth + b" DP")
    return pdf({CONTENT: stream(body, packed=True)})


# --- streams -----------------------------------------------------------------------------------


def bomb_of_zeros() -> bytes:
    """A page's content that unpacks to 16 MiB, nearly all of them zeros."""
    return pdf({CONTENT: stream(sheet() + bytes(16 << 20), packed=True)})


def bomb_in_bomb() -> bytes:
    """The same, packed three times over: 1 GiB out of 5 KB."""
    packer = zlib.compressobj(9)
    once = b"".join(packer.compress(bytes(1 << 20)) for _ in range(1024)) + packer.flush()
    twice = zlib.compress(zlib.compress(once, 9), 9)
    filters = b"/Filter [/FlateDecode /FlateDecode /FlateDecode]"
    return pdf({CONTENT: stream(twice, filters)})


def form_loop() -> bytes:
    """A drawing that draws itself."""
    return _drawing_itself(b"/X Do")


def form_loop_twice() -> bytes:
    """A drawing that draws itself twice: a program that only counts how deep it is never ends."""
    return _drawing_itself(b"q /X Do /X Do Q")


def _drawing_itself(operators: bytes) -> bytes:
    entries = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /X %d 0 R >> >>"
    return pdf(
        {
            PAGE: page().replace(b"/Font <<", b"/XObject << /X %d 0 R >> /Font <<" % FREE),
            CONTENT: stream(sheet(before=b"/X Do")),
            FREE: stream(operators, entries % FREE),
        }
    )


def form_bomb() -> bytes:
    """Drawings that draw the next ten times each: ten million times the last (a billion laughs)."""
    made = parts(body=sheet(before=b"/X Do"))
    made[PAGE] = page().replace(b"/Font <<", b"/XObject << /X %d 0 R >> /Font <<" % FREE)
    for number in range(FREE, FREE + 8):
        entries = (
            b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /X %d 0 R >> >>"
        )
        last = number == FREE + 7
        made[number] = stream(b"0 0 1 1 re f" if last else b"/X Do " * 10, entries % (number + 1))
    return written(made)


def open_picture() -> bytes:
    """A picture within the content that never ends."""
    return pdf({CONTENT: stream(sheet() + b"\nBI /W 9999999 /H 9999999 /CS /RGB /BPC 8 ID abc")})


def many_saves() -> bytes:
    return pdf({CONTENT: stream(b"q " * 1_000_000 + sheet(), packed=True)})


# --- text --------------------------------------------------------------------------------------


def missing_fonts() -> bytes:
    """The page names a font that is nowhere; the file has no other text."""
    return pdf({PAGE: page().replace(b"/F1 %d 0 R" % FONT, b"")})


def no_unicode() -> bytes:
    """Characters by their place in a font cut down to what is used, without a table of what they are."""
    places = {character: number for number, character in enumerate(dict.fromkeys("".join(PLAN)), 1)}
    lines = ["".join(chr(places[character]) for character in line) for line in PLAN]
    return pdf({CONTENT: stream(content(lines)), FONT: font(b"Identity-H"), FONT + 1: _identity()})


def _identity() -> bytes:
    return parts()[FONT + 1].replace(b"(GB1)", b"(Identity)")


def with_unicode() -> bytes:
    """The same with such a table."""
    rows = b"\n".join(b"<%02x00> <%02xff> <%02x00>" % (high, high, high) for high in range(256))
    blocks = b"".join(
        b"%d beginbfrange\n%s\nendbfrange\n" % (len(part), b"\n".join(part))
        for part in (rows.split(b"\n")[at : at + 100] for at in range(0, 256, 100))
    )
    cmap = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def /CMapType 2 def\n"
        b"1 begincodespacerange <0000> <ffff> endcodespacerange\n" + blocks + b"endcmap end end"
    )
    return pdf(
        {FONT: font(b"Identity-H", b"/ToUnicode %d 0 R" % FREE), FONT + 1: _identity(), FREE: stream(cmap)}
    )


def vertical() -> bytes:
    """Lines from top to bottom, the first at the right."""
    lines = [b"1 0 0 1 %d 780 Tm %s" % (500 - 30 * number, shown(line)) for number, line in enumerate(PLAN)]
    body = b"BT /F1 16 Tf %s ET" % b" ".join(lines)
    return pdf({CONTENT: stream(body), FONT: font(b"UniGB-UCS2-V")})


def outside() -> bytes:
    lost = b"BT /F1 16 Tf 1 0 0 1 -5000 400 Tm %s 1 0 0 1 80 5000 Tm %s ET\n"
    return pdf({CONTENT: stream(sheet(before=lost % (shown("页外左"), shown("页外上"))))})


def white_text() -> bytes:
    return pdf({CONTENT: stream(b"1 1 1 rg\n" + sheet() + b"\n0 g")})


def hidden_text() -> bytes:
    """Text in render mode 3, as recognition lays it under a scan."""
    return pdf({CONTENT: stream(sheet(before=b"3 Tr"))})


def million_characters() -> bytes:
    line = "加强大气污染防治工作，按时完成重点任务。" * 50
    return pdf({CONTENT: stream(content([*PLAN, *[line] * 1000]), packed=True)})


# --- annotations and what acts -----------------------------------------------------------------


def many_annotations() -> bytes:
    made = parts(more=b"/Annots %d 0 R" % FREE)
    numbers = range(FREE + 1, FREE + 100_001)
    made[FREE] = b"[%s]" % b" ".join(b"%d 0 R" % number for number in numbers)
    made.update(dict.fromkeys(numbers, NOTE % b""))
    return written(made)


def annotation_loop() -> bytes:
    """Notes that answer each other and themselves, with popups that lead back."""
    one, two, popup = FREE, FREE + 1, FREE + 2
    return written(
        {
            **parts(more=b"/Annots [%d 0 R %d 0 R %d 0 R %d 0 R]" % (one, two, popup, one)),
            one: NOTE % (b"/IRT %d 0 R /Popup %d 0 R" % (two, popup)),
            two: NOTE % (b"/IRT %d 0 R /Parent %d 0 R" % (one, two)),
            popup: b"<< /Type /Annot /Subtype /Popup /Parent %d 0 R >>" % popup,
        }
    )


def broken_annotations() -> bytes:
    """Annotations without a place, of no kind, that are numbers, or are not there."""
    notes = (
        b"<< /Type /Annot /Subtype /Text /Contents (a) >> << /Rect [1 2] /Subtype 5 >> 7 null 99 0 R /x"
        b" << /Subtype /Highlight /Rect [80 700 200 720] /QuadPoints [1 2 3] /Contents 5 /T [1] /M (yesterday) >>"
    )
    return written(parts(more=b"/Annots [%s]" % notes))


def javascript() -> bytes:
    action = b"/OpenAction << /S /JavaScript /JS (app.launchURL\\('http://example.invalid/'\\)) >>"
    return pdf({CATALOG: catalog(action + b" /AA << /WC << /S /JavaScript /JS (while\\(true\\){}) >> >>")})


def launch() -> bytes:
    action = b"<< /S /Launch /F (/bin/sh) /Win << /F (cmd.exe) /P (/c calc) >> >>"
    link = b"<< /Type /Annot /Subtype /Link /Rect [0 0 595 842] /A << /S /URI /URI (file:///etc/passwd) >> >>"
    return pdf(
        {
            CATALOG: catalog(b"/OpenAction " + action),
            PAGE: page(more=b"/AA << /O %s >> /Annots [%s]" % (action, link)),
        }
    )


def embedded_files() -> bytes:
    """A portfolio: another plan is attached, and a program."""
    names = b"/Names << /EmbeddedFiles << /Names [(a.pdf) %d 0 R (b.exe) %d 0 R] >> >> /Collection << >>" % (
        FREE,
        FREE,
    )
    file = b"<< /Type /Filespec /F (a.pdf) /EF << /F %d 0 R >> >>" % (FREE + 1)
    return pdf({CATALOG: catalog(names), FREE: file, FREE + 1: stream(pdf(), b"/Type /EmbeddedFile")})


def external_stream() -> bytes:
    """Content that stands in another file of the reader's machine."""
    return pdf(
        {
            FREE: b"<< /Length 0 /F (/etc/passwd) >>\nstream\n\nendstream",
            PAGE: page(more=b"/Metadata %d 0 R" % FREE),
        }
    )


def acroform() -> bytes:
    """A form: all its words are values of fields, the page itself is empty."""
    look = stream(
        content(PLAN[2:], left=2, top=4),
        b"/Type /XObject /Subtype /Form /BBox [0 0 480 20] /Resources << /Font << /F1 %d 0 R >> >>" % FONT,
    )
    value = ("\ufeff" + PLAN[2]).encode("utf-16-be").hex().encode()
    field = (
        b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (plan) /V <%s> /Rect [80 700 560 720] /AP << /N %d 0 R >> >>"
        % (value, FREE + 1)
    )
    return pdf(
        {
            CATALOG: catalog(b"/AcroForm << /Fields [%d 0 R] >>" % FREE),
            PAGE: page(more=b"/Annots [%d 0 R]" % FREE),
            CONTENT: stream(b""),
            FREE: field,
            FREE + 1: look,
        }
    )


def xfa() -> bytes:
    """A form of XFA: the page only asks for another program."""
    form = (
        f'<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/"><template><text>{PLAN[2]}</text></template></xdp:xdp>'
    )
    words = b"BT /F1 12 Tf 80 700 Td (Please wait... If this message is not eventually replaced) Tj ET"
    latin = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    return pdf(
        {
            CATALOG: catalog(b"/AcroForm << /Fields [] /XFA %d 0 R >> /NeedsRendering true" % FREE),
            CONTENT: stream(words),
            FONT: latin,
            FREE: stream(form.encode()),
        }
    )


HOSTILE = (
    Hostile("encrypted-user.pdf", "encrypted, opens with a password only", encrypted_user, _LOCKED),
    Hostile("encrypted-owner.pdf", "encrypted, opens without a password, copying not allowed", encrypted_owner, READ),
    Hostile("truncated.pdf", "cut off after two thirds, the root with it", truncated, _BROKEN),
    Hostile("empty.pdf", "no byte in it", empty, "the file is empty; give a file with text"),
    Hostile("only-header.pdf", "a header and no object", only_header, _BROKEN),
    Hostile("garbage-first.pdf", "1,000 characters before the header", header_after_garbage, READ),
    Hostile("offset-header.pdf", "a line before the header, places count from the header", offset_header, READ),
    Hostile("not-a-pdf.pdf", "a picture's header, a PDF 5,000 bytes behind it", not_a_pdf, "line 1, byte 7: a NUL byte: this is no text file; give a text or HTML file"),
    Hostile("no-pages.pdf", "no page", no_pages, _BROKEN),
    Hostile("thousand-pages.pdf", "1,001 pages", thousand_pages, READ),
    Hostile("page-tree-cycle.pdf", "a page tree that holds itself beside the page", page_tree_cycle, f"page 2: {_DAMAGED_PAGE}"),
    Hostile("page-tree-loop.pdf", "two nodes of the page tree that hold each other, and no page", page_tree_loop, f"page 1: {_DAMAGED_PAGE}"),
    Hostile("page-tree-deep.pdf", "a page 5,000 nodes deep in the page tree", page_tree_deep, f"page 1: {_DAMAGED_PAGE}"),
    Hostile("wrong-count.pdf", "a page tree that claims 1,000,000,000 pages", wrong_count, READ),
    Hostile("huge-box.pdf", "a page of 350,000 km", huge_box, READ),
    Hostile("zero-size.pdf", "a page of no size", zero_size, READ),
    Hostile("negative-box.pdf", "a page whose corners are the wrong way round and below 0", negative_box, READ),
    Hostile("not-numbers.pdf", "a page whose corners and rotation are no numbers", not_numbers, READ),
    Hostile("no-resources.pdf", "a page without resources", no_resources, _NO_CHINESE),
    Hostile("malformed-xref.pdf", "the table of objects is not where the file says", malformed_xref, READ),
    Hostile("wrong-places.pdf", "the table's places are wrong by 7 bytes", wrong_places, READ),
    Hostile("xref-loop.pdf", "a table of objects that names itself as the one before", xref_loop, READ),
    Hostile("wrong-length.pdf", "a stream that says it is longer than it is", wrong_length, READ),
    Hostile("length-loop.pdf", "a stream whose length is the stream", length_loop, READ),
    Hostile("object-streams.pdf", "all objects within streams", object_streams, READ),
    Hostile("linearised.pdf", "linearised (for the web)", linear, READ),
    Hostile("new-version.pdf", "a changed page appended to the old one", new_version, f"{READ}, in its last version", ("到2030年，全县森林覆盖率达到45%。",), PLAN[2:]),
    Hostile("deep-nesting.pdf", "100,000 dictionaries one within the other", deep_nesting, READ),
    Hostile("deep-arrays.pdf", "100,000 arrays one within the other in a page's content", deep_arrays, READ),
    Hostile("bomb-zeros.pdf", "content that unpacks to 16 MiB of zeros", bomb_of_zeros, READ),
    Hostile("bomb-in-bomb.pdf", "content of 1 GiB, packed three times over into a few KB", bomb_in_bomb, _TOO_MUCH),
    Hostile("form-loop.pdf", "a drawing that draws itself", form_loop, READ),
    Hostile("form-loop-twice.pdf", "a drawing that draws itself twice", form_loop_twice, _TOO_MUCH),
    Hostile("form-bomb.pdf", "drawings that draw ten others each (billion laughs)", form_bomb, _TOO_MUCH),
    Hostile("open-picture.pdf", "a picture of 10,000,000 pixels square in the content, without an end", open_picture, READ),
    Hostile("many-saves.pdf", "1,000,000 saved states of graphics", many_saves, READ),
    Hostile("missing-fonts.pdf", "text in a font that is not in the file", missing_fonts, _NO_CHINESE),
    Hostile("no-unicode.pdf", "characters of which the file does not say what they are (no ToUnicode)", no_unicode, _NO_CHINESE),
    Hostile("with-unicode.pdf", "a font that is not embedded, with a table of its characters (ToUnicode)", with_unicode, READ),
    Hostile("vertical.pdf", "lines from top to bottom", vertical, READ),
    Hostile("outside.pdf", "text outside of the page", outside, f"{READ}, without what no reader sees", PLAN, ("页外左", "页外上")),
    Hostile("white-text.pdf", "white text", white_text, READ),
    Hostile("hidden-text.pdf", "text that is not drawn (render mode 3), as under a scan", hidden_text, READ),
    Hostile("million-characters.pdf", "a million characters on one page, most of them beyond its edges", million_characters, READ, PLAN),
    Hostile("many-annotations.pdf", "100,000 comments on one page", many_annotations, READ),
    Hostile("annotation-loop.pdf", "comments that answer each other and themselves", annotation_loop, READ),
    Hostile("broken-annotations.pdf", "comments without a place, of no kind, or not there", broken_annotations, READ),
    Hostile("javascript.pdf", "scripts that run when it is opened and closed", javascript, f"{READ}; no script is run"),
    Hostile("launch.pdf", "actions that start programs and open files", launch, f"{READ}; no action is run"),
    Hostile("embedded-files.pdf", "a portfolio with another plan and a program", embedded_files, f"{READ}, without what is attached"),
    Hostile("external-stream.pdf", "a stream in /etc/passwd", external_stream, f"{READ}; no other file is opened"),
    Hostile("acroform.pdf", "a form whose words are all values of fields", acroform, _NO_TEXT),
    Hostile("xfa.pdf", "a form of XFA, whose page only asks for another program", xfa, _NO_CHINESE),
)  # fmt: skip
