"""The schema has what the contract names, says what everything means, and loses no field of a record."""

from __future__ import annotations

import re

import msgspec
import pytest

from pipeline import model
from pipeline.store.schema import TABLES, VIEWS, Table, View, datasette_metadata, table

# What other programs rely on: never renamed, never dropped.
CONTRACT = {
    "documents": "id plan_id version predecessor_id title short_title issuer jurisdiction territory level doc_number "
    "status issued_on attribution_style file format sha256 source_url retrieved_on text",
    "clauses": "id document_id parent_id seq level label heading ref is_provision text char_start char_end page",
    "targets": "id document_id clause_id task_id deadline_id cell_id kind indicator indicator_id scope direction op "
    "value value_high value_text unit value_start value_end base_value base_unit baseline baseline_value deadline "
    "recurrence hedges strength deferred_to exclusions quote char_start char_end",
    "indicators": "id name statistic better extensive base_unit",
    "quantities": "id document_id clause_id text value unit role target_id char_start char_end "
    "indicator territory year",
    "deadlines": "id document_id clause_id task_id text kind end_date period quote char_start char_end",
    "tasks": "id document_id clause_id seq title text modality attribution_status char_start char_end",
    "departments": "id name level jurisdiction generic",
    "department_functions": "department_id function",
    "assignments": "id document_id clause_id task_id department_id name_raw name role basis position sole covers_from "
    "covers_to attribution attribution_start attribution_end char_start char_end",
    "comments": "id document_id clause_id parent_id kind author created anchor text before after resolved addressed "
    "char_start char_end",
    "citations": "id document_id clause_id title doc_number cited_document_id relation char_start char_end",
    "checks": "id document_id clause_id rule severity message evidence char_start char_end",
    "topics": "id name",
    "clause_topics": "clause_id topic_id",
    "alignments": "clause_a clause_b document_a document_b score relation method",
    "unmatched": "clause_id document_id best_score",
    "scopes": "id document_id clause_id name definition char_start char_end",
    "scope_members": "id document_id scope_id seq name char_start char_end",
    "scope_uses": "id document_id clause_id scope_id target_id text char_start char_end",
    "nodes": "id kind label document_id",
    "edges": "source target kind weight",
    "builds": "when code_version documents_read skipped failed seconds",
    "task_departments": "document_id task_id clause_id department_id name role basis position sole",
    "tables": "id document_id",
    "table_cells": "id table_id row column row_header column_header text char_start char_end",
    "lifted": "document_id kind text",
    "origins": "document_id char_start char_end line paragraph run page confidence",
}
PARTS: list[Table | View] = [*TABLES, *VIEWS]
# Fields that have another name as a column, or are parts of one.
STORED_OTHERWISE = {
    "start",
    "end",
    "quote_start",
    "quote_end",
    "functions",
    "column",
    "table",
    "row",
    "cell",
    "box",
}
KINDS: dict[str, type[msgspec.Struct]] = {
    "clauses": model.Clause,
    "targets": model.Target,
    "indicators": model.Indicator,
    "quantities": model.Quantity,
    "deadlines": model.Deadline,
    "tasks": model.Task,
    "departments": model.Department,
    "assignments": model.Assignment,
    "comments": model.Comment,
    "citations": model.Citation,
    "scopes": model.Scope,
    "scope_members": model.ScopeMember,
    "scope_uses": model.ScopeUse,
    "checks": model.Doubt,
    "tables": model.TableRecord,
    "table_cells": model.TableCell,
    "lifted": model.Lifted,
    "origins": model.Origin,
    "documents": model.Metadata,
}


@pytest.mark.parametrize("name", CONTRACT)
def test_the_contracts_columns_are_there(name: str) -> None:
    columns = {part.name: {column.name for column in part.columns} for part in PARTS}
    assert set(CONTRACT[name].split()) <= columns[name]


@pytest.mark.parametrize("part", PARTS, ids=lambda part: str(part.name))
def test_everything_is_described_in_both_languages(part: Table | View) -> None:
    for said in (part, *part.columns):
        assert re.search("[一-龥]", said.zh)
        assert 0 < len(said.label) <= 10
        assert len(re.findall(r"[a-z]{2,}", said.en, re.IGNORECASE)) >= 1
        assert not said.en.endswith(".")
    names = [column.name for column in part.columns]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("name", KINDS)
def test_no_field_of_a_record_is_lost(name: str) -> None:
    fields = {field.name for field in msgspec.structs.fields(KINDS[name])}
    assert fields - STORED_OTHERWISE <= {*table(name).column_names, "table"}


def test_a_table_comes_after_those_that_it_refers_to() -> None:
    seen: set[str] = set()
    for part in TABLES:
        seen.add(part.name)
        assert {other for _, other in part.references} <= seen


def test_datasette_gets_every_description() -> None:
    metadata = datasette_metadata()
    assert metadata["targets"]["title"] == "目标 targets"
    assert metadata["targets"]["columns"]["op"].startswith("比较")
    assert set(metadata) == {part.name for part in PARTS}
