"""Names that mean something to a template, a script or Markdown are letters on every page, and push nothing aside."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from lib.views.kit.text import inline
from tests.browser.desk import Visit, dashboard, visiting
from tests.browser.test_narrow import TOO_WIDE
from tests.hostile import NAMES, SHORT, save_hostile

pytestmark = pytest.mark.browser

NUMBERS = {kind: number for number, kind in enumerate(NAMES)}
OUTLETS = [name if number % 2 else f"o{number}" for number, name in enumerate(NAMES.values())]
ALL, ONE = frozenset(SHORT), frozenset[str]()
# A page with what is opened on it, and which of the names its text has to show.
PAGES: tuple[tuple[str, dict[str, Any], frozenset[str]], ...] = (
    ("brief", {}, ONE),  # the newest articles alone
    ("articles", {}, ONE),
    ("entities", {"chosen": f"person-{NUMBERS['icon']}"}, ALL),
    ("map", {"place": f"p{NUMBERS['formula in letters']}"}, ALL),
    ("sources", {"section": "facts"}, ONE),
    ("sources", {"section": "names"}, ALL),
    ("sources", {"section": "quotes", "speaker": f"person-{NUMBERS['Markdown']}"}, ALL),
    ("sources", {"section": "reuse", "outlet": OUTLETS[:9]}, ONE),
    ("agreement", {"open": "log"}, ALL),
    ("search", {"q": "army", "outlet": [one for one in OUTLETS if one.strip()]}, ALL),
    ("article", {"document": f"d{NUMBERS['Markdown colour']}", "entity": list(SHORT.values())}, ALL),
)
# What a name would have become, had anything read it.
MADE = (
    ".katex", "img[src='x']", "a[href^='https://evil.example']", "a[href^='javascript:']", "[aria-label='home icon']",
    "[data-testid='stMain'] script",
)  # fmt: skip
SCRIPTS = "[...document.querySelectorAll('iframe')].map(f => f.contentWindow).concat(window).some(w => w.injected)"
# Where a name stands before something, and what reaches into it, as a name that turns its neighbours would.
PAIRS = {"ol.inline-names li": ("a", "b"), ".card .origin": (".chip", ".date"), ".found-by > span": (".chip", "a")}
AMISS = """pairs => Object.entries(pairs).flatMap(([row, [first, then]]) => {
    const isAmiss = (e) => {
        const [a, b] = [e.querySelector(first), e.querySelector(then)].map(one => one?.getClientRects());
        const [end, start] = [a?.[a.length - 1], b?.[0]];
        const beside = end && start && end.bottom > start.top + 6 && end.top < start.bottom - 6;
        return beside && end.right > start.left + 1;
    };
    return [...document.querySelectorAll(row)].filter(isAmiss).map(e => e.innerText);
})"""
NOISE = "Failed to load resource"  # a request that failed is noted by itself


@pytest.fixture(scope="module")
def hostile(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visit]:
    """A reader of a desk in which everything has such names."""
    folder: Path = tmp_path_factory.mktemp("hostile")
    (folder / "none").mkdir()
    data = save_hostile(folder / "data")
    with (
        dashboard(data, ACCORD_DESK_SEEDS=str(folder / "none"), ACCORD_DESK_EDITABLE="1") as base,
        visiting(browser, base) as visit,
    ):
        visit.page.on("console", lambda said: _note(visit, said))
        yield visit


def _note(visit: Visit, said: Any) -> None:
    if said.type == "error" and not said.text.startswith(NOISE):
        visit.troubles.append(f"console: {said.text}")


@pytest.mark.parametrize(("page", "opened", "shown"), PAGES, ids=[" ".join((p, *map(str, o))) for p, o, _ in PAGES])
def test_names_are_letters(page: str, opened: dict[str, Any], shown: frozenset[str], hostile: Visit) -> None:
    hostile.move(f"/{page}?{urlencode(opened, doseq=True)}")
    if page == "map":
        hostile.page.frame_locator("iframe").first.locator(".place").first.wait_for(timeout=30_000)
    text = _letters(hostile.text())
    assert not [name for kind in shown if (name := _letters(inline(SHORT[kind]))) not in text]
    assert not [made for made in MADE if hostile.page.locator(made).count()]
    assert not hostile.page.evaluate(SCRIPTS)
    assert hostile.page.evaluate(AMISS, PAIRS) == []
    for width in (1440, 400):
        hostile.page.set_viewport_size({"width": width, "height": 900})
        hostile.page.wait_for_timeout(150)
        assert hostile.page.evaluate("document.documentElement.scrollWidth") <= width
        assert hostile.page.evaluate(TOO_WIDE) == []
    hostile.page.set_viewport_size({"width": 1440, "height": 900})
    assert hostile.troubles == []


def _letters(text: str) -> str:
    """What is seen of a text, but for how much white there is between its words."""
    return " ".join(re.sub("[\u2060\u2068\u2069]", "", text).split())


@pytest.mark.parametrize("kind", ["icon", "formula in letters", "element"])
def test_a_list_to_choose_from_shows_letters(kind: str, hostile: Visit) -> None:
    hostile.move(f"/article?document=d{NUMBERS['icon']}")
    lists = hostile.page.locator("[data-testid='stSidebar'] [data-testid='stMultiSelect']", has_text="Outlet")
    field = lists.locator("input").first
    field.fill(SHORT[kind][:9])
    option = hostile.page.get_by_role("option").first
    assert _letters(option.inner_text()).rpartition(" · ")[0] == SHORT[kind]  # and how many articles
    option.click()
    hostile.settle()
    chip = hostile.page.locator(".st-key-page-head button", has_text="Outlet:").first
    assert f"Outlet: {SHORT[kind]}" in _letters(chip.inner_text())
    assert not [made for made in MADE if hostile.page.locator(made).count()]
    chip.hover()
    assert hostile.troubles == []
