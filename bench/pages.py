"""How long the server takes for a page: median and 95th percentile, on the five plans or on many synthetic ones.

`--plans 5` serves the records of `extracted/`; any larger number, that many synthetic plans (those of `comparing.py`),
built as `plans build` does, which takes some seconds each. `--keep FOLDER` keeps that database for the next run.
Prints a Markdown table, a row a page: milliseconds from the question to the whole answer, as Datasette's own client
measures them within one process; the first time a page is asked for after the start of the server stands apart.
"""

from __future__ import annotations

import argparse
import asyncio
import sqlite3
import statistics
import sys
import tempfile
import time
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote, urlencode

from datasette.app import Datasette
from datasette.utils import tilde_encode

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # `synthetic` stands beside

from bench.comparing import synthetic
from pipeline.build import default_jobs
from pipeline.deriving import all_derived
from pipeline.store.database import BuildNote, update_database
from pipeline.store.records import find_records, read_record, record_bytes, record_path, write_record

ROOT = Path(__file__).resolve().parent.parent
NOTE = BuildNote(code_version="", documents_read=0, skipped=0, failed=0, seconds=0.0)


def database(plans: int, folder: Path) -> Path:
    """The database of so many plans in `folder`, made unless it is there."""
    made = folder / "plans.db"
    if made.exists():
        return made
    own = [read_record(record_path(ROOT / "extracted", name)) for name in find_records(ROOT / "extracted")]
    records = own if plans <= len(own) else (synthetic(own, number) for number in range(plans))
    wanted = {}
    for record in records:
        write_record(record, folder)
        wanted[record.id] = sha256(record_bytes(record)).hexdigest()
    update_database(made, folder, wanted, NOTE, all_derived(folder, default_jobs()))
    return made


def addresses(path: Path) -> dict[str, str]:
    """What to ask for, by what it is called: the same kinds of pages whatever the plans are."""
    with closing(sqlite3.connect(path)) as connection:

        def first(sql: str) -> str:
            return str(connection.execute(sql).fetchone()[0])

        documents = [row[0] for row in connection.execute("SELECT id FROM documents ORDER BY id LIMIT 4")]
        family = first("SELECT family FROM comparable_targets GROUP BY family ORDER BY count(*) DESC LIMIT 1")
        function = first(
            "SELECT function FROM department_functions GROUP BY function ORDER BY count(*) DESC LIMIT 1"
        )
        body = first(
            "SELECT department_id FROM assignments JOIN departments ON departments.id = department_id"
            " WHERE generic = 0 GROUP BY department_id ORDER BY count(*) DESC LIMIT 1"
        )
        node = first("SELECT source FROM edges GROUP BY source ORDER BY count(*) DESC LIMIT 1")
        target = first("SELECT id FROM targets LIMIT 1")
    base = f"/{tilde_encode(path.stem)}"
    pair, four = (urlencode([("plan", document) for document in some]) for some in (documents[:2], documents))
    return {
        "start": "/",
        "a plan to read": f"/read/{tilde_encode(documents[0])}",
        "choosing plans to compare": "/compare",
        "two plans compared": f"/compare?{pair}",
        "four plans compared": f"/compare?{four}",
        "measures of four plans": f"/compare/measures?{four}",
        "matters of targets": "/indicators",
        "the matter with most targets": f"/indicators/{tilde_encode(family)}",
        "departments": "/departments",
        "the function with most bodies": f"/departments/function/{quote(function)}",
        "the body with most tasks": f"/departments/{tilde_encode(body)}",
        "ledger": "/ledger",
        "ledger of one body": f"/ledger?{urlencode({'who': '生态环境'})}",
        "graph": "/graph",
        "the node with most edges": f"/graph/{tilde_encode(node)}",
        "comments": "/worklist",
        "doubts": "/worklist?list=doubts",
        "search, two characters": f"/search?{urlencode({'q': '秸秆'})}",
        "search, one character": f"/search?{urlencode({'q': '的'})}",
        "table of targets": f"{base}/targets",
        "one target": f"{base}/targets/{tilde_encode(target)}",
        "a question": f"{base}/promised_by_when",
    }


async def measured(path: Path, runs: int) -> dict[str, list[float]]:
    """Milliseconds of each page, the first time and then `runs` times."""
    datasette = Datasette(immutables=[str(path)], config_dir=ROOT / "datasette")
    await datasette.invoke_startup()
    found: dict[str, list[float]] = {}
    for name, address in addresses(path).items():
        for _ in range(runs + 1):
            start = time.perf_counter()
            answer = await datasette.client.get(address)
            taken = 1000 * (time.perf_counter() - start)
            if answer.status_code != 200:
                raise SystemExit(f"{address} answers {answer.status_code}")
            found.setdefault(name, []).append(taken)
    return found


def main() -> None:
    """Measure every kind of page."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--plans", type=int, default=5)
    arguments.add_argument("--runs", type=int, default=20)
    arguments.add_argument("--keep", type=Path, help="folder for the records and the database")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = given.keep or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        times = asyncio.run(measured(database(given.plans, folder), given.runs))
    print(
        f"| page, {given.plans} plans | median, ms | 95th percentile | first time |\n| --- | --: | --: | --: |"
    )
    for page, (first, *values) in times.items():
        high = statistics.quantiles(values, n=20)[-1]
        print(f"| {page} | {statistics.median(values):.0f} | {high:.0f} | {first:.0f} |")


if __name__ == "__main__":
    main()
