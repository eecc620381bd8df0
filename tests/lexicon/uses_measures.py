"""How the lexicon of predicates of duty is used."""

from __future__ import annotations

from pipeline.marks import MeasureMark
from tests.documents import marks_of
from tests.lexicon.use import Use


def measures(text: str) -> list[MeasureMark]:
    return marks_of(text).measures


def said(text: str, part: tuple[int, int]) -> str:
    return text[slice(*part)]


def any_force(forms: tuple[str, ...], text: str) -> bool:
    return any(form in mark.force for mark in measures(text) for form in forms)


def any_action(forms: tuple[str, ...], text: str) -> bool:
    return any(said(text, mark.action) in forms for mark in measures(text))


def any_scope(forms: tuple[str, ...], text: str) -> bool:
    return any(said(text, scope).startswith(forms) for mark in measures(text) for scope in mark.scopes)


def any_bound(forms: tuple[str, ...], text: str) -> bool:
    return any(said(text, bound) in forms for mark in measures(text) for bound in mark.thresholds)


MEASURES = {
    "adverb": Use(lambda e, t: any_force(e.forms, t), "企业{}淘汰落后产能"),
    "weak": Use(lambda e, t: any_force(e.forms, t), "{}推广新能源汽车"),
    "verb": Use(
        lambda e, t: any_action(e.forms, t),
        lambda e, f: [f"{f}煤炭消费", f"有序{f}煤炭", f"煤炭消费占比{f}40%", f"对落后产能进行{f}"],
    ),
    "modifier": Use(lambda e, t: any_scope(e.forms, t), "{}项目严格落实环评要求"),
    "bound": Use(lambda e, t: any_bound(e.forms, t), "实行煤炭{}替代"),
}
