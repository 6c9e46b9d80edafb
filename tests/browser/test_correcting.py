"""Correcting an entity as an analyst does it: merged, seen counted, undone, seen back."""

from pathlib import Path
from typing import Any

import pytest

from tests.browser.desk import dashboard, visiting

pytestmark = pytest.mark.browser


def test_a_merge_is_counted_and_undone_with_one_click(browser: Any, fresh_data: Path) -> None:
    """What the analyst writes is shown as text, and the rows stay after a restart of the desk."""
    with dashboard(fresh_data) as address, visiting(browser, address) as visit:
        visit.open("/entities?chosen=moscow")
        page = visit.page
        page.get_by_role("button", name="Correct").click()
        visit.settle()
        page.get_by_role("combobox", name="Is the same as").click()
        page.keyboard.type("Russia")
        page.keyboard.press("Enter")
        page.get_by_label("Who decides").fill("Nadia <b>")
        page.get_by_label("Why", exact=True).fill("it stands for its government")
        page.get_by_role("button", name="Merge", exact=True).click()
        assert visit.shows("Moscow merged into Russia")
        page.get_by_text("2", exact=True).and_(page.locator("button, button *")).last.click()  # where Moscow stands
        assert visit.shows("merged into Russia by Nadia <b> on")
        page.get_by_role("button", name="Undo").last.click()
        assert visit.shows("↶ undone")
    with dashboard(fresh_data) as address, visiting(browser, address) as visit:
        visit.open("/entities?chosen=moscow")
        assert visit.shows("data version 0.2")
        assert visit.shows("“Moscow” read as Moscow (certainty of the place")
        visit.open("/corrections")
        visit.page.get_by_role("button", name="Apply again").click()
        assert visit.shows("✓ in force")
