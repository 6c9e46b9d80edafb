"""What a search finds: the same as a plain reader of the seeds' sentences, within the filters, and marked right."""

import random
import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import numpy as np
import pytest

from lib.models import Filters, Subject
from lib.queries import search as queries
from lib.queries.selection import answer
from lib.search.analysis import alternatives, stem_of
from lib.store import new_decision, open_version

Key = tuple[str, int]
Desk = tuple[duckdb.DuckDBPyConnection, queries.Searchable]
EVERYTHING = Filters()
# Words that an abbreviation is spelled like.
EVERYDAY = {"us", "who", "it", "is", "am"}


@pytest.fixture(scope="module")
def seeds(seed_store: Path) -> Desk:
    """The seeds, opened and indexed."""
    connection = open_version(seed_store)
    return connection, queries.open_search(connection)


def _plain(text: str) -> list[str]:
    """A text's words without case and accents, made without the index."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return re.findall(r"[^\W_]+", "".join(sign for sign in apart if not unicodedata.combining(sign)))


def _row(words: list[str], phrase: str) -> bool:
    return f" {phrase} " in f" {' '.join(words)} "


def _near(words: list[str], one: str, other: str, apart: int) -> bool:
    places = [[at for at, word in enumerate(words) if word == asked] for asked in (one, other)]
    return any(0 < abs(a - b) <= apart + 1 for a in places[0] for b in places[1])


def _found(desk: queries.Searchable, found: queries.Found) -> set[Key]:
    """The sentences found, by document and offset."""
    names = desk.documents["document"].tolist()
    rows = found.rows
    numbers = desk.index.documents[rows].tolist()
    return {(names[number], start) for number, start in zip(numbers, desk.index.starts[rows].tolist(), strict=True)}


def _sentences(connection: duckdb.DuckDBPyConnection) -> list[tuple[Key, str, str, bool]]:
    """Every sentence: its key, outlet, words as written and whether it is a headline."""
    rows = connection.execute(
        "SELECT document, start, outlet, exact, s.headline FROM sentences s JOIN documents USING (document)"
    )
    return [
        ((document, start), outlet, exact, headline) for document, start, outlet, exact, headline in rows.fetchall()
    ]


@pytest.mark.parametrize(
    ("query", "plain"),
    [
        ("idlib", lambda w, _: "idlib" in w),
        ("Putin idlib", lambda w, _: {"putin", "idlib"} <= set(w)),
        ("putin OR erdogan", lambda w, _: bool({"putin", "erdogan"} & set(w))),
        ("idlib NOT turkey", lambda w, _: "idlib" in w and "turkey" not in w),
        ("NOT the", lambda w, _: "the" not in w),
        ("(putin OR russia) -turkey", lambda w, _: "turkey" not in w and bool({"putin", "russia"} & set(w))),
        ("weapons", lambda w, _: bool({"weapon", "weapons"} & set(w))),
        ('"weapon"', lambda w, _: "weapon" in w),
        ('"heavy weapons"', lambda w, _: _row(w, "heavy weapons")),
        ("al-nusra", lambda w, _: _row(w, "al nusra")),
        ("al-Qaida OR al-Qaeda", lambda w, _: _row(w, "al qaida") or _row(w, "al qaeda")),
        ("idlib NEAR/3 in", lambda w, _: _near(w, "idlib", "in", 3)),
        ("the NEAR/0 the", lambda w, _: _near(w, "the", "the", 0)),
        ('"putin the"~6', lambda w, _: _near(w, "putin", "the", 6)),
        ('"in the of"~2', lambda w, _: _near(w, "in", "the", 2) and _near(w, "the", "of", 2)),
        ("to NEAR/2 (the OR a)", lambda w, _: _near(w, "to", "the", 2) or _near(w, "to", "a", 2)),
        ("tur*", lambda w, _: any(word.startswith("tur") for word in w)),
        ("*tion", lambda w, _: any(word.endswith("tion") for word in w)),
        ("de*ed", lambda w, _: any(re.fullmatch("de.*ed", word) for word in w)),
        ("I?lib", lambda w, _: "idlib" in w),
        ("'in the'", lambda w, _: _row(w, "in the")),
        ("withdrew", lambda w, _: any(re.fullmatch("withdr(ew|aw(s|n|ing|als?)?)", word) for word in w)),
        ('"withdrawn"', lambda w, _: "withdrawn" in w),
        ("headline:idlib", lambda w, headline: headline and "idlib" in w),
        ("headline:(idlib OR the)", lambda w, headline: headline and bool({"idlib", "the"} & set(w))),
        ("idlib NOT headline:idlib", lambda w, headline: "idlib" in w and not headline),
    ],
)  # fmt: skip
def test_a_search_finds_what_a_plain_reader_finds(
    query: str, plain: Callable[[list[str], bool], bool], seeds: Desk
) -> None:
    connection, desk = seeds
    expected = {key for key, _, exact, headline in _sentences(connection) if plain(_plain(exact), headline)}
    assert _found(desk, queries.search(connection, desk, query, EVERYTHING)) == expected
    assert expected or query.startswith(("the NEAR/0", '"weapon"')), "a query that finds nothing shows little"


def test_made_up_queries_find_what_a_plain_reader_finds(
    seeds: Desk,
) -> None:
    """Words that are the only form of their stem, joined at random."""
    connection, desk = seeds
    sentences = [(key, _plain(exact)) for key, _, exact, _ in _sentences(connection)]
    counts = Counter(word for _, words in sentences for word in words)
    forms = Counter(stem_of(word) for word in counts)
    alone = {word for word in counts if sum(forms[stem] for stem in alternatives(word)) == 1}
    common = [word for word, _ in counts.most_common(150) if word in alone and word.isalpha() and word not in EVERYDAY]
    chance = random.Random(7)  # noqa: S311  test data, no secret
    for _ in range(400):
        query, plain = _made(chance, common, 3)
        found = _found(desk, queries.search(connection, desk, query, EVERYTHING))
        assert found == {key for key, words in sentences if plain(words)}, query


def _made(chance: random.Random, words: list[str], depth: int) -> tuple[str, Callable[[list[str]], bool]]:
    """A query and the same as a function of a sentence's words."""
    kind = chance.choice(("word", "near", "and", "or", "not")) if depth else "word"
    if kind == "word":
        word = chance.choice(words)
        return word, lambda w: word in w
    if kind == "near":
        one, other, apart = chance.choice(words), chance.choice(words), chance.randint(0, 8)
        return f"{one} NEAR/{apart} {other}", lambda w: _near(w, one, other, apart)
    (left, a), (right, b) = _made(chance, words, depth - 1), _made(chance, words, depth - 1)
    if kind == "and":
        return f"(({left}) {chance.choice(('', 'AND'))} ({right}))", lambda w: a(w) and b(w)
    if kind == "or":
        return f"(({left}) OR ({right}))", lambda w: a(w) or b(w)
    return f"(({left}) NOT ({right}))", lambda w: a(w) and not b(w)


@pytest.mark.parametrize(
    "filters",
    [
        Filters(outlets=("alwaght",)),
        Filters(entities=("vladimir-putin",)),
        Filters(kinds=("PERSON",)),
        Filters(outlets=("alwaght", "ya-libnan"), entities=("vladimir-putin", "idlib")),
        Filters(since=date(2018, 9, 1)),
        Filters(until=date(2018, 9, 1)),
    ],
)
@pytest.mark.parametrize("query", ["idlib OR turkey", "NOT putin", "date:2018", "outlet:alwaght the"])
def test_the_filters_keep_what_they_keep_elsewhere_and_totals_equal_rows(
    query: str, filters: Filters, seeds: Desk
) -> None:
    connection, desk = seeds
    found = queries.search(connection, desk, query, filters)
    kept = {tuple(row) for row in answer(connection, "SELECT document, start FROM kept_sentences", filters).to_numpy()}
    all_found = queries.search(connection, desk, query, EVERYTHING)
    assert _found(desk, found) == _found(desk, all_found) & kept
    assert found.everywhere == len(all_found)
    counts = queries.outlet_counts(desk, found)
    rows = queries.found_sentences(connection, desk, found, slice(None))
    places = rows.drop_duplicates(["document", "sentence_start"]) if len(found) else rows
    assert counts["sentences"].sum() == len(found) == len(places)
    assert counts["searched"].sum() == len(kept)
    for row in counts[counts["sentences"] > 0].itertuples():
        mine = places[places["outlet"] == row.outlet]
        assert (row.sentences, row.articles) == (len(mine), mine["document"].nunique())


def test_an_entity_is_found_where_the_filter_finds_it(
    seeds: Desk,
) -> None:
    connection, desk = seeds
    for entity in ("vladimir-putin", "idlib", "turkey"):
        filtered = queries.search(connection, desk, "NOT xyzzy", Filters(entities=(entity,)))
        assert _found(desk, queries.search(connection, desk, f"entity:{entity}", EVERYTHING)) == _found(desk, filtered)


def test_orders(seeds: Desk) -> None:
    connection, desk = seeds
    orders: tuple[queries.Order, ...] = ("best", "article", "newest", "oldest")
    found = {order: queries.search(connection, desk, "idlib", EVERYTHING, order) for order in orders}
    assert len({frozenset(one.rows.tolist()) for one in found.values()}) == 1
    assert np.all(np.diff(found["article"].rows) > 0)
    assert found["best"].rows.tolist() != found["article"].rows.tolist()
    for order, one in found.items():
        shown = queries.found_sentences(connection, desk, one, slice(None))
        days = shown["published"].tolist()
        assert order in {"best", "article"} or days == sorted(days, reverse=order == "newest")


def test_a_part_of_the_sentences_is_that_part_of_all(
    seeds: Desk,
) -> None:
    connection, desk = seeds
    found = queries.search(connection, desk, "the", EVERYTHING)
    whole = queries.found_sentences(connection, desk, found, slice(None))
    parts = [queries.found_sentences(connection, desk, found, slice(at, at + 7)) for at in range(0, len(found), 7)]
    assert sum(map(len, parts)) == len(whole)
    texts = dict(connection.execute("SELECT document, text FROM documents").fetchall())
    for row in whole.itertuples():
        assert texts[row.document][row.sentence_start :].startswith(row.text)
        assert texts[row.document][row.start : row.end].lower() == "the"


def test_a_merged_entity_is_found_as_what_it_has_become(seed_store: Path) -> None:
    when = datetime(2020, 1, 1, tzinfo=UTC)
    merge = new_decision(when, "Nadia", "one person", "merge", Subject("entity", "turkey"), "ankara")
    plain, decided = (open_version(seed_store, None, rows) for rows in ((), (merge,)))
    before = {entity: _search(plain, f"entity:{entity}") for entity in ("turkey", "ankara")}
    assert before["turkey"]
    assert _search(decided, "entity:turkey") == _search(decided, "entity:ankara") == before["turkey"] | before["ankara"]


def _search(connection: duckdb.DuckDBPyConnection, query: str) -> set[Key]:
    desk = queries.open_search(connection)
    return _found(desk, queries.search(connection, desk, query, EVERYTHING))


def test_examples_are_made_of_the_corpus_and_find_something(seeds: Desk) -> None:
    connection, desk = seeds
    examples = queries.example_queries(connection, desk, EVERYTHING)
    assert len(examples) == 10
    for query, _, sentences in examples:
        assert len(queries.search(connection, desk, query, EVERYTHING)) == sentences > 0
    assert queries.example_queries(*seeds, Filters(since=date(2030, 1, 1))) == []
