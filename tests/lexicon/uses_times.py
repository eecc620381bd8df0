"""How the lexicon of times is used."""

from __future__ import annotations

from pipeline.marks import TimeMark
from tests.documents import marks_of
from tests.lexicon.use import Use


def times(text: str) -> list[TimeMark]:
    return marks_of(text).times


def printed(text: str) -> list[str]:
    return [text[mark.start : mark.end] for mark in times(text)]


def rhythms(text: str) -> list[str | None]:
    return [mark.period for mark in times(text) if mark.kind == "recurring"]


def named(text: str) -> bool:
    return any(mark.use == "name" for mark in times(text))


TIMES = {
    "season": Use(lambda e, t: bool(times(t)), "{}季前完成"),
    "period": Use(lambda e, t: e.iso in rhythms(t), "每{}通报"),
    "rhythm": Use(lambda e, t: e.iso in rhythms(t), "{}调度"),
    "until": Use(lambda e, t: any(p.startswith(e.forms) for p in printed(t)), "{}2025年完成"),
    "since": Use(lambda e, t: any(p.startswith(e.forms) for p in printed(t)), "{}2025年起实施"),
    "instrument": Use(lambda e, t: any(f in p for p in printed(t) for f in e.forms), "本{}印发之日起30日内"),
    "effect": Use(lambda e, t: any("之日起" in p for p in printed(t)), "自{}之日起30日内"),
    "done": Use(lambda e, t: bool(times(t)), "12月{}验收"),
    "underway": Use(lambda e, t: bool(times(t)), "12月{}验收"),
    "yearly": Use(lambda e, t: bool(rhythms(t)), "全年{}两次"),
    "reporting": Use(lambda e, t: bool(rhythms(t)), "建立“月{}”机制"),
    "seasonal": Use(lambda e, t: bool(times(t)), "{}汛期防范"),
    "edition": Use(lambda e, t: named(t), "产业目录（2024年{}）"),
    "named_goal": Use(lambda e, t: named(t), "为实现2030年发展{}"),
    "handed_down": Use(lambda e, t: named(t), "完成每年{}的任务"),
    "this_year": Use(lambda e, t: not named(t), "2025年度{}5家"),
}
OCCASIONS = {
    "occasion": Use(lambda e, t: bool(times(t)), "{}前完成改造"),
}
