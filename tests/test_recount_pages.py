"""The numbers that the pages print, read off the screen and counted again; what no query of articles gives, too."""

import re
import tomllib
from collections import Counter
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from lib.codebooks.methods import load_methods, load_quality
from lib.queries import search
from lib.views.kit.text import counted
from lib.views.methods import quality_table
from tests.recount.corpora import Case, Corpus
from tests.recount.facts import numbers, place_mentions
from tests.recount.found import QUERIES, in_view, read_sentences
from tests.recount.kept import body_words
from tests.recount.labels import label_uses

QUALITY = Path(__file__).parents[1] / "lib" / "codebooks" / "quality.toml"
VIEW = ("made", 4)  # two outlets and two names of the made articles
KINDS = ("mentions", "timexes", "quotes", "figures", "commitments")


@pytest.fixture
def view(corpora: dict[str, Corpus]) -> Case:
    """A corpus as a visitor may have it in view."""
    name, at = VIEW
    return corpora[name].cases[at]


@pytest.fixture
def read(view: Case, open_on_seeds: Callable[..., AppTest]) -> Callable[..., str]:
    """A function that gives all that a page says of the view, its tags left out."""

    def opened(page: str, /, **query: Any) -> str:
        filters = {"outlet": list(view.filters.outlets), "entity": list(view.filters.entities)}
        at = open_on_seeds(page, view.corpus.folder, **filters, **query)
        assert not at.exception
        said = [*at.title, *at.caption, *at.markdown, *at.header]
        labels = [one.label for one in (*at.button, *at.expander, *at.get("download_button"))]
        html = [unescape(re.sub("<[^>]+>", " ", block.proto.body)) for block in at.get("html")]
        return re.sub(r"\s+", " ", " ".join([*(one.value for one in said), *map(str, labels), *html]).replace("*", ""))

    return opened


def test_every_page_says_how_much_is_in_view(view: Case, read: Callable[..., str]) -> None:
    articles, outlets = len(view.again.articles), len(view.again.words)
    said = read("brief")
    assert f"{articles} articles, {outlets} outlets" in said
    assert f"Newest articles (6 of {articles} articles)" in said
    sizes = Counter(
        (len(body_words(record)), sum(not one["headline"] for one in record["sentences"]))
        for record in view.again.articles
    )
    shown = Counter((int(words), int(n)) for words, n in re.findall(r"(\d+) words?, (\d+) sentences?", said))
    assert shown.total() == 6
    assert shown <= sizes


def test_entities(view: Case, read: Callable[..., str]) -> None:
    names = {found.one["entity"] for found in view.again.kept("mentions") if found.one["entity"]}
    counts = Counter(found.one["entity"] for found in view.again.mentions() if found.one["entity"])
    articles = {(found.one["entity"], found.document) for found in view.again.mentions()}
    said = read("entities")
    assert f"All {len(names):,} names" in said
    first, mentions = counts.most_common(1)[0]
    inside = sum(entity == first for entity, _ in articles)
    assert re.search(rf"{mentions} mentions in {inside} article", said)


def test_map(view: Case, read: Callable[..., str]) -> None:
    found = [one for one in view.again.kept("toponyms") if one.one["role"] == "literal" and one.one["place"]]
    counts = Counter(one.one["place"]["id"] for one in found if not one.headline)
    precision = {one.one["place"]["id"]: one.one["place"]["precision"] for one in found}
    said = read("map")
    assert f"Download GeoJSON ({len(counts)} places)" in said
    assert f"{sum(precision[place] != 'region' for place in counts)} places, by mentions:" in said


def test_agreement(view: Case, read: Callable[..., str]) -> None:
    found = list(view.again.kept("commitments"))
    matched = sum(one.one["clause"] is not None for one in found)
    said = read("agreement")
    assert f"{len(found)} commitments, {matched} matched to a clause" in said
    assert f"All {len(found)} commitments as a table" in said
    assert "Implementation log (0)" in said


def test_sources(view: Case, read: Callable[..., str]) -> None:
    said = read("sources", section="facts")
    deeds = list(view.again.kept("commitments"))
    least = numbers(view.again).total() + place_mentions(view.again).total() + len(deeds)
    told = re.search(r"All ([\d,]+) statements as a table", said)
    assert told
    assert int(told[1].replace(",", "")) >= least
    labels = read("sources", section="labels")
    for (label, _), n in Counter((use.label, use.outlet) for use in label_uses(view.again) if not use.quoted).items():
        assert label in labels
        assert re.search(rf"\b{n}\b", labels)
    assert re.search(rf"{len(view.again.words)} outlets , \d+ independent source", read("sources", section="reuse"))


def test_search(view: Case, read: Callable[..., str]) -> None:
    kept = in_view(view.again)
    held = read_sentences(view.again)
    for query in ("zone", "Idlib NOT Russia"):
        found = [one for one in held if QUERIES[query](one)]
        inside = [one for one in found if one.place in kept]
        said = read("search", q=query)
        articles = len({one.record["id"] for one in inside})
        assert f"{counted(len(inside), 'sentence')} in {counted(articles, 'article')}" in said
        more = len(found) - len(inside)
        assert (f"{more} more without the filters" in said) == bool(more)
    for example, _, count in search.example_queries(view.data, view.corpus.index, view.filters):
        again = search.search(view.data, view.corpus.index, example, view.filters)
        rows = search.found_sentences(view.data, view.corpus.index, again, slice(None))
        assert count == len(rows.drop_duplicates(["document", "sentence_start"]))


def test_article(view: Case, read: Callable[..., str]) -> None:
    document = view.again.articles[0]["id"]
    marks = sum(found.document == document for kind in KINDS for found in view.again.kept(kind))
    peoples = [found for found in view.again.kept("toponyms") if found.one["role"] == "demonym"]
    marks += sum(found.document == document for found in peoples)
    said = read("article", document=document)
    assert f"All {marks} highlights as a table" in said


def test_methods_prints_the_measured_figures() -> None:
    measured = tomllib.loads(QUALITY.read_text(encoding="utf-8"))["measured"]
    methods = load_methods()
    for method in methods.methods:
        shown = quality_table(method, load_quality(), methods)
        mine = [one for one in measured if one["annotator"] in method.measured]
        figures = [(name, value) for one in mine for name, value in one["figures"].items() if name != "f"]
        assert sorted(zip(shown["figure"], shown["percent"].round(6), strict=True)) == sorted(
            (name, round(100 * value, 6)) for name, value in figures
        )
