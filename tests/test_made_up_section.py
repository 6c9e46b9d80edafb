"""A section is one record: made-up ones, registered by one line, are drawn and on paper, and gone without it."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from lib import desk as registry
from lib.exports.dossier import Block, Desk, Section, Statement
from lib.models import Filters
from lib.views.pages import PAGES

Opened = Callable[..., AppTest]


def draw(filters: Filters) -> None:
    """What stands on the screen."""
    st.header("Drawn with nothing left out" if not filters else f"Drawn of {', '.join(filters.outlets)}")


def blocks(desk: Desk) -> Sequence[Block]:
    """What stands on paper."""
    return [Block("On paper", f"of {len(desk.paths)} files", ("What",), [Statement(("stated <b>so</b>",))])]


WHOLE = Section("made-up", "Made up", "sources", draw, blocks)
DRAWN = Section("made-up", "Made up", "sources", draw)
WRITTEN = Section("made-up", "Made up", "map", blocks=blocks)
SEARCHED = Section("made-up", "Made up", "sources", draw, blocks, if_searched=True)


@pytest.fixture
def register(monkeypatch: pytest.MonkeyPatch) -> Callable[[Section], None]:
    """What registers a section."""
    return lambda one: monkeypatch.setattr(registry, "SECTIONS", (*registry.SECTIONS, one))


def _options(at: AppTest, label: str) -> list[str]:
    group = next(one for one in at.get("button_group") if one.proto.label == label)
    return [option.content for option in group.proto.options]


def _on_paper(at: AppTest) -> list[str]:
    at.button(key="export").click().run()
    assert not at.exception
    return _options(at, "Pages")


@pytest.mark.parametrize(
    ("section", "switch", "paper"),
    [(WHOLE, 1, "Compare: made up"), (DRAWN, 1, None), (WRITTEN, 0, "Made up"), (SEARCHED, 1, None)],
)
def test_it_is_offered_where_it_says(
    section: Section, switch: int, paper: str | None, register: Any, open_on_seeds: Opened
) -> None:
    before = _on_paper(open_on_seeds("sources"))
    register(section)
    at = open_on_seeds("sources")
    assert _options(at, "Compare").count("Made up") == switch
    assert _options(at, "Compare")[:5] == ["Facts", "Labels", "Names", "Shared passages", "Distinctive words"]
    assert _on_paper(at) == before + ([paper] if paper else [])


def test_it_is_drawn_and_stands_in_the_link(register: Any, open_on_seeds: Opened) -> None:
    register(WHOLE)
    at = open_on_seeds("sources", section="made-up", outlet="alwaght")
    assert [one.value for one in at.header] == ["Drawn of alwaght"]
    assert not at.warning
    at = open_on_seeds("sources")
    at.button_group(key="choice_section").set_value("made-up").run()
    assert at.query_params["section"] == "made-up"
    assert [one.value for one in at.header] == ["Drawn with nothing left out"]


@pytest.mark.parametrize(
    ("section", "page", "link", "title"),
    [
        (WHOLE, "methods", {}, "Compare: made up"),
        (WRITTEN, "methods", {}, "Made up"),
        (SEARCHED, "search", {"q": "Idlib"}, "Compare: made up"),
    ],
)
def test_it_stands_in_the_dossier(
    section: Section, page: str, link: dict[str, str], title: str, register: Any, open_on_seeds: Opened
) -> None:
    register(section)
    at = open_on_seeds(page, **link)
    at.button(key="export").click().run()
    at.button(key="export").click()  # the dialog stands only while it is asked for
    at.button_group(key=f"dossier from {page}").set_value(["made-up"]).run()
    at.button(key="export").click()
    at.button(key="make dossier.html").click().run()
    assert not at.exception
    html = at.session_state["file made"][1].decode()
    contents = html.split('<ol class="contents">')[1].split("</ol>")[0]
    assert contents == f'<li><a href="#made-up" target="_self">{title}</a></li>'
    written = html.split('<section id="made-up">')[1].split("</section>")[0]
    assert written.startswith(f"<h2>{title}</h2>")
    assert "of 3 files" in written
    assert "stated" in written
    assert html.count("<section") == 1


def test_without_its_line_nothing_is_left_of_it(open_on_seeds: Opened) -> None:
    at = open_on_seeds("sources", section="made-up")
    assert not at.exception
    assert "section made-up" in at.warning[0].value.replace("\\", "")
    assert "section" not in at.query_params
    assert "Made up" not in _options(at, "Compare")
    assert not [one for one in _on_paper(at) if "ade up" in one]


def test_every_page_and_section_has_a_record() -> None:
    pages = [one.page for one in registry.SECTIONS]
    on_paper = [page for page in PAGES if page != "article"]  # one article is read, not listed
    assert list(dict.fromkeys(pages)) == on_paper, "in the order of the navigation"
    keys = [one.key for one in registry.SECTIONS]
    assert len(keys) == len(set(keys))
    assert all(one.draw or one.blocks for one in registry.SECTIONS)
