"""Served below a path of its own (`base_url`), every link, form and file of the pages leads there."""

from __future__ import annotations

import asyncio
import html
import re
from typing import Any

import httpx
import pytest
from datasette.app import Datasette
from datasette.utils import StartupError

from pipeline.model import Record
from tests.datasette_pages.pages import ROOT, make_database

BELOW = "/our/plans/"
ADDRESSES = re.compile(r'\b(?:href|src|action)="([^"]*)"')
PATHS = (
    *("/", "/read/hunan", "/compare", "/compare?plan=sichuan&plan=qinghai", "/compare/measures?plan=sichuan&plan=qinghai"),
    *("/indicators", "/indicators/PM2.5", "/departments", "/departments/function/%E7%94%9F%E6%80%81%E7%8E%AF%E5%A2%83"),
    *("/ledger", "/ledger?role=lead", "/graph", "/search?q=%E7%A7%B8%E7%A7%86", "/worklist", "/worklist?list=doubts"),
    *("/plans", "/plans/targets?document_id=hunan", "/plans/promised_by_when"),
)  # fmt: skip


@pytest.fixture(scope="module")
def below(corpus: dict[str, Record], tmp_path_factory: pytest.TempPathFactory) -> Datasette:
    path = make_database(corpus.values(), tmp_path_factory.mktemp("below"))
    return Datasette(immutables=[str(path)], config_dir=ROOT / "datasette", settings={"base_url": BELOW})


def answer(datasette: Datasette, path: str, *, taken_off: bool = False) -> Any:
    """The answer to a path below the server's, which a server in front took off, or did not."""

    async def get() -> Any:
        await datasette.invoke_startup()
        transport = httpx.ASGITransport(app=datasette.app())
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            return await client.get(path if taken_off else BELOW.rstrip("/") + path)

    return asyncio.run(get())


@pytest.mark.parametrize("taken_off", [True, False])
@pytest.mark.parametrize("path", PATHS)
def test_all_that_a_page_leads_to_is_below_it(below: Datasette, path: str, taken_off: bool) -> None:
    page = answer(below, path, taken_off=taken_off)
    assert page.status_code == 200
    found = {
        html.unescape(address).removeprefix("http://localhost") for address in ADDRESSES.findall(page.text)
    }
    ours = sorted(address for address in found if address.startswith("/"))
    assert len(ours) > 10
    assert [a for a in ours if not a.startswith(BELOW) or a.removeprefix(BELOW).startswith("our/")] == []
    assert [a for a in found - {*ours} if not a.startswith(("#", "?", "https://datasette.io"))] in ([], [""])
    for address in ours[::9]:
        again = answer(below, "/" + address.removeprefix(BELOW).partition("#")[0])
        assert again.status_code in {200, 302}, address


@pytest.mark.parametrize("taken_off", [True, False])
def test_the_language_is_switched_where_one_is(below: Datasette, taken_off: bool) -> None:
    found = answer(below, "/ledger?_lang=en&role=lead", taken_off=taken_off)
    assert (found.status_code, found.headers["location"]) == (302, f"{BELOW}ledger?role=lead")


def test_the_room_that_one_is_in_is_marked(below: Datasette) -> None:
    for taken_off in (True, False):
        page = answer(below, "/ledger", taken_off=taken_off).text
        assert re.findall(r'href="([^"]*)" aria-current="page"', page)[0] == f"{BELOW}ledger"


@pytest.mark.parametrize("base_url", ["/plans/", "/plans/of/ours/", "/compare/"])
def test_a_path_that_is_also_the_name_of_something_is_refused(below: Datasette, base_url: str) -> None:
    database = below.databases["plans"].path
    datasette = Datasette(
        immutables=[database], config_dir=ROOT / "datasette", settings={"base_url": base_url}
    )
    with pytest.raises(StartupError, match="name of a database"):
        asyncio.run(datasette.invoke_startup())
