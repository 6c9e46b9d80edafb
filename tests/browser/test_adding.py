"""Adding an article of one's own, and what hostile text in it may not do."""

from pathlib import Path
from typing import Any

import pytest

from tests import odd
from tests.browser.desk import PATIENCE_MS, dashboard, visiting

pytestmark = pytest.mark.browser

HOSTILE = """Ministers met in Geneva on Monday and agreed that <script>document.title='owned'</script> troops will
withdraw from Hodeidah by 3 May 2019, <img src=x onerror="document.title='owned'"> said Jane Doe of the United Nations.

The ministers said that the port of <b>Hodeidah</b> would be handed to local guards, and that prisoners would be freed.
"""


def test_an_added_article_is_on_every_page_at_once(browser: Any, fresh_data: Path, tmp_path: Path) -> None:
    """The form shows what it understood, saves it to the reader's own folder, and markup in it stays text."""
    article = tmp_path / "geneva.txt"
    article.write_text(HOSTILE, encoding="utf-8")
    with dashboard(fresh_data) as address, visiting(browser, address) as visit:
        visit.open("/")
        visit.page.locator('input[type="file"]').set_input_files(str(article))
        visit.settle()
        visit.page.get_by_role("button", name="Add 1 article").click()
        assert visit.shows("4 articles")
        for page in ("Entities", "Sources", "Agreement", "Article", "Map"):
            visit.follow(page)
            assert visit.shows("4 articles")
            assert visit.page.title() != "owned"
        visit.page.frame_locator("iframe").first.locator("path.leaflet-interactive").first.wait_for(timeout=30_000)
        assert visit.page.title() != "owned"
    assert list((fresh_data / "corpus").glob("*.txt"))


def test_an_article_that_fails_costs_only_itself_and_can_be_left_out(
    browser: Any, fresh_data: Path, tmp_path: Path
) -> None:
    """Some good ones, one on which an annotator raises, and one on which it hangs: all else counts, two are named."""
    good = 6
    says = {**{f"good-{at}": f"Article {at} of many." for at in range(good)}, "raises": odd.RAISES, "hangs": odd.HANGS}
    for name, one in says.items():
        words = f"Mediators met in Geneva on {name} terms and agreed that {good} brigades leave Hodeidah by 3 May 2019."
        (tmp_path / f"{name}.txt").write_text(f"{words} {one}", encoding="utf-8")
    with dashboard(fresh_data, **odd.environment()) as address, visiting(browser, address) as visit:
        visit.open("/")
        visit.page.locator('input[type="file"]').set_input_files([str(tmp_path / f"{name}.txt") for name in says])
        visit.page.get_by_role("button", name=f"Add {len(says)} articles").click(timeout=60_000)
        assert visit.shows(f"{3 + len(says)} articles", within_ms=PATIENCE_MS)
        assert visit.shows("raises.txt Not read in it: dates (it stopped with KeyError: 'no such day')")
        assert visit.shows("hangs.txt Not read in it: dates (it took longer than 10 seconds)")
        visit.follow("Entities")
        assert visit.shows(f"{3 + len(says)} articles")
        visit.follow("Overview")
        visit.page.get_by_role("button", name="Leave an article out").click()
        visit.page.get_by_label("Who decides").fill("Nadia")
        visit.page.get_by_label("Why", exact=True).fill("it cannot be read")
        visit.page.get_by_role("button", name="Leave out", exact=True).click()
        assert visit.shows(f"{2 + len(says)} articles")
        assert visit.shows("left out by Nadia")
        visit.page.get_by_role("button", name="Undo").click()
        assert visit.shows(f"{3 + len(says)} articles")
