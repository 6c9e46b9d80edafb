"""A browser, a store of the seeds, and one dashboard for all browser tests."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser import find_chromium
from tests.browser.desk import ROOT, chromium, dashboard


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
    """A data folder whose store holds the seeds, made once by the command line."""
    folder = tmp_path_factory.mktemp("annotated")
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
