"""Which plans a report is about, and what they are called in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path

from pipeline.errors import PlanError
from pipeline.model import Metadata, Record
from pipeline.store.codes import word
from pipeline.store.records import find_records, read_record, record_path

_FEW = 10  # plans that an error names


def plan_name(metadata: Metadata) -> str:
    """A plan's name, with its status where that limits what may be said."""
    return named_with_status(metadata.short_title, metadata.status)


def named_with_status(title: str, status: str) -> str:
    """`title`, marked unless the document is an issued one."""
    return title if status == "issued" else f"{title}（{word('status', status)}）"


def chosen_plans(records: Path, wanted: Sequence[str]) -> Iterator[Record]:
    """The records of the plans with the ids `wanted`, in that order; of all in the folder if none is named.

    One is read at a time: a corpus of thousands is never held as a whole.

    Raises:
        PlanError: a plan has no record, or there are none at all; or as `read_record`.
    """
    ids = list(dict.fromkeys(wanted)) or find_records(records)
    if not ids:
        raise PlanError(str(records), "", "没有方案的记录 holds no records of plans", "run plans build")
    for plan in ids:
        if not record_path(records, plan).is_file():
            raise _unknown(plan, records)
    return (read_record(record_path(records, plan)) for plan in ids)


def _unknown(plan: str, records: Path) -> PlanError:
    there = find_records(records)
    named = there if len(there) <= _FEW else get_close_matches(plan, there, _FEW, 0.4)
    remedy = f"name one of: {', '.join(named)}" if named else "run plans build"
    return PlanError(plan, "", f"没有这份方案 no such plan in {records}", remedy)
