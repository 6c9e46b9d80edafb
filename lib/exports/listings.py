"""Every list that leaves the desk, page by page; the tests walk over them and hold what each file says."""

from lib.exports import grids, lists
from lib.listing import Listing
from lib.queries import decisions, entities, overview, search
from lib.queries import map as places
from lib.queries.agreement import commitments, implementation
from lib.queries.evidence import SENTENCES
from lib.queries.sources import distinctive, facts, labels, names, quotes, reuse, utterances
from lib.views import search as found
from lib.views.methods import QUALITY

LISTINGS: tuple[Listing, ...] = (
    SENTENCES,
    lists.WHO, lists.DAYS, lists.WHERE, lists.DIFFERENCES, overview.ARTICLES, overview.UNREAD,
    entities.MOST_NAMED, entities.ALL_NAMES, entities.ONLY_PEOPLES,
    entities.OUTLETS_OF, entities.SPELLINGS_OF, entities.LINKED_TO, entities.BESIDE, decisions.DECISIONS,
    places.ALL_PLACES, places.REGIONS, places.OUTLETS_OF, places.NOT_FOUND,
    lists.VALUES, lists.VALUES_SENTENCES, grids.FACTS, lists.FACTS_SENTENCES, lists.ALONE, facts.EVERY_FACT,
    labels.BY_OUTLET, labels.SHARES, labels.NOT_LISTED,
    names.NAMED_ALONE, names.DIFFERENCES, names.NAMES_BY_OUTLET, names.OUTLETS,
    utterances.VERSIONS, quotes.BY_OUTLET, quotes.QUOTED_WORDS, *quotes.MOST_QUOTED.values(),
    lists.SOURCES, grids.INSIDE_ONE_SOURCE, grids.SIDE_BY_SIDE, reuse.PASSAGES, reuse.SHARED, reuse.CREDITED_BY,
    lists.WORDS, distinctive.WORDS,
    grids.TIMELINE, grids.CLAUSES, grids.CLAUSES_SENTENCES, commitments.ALL_COMMITMENTS, implementation.WHOLE_LOG,
    search.OUTLETS_FOUND, search.FOUND_BY_OUTLET, search.PARTS, found.LINES, found.EVERY_LINE, found.EVERY_SENTENCE,
    lists.MARKS, lists.HIGHLIGHTS, lists.TAKEN_OUT,
    QUALITY, lists.FIGURES, lists.MISSES, lists.SETS, lists.ORIGINS, lists.CODEBOOKS,
)  # fmt: skip
