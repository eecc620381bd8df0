"""Documents are untrusted: whatever one holds, nothing of it runs in a page, and the browser is told so."""

from __future__ import annotations

import csv
import io
import re
from urllib.parse import parse_qsl, urlencode

import pytest

from tests.datasette_pages.pages import ROOT, Pages, links
from tests.workbooks import cells

SECRET = "alert"
PATHS = ("/", "{base}", "{base}/documents", "{base}/targets", "{base}/clauses?_search=x", "{base}/promised_by_when",
         "{base}?sql=select+text+from+documents", "/read/hunan", "/no-such-page", "{base}/targets?_sort=none")  # fmt: skip
INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)[^>]*>|<style\b|\sstyle\s*=|\son[a-z]+\s*=|javascript:", re.IGNORECASE
)
ADDRESS = re.compile(r"""(?:src|href|action)\s*=\s*["'](?:https?:)?//""", re.IGNORECASE)


@pytest.mark.parametrize("path", PATHS)
def test_pages_hold_nothing_that_runs_and_no_address_elsewhere(path: str, pages: Pages) -> None:
    page = str(pages.response(path.format(base=pages.base)).text)
    assert INLINE.findall(page) == []
    assert ADDRESS.findall(page.replace("https://datasette.io/", "/").replace("http://localhost/", "/")) == []


@pytest.mark.parametrize("path", [*PATHS, "/static/plans.css", "{base}/targets.json", "{base}/targets.csv"])
def test_every_answer_tells_the_browser_to_run_nothing_else(path: str, pages: Pages) -> None:
    headers = pages.response(path.format(base=pages.base)).headers
    policy = dict(rule.split(" ", 1) for rule in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert headers["x-content-type-options"] == "nosniff"


def test_every_sheet_of_ours_is_on_every_page(pages: Pages) -> None:
    made = {path.name for path in (ROOT / "datasette" / "static").glob("*.css")}
    assert set(re.findall(r'href="/static/(\w+\.css)"', pages.page("/ledger"))) == made


def test_no_formula_goes_into_a_csv_file(pages: Pages) -> None:
    sql = "select '=1+1' as a, '@x' as b, -1.5 as c, '-2' as d, '=2,3' as e, '含“=”' as f"
    file = pages.response(f"{pages.base}.csv?{urlencode({'sql': sql, '_dl': 1})}").content
    head, row = csv.reader(io.StringIO(file.decode("utf-8-sig")))
    assert head == list("abcdef")
    assert row == ["'=1+1", "'@x", "-1.5", "-2", "'=2,3", "含“=”"]


def test_the_csv_file_of_a_list_holds_every_row_once_as_it_is(pages: Pages) -> None:
    for asked in ("", "?document_id=hunan", "?label="):
        page = pages.page(f"{pages.base}/clauses{asked}")
        (link,) = [href for href in links(page) if "_dl=1" in href]
        file = pages.response(link).content.decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(file, newline="")))
        found = pages.rows(
            f"{pages.base}/clauses", **dict(parse_qsl(asked[1:], keep_blank_values=True)), _size="max"
        )
        assert len(rows) == len(found) > 0
        assert {row["id"]: row["text"] for row in rows} == {row["id"]: row["text"] for row in found}


@pytest.mark.parametrize("size", [7, 20, 33])
@pytest.mark.parametrize("table", ["clauses", "targets", "deadlines", "assignments"])
def test_pages_of_a_list_hold_every_row_once_in_the_order_of_the_texts(
    pages: Pages, table: str, size: int
) -> None:
    seen: list[tuple[str, int]] = []
    ids: list[str] = []
    path = f"{pages.base}/{table}.json?_shape=objects&_size={size}"
    while path:
        found = pages.response(path).json()
        seen += [
            (row["document_id"], row["seq" if table == "clauses" else "char_start"]) for row in found["rows"]
        ]
        ids += [row["id"] for row in found["rows"]]
        path = (found["next_url"] or "").partition("localhost")[2]
    assert seen == sorted(seen)
    assert len(ids) == len(set(ids)) == found["filtered_table_rows_count"]


def test_an_excel_file_that_takes_too_long_is_refused(pages: Pages) -> None:
    sql = "with recursive c(i) as (select 1 union all select i + 1 from c) select i from c where i < 2000 or i < 0"
    found = pages.response(f"{pages.base}.xlsx?{urlencode({'sql': sql})}")
    assert found.status_code == 400


def test_files_taken_from_a_later_page_hold_all_rows(pages: Pages) -> None:
    first = pages.page(f"{pages.base}/targets")
    later = next(href for href in links(first) if "_next=" in href).removeprefix("http://localhost")
    shown = [href for href in links(pages.page(later)) if not href.startswith("http")]
    files = [href for href in shown if re.search(r"/targets\.(xlsx|csv|json)", href)]
    assert len({href.partition("?")[0] for href in files}) == 3
    assert not any("_next=" in href for href in files)
    total = len(pages.rows(f"{pages.base}/targets", _size="max"))
    (sheet,) = [href for href in files if ".xlsx" in href]
    for address in (sheet, pages.response(f"{sheet}&{urlencode({'_next': 'hunan,x'})}").headers["location"]):
        assert len(cells(pages.response(address).content)) == total + 1


@pytest.mark.parametrize(
    "path",
    [
        "{base}/targets.xlsx?_col=value",
        "{base}/targets.xlsx?_nocol=document_id",
        "{base}/clauses?_nocol=char_start",
        "{base}?sql=select+ref,text,own_end+from+clauses+limit+5",
        "{base}?sql=select+1+as+value,2+as+op,9+as+hedges",
        "{base}?sql=select+'{{'+as+hedges,'x'+as+op,'y'+as+value",
    ],
)
def test_columns_of_ones_own_choice_are_shown(path: str, pages: Pages) -> None:
    assert pages.response(path.format(base=pages.base)).status_code == 200


def test_columns_of_one_name_keep_their_values_in_a_sheet(pages: Pages) -> None:
    _, row = cells(pages.response(f"{pages.base}.xlsx?sql=select+1+as+a,2+as+a").content)
    assert row == [1, 2]
