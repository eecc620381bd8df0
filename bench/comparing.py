"""How comparing grows with the corpus: databases of synthetic plans, and of one plan more.

The plans are the records of the corpus, each with some provisions left out, other numbers and other verbs.
Prints a Markdown table; `--sizes 250 500 1000 2000` takes about an hour.
"""

from __future__ import annotations

import argparse
import random
import re
import sqlite3
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import msgspec

from pipeline.build import default_jobs
from pipeline.comparing import Comparisons
from pipeline.ids import stable_id
from pipeline.model import Record
from pipeline.store.database import NOTHING, BuildNote, update_database
from pipeline.store.derived import Derived
from pipeline.store.records import find_records, read_record, record_bytes, record_path, write_record

ROOT = Path(__file__).resolve().parent.parent
LEFT_OUT = 0.15  # of the provisions
_ID = re.compile('"([0-9a-f]{16})"')
# Of equal length, so that every fact stays where it is.
_VERBS = (
    ("推进", "推动", "促进"),
    ("加强", "强化", "深化"),
    ("完善", "健全", "优化"),
    ("严禁", "禁止", "不得"),
)
_OTHER = {verb: verbs for verbs in _VERBS for verb in verbs}
_CHANGED = re.compile(r"\d|" + "|".join(_OTHER))
_NOTE = BuildNote(code_version="", documents_read=0, skipped=0, failed=0, seconds=0.0)


def synthetic(records: Sequence[Record], number: int) -> Record:
    """The record of plan `number`: the same for the same number."""
    chance = random.Random(number)
    source = records[number % len(records)]
    document = f"plan-{number:04}"
    shared = {i.id for i in source.indicators} | {d.id for d in source.departments}

    def renamed(match: re.Match[str]) -> str:
        return match[0] if match[1] in shared else f'"{stable_id(document, match[1])}"'

    record = msgspec.json.decode(_ID.sub(renamed, msgspec.json.encode(source).decode()), type=Record)
    clauses = [
        msgspec.structs.replace(clause, is_provision=clause.is_provision and chance.random() > LEFT_OUT)
        for clause in record.clauses
    ]
    text = _CHANGED.sub(lambda match: _another(match[0], chance), record.text)
    return msgspec.structs.replace(record, id=document, file=document, clauses=tuple(clauses), text=text)


def _another(said: str, chance: random.Random) -> str:
    if chance.random() > 0.3:
        return said
    return chance.choice("0123456789") if said.isdigit() else chance.choice(_OTHER[said])


def _seconds(folder: Path, database: str, wanted: Mapping[str, str], derived: Derived) -> float:
    start = time.monotonic()
    update_database(folder / database, folder, wanted, _NOTE, derived)
    return time.monotonic() - start


def _count(database: Path) -> int:
    with closing(sqlite3.connect(database)) as connection:
        return int(connection.execute("SELECT count(*) FROM comparisons").fetchone()[0])


def measured(sizes: Sequence[int]) -> Iterator[tuple[int, int, float, float, float]]:
    """(documents, pairs compared, seconds without and with comparing, seconds for one plan more) of each size."""
    records = [
        read_record(record_path(ROOT / "extracted", name)) for name in find_records(ROOT / "extracted")
    ]
    for size in sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            wanted = {}
            for number in range(size + 1):
                record = synthetic(records, number)
                write_record(record, folder)
                wanted[record.id] = sha256(record_bytes(record)).hexdigest()
            first = dict(list(wanted.items())[:size])
            derived = Comparisons(folder, default_jobs())
            bare = _seconds(folder, "bare.db", first, NOTHING)
            whole = _seconds(folder, "plans.db", first, derived)
            more = _seconds(folder, "plans.db", wanted, derived)
            yield size, _count(folder / "plans.db"), bare, whole, more


def main() -> None:
    """Build databases of growing size."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--sizes", type=int, nargs="+", default=[25, 50, 100])
    print(
        "| plans | pairs compared | seconds a pair | seconds a plan | of that comparing | one plan more, seconds |"
    )
    print("| --: | --: | --: | --: | --: | --: |")
    for size, pairs, bare, whole, more in measured(arguments.parse_args().sizes):
        share = (whole - bare) / whole
        cost = (whole - bare) / pairs
        print(
            f"| {size} | {pairs} | {cost:.3f} | {whole / size:.2f} | {share:.2f} | {more:.1f} |", flush=True
        )


if __name__ == "__main__":
    main()
