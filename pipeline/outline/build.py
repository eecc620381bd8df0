"""Building the clause tree from a source's blocks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.model import NO_NUMBERING, Block, Clause, ClauseLevel, Doubt, Source
from pipeline.outline.annex_lists import is_annex_list, list_end
from pipeline.outline.head import TitleRun, is_issuer, joined_title, signature_start, title_runs
from pipeline.outline.headings import (
    bare_headings,
    colon_heading,
    headed_paragraphs,
    is_attribution,
    listed_headings,
    run_in_heading,
    sentence_alone,
    without_attribution,
)
from pipeline.outline.labels import (
    Label,
    is_box_caption,
    parse_annex,
    parse_label,
    parse_table_caption,
    style_rank,
)
from pipeline.outline.lone_sentences import settle_headings
from pipeline.outline.nodes import Node, mark_provisions, to_clauses
from pipeline.time_lines import time_line

_SURE_STYLES = {"part", "chapter", "section", "clause", "han", "han_bracket"}
_CAPTION_LENGTH = 40
_BARE_CHAPTER = 14
_RUNNING = 60
_BODY_LEVELS: tuple[ClauseLevel, ...] = ("chapter", "article", "item")


def build_outline(document_id: str, source: Source) -> tuple[tuple[Clause, ...], tuple[Doubt, ...]]:
    """The outline of `source` and what is doubtful about it.

    Every block lies in a clause. Refs are unique in the document.
    """
    builder = _Builder(source)
    builder.run()
    for root in builder.roots:
        root.close()
        settle_headings(source.text, root)
    mark_provisions(builder.roots)
    return to_clauses(document_id, builder.roots, source.origins), tuple(builder.doubts)


def _has_headings(paragraphs: Sequence[str]) -> bool:
    """Whether paragraphs below an item bear headings of their own: its one sentence is then its heading."""
    return any(listed_headings(paragraphs)) or any(headed_paragraphs(paragraphs))


@dataclass
class _Builder:
    source: Source
    roots: list[Node] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    stack: list[Node] = field(default_factory=list)  # the open labelled clauses
    counters: dict[str, int] = field(default_factory=dict)
    pending: list[Block] = field(default_factory=list)  # unlabelled paragraphs of the open clause
    annex: Node | None = None
    box: Node | None = None  # an open 专栏

    def __post_init__(self) -> None:
        text = self.source.text
        self.blocks = self.source.blocks
        self.texts = [text[block.start : block.end] for block in self.blocks]
        self.labels = [
            parse_label(line) if block.kind != "row" else None
            for block, line in zip(self.blocks, self.texts, strict=True)
        ]
        decimal = any(label and label.style == "decimal2" for label in self.labels)
        if not decimal:
            self.labels = [label if label and label.style != "bare" else None for label in self.labels]
        styles = {label.style for label in self.labels if label}
        self.has_articles = bool(styles & {"han_bracket", "clause"})

    def run(self) -> None:
        first = self._first_numbered()
        if first == len(self.blocks) and self.blocks:
            first = self._unnumbered()
        self._head(0, first)
        index = first
        while index < len(self.blocks):
            index = self._step(index)
        self._flush(last=True)

    # --- the head ------------------------------------------------------------------------------

    def _first_numbered(self) -> int:
        """The first block that starts the numbered body (or an annex without one, or a table).

        A covering notice may list its annexes, of which the plan is one: those numbers start nothing.
        """
        listed = 0
        for index, label in enumerate(self.labels):
            if index < listed:
                continue
            if (
                self.blocks[index].kind != "row"
                and parse_annex(self.texts[index])
                and is_annex_list(self.texts, self.labels, index)
            ):
                listed = list_end(self.texts, self.labels, index)
            elif label and label.number == 1 and self._accepts(label, index):
                return index
            if self.blocks[index].kind == "row":
                return self._caption_start(index)
        return len(self.blocks)

    def _unnumbered(self) -> int:
        """Where the text of a document without numbers starts: behind its title."""
        block = self.blocks[0]
        self.doubts.append(
            Doubt(
                rule=NO_NUMBERING,
                severity="warning",
                message="no numbered clause was found: every paragraph is a clause of its own",
                start=block.start,
                end=block.end,
            )
        )
        runs = title_runs(self.texts[:12])
        return runs[-1].last if runs else 0

    def _head(self, first: int, last: int) -> None:
        """Blocks before the first number: titles, a covering notice, the opening paragraph."""
        if first == last:
            return
        runs = title_runs(self.texts[first:last])
        end = self._unnumbered_chapter(first + (runs[-1].last if runs else 0), last)
        preamble = Node("preamble", self.blocks[first].start, self.blocks[end - 1].end)
        self.roots.append(preamble)
        if runs:
            self._title(preamble, first, runs[-1])
        for index in range(end, last):
            block, heading = self.blocks[index], self._head_heading(index)
            if heading is not None:
                self.roots.append(Node("headed", block.start, block.end, heading=heading, is_provision=True))
            self.roots[-1].end = block.end

    def _unnumbered_chapter(self, first: int, last: int) -> int:
        """Where chapters that only have headings start in the head ("总体要求与目标"); `last` if none do."""
        return next((i for i in range(first + 1, last) if self._head_heading(i) is not None), last)

    def _head_heading(self, index: int) -> str | None:
        """The heading of an unnumbered chapter: a bare line before running text, or "具体指标：…"."""
        line = self.texts[index]
        if len(line) >= _RUNNING:
            return colon_heading(line)
        after = self.texts[index + 1] if index + 1 < len(self.texts) else ""
        bare = 3 <= len(line) <= _BARE_CHAPTER and not re.search(r"[，。；：、,;:（(《\d]", line)
        ended = self.texts[index - 1].endswith(("。", "："))
        return line if bare and ended and len(after) >= _RUNNING and not is_issuer(line) else None

    def _title(self, preamble: Node, offset: int, run: TitleRun) -> None:
        first, last = self.blocks[offset + run.first], self.blocks[offset + run.last - 1]
        lines = self.texts[offset + run.first : offset + run.last]
        preamble.add(Node("title", first.start, last.end, heading=joined_title(lines)))

    # --- the body ------------------------------------------------------------------------------

    def _step(self, index: int) -> int:
        """Take the block at `index` (and what belongs to it); gives the next index."""
        block, line = self.blocks[index], self.texts[index]
        annex = parse_annex(line) if block.kind != "row" else None
        if annex and not is_annex_list(self.texts, self.labels, index):
            return self._start_annex(index, *annex)
        if annex:
            return self._announced(index)
        if block.kind == "row" or self._captions_table(index):
            return self._table(index)
        label = self.labels[index]
        if is_box_caption(line):
            self._start_box(block, line)
        elif label and self._accepts(label, index):
            self.box = None
            self._flush(restart=label.number == 1 and self._restarts(label))
            self._open(label, block, line)
        elif self.box is not None:
            self.box.end = block.end
        else:
            self.pending.append(block)
        return index + 1

    def _start_box(self, block: Block, line: str) -> None:
        """A box set off from the text (专栏1 …): it holds what follows up to the next number."""
        self._flush()
        label, heading = parse_table_caption(line) or ("", line)
        self.box = Node("table", block.start, block.end, label=label, heading=heading or None)
        self._hang(self.box)

    def _accepts(self, label: Label, index: int) -> bool:
        """Whether a printed number counts as one: 1, the next one, or of a style that nothing else has.

        Behind a gap it counts, with a doubt, if one number is missing or the numbers run on: an excerpt.
        """
        last = self.counters.get(label.style)
        if label.style in _SURE_STYLES or label.number == 1:
            return True
        if last is None or label.number <= last:
            return False
        if label.number == last + 1:
            return True
        if label.number > last + 2 and not self._runs_on(label, index):
            return False
        self._doubt_gap(label, index)
        return True

    def _runs_on(self, label: Label, index: int) -> bool:
        """Whether the next label of the same style has the next number."""
        following = (other for other in self.labels[index + 1 :] if other and other.style == label.style)
        after = next(following, None)
        return after is not None and after.number == label.number + 1

    def _doubt_gap(self, label: Label, index: int) -> None:
        block = self.blocks[index]
        self.doubts.append(
            Doubt(
                rule="outline.gap",
                severity="warning",
                message=f"the number before {label.printed} is missing",
                start=block.start,
                end=block.start + label.length,
            )
        )

    def _restarts(self, label: Label) -> bool:
        """Whether the outermost style starts again at 1: a second document in the same file."""
        base = 1 if self.annex else 0
        return (
            len(self.stack) > base
            and self.stack[base].style == label.style
            and self.counters[label.style] > 1
        )

    def _open(self, label: Label, block: Block, line: str) -> None:
        self._pop_to(label)
        node = Node(
            self._level(label),
            block.start,
            block.end,
            label=label.printed,
            style=label.style,
            body_end=block.end,
        )
        body = line[label.length :]
        node.heading = run_in_heading(body, item=node.level == "item")
        node.gathers = node.heading is not None and without_attribution(body.rstrip("：:。 ")) == node.heading
        self._hang(node)
        self.stack.append(node)
        self.counters[label.style] = label.number

    def _pop_to(self, label: Label) -> None:
        """Close the clauses that a label of this style ends.

        A style already open ends down to it. A new one that the standard ranks higher ends those
        below it, but never the outermost: an export may have made 一、 to "1、".
        """
        base = 1 if self.annex else 0
        styles = [node.style for node in self.stack]
        if label.style in styles:
            del self.stack[styles.index(label.style) :]
            return
        while len(self.stack) > base + 1 and style_rank(self.stack[-1].style or "") > label.rank:
            self.stack.pop()

    def _level(self, label: Label) -> ClauseLevel:
        if label.style == "clause":
            return "article"
        if label.style in {"part", "section"}:
            return "chapter"
        depth = sum(
            1 for node in self.stack if node.level in _BODY_LEVELS and node.style not in {"part", "section"}
        )
        if depth == 1 and label.rank >= style_rank("arabic") and self.has_articles:
            return "item"
        return _BODY_LEVELS[min(depth, 2)]

    def _hang(self, node: Node) -> None:
        if self.stack:
            self.stack[-1].add(node)
        else:
            self.roots.append(node)

    # --- unlabelled paragraphs -----------------------------------------------------------------

    def _flush(self, *, restart: bool = False, last: bool = False) -> None:
        """Hang the collected unlabelled paragraphs below the open clause."""
        blocks, self.pending = self.pending, []
        if restart:
            blocks = self._second_head(blocks)
        signature: list[Block] = []
        if blocks and (last or self.annex is None):
            blocks, signature = self._signature(blocks, last=last)
        paragraphs = self._with_brackets(blocks)
        self._paragraphs(paragraphs)
        if signature:
            self._close_body(signature)

    def _with_brackets(self, blocks: Sequence[Block]) -> list[tuple[int, int]]:
        """Ranges of paragraphs; one that only says who is responsible, or by when, belongs to the one before it."""
        ranges: list[tuple[int, int]] = []
        top = self.stack[-1] if self.stack else None
        for block in blocks:
            printed = self.source.text[block.start : block.end]
            if is_attribution(printed) or time_line(printed):
                if ranges:
                    ranges[-1] = (ranges[-1][0], block.end)
                    continue
                if top is not None and not top.children and not top.gathers:
                    top.end = top.body_end = block.end
                    continue
            ranges.append((block.start, block.end))
        return ranges

    def _paragraphs(self, ranges: list[tuple[int, int]]) -> None:
        if not ranges:
            return
        if not self.stack:
            self.roots.extend(
                Node("paragraph", a, b, paragraph=i, is_provision=True) for i, (a, b) in enumerate(ranges, 1)
            )
            return
        top = self.stack[-1]
        texts = [self.source.text[a:b] for a, b in ranges]
        if top.level == "item" and top.heading is None and _has_headings(texts):
            top.heading = sentence_alone(self.source.text[top.start + len(top.label) : top.end])
            top.gathers = top.heading is not None
        if top.gathers and not top.children:
            if self._headed(top, ranges, texts):
                return
            top.end = top.body_end = ranges[0][1]
            top.gathers = False
            ranges = ranges[1:]
        number = 1 + sum(1 for child in top.children if child.paragraph)
        headings = listed_headings([self.source.text[start:end] for start, end in ranges])
        for (start, end), heading in zip(ranges, headings, strict=True):
            if heading is not None:
                top.add(Node("headed", start, end, heading=heading))
            else:
                number += 1
                top.add(Node("paragraph", start, end, paragraph=number))

    def _headed(self, top: Node, ranges: Sequence[tuple[int, int]], texts: Sequence[str]) -> bool:
        """Hang headed paragraphs below `top`; False if these paragraphs have no headings."""
        bare = bare_headings(texts)
        headings: list[str | None] = [
            text if is_heading else None for text, is_heading in zip(texts, bare, strict=True)
        ]
        if not any(bare):
            headings = headed_paragraphs(texts)
        if not any(headings):
            return False
        node: Node | None = None
        for (start, end), heading, alone in zip(ranges, headings, bare, strict=True):
            if heading is not None:
                node = top.add(Node("headed", start, end, heading=heading, gathers=alone))
            elif node is not None and any(bare):
                node.end, node.gathers = end, False
            else:
                top.add(Node("paragraph", start, end, paragraph=2))
        return True

    # --- head and foot inside the file ---------------------------------------------------------

    def _second_head(self, blocks: list[Block]) -> list[Block]:
        """A title before a restart of the numbering starts a second document in the same file."""
        texts = [self.source.text[block.start : block.end] for block in blocks]
        runs = title_runs(texts)
        if not runs:
            return blocks
        run = runs[-1]
        before, head = blocks[: run.first], blocks[run.first :]
        self.pending, self.stack = before, self.stack
        self._flush()
        self.stack = self.stack[:1] if self.annex else []
        self.counters.clear()
        preamble = Node("preamble", head[0].start, head[-1].end)
        preamble.add(
            Node(
                "title",
                head[0].start,
                blocks[run.last - 1].end,
                heading=joined_title(texts[run.first : run.last]),
            )
        )
        self._hang(preamble)
        return []

    def _signature(self, blocks: list[Block], *, last: bool) -> tuple[list[Block], list[Block]]:
        """Split the closing lines (list of annexes, who signs, date) off the last paragraphs."""
        texts = [self.source.text[block.start : block.end] for block in blocks]
        tail = max(len(texts) - 12, 0)
        start = signature_start(texts[tail:])
        if start is None:
            listed = next((k for k in range(tail, len(texts)) if parse_annex(texts[k])), None)
            return (blocks, []) if listed is None else (blocks[:listed], blocks[listed:])
        start += tail
        while start > 0 and (parse_annex(texts[start - 1]) or (start > 1 and parse_annex(texts[start - 2]))):
            start -= 1
        return blocks[:start], blocks[start:]

    def _close_body(self, blocks: Sequence[Block]) -> None:
        node = Node("signature", blocks[0].start, blocks[-1].end)
        self.stack = self.stack[:1] if self.annex else []
        self._hang(node)

    def _announced(self, index: int) -> int:
        """Keep a list of annexes ("附件：1.…" and the numbered lines below it) for the foot."""
        end = list_end(self.texts, self.labels, index)
        self.pending.extend(self.blocks[index:end])
        return end

    def _start_annex(self, index: int, label: str, heading: str) -> int:
        self.box = None
        self._flush(last=True)
        self.stack, self.counters = [], {}
        node = Node("annex", self.blocks[index].start, self.blocks[index].end, label=label, gathers=True)
        following = index + 1
        if not heading and following < len(self.blocks) and self._is_caption_line(following):
            heading = self.texts[following]
            node.end = self.blocks[following].end
            following += 1
        node.heading = heading or None
        self.annex = node
        self.roots.append(node)
        self.stack = [node]
        return following

    # --- tables --------------------------------------------------------------------------------

    def _captions_table(self, index: int) -> bool:
        """Whether this paragraph is the caption of the table that follows it."""
        rows = index + 1
        if rows < len(self.blocks) and self.texts[rows].lstrip("（(").startswith("单位"):
            rows += 1
        if rows >= len(self.blocks) or self.blocks[rows].kind != "row":
            return False
        return self._is_caption_line(index)

    def _is_caption_line(self, index: int) -> bool:
        line = self.texts[index]
        if self.blocks[index].kind == "row":
            return False
        if parse_table_caption(line):
            return True
        return (
            len(line) <= _CAPTION_LENGTH
            and self.labels[index] is None
            and not line.endswith(("。", "：", "；"))
        )

    def _caption_start(self, row: int) -> int:
        return row - 1 if row > 0 and self._is_caption_line(row - 1) else row

    def _table(self, index: int) -> int:
        self.box = None
        self._flush()
        first = index
        caption = "" if self.blocks[index].kind == "row" else self.texts[index]
        while self.blocks[index].kind != "row":
            index += 1
        table = self.blocks[index].table
        while (
            index < len(self.blocks)
            and self.blocks[index].kind == "row"
            and self.blocks[index].table == table
        ):
            index += 1
        named = parse_table_caption(caption)
        label, heading = named or ("", caption)
        node = Node(
            "table",
            self.blocks[first].start,
            self.blocks[index - 1].end,
            label=label,
            heading=heading or None,
        )
        self._hang(node)
        return index
