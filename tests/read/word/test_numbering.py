"""The numbers in front of paragraphs, counted as Word counts them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.read.word.numbering import Label, Numbering
from pipeline.read.word.numerals import numeral
from pipeline.read.word.styles import Styles
from tests.read.word.word_xml import abstract, element, level, num, num_pr, override, paragraph, style

OFFICIAL = abstract(
    0,
    level(0, "%1、", "chineseCounting", suffix="nothing"),
    level(1, "（%2）", "chineseCountingThousand", suffix="nothing"),
    level(2, "%3.", suffix="space"),
    level(3, "（%4）"),
    level(4, "%5", "decimalEnclosedCircle"),
)
CHAPTERS = abstract(
    1,
    level(0, "第%1章", "chineseCounting"),
    level(1, "第%2条", "chineseCountingThousand", '<w:lvlRestart w:val="0"/>'),
    level(2, "（%3）", "chineseCounting"),
)
LEGAL = abstract(
    2,
    level(0, "第%1章", "chineseCounting"),
    level(1, "%1.%2", "decimalZero", "<w:isLgl/>"),
    level(2, "%1.%2.%3", "decimal", "<w:isLgl/>"),
    level(3, "%1-%4", "decimal", '<w:isLgl w:val="0"/>'),
)
PLAIN = abstract(3, level(0, "%1."), level(1, "%1.%2"), level(2, "%1.%2.%3"))


def labels(content: str, uses: list[tuple[int, int]], styles: Styles | None = None) -> list[str | None]:
    """What stands before paragraphs with these numberings and levels."""
    numbering = Numbering(element("numbering", content), styles or Styles(None))
    found = [numbering.label(paragraph(num_pr(*use))) for use in uses]
    return [label.text if label else None for label in found]


def printed(content: str, uses: list[tuple[int, int]]) -> str:
    return " ".join(label or "-" for label in labels(content, uses))


@pytest.mark.parametrize(
    ("content", "levels", "expected", "why"),
    [
        (
            OFFICIAL,
            "0123443210210",
            "一、 （一） 1. （1） ① ② （2） 2. （二） 二、 1. （二） 三、",
            "official documents",
        ),
        (
            CHAPTERS,
            "01101210",
            "第一章 第一条 第二条 第二章 第三条 （一） 第四条 第三章",
            "articles run through",
        ),
        (LEGAL, "012212301", "第一章 1.1 1.1.1 1.1.2 1.2 1.2.1 一-1 第二章 2.1", "legal numbers"),
        (PLAIN, "0120120", "1. 1.1 1.1.1 2. 2.1 2.1.1 3.", "deeper levels start anew"),
        (PLAIN, "1102", "1.1 1.2 2. 2.1.1", "a level before any higher one counts that as begun"),
        (PLAIN, "2120", "1.1.1 1.2 1.2.1 2.", "two levels before any higher one"),
        (
            abstract(
                0, level(0, "%1"), level(1, "%1.%2"), level(2, "%2-%3", more='<w:lvlRestart w:val="1"/>')
            ),
            "01212012",
            "1 1.1 1-1 1.2 2-2 2 2.1 1-1",
            "anew under the first level only",
        ),
        (
            abstract(0, level(0, "%1"), level(1, "%2", more='<w:lvlRestart w:val="7"/>')),
            "01101",
            "1 1 2 2 1",
            "a level cannot start anew under a deeper one",
        ),
        (abstract(0, level(0, "%1.", start=3)), "000", "3. 4. 5.", "a first number"),
        (abstract(0, level(0, "%1.", start=0)), "00", "0. 1.", "from nought"),
        (abstract(0, '<w:lvl w:ilvl="0"><w:lvlText w:val="%1)"/></w:lvl>'), "00", "0) 1)", "nothing said"),
        (abstract(0, level(0, "%1.", start=-2)), "000", "-2. -1. 0.", "below nought"),
        (
            abstract(0, level(0, "%1、", "chineseCounting", start=10**9)),
            "0",
            "1000000000、",
            "beyond all lists",
        ),
        (abstract(0, level(0, "%1、", start="9" * 30)), "0", "0、", "no number that a program holds"),
        (abstract(0, level(0, "%1、", start="two")), "0", "0、", "no number"),
        (abstract(0, level(0, "附件%1", "upperLetter")), "00", "附件A 附件B", "text around the number"),
        (abstract(0, level(0, "%1%2%9x")), "0", "1x", "levels below its own print nothing"),
        (abstract(0, level(0, "%1"), level(2, "%1.%2.%3")), "02", "1 1..1", "a level that is not defined"),
        (abstract(0, level(0, "100%")), "0", "100%", "a percent sign"),
        (abstract(0, level(0, "")), "00", "- -", "no text, no label"),
        (abstract(0, level(0, "%1", "none")), "0", "-", "no number, no label"),
        (abstract(0, level(0, "注：", "none")), "0", "注：", "text alone"),
        (abstract(0, level(0, "%1", "none"), level(1, "%1%2.")), "0101", "- 1. - 1.", "silent levels count"),
        (abstract(0, level(0, " %1 ")), "0", " 1 ", "spaces as they are"),
        (
            abstract(
                0,
                level(
                    0,
                    "%1.",
                    '<mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom"'
                    ' w:format="001, 002, 003, ..."/></mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/>'
                    "</mc:Fallback></mc:AlternateContent>",
                ),
            ),
            "00",
            "001. 002.",
            "a format of the file's own",
        ),
        (
            abstract(0, level(0, "%1.", '<w:numFmt w:val="custom" w:format="0001, 0002, 0003, ..."/>')),
            "0",
            "0001.",
            "a format of the file's own, without an alternative",
        ),
        (abstract(0, level(0, "%1.", '<w:numFmt w:val="custom"/>')), "0", "1.", "custom without a format"),
        (abstract(0, level(0, "%1."), level(0, "%1)")), "0", "1.", "of two definitions the first"),
    ],
)
def test_levels_count_and_print(content: str, levels: str, expected: str, why: str) -> None:
    identifier = int(content.split('abstractNumId="')[1][0])
    uses = [(1, int(index)) for index in levels]
    assert printed(content + num(1, identifier), uses) == expected, why


@pytest.mark.parametrize(
    ("level_xml", "text"),
    [
        (level(0, "\uf0b7", "bullet"), "•"),
        (level(0, "\uf06c", "bullet"), "•"),
        (level(0, "\uf0b7\uf0b7 ", "bullet"), "•• "),
        (level(0, "●", "bullet"), "●"),
        (level(0, "—", "bullet"), "—"),
        (level(0, "%1", "bullet"), "%1"),
        (
            level(
                0, "l", "bullet", after='<w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr>'
            ),
            "•",
        ),
        (level(0, "o", "bullet", after='<w:rPr><w:rFonts w:ascii="Courier New"/></w:rPr>'), "o"),
        (level(0, "", "bullet", after='<w:lvlPicBulletId w:val="0"/>'), "•"),
        (level(0, "", "bullet"), None),
        (level(0, " ", "bullet"), None),
    ],
)
def test_bullets_are_text(level_xml: str, text: str | None) -> None:
    assert labels(abstract(0, level_xml) + num(1, 0), [(1, 0), (1, 0)]) == [text, text]


@pytest.mark.parametrize(
    ("suffix", "expected"), [(None, "\t"), ("tab", "\t"), ("space", " "), ("nothing", ""), ("?", "\t")]
)
def test_what_parts_the_number_from_the_text(suffix: str | None, expected: str) -> None:
    content = abstract(0, level(0, "%1.", suffix=suffix)) + num(1, 0)
    numbering = Numbering(element("numbering", content), Styles(None))
    assert numbering.label(paragraph(num_pr(1, 0))) == Label("1.", expected)


@pytest.mark.parametrize(
    ("nums", "uses", "expected", "why"),
    [
        (
            num(1, 3) + num(2, 3),
            [(1, 0), (2, 0), (1, 0)],
            "1. 2. 3.",
            "numberings of one kind count together",
        ),
        (
            num(1, 3) + num(2, 3, override(0, 1)),
            [(1, 0), (1, 0), (2, 0), (2, 0), (1, 0), (2, 0)],
            "1. 2. 1. 2. 3. 4.",
            "anew at its first paragraph only",
        ),
        (
            num(1, 3) + num(2, 3, override(0, 5)),
            [(1, 0), (1, 1), (2, 0), (2, 1), (2, 1)],
            "1. 1.1 5. 5.1 5.2",
            "deeper levels follow",
        ),
        (num(1, 3, override(1, 4)), [(1, 0), (1, 1), (1, 0), (1, 1)], "1. 1.4 2. 2.4", "whenever it is anew"),
        (
            num(1, 3, override(0, None, level(0, "第%1项", "chineseCounting"))) + num(2, 3),
            [(1, 0), (2, 0), (1, 0)],
            "第一项 2. 第三项",
            "another level in its place, counted on",
        ),
        (
            num(1, 3, override(0, 3, level(0, "%1)", start=8))),
            [(1, 0), (1, 0)],
            "3) 4)",
            "another level and another first number",
        ),
        (num(1, 3, override(12, 3) + override(0, "x")), [(1, 0)], "1.", "overrides without sense"),
        (num(1, 99), [(1, 0)], "-", "no such kind"),
        ('<w:num w:numId="1"/>', [(1, 0)], "-", "no kind at all"),
        (
            num(1, 3),
            [(2, 0), (1, 12), (1, -1), (1, 5), (1, 0)],
            "- - - - 1.",
            "what there is not counts nothing",
        ),
        ("", [(1, 0)], "-", "no numberings"),
    ],
)
def test_numberings_share_and_override(
    nums: str, uses: list[tuple[int, int]], expected: str, why: str
) -> None:
    assert printed(PLAIN + nums, uses) == expected, why


def test_a_file_without_numberings_has_no_labels() -> None:
    assert Numbering(None, Styles(None)).label(paragraph(num_pr(1, 0))) is None


@pytest.mark.parametrize("by_style", [True, False])
def test_a_list_style_leads_to_the_levels(by_style: bool) -> None:
    link = "" if by_style else '<w:styleLink w:val="list"/>'
    content = (
        abstract(0, '<w:numStyleLink w:val="list"/>')
        + abstract(1, link, level(0, "%1、", "chineseCounting"))
        + num(1, 0)
        + num(2, 1)
    )
    numbered = style("list", f"<w:pPr>{num_pr(2)}</w:pPr>", attributes='w:type="numbering"')
    styles = Styles(element("styles", numbered if by_style else ""))
    assert labels(content, [(1, 0), (2, 0), (1, 0)], styles) == ["一、", "二、", "三、"]


@pytest.mark.parametrize("link", ["self", "other", "nowhere"])
def test_list_styles_that_lead_nowhere_have_no_labels(link: str) -> None:
    content = (
        abstract(0, f'<w:numStyleLink w:val="{link}"/><w:styleLink w:val="self"/>')
        + abstract(1, '<w:numStyleLink w:val="self"/><w:styleLink w:val="other"/>')
        + num(1, 0)
    )
    assert labels(content, [(1, 0)]) == [None]


def test_a_style_stands_at_the_level_that_names_it() -> None:
    content = abstract(
        0,
        level(0, "第%1章", "chineseCounting", '<w:pStyle w:val="1"/>'),
        level(1, "第%2节", "chineseCounting", '<w:pStyle w:val="2"/>'),
        level(2, "%3.", more='<w:pStyle w:val="third"/>'),
    ) + num(1, 0)
    styles = Styles(
        element(
            "styles",
            style("1", f"<w:pPr>{num_pr(1)}</w:pPr>")
            + style("2", f"<w:pPr>{num_pr(1, 2)}</w:pPr>")  # the numbering is right, not the style
            + style("like_2", based_on="2")
            + style("third", based_on="2")
            + style("said", f"<w:pPr>{num_pr(1, 2)}</w:pPr>")
            + style("unsaid", f"<w:pPr>{num_pr(1)}</w:pPr>"),
        )
    )
    numbering = Numbering(element("numbering", content), styles)
    given = [paragraph(style=name) for name in ("1", "2", "like_2", "third", "said", "2")]
    given += [
        paragraph(num_pr(None, 0), style="2"),
        paragraph(num_pr(0), style="2"),
        paragraph(style="unsaid"),
    ]
    found = [numbering.label(item) for item in given]
    assert [label.text if label else None for label in found] == [
        "第一章", "第一节", "第二节", "1.", "2.", "第三节", "第二章", None, "第三章",
    ]  # fmt: skip


@given(
    st.integers(0, 400),
    st.integers(1, 30),
    st.sampled_from(["decimal", "chineseCounting", "chineseCountingThousand", "decimalEnclosedCircle", "x"]),
)
def test_the_nth_paragraph_has_the_nth_number(start: int, count: int, format: str) -> None:
    found = labels(abstract(0, level(0, "%1、", format, start=start)) + num(1, 0), [(1, 0)] * count)
    assert found == [f"{numeral(start + index, format)}、" for index in range(count)]


NONSENSE = st.one_of(
    st.integers(-2, 12).map(str),
    st.sampled_from(["", "x", "1.5", "99999999999999999999", "-0", "٣", "0x1"]),
)


@given(
    st.lists(
        st.tuples(NONSENSE, NONSENSE, NONSENSE, st.sampled_from(["%1", "%9%1", "", "%"])),
        min_size=1,
        max_size=4,
    ),
    st.lists(st.tuples(NONSENSE, NONSENSE), max_size=8),
)
def test_nonsense_neither_fails_nor_hangs(
    parts: list[tuple[str, str, str, str]], uses: list[tuple[str, str]]
) -> None:
    content = "".join(
        abstract(index, level(depth, text, more=f'<w:lvlRestart w:val="{restart}"/>', start=start))
        + num(index, index, override(index, start))
        for index, (depth, start, restart, text) in enumerate(parts)
    )
    numbering = Numbering(element("numbering", content), Styles(None))
    for use in uses:
        label = numbering.label(paragraph(num_pr(*use)))
        assert label is None or label.text.strip()
