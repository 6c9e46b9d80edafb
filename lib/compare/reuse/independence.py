"""How many sources stand behind a number of outlets: those that share most of an article, or its source, count once."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from lib.compare.records import Credit, Passage
from lib.compare.words import read_text
from lib.models import Document

# An article hangs together with another from this share of its words on; an outlet, from this share of its articles.
MOST = 0.5
_TELLING = {"verbatim", "near", "partial"}


@dataclass(frozen=True, slots=True)
class Link:
    """Two articles that do not count as two sources, why, and what share of the shorter one's words the other has."""

    a_document: str
    b_document: str
    reason: str
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class SourceGroup:
    """Outlets, by id, that count as one source, and the links between their articles that say why."""

    outlets: tuple[str, ...]
    links: tuple[Link, ...] = ()


def independent_sources(
    documents: Iterable[Document],
    passages: Iterable[Passage],
    credits_: Iterable[Credit],
    sizes: Mapping[str, int] | None = None,
) -> tuple[SourceGroup, ...]:
    """The outlets of the documents in groups that each count as one source, in the documents' order.

    `sizes` are the documents' `own_sizes`, where the caller has counted them before.

    Outlets stand together where most of one's articles share most of their words with the other's, are credited to it,
    or are credited to the same agency. Quotes, which are the speaker's, and credits for one statement do not count.
    """
    documents = list(documents)
    outlets = {document.id: outlet_of(document) for document in documents}
    sizes = own_sizes(documents) if sizes is None else sizes
    links = [*_shared(passages, sizes), *_credited(documents, credits_)]
    groups = {outlet: {outlet} for outlet in dict.fromkeys(outlets.values())}
    told: dict[str, list[Link]] = defaultdict(list)
    for (one, other), between in _dependent(outlets, links):
        merged = groups[one] | groups[other]
        groups.update(dict.fromkeys(merged, merged))
        told[one] += between
    order = list(groups)
    distinct = {id(group): group for group in groups.values()}
    return tuple(
        SourceGroup(
            tuple(sorted(group, key=order.index)),
            tuple(link for outlet in order if outlet in group for link in told[outlet]),
        )
        for group in distinct.values()
    )


def outlet_of(document: Document) -> str:
    """The outlet's id; an article whose outlet nobody knows is an outlet of its own."""
    return document.source.id if document.source else f"unknown:{document.id}"


def own_sizes(documents: Iterable[Document]) -> dict[str, int]:
    """How many words of the writer's own voice each document has."""
    return {document.id: len(read_text(document).own) for document in documents}


def _shared(passages: Iterable[Passage], sizes: Mapping[str, int]) -> Iterator[Link]:
    """Articles that share at least half of the shorter one's own words."""
    words: dict[tuple[str, str], int] = defaultdict(int)
    for passage in passages:
        if passage.kind in _TELLING and passage.a_document in sizes and passage.b_document in sizes:
            words[passage.a_document, passage.b_document] += passage.words
    for (a, b), shared in words.items():
        least = min(sizes[a], sizes[b])
        if shared >= MOST * least:
            share = min(1.0, shared / least)
            yield Link(a, b, f"{min(shared, least):,} of {least:,} words of the shorter article are in both", share)


def _credited(documents: Sequence[Document], credits_: Iterable[Credit]) -> Iterator[Link]:
    """Articles credited as a whole to one another's outlet, or to the same agency."""
    by_source: dict[str, dict[str, str]] = defaultdict(dict)
    for credit in credits_:
        if credit.scope == "article":
            by_source[credit.source].setdefault(credit.document, credit.name)
    of_outlet: dict[str, list[str]] = defaultdict(list)
    for document in documents:
        of_outlet[outlet_of(document)].append(document.id)
    for source, credited in by_source.items():
        present = [document.id for document in documents if document.id in credited]
        for one in present:
            yield from (Link(other, one, f"credited to {credited[one]}") for other in of_outlet.get(source, ()))
        yield from (Link(a, b, f"both credited to {credited[a]}") for a, b in combinations(present, 2))


def _dependent(outlets: dict[str, str], links: Iterable[Link]) -> Iterator[tuple[tuple[str, str], list[Link]]]:
    """Pairs of outlets of which one has at least half of its articles linked to the other's, with the links."""
    articles = Counter(outlets.values())
    between: dict[tuple[str, str], list[Link]] = defaultdict(list)
    for link in links:
        one, other = sorted((outlets[link.a_document], outlets[link.b_document]))
        if one != other:
            between[one, other].append(link)
    for (one, other), found in between.items():
        linked = {document for link in found for document in (link.a_document, link.b_document)}
        if any(sum(outlets[d] == side for d in linked) >= MOST * articles[side] for side in (one, other)):
            yield (one, other), found
