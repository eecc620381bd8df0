"""The numbers agree with those that LibreOffice, which counts as Word does, prints for the same file."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml import etree

from pipeline.read.word.numbering import Numbering
from pipeline.read.word.styles import Styles
from tests.read.word.test_numbering import CHAPTERS, LEGAL, OFFICIAL, PLAIN
from tests.read.word.word_xml import abstract, element, level, num, num_pr, override

TEXT = "加快发展"
FORMATS = abstract(
    4,
    level(0, "%1、", "chineseCountingThousand"),
    level(1, "%2", "decimalEnclosedCircleChinese"),
    level(2, "%3)", "lowerLetter"),
    level(3, "%4.", "upperRoman"),
    level(4, "%5", "chineseLegalSimplified"),
    level(5, "%6", "ideographTraditional"),
    level(6, "%7", "ideographZodiac"),
    level(7, "%8", "japaneseCounting"),
    level(8, "%9", "decimalZero"),
)
NUMS = "".join(
    [
        *(num(identifier, identifier - 1) for identifier in range(1, 6)),
        num(6, 3, override(0, 5)),
        num(7, 0, override(0, 1)),
    ]
)


def _soffice() -> str:
    """The program; without it the test is skipped, or fails where everything has to run."""
    program = shutil.which("soffice")
    if program is None:
        reason = "there is no LibreOffice on this machine"
        if os.environ.get("PLANS_CI") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    return program


CASES = [
    ("1/0123443210210", "official documents"),
    ("2/0110121", "chapters and articles"),
    ("3/012212", "numbers of several levels"),
    ("4/1102 4/2120", "levels before any higher one"),
    ("4/0120 6/010 4/01 6/0", "one that starts anew shares the count"),
    ("1/0110 7/011 1/0 7/0", "official documents that start anew"),
    ("5/" + "0" * 45, "一、 to 四十五、"),
    ("5/0" + "1" * 25, "circled numbers"),
    ("5/0" + "2" * 60, "letters"),
    ("5/0" + "3" * 60, "Roman numbers"),
    ("5/0" + "4" * 45, "壹 to 肆拾伍"),
    ("5/0" + "5" * 10 + "6" * 12 + "7" * 45 + "8" * 12, "甲乙丙, 子丑寅, Japanese numbers, noughts"),
]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[list[str], list[str]]]:
    """For each case what stands before its paragraphs: by our count, and by LibreOffice's."""
    program = _soffice()
    folder = tmp_path_factory.mktemp("lo_num")
    files = [folder / f"{index}.docx" for index in range(len(CASES))]
    ours = [_written(uses, file) for (uses, _), file in zip(CASES, files, strict=True)]
    profile = (folder / "profile").as_uri()
    command = [program, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "txt:Text"]
    subprocess.run(
        [*command, "--outdir", str(folder), *map(str, files)], check=True, capture_output=True, timeout=300
    )
    return list(zip(ours, map(_converted, files), strict=True))


@pytest.mark.parametrize("case", range(len(CASES)), ids=[why for _, why in CASES])
def test_the_numbers_are_those_of_libreoffice(case: int, printed: list[tuple[list[str], list[str]]]) -> None:
    ours, theirs = printed[case]
    assert ours == theirs


def _written(uses: str, file: Path) -> list[str]:
    """Write a document with these numberings and levels ("1/012"); the numbers that we count in it."""
    document = docx.Document()
    numbering = document.part.numbering_part.element
    numbering[:] = [parse_xml(etree.tostring(item)) for item in _understood()]
    for use in uses.split():
        identifier, levels = use.split("/")
        for depth in levels:
            properties = document.add_paragraph(TEXT)._p.get_or_add_pPr()
            properties.append(element("pPr", num_pr(identifier, depth))[0])
    document.save(str(file))
    numbers = Numbering(numbering, Styles(document.styles.element))
    found = [numbers.label(paragraph._p) for paragraph in document.paragraphs]
    return [label.text if label else "" for label in found]


def _converted(file: Path) -> list[str]:
    lines = file.with_suffix(".txt").read_text(encoding="utf-8-sig").splitlines()
    return [line.strip().removesuffix(TEXT).strip() for line in lines]


def _understood() -> etree._Element:
    """The numberings without what LibreOffice 7.4 does not know: isLgl and lvlRestart."""
    root = element("numbering", "".join([OFFICIAL, CHAPTERS, LEGAL, PLAIN, FORMATS, NUMS]))
    for name in ("w:isLgl", "w:lvlRestart"):
        for item in list(root.iter(qn(name))):
            item.getparent().remove(item)  # type: ignore[union-attr]
    return root
