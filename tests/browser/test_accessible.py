"""axe, the usual automatic check of accessibility, finds nothing serious on any page, light or dark, wide or narrow."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.browser.conftest import SIZES

SERIOUS = {"serious", "critical"}
PATHS = (
    "/",
    "/read/hunan",
    "/read/qinghai",
    "/compare",
    "/compare?plan=sichuan&plan=qinghai",
    "/compare?plan=sichuan&plan=qinghai&topic=挥发性有机物",
    "/compare/measures?plan=sichuan&plan=yichuan",
    "/indicators",
    "/indicators/PM2.5",
    "/departments",
    "/departments/function/生态环境",
    "/ledger",
    "/graph",
    "/graph?q=秸秆",
    "/worklist",
    "/worklist?list=doubts",
    "/search",
    "/search?q=秸秆",
    "/plans",
    "/plans/targets",
    "/plans/promised_by_when",
    "/plans?sql=select+1",
    "/no-such-page",
)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(("size", "scheme"), [("desktop", "light"), ("desktop", "dark"), ("phone", "light")])
def test_nothing_serious_is_in_the_way(
    path: str, size: str, scheme: Any, chromium: Any, address: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    # The checker is a script that is put into the page, which our policy forbids.
    context = chromium.new_context(viewport=SIZES[size], color_scheme=scheme, bypass_csp=True)
    try:
        page = context.new_page()
        page.goto(address + path)
        violations = Axe().run(page).response["violations"]
    finally:
        context.close()
    found = [
        {
            "rule": each["id"],
            "what": each["help"],
            "where": [node["html"][:200] for node in each["nodes"][:3]],
        }
        for each in violations
        if each["impact"] in SERIOUS
    ]
    assert not found, json.dumps(found, ensure_ascii=False, indent=1)
