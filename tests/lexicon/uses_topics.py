"""How the lexicon of topics is used."""

from __future__ import annotations

from pipeline.compare import Provision
from pipeline.compare.genres import genre_of
from pipeline.compare.profiles import topics_of
from pipeline.provision_kinds import kind_of_headings
from tests.lexicon.use import Use


def deals_with(text: str) -> set[str]:
    words = Provision("id", "（一）", "measure", "", (), text)
    return set(topics_of(words))


TOPICS = {
    "topic": Use(lambda e, t: e.name in deals_with(t), "加强{}管理"),
    "genre": Use(lambda e, t: genre_of(t) == e.value, "大气污染防治{}"),
    "kind": Use(lambda e, t: kind_of_headings([t.rpartition("）")[2]]) == e.value, "（一）{}"),
}
