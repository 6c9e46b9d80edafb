"""Shared passages, credits and independent sources, counted again."""

from collections import Counter
from functools import cache
from itertools import combinations_with_replacement

import pandas as pd
import pytest

from lib.codebooks import load_agreements
from lib.models import Filters
from lib.queries.sources import reuse
from lib.queries.sources.facts import compared_facts
from lib.views.kit.looks import Looks
from lib.views.sources.aligned import tally
from tests.recount.corpora import Case, Corpus
from tests.recount.evidence import assert_evidence
from tests.recount.reuse import LEAST, inside, is_told, most_in_order, own, read_words, shared_runs, source_groups

KINDS = {"passages": reuse.OWN_WORDS, "quotes": ("shared-quote",), "within": ("within",)}


@pytest.fixture(params=["seeds", "made"])
def whole(request: pytest.FixtureRequest, corpora: dict[str, Corpus]) -> Corpus:
    """Each corpus, whatever the filters."""
    return corpora[request.param]


def every_passage(found: reuse.Reuse) -> pd.DataFrame:
    """All passages as the page lists them."""
    return reuse.passage_rows(found, found.passages)


def test_every_run_of_equal_words_stands_in_a_passage(whole: Corpus) -> None:
    words = {record["id"]: own(read_words(record)) for record in whole.cases[0].again.all}
    shown = [row for row in every_passage(whole.reuse).itertuples() if row.kind != "shared-quote"]
    found = 0
    for one, other in combinations_with_replacement(words, 2):
        between = [row for row in shown if (row.a_document, row.b_document) == (one, other)]
        for run in shared_runs(words[one], words[other]):
            if (one == other and run.a[1] > run.b[0]) or not is_told(run, words[one]):
                continue
            sides = ((run.a, [(row.a_start, row.a_end) for row in between]),
                     (run.b, [(row.b_start, row.b_end) for row in between]))  # fmt: skip
            told = [
                sum(any(start <= word.start < end for start, end in spans) for word in inside(words[name], *place))
                for name, (place, spans) in zip((one, other), sides, strict=True)
            ]
            assert 2 * max(told) >= len(run.words), run
            found += 1
    assert found


def test_the_words_of_every_passage(whole: Corpus) -> None:
    words = {record["id"]: read_words(record) for record in whole.cases[0].again.all}
    texts = {record["id"]: record["text"] for record in whole.cases[0].again.all}
    for row in every_passage(whole.reuse).itertuples():
        for name, text, first, start, end in (
            (row.a_document, row.a_text, row.a_text_start, row.a_start, row.a_end),
            (row.b_document, row.b_text, row.b_text_start, row.b_start, row.b_end),
        ):
            assert texts[name][first : first + len(text)] == text
            assert first <= start < end <= first + len(text)
        a, b = (
            inside(words[row.a_document], row.a_start, row.a_end),
            inside(words[row.b_document], row.b_start, row.b_end),
        )
        said = row.kind == "shared-quote"
        one, other = ([word.word for word in (some if said else own(some))] for some in (a, b))
        if row.kind in {"verbatim", "partial"}:
            assert one == other
            assert row.words == len(one) >= LEAST
            continue
        longest = most_in_order(one, other)
        assert 0.6 * max(len(one), len(other)) <= row.words <= longest
        assert row.words >= (2 if said else LEAST)
        assert not said or not all(word.own for word in (*a, *b))


def test_what_outlets_share(case: Case) -> None:
    found = reuse.reuse_in_view(case.data, case.filters, case.corpus.reuse)
    outlets = {record["id"]: case.again.outlet_name(record) for record in case.again.articles}
    names = case.corpus.names
    kept = {(record["id"], record["sentences"][at]["start"], record["sentences"][at]["end"])
            for record in case.again.articles for at in case.again.left(record)}  # fmt: skip
    again: dict[str, Counter[frozenset[str]]] = {column: Counter() for column in (*KINDS, "words")}
    for row in every_passage(case.corpus.reuse).itertuples():
        places = ((row.a_document, row.a_start, row.a_end), (row.b_document, row.b_start, row.b_end))
        met = any(
            name == one and start < last and first < end for name, first, last in places for one, start, end in kept
        )
        if met and all(name in outlets for name, _, _ in places):
            pair = frozenset(outlets[name] for name, _, _ in places)
            column = next(column for column, kinds in KINDS.items() if row.kind in kinds)
            again[column][pair] += 1
            again["words"][pair] += row.words * (column == "passages")
    shown = reuse.outlet_pairs(found)
    for column, counts in again.items():
        told = {
            frozenset((names[row["a"]], names[row["b"]])): int(row[column])
            for _, row in shown.iterrows()
            if row[column]
        }
        assert told == +counts
    for column, kinds in KINDS.items():
        assert len(reuse.passages_between(found, None, kinds)) == again[column].total()
        for _, row in shown.head(4).iterrows():
            assert len(reuse.passages_between(found, (row["a"], row["b"]), kinds)) == row[column]


def test_credits_and_their_sentences(case: Case) -> None:
    found = reuse.reuse_in_view(case.data, case.filters, case.corpus.reuse)
    rows = reuse.credit_sentences(case.data, case.filters, found)
    assert_evidence(rows, case.again)
    assert len(rows) == len(found.credits)
    counts = reuse.credit_counts(found)
    whole = rows["read"].str.startswith("the whole article credited to ")
    credited = rows["read"].str.extract(r"credited to ([^,]+)")[0]
    articles = {(row.outlet, credited[at], row.document) for at, row in rows[whole].iterrows()}
    assert counts["articles"].sum() == len(articles)
    again = Counter((row.outlet, credited[at]) for at, row in rows[~whole].iterrows())
    assert {(row.outlet, row.name_): row.statements for row in counts.rename(columns={"name": "name_"}).itertuples()
            if row.statements} == again  # fmt: skip
    texts = {record["id"]: record["text"] for record in case.again.all}
    for at, row in rows.iterrows():
        dateline = "in the dateline" in row["read"]
        assert dateline or texts[row["document"]][row["start"] : row["end"]] == credited[at]


def test_independent_sources(case: Case) -> None:
    found = reuse.reuse_in_view(case.data, case.filters, case.corpus.reuse)
    inside_view = {record["id"]: case.again.outlet_name(record) for record in case.again.articles}
    sizes, passages, credited = _linked(case.corpus)
    shared = Counter[tuple[str, str]]()
    for row in passages:
        if row.a_document in inside_view and row.b_document in inside_view:
            shared[row.a_document, row.b_document] += row.words
    some = [(name, source) for name, source in credited if name in inside_view]
    again = source_groups(inside_view, sizes, shared, some)
    names = case.corpus.names
    shown = [frozenset(names[outlet] for outlet in group.outlets) for group in reuse.source_groups(found)]
    assert set(shown) == again
    assert len(shown) == len(again)
    looks = Looks(names, {}, {}, [group.outlets for group in reuse.source_groups(found)])
    for row in compared_facts(case.digests(), list(names), load_agreements()).topics:
        told = {inside_view[fact.document] for fact in row.facts}
        assert looks.independent(row.outlets()) == sum(bool(group & told) for group in again)


@cache
def _linked(whole: Corpus) -> tuple[dict[str, int], list[object], list[tuple[str, str]]]:
    """The own words of each article, the passages in own words, and the articles credited as a whole."""
    sizes = {record["id"]: len(own(read_words(record))) for record in whole.cases[0].again.all}
    passages = [row for row in every_passage(whole.reuse).itertuples() if row.kind in reuse.OWN_WORDS]
    rows = reuse.credit_sentences(whole.connection, Filters(), whole.reuse)
    of_all = rows[rows["read"].str.startswith("the whole article credited to ")]
    credited = of_all["read"].str.extract(r"credited to ([^,]+)")[0]
    return sizes, passages, list(zip(of_all["document"], credited, strict=True))


def test_a_credit_in_a_dateline_has_a_sentence_whoever_is_asked_for(corpora: dict[str, Corpus]) -> None:
    one = corpora["made"]
    filters = Filters(entities=("hama",))
    found = reuse.reuse_in_view(one.connection, filters, one.reuse)
    rows = reuse.credit_sentences(one.connection, filters, found)
    assert len(rows) == len(found.credits) > 0
    assert rows["text"].str.contains("Hama").all()


def test_two_articles_side_by_side(whole: Corpus) -> None:
    records = {record["id"]: record for record in whole.cases[0].again.all}
    words = {name: read_words(record) for name, record in records.items()}

    def said(name: str, start: int, end: int) -> list[str]:
        return [word.word for word in inside(words[name], start, end)]

    pair = reuse.most_alike(whole.reuse)
    assert pair
    rows = reuse.side_by_side(whole.reuse, *pair)
    for name, spans in zip(pair, ([row.a for row in rows], [row.b for row in rows]), strict=True):
        sentences = [(one["start"], one["end"]) for one in records[name]["sentences"]]
        assert {(span.start, span.end) for span in spans if span} == set(sentences)
    beside = [said(pair[1], one["start"], one["end"]) for one in records[pair[1]]["sentences"]]
    kinds: Counter[str] = Counter()
    for row in rows:
        mine = row.a and said(pair[0], row.a.start, row.a.end)
        its = row.b and said(pair[1], row.b.start, row.b.end)
        assert (row.kind == "same") == (mine == its)
        assert row.kind != "only-a" or mine not in beside
        kinds[row.kind] += 1
    assert tally(rows).endswith(f"of {len(rows)} rows")
    assert not kinds["same"] or f"{kinds['same']} shared" in tally(rows)
    assert not kinds["only-a"] or f"{kinds['only-a']} only in the first" in tally(rows)
