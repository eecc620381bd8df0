"""One provision while it is compared: its words and parts, and what has become of each word so far."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from pipeline.compare.cut import Cut
from pipeline.compare.difference_shapes import Fact, FactKind, Piece, PieceKind, Range
from pipeline.compare.wording import WordKind, with_brackets

_FACTS: dict[WordKind, FactKind] = {
    "number": "number",
    "date": "date",
    "body": "department",
    "force": "force",
}


class State(msgspec.Struct, frozen=True):
    """What became of a word: its piece's kind, link and `at` (`difference_shapes.Piece`)."""

    kind: PieceKind
    link: int | None = None
    at: int | None = None


_OPENS = '(《"'
_EDGES = tuple(",;:。!?\n\t")
_ASIDE, _ONLY = State("aside"), State("only")


class TextSide:
    """A provision as words in parts. Until `become` says otherwise, each word stands in this text only."""

    def __init__(self, cut: Cut) -> None:
        self.record = cut.record
        self.clause = cut.clause
        self.words = cut.words
        self.parts = cut.parts
        self.cut = cut
        self._states = [_ASIDE if word.kind == "aside" else _ONLY for word in self.words]

    @property
    def size(self) -> int:
        """Its characters, as far as they are compared."""
        return sum(word.size for word in self.words)

    @property
    def shared(self) -> int:
        """Those of them that the other text has, too."""
        states = zip(self.words, self._states, strict=True)
        return sum(word.size for word, state in states if state.kind in {"same", "moved"})

    def become(self, places: Iterable[int], state: State) -> None:
        """Say what became of the words at `places`; labels and attributions stay aside."""
        for place in places:
            if self.words[place].kind != "aside":
                self._states[place] = state

    def dates_beside(self, places: Iterable[int]) -> set[str]:
        """What the dates come to in the sentences that hold the words at `places`."""
        own = set(places)
        sentences = {part.sentence for part in self.parts if not own.isdisjoint(range(part.start, part.end))}
        spans = [part for part in self.parts if part.sentence in sentences]
        words = [word for part in spans for word in self.words[part.start : part.end]]
        return {word.value for word in words if word.kind == "date"}

    def compared(self, first_part: int, last_part: int) -> list[int]:
        """The places of the words of these parts (the last included) that are compared."""
        span = range(self.parts[first_part].start, self.parts[last_part].end)
        return [place for place in span if self.words[place].kind != "aside"]

    def size_of(self, places: Iterable[int]) -> int:
        """How many characters of meaning the words at `places` have."""
        return sum(self.words[place].size for place in places)

    def reach(self, places: list[int]) -> Range | None:
        """The range of the words at `places`, without the stops and space at its edges."""
        spoken = [place for place in places if self.words[place].size]
        if not spoken:
            return None
        return with_brackets((self.words[spoken[0]].start, self.words[spoken[-1]].end), self.record.text)

    def printed(self, reach: Range | None) -> str:
        """What stands in a range."""
        return self.record.text[slice(*reach)] if reach else ""

    def sentences(self) -> dict[int, Range]:
        """Each sentence by its number, with its range."""
        places: dict[int, list[int]] = {}
        for number, part in enumerate(self.parts):
            places.setdefault(part.sentence, []).extend(self.compared(number, number))
        reaches = {sentence: self.reach(own) for sentence, own in places.items()}
        return {sentence: reach for sentence, reach in reaches.items() if reach}

    def alone(self) -> Iterator[list[int]]:
        """The stretches of words that have no counterpart, nor the parts that they stand in."""
        stretch: list[int] = []
        for place, state in enumerate(self._states):
            if state == _ONLY:
                stretch.append(place)
            elif stretch and self.words[place].kind != "aside":
                yield stretch
                stretch = []
        if stretch:
            yield stretch

    def without_edges(self, places: list[int]) -> list[int]:
        """`places` without the commas and full stops at both ends, which take no part from here on."""
        spoken = [
            place for place in places if self.words[place].value not in _EDGES or self.words[place].size
        ]
        inner = [place for place in places if spoken and spoken[0] <= place <= spoken[-1]]
        if not self.size_of(inner):
            inner = []
        self.become((place for place in places if place not in inner), _ASIDE)
        return inner

    def tidy(self) -> None:
        """Line ends at the edges of what stands alone, and stops without words, take no part."""
        for stretch in list(self.alone()):
            spoken = [place for place in stretch if self.words[place].size]
            if not spoken:
                self.become(stretch, _ASIDE)
                continue
            first, last = spoken[0], spoken[-1]
            for place in stretch:
                opens = self.words[place].value in _OPENS
                if (place > last and self.words[place].value == "\n") or (place < first and not opens):
                    self.become([place], _ASIDE)

    def pieces(self) -> Iterator[Piece]:
        """The whole text in pieces; the space behind a word belongs to it."""
        start, held = self.clause.char_start, self._states[0] if self._states else _ASIDE
        for word, state in zip(self.words, self._states, strict=True):
            if state != held:
                yield Piece(start=start, end=word.start, kind=held.kind, link=held.link, at=held.at)
                start, held = word.start, state
        if start < self.clause.char_end:
            yield Piece(start=start, end=self.clause.char_end, kind=held.kind, link=held.link, at=held.at)

    def facts(self) -> Iterator[Fact]:
        """The numbers, dates, bodies and words of force in it, in order."""
        found = {(word.start, word.end): _FACTS[word.kind] for word in self.words if word.kind in _FACTS}
        for each in self.record.assignments:
            if self.clause.char_start <= each.char_start and each.char_end <= self.clause.char_end:
                found.setdefault((each.char_start, each.char_end), "department")
        yield from (Fact(start, end, kind) for (start, end), kind in sorted(found.items()))
