"""A desk with nothing on it becomes a ledger: an agreement pasted, articles uploaded, each clause with its state."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.browser.desk import PATIENCE_MS, ROOT, dashboard, visiting

pytestmark = pytest.mark.browser

PAY_DEAL = """\
COLLECTIVE AGREEMENT OF ALTO LOA

between Harrow Tain Plc (“the Company”) and the Alto Loa Mineworkers’ Union (“the Union”)

Signed in Calama on 22 August 2023

1. The Company shall raise base pay by 4.2 percent from 1 September 2023.
2. The Company shall pay every worker a bonus of 17.5 million pesos, half of it by 15 September 2023.
3. The Company shall build a clinic in Chiu Chiu.
4. The Company shall hire 120 contractors directly by 31 March 2024.
5. The Union may not strike over maintenance schedules.
6. A safety review shall deliver its findings by 31 October 2023.
"""
STORY = ROOT / "tests" / "gold" / "stories" / "calama-wages"
MOST_CLICKS = 10


def _as_pages(folder: Path) -> list[str]:
    """The story's articles as web pages that say their outlet and day, as a reader saves them."""
    told = tomllib.loads((STORY / "sources.toml").read_text(encoding="utf-8"))
    outlets = {one["id"]: one["name"] for one in told["outlet"]}
    for one in told["article"]:
        title, *paragraphs = (STORY / one["file"]).read_text(encoding="utf-8").strip().split("\n\n")
        head = (
            f'<title>{title}</title><meta property="og:site_name" content="{outlets[one["outlet"]]}">'
            f'<meta property="article:published_time" content="{one["published"]}">'
        )
        body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
        page = f"<!doctype html><html><head>{head}</head><body><article><h1>{title}</h1>{body}</article></body></html>"
        (folder / one["file"]).with_suffix(".html").write_text(page, encoding="utf-8")
    return sorted(map(str, folder.glob("*.html")))


def test_an_agreement_and_articles_make_a_ledger(browser: Any, tmp_path: Path) -> None:
    data, seeds, pages = (tmp_path / name for name in ("data", "none", "pages"))
    for folder in (data, seeds, pages):
        folder.mkdir()
    articles = _as_pages(pages)
    with dashboard(data, ACCORD_DESK_SEEDS=str(seeds)) as address, visiting(browser, address) as visit:
        page, clicks = visit.page, 0

        def click(name: str) -> None:
            nonlocal clicks
            clicks += 1
            page.get_by_role("button", name=name).first.click(timeout=PATIENCE_MS)

        visit.open("/")
        visit.follow("Clauses and ledger")
        page.get_by_label("Paste its text").fill(PAY_DEAL)
        click("Read the agreement")
        assert visit.shows("6 clauses, 2 parties", within_ms=PATIENCE_MS)
        click("Keep this agreement")
        assert visit.shows("Ledger: COLLECTIVE AGREEMENT OF ALTO LOA", within_ms=PATIENCE_MS)
        visit.follow("Brief")
        page.locator('input[type="file"][multiple]').set_input_files(articles)
        click("Add 3 articles")
        assert visit.shows("3 articles added", within_ms=PATIENCE_MS)
        visit.follow("Clauses and ledger")
        clicks += 4  # three moves, and the choice of the files
        assert clicks <= MOST_CLICKS
        assert visit.shows("Ledger: COLLECTIVE AGREEMENT OF ALTO LOA")
        assert visit.shows("matched to a clause")
        assert visit.shows("The Company shall build a clinic in Chiu Chiu.")
        assert visit.shows("As of 28 Aug 2023: 3 promised, 2 due, 1 begun, of 6 clauses")
    (kept,) = (data / "agreements").glob("*.toml")
    assert kept.stem == "collective-agreement-of-alto-loa"
