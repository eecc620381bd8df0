"""Whoever may not see the database in Datasette sees nothing of it in our pages either."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette

from pipeline.model import Record
from tests.datasette_pages.pages import ROOT, make_database

PLANS = "plan=sichuan&plan=hunan"
PATHS = (
    *("/read/hunan", "/read/hunan/page/1", "/read/hunan/page/1.png", "/compare", f"/compare?{PLANS}"),
    *(f"/compare.csv?{PLANS}", f"/compare/measures?{PLANS}", f"/compare/measures.xlsx?{PLANS}"),
    *("/indicators", "/indicators/PM2.5", "/departments", "/departments/function/%E7%94%9F%E6%80%81%E7%8E%AF%E5%A2%83"),
    *("/ledger", "/ledger.csv", "/graph", "/graph.json", "/search?q=PM2.5", "/worklist", "/plans", "/plans/targets"),
)  # fmt: skip


@pytest.fixture(scope="module")
def private(corpus: dict[str, Record], tmp_path_factory: pytest.TempPathFactory) -> Datasette:
    """The plans, for whom it may concern."""
    path = make_database(corpus.values(), tmp_path_factory.mktemp("private"))
    metadata = {"databases": {"plans": {"allow": {"id": "editor"}}}}
    return Datasette(immutables=[str(path)], config_dir=ROOT / "datasette", metadata=metadata)


def answer(datasette: Datasette, path: str, actor: dict[str, str] | None = None) -> Any:
    async def get() -> Any:
        await datasette.invoke_startup()
        cookies = {"ds_actor": datasette.sign({"a": actor}, "actor")} if actor else {}
        return await datasette.client.get(path, cookies=cookies)

    return asyncio.run(get())


@pytest.mark.parametrize("path", PATHS)
def test_a_stranger_sees_nothing(private: Datasette, path: str) -> None:
    found = answer(private, path)
    assert found.status_code == 403
    assert "湖南" not in found.text and "长沙" not in found.text


def test_the_start_page_of_a_stranger_is_datasettes_own(private: Datasette) -> None:
    found = answer(private, "/")
    assert found.status_code == 200
    assert "湖南" not in found.text and "PM2.5年均浓度" not in found.text


@pytest.mark.parametrize("path", ["/", "/read/hunan", f"/compare?{PLANS}", "/ledger", "/graph"])
def test_who_may_see_them_sees_them(private: Datasette, path: str) -> None:
    found = answer(private, path, {"id": "editor"})
    assert found.status_code == 200
    assert "湖南" in found.text


def test_a_server_without_plans_has_datasettes_start_page(tmp_path: Path) -> None:
    datasette = Datasette(memory=True, config_dir=ROOT / "datasette")
    assert answer(datasette, "/").status_code == 200
    assert answer(datasette, "/compare").status_code == 404


def test_who_may_ask_one_question_is_the_servers_to_say(private: Datasette) -> None:
    metadata = {"databases": {"plans": {"queries": {"promised_by_when": {"allow": {"id": "editor"}}}}}}
    database = private.databases["plans"].path
    datasette = Datasette(immutables=[database], config_dir=ROOT / "datasette", metadata=metadata)
    assert answer(datasette, "/plans/promised_by_when").status_code == 403
    assert answer(datasette, "/plans/promised_by_when", {"id": "editor"}).status_code == 200
    assert answer(datasette, "/plans/due_when").status_code == 200
