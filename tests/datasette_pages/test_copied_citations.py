"""A copied citation names the data that it was taken from."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from pipeline.model import Record
from tests.datasette_pages.pages import Pages, make_database

_COPIED = re.compile(r'class="copy" title="([^"]+)"')
_VERSION = re.compile(r"（规划文本库数据 (\d{4}-\d\d-\d\d) ([0-9a-f]{8})）$")


def version(pages: Pages) -> str:
    found = re.search(r"数据版本 \d{4}-\d\d-\d\d ([0-9a-f]{8})", pages.page("/"))
    assert found
    return found[1]


@pytest.mark.parametrize(
    "path",
    [
        "/read/hunan",
        "/plans/targets?document_id=hunan",
        "/plans/promised_by_when",
        "/compare?plan=sichuan&plan=qinghai",
        "/compare/measures?plan=sichuan&plan=qinghai",
        "/indicators/PM2.5",
        "/departments/function/生态环境",
        "/ledger",
    ],
)
def test_every_copied_citation_ends_with_the_version_that_the_start_page_names(
    pages: Pages, path: str
) -> None:
    copied = _COPIED.findall(pages.page(path))
    assert copied
    found = [_VERSION.search(citation) for citation in copied]
    assert all(found)
    assert {each[2] for each in found if each} == {version(pages)}


def test_the_same_facts_have_the_same_version_and_others_another(
    pages: Pages, corpus: dict[str, Record], tmp_path: Path
) -> None:
    again = Pages(make_database(reversed(list(corpus.values())), tmp_path / "again"))
    assert version(again) == version(pages)
    first, *others = corpus.values()
    other = msgspec.structs.replace(first.metadata, issued_on="1999-12-31")
    changed = msgspec.structs.replace(first, metadata=other)
    assert version(Pages(make_database([changed, *others], tmp_path / "changed"))) != version(pages)
