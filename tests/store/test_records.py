"""A record comes back from its file as it was, and its bytes depend on nothing but itself."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import PlanError
from pipeline.model import Lifted, Origin, Quantity, Record
from pipeline.store.records import (
    find_records,
    parse_record,
    read_record,
    record_bytes,
    record_path,
    write_record,
)
from tests.store.samples import SampleRecord

SAMPLE = SampleRecord().record()

# Any text that UTF-8 can hold, with what breaks naive writers: separators, quotes, escapes.
TEXTS = st.text(st.characters(codec="utf-8")) | st.text("一二\n\r\u2028\u0085\\\"'\t\x00\x1f😀")
PLACES = st.integers(0, 10**6)
ORIGINS = st.builds(
    Origin,
    start=PLACES,
    end=PLACES,
    line=st.none() | PLACES,
    page=st.none() | PLACES,
    box=st.none() | st.tuples(*[st.floats(0, 2000)] * 4),
    confidence=st.none() | st.floats(0, 1),
)
QUANTITIES = st.builds(
    Quantity,
    id=TEXTS,
    clause_id=TEXTS,
    value=st.none() | st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(10**9), 10**9) | TEXTS,
    unit=st.none() | TEXTS,
    role=st.sampled_from(["target", "date"]),
    target_id=st.none() | TEXTS,
    char_start=PLACES,
    char_end=PLACES,
)


@st.composite
def records(draw: st.DrawFn) -> Record:
    """The sample with any text and any of what comes in great numbers."""
    return msgspec.structs.replace(
        SAMPLE,
        text=draw(TEXTS),
        properties=draw(st.dictionaries(TEXTS, TEXTS, max_size=3)),
        origins=tuple(draw(st.lists(ORIGINS, max_size=3))),
        quantities=tuple(draw(st.lists(QUANTITIES, max_size=3))),
        lifted=(Lifted(kind="site", text=draw(TEXTS)),),
    )


@given(records())
def test_round_trip(record: Record) -> None:
    content = record_bytes(record)
    assert parse_record(content, "a.json") == record
    assert record_bytes(parse_record(content, "a.json")) == content


def test_the_file_reads_well_in_a_diff(tmp_path: Path) -> None:
    path = write_record(SAMPLE, tmp_path)
    content = path.read_text(encoding="utf-8")
    assert content.endswith("}\n")
    assert "\\u" not in content
    assert '    "（三）餐饮油烟。加强油烟治理，每年抽检。（市城管局负责）",\n' in content
    assert '    {"start":0,"end":11,"line":1},\n' in content
    assert json.loads(content)["text"] == SAMPLE.text.split("\n")
    assert list(json.loads(content)) == [field.name for field in msgspec.structs.fields(Record)]


def test_an_id_with_a_slash_is_a_folder(tmp_path: Path) -> None:
    record = SampleRecord("2024/gansu").record()
    assert (
        write_record(record, tmp_path)
        == tmp_path / "2024" / "gansu.json"
        == record_path(tmp_path, "2024/gansu")
    )
    assert read_record(tmp_path / "2024" / "gansu.json") == record


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('"doubts"', '"doubt"', "unknown field `doubt`"),
        ('"format": "text",\n', "", "missing required field `format`"),
        ('"seq": 0', '"seq": "0"', r"$.clauses[0].seq: .*Expected `int`, got `str`"),
        ('"level": "title"', '"level": "titel"', r"$.clauses[0].level: .*Invalid enum value 'titel'"),
        ("}\n", "", "no JSON"),
    ],
)
def test_what_is_no_record_is_named_with_its_place(
    tmp_path: Path, before: str, after: str, said: str
) -> None:
    path = write_record(SAMPLE, tmp_path)
    path.write_text(path.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
    with pytest.raises(PlanError, match=said.replace("$", r"\$").replace("[0]", r"\[0\]")) as caught:
        read_record(path)
    assert str(caught.value).startswith(str(path))
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(PlanError, match=r"none\.json: cannot be read"):
        read_record(tmp_path / "none.json")


def test_a_record_that_breaks_its_types_is_not_written(tmp_path: Path) -> None:
    path = write_record(SAMPLE, tmp_path)
    before = path.read_bytes()
    with pytest.raises(PlanError, match=r"\$\.format"):
        write_record(msgspec.structs.replace(SAMPLE, format=7), tmp_path)
    assert path.read_bytes() == before
    assert [entry.name for entry in tmp_path.iterdir()] == ["sample.json"]


def test_only_records_are_found(tmp_path: Path) -> None:
    write_record(SAMPLE, tmp_path)
    write_record(SampleRecord("2024/gansu").record(), tmp_path)
    (tmp_path / "notes.json").write_text('{"id": "notes"}', encoding="utf-8")
    (tmp_path / "copy.json").write_bytes((tmp_path / "sample.json").read_bytes())
    (tmp_path / "broken.json").write_bytes(b"\xff{")
    assert find_records(tmp_path) == ["2024/gansu", "sample"]
