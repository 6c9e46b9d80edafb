"""What holds of any query and any sentence."""

from dataclasses import fields, is_dataclass, replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from lib.errors import QueryError
from lib.search.analysis import alternatives, indexed, tokens
from lib.search.catalogue import Catalogue
from lib.search.hits import find_hits
from lib.search.index import SentenceRecord, build_index
from lib.search.nodes import Node, Query
from lib.search.query import OPERATORS, parse_query
from tests.test_search_query import CATALOGUE, PIECES

LETTERS = st.characters(exclude_categories=())
TEXT = st.text(LETTERS, max_size=60)
# Likelier to be read than any text is.
ASKED = st.lists(st.sampled_from([*PIECES, " zone ", " talks", "US", "1 200", "found", "bo?t", "'a b'"]), max_size=8)
QUERIES = ASKED.map("".join) | TEXT
SENTENCES = st.lists(st.sampled_from(["The U.S. zone", "1 200", "Ma’arrat", "found", "“Peace”", "talks,"]) | TEXT)


def _read(text: str) -> Query | None:
    """The query; None where it is refused, with a place inside it and words."""
    try:
        return parse_query(text, CATALOGUE)
    except QueryError as error:
        refused = error
    assert 0 <= refused.start <= refused.end <= len(text)
    assert str(refused)
    return None


@given(QUERIES)
def test_any_text_is_a_query_or_refused_with_its_place(text: str) -> None:
    query = _read(text)
    assert query is None or query.written(query.node).strip()


@given(QUERIES)
def test_what_is_read_is_read_the_same_again(text: str) -> None:
    query = _read(text)
    if query is not None:
        written = query.written(query.node)
        assert _placeless(parse_query(written, CATALOGUE).node) == _placeless(query.node)


@given(SENTENCES.map(" ".join), QUERIES)
def test_what_is_marked_lies_in_the_sentence(sentence: str, text: str) -> None:
    query = _read(text)
    if query is not None:
        hits = find_hits(sentence, [sentence[2:9]], query.node)
        assert all(0 <= hit.start < hit.end <= len(sentence) for hit in hits)


@given(TEXT | SENTENCES.map(" ".join))
def test_each_word_has_its_place_and_its_stem(text: str) -> None:
    found = tokens(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(one.word == tokens(text[one.start : one.end])[0].word for one in found)
    assert all(one.stem in alternatives(one.word) for one in found)
    assert tuple(map(str.split, indexed(text))) == ([one.word for one in found], [one.stem for one in found])


@given(TEXT | SENTENCES.map(" ".join))
def test_a_sentence_is_found_and_marked_by_each_of_its_words(text: str) -> None:
    index = build_index([SentenceRecord(0, 0, text, False, "a", None, (), (text,))], 1)
    for start, end, *_ in tokens(text):
        word = text[start:end]
        for query in (f'"{word}"', f'quoted:"{word}"', *([word] if word not in OPERATORS else ())):
            node = parse_query(query, Catalogue()).node
            assert index.find(node).tolist() == [0], query
            assert any((hit.start, hit.end) == (start, end) for hit in find_hits(text, (text,), node)), query


def _placeless(node: Node) -> Node:
    """The tree with every place taken away."""
    parts = {
        one.name: tuple(map(_placeless, value)) if isinstance(value, tuple) else _placeless(value)
        for one in fields(node)
        if is_dataclass(value := getattr(node, one.name))
        or (isinstance(value, tuple) and all(map(is_dataclass, value)))
    }
    return replace(node, **{**parts, "at": (0, 0)})
