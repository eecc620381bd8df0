"""Clauses whose own text is one sentence: a heading if it leads to more, else what the clause says.

"（一）统筹两个市场，打造加工制造中心。" above numbered items is their heading; "（三）将审批权限下放。（负责部门：A）",
with nothing behind it but who answers for it, is a provision without a heading.
"""

from __future__ import annotations

import re

from pipeline.outline.headings import is_attribution, without_attribution
from pipeline.outline.nodes import Node

_LEVELS = {"chapter", "article", "item"}
_STOP = re.compile("[。！？]")
_LONGEST = 45  # characters of a sentence that can be a heading
_CLAUSES = 2  # commas that it may hold


def settle_headings(text: str, root: Node) -> None:
    """Give and take headings below `root`, now that it is known what stands below each clause."""
    for node in root.walk():
        if node.level in _LEVELS and node.label:
            _settle(text, node)


def _settle(text: str, node: Node) -> None:
    end = min([node.end, *(child.start for child in node.children)])
    own = text[node.start + len(node.label) : end].strip()
    stop = _STOP.search(own)
    if stop is None:
        return
    sentence, rest = own[: stop.start()].strip(), own[stop.end() :].strip()
    if rest and not is_attribution(rest):
        return
    if node.heading == without_attribution(sentence) and not node.children:
        node.heading, node.gathers = None, False
    elif node.heading is None and not rest and any(child.label for child in node.children):
        short = len(sentence) <= _LONGEST and len(re.findall("[，,]", sentence)) <= _CLAUSES
        if short and not re.search("[；;：:]", sentence):
            node.heading, node.gathers = sentence, True
