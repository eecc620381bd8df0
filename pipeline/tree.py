"""Finding one's way in a document's outline: which clause holds a range, what is above and below it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from pipeline.model import Clause


class ClauseTree:
    """The outline as a tree. `clauses` come in reading order, parents before children."""

    def __init__(self, clauses: Sequence[Clause]) -> None:
        self.clauses = tuple(clauses)
        self._by_id = {clause.id: clause for clause in clauses}
        self._children: dict[str | None, list[Clause]] = {}
        for clause in clauses:
            self._children.setdefault(clause.parent_id, []).append(clause)
        self._starts = [clause.char_start for clause in self.clauses]

    def __getitem__(self, clause_id: str) -> Clause:
        return self._by_id[clause_id]

    def children(self, clause: Clause) -> Sequence[Clause]:
        """The clauses directly below `clause`, in order."""
        return self._children.get(clause.id, ())

    def ancestors(self, clause: Clause) -> Iterator[Clause]:
        """`clause` itself, then its parent, up to the root."""
        node: Clause | None = clause
        while node is not None:
            yield node
            node = self._parent(node)

    def path(self, clause: Clause) -> Sequence[Clause]:
        """The way from the chapter down to `clause`; a title's, table's or annex's starts with itself.

        A table without a name is cited by where it stands.
        """
        path: list[Clause] = []
        for node in self.ancestors(clause):
            path.append(node)
            if node.level in {"title", "annex"} or (node.level == "table" and (node.label or node.heading)):
                break
        return path[::-1]

    def _parent(self, clause: Clause) -> Clause | None:
        return self._by_id[clause.parent_id] if clause.parent_id else None

    def at(self, start: int, end: int) -> Clause:
        """The innermost clause that holds `text[start:end]`.

        Raises:
            LookupError: no clause holds the range (the outline covers every block, so it is no text).
        """
        index = bisect_right(self._starts, start)
        # What holds the range holds, or is, the clause that started last before it.
        clause = self.clauses[index - 1] if index else None
        while clause is not None:
            if end <= clause.char_end:
                return clause
            clause = self._parent(clause)
        raise LookupError(f"no clause holds the range {start}:{end}")

    def provision_of(self, clause: Clause) -> Clause | None:
        """The provision that `clause` is or belongs to; None outside the provisions (preamble, tables)."""
        return next((node for node in self.ancestors(clause) if node.is_provision), None)

    def article_of(self, clause: Clause) -> Clause:
        """The article that holds `clause`; for a table itself or its annex; without articles the chapter.

        This is the first part of the ref below the chapter: `（四）`, `表1`, `附件`, `preamble`.
        """
        path = list(self.ancestors(clause))
        in_table = any(node.level == "table" for node in path)
        for level in ("annex", "table") if in_table else ("article", "annex"):
            found = [node for node in path if node.level == level]
            if found:
                return found[-1]
        return path[-1]

    def provisions(self) -> Sequence[Clause]:
        """The units that comparison and tasks work on, in order."""
        return [clause for clause in self.clauses if clause.is_provision]
