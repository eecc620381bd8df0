"""A real browser on the pages as `plans serve` serves them."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.model import Record
from tests.datasette_pages.pages import make_database
from tests.needs import missing

ROOT = Path(__file__).resolve().parent.parent.parent
PLANS = [sys.executable, "-c", "from pipeline.cli import main; main()"]
SIZES = {"desktop": {"width": 1280, "height": 900}, "phone": {"width": 390, "height": 844}}


# Not for the whole session: Playwright keeps an event loop running, beside which no other can start.
@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """The system's Chromium."""
    executable = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if executable is None:
        missing("there is no Chromium on this machine")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        yield browser
        browser.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def address(corpus: dict[str, Record], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where `plans serve` shows the corpus; the database is there already, so it has nothing to read."""
    folder, port = tmp_path_factory.mktemp("serve"), free_port()
    database = make_database(corpus.values(), folder)
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [*PLANS, "serve", str(folder / "none"), "--db", str(database), "--port", str(port)],
            cwd=ROOT,
            stdout=log,
            stderr=log,
        )
        try:
            wait_for(f"http://127.0.0.1:{port}/", server, folder / "log")
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(30)


def wait_for(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until `url` answers."""
    for _ in range(600):
        if server.poll() is not None:
            break
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    pytest.fail(f"plans serve does not answer:\n{log.read_text('utf-8', errors='replace')}")


class Watched:
    """A page, and what went wrong on it: errors in the console, requests that left this machine."""

    def __init__(self, page: Any, address: str) -> None:
        self.page = page
        self.address = address
        self.faults: list[str] = []
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        page.on("request", lambda request: self._request(request.url))

    def _console(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.faults.append(f"console: {message.text}")

    def _request(self, url: str) -> None:
        if not url.startswith((self.address, "data:", "blob:")):
            self.faults.append(f"left this machine: {url}")

    def open(self, path: str) -> Any:
        """The page at `path`, loaded without an error of the server."""
        response = self.page.goto(self.address + path)
        assert response.status == 200, f"{path}: {response.status}"
        return self.page


@pytest.fixture
def browse(chromium: Any, address: str) -> Iterator[Callable[..., Watched]]:
    """Opens windows (desktop or phone), and checks in the end that nothing went wrong in any."""
    opened: list[tuple[Any, Watched]] = []

    def window(size: str = "desktop", **options: Any) -> Watched:
        context = chromium.new_context(viewport=SIZES[size], **options)
        context.set_default_timeout(15_000)
        watched = Watched(context.new_page(), address)
        opened.append((context, watched))
        return watched

    yield window
    for context, _ in opened:
        context.close()
    assert [fault for _, watched in opened for fault in watched.faults] == []
