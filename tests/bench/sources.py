"""Seconds until the sources page of many articles has settled, section by section, beside the reference app."""

import shutil
import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lib.desk import SECTIONS
from lib.refresh.__main__ import main as refresh
from tests.bench.agreements import write_coverage
from tests.bench.pages import DESK, REFERENCE, ROUNDS, change_of, settled_start
from tests.browser.desk import chromium, dashboard, visiting

ARTICLES, OUTLETS = 200, 12
# Each round chooses something that was not chosen before, so that nothing is ready: an outlet keeps a twelfth of the
# articles, a kind keeps all of them.
CHOICES = {
    "Outlet": ("Outlet 1", "Outlet 2", "Outlet 3"),
    "Kind": ("Person", "Organisation", "Group"),
}


def sources_lines(executable: str) -> Iterator[str]:
    """One line a section: start to a settled page with the store read, and the slowest change of a filter."""
    folder = Path(tempfile.mkdtemp())
    try:
        write_coverage(folder / "corpus", ARTICLES, OUTLETS)
        refresh(["--store", str(folder / "store" / "table"), str(folder / "corpus")])
        with chromium(executable) as browser:
            yield from _lines(browser, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _lines(browser: Any, folder: Path) -> Iterator[str]:
    """The lines of every section, and the one of the worst."""
    start = statistics.median(settled_start(browser, folder / "none", REFERENCE, "/") for _ in range(ROUNDS))
    with dashboard(folder / "none", REFERENCE) as address:
        change = statistics.median(change_of(browser, address, "/", None, str(at)) for at in (2, 3, 2))
    worst: list[tuple[float, float]] = []
    for section in (one.key for one in SECTIONS if one.draw):
        first, changes = _section(browser, folder, section)
        slowest = max(changes.values())
        worst.append((first / start, slowest / change))
        said = ", ".join(f"{label.lower()} {seconds:.2f} s" for label, seconds in changes.items())
        yield (
            f"sources of {ARTICLES} articles, {section}: first {first:.1f} s, ratio {first / start:.2f}; "
            f"filter change {said}; ratio {slowest / change:.2f}"
        )
    first_ratio, change_ratio = (max(ratios) for ratios in zip(*worst, strict=True))
    yield (
        f"sources of {ARTICLES} articles and {OUTLETS} outlets, worst section: first {first_ratio:.2f}, filter change "
        f"{change_ratio:.2f} times the reference app ({start:.1f} s, {change:.2f} s); at most 3 is asked for"
    )


def _section(browser: Any, folder: Path, section: str) -> tuple[float, dict[str, float]]:
    """Seconds from starting the process to a settled section, and the median change of each filter."""
    path = f"/sources?section={section}"
    seeds = str(folder / "corpus")
    first = settled_start(browser, folder / "store", DESK, path, ACCORD_DESK_SEEDS=seeds)
    with dashboard(folder / "store", DESK, ACCORD_DESK_SEEDS=seeds) as address:
        _open(browser, address, path)
        return first, {
            label: statistics.median(change_of(browser, address, path, label, option) for option in options)
            for label, options in CHOICES.items()
        }


def _open(browser: Any, address: str, path: str) -> None:
    """Draw the section once, as it stands when a filter is changed."""
    with visiting(browser, address) as visit:
        visit.open(path)
