"""Setting a status as an analyst does it: from the clause's open row, seen in the row, and the due days taken along."""

from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from tests.browser.desk import dashboard, visiting

pytestmark = pytest.mark.browser


def test_a_row_leads_to_its_form_and_shows_what_was_set(browser: Any, fresh_data: Path, tmp_path: Path) -> None:
    with dashboard(fresh_data) as address, visiting(browser, address) as visit:
        visit.open("/agreement?as_of=2018-10-12")
        page = visit.page
        page.locator("details.clause > summary", has_text="Tanks, rocket launchers").click()
        page.get_by_role("link", name="Set status").first.click()
        page.get_by_label("Note").wait_for()
        visit.settle()
        page.get_by_text("2 intermediate", exact=False).last.click(timeout=5_000)
        page.get_by_label("Note").fill("Some left.")
        page.get_by_label("Who decides").fill("Nadia")
        page.get_by_role("button", name="Set status", exact=True).click()
        assert visit.shows("Implementation log (1)")
        assert visit.shows("●●○ 2 intermediate")
        assert visit.shows("from 12 Oct 2018")
        with page.expect_download() as download:
            page.get_by_role("button", name="Download calendar").click()
        download.value.save_as(tmp_path / "days.ics")
    events = Calendar.from_ical((tmp_path / "days.ics").read_bytes()).walk("VEVENT")
    assert len(events) == 4
    assert "data version 0.1" in events[0]["description"]
