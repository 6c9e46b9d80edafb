"""Adding an article of one's own, and what hostile text in it may not do."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import odd
from tests.browser.desk import PATIENCE_MS, Visit, dashboard, visiting

pytestmark = pytest.mark.browser

HOSTILE = """Ministers met in Geneva on Monday and agreed that <script>document.title='owned'</script> troops will
withdraw from Hodeidah by 3 May 2019, <img src=x onerror="document.title='owned'"> said Jane Doe of the United Nations.

The ministers said that the port of <b>Hodeidah</b> would be handed to local guards, and that prisoners would be freed.
"""


@pytest.fixture(scope="module")
def data(annotated: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the annotated data folder that the tests here add to."""
    return Path(shutil.copytree(annotated, tmp_path_factory.mktemp("added") / "data"))


@pytest.fixture(scope="module")
def adding(browser: Any, data: Path) -> Iterator[Visit]:
    """A reader of a desk on which annotators fail on some articles."""
    with dashboard(data, **odd.environment()) as address, visiting(browser, address) as visit:
        yield visit


def articles_on(visit: Visit) -> int:
    """How many articles the page says that there are."""
    return int(re.findall(r"(\d+) articles", visit.text())[0])


def test_an_added_article_is_on_every_page_at_once(adding: Visit, data: Path, tmp_path: Path) -> None:
    """The form shows what it understood, saves it to the reader's own folder, and markup in it stays text."""
    article = tmp_path / "geneva.txt"
    article.write_text(HOSTILE, encoding="utf-8")
    adding.open("/articles")
    there = f"{articles_on(adding) + 1} articles"
    adding.page.locator('input[type="file"]').set_input_files(str(article))
    adding.settle()
    adding.page.get_by_role("button", name="Add 1 article").click()
    assert adding.shows(there)
    for page in ("Names", "Compare", "Clauses and ledger", "Article", "Map"):
        adding.follow(page)
        assert adding.shows(there)
        assert adding.page.title() != "owned"
    adding.page.frame_locator("iframe").first.locator("path.leaflet-interactive").first.wait_for(timeout=30_000)
    assert adding.page.title() != "owned"
    assert list((data / "corpus").rglob("*.txt"))


def test_an_article_that_fails_costs_only_itself_and_can_be_left_out(adding: Visit, tmp_path: Path) -> None:
    """Some good ones, one on which an annotator raises, and one on which it hangs: all else counts, two are named."""
    good = 6
    says = {**{f"good-{at}": f"Article {at} of many." for at in range(good)}, "raises": odd.RAISES, "hangs": odd.HANGS}
    for name, one in says.items():
        words = f"Mediators met in Geneva on {name} terms and agreed that {good} brigades leave Hodeidah by 3 May 2019."
        (tmp_path / f"{name}.txt").write_text(f"{words} {one}", encoding="utf-8")
    adding.open("/articles")
    there = articles_on(adding) + len(says)
    adding.page.locator('input[type="file"]').set_input_files([str(tmp_path / f"{name}.txt") for name in says])
    adding.page.get_by_role("button", name=f"Add {len(says)} articles").click(timeout=60_000)
    assert adding.shows(f"{there} articles", within_ms=PATIENCE_MS)
    assert adding.shows("raises.txt Not read in it: dates (it stopped with KeyError: 'no such day')")
    assert adding.shows("hangs.txt Not read in it: dates (it took longer than 10 seconds)")
    adding.follow("Names")
    assert adding.shows(f"{there} articles")
    adding.follow("Brief")
    adding.page.get_by_role("button", name="Leave an article out").click()
    adding.page.get_by_label("Who decides").fill("Nadia")
    adding.page.get_by_label("Why", exact=True).fill("it cannot be read")
    adding.page.get_by_role("button", name="Leave out", exact=True).click()
    assert adding.shows(f"{there - 1} articles")
    assert adding.shows("removed")
    adding.page.get_by_role("button", name="Undo").click()
    assert adding.shows(f"{there} articles")
