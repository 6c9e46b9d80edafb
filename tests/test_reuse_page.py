"""Reuse on the sources page: what is asked of the store, what is drawn, and what the link keeps."""

from functools import partial
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from lib.compare.reuse.independence import Link, SourceGroup
from lib.models import Annotations, Filters
from lib.queries.selection import corpus_facts
from lib.queries.sources import reuse as queries
from lib.store import open_version
from lib.ui.kit.data import DataKey
from lib.views.kit.looks import Looks
from lib.views.sources.aligned import aligned_html, tally
from lib.views.sources.reuse import KINDS, matrix_html, passages_html, sources_html
from tests.conftest import make_document, mention_of, sentences_of

ROOT = Path(__file__).resolve().parent.parent
OPEN = Filters()
FIRST = "Both governments agreed on Friday to open the northern crossing to lorries before the first snow."
SECOND = 'Amina Sesay called the paper a "bitter comedy" in the harbour.'
THIRD = "In the harbour, <b>fishermen</b> mended nets while the council argued about the price of ice."
LOOKS = Looks({}, {}, {})


def article(name: str, outlet: str | None, *lines: str, **fields: Any) -> Any:
    """An article of a line a paragraph that names Amina Sesay where she stands in it."""
    text = "\n\n".join(lines)
    mentions = (mention_of(text, "Amina Sesay", "amina-sesay"),) if "Amina Sesay" in text else ()
    return make_document(name, text, outlet, **fields), Annotations(sentences_of(text, *lines), mentions)


@pytest.fixture(scope="module")
def store(make_shared_store: Any) -> Any:
    """Two outlets with the same sentence and the same quote, and one that nobody knows."""
    return make_shared_store(
        article("one", "A", FIRST, SECOND),
        article("two", "B", f"{FIRST[:-1]}, he said.", 'To her the week was a "bitter comedy".', f"{THIRD} (AP)"),
        article("three", None, THIRD, "It rained, Reuters reported.", published=None),
    )


def test_what_outlets_share(store: Any) -> None:
    found = queries.find_reuse(store, OPEN)
    pairs = queries.outlet_pairs(found)
    assert pairs[["a", "b", "passages", "quotes", "within"]].to_numpy().tolist() == [
        ["a", "b", 1, 1, 0],
        ["b", "unknown:three", 1, 0, 0],
    ]
    assert queries.outlet_pairs(queries.Reuse((), (), ())).empty
    assert [group.outlets for group in queries.source_groups(found)] == [("a", "b", "unknown:three")]


def test_passages_come_with_the_sentences_round_them(store: Any) -> None:
    found = queries.find_reuse(store, OPEN)
    [row] = queries.passage_rows(found, queries.passages_between(found, ("b", "a"), ["shared-quote"])).itertuples()
    assert row.a_text == SECOND
    assert row.a_text[row.a_start - row.a_text_start : row.a_end - row.a_text_start] == "bitter comedy"
    assert (row.b_outlet, row.b_text) == ("b", 'To her the week was a "bitter comedy".')
    assert queries.passages_between(found, ("a", "unknown:three"), tuple(KINDS)) == []


def test_filters_keep_articles_and_sentences(store: Any) -> None:
    found = queries.find_reuse(store, OPEN)
    assert queries.reuse_in_view(store, Filters(outlets=("a",)), found).passages == ()
    two = queries.reuse_in_view(store, Filters(outlets=("a", "b")), found)
    assert {(p.a_document, p.b_document) for p in two.passages} == {("one", "two")}
    one = queries.find_reuse(store, Filters(entities=("amina-sesay",)))
    assert [document.id for document in one.documents] == ["one"]


def test_credits_are_counted_and_shown_in_their_sentences(store: Any) -> None:
    found = queries.find_reuse(store, OPEN)
    counts = queries.credit_counts(found)
    assert counts[["outlet", "source", "articles", "statements"]].to_numpy().tolist() == [
        ["b", "associated-press", 1, 0],
        ["unknown:three", "reuters", 0, 1],
    ]
    rows = queries.credit_sentences(store, OPEN, found)
    assert rows["read"].tolist() == [
        "the whole article credited to Associated Press",
        "this statement credited to Reuters",
    ]


def test_the_reader_opens_on_the_two_articles_that_share_most(store: Any) -> None:
    found = queries.find_reuse(store, OPEN)
    assert queries.most_alike(found) in {("one", "two"), ("two", "three")}
    assert queries.most_alike(queries.Reuse(found.documents[:1], (), ())) is None
    assert queries.most_alike(queries.Reuse(found.documents, (), ())) == ("one", "two")
    with pytest.raises(KeyError):
        queries.side_by_side(found, "one", "nowhere")


def test_article_text_is_escaped_everywhere(store: Any) -> None:
    found = queries.find_reuse(store, OPEN)
    rows = queries.side_by_side(found, "two", "three")
    pages = [
        aligned_html(rows, [("two", "<i>b"), ("three", "c")], LOOKS, lambda document, at: f"{document}{at}"),
        passages_html(queries.passage_rows(found, found.passages), LOOKS, lambda d, at: f"{d}{at}", lambda a, b: a + b),
        matrix_html(queries.outlet_pairs(found), ["a", "b", "<i>b"], LOOKS, lambda a, b, kind: f"{a}{b}{kind}"),
        sources_html([SourceGroup(("a", "<i>b"), (Link("x", "y", "<i>why"),))], LOOKS, lambda a, b: a + b),
    ]
    assert not any("<i>" in page or "<b>fishermen" in page for page in pages)
    assert "&lt;b&gt;fishermen" in pages[0]
    assert "only in the first" in tally(rows)
    assert "copied" not in "".join(pages)


def test_independent_sources_are_said_beside_the_outlets() -> None:
    page = sources_html([SourceGroup(("a",)), SourceGroup(("b",))], LOOKS, lambda a, b: a + b)
    assert "2 outlets" in page
    assert "2 independent sources" in page
    assert "no two outlets share most" in page


@pytest.mark.usefixtures("nothing_kept")
def test_the_page_shows_what_a_republished_article_changed(
    make_store: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_store(article("one", "A", FIRST, THIRD), article("two", "B", FIRST, THIRD.replace("ice", "fuel")))
    monkeypatch.setenv("ACCORD_DESK_DATA", str(tmp_path))
    for module in ("lib.ui.kit", "lib.ui.kit.compared"):
        monkeypatch.setattr(f"{module}.data_key", lambda: DataKey(0, 0, "", ""))
        monkeypatch.setattr(f"{module}.connection", lambda: open_version(tmp_path / "table").cursor())
    in_view = corpus_facts(open_version(tmp_path / "table"), OPEN)
    monkeypatch.setattr("lib.ui.kit.compared.corpus_in_view", lambda: in_view)
    monkeypatch.setattr("lib.ui.kit.looks", lambda: LOOKS)
    monkeypatch.setattr("lib.ui.kit.page.view_in_force", lambda: ("Sources", (), "0", ""))
    at = AppTest.from_function(_only_reuse, default_timeout=60).run()
    assert not at.exception
    page = html_of(at)
    assert "1 independent source<" in page
    assert '<mark class="m-differs">fuel</mark>' in page
    assert at.caption[0].value == "What differs between them: 1 sentence"


def _only_reuse() -> None:
    from lib.models import Filters  # noqa: PLC0415  the function is run as a page of its own
    from lib.ui.sources.reuse import show_reuse  # noqa: PLC0415

    show_reuse(Filters())


@pytest.fixture
def open_page(open_on_seeds: Any) -> Any:
    """A function that opens the page over the seeds' store with a link's parameters."""
    return partial(open_on_seeds, "sources", section="reuse")


def html_of(at: AppTest) -> str:
    return " ".join(block.proto.body for block in at.get("html"))


def test_the_page_shows_sources_matrix_passages_and_reader(open_page: Any) -> None:
    at = open_page()
    assert not at.exception
    page = html_of(at)
    for words in ("3 outlets", "3 independent sources", "grid matrix", "12 words, reworded", "pair changed"):
        assert words in page
    assert "Two articles side by side" in [one.value for one in at.header]


def test_the_link_keeps_pair_kind_articles_and_rows(open_page: Any) -> None:
    at = open_page(between="unknown:000_425b2209d8d733d6", **{"and": "alwaght"}, shared="quotes", rows="shared")
    page = html_of(at)
    assert "2 words, the same quote" in page
    assert "12 words, reworded" not in page
    assert "pair only-a" not in page
    at.button(key="close pair").click().run()
    assert "between" not in at.query_params
    first, second = at.selectbox(key="article first"), at.selectbox(key="article second")
    first.set_value(next(one for one in first.options if "unknown" in one)).run()
    assert at.query_params["first"] != second.value
    assert not at.exception


@pytest.mark.parametrize(
    "query",
    [
        {"outlet": "alwaght"},
        {"entity": "recep-tayyip-erdogan"},
        {"first": "nowhere"},
        {"between": "x", "and": "alwaght"},
    ],
)
def test_the_page_draws_whatever_is_in_view(open_page: Any, query: dict[str, str]) -> None:
    assert not open_page(**query).exception
