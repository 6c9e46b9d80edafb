"""What a link brings along from page to page, into view, or not at all; and a first start."""

from pathlib import Path
from typing import Any

import pytest

from tests.browser.desk import Visit, dashboard, visiting

pytestmark = pytest.mark.browser

PAGES = ("Names", "Map", "Compare", "Clauses and ledger", "Article", "Brief")


def test_filters_that_keep_nothing_leave_pages_that_say_so(visit: Visit) -> None:
    """Every page still makes sense without an article, and every page keeps the filters."""
    visit.open("/overview?outlet=alwaght&entity=jan-egeland&since=2030-01-01")
    assert visit.shows("0 articles")
    for page in PAGES:
        visit.follow(page)
        assert visit.shows("0 articles")
        assert visit.shows("Outlet: Alwaght")
        assert "outlet=alwaght" in visit.page.url


def test_unknown_value_is_dropped_with_a_notice(visit: Visit) -> None:
    """A link made on other data opens, and says what it left out."""
    visit.open("/entities?outlet=nobody&outlet=alwaght")
    assert visit.shows("nobody")
    assert visit.shows("Outlet: Alwaght")
    assert "nobody" not in visit.page.url


def test_what_a_link_or_a_mark_opens_on_the_agreement_comes_into_view(visit: Visit) -> None:
    """A row far below, and the sentences that a mark on the line of days counts."""
    seen = "e => { const { top } = e.getBoundingClientRect(); return top > 0 && top < window.innerHeight * 0.7; }"
    visit.open("/agreement?clause=sochi-2018/highways")
    row = visit.page.locator('details[data-row="clause:sochi-2018/highways"]').element_handle()
    visit.page.wait_for_function(seen, arg=row)
    visit.open("/agreement")
    visit.page.locator(".js-plotly-plot .scatterlayer .trace").nth(1).locator(".point").first.click(force=True)
    sentences = visit.page.locator(".st-key-due-day .evidence").element_handle(timeout=20_000)
    visit.page.wait_for_function(seen, arg=sentences)
    assert "due=" in visit.page.url


def test_first_start_annotates_the_seeds(browser: Any, tmp_path: Path) -> None:
    """Without a store the first visitor waits for the articles to be read, then sees them."""
    with dashboard(tmp_path / "data") as address, visiting(browser, address) as visit:
        visit.open("/")
        assert visit.shows("3 articles", within_ms=90_000)
        visit.settle()
        assert visit.shows("Findings")
