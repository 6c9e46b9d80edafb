"""A link inside the desk moves without loading it anew, and is a link all the same: Back, new tab, keyboard."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from tests.browser.desk import AWAY, Visit
from tests.browser.test_links import screen

pytestmark = pytest.mark.browser

HERE = "() => location.pathname + location.search + location.hash"


@contextmanager
def staying(visit: Visit) -> Iterator[None]:
    """Nothing in here loads a document or opens a second connection."""
    loaded: list[str] = []

    def note(request: Any) -> None:
        if request.is_navigation_request() and not request.frame.parent_frame:
            loaded.append(request.url)

    visit.page.on("request", note)
    visit.page.on("websocket", lambda wire: loaded.append(wire.url))
    yield
    assert loaded == []


def arrive(visit: Visit, title: str) -> None:
    """Wait for the page of this title."""
    visit.page.wait_for_function("title => document.querySelector('h1')?.innerText === title", arg=title)
    visit.settle()


def own_link(visit: Visit, words: str, where: str = ".panel a") -> Any:
    return visit.page.locator(where, has_text=words).first


def test_page_and_filters_come_back_with_back_and_forward(visit: Visit) -> None:
    visit.open("/overview?outlet=alwaght&as_of=2018-10-01")
    with staying(visit):
        first = visit.page.evaluate(HERE)
        own_link(visit, "Read the article", ".card a").dblclick()
        arrive(visit, "Article")
        there = visit.page.evaluate(HERE)
        assert there.startswith("/article?outlet=alwaght&as_of=2018-10-01&document=")
        visit.page.get_by_role("button", name="Outlet: Alwaght").click()
        visit.page.wait_for_url(lambda url: "outlet=" not in url)
        visit.settle()
        assert visit.shows("3 articles")
        visit.page.go_back()
        visit.settle()
        assert visit.shows("1 article,")
        visit.page.go_back()
        arrive(visit, "Brief")
        assert visit.shows("1 article,")
        assert visit.page.evaluate(HERE) == first
        visit.page.go_forward()
        arrive(visit, "Article")
        assert visit.shows("Outlet: Alwaght")
        visit.follow("Map")  # the navigation is one step in the history too, and takes along what goes along
        assert visit.page.evaluate(HERE) == "/map?outlet=alwaght&as_of=2018-10-01"
        visit.page.wait_for_function("document.activeElement.tagName === 'H1'")  # reading goes on from the heading
        visit.page.keyboard.press("Tab")
        assert visit.page.evaluate("document.activeElement.innerText") == "To the menu"
        visit.page.keyboard.press("Enter")
        visit.page.wait_for_function("document.activeElement.innerText === 'Map'")
        visit.page.go_back()
        arrive(visit, "Article")
        assert visit.page.evaluate(HERE) == there


@pytest.mark.parametrize(
    ("page", "where", "words", "title"),
    [
        ("entities", ".panel li > a", "Vladimir Putin", "Names"),
        ("brief?outlet=alwaght&outlet=ya-libnan", ".card a", "", "Article"),
        ("brief", ".legend a", "Ya Libnan", "Brief"),
        ("agreement?clause=sochi-2018/highways", ".clauses details[open] .origin a", "", "Article"),
        ("quotes?measure=words", "table.speakers a", "", "Quotes"),
        ("entities?chosen=idlib&count=rate", ".facts-line a", "", "Names"),
        ("search?q=idlib", ".results a", "", "Article"),
    ],
)
def test_a_link_gives_the_screen_that_its_address_gives(
    page: str, where: str, words: str, title: str, readers: tuple[Visit, Visit]
) -> None:
    """Nothing of the page before stays that a fresh visit would not have."""
    visit, other = readers
    visit.move(f"/{page}")
    link = own_link(visit, words, where)
    with staying(visit):
        link.evaluate("link => link.click()")
        arrive(visit, title)
        visit.page.mouse.move(*AWAY)
        there = screen(visit)
    other.open(visit.page.evaluate(HERE))
    assert screen(other) == there


def test_a_link_is_followed_by_the_keyboard_and_brings_its_anchor_into_view(visit: Visit) -> None:
    visit.open("/sources?section=quotes")
    with staying(visit):
        own_link(visit, "", "table.speakers a").press("Enter")
        visit.page.wait_for_url("**speaker=**")
        visit.page.wait_for_function(
            "() => { const top = document.getElementById('quotes-of')?.getBoundingClientRect().top;"
            " return top >= 0 && top < 200; }"
        )
    visit.settle()


@pytest.mark.parametrize("how", [{"modifiers": ["Control"]}, {"modifiers": ["Shift"]}, {"button": "middle"}])
def test_a_link_still_opens_beside(how: dict[str, Any], visit: Visit) -> None:
    """In a new tab or window, where the browser opens one; the page stays."""
    visit.move("/overview?as_of=2018-09-17")
    before = visit.page.evaluate(HERE)
    with visit.page.context.expect_page() as opened:
        own_link(visit, "Read the article", ".card a").click(**how)
    opened.value.wait_for_url("**/article?**")
    opened.value.close()
    assert visit.page.evaluate(HERE) == before


# What only looks like a page of the desk; {own} is its own origin.
FOREIGN = [
    {"href": "https://evil.example/entities"},
    {"href": "//evil.example/entities"},
    {"href": "\\\\evil.example\\entities"},
    {"href": "http://127.0.0.1:1/entities"},
    {"href": "javascript:document.title='owned'"},
    {"href": "data:text/html,entities"},
    {"href": "mailto:entities@evil.example"},
    {"href": "http://user:word@{host}/entities"},
    {"href": "/entities/"},
    {"href": "/ENTITIES"},
    {"href": "/elsewhere/entities"},
    {"href": "/%65ntities"},
    {"href": "/entities%2f..%2fmap"},
    {"href": "/_stcore/health"},
    {"href": "/entities/../etc"},
    {"href": "entities", "target": "_blank"},
    {"href": "entities", "target": "other"},
    {"href": "entities", "download": "x"},
    {"href": "#anchor"},
    {"href": "http://["},
]
# Puts a link where the desk's own are and clicks it: whether its click was taken, and whether anything moved.
CLICKED = """([attributes, place]) => {
    const link = document.createElement("a"), before = history.length + location.href;
    for (const name in attributes) link.setAttribute(name, attributes[name].replace("{host}", location.host));
    document.querySelector(place).append(link);
    let taken = null;
    const last = event => { taken = event.defaultPrevented; event.preventDefault(); };
    document.addEventListener("click", last);
    link.click();
    document.removeEventListener("click", last);
    link.remove();
    return [taken, before === history.length + location.href];
}"""
OWN_HTML = '[data-testid="stHtml"] .cards'


def test_what_is_no_page_of_the_desk_is_left_to_the_browser(visit: Visit) -> None:
    visit.move("/overview?as_of=2018-09-17")
    assert {str(link): visit.page.evaluate(CLICKED, [link, OWN_HTML]) for link in FOREIGN} == {
        str(link): [False, True] for link in FOREIGN
    }
    assert visit.page.evaluate(CLICKED, [{"href": "entities"}, '[data-testid="stMainBlockContainer"]']) == [False, True]
    assert visit.page.evaluate(CLICKED, [{"href": "entities"}, OWN_HTML]) == [True, False]
    arrive(visit, "Names")


def test_what_a_link_asks_for_is_checked_as_any_address_is(visit: Visit) -> None:
    visit.move("/overview?as_of=2018-09-17")
    with staying(visit):
        asked = "entities?outlet=nobody&chosen=<script>&editable=1&row=x&as_of=soon"
        assert visit.page.evaluate(CLICKED, [{"href": asked}, OWN_HTML]) == [True, False]
        arrive(visit, "Names")
        assert visit.shows("outlet nobody")
        assert "nobody" not in visit.page.evaluate(HERE)
