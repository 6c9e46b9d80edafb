"""Every control of every page, altered in the page: the link it leaves gives whoever opens it the same page."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block, Widget

from tests.browser.options import ALWAGHT, LIBNAN, OTHER

Opened = Callable[..., AppTest]

# For each view the controls that its page has, by key, and what each is set to, in this order.
SETTINGS: Mapping[str, Mapping[str, Any]] = {
    "brief": {
        "filter_outlet": ["ya-libnan", "alwaght"], "filter_entity": ["idlib", "syria"], "filter_not": ["iran"],
        "filter_kind": ["PLACE", "PERSON"], "filter_role": ["literal", "associative"],
        "filter_run": ["state-unknown"], "filter_about": ["sochi-2018"], "filter_article": [LIBNAN, ALWAGHT],
        "filter_since": date(2018, 9, 1), "filter_until": date(2018, 10, 1), "as_of_day": date(2018, 10, 12),
    },
    "entities?chosen=idlib": {"choice_count": "rate", "entity idlib page 0": 2},
    "map": {"map roles": ["literal", "demonym"], "choice_colour": "role"},
    "agreement": {"as_of_day": date(2018, 10, 12)},
    "search?q=idlib": {"search_query": "Idlib OR Syria", "choice_view": "sentences", "choice_sort": "newest"},
    "article": {"article_choice": ALWAGHT, "kinds": ["person", "place"], "follow_choice": "idlib"},
    "methods": {},
    "sources": {"choice_columns": "state", "choice_section": "labels", "choice_voice": "quoted", "choice_of": "zone"},
    "sources?section=names": {"choice_section": "names", "choice_columns": "country"},
    "quotes": {"choice_wording": "other", "choice_measure": "words"},
    "sources?section=reuse": {
        "choice_shared": "quotes", "article first": OTHER, "article second": LIBNAN, "choice_rows": "shared",
    },
    "sources?section=words": {"choice_section": "words"},
}  # fmt: skip
# One leads elsewhere; of no outlet of the seeds is its country known.
KNOWN = {"search_anywhere", "filter_country", *(key for settings in SETTINGS.values() for key in settings)}
# A click that changes what is in view.
CLICKS = [
    ("entities?chosen=idlib", "Keep only"),
    ("entities?chosen=idlib", "Leave out"),
    ("entities?offer=alwaght", "Keep only"),
    ("map?place=geonames:169387", "Keep only"),
    ("map?place=geonames:169387&area=7/36/37", "List of places"),
    ("agreement?due=2018-10-10/alwaght", "Close"),
    ("article", "Next article"),
    ("article", "Keep only"),
    ("article?follow=idlib", "Next"),
    ("quotes?speaker=vladimir-putin", "Close"),
    ("sources?section=names&chosen=russia", "Leave out"),
    ("brief?outlet=alwaght", "Outlet: Alwaght"),
    ("brief?entity=idlib&since=2030-01-01", "Show everything"),
]
KINDS = ("button_group", "selectbox", "multiselect", "date_input", "text_input", "pagination")


def _open(open_on_seeds: Opened, view: str) -> AppTest:
    at = open_on_seeds(urlsplit(view).path, **parse_qs(urlsplit(view).query))
    assert not at.exception
    return at


def _controls(at: AppTest) -> dict[str, Any]:
    """Every control on the page and beside it, by its key."""
    return {one.key: one for kind in KINDS for part in (at.sidebar, at.main) for one in getattr(part, kind)}


def _drawn(block: Block) -> Iterator[str]:
    """Every element under this one, in order, as Streamlit would send it to a browser."""
    for child in block.children.values():
        if isinstance(child, Block):
            yield from (child.type, str(getattr(child.proto, "expandable", "")))
            yield from _drawn(child)
        else:
            set_to = child.value if child.type in KINDS else ""
            named = getattr(child, "label", "")
            yield f"{child.type} {named} {set_to}" if isinstance(child, Widget) else f"{child.type} {child.proto}"


def _screen(at: AppTest) -> list[str]:
    return [*_drawn(at.sidebar), *_drawn(at.main)]


def _assert_same_from_its_link(at: AppTest, open_on_seeds: Opened, page: str) -> None:
    """The address bar's parameters, opened by somebody else, give the same page, element by element."""
    assert not at.exception
    other = open_on_seeds(page, **at.query_params)
    assert not other.exception
    assert not other.warning
    assert _screen(other) == _screen(at)


@pytest.mark.parametrize("view", SETTINGS)
def test_what_is_set_in_the_page_comes_back_from_its_link(view: str, open_on_seeds: Opened) -> None:
    """The controls of the page are set one after the other; one that this table does not know fails."""
    at, page = _open(open_on_seeds, view), urlsplit(view).path
    assert set(_controls(at)) <= KNOWN
    for key, value in SETTINGS[view].items():
        before = dict(at.query_params)
        _controls(at)[key].set_value(value).run()
        assert at.query_params != before or view.endswith(f"={value}")
    assert set(_controls(at)) <= KNOWN
    _assert_same_from_its_link(at, open_on_seeds, page)


@pytest.mark.parametrize(("view", "label"), CLICKS)
def test_what_is_clicked_in_the_page_comes_back_from_its_link(view: str, label: str, open_on_seeds: Opened) -> None:
    at = _open(open_on_seeds, view)
    before = dict(at.query_params)
    next(button for button in at.button if button.label.replace("\\", "") == label).click().run()
    assert at.query_params != before
    _assert_same_from_its_link(at, open_on_seeds, urlsplit(view).path)
