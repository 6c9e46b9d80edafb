"""What the search finds: sentences, articles and shares by outlet for many kinds of query, counted again."""

from collections import Counter

import pytest

from lib.queries import search
from tests.recount.corpora import Case, Corpus
from tests.recount.evidence import assert_evidence
from tests.recount.found import OUTLETS, QUERIES, Held, any_of, in_view, read_sentences
from tests.recount.kept import by


@pytest.fixture(scope="session")
def held(corpora: dict[str, Corpus]) -> dict[str, list[Held]]:
    """Every sentence of the corpora in words."""
    return {name: read_sentences(one.cases[0].again) for name, one in corpora.items()}


def test_sentences_found(case: Case, held: dict[str, list[Held]]) -> None:
    name = case.corpus.name
    kept = in_view(case.again)
    searched = Counter(one.outlet for one in held[name] if one.place in kept)
    # Each query under every other combination of filters.
    for query, asks in [*QUERIES.items(), *OUTLETS[name].items()][case.number % 2 :: 2]:
        found = search.search(case.data, case.corpus.index, query, case.filters)
        everywhere = [one for one in held[name] if asks(one)]
        again = [one for one in everywhere if one.place in kept]
        assert (len(found), found.everywhere) == (len(again), len(everywhere)), query
        counts = search.outlet_counts(case.corpus.index, found)
        assert by(counts, "outlet_name", count="searched") == searched
        sentences = Counter(one.outlet for one in again)
        assert by(counts, "outlet_name", count="sentences") == sentences, query
        articles = {(one.outlet, one.record["id"]) for one in again}
        assert by(counts, "outlet_name", count="articles") == Counter(outlet for outlet, _ in articles)
        for row in counts.itertuples():
            assert row.percent == pytest.approx(100 * sentences[row.outlet_name] / searched[row.outlet_name])


@pytest.mark.parametrize("name", ["seeds", "made"])
def test_every_kind_of_query_finds_something_and_shows_it(
    corpora: dict[str, Corpus], held: dict[str, list[Held]], name: str
) -> None:
    case = corpora[name].cases[0]
    for query, asks in {**QUERIES, **OUTLETS[name]}.items():
        found = search.search(case.data, case.corpus.index, query, case.filters, "article")
        again = [one.place for one in held[name] if asks(one)]
        if not again:
            continue
        rows = search.found_sentences(case.data, case.corpus.index, found, slice(None))
        assert_evidence(rows, case.again)
        places = list(zip(rows["document"], rows["sentence_start"], strict=True))
        assert list(dict.fromkeys(places)) == again, query


def test_every_query_finds_something_somewhere(held: dict[str, list[Held]]) -> None:
    every = [one for some in held.values() for one in some]
    for query, asks in {**QUERIES, **OUTLETS["seeds"], **OUTLETS["made"]}.items():
        assert 0 < sum(map(asks, every)) < len(every), query


def test_what_each_part_of_a_query_finds(case: Case, held: dict[str, list[Held]]) -> None:
    kept = in_view(case.again)
    found = search.search(case.data, case.corpus.index, "Russia zone", case.filters)
    parts = {written: counts for written, *counts in search.parts_found(case.corpus.index, found)}
    for written, asks in (("Russia", any_of("russia")), ("zone", QUERIES["zone"])):
        again = [one for one in held[case.corpus.name] if asks(one)]
        assert parts[written] == [sum(one.place in kept for one in again), len(again)]
