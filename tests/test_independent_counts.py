"""End to end: what was republished counts as one source and its change is shown; another width is a difference."""

import re
from collections.abc import Callable
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from lib.annotate import Tools, annotate_all
from lib.refresh import Engine, annotation_version, refresh
from lib.settings import load_settings
from lib.ui.kit import compared
from lib.views.kit.looks import Looks
from tests.opened import open_link

ROOT = Path(__file__).resolve().parent.parent
# The seed that is republished, and the words changed in one of its sentences.
ORIGINAL = "004_4a174a1c1715ba13.txt"
BEFORE, AFTER = "would be established by October 15", "would be established by November 20"
WIDTH = (
    "Russia and Turkey have agreed to create a demilitarised buffer zone in the province of Idlib.\n\n"
    "A demilitarised zone of 15km to 25km (9-15 miles) will be set up by 15 October, Mr Putin said.\n"
)
LISTED = """
[[outlet]]
id = "copyist"
name = "The Copyist"

[[outlet]]
id = "bbc"
name = "BBC"

[[article]]
file = "copied.txt"
outlet = "copyist"

[[article]]
file = "width.txt"
outlet = "bbc"
"""

Open = Callable[..., str]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory, tools: Tools) -> Path:
    """The seeds, one of them again with one sentence changed, and an article that gives another width in two units."""
    folder = tmp_path_factory.mktemp("independent")
    seeds = Path(copytree(ROOT / "seeds", folder / "seeds"))
    original = (seeds / ORIGINAL).read_text()
    assert original.count(BEFORE) == 1
    (seeds / "copied.txt").write_text(original.replace(BEFORE, AFTER))
    (seeds / "width.txt").write_text(WIDTH)
    with (seeds / "sources.toml").open("a") as listed:
        listed.write(LISTED)
    settings = load_settings({"ACCORD_DESK_DATA": str(folder), "ACCORD_DESK_SEEDS": str(seeds)})
    engine = Engine(annotation_version(settings), lambda documents: annotate_all(documents, tools))
    refresh([seeds], settings.table, settings, engine=engine)
    return folder


@pytest.fixture
def open_page(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    """A function that opens a page over that corpus and gives all of its HTML."""
    monkeypatch.setenv("ACCORD_DESK_DATA", str(corpus))
    monkeypatch.setenv("ACCORD_DESK_SEEDS", str(corpus / "seeds"))

    def opened(page: str, **query: Any) -> str:
        at = open_link(page, **query)
        assert not at.exception
        return " ".join(block.proto.body for block in at.get("html"))

    return opened


def cards(page: str) -> list[str]:
    """The cards of what differs."""
    shown = page.split('class="fact-differences"')[1].split('class="clauses facts"', maxsplit=1)[0]
    return shown.split('<section class="panel">')


def test_a_republication_counts_as_one_source_and_its_changed_sentence_is_shown(open_page: Open) -> None:
    page = open_page("sources", section="reuse")
    assert re.search(r"<b>5 outlets</b>, <b>4 independent sources</b>", page)
    assert page.count("pair changed") >= 1
    assert "November 20" in page.split('class="aligned"')[1]


def test_facts_count_independent_sources_beside_outlets(open_page: Open) -> None:
    page = open_page("sources", section="facts")
    said = set(re.findall(r">(\d outlets, \d independent sources?)<", page))
    assert "2 outlets, 1 independent source" in said
    assert "4 outlets, 3 independent sources" in said
    assert "Alwaght, The Copyist count as one." in page
    # The changed day is a difference between two outlets that are one source.
    [zone] = [card for card in cards(page) if "<h3>Demilitarised zone" in card]
    assert "20 Nov 2018" in zone
    [outlets, independent] = re.search(r">(\d) outlets, (\d) independent", zone).groups()
    assert int(independent) == int(outlets) - 1


def test_another_width_is_a_difference_whatever_its_unit(open_page: Open) -> None:
    [zone] = [card for card in cards(open_page("sources", section="facts")) if ">width " in card]
    for words in ("15km to 25km (9-15 miles)", "15-20km", "15-20 kilometres", "≠ differs"):
        assert words in zone
    # Nine to fifteen miles are the same width again, and no third value.
    assert zone.count('class="value article-text"') == 2


@pytest.mark.parametrize(("page", "query"), [("agreement", {}), ("brief", {}), ("entities", {})])
def test_other_pages_count_them_too(open_page: Open, page: str, query: dict[str, str]) -> None:
    assert re.search(r"\d outlets?, \d independent sources?", open_page(page, **query))


@pytest.mark.usefixtures("nothing_kept")
@pytest.mark.parametrize("page", ["brief", "agreement", "entities"])
def test_many_articles_are_compared_with_one_click(open_page: Open, monkeypatch: pytest.MonkeyPatch, page: str) -> None:
    counts = r"\d outlets?, \d independent sources?"
    monkeypatch.setattr(compared, "_size", lambda _: compared.AT_ONCE + 1)
    assert not re.search(counts, open_page(page))
    at = open_link(page)
    at.button(key=compared.COUNT).click().run()
    assert not at.exception
    assert re.search(counts, " ".join(block.proto.body for block in at.get("html")))
    assert not [button for button in at.button if button.key == compared.COUNT]


def test_what_counts_as_one_is_said_only_where_it_is_known() -> None:
    outlets = ["a", "b", "c"]
    assert Looks({}, {}, {}).how_many(outlets) == '<span class="outlet-count">3 outlets</span>'
    known = Looks({"a": "A <1>", "b": "B"}, {}, {}, (("a", "b"), ("c",)))
    assert "3 outlets, 2 independent sources" in known.how_many(outlets)
    assert "A &lt;1&gt;, B count as one." in known.how_many(outlets)
    assert known.independent(["a", "b"]) == 1
    assert " count as one." not in known.how_many(["a", "c"])
