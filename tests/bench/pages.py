"""Seconds to the first figures and to a settled screen, beside a reference app of one chart and one table."""

import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.bench.memory import peak_megabytes
from tests.browser.desk import chromium, dashboard, running, visiting

PAGES = ("brief", "entities", "map", "sources", "agreement", "article")
DESK = "streamlit_app.py"
REFERENCE = "tests/bench/reference_app.py"
ROUNDS = 3
# What counts as a figure on the screen: a chart, a table, a row of facts, a bar, a map, marked words of an article.
FIGURES = (
    ".findings, .js-plotly-plot .main-svg, [data-testid='stDataFrame'] canvas, .clauses, .bars .bar, .reading mark, "
    "iframe"
)
# Milliseconds without a change of the page after which it counts as settled.
QUIET = 400
WATCH = """() => { window.lastChange = performance.now();
  new MutationObserver(() => { window.lastChange = performance.now(); })
    .observe(document.body, {subtree: true, childList: true, attributes: true, characterData: true}); }"""
SETTLED = f"""() => performance.now() - window.lastChange > {QUIET} &&
  document.querySelector('[data-test-script-state="notRunning"]')"""


def page_lines(executable: str) -> Iterator[str]:
    """One line a figure: cold and warm start, and a filter change on the worst page, each over the reference."""
    folder = Path(tempfile.mkdtemp())
    try:
        with chromium(executable) as browser:
            yield from _start_lines(browser, folder)
            yield from _change_lines(browser, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _start_lines(browser: Any, folder: Path) -> Iterator[str]:
    """From process start to a page that shows its figures, with and without a store."""
    reference = statistics.median(_start(browser, folder / "none", REFERENCE, "/") for _ in range(ROUNDS))
    cold = _start(browser, folder / "store", DESK, "/")
    warm = {
        p: statistics.median(_start(browser, folder / "store", DESK, f"/{p}") for _ in range(ROUNDS)) for p in PAGES
    }
    worst = max(warm, key=lambda page: warm[page])
    yield f"start without a store: {cold:.1f} s; reference app: {reference:.1f} s; ratio {cold / reference:.1f}"
    yield (
        f"start with a store, worst page ({worst}): {warm[worst]:.1f} s; reference app: {reference:.1f} s; "
        f"ratio {warm[worst] / reference:.2f}; brief {warm['brief'] / reference:.2f}"
    )


def _start(browser: Any, data: Path, script: str, path: str) -> float:
    """Seconds from starting the process to the first figure on the screen."""
    data.parent.mkdir(parents=True, exist_ok=True)
    start = time.perf_counter()
    with dashboard(data, script) as address, visiting(browser, address) as visit:
        visit.page.goto(address + path)
        visit.page.locator(FIGURES).first.wait_for(timeout=90_000)
        return time.perf_counter() - start


def _change_lines(browser: Any, folder: Path) -> Iterator[str]:
    """From a filter change to the settled screen, and the server's peak memory."""
    with dashboard(folder / "none", REFERENCE) as address:
        reference = statistics.median(change_of(browser, address, "/", None, "2") for _ in range(ROUNDS))
    with running(folder / "store", DESK) as (address, server):
        ours = {
            p: statistics.median(change_of(browser, address, f"/{p}", None, "Alwaght") for _ in range(ROUNDS))
            for p in PAGES
        }
        memory = peak_megabytes(server.pid)
    worst = max(ours, key=lambda page: ours[page])
    every = ", ".join(f"{page} {seconds / reference:.2f}" for page, seconds in ours.items())
    yield (
        f"filter change, worst page ({worst}): {ours[worst]:.2f} s; reference app: {reference:.2f} s; "
        f"ratio {ours[worst] / reference:.2f} (all: {every})"
    )
    yield f"peak memory of the dashboard's process: {memory:,.0f} MB"


def settled_start(browser: Any, data: Path, script: str, path: str, **environment: str) -> float:
    """Seconds from starting the process to the last change of a page that nobody touches."""
    data.parent.mkdir(parents=True, exist_ok=True)
    start = time.perf_counter()
    with dashboard(data, script, **environment) as address, visiting(browser, address) as visit:
        visit.page.add_init_script(f"addEventListener('DOMContentLoaded', {WATCH})")
        visit.page.goto(address + path)
        visit.page.wait_for_function(SETTLED, timeout=90_000)
        quiet = float(visit.page.evaluate("performance.now() - window.lastChange")) / 1000
        return time.perf_counter() - start - quiet


def change_of(browser: Any, address: str, path: str, label: str | None, option: str) -> float:
    """Seconds from choosing an option of the select box with a label, or of the first, to the page's last change."""
    with visiting(browser, address) as visit:
        visit.open(path)
        visit.page.evaluate(WATCH)
        visit.page.wait_for_function(SETTLED)
        boxes = visit.page.locator('[data-testid="stMultiSelect"], [data-testid="stSelectbox"]')
        box = boxes.filter(has_text=label).locator("input").first
        if not box.is_visible():
            visit.page.get_by_text("More filters").click()
            visit.page.wait_for_function(SETTLED)
        box.click()
        chosen = visit.page.get_by_role("option", name=option).first
        chosen.wait_for()
        begin = visit.page.evaluate("performance.now()")
        chosen.click()
        visit.page.wait_for_function(SETTLED, timeout=90_000)
        return float(visit.page.evaluate("window.lastChange") - begin) / 1000
