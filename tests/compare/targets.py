"""Small plans with one target or a few, for tests of what may be compared."""

from __future__ import annotations

import msgspec

from pipeline.compare.comparability import Verdict, verdict
from pipeline.compare.comparands import Comparand, comparands_of
from pipeline.model import GovernmentLevel, Record, Status
from tests.documents import ARTICLE, read_plan


def plan(
    sentence: str,
    name: str = "甲省",
    level: GovernmentLevel = "province",
    territory: str | None = None,
    status: Status = "issued",
    title: str = "空气质量行动计划",
) -> Record:
    """The record of a plan of `name` whose only article says `sentence`."""
    record = read_plan(f"{ARTICLE}{sentence}\n", name)  # its own ids, as any document has
    metadata = msgspec.structs.replace(
        record.metadata,
        title=name + title,
        short_title=name,
        jurisdiction=name,
        territory=territory or name,
        level=level,
        status=status,
        plan_id=name,
    )
    return msgspec.structs.replace(record, metadata=metadata)


def only(record: Record) -> Comparand:
    """The only target of a record."""
    (comparand,) = comparands_of(record)
    return comparand


def judged(one: Record, other: Record, drafts: bool = False) -> Verdict:
    """The verdict on the only targets of two plans."""
    return verdict(only(one), only(other), drafts)


def codes(one: Record, other: Record, drafts: bool = False) -> set[str]:
    """The codes of all reasons against ranking them."""
    return {reason.code for reason in judged(one, other, drafts).reasons}
