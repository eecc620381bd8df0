"""What paragraphs take over from their styles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.read.word.styles import NumberingReference, StyleLevel, Styles
from tests.read.word.word_xml import element, num_pr, paragraph, style


def outline(level: object) -> str:
    return f'<w:outlineLvl w:val="{level}"/>'


def properties(*content: str) -> str:
    return f"<w:pPr>{''.join(content)}</w:pPr>"


STYLES = Styles(
    element(
        "styles",
        "".join(
            [
                style("a", '<w:name w:val="Normal"/>', attributes='w:default="1"'),
                style("1", f'<w:name w:val="heading 1"/>{properties(num_pr(1), outline(0))}', based_on="a"),
                style("2", f'<w:name w:val="heading 2"/>{properties(num_pr(1, 1), outline(1))}'),
                style("mine", based_on="2"),
                style("deeper", properties(num_pr(None, 2)), based_on="mine"),
                style("off", properties(num_pr(0), outline(9)), based_on="mine"),
                style("on_again", properties(num_pr(7)), based_on="off"),
                style("one", properties(num_pr(3)), based_on="other"),
                style("other", based_on="one"),
                style("itself", properties(outline(2)), based_on="itself"),
                style("lost", properties(outline(3)), based_on="nowhere"),
                style("circle_a", based_on="circle_b"),
                style("circle_b", based_on="circle_a"),
                style("title_style", '<w:name w:val="Title"/><w:aliases w:val="公文标题,大标题"/>'),
                style("biaoti", '<w:name w:val="标题"/>'),
                style("biaoti2", '<w:name w:val="标题 2"/>'),
                style("aliased", '<w:name w:val="我的"/><w:aliases w:val="章名,标题 3"/>'),
                style("subtitle", '<w:name w:val="Subtitle"/>'),
                style("body", '<w:name w:val="标题下的正文"/>'),
                style("broken", properties(num_pr("x"), outline("high"))),
                style("list", properties(num_pr(4)), attributes='w:type="numbering"'),
                style("char", properties(num_pr(4)), attributes='w:type="character"'),
            ]
        ),
    )
)


@pytest.mark.parametrize(
    ("given", "expected", "why"),
    [
        (paragraph(), None, "no numbering"),
        (element("p", ""), None, "no properties"),
        (paragraph(num_pr(2, 1)), NumberingReference(2, 1), "its own"),
        (paragraph(num_pr(2)), NumberingReference(2, 0), "its own, the highest level"),
        (paragraph(num_pr(2, 1), style="1"), NumberingReference(2, 1), "its own before its style's"),
        (paragraph(num_pr(0), style="1"), None, "0 switches off what the style has"),
        (paragraph(num_pr(0, 0)), None, "0 is no numbering"),
        (paragraph(num_pr(-1)), None, "no such numbering"),
        (paragraph(num_pr("x", 1)), None, "no number"),
        (paragraph(num_pr(2, "x")), None, "a level that is no number"),
        (paragraph(num_pr(2, 12)), NumberingReference(2, 12), "for the numbering to judge"),
        (
            paragraph("<w:numPr><w:ilvl w:val='1'/><w:numId w:val='2'/><w:ins w:id='1'/></w:numPr>"),
            NumberingReference(2, 1),
            "a tracked insertion is accepted",
        ),
        (
            paragraph(f"<w:pPrChange><w:pPr>{num_pr(2)}</w:pPr></w:pPrChange>"),
            None,
            "what was before a change does not count",
        ),
        (
            paragraph(style="1"),
            NumberingReference(1, None, (StyleLevel("1", None),)),
            "the style's; which level, the numbering knows",
        ),
        (paragraph(style="2"), NumberingReference(1, None, (StyleLevel("2", 1),)), "the style's level"),
        (
            paragraph(style="mine"),
            NumberingReference(1, None, (StyleLevel("mine", None), StyleLevel("2", 1))),
            "that of the style it is based on",
        ),
        (
            paragraph(style="deeper"),
            NumberingReference(
                1, None, (StyleLevel("deeper", 2), StyleLevel("mine", None), StyleLevel("2", 1))
            ),
            "a style that changes the level only",
        ),
        (
            paragraph(num_pr(None, 2), style="1"),
            NumberingReference(1, 2, (StyleLevel("1", None),)),
            "the paragraph changes the level only",
        ),
        (paragraph(style="off"), None, "a style switches off"),
        (
            paragraph(style="on_again"),
            NumberingReference(7, None, (StyleLevel("on_again", None),)),
            "a style based on it switches on",
        ),
        (
            paragraph(style="other"),
            NumberingReference(3, None, (StyleLevel("other", None), StyleLevel("one", None))),
            "two styles based on each other",
        ),
        (paragraph(style="circle_a"), None, "a circle without numbering"),
        (paragraph(style="nowhere"), None, "a style that there is not"),
        (paragraph(style="broken"), None, "a style with nonsense"),
        (paragraph(style="char"), None, "no style of paragraphs"),
    ],
)
def test_numbering_is_the_paragraphs_or_its_styles(
    given: object, expected: NumberingReference | None, why: str
) -> None:
    assert STYLES.numbering(given) == expected, why  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "expected", "why"),
    [
        (paragraph(), None, "body text"),
        (paragraph(outline(2)), 2, "its own"),
        (paragraph(outline(8)), 8, "the deepest"),
        (paragraph(outline(9), style="1"), None, "9 says body text"),
        (paragraph(outline(10)), None, "no such level"),
        (paragraph(outline(-1)), None, "no such level"),
        (paragraph(outline("x"), style="2"), 1, "nonsense does not count"),
        (paragraph(style="1"), 0, "the style's"),
        (paragraph(style="deeper"), 1, "from what it is based on"),
        (paragraph(style="off"), None, "a style takes it back"),
        (paragraph(style="itself"), 2, "a style based on itself"),
        (paragraph(style="lost"), 3, "based on a style that there is not"),
        (paragraph(style="circle_b"), None, "a circle"),
        (paragraph(style="broken"), None, "nonsense"),
    ],
)
def test_outline_level_is_the_paragraphs_or_its_styles(given: object, expected: int | None, why: str) -> None:
    assert STYLES.outline_level(given) == expected, why  # type: ignore[arg-type]


def test_a_paragraph_without_a_style_has_the_default_one() -> None:
    styles = Styles(
        element(
            "styles",
            style("other", properties(outline(4)))
            + style("a", properties(num_pr(5), outline(1)), attributes='w:default="1"')
            + style("late", properties(outline(5)), attributes='w:default="1"'),
        )
    )
    for plain in (paragraph(), paragraph(style="nowhere"), element("p", "")):
        assert styles.outline_level(plain) == 1
        assert styles.numbering(plain) == NumberingReference(5, None, (StyleLevel("a", None),))


@pytest.mark.parametrize(
    ("name", "heading", "title"),
    [
        ("1", 1, False),
        ("2", 2, False),
        ("biaoti2", 2, False),
        ("aliased", 3, False),
        ("title_style", None, True),
        ("biaoti", None, True),
        ("subtitle", None, False),
        ("body", None, False),
        ("mine", None, False),
        ("nowhere", None, False),
        (None, None, False),
    ],
)
def test_headings_and_titles_are_known_by_their_names(
    name: str | None, heading: int | None, title: bool
) -> None:
    given = paragraph(style=name)
    assert (STYLES.heading_number(given), STYLES.is_title(given)) == (heading, title)


def test_list_styles_name_a_numbering() -> None:
    assert [STYLES.number_of(name) for name in ("list", "mine", "circle_a", "nowhere")] == [4, 1, None, None]


def test_a_file_without_styles_has_what_its_paragraphs_say() -> None:
    styles = Styles(None)
    given = paragraph(num_pr(2, 1), outline(3), style="1")
    assert styles.numbering(given) == NumberingReference(2, 1)
    assert styles.outline_level(given) == 3
    assert styles.heading_number(given) is None


NAMES = st.sampled_from(["a", "b", "c", "d"])


@given(
    st.dictionaries(NAMES, st.tuples(NAMES, st.integers(-2, 12), st.integers(-2, 12))),
    NAMES,
    NAMES | st.none(),
)
def test_any_web_of_styles_ends(web: dict[str, tuple[str, int, int]], name: str, default: str | None) -> None:
    styles = Styles(
        element(
            "styles",
            "".join(
                style(
                    key,
                    properties(num_pr(number or None, depth), outline(depth)),
                    based_on=base,
                    attributes='w:default="1"' if key == default else "",
                )
                for key, (base, number, depth) in web.items()
            ),
        )
    )
    reference = styles.numbering(paragraph(style=name))
    level = styles.outline_level(paragraph(style=name))
    assert reference is None or reference.number > 0
    assert level is None or 0 <= level <= 8
