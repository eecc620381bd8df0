"""The pictures of the pages in the READMEs: taken in both languages from a running server.

`make serve` in one window, `python bench/pictures.py` in another; they are written to `docs/pictures/`. Needs
Chromium and a Chinese font, as the tests in `tests/browser` do.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Browser, ViewportSize, sync_playwright

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "pictures"
LANGUAGES = ("zh", "en")
WINDOW: ViewportSize = {"width": 1280, "height": 800}
# Name → the page, and what to begin the picture with, if not the top of the page.
PICTURES: dict[str, tuple[str, str]] = {
    "start": ("/", ""),
    "matrix": ("/compare?plan=sichuan&plan=qinghai&plan=hunan&plan=yichuan", ""),
    "differences": (
        f"/compare?plan=sichuan&plan=qinghai&topic={quote('挥发性有机物')}",
        "main table",
    ),
    "indicator": ("/indicators/PM2.5", "h2:nth-of-type(2)"),
    "reader": ("/read/hunan", "section[id^=c-]:has-text('（五）行动目标')"),
    "ledger": ("/ledger", ""),
}


def take(browser: Browser, url: str, language: str, name: str) -> Path:
    """Take one picture; a page that is not there ends all."""
    path, beginning = PICTURES[name]
    context = browser.new_context(viewport=WINDOW, color_scheme="light")
    context.add_cookies([{"name": "plans_language", "value": language, "url": url}])
    page = context.new_page()
    response = page.goto(url + path, wait_until="networkidle")
    if response is None or not response.ok:
        raise SystemExit(f"{url}{path} does not answer: start `make serve` first")
    if beginning:
        page.locator(beginning).first.evaluate("element => element.scrollIntoView()")
    made = FOLDER / language / f"{name}.png"
    made.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=made)
    context.close()
    return made


def main() -> None:
    """Take all of them."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--url", default="http://127.0.0.1:8001")
    url = arguments.parse_args().url.rstrip("/")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for language in LANGUAGES:
            for name in PICTURES:
                print(take(browser, url, language, name).relative_to(FOLDER.parent.parent))
        browser.close()


if __name__ == "__main__":
    main()
