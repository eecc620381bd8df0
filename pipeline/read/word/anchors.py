"""Where comments hang: ranges that may reach across runs, paragraphs and cells, or a single point."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.read.word.printed import Place


class Anchors:
    """Collects the places of comments by their ids; the first mark of each kind counts."""

    def __init__(self) -> None:
        self._starts: dict[str, Place] = {}
        self._ends: dict[str, Place] = {}
        self._points: dict[str, Place] = {}

    def begin(self, ids: Iterable[str], place: Place) -> None:
        """The ranges of these comments begin here."""
        for id_ in ids:
            self._starts.setdefault(id_, place)

    def end(self, id_: str, place: Place) -> None:
        """The range of a comment ends here."""
        self._ends.setdefault(id_, place)

    def point(self, id_: str, place: Place) -> None:
        """The mark of a comment stands here."""
        self._points.setdefault(id_, place)

    def range(self, id_: str) -> tuple[Place, Place] | None:
        """What a comment hangs on: its range, else the point at which its mark stands; None if it has neither.

        A range that never ends reaches to the comment's mark.
        """
        point = self._points.get(id_)
        start, end = self._starts.get(id_), self._ends.get(id_)
        if start is None or (end is None and point is None):
            place = point or start or end
            return (place, place) if place else None
        last = end or point
        return (start, last) if last else None
