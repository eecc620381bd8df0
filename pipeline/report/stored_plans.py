"""A plan of the database with what a comparison looks up of it again and again."""

from __future__ import annotations

import sqlite3
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property

import msgspec

from pipeline.cite import cite_clause
from pipeline.compare import Cut, Profile, Provision, profile_of
from pipeline.compare.measure_pairs import MeasureProfile, measure_profile
from pipeline.compare.provisions import provisions_of
from pipeline.duties import duties
from pipeline.model import Clause, Measure, Record
from pipeline.report.plans import plan_name
from pipeline.store.stored_records import stored_record
from pipeline.tree import ClauseTree


class PlanTopic(msgspec.Struct, frozen=True):
    """A topic of a provision; `main`: what it mostly deals with. `seq` is its place in the outline."""

    name: str
    en: str
    seq: int
    main: bool


class StoredPlan:
    """A document of the database. `topics` are those of its provisions, by their ids; `stamp` its record's hash."""

    def __init__(self, record: Record, topics: Mapping[str, tuple[PlanTopic, ...]], stamp: str) -> None:
        self.record = record
        self.stamp = stamp
        self.topics = topics
        self.id = record.id
        self.name = plan_name(record.metadata)
        self.tree = ClauseTree(record.clauses)
        self._cuts: dict[str, Cut] = {}

    def cut(self, clause: str) -> Cut:
        """A provision cut into words, kept for whatever it is compared with."""
        if clause not in self._cuts:
            self._cuts[clause] = Cut(self.record, clause)
        return self._cuts[clause]

    @cached_property
    def provisions(self) -> tuple[Provision, ...]:
        """Its provisions in order."""
        return tuple(provisions_of(self.record))

    @cached_property
    def profile(self) -> Profile:
        """What aligning it with a plan that it was not compared with needs."""
        return profile_of(self.record)

    @cached_property
    def measure_profile(self) -> MeasureProfile:
        """What pairing its measures with those of a plan that it was not compared with needs."""
        return measure_profile(self.record)

    @cached_property
    def measures(self) -> tuple[Measure, ...]:
        """Its measures that stand in a provision."""
        return tuple(
            measure
            for measure in self.record.measures
            if self.tree.provision_of(self.tree[measure.clause_id])
        )

    @cached_property
    def functions(self) -> dict[str, frozenset[str]]:
        """Provision → the functions of the bodies that must do what it says, however that is known."""
        held = {body.id: body.functions for body in self.record.departments}
        starts = [clause.char_start for clause in self._own]
        found: dict[str, set[str]] = defaultdict(set)
        by_task = duties(self.record)
        for task in self.record.tasks:
            at = bisect_right(starts, task.char_start) - 1
            if at >= 0 and task.char_start < self._own[at].char_end:
                own = found[self._own[at].id]
                own.update(function for duty in by_task[task.id] for function in held[duty.department_id])
        return {clause: frozenset(own) for clause, own in found.items()}

    @cached_property
    def _own(self) -> list[Clause]:
        return sorted((self.tree[each.id] for each in self.provisions), key=lambda clause: clause.char_start)

    def clause_text(self, clause_id: str) -> str:
        """The words of a clause."""
        clause = self.tree[clause_id]
        return self.record.text[clause.char_start : clause.char_end]

    def citation(self, clause_id: str) -> str:
        """How a clause is cited."""
        return cite_clause(self.record.metadata, self.tree.path(self.tree[clause_id]))


def stored_plan(connection: sqlite3.Connection, document: str) -> StoredPlan | None:
    """The plan of that id; None if the database has none."""
    record = stored_record(connection, document)
    if record is None:
        return None
    return StoredPlan(record, _topics(connection, document), stamp_of(connection, document) or "")


def stamp_of(connection: sqlite3.Connection, document: str) -> str | None:
    """The hash of a document's record, which changes with anything in it; None if there is no such document."""
    row = connection.execute("SELECT record_sha256 FROM documents WHERE id = ?", [document]).fetchone()
    return str(row[0]) if row else None


def _topics(connection: sqlite3.Connection, document: str) -> dict[str, tuple[PlanTopic, ...]]:
    found: dict[str, list[PlanTopic]] = defaultdict(list)
    sql = (
        "SELECT said.clause_id, topic.name, topic.en, topic.seq, said.main FROM clause_topics AS said"
        " JOIN topics AS topic ON topic.id = said.topic_id WHERE said.document_id = ?"
        " ORDER BY said.main DESC, said.share DESC, topic.seq"
    )
    for clause, name, en, seq, main in connection.execute(sql, [document]):
        found[clause].append(PlanTopic(name, en, seq, bool(main)))
    return {clause: tuple(topics) for clause, topics in found.items()}
