"""As a new user: mixed files brought in, two outlets and a date mended, one article removed, one found twice."""

from pathlib import Path
from typing import Any

import pytest

from tests import ways
from tests.browser.desk import PATIENCE_MS, Visit, dashboard, visiting
from tests.ways import STORY, Told

pytestmark = pytest.mark.browser

ROW, HEAD = 35, 35  # pixels, as Streamlit draws a table
MAIL = Told(
    "Road to be opened within the month", "Mail Wire", STORY[0].day,
    ("The two ministers met on Wednesday in the capital and agreed to open the road by October 20, officials said.",),
)  # fmt: skip


def select(visit: Visit, *rows: int) -> None:
    """Tick rows of the list of articles."""
    table = visit.page.locator('[data-testid="stDataFrame"]').first.locator("canvas").first
    visit.page.evaluate("document.querySelector('[data-testid=stMain]').scrollTo(0, 0)")
    visit.page.wait_for_timeout(1_000)  # a table takes clicks once it has been drawn
    for row in rows:
        table.click(position={"x": 16, "y": HEAD + ROW * row + ROW // 2}, force=True)
        visit.settle()


def sign(visit: Visit, label: str) -> None:
    """Say who and why, and save."""
    visit.page.get_by_label("Who decides").fill("Nadia")
    visit.page.get_by_label("Why", exact=True).fill("the masthead says so")
    visit.page.get_by_role("button", name=label, exact=True).wait_for()
    visit.page.keyboard.press("Enter")
    visit.settle()


def test_a_folder_of_mixed_files_is_brought_in_and_put_right(browser: Any, tmp_path: Path) -> None:
    files = {
        "export.docx": ways.as_docx(ways.nexis_new(STORY)),
        "list.csv": ways.as_csv(STORY[1:2]),
        "letter.eml": ways.as_mail(MAIL),
        "broken.pdf": b"%PDF-1.4 nothing of it",
    }
    (tmp_path / "in").mkdir()
    for name, data in files.items():
        (tmp_path / "in" / name).write_bytes(data)
    (tmp_path / "data").mkdir()
    said = {"ACCORD_DESK_EDITABLE": "1", "ACCORD_DESK_SEEDS": str(tmp_path / "in" / "none")}
    (tmp_path / "in" / "none").mkdir()
    with dashboard(tmp_path / "data", **said) as address, visiting(browser, address) as visit:
        visit.open("/articles")
        visit.page.locator('input[type="file"]').set_input_files([str(tmp_path / "in" / name) for name in files])
        visit.page.get_by_role("button", name="Add 4 articles").click(timeout=PATIENCE_MS)
        assert visit.shows("4 articles added", within_ms=PATIENCE_MS)
        assert visit.shows("broken.pdf: a PDF that cannot be read")
        visit.settle()
        select(visit, 0, 1)
        assert visit.shows("2 articles selected")
        visit.page.get_by_role("button", name="Edit").click()
        visit.settle()
        visit.page.get_by_label("Outlet", exact=True).last.fill("The Northern Post")
        visit.page.wait_for_timeout(600)  # until it is offered as one that is not there yet
        visit.page.keyboard.press("Enter")
        visit.page.get_by_label("Published", exact=True).get_by_role("spinbutton").first.click()
        visit.page.keyboard.type("20180919")
        sign(visit, "Save")
        assert visit.shows("→ The Northern Post; date: ")
        assert visit.shows("→ 19 Sep 2018")
        assert visit.shows("And 2 more decisions with it")
        visit.page.get_by_role("button", name="Undo", exact=True).first.click()
        visit.settle()
        select(visit, 0, 1, 3)  # those before are selected still
        visit.page.get_by_role("button", name="Remove").click()
        visit.settle()
        sign(visit, "Remove 1 article")
        assert visit.shows("3 articles, ")
        assert visit.shows("Removed (1)")
        visit.page.get_by_role("button", name="Undo this import").click()
        assert visit.shows("taken back", within_ms=PATIENCE_MS)
        assert visit.shows("0 articles, ", within_ms=PATIENCE_MS)
