"""A dashboard on a free port, and visits of a browser that reaches nothing else."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
SETTLED = '[data-testid="stApp"][data-test-script-state="notRunning"]'
OUTSIDE_BLOCKED = "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"
# A first start annotates the seeds; on a slow machine that takes a while.
PATIENCE_MS = 90_000
SCREEN_SIZE = {"width": 1440, "height": 900}
AWAY = 1430, 890  # on such a screen, over nothing that answers
POPOVER = '[data-testid="stPopoverBody"]'
FOCUS = "body => (body.querySelector('button, input, [tabindex]') ?? body).focus()"
# Looks from now on whether the script begins to run; `runs` tells it.
LOOK = """() => {
    const idle = () => document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState === "notRunning";
    const until = performance.now() + 20_000, pause = done => setTimeout(done, 10);
    window.runs = (async () => {
        while (idle() && performance.now() < until) await new Promise(pause);
        return !idle();
    })();
}"""
# Follows a link put among the desk's own: whether there was a place for it, and it leads on.
FOLLOW = """address => {
    const own = document.querySelector('[data-testid="stHtml"]');
    if (!own || address === location.href) return false;
    const link = document.createElement("a");
    link.href = address;
    own.append(link);
    link.click();
    link.remove();
    return true;
}"""
# Streamlit asks for these beside a deep link before it finds its base address; the 404 is its own noise.
OWN_NOISE = re.compile(r"/_stcore/(health|host-config)|favicon")


@dataclass
class Visit:
    """One browser page and everything that went wrong on it."""

    page: Any
    base: str
    troubles: list[str] = field(default_factory=list)

    def open(self, path: str) -> None:
        """Go to an address of the dashboard and wait until it has settled."""
        self.page.goto(self.base + path)
        self.settle()

    def move(self, path: str) -> None:
        """Go to an address as the desk's own links do, which loads nothing anew; where that cannot be, open it.

        It is a visit all the same: `test_moving.py` holds that nothing of the screen before stays. An address that asks
        for nothing is opened, because the filters before would go along to it.
        """
        self.page.mouse.move(*AWAY)
        if self.page.locator(POPOVER).count():
            self.page.locator(POPOVER).evaluate(FOCUS)  # a key goes elsewhere where a map was clicked
            self.page.keyboard.press("Escape")
            self.page.locator(POPOVER).wait_for(state="hidden")
            self.settle()
        address = self.base + path
        stays = "?" in path and self.page.url.startswith(self.base)
        if not (stays and self._leads(address)):
            self.open(path)

    def _leads(self, address: str) -> bool:
        """Whether an address that is followed makes the page be drawn anew; waits until it is."""
        self.page.evaluate(LOOK)
        drawn = self.page.evaluate(FOLLOW, address) and bool(self.page.evaluate("runs"))
        self.settle()
        return drawn

    def follow(self, page: str) -> None:
        """Go to another page by its name in the navigation, and wait until it has settled."""
        self.page.locator('[data-testid="stSidebarNav"] a', has_text=re.compile(f"^{re.escape(page)}$")).click()
        self.page.wait_for_function(f"document.querySelector('h1')?.innerText === '{page}'", timeout=PATIENCE_MS)
        self.settle()

    def settle(self) -> None:
        """Wait until the script has run and nothing on the page says that it failed."""
        self.page.wait_for_selector(SETTLED, timeout=PATIENCE_MS)
        self.page.wait_for_timeout(400)
        self.page.wait_for_selector(SETTLED, timeout=PATIENCE_MS)
        if self.page.locator('[data-testid="stException"]').count():
            self.troubles.append("exception: " + self.page.locator('[data-testid="stException"]').first.inner_text())

    def shows(self, words: str, within_ms: int = 20_000) -> bool:
        """Whether the page comes to show these words; parts of it can arrive some seconds after the script ran."""
        self.page.wait_for_function(
            """words => document.querySelector('[data-testid="stMain"]').innerText.includes(words)""",
            arg=words,
            timeout=within_ms,
        )
        return True

    def text(self) -> str:
        """All that the page says."""
        return str(self.page.locator('[data-testid="stMain"]').inner_text())

    def title(self) -> str:
        """The page's title."""
        return str(self.page.locator("h1").first.inner_text(timeout=PATIENCE_MS))


@contextmanager
def chromium(executable: str) -> Iterator[Any]:
    """A Chromium that resolves no host but this machine."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  only where there is a browser

    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", OUTSIDE_BLOCKED]
        browser = playwright.chromium.launch(executable_path=executable, args=arguments)
        yield browser
        browser.close()


@contextmanager
def dashboard(data: Path, script: str = "streamlit_app.py", **environment: str) -> Iterator[str]:
    """A running dashboard over a data folder; gives its address once it answers."""
    with running(data, script, **environment) as (address, _):
        yield address


@contextmanager
def running(data: Path, script: str, **environment: str) -> "Iterator[tuple[str, subprocess.Popen[bytes]]]":
    """The same, with the server's process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", script, f"--server.port={port}"]
    surroundings = {**os.environ, "ACCORD_DESK_DATA": str(data), **environment}
    log = (data.parent / f"{data.name}-{port}.log").open("w")
    server = subprocess.Popen(command, cwd=ROOT, env=surroundings, stdout=log, stderr=subprocess.STDOUT)
    try:
        base = environment.get("STREAMLIT_SERVER_BASE_URL_PATH", "")
        address = f"http://127.0.0.1:{port}/{base}".rstrip("/")
        _wait_for(f"{address}/_stcore/health", server)
        yield address, server
    finally:
        server.terminate()
        server.wait(timeout=20)
        log.close()


def _wait_for(address: str, server: "subprocess.Popen[bytes]") -> None:
    """Return when the server answers; fails when it ends or takes over a minute."""
    for _ in range(600):
        if server.poll() is not None:
            pytest.fail(f"the dashboard ended with {server.returncode} before it answered")
        try:
            with urllib.request.urlopen(address, timeout=1):  # noqa: S310  this machine's own address
                return
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            time.sleep(0.1)
    pytest.fail("the dashboard did not answer within a minute")


@contextmanager
def visiting(browser: Any, base: str, **options: Any) -> Iterator[Visit]:
    """A fresh browser profile on the dashboard; on leaving, fails with all that went wrong."""
    context = browser.new_context(viewport=SCREEN_SIZE, reduced_motion="reduce", **options)
    context.grant_permissions(["clipboard-read", "clipboard-write"])  # as a browser without a window has to be told
    visit = Visit(context.new_page(), base)
    _listen(visit)
    yield visit
    context.close()
    assert visit.troubles == []


def _listen(visit: Visit) -> None:
    """Note page errors, dialogs, failed answers and requests that leave this machine."""

    def on_request(request: Any) -> None:
        if not request.url.startswith((visit.base, visit.base.replace("http", "ws"), "data:", "blob:")):
            visit.troubles.append(f"outside request: {request.url}")

    def on_response(response: Any) -> None:
        if response.status >= 400 and not OWN_NOISE.search(response.url):
            visit.troubles.append(f"{response.status}: {response.url}")

    def on_dialog(dialog: Any) -> None:
        visit.troubles.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    visit.page.on("request", on_request)
    visit.page.on("response", on_response)
    visit.page.on("dialog", on_dialog)
    visit.page.on("pageerror", lambda error: visit.troubles.append(f"page error: {error}"))
