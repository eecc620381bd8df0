"""All lexicons as they lie in the package, for the tests that hold for every one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import msgspec

from pipeline import lexicon
from pipeline.lexicon.entries import Entry
from pipeline.lexicon.schema import UnitKind
from pipeline.model import Shape

AnyEntry = Entry | UnitKind
LEXICONS: tuple[Callable[[], Shape], ...] = (
    lexicon.acts,
    lexicon.bodies,
    lexicon.changes,
    lexicon.clauses,
    lexicon.comparisons,
    lexicon.functions,
    lexicon.indicators,
    lexicon.measures,
    lexicon.modality,
    lexicon.occasions,
    lexicon.regions,
    lexicon.scopes,
    lexicon.terms,
    lexicon.times,
    lexicon.topics,
    lexicon.units,
)


def sections() -> Iterator[tuple[str, Sequence[AnyEntry]]]:
    """("bodies.level", its entries) of all sections."""
    for read in LEXICONS:
        for field in msgspec.structs.fields(type(read())):
            yield f"{read.__name__}.{field.name}", getattr(read(), field.name)


def entries() -> Iterator[tuple[str, AnyEntry]]:
    """("bodies.level", one of its entries) of all entries."""
    for place, found in sections():
        yield from ((place, entry) for entry in found)
