"""What can go wrong with a person's file, said in one line: where, why, and what to do about it."""

from __future__ import annotations


class PlanError(Exception):
    """A file that cannot be used as it is.

    Args:
        file: the file as the person named it.
        place: where in it (a line, a byte, a table's key; "" for the file as a whole).
        reason: what is wrong there.
        remedy: what to do about it ("" if there is nothing to advise).
    """

    def __init__(self, file: str, place: str, reason: str, remedy: str = "") -> None:
        super().__init__(file, place, reason, remedy)
        self.file = file
        self.place = place
        self.reason = reason
        self.remedy = remedy

    def __str__(self) -> str:
        """One line: "FILE: PLACE: reason; remedy"."""
        where = ": ".join(part for part in (self.file, self.place) if part)
        what = "; ".join(part for part in (self.reason, self.remedy) if part)
        return " ".join(f"{where}: {what}".split())


class ReadError(PlanError):
    """A document that cannot be read: wrong encoding, no text, too large, an unknown format."""
