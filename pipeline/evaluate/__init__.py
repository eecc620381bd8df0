"""Strict precision, recall and F1 of records against gold annotations made by hand.

Gold is a folder per document with JSON Lines files; what a hit needs is the table at the end of the
annotation guide (docs/annotation.md): article, value, unit and date equal, not merely near.
"""

from pipeline.evaluate.judge import evaluate, evaluate_record
from pipeline.evaluate.report import Report

__all__ = ["Report", "evaluate", "evaluate_record"]
