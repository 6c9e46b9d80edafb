"""What a button copies is what it says, by mouse and by keyboard, and where a browser refuses, that is said."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser.access import broken_rules
from tests.browser.desk import Visit

pytestmark = pytest.mark.browser

PLACE = "/entities?chosen=idlib&as_of=2018-09-17"
# A desk that another machine serves without encryption has no clipboard, and a browser may refuse the older way too.
REFUSED = """() => {
    Object.defineProperty(navigator, "clipboard", { value: undefined, configurable: true });
    window.copies = document.execCommand;
    document.execCommand = () => false;
}"""
OLDER_WAY = "() => { document.execCommand = window.copies; }"
GIVEN_BACK = "() => { delete navigator.clipboard; document.execCommand = window.copies; }"
SELECTED = "() => getSelection().toString()"


def clipboard(visit: Visit) -> str:
    """What was copied last."""
    return str(visit.page.evaluate("navigator.clipboard.readText()"))


def said(visit: Visit, words: str) -> Any:
    """The words that say what was copied, once they stand there."""
    visit.page.locator(".copied", has_text=words).wait_for()
    shown = visit.page.locator(".copied")
    assert shown.get_attribute("role") == "status"
    return shown


@pytest.fixture
def refused(visit: Visit) -> Iterator[Visit]:
    """A browser that does not let the page copy."""
    visit.move(PLACE)
    visit.page.evaluate(REFUSED)
    yield visit
    visit.page.evaluate(GIVEN_BACK)


def test_one_click_copies_the_link_and_warns_where_only_this_computer_opens_it(visit: Visit) -> None:
    visit.move(PLACE)
    visit.page.get_by_role("button", name="Copy link").click()
    shown = said(visit, "Link copied.")
    assert "! An address at 127.0.0.1 opens on this computer only." in shown.inner_text()
    assert clipboard(visit) == f"{visit.page.url}&data=0"
    assert broken_rules(visit) == []
    visit.page.keyboard.press("Escape")
    assert shown.inner_text() == ""


def test_a_sentence_and_all_that_are_shown_are_cited_by_keyboard(visit: Visit) -> None:
    visit.move(PLACE)
    visit.page.get_by_role("button", name="Copy citation").nth(1).press("Enter")
    said(visit, "Citation copied.")
    one = clipboard(visit)
    assert one.count("Accord Desk, data version 0: http://127.0.0.1") == 1
    every = visit.page.get_by_role("button", name="Copy all ")
    every.press("Space")
    said(visit, f"{every.inner_text().removeprefix('Copy all ')} copied.")
    lines = clipboard(visit).split("\n")
    assert len(lines) == visit.page.locator("ol.evidence > li").count() > 5
    assert lines[1] == one


def test_an_article_is_cited_and_taken_as_reference(visit: Visit) -> None:
    visit.move("/article?document=6fb65e233b16f16b&as_of=2018-09-17")
    visit.page.get_by_role("button", name="Copy citation").click()
    said(visit, "Citation copied.")
    assert "document=6fb65e233b16f16b" in clipboard(visit)
    visit.page.get_by_role("button", name="Download these lists").click()
    with visit.page.expect_download() as found:
        visit.page.get_by_role("button", name="BibTeX").click()
    assert found.value.suggested_filename == "accord-desk-references-article.bib"


def test_what_the_browser_refuses_is_shown_to_be_copied(refused: Visit) -> None:
    refused.page.get_by_role("button", name="Copy link").click()
    said(refused, "The browser does not let this page copy.")
    assert refused.page.evaluate(SELECTED).strip() == f"{refused.page.url}&data=0"


def test_the_older_way_is_taken_where_there_is_no_clipboard(refused: Visit) -> None:
    refused.page.evaluate(OLDER_WAY)
    refused.page.get_by_role("button", name="Copy link").press("Enter")
    said(refused, "Link copied.")
    assert refused.page.evaluate("document.activeElement.innerText") == "Copy link"
