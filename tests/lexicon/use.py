"""How a section of a lexicon is used, and what the tests of several sections ask of a text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple


class Use(NamedTuple):
    """`holds(entry, text)`, and the texts that `carrier` makes of a form."""

    holds: Callable[[Any, str], bool]
    carrier: str | Callable[[Any, str], Sequence[str]]

    def texts(self, entry: Any, form: str) -> Sequence[str]:
        """The texts in one of which `form` must hold."""
        return [self.carrier.format(form)] if isinstance(self.carrier, str) else self.carrier(entry, form)
