"""Documents are untrusted: whatever one holds, nothing of it runs in a page, and the browser is told so."""

from __future__ import annotations

import re

import pytest

from tests.datasette_pages.pages import ROOT, Pages

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
