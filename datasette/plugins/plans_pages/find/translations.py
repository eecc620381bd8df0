"""Chinese words for English ones: plans are Chinese, and whoever types straw means 秸秆."""

from __future__ import annotations

import re
from functools import cache

from pipeline.compare.families import english_names
from pipeline.compare.topics import outline

_LEAST = 3  # letters; shorter words begin too many others
_WORD = re.compile(r"[a-z]+")


def in_chinese(typed: str) -> list[str]:
    """The topics and matters of targets whose English name has words that begin as all those typed do."""
    asked = _WORD.findall(typed.lower())
    if not typed.isascii() or not any(len(word) >= _LEAST for word in asked):
        return []
    return [
        name
        for name, words in _names().items()
        if all(any(word.startswith(part) for word in words) for part in asked)
    ]


@cache
def _names() -> dict[str, list[str]]:
    english = {name: topic.en for name, topic in outline().items()} | english_names()
    return {name: _WORD.findall(said.lower()) for name, said in english.items()}
