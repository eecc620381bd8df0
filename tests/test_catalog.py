"""The catalogue: strict keys and types, versions along predecessors."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.catalog import CatalogEntry, load_catalog
from pipeline.errors import PlanError


def load(tmp_path: Path, text: str) -> dict[str, CatalogEntry]:
    (tmp_path / "catalog.toml").write_text(text, encoding="utf-8")
    return load_catalog(tmp_path)


def test_no_catalogue_is_an_empty_one(tmp_path: Path) -> None:
    assert load_catalog(tmp_path) == {}


def test_entries(tmp_path: Path) -> None:
    entries = load(
        tmp_path, '[a]\nlevel = "province"\nissued_on = 2024-07-10\n["2024/b"]\nstatus = "draft"\n'
    )
    assert entries["a"] == CatalogEntry(level="province", issued_on="2024-07-10")
    assert entries["2024/b"].status == "draft"


def test_versions_follow_the_predecessors(tmp_path: Path) -> None:
    entries = load(
        tmp_path, '[v3]\npredecessor = "v2"\n[v2]\npredecessor = "v1"\n[x]\nshort_title = "甲"\n[v1]\n'
    )
    assert {name: (entry.plan, entry.version) for name, entry in entries.items()} == {
        "v1": ("v1", 1),
        "v2": ("v1", 2),
        "v3": ("v1", 3),
        "x": (None, None),
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[a]\nlevle = "省"', "[a]: Object contains unknown field `levle`; the keys are short_title"),
        ("[a]\nshort_title = 3", "[a] short_title: Expected `str | null`, got `int`; write it as text"),
        (
            '[a]\nlevel = "town"',
            "[a] level: Invalid enum value 'town'; write one of national, province, prefecture, county, township",
        ),
        ('[a]\nstatus = "final"', "'final'; write one of draft, issued, unverified"),
        ('[a]\nissued_on = "2024.7.10"', "[a] issued_on: '2024.7.10' is no date; write it as 2024-07-10"),
        ('[a]\nissued_on = "2024-13-01"', "[a] issued_on: '2024-13-01' is no date"),
        ('a = "x"', "[a]: a table was expected"),
        ("[a", "no valid TOML"),
        (
            '[a]\npredecessor = "b"\n[b]\npredecessor = "a"',
            "[a] predecessor: its predecessors lead back to 'a'",
        ),
    ],
)
def test_refused(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(PlanError) as caught:
        load(tmp_path, text)
    assert str(caught.value).startswith(str(tmp_path / "catalog.toml"))
    assert said in str(caught.value)


def test_all_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(PlanError) as caught:
        load(tmp_path, '[a]\nstatus = "final"\n[b]\nissued_on = "x"\n[c]\nlevel = "county"\n[d]\nwhat = 1')
    lines = str(caught.value).splitlines()
    assert [line.partition("[")[2][0] for line in lines] == ["a", "b", "d"]
    assert all(line.startswith(str(tmp_path / "catalog.toml")) for line in lines)


def test_the_given_catalogue_is_valid() -> None:
    corpus = Path(__file__).parents[1] / "corpus"
    assert {"sichuan", "hunan", "yichuan", "qinghai", "sichuan-2022"} >= set(load_catalog(corpus))
