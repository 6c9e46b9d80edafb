"""Every page draws: full, filtered, filtered to nothing, with one article, with hostile text, and with none at all."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from lib.models import Annotations
from lib.store import save
from lib.ui.kit.links import link_to
from tests.conftest import file_row, make_document, mention_of, sentences_of
from tests.opened import open_link

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted(path.stem for path in (ROOT / "pages").glob("*.py"))
HOSTILE = '<script>alert(1)</script> **Putin** $x$ :red[y] met "Erdogan" & others.'

Desk = Callable[..., AppTest]


@pytest.fixture
def open_desk(no_seeds: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A function that opens a page over a folder of data: `open_desk("map", folder, outlet="alwaght")`."""
    monkeypatch.setenv("ACCORD_DESK_SEEDS", str(no_seeds))
    monkeypatch.setenv("ACCORD_DESK_EDITABLE", "1")

    def opened(page: str, folder: Path, /, **query: Any) -> AppTest:
        monkeypatch.setenv("ACCORD_DESK_DATA", str(folder))
        return open_link(page, **query)

    return opened


@pytest.fixture
def seeds(seed_store: Path) -> Path:
    """The data folder of the real seeds."""
    return seed_store.parent


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """One undated article from nobody known, its text and headline full of markup, and one file that was refused."""
    text = f"{HOSTILE}\n\n{HOSTILE}"
    document = make_document("hostile", text, None, published=None, published_from=None, title=HOSTILE, body_start=0)
    first, second = sentences_of(text, HOSTILE)[0], sentences_of(text[3:], HOSTILE)[0]
    assert second.span.start
    mentions = (mention_of(text, "Putin", "vladimir-putin"), mention_of(text, "Erdogan", '"><b>'))
    rows = [
        file_row(document, Annotations(sentences=(first,), mentions=mentions)),
        file_row(None, path="<b>.txt", problem="holds <b>nothing</b>"),
    ]
    save(tmp_path / "data" / "table", rows)
    return tmp_path / "data"


def _shown(at: AppTest) -> str:
    """All that the page says, its HTML included."""
    said = [*at.title, *at.caption, *at.markdown, *at.header, *at.warning, *at.info]
    return " ".join([element.value for element in said] + [block.proto.body for block in at.get("html")])


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    "query",
    [
        {},
        {"since": "2030-01-01"},
        {"outlet": "nobody", "entity": "", "kind": "FISH", "since": "soon", "as_of": "x", "data": "99", "chosen": "?"},
    ],
)
def test_a_page_draws_whatever_the_link_says(page: str, query: dict[str, Any], open_desk: Desk, seeds: Path) -> None:
    """With filters that leave some of the articles `test_rows_exported.py` draws them all."""
    at = open_desk(page, seeds, **query)
    assert not at.exception
    assert at.title, "nothing was drawn at all"
    assert "data version" in at.caption[0].value


def test_the_filters_go_along_from_page_to_page(open_desk: Desk, seeds: Path) -> None:
    at = open_desk("brief", seeds, outlet=["alwaght", "ya-libnan"], kind="PERSON", entity="vladimir-putin")
    kept = at.session_state["filters"]
    assert kept.outlets
    for page in PAGES:
        at.switch_page(f"../pages/{page}.py").run()
        assert not at.exception
        assert at.session_state["filters"] == kept
        assert {"outlet", "kind", "entity"} <= set(at.query_params)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_draws_without_any_article(page: str, open_desk: Desk, tmp_path: Path) -> None:
    at = open_desk(page, tmp_path / "nothing")
    assert not at.exception
    assert "0 articles, 0 outlets" in at.caption[0].value


@pytest.mark.parametrize("page", PAGES)
def test_markup_in_an_article_stays_text(page: str, open_desk: Desk, hostile: Path) -> None:
    at = open_desk(page, hostile)
    assert not at.exception
    assert "1 article, 1 outlet" in at.caption[0].value
    assert all("<script" not in block.proto.body for block in at.get("html"))


def test_the_brief_answers_its_questions(open_desk: Desk, seeds: Path) -> None:
    at = open_desk("brief", seeds)
    shown = _shown(at)
    assert "due=2018-10-10%2F%2Fsochi-2018%2Fheavy-weapons" in shown
    for words in ("De-escalation Area", "Russia, Turkey", "17 Sep 2018", "in 23 days", "Outlets differ", "by when"):
        assert words in shown
    assert shown.count('class="finding"') >= 3
    assert [button.label for button in at.button if button.label.startswith("Add")] == ["Add articles", "Add agreement"]


def test_what_the_first_page_showed_once_stands_on_the_pages_that_ask_for_it(open_desk: Desk, seeds: Path) -> None:
    for page, words in (
        ("entities", "People and organisations"),
        ("map", "Places by outlet"),
        ("agreement", "By when"),
        ("corrections", ""),
    ):
        assert words in _shown(open_desk(page, seeds))


def test_a_section_that_became_a_page_is_led_on_to(open_desk: Desk, seeds: Path) -> None:
    at = open_desk("sources", seeds, section="quotes", speaker="vladimir-putin", outlet="alwaght")
    assert not at.exception
    assert at.title[0].value == "Quotes"
    assert at.query_params["speaker"] == "vladimir-putin"
    assert at.session_state["filters"].outlets == ("alwaght",)


def test_a_filter_narrows_what_is_counted(open_desk: Desk, seeds: Path) -> None:
    assert "3 articles, 3 outlets" in open_desk("brief", seeds).caption[0].value
    narrow = open_desk("brief", seeds, outlet="alwaght")
    assert "1 article, 1 outlet" in narrow.caption[0].value
    assert "Ya Libnan" not in "".join(block.proto.body for block in narrow.get("html") if "panels" in block.proto.body)


def test_unknown_values_in_the_link_are_said_and_dropped(open_desk: Desk, seeds: Path) -> None:
    at = open_desk("brief", seeds, outlet=["nobody", "alwaght"])
    assert "nobody" in at.warning[0].value
    assert at.query_params["outlet"] == "alwaght"


def test_a_filter_chosen_stands_in_the_link_and_a_chip_drops_it(open_desk: Desk, seeds: Path) -> None:
    at = open_desk("brief", seeds)
    at.multiselect(key="filter_outlet").set_value(["alwaght"]).run()
    assert at.query_params["outlet"] == "alwaght"
    next(button for button in at.button if "Alwaght" in button.label).click().run()
    assert "outlet" not in at.query_params
    assert "3 articles" in at.caption[0].value


def test_day_ends_the_wrong_way_round_are_turned(open_desk: Desk, seeds: Path) -> None:
    at = open_desk("brief", seeds, since="2018-09-30", until="2018-09-01")
    assert at.session_state["filters"].since == date(2018, 9, 1)
    assert at.session_state["filters"].until == date(2018, 9, 30)


def test_filters_that_match_nothing_can_be_taken_off(open_desk: Desk, seeds: Path) -> None:
    at = open_desk("entities", seeds, since="2030-01-01")
    next(button for button in at.button if button.label == "Show everything").click().run()
    assert "3 articles" in at.caption[0].value
    assert not at.exception


def test_the_as_of_date_is_always_in_the_link(open_desk: Desk, seeds: Path) -> None:
    assert open_desk("brief", seeds).query_params["as_of"] == "2018-09-17"
    assert "in 5 days" in _shown(open_desk("brief", seeds, as_of="2018-10-05"))


def test_the_link_chooses_the_entity_and_the_measure(open_desk: Desk, seeds: Path) -> None:
    at = open_desk("entities", seeds)
    at.query_params["chosen"] = "recep-tayyip-erdogan"
    at.query_params["count"] = "rate"
    at.run()
    assert at.header[0].value == "Recep Tayyip Erdogan"
    assert any("per 1,000 words" in markdown.value for markdown in at.markdown)


def test_articles_are_added_only_where_that_is_allowed(
    open_desk: Desk, seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert open_desk("brief", seeds, open="add articles").get("file_uploader")
    monkeypatch.setenv("ACCORD_DESK_EDITABLE", "0")
    assert not open_desk("brief", seeds, open="add articles").get("file_uploader")


def test_what_was_added_is_counted_and_what_was_not_is_named(open_desk: Desk, seeds: Path) -> None:
    at = open_desk("brief", seeds, open="add articles")
    at.session_state["added"] = (
        "an import",
        2,
        ("a_b*.txt: empty: save the article's text in it", "c.txt: the same text"),
        (),
    )
    at.run()
    assert at.success[0].value == "2 articles added; every page now includes them."
    assert [line.count(".txt") for line in at.warning[0].value.splitlines()] == [1, 1]
    assert "a\\_b\\*" in at.warning[0].value
    at.run()
    assert not at.success


def test_a_seeds_folder_that_is_not_there_is_said_on_the_page(
    open_desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ACCORD_DESK_SEEDS", str(tmp_path / "nowhere"))
    at = open_desk("brief", tmp_path / "new")
    said = [*at.error, *at.warning]
    assert any("ACCORD" in one.value and "nowhere" in one.value for one in said)


def test_files_that_could_not_be_read_are_listed_with_the_reason(open_desk: Desk, hostile: Path) -> None:
    assert "holds &lt;b&gt;nothing&lt;/b&gt;" in _shown(open_desk("brief", hostile))


def test_a_link_escapes_its_values_and_repeats_a_key_with_several() -> None:
    address, _, query = link_to("map", place="a b&c", roles=["x", "y"]).partition("?")
    assert address == "map"
    assert {"place=a+b%26c", "roles=x", "roles=y"} <= set(query.split("&"))


def test_a_link_to_an_older_version_shows_it_until_it_is_dropped(open_desk: Desk, tmp_path: Path) -> None:
    for n in range(2):
        document = make_document(f"d{n}", f"Sentence {n} of an article.")
        save(tmp_path / "table", [file_row(document, Annotations())])
    assert "2 articles" in open_desk("brief", tmp_path).caption[0].value
    at = open_desk("brief", tmp_path, data="0")
    assert "1 article, 1 outlet · data version 0" in at.caption[0].value
    next(button for button in at.button if button.label == "Show the newest").click().run()
    assert "2 articles" in at.caption[0].value


def test_a_part_of_a_bar_opens_the_sentences_of_its_outlet(open_desk: Desk, seeds: Path) -> None:
    """As many as the part is long; the name alone opens those of all."""
    every, one = (open_desk("entities", seeds, chosen="idlib", **asked) for asked in ({}, {"by": "alwaght"}))
    said = [
        next(note.value for note in at.caption if " in " in note.value and "mention" in note.value)
        for at in (every, one)
    ]
    assert said[0] != said[1]
    shown = _shown(one)
    table = re.search(r"Alwaght</span></td><td[^>]*>(\d+)", shown)
    assert table
    assert said[1].startswith(f"{table[1]} mention")
    assert any("In Alwaght alone" in note.value for note in one.markdown)
