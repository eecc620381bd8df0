"""What an entry of a lexicon is: words that behave alike, with an example of their use.

An entry is a term of the field, or a group of terms, never a sentence or a name of one document. All
spellings are those of the folded view (`pipeline/fold.py`).
"""

from __future__ import annotations

from typing import Annotated

import msgspec

from pipeline.model import Shape

Text = Annotated[str, msgspec.Meta(min_length=1)]
Words = Annotated[tuple[Text, ...], msgspec.Meta(min_length=1)]


class Entry(Shape, frozen=True, kw_only=True):
    """`forms` are how the words are written, `example` is a text in which one of them holds.

    `counter` is a text with the same characters, or what looks alike, in which none does.
    """

    forms: Words
    example: Text
    counter: Text | None = None


class Shielded(Entry, frozen=True, kw_only=True):
    """Words that may stand within longer ones; `not` lists the longer ones in which they mean something else."""

    shields: tuple[Text, ...] = msgspec.field(name="not", default=())
