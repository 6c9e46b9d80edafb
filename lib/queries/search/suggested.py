"""What to ask for: queries made of this corpus, and words spelled as they are in it."""

from collections.abc import Iterator, Sequence
from itertools import islice, product

import duckdb

from lib.errors import QueryError
from lib.models import Filters
from lib.queries.search.found import Found, Searchable, search
from lib.queries.selection import answer
from lib.search.analysis import tokens
from lib.search.nodes import Words, wanted
from lib.search.query import OPERATORS
from lib.search.spelling import MOST, words_like

NAMED = """
SELECT mode(name) AS name FROM counted_mentions WHERE entity IS NOT NULL AND regexp_matches(name, '[[:alnum:]]')
GROUP BY entity ORDER BY count(*) DESC, name LIMIT 2
"""

OUTLETS = """
SELECT outlet_name FROM kept_documents WHERE NOT starts_with(outlet, 'unknown:')
GROUP BY outlet_name ORDER BY min(position)
"""


def spellings(
    connection: duckdb.DuckDBPyConnection, desk: Searchable, found: Found, filters: Filters
) -> list[tuple[str, int]]:
    """The query with each word that stands nowhere spelled as one that does, and how many sentences that finds in view.

    The likeliest first; none where every word is found, or where nothing is spelled like one that is not.
    """
    lost = [leaf for leaf in wanted(found.query.node) if isinstance(leaf, Words) and not len(desk.index.find(leaf))]
    like = {leaf.at: words_like(desk.index, found.query.written(leaf)) for leaf in lost}
    some = {at: ones for at, ones in like.items() if ones}
    asked = (_with(found.query.text, dict(zip(some, ones, strict=True))) for ones in product(*some.values()))
    tried = [(text, _extent(connection, desk, text, filters)) for text in islice(asked if some else (), MOST)]
    return [one for one in tried if one[1]]


def _with(text: str, instead: dict[tuple[int, int], str]) -> str:
    """The text with other words at these places."""
    for (start, end), word in sorted(instead.items(), reverse=True):
        text = f"{text[:start]}{word}{text[end:]}"
    return text


def example_queries(
    connection: duckdb.DuckDBPyConnection, desk: Searchable, filters: Filters
) -> list[tuple[str, str, int]]:
    """Queries made of what is named most in view, each with what it finds and in how many sentences; none finds none.

    Made only of words that no query reads as anything but words; of a name without a word, or a very long one, none.
    """
    named = [name for name in answer(connection, NAMED, filters)["name"] if tokens(name)]
    outlets = [name for name in answer(connection, OUTLETS, filters)["outlet_name"] if tokens(name)]
    tried = ((query, finds, _extent(connection, desk, query, filters)) for query, finds in _tried(named, outlets))
    return [example for example in tried if example[2]]


def _extent(connection: duckdb.DuckDBPyConnection, desk: Searchable, query: str, filters: Filters) -> int:
    """How many sentences a query finds; none where it cannot be read."""
    try:
        return len(search(connection, desk, query, filters))
    except QueryError:
        return 0


def _tried(named: Sequence[str], outlets: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Examples of the language, as far as there are names to make them of."""
    last = [_last_word(name) for name in named]
    if named:
        yield f"What is agreed about {named[0]}?", "a question: sentences with most of its words come first"
    if len(named) > 1:
        yield f"{last[0]} {last[1]}", "both words in one sentence, in any of their forms"
    if named:
        yield f'"{_unquoted(named[0])}"', "just these words in a row"
        yield f'entity:"{_unquoted(named[0])}"', "the same, whatever it is called there"
        yield f"quoted:{last[0]}", "the word inside quotation marks of a quote"
        yield f"headline:{last[0]}", "the word in a headline"
    if len(named) > 1:
        yield f"{last[0]} NEAR/5 {last[1]}", "at most five words apart"
        yield f"{last[0]} OR {last[1]}", "either word"
        yield f"{last[0]} NOT {last[1]}", "the first without the second"
    if outlets and named:
        yield f'outlet:"{_unquoted(outlets[0])}" {last[0]}', "in one outlet"


def _unquoted(name: str) -> str:
    """A name that can stand in quotation marks; an asterisk could not."""
    plain = all(sign.isalnum() or sign in " -'’." for sign in name)
    return name if plain else " ".join(_written(name))


def _last_word(name: str) -> str:
    """A name's last word, in quotation marks where it could be read as an operator."""
    last = _written(name)[-1]
    return last if last not in OPERATORS else f'"{last}"'


def _written(name: str) -> list[str]:
    return [name[one.start : one.end] for one in tokens(name)]
