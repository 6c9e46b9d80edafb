"""A query's tree as Tantivy's query: every value goes in as a value, so that no text can become syntax."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import permutations, product

import tantivy
from tantivy import FieldType, Occur

from lib.search.nodes import And, Days, Entities, Near, Node, Not, Or, Outlets, Scope, Wild, Words

WORDS, STEMS, QUOTED_WORDS, QUOTED_STEMS = "words", "stems", "quoted_words", "quoted_stems"
OUTLET, ENTITY, DAY, HEADLINE, ROW = "outlet", "entity", "day", "headline", "row"


def tantivy_query(node: Node, schema: tantivy.Schema) -> tantivy.Query:
    """What the index is asked for a query's tree."""
    if isinstance(node, And):
        return _all_of(node.parts, schema)
    if isinstance(node, Not):
        return _all_of((node,), schema)
    if isinstance(node, Or):
        return _any_of([tantivy_query(part, schema) for part in node.parts])
    if isinstance(node, Words | Wild | Near):
        return _in_scope(_worded(node, schema), node.scope, schema)
    return _belonging(node, schema)


def _belonging(node: Outlets | Entities | Days, schema: tantivy.Schema) -> tantivy.Query:
    """What a sentence belongs to or mentions."""
    if isinstance(node, Days):
        first, last = (node.first or date.min).toordinal(), (node.last or date.max).toordinal()
        return tantivy.Query.range_query(schema, DAY, FieldType.Integer, first, last)
    return tantivy.Query.term_set_query(schema, OUTLET if isinstance(node, Outlets) else ENTITY, node.ids)


def _all_of(parts: tuple[Node, ...], schema: tantivy.Schema) -> tantivy.Query:
    """Every part; where all are turned round, every sentence that none of them finds."""
    asked = [
        (Occur.MustNot, tantivy_query(part.part, schema))
        if isinstance(part, Not)
        else (Occur.Must, tantivy_query(part, schema))
        for part in parts
    ]
    if all(isinstance(part, Not) for part in parts):
        asked.append((Occur.Must, tantivy.Query.all_query()))
    return tantivy.Query.boolean_query(asked)


def _worded(node: Words | Wild | Near, schema: tantivy.Schema) -> tantivy.Query:
    """Words wherever they stand in the field of their scope."""
    exact, stems = (QUOTED_WORDS, QUOTED_STEMS) if node.scope == "quoted" else (WORDS, STEMS)
    if isinstance(node, Wild):
        # Beside its asterisks and question marks it is letters and digits alone, which no expression reads otherwise.
        return tantivy.Query.regex_query(schema, exact, node.pattern)
    rows = _distances(node) if isinstance(node, Near) else map(enumerate, product(*node.words))
    name = exact if isinstance(node, Words) and node.exact else stems
    return _any_of([_row(list(row), name, schema) for row in rows])


def _row(words: list[tuple[int, str]], name: str, schema: tantivy.Schema) -> tantivy.Query:
    if len(words) == 1:
        return tantivy.Query.term_query(schema, name, words[0][1])
    return tantivy.Query.phrase_query(schema, name, list(words))


def _any_of(parts: Sequence[tantivy.Query]) -> tantivy.Query:
    return parts[0] if len(parts) == 1 else tantivy.Query.boolean_query([(Occur.Should, part) for part in parts])


def _in_scope(asked: tantivy.Query, scope: Scope, schema: tantivy.Schema) -> tantivy.Query:
    """Words in headlines only, where the scope says so; quoted words have fields of their own."""
    if scope != "headline":
        return asked
    headline = tantivy.Query.term_query(schema, HEADLINE, True)
    return tantivy.Query.boolean_query([(Occur.Must, asked), (Occur.Must, headline)])


def _distances(node: Near) -> Iterator[Iterator[tuple[int, str]]]:
    """Every way in which the two sides can stand: in either order, so many words apart.

    A phrase with places is exact, where Tantivy's own slop misses some of three words and counts one word twice.
    """
    for one in node.left:
        for other in node.right:
            for first, second in permutations((one.words, other.words)):
                for gap in range(node.apart + 1):
                    places = [*range(len(first)), *range(len(first) + gap, len(first) + gap + len(second))]
                    yield from (zip(places, words, strict=True) for words in product(*first, *second))
