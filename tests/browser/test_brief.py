"""The first page in a browser: how to begin is put away, findings open, days are brushed, the brief is taken."""

import zipfile
from pathlib import Path

import pytest

from tests.browser.access import broken_rules
from tests.browser.desk import Visit

pytestmark = pytest.mark.browser


# What stands over the items of the page list.
HEADINGS = """() => [...document.querySelectorAll('[data-testid="stSidebarNavItems"] li')]
    .map(item => getComputedStyle(item, "::before").content).filter(words => words !== "none")
    .map(words => JSON.parse(words))"""


def test_how_to_begin_is_put_away_and_brought_back(visit: Visit) -> None:
    """The browser remembers it, from visit to visit; the keyboard stays where it is."""
    visit.open("/")
    start, again = visit.page.locator(".start"), visit.page.locator("button.again")
    assert start.is_visible()
    assert not again.is_visible()
    visit.page.get_by_role("button", name="Put away").press("Enter")
    assert not start.is_visible()
    assert again.evaluate("button => button === document.activeElement")
    visit.open("/brief")
    again.wait_for()
    assert not start.is_visible()
    again.press("Enter")
    assert start.is_visible()


def test_it_is_named_in_the_tab_and_in_its_group(visit: Visit) -> None:
    visit.open("/overview")
    assert visit.title() == "Brief"
    assert visit.page.title() == "Brief · Accord Desk"
    current = visit.page.locator('[data-testid="stSidebarNav"] a[aria-current="page"]')
    assert current.inner_text() == "Brief"
    visit.follow("Clauses and ledger")
    assert visit.page.title() == "Clauses and ledger · Accord Desk"
    assert visit.page.evaluate(HEADINGS) == ["Agreement", "Coverage", "Look up", "About"]


def test_a_finding_opens_to_its_sentences_and_stays_in_the_link(visit: Visit) -> None:
    visit.open("/?as_of=2018-09-17")
    first = visit.page.locator("details.finding").first
    first.locator("summary").first.press("Enter")
    visit.page.wait_for_url("**open=finding**")
    visit.settle()
    assert first.locator("blockquote").first.is_visible()
    assert broken_rules(visit) == []


def test_days_that_are_brushed_are_kept(visit: Visit) -> None:
    visit.open("/?as_of=2018-09-17")
    visit.page.locator(".js-plotly-plot .nsewdrag").first.scroll_into_view_if_needed()
    visit.settle()
    box = visit.page.locator(".js-plotly-plot .nsewdrag").first.bounding_box()
    middle = box["y"] + box["height"] / 2
    visit.page.mouse.move(box["x"] + 3, middle)
    visit.page.mouse.down()
    visit.page.mouse.move(box["x"] + box["width"] / 3, middle, steps=8)
    visit.page.mouse.move(box["x"] + box["width"] - 3, middle, steps=8)
    visit.page.mouse.up()
    visit.page.wait_for_url("**since=**until=**")
    visit.settle()
    assert visit.page.get_by_role("button", name="From ").count() == 1
    assert visit.page.get_by_role("button", name="Until ").count() == 1


@pytest.mark.parametrize(("button", "name"), [("Download HTML", "brief.html"), ("Download Word (DOCX)", "brief.docx")])
def test_the_brief_is_taken_along(button: str, name: str, visit: Visit, tmp_path: Path) -> None:
    visit.open("/?as_of=2018-09-17")
    visit.page.get_by_role("button", name="Export this view").click()
    with visit.page.expect_download(timeout=60_000) as found:
        visit.page.get_by_role("button", name=button).click()
    found.value.save_as(tmp_path / name)
    assert found.value.suggested_filename == f"accord-desk-{name}"
    if name.endswith("docx"):
        with zipfile.ZipFile(tmp_path / name) as packed:
            words = packed.read("word/document.xml").decode()
    else:
        words = (tmp_path / name).read_text(encoding="utf-8")
    assert "Due next" in words
    assert "De-escalation Area" in words
    chosen = visit.page.locator(
        '[data-testid="stDialog"] button[aria-pressed="true"], [data-testid="stDialog"] [aria-checked="true"]'
    )
    assert [one.inner_text() for one in chosen.all()] == ["Brief"], "the dossier is at first of the page in view"


@pytest.mark.parametrize("how", ["click", "focus"])
def test_a_day_that_is_typed_applies_on_enter(how: str, visit: Visit) -> None:
    visit.open("/?as_of=2018-09-17")
    year = visit.page.locator('.st-key-brief-head [role="spinbutton"]').first
    getattr(year, how)()
    visit.page.keyboard.type("20181012")
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_url("**as_of=2018-10-12**")
    visit.settle()
    assert visit.shows("Mon 15 Oct 2018, in 3 days")
