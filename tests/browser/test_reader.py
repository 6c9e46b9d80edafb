"""Stepping through the mentions of a followed name on a low screen."""

from typing import Any

import pytest

from tests.browser.desk import Visit

pytestmark = pytest.mark.browser

# Whether the mention that the link asks for stands wholly in the window, and how it is outlined.
CURRENT = """() => {
    const query = new URLSearchParams(location.search);
    const mark = document.getElementById(`at-${query.get("document")}-${query.get("at")}`);
    if (!mark) return false;
    const { top, bottom } = mark.getBoundingClientRect();
    return top >= 60 && bottom <= innerHeight && mark.matches(".m-current");
}"""
OUTLINES = """() => ["m-current", "m-followed:not(.m-current)"].map(
    name => getComputedStyle(document.querySelector(`.reading mark.${name}`)).outlineWidth)"""
MAIN = """document.querySelector('[data-testid="stMain"]')"""


def step(visit: Visit, press: Any) -> str:
    """One step; its article, once the mention that it leads to is in view."""
    before = visit.page.url
    press()
    visit.page.wait_for_url(lambda url: url != before)
    visit.settle()
    visit.page.wait_for_function(CURRENT, timeout=10_000)
    return str(visit.page.evaluate("new URLSearchParams(location.search).get('document')"))


def test_each_step_brings_its_mention_into_view_and_leaves_it_set_apart(visit: Visit) -> None:
    """By the key and by the button, within an article and across to the next; a rerun leaves the page where it is."""
    visit.page.set_viewport_size({"width": 1400, "height": 650})
    visit.open("/article?follow=recep-tayyip-erdogan")
    articles = [step(visit, lambda: visit.page.keyboard.press("n")) for _ in range(3)]
    wide = visit.page.evaluate(OUTLINES)
    assert float(wide[0].removesuffix("px")) > float(wide[1].removesuffix("px")) > 0
    button = visit.page.locator(".st-key-step-n button")
    for _ in range(12):
        if len(set(articles)) > 1:
            break
        articles.append(step(visit, button.click))
    assert len(set(articles)) == 2
    visit.page.evaluate(f"{MAIN}.scrollTop = 0")
    visit.page.locator(".st-key-kinds button", has_text="Date").dispatch_event("click")
    visit.page.wait_for_url("**show=date**")
    visit.settle()
    assert visit.page.evaluate(f"{MAIN}.scrollTop") == 0
