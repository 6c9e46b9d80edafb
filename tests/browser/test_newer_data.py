"""A page that stands open while another process refreshes: the newer data are offered without a click, then shown."""

from pathlib import Path
from typing import Any

import pytest

from tests.browser.desk import PATIENCE_MS, dashboard, visiting
from tests.test_newer_data import save_more

pytestmark = pytest.mark.browser


def test_an_open_page_offers_what_came_meanwhile(browser: Any, tmp_path: Path, no_seeds: Path) -> None:
    data = tmp_path / "data"
    (data / "corpus").mkdir(parents=True)
    for name in ("one", "two"):
        (data / "corpus" / f"{name}.txt").write_text(f"The {name} envoys met and spoke.\n", encoding="utf-8")
    with dashboard(data, ACCORD_DESK_SEEDS=str(no_seeds)) as address, visiting(browser, address) as visit:
        visit.open("/articles")
        assert visit.shows("2 articles, 2 outlets · data version 0", within_ms=PATIENCE_MS)
        visit.page.get_by_label("Find").fill("envoys")
        visit.page.keyboard.press("Enter")
        visit.settle()
        save_more(data, "more")
        visit.page.get_by_role("button", name="Show them").wait_for(timeout=60_000)
        assert visit.shows("2 articles, 2 outlets · data version 0")
        visit.page.get_by_role("button", name="Show them").click()
        assert visit.shows("3 articles, 3 outlets · data version 1", within_ms=PATIENCE_MS)
        assert visit.page.get_by_label("Find").input_value() == "envoys"
        assert "find=envoys" in visit.page.url
        assert visit.troubles == []
