"""On every page nothing is written smaller than 11 pixels, and nothing that is clicked is lower than 24."""

import pytest

from tests.browser.desk import Visit

pytestmark = pytest.mark.browser

PAGES = (
    "brief?open=finding:next", "agreement", "sources", "sources?section=labels", "quotes", "map", "search?q=idlib",
    "entities", "article", "methods", "corrections",
)  # fmt: skip
# A link in running text is as high as its line; "Skip to main content" is only seen where it is reached by keyboard.
TOO_SMALL = """() => {
    const seen = e => { const { width, height } = e.getBoundingClientRect(); return width > 1 && height > 1; };
    const all = [...document.querySelectorAll('[data-testid="stApp"] *')].filter(seen);
    const style = e => getComputedStyle(e);
    const written = all.filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()));
    const small = written.filter(e => parseFloat(style(e).fontSize) < 11);
    const clicked = all.filter(e => e.matches('button, input, summary, a, [role="button"], [role="radio"]'));
    const low = clicked.filter(e => style(e).display !== "inline" && style(e).opacity !== "0"
        && e.getBoundingClientRect().height < 23.5 && e.type !== "file");
    return [...small, ...low].map(e => `${e.tagName} ${e.className} ${e.textContent.slice(0, 40)}`).slice(0, 8);
}"""


@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_too_small(page: str, visit: Visit) -> None:
    visit.move(f"/{page}{'&' if '?' in page else '?'}as_of=2018-09-17")
    visit.page.wait_for_timeout(800)
    assert visit.page.evaluate(TOO_SMALL) == []
