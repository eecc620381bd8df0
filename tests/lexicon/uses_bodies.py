"""How the lexicons of bodies, their functions and territories are used."""

from __future__ import annotations

import re

from pipeline import lexicon
from pipeline.annotate.attribution_grammar import parse_labels, parse_roles
from pipeline.annotate.attributions import find_attributions
from pipeline.annotate.bodies import parse_bodies, resolve_names
from pipeline.annotate.body_names import LEVEL, is_generic, kind_of
from pipeline.annotate.lost_columns import annotate_lost_columns
from pipeline.annotate.name_spreading import own_level, takes_level
from pipeline.annotate.subjects import find_subjects
from pipeline.extract.belonging import belongs, class_level
from pipeline.extract.departments import department, former_name, functions_of
from pipeline.extract.regions import place_at_head
from pipeline.fold import Folded, fold
from pipeline.lexicon.schema import Homophone
from pipeline.marks import Marks
from pipeline.model import Metadata
from pipeline.read.source import SourceBuilder
from tests.lexicon.use import Use

METADATA_OF_A_PROVINCE = Metadata(
    title="",
    short_title="",
    status="issued",
    attribution_style="brackets",
    plan_id="",
    level="province",
    jurisdiction="青海省",
)
# Names that the misprinted ones are compared with, each as often as it takes.
USUAL = "（街道办事处、各镇政府、县财政局、省财政厅、市发展改革委、高新区管委会负责）\n" * 3


def names(text: str) -> list[str]:
    return [name.name for name in parse_bodies(fold(text), 0, len(text))]


def subject(text: str) -> bool:
    return bool(find_subjects(Folded(text)))


def acting(text: str) -> bool:
    """Whether a body is a subject of its own and no partner of somebody else."""
    return any(body.role != "support" for mark in find_subjects(Folded(text)) for body in mark.bodies)


def roles(text: str) -> list[str]:
    return [role for _, role in parse_roles(text, 0, len(text)).bodies]


def labels(text: str) -> list[str]:
    found = parse_labels(fold(text), 0, len(text))
    return [role for _, role in found.bodies] if found else []


def headers(text: str) -> bool:
    """Whether `text` is one of the headers of a column that fell apart."""
    builder = SourceBuilder("text")
    for line in ("附件1", text, "序号", "责任单位", "市公安局", "市财政局"):
        builder.add_paragraph(line)
    return bool(annotate_lost_columns(builder.build(), ()))


def without_level(text: str) -> bool:
    """Whether the last of a list takes the level of those before it."""
    return names(text)[-1] not in fold(text)


def level_of(text: str) -> str | None:
    return belongs(text, False, (), METADATA_OF_A_PROVINCE)[0]


def settled(text: str, usual: str = USUAL) -> str:
    """What a printed name is taken for in a document that uses the names of `usual`."""
    document = f"{usual}（各镇政府、{text}负责）"
    marks = resolve_names(Marks(attributions=find_attributions(Folded(document))))
    body = marks.attributions[-1].bodies[-1]
    return body.name if document[body.start : body.end] == text != body.name else ""


def misspelt(entry: Homophone, form: str) -> list[str]:
    """The example with each of its characters of the sound written as `form`, and the example itself."""
    sounding = "".join(set(entry.forms) & set(entry.example))
    return [re.sub(f"[{sounding}]", form, entry.example), entry.example]


def misprinted(name: str) -> list[str]:
    """`name` with one character after the other replaced by others of its sound."""
    alike = [sound.forms for sound in lexicon.bodies().homophone]
    others = {char: next(o for o in sound if o != char) for sound in alike for char in sound}
    return [name.replace(char, others[char]) for char in name if char in others]


BODIES: dict[str, Use] = {
    "level": Use(lambda e, t: (m := re.match(LEVEL, t)) is not None and m[0] in e.forms, "{}财政局"),
    "false_level": Use(lambda e, t: own_level(t) is None, "{}财政局"),
    "suffix": Use(
        lambda e, t: kind_of(t) is not None and t.endswith(e.forms),
        lambda e, f: [f, f"各{f}", f"某某{f}", f"县联合{f}"],
    ),
    "unnamed": Use(lambda e, t: is_generic(fold(t).partition("要")[0]), "{}"),
    "of_a_level": Use(lambda e, t: without_level(t), "县财政局、{}"),
    "of_the_state": Use(lambda e, t: level_of(t) == "national", "{}"),
    "same": Use(
        lambda e, t: (
            e.name in department(t, False, METADATA_OF_A_PROVINCE).name
            and t != department(t, False, METADATA_OF_A_PROVINCE).name
        ),
        "各{}政府",
    ),
    "no_ending": Use(lambda e, t: kind_of(t) is None, "省{}"),
    "independent": Use(lambda e, t: not takes_level(t), "{}局"),
    "role": Use(lambda e, t: e.role in roles(t), "省财政厅{}"),
    "label": Use(lambda e, t: e.role in labels(t), "{}单位：省财政厅"),
    "column": Use(lambda e, t: headers(t), "{}"),
    "modal": Use(lambda e, t: subject(t), "公安部门{}检查"),
    "verb": Use(lambda e, t: subject(t), "公安部门{}检查工作"),
    "adverb": Use(lambda e, t: subject(t), "公安部门{}检查工作"),
    "no_duty": Use(lambda e, t: not subject(t), lambda e, f: [f"公安部门{f}加强检查", f"公安部门{f}"]),
    "pivot": Use(lambda e, t: not acting(t), "{}公安部门加强检查"),
    "past": Use(lambda e, t: not subject(t), "公安部门{}开展检查"),
    "homophone": Use(lambda e, t: settled(t) != "" and settled(t) in USUAL, misspelt),
    "well_known": Use(lambda e, t: any(settled(name, "") in e.forms for name in misprinted(t)), "{}"),
}
FUNCTIONS = {
    "function": Use(lambda e, t: e.name in functions_of(t), lambda e, f: [f"县{f}局", f"县{f}", f"{f}部门"]),
    "reform": Use(
        lambda e, t: (r := former_name(t, "2024-01-01")) is not None and r.name == e.name, "县{}局"
    ),
}
REGIONS = {
    "place": Use(
        lambda e, t: (p := place_at_head(t)) is not None and p.level == e.level,
        lambda e, f: [f"青云{f}人民政府", f"喀什{f}行署"],
    ),
    "area": Use(lambda e, t: place_at_head(t) is None, "青云{}治理方案"),
    "matter": Use(lambda e, t: place_at_head(t) is None, "{}县帮扶方案"),
    "province": Use(
        lambda e, t: (p := place_at_head(t)) is not None and p.level == "province",
        lambda e, f: [f"{f}{e.endings[0]}财政局"],
    ),
    "territory": Use(lambda e, t: class_level(fold(t)) == e.level, "各{}政府"),
}
