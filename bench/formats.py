"""How well a plan keeps its facts when it comes in another format: F1 against its text file.

Prints a Markdown table, a row for each plan and format, with `--differences` below it what differs, one
line each. Word files are written by python-docx, all others by LibreOffice from those, pdf-chromium by Chromium;
without them give `--formats docx docx-headings`. Scans (`--formats pdf-scanned`) are left out unless asked for: each page takes
twelve seconds of a processor.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # the writers stand beside their tests

from pipeline.errors import PlanError
from tests.documents import DOCUMENTS, corpus_record
from tests.formats.compared import KINDS, Score, compared
from tests.formats.plans import FORMATS, PDF, SCANNED, record_in


def scored(form: str, name: str) -> list[Score] | str:
    """The scores of a plan in a format, or why it could not be read."""
    try:
        record = record_in(form, name)
    except PlanError as error:
        return error.reason
    return compared(corpus_record(name), record)


def main() -> None:
    """Compare every plan in every format with its text file."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--formats", nargs="+", choices=FORMATS + PDF + SCANNED, default=FORMATS + PDF)
    arguments.add_argument("--differences", action="store_true", help="list what differs")
    chosen = arguments.parse_args()
    print(f"| plan | format | {' | '.join(KINDS)} |")
    print(f"|---|---|{'---|' * len(KINDS)}")
    differences: list[str] = []
    for form in chosen.formats:
        for name in DOCUMENTS:
            scores = scored(form, name)
            if isinstance(scores, str):
                print(f"| {name} | {form} | {scores} |{' |' * (len(KINDS) - 1)}")
                continue
            print(f"| {name} | {form} | {' | '.join(f'{score.f1:.3f}' for score in scores)} |", flush=True)
            lines = [line for score in scores for line in score.differences()]
            differences += [f"{name} {form} {line}" for line in lines]
    if chosen.differences:
        print("", *(differences or ["nothing differs"]), sep="\n")


if __name__ == "__main__":
    main()
