"""A browser, a store of the seeds, and one dashboard for all browser tests."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser import find_chromium
from tests.browser.desk import ROOT, SCREEN_SIZE, Visit, chromium, dashboard, visiting


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A Chromium that resolves no host but this machine; without one the test is skipped."""
    executable = find_chromium()
    if executable is None:
        pytest.skip("no Chromium found: apt-get install chromium, or name one in ACCORD_DESK_CHROMIUM")
    with chromium(executable) as launched:
        yield launched


@pytest.fixture(scope="session")
def annotated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder whose store holds the seeds, made once by the command line.

    Tests that run side by side share it: whoever comes second waits for the first, and finds it made.
    """
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "annotated"
    command = [sys.executable, "-m", "lib.refresh", "--store", str(folder / "table"), "seeds"]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return folder


@pytest.fixture
def fresh_data(annotated: Path, tmp_path: Path) -> Path:
    """A copy of the annotated data folder that a test may change."""
    return Path(shutil.copytree(annotated, tmp_path / "data"))


@pytest.fixture(scope="session")
def desk(annotated: Path) -> Iterator[str]:
    """One dashboard for all tests that do not care who was there before."""
    with dashboard(annotated) as address:
        yield address


@pytest.fixture(scope="session")
def _profiles(browser: Any, desk: str) -> Iterator[tuple[Visit, Visit]]:
    """The two readers' profiles, kept for all tests: what a browser has read once it need not read again."""
    with visiting(browser, desk, color_scheme="light") as one, visiting(browser, desk, color_scheme="dark") as other:
        yield one, other


@pytest.fixture
def readers(_profiles: tuple[Visit, Visit]) -> Iterator[tuple[Visit, Visit]]:
    """Two readers that know nothing of each other, one in light and one in dark; each address opened is a new visit."""
    for visit in _profiles:
        visit.page.set_viewport_size(SCREEN_SIZE)
        visit.troubles.clear()
    yield _profiles
    assert [trouble for visit in _profiles for trouble in visit.troubles] == []


@pytest.fixture
def visit(readers: tuple[Visit, Visit]) -> Visit:
    """A reader of the dashboard that all tests share."""
    return readers[0]
