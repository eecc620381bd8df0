"""jieba, set up once for all who ask it where words end.

Our own tokenizer instance keeps its cache in the user's cache folder (jieba's default is a guessable path in
the shared temporary folder). jieba is imported when the first one is made: what asks for none starts fast.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import jieba


def new_tokenizer(terms: Iterable[str] = ()) -> jieba.Tokenizer:
    """A tokenizer with jieba's dictionary and `terms` beside it; making one takes about a second."""
    import jieba

    jieba.setLogLevel(logging.WARNING)
    cut = jieba.Tokenizer()
    folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "plans"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        cut.tmp_dir = str(folder)
    except OSError:
        cut.tmp_dir = None  # jieba then builds its dictionary in memory and says so at most once
    cut.initialize()
    for term in terms:
        cut.add_word(term)
    return cut
