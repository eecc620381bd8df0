"""How alike the provisions of two documents are, in a few numbers for each pair.

What is rare in the two documents together weighs more than what they say everywhere. Nothing outside of
the two counts: a pair of plans is judged the same whatever else is in the corpus.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from heapq import nlargest

import msgspec

from pipeline.compare.profiles import Counts, Profile

Vector = dict[str, float]
_RAREST = 6  # shared strings that count most
_LITTLE = 1.0  # how much must be said of topics to count in full
_NO_HEADING = 0.5  # weight of a heading's string that no text has


class Likeness(msgspec.Struct, frozen=True):
    """One pair. `…_here` and `…_there`: its share of the best that the one, the other has in the other document.

    `…_both` is the product of these shares, `…_best` the geometric mean of the value and the larger share.
    `heading_said`: how much of one's heading the other's text says. `rarest`: the weight of the rarest
    strings that both have, the only number that may exceed 1 (with its `_best`). `same_kind`: both are
    goals, both are measures …
    """

    text: float
    heading: float
    path: float
    heading_said: float
    rarest: float
    rarest_here: float
    rarest_there: float
    rarest_best: float
    text_both: float
    text_best: float
    topics: float
    topics_here: float
    topics_there: float
    same_topic: float
    same_kind: float
    both_measures: float
    indicators: float
    functions: float


def likenesses(here: Profile, there: Profile) -> dict[tuple[int, int], Likeness]:
    """The likeness of each pair of provisions, by their places in the two profiles."""
    compared = _Compared(here, there)
    return {
        (i, j): compared.pair(i, j) for i in range(len(here.provisions)) for j in range(len(there.provisions))
    }


class _Compared:
    """What is counted once for two documents."""

    def __init__(self, here: Profile, there: Profile) -> None:
        self._here, self._there = here, there
        self._rarity = _rarity([*here.bodies, *there.bodies])
        self._texts = _Best(_likeness_of(here.bodies, there.bodies))
        self._heads = _likeness_of(here.heads, there.heads)
        self._paths = _likeness_of(here.paths, there.paths)
        self._topics = _Topics(here, there)
        self._rarest = _Best(_shared_rarest(here, there, self._rarity))

    def pair(self, i: int, j: int) -> Likeness:
        """The likeness of two provisions, by their places."""
        a, b = self._here.provisions[i], self._there.provisions[j]
        text, text_here, text_there = self._texts.at((i, j))
        rare, rare_here, rare_there = self._rarest.at((i, j))
        alike, topic_here, topic_there = self._topics.best.at((i, j))
        return Likeness(
            text=text,
            heading=self._heads.get((i, j), 0.0),
            path=self._paths.get((i, j), 0.0),
            heading_said=max(
                _said(self._here.heads[i], self._there.bodies[j], self._rarity),
                _said(self._there.heads[j], self._here.bodies[i], self._rarity),
            ),
            rarest=rare,
            rarest_here=rare_here,
            rarest_there=rare_there,
            rarest_best=math.sqrt(rare * max(rare_here, rare_there)),
            text_both=text_here * text_there,
            text_best=math.sqrt(text * max(text_here, text_there)),
            topics=alike,
            topics_here=topic_here,
            topics_there=topic_there,
            same_topic=float(self._topics.first(i, j)),
            same_kind=float(a.kind == b.kind),
            both_measures=float(a.kind == b.kind == "measure"),
            indicators=_overlap(a.indicators, b.indicators, math.sqrt(len(a.indicators) * len(b.indicators))),
            functions=_overlap(a.functions, b.functions, len(a.functions | b.functions)),
        )


class _Best:
    """Values of pairs, and for each its share of the largest value in its row and in its column."""

    def __init__(self, values: dict[tuple[int, int], float]) -> None:
        self._values = values
        self._rows: dict[int, float] = defaultdict(float)
        self._columns: dict[int, float] = defaultdict(float)
        for (i, j), value in values.items():
            self._rows[i] = max(self._rows[i], value)
            self._columns[j] = max(self._columns[j], value)

    def at(self, pair: tuple[int, int]) -> tuple[float, float, float]:
        """(value, share of its row's largest, share of its column's largest)."""
        value = self._values.get(pair, 0.0)
        if not value:
            return 0.0, 0.0, 0.0
        return value, value / self._rows[pair[0]], value / self._columns[pair[1]]


class _Topics:
    """Likeness by topics: what few provisions of the two documents deal with weighs more."""

    def __init__(self, here: Profile, there: Profile) -> None:
        count = len(here.topics) + len(there.topics)
        named = Counter(name for topics in (*here.topics, *there.topics) for name in topics)
        rarity = {name: math.log((count + 1) / (times + 0.5)) for name, times in named.items()}
        self._here = [_topic_vector(topics, rarity) for topics in here.topics]
        self._there = [_topic_vector(topics, rarity) for topics in there.topics]
        self.best = _Best(_cosines(self._here, self._there))

    def first(self, i: int, j: int) -> bool:
        """Whether both deal most with the same topic."""
        a, b = self._here[i], self._there[j]
        return bool(a) and bool(b) and max(a, key=a.__getitem__) == max(b, key=b.__getitem__)


def _likeness_of(here: Sequence[Counts], there: Sequence[Counts]) -> dict[tuple[int, int], float]:
    """Cosines of counts of strings, weighed by how rare these are, of all pairs that share any."""
    rarity = _rarity([*here, *there])
    return _cosines([_weighted(c, rarity) for c in here], [_weighted(c, rarity) for c in there])


def _rarity(counts: Sequence[Counts]) -> Vector:
    """How rare each string is among provisions; 0 if all have it."""
    having: Counter[str] = Counter()
    for each in counts:
        having.update(each.keys())
    total = len(counts)
    return {s: math.log((1 + total) / (0.5 + n)) if n < total else 0.0 for s, n in having.items()}


def _weighted(counts: Counts, rarity: Vector) -> Vector:
    return _unit({s: (1 + math.log(n)) * rarity[s] for s, n in counts.items()})


def _unit(vector: Vector) -> Vector:
    length = math.sqrt(sum(value * value for value in vector.values()))
    return {key: value / length for key, value in vector.items() if value} if length else {}


def _topic_vector(topics: Vector, rarity: Vector) -> Vector:
    """Near a unit vector where much is said of topics, short where one common word is all there is."""
    weighted = {name: weight * rarity[name] for name, weight in topics.items()}
    length = math.sqrt(sum(value * value for value in weighted.values()) + _LITTLE**2)
    return {name: value / length for name, value in weighted.items() if value}


def _cosines(here: Sequence[Vector], there: Sequence[Vector]) -> dict[tuple[int, int], float]:
    having: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for j, vector in enumerate(there):
        for key, value in vector.items():
            having[key].append((j, value))
    dots: dict[tuple[int, int], float] = defaultdict(float)
    for i, vector in enumerate(here):
        for key, value in vector.items():
            for j, other in having.get(key, ()):
                dots[i, j] += value * other
    return dict(dots)


def _shared_rarest(here: Profile, there: Profile, rarity: Vector) -> dict[tuple[int, int], float]:
    """The mean weight of the rarest strings that a pair shares."""
    having: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for j, counts in enumerate(there.bodies):
        for string, count in counts.items():
            having[string].append((j, count))
    found: dict[tuple[int, int], list[float]] = defaultdict(list)
    for i, counts in enumerate(here.bodies):
        for string, count in counts.items():
            for j, other in having.get(string, ()):
                found[i, j].append(rarity[string] * math.sqrt(min(3, count * other)))
    return {pair: sum(nlargest(_RAREST, weights)) / _RAREST for pair, weights in found.items()}


def _said(heading: Counts, text: Counts, rarity: Vector) -> float:
    """Which part of a heading, by weight, a text says."""
    whole = sum(rarity.get(string, _NO_HEADING) for string in heading)
    said = sum(rarity.get(string, _NO_HEADING) for string in heading if string in text)
    return said / whole if whole else 0.0


def _overlap(a: frozenset[str], b: frozenset[str], size: float) -> float:
    return len(a & b) / size if size else 0.0
