"""Changes a document at random, over and over, and reads it: each must be read, or refused in one line.

`bench/fuzz.py word --minutes 5 --seed 1` prints how many cases were run and what was found; a case that
failed is run again by `--case N` with the same seed. tests/read/word/test_fuzz.py makes the same changes.

The changes are general: to elements, attributes, texts and bytes of the XML parts of a ZIP file; to numbers,
names, streams and objects of a PDF file (bench/fuzz_pdf.py). `pdf` reads in a child process with limited memory,
since PDFium can end its process: a case that ends it, or takes too long, is a fault.
"""

from __future__ import annotations

import argparse
import io
import random
import sys
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile

import docx
from docx.document import Document
from docx.oxml import parse_xml
from lxml import etree

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # seeds stand beside their tests

from pipeline.errors import ReadError
from pipeline.model import Source
from pipeline.read import read_bytes

MOST_CHANGES = 6
SLOW = 10.0  # seconds for one case
# What a reader may not expect where a number, a name, a date or a switch stands.
VALUES = (
    "", " ", "0", "-1", "1", "2", "9", "255", "32768", "2147483648", "99999999999999999999", "1.5", "1e9",
    "NaN", "true", "off", "x", "二", "１", "\u202e", "\U0001f600", "../x", "rId1", "rId99", "bullet",
    "2024-13-45T99:99:99Z", "aiueo", "%1.%2.%9", "restart", "a" * 5000,
)  # fmt: skip


class Change(NamedTuple):
    """One change: numbers of any size, of which each way takes what it needs."""

    part: int
    way: int
    at: int
    other: int
    value: int


def _delete(nodes: Sequence[etree._Element], change: Change) -> None:
    node = nodes[change.at % len(nodes)]
    if (parent := node.getparent()) is not None:
        parent.remove(node)


def _duplicate(nodes: Sequence[etree._Element], change: Change) -> None:
    node = nodes[change.at % len(nodes)]
    if (parent := node.getparent()) is not None:
        for _ in range(1 + change.value % 3):
            parent.insert(parent.index(node), deepcopy(node))


def _swap(nodes: Sequence[etree._Element], change: Change) -> None:
    """Two elements change places; one may hold the other, then nothing happens."""
    first, second = nodes[change.at % len(nodes)], nodes[change.other % len(nodes)]
    above, beside = first.getparent(), second.getparent()
    if above is None or beside is None or first in second.iter() or second in first.iter():
        return
    holder = etree.Element("holder")
    above.replace(first, holder)
    beside.replace(second, first)
    above.replace(holder, second)


def _move_into(nodes: Sequence[etree._Element], change: Change) -> None:
    """A copy of one element goes into another."""
    nodes[change.other % len(nodes)].append(deepcopy(nodes[change.at % len(nodes)]))


def _rename(nodes: Sequence[etree._Element], change: Change) -> None:
    nodes[change.at % len(nodes)].tag = nodes[change.other % len(nodes)].tag


def _set_attribute(nodes: Sequence[etree._Element], change: Change) -> None:
    having = [node for node in nodes if node.attrib]
    if having:
        node = having[change.at % len(having)]
        node.set(list(node.attrib)[change.other % len(node.attrib)], VALUES[change.value % len(VALUES)])


def _drop_attribute(nodes: Sequence[etree._Element], change: Change) -> None:
    having = [node for node in nodes if node.attrib]
    if having:
        node = having[change.at % len(having)]
        del node.attrib[list(node.attrib)[change.other % len(node.attrib)]]


def _set_text(nodes: Sequence[etree._Element], change: Change) -> None:
    nodes[change.at % len(nodes)].text = VALUES[change.value % len(VALUES)]


def _empty(nodes: Sequence[etree._Element], change: Change) -> None:
    node = nodes[change.at % len(nodes)]
    for child in list(node):
        node.remove(child)


WAYS: tuple[Callable[[Sequence[etree._Element], Change], None], ...] = (
    _delete, _duplicate, _swap, _move_into, _rename, _set_attribute, _drop_attribute, _set_text, _empty,
)  # fmt: skip


def _cut(content: bytes, change: Change) -> bytes:
    return content[: change.at % (len(content) + 1)]


def _put_bytes(content: bytes, change: Change) -> bytes:
    at = change.at % (len(content) + 1)
    new = VALUES[change.value % len(VALUES)].encode("utf-8")
    return content[:at] + new + content[at + change.other % 8 :]


BYTE_WAYS: tuple[Callable[[bytes, Change], bytes], ...] = (_cut, _put_bytes)


def changed(parts: Mapping[str, bytes], changes: Sequence[Change]) -> dict[str, bytes]:
    """The parts of a ZIP file with `changes` made to them, one after the other."""
    made = dict(parts)
    for change in changes:
        names = list(made)
        name = names[change.part % len(names)]
        # One in twenty changes is one of bytes; after it the part is mostly no XML any more.
        way = change.way % (20 * len(BYTE_WAYS))
        if way < len(BYTE_WAYS):
            made[name] = BYTE_WAYS[way](made[name], change)
        else:
            made[name] = _with_elements_changed(made[name], change)
    return made


def _with_elements_changed(content: bytes, change: Change) -> bytes:
    try:
        root = etree.fromstring(content)
    except etree.XMLSyntaxError:
        return content
    WAYS[change.way % len(WAYS)](list(root.iter("*")), change)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def unpacked(data: bytes) -> dict[str, bytes]:
    """The XML parts of a ZIP file."""
    with ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name.endswith((".xml", ".rels"))}


def packed(parts: Mapping[str, bytes]) -> bytes:
    """A ZIP file of `parts`."""
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def rich_word() -> bytes:
    """A small Word file with something of everything: list, table, comment, changes, header, link."""
    made = docx.Document()
    made.core_properties.title = "某县空气质量方案"
    made.sections[0].header.paragraphs[0].text = "征求意见稿"
    heading = made.add_heading("一、总体要求", 1)
    made.add_comment(heading.runs, "请核实", "审稿人")
    for text in ("到2025年，全县森林覆盖率达到40%。", "严禁新增钢铁产能。"):
        made.add_paragraph(text, style="List Number")
    table = made.add_table(3, 3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "指标"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "PM2.5"
    table.cell(2, 2).text = "30微克/立方米"
    _add_raw(made)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def _add_raw(made: Document) -> None:
    """What python-docx does not write: tracked changes, fields, a text box, content controls."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    by = 'w:author="甲" w:date="2024-03-01T08:00:00Z"'
    run = "<w:r><w:t>{}</w:t></w:r>"
    for content in (
        f'<w:p {space}>{run.format("牵头单位：")}<w:ins w:id="90" {by}>{run.format("县林业局")}</w:ins>'
        f'<w:del w:id="91" {by}><w:r><w:delText>县环保局</w:delText></w:r></w:del></w:p>',
        f'<w:p {space}><w:pPr><w:rPr><w:del w:id="92" {by}/></w:rPr></w:pPr>{run.format("并入下段")}</w:p>',
        f'<w:p {space}><w:moveFrom w:id="93" {by}>{run.format("移动")}</w:moveFrom><w:r><w:tab/><w:br/><w:noBreakHyphen/></w:r></w:p>',
        f'<w:p {space}><w:fldSimple w:instr="PAGE">{run.format("1")}</w:fldSimple><w:hyperlink w:anchor="a">{run.format("附件")}</w:hyperlink></w:p>',
        f"<w:sdt {space}><w:sdtContent><w:p>{run.format('控件')}</w:p></w:sdtContent></w:sdt>",
    ):
        made.element.body.insert_element_before(parse_xml(content), "w:sectPr")


def word_cases() -> tuple[Callable[[str], bytes], Callable[[bytes], str]]:
    """What makes the file of a case from its seed, and what finds its fault."""
    parts = unpacked(rich_word())
    return (lambda seed: packed(changed(parts, random_changes(seed)))), fault


def pdf_cases() -> tuple[Callable[[str], bytes], Callable[[bytes], str]]:
    """The same for PDF files, of which there are several to begin with."""
    from bench import fuzz_pdf
    from bench.fuzz_child import Child

    seeds = fuzz_pdf.seeds()

    def make(seed: str) -> bytes:
        return fuzz_pdf.changed(random.Random(f"{seed}:file").choice(seeds), random_changes(seed))

    return make, Child().fault


FORMATS = {"word": word_cases, "pdf": pdf_cases}


def fault(data: bytes) -> str:
    """What is wrong with how `data` is read; empty if it is read, or refused as it should be."""
    try:
        source: object = read_bytes(data, "a")
    except ReadError as error:
        line = str(error)
        return (
            "" if line.startswith("a: ") and "\n" not in line and error.reason else f"no good line: {line!r}"
        )
    except Exception:  # noqa: BLE001 - what this program is looking for
        return traceback.format_exc()
    return "" if isinstance(source, Source) else f"no source: {source!r}"


def random_changes(seed: str) -> list[Change]:
    """The changes of one case."""
    numbers = random.Random(seed)
    count = numbers.randint(1, MOST_CHANGES)
    return [Change(*(numbers.randrange(1 << 30) for _ in Change._fields)) for _ in range(count)]


@dataclass
class Tally:
    """What was found: the number of each case by the last line of its fault."""

    cases: int
    slow: list[int]
    faults: dict[str, list[int]]


def run(
    make: Callable[[str], bytes],
    judge: Callable[[bytes], str],
    seed: int,
    numbers: Sequence[int] | None,
    seconds: float,
) -> Tally:
    """Run the cases `numbers`, or as many as there is time for."""
    tally = Tally(0, [], {})
    started = time.monotonic()
    while (tally.cases < len(numbers)) if numbers else (time.monotonic() - started < seconds):
        number = numbers[tally.cases] if numbers else tally.cases
        data = make(f"{seed}:{number}")
        began = time.monotonic()
        found = judge(data)
        if time.monotonic() - began > SLOW:
            tally.slow.append(number)
        if found:
            line = found.strip().rpartition("\n")[2].partition("[")[0]
            tally.faults.setdefault(line, []).append(number)
            if numbers:
                print(found)
        tally.cases += 1
    return tally


def main() -> int:
    """Run, print what was found; 1 if anything was."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("format", choices=FORMATS)
    arguments.add_argument("--minutes", type=float, default=1.0)
    arguments.add_argument("--seed", type=int, default=0)
    arguments.add_argument("--case", type=int, help="run this one case again and print all of its fault")
    arguments.add_argument("--out", type=Path, help="with --case: write the changed document there")
    given = arguments.parse_args()
    make, judge = FORMATS[given.format]()
    numbers = None if given.case is None else [given.case]
    if given.out and numbers:
        given.out.write_bytes(make(f"{given.seed}:{given.case}"))
    tally = run(make, judge, given.seed, numbers, given.minutes * 60)
    print(f"{tally.cases} cases of {given.format} with seed {given.seed}: ", end="")
    print(f"{sum(map(len, tally.faults.values()))} faults, {len(tally.slow)} slower than {SLOW:g} s")
    for line, cases in sorted(tally.faults.items(), key=lambda item: -len(item[1])):
        print(f"  {len(cases)}× {line[:300]} (--case {cases[0]})")
    for number in tally.slow:
        print(f"  slow: --case {number}")
    return 1 if tally.faults or tally.slow else 0


if __name__ == "__main__":
    sys.exit(main())
