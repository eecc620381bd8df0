"""The clause tree of a document: chapters, articles, items, headed paragraphs, tables, annexes.

Reads a `Source`, writes `Clause`s in reading order (`build_outline`). The numbering grammar is that of
GB/T 9704 (一、 → （一） → 1. → （1） → ①) with the forms that exports make of it.
"""

from pipeline.outline.build import build_outline

__all__ = ["build_outline"]
