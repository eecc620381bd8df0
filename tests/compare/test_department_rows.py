"""Who does what for each topic in each plan, as the texts say it."""

from __future__ import annotations

from functools import cache

from pipeline.compare.department_rows import DepartmentRow, department_rows
from pipeline.model import Record
from tests.documents import corpus_record

PLANS = ("qinghai", "yichuan", "hunan", "sichuan")


@cache
def rows() -> list[DepartmentRow]:
    return department_rows([corpus_record(name) for name in PLANS])


def row(topic: str, function: str | None) -> DepartmentRow:
    (found,) = [row for row in rows() if row.topic.name == topic and row.function == function]
    return found


def said(row: DepartmentRow, plan: str) -> set[tuple[str, str]]:
    return {(held.role, held.name) for held in row.cells[PLANS.index(plan)].held}


def test_the_county_leads_where_provinces_are_responsible() -> None:
    straw = row("秸秆", "农业农村")
    assert said(straw, "qinghai") == {("responsible", "省农业农村厅")}  # first named is not lead
    assert said(straw, "yichuan") == {("lead", "县农业农村局")}
    assert said(straw, "hunan") == {("responsible", "省农业农村厅")}
    assert straw.differs


def test_a_plan_that_names_nobody_is_not_said_to_leave_anybody_out() -> None:
    cell = row("秸秆", "农业农村").cells[PLANS.index("sichuan")]
    assert cell.speaks and not cell.names and not cell.held


def test_what_a_merged_body_is_for_stands_in_each_of_its_functions() -> None:
    names = {
        held.name
        for found in rows()
        if found.function == "工业和信息化"
        for held in found.cells[PLANS.index("yichuan")].held
    }
    assert "县科工局" in names


def test_nobody_is_lost() -> None:
    """Every duty of a task in a provision with a topic stands in a row."""
    from pipeline.compare import profile_of
    from pipeline.compare.topics import clause_topics
    from pipeline.duties import duties

    for place, name in enumerate(PLANS):
        record: Record = corpus_record(name)
        main = {topic.clause_id for topic in clause_topics(profile_of(record)) if topic.main}
        spans = [(c.char_start, c.char_end) for c in record.clauses if c.id in main]
        expected = {
            (task.id, duty.name, duty.role)
            for task in record.tasks
            for duty in duties(record)[task.id]
            if any(start <= task.char_start < end for start, end in spans)
        }
        found = {(held.task_id, held.name, held.role) for r in rows() for held in r.cells[place].held}
        assert found == expected


def test_two_plans_alike_do_not_differ(plan: str = "qinghai") -> None:
    record = corpus_record(plan)
    assert not any(found.differs for found in department_rows([record, record]))
