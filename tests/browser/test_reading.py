"""What was read in an article's words: opened by a click or by the keyboard, corrected there, and taken back."""

from pathlib import Path
from typing import Any

import pytest

from tests.browser.desk import dashboard, visiting
from tests.browser.options import ALWAGHT

pytestmark = pytest.mark.browser

FOCUSED = "document.activeElement?.innerText"
TOP = """document.querySelector('[data-testid="stMain"]').scrollTop"""


def test_a_commitment_is_corrected_where_it_is_read_and_nothing_is_loaded_anew(browser: Any, fresh_data: Path) -> None:
    with dashboard(fresh_data) as address, visiting(browser, address) as visit:
        visit.open(f"/article?document={ALWAGHT}&show=commitment&show=person")
        page = visit.page
        page.evaluate("window.stays = true")
        mark = page.locator(".reading a", has_text="heavy weapons would be withdrawn")
        mark.scroll_into_view_if_needed()
        before = page.evaluate(TOP)
        mark.focus()
        page.keyboard.press("Enter")
        assert visit.shows("What was read here")
        visit.settle()
        page.wait_for_function(f"{FOCUSED} === 'What was read here'")
        assert page.evaluate("window.stays")
        assert abs(page.evaluate(TOP) - before) < 500
        assert visit.shows("heavy weapons withdrawn, by 10 Oct 2018")
        page.locator(".st-key-readings").get_by_role("button", name="Correct").first.click()
        page.get_by_label("Day", exact=True).get_by_role("spinbutton").first.click()
        page.keyboard.type("20181012")
        page.get_by_label("Who decides").fill("Nadia")
        page.get_by_label("Why", exact=True).fill("the ministry’s own day")
        page.get_by_role("button", name="Save", exact=True).click()
        assert visit.shows("heavy weapons withdrawn, by 12 Oct 2018")
        assert visit.shows("day corrected to 12 Oct 2018 by Nadia on")
        visit.settle()
        page.get_by_role("button", name="Undo").click()
        assert visit.shows("heavy weapons withdrawn, by 10 Oct 2018")
        visit.settle()
        page.locator(".st-key-readings").get_by_role("button", name="Close").click()
        page.wait_for_url(lambda url: "read=" not in url)
        visit.settle()
        assert page.evaluate("window.stays")
        assert not page.locator(".st-key-readings").count()
