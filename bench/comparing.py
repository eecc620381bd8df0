"""How comparing grows with the corpus: databases of synthetic plans, and of one plan more.

The plans are the records of the corpus, each with some provisions left out, other numbers and other verbs.
Prints a Markdown table of processor seconds, the workers' included; `--sizes 250 500 1000 2000` takes about an
hour.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import sqlite3
import tempfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import msgspec
from sqlite_utils import Database

from pipeline.build import default_jobs
from pipeline.comparing import Comparisons
from pipeline.ids import stable_id
from pipeline.model import Record
from pipeline.store.database import BuildNote, update_database
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


def processor_seconds() -> float:
    """What this process and its workers that have ended took of the processors: what else runs counts little."""
    return sum(os.times()[:4])


class Timed(Comparisons):
    """Comparisons that know how long the last ones took."""

    seconds = 0.0

    def complete(self, database: Database, changed: Collection[str]) -> None:
        start = processor_seconds()
        super().complete(database, changed)
        self.seconds = processor_seconds() - start


def _built(database: Path, folder: Path, wanted: Mapping[str, str], derived: Timed) -> tuple[float, float]:
    """Processor seconds of a build in all, and those of comparing."""
    start = processor_seconds()
    update_database(database, folder, wanted, _NOTE, derived)
    return processor_seconds() - start, derived.seconds


def _count(database: Path) -> int:
    with closing(sqlite3.connect(database)) as connection:
        return int(connection.execute("SELECT count(*) FROM comparisons").fetchone()[0])


def measured(sizes: Sequence[int]) -> Iterator[tuple[int, int, float, float, float]]:
    """(plans, pairs compared, seconds of a build, of comparing in it, of comparing one plan more) of each size."""
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
            derived = Timed(folder, default_jobs())
            whole, comparing = _built(folder / "plans.db", folder, first, derived)
            pairs = _count(folder / "plans.db")
            _, more = _built(folder / "plans.db", folder, wanted, derived)
            yield size, pairs, whole, comparing, more


def main() -> None:
    """Build databases of growing size."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--sizes", type=int, nargs="+", default=[25, 50, 100])
    print(
        "| plans | pairs compared | comparing: seconds a plan | a pair | share of the build | one plan more |"
    )
    print("| --: | --: | --: | --: | --: | --: |")
    for size, pairs, whole, comparing, more in measured(arguments.parse_args().sizes):
        shares = f"{comparing / size:.2f} | {comparing / pairs:.3f} | {comparing / whole:.2f} | {more:.1f}"
        print(f"| {size} | {pairs} | {shares} |", flush=True)


if __name__ == "__main__":
    main()
