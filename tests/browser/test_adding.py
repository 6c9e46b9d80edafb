"""Adding an article of one's own, and what hostile text in it may not do."""

from pathlib import Path
from typing import Any

import pytest

from tests.browser.desk import dashboard, visiting

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
