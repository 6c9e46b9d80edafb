"""All that the desk shows: every section of every page, one record each, on the screen and on paper."""

from lib.exports.dossier import Searched, Section
from lib.exports.dossier.agreed import agreement_blocks
from lib.exports.dossier.compared import facts_blocks, labels_blocks, words_blocks
from lib.exports.dossier.found import search_blocks
from lib.exports.dossier.listed import articles_blocks, methods_blocks
from lib.exports.dossier.named import entities_blocks, overview_blocks, places_blocks
from lib.exports.dossier.shared import quotes_blocks, reuse_blocks
from lib.models import Filters
from lib.ui.export import show_choice
from lib.ui.kit import choose_one
from lib.ui.map import area_in_link
from lib.ui.search import found_in_link
from lib.ui.sources.facts import show_facts
from lib.ui.sources.labels import show_distinctive, show_labels
from lib.ui.sources.names import show_names
from lib.ui.sources.quotes import show_quotes
from lib.ui.sources.reuse import show_reuse

SECTIONS: tuple[Section, ...] = (
    Section("overview", "Overview", "overview", blocks=overview_blocks),
    Section("entities", "Entities", "entities", blocks=entities_blocks),
    Section("places", "Places", "map", blocks=places_blocks),
    Section("facts", "Facts", "sources", show_facts, facts_blocks),
    Section("labels", "Labels", "sources", show_labels, labels_blocks),
    Section("names", "Names", "sources", show_names),
    Section("quotes", "Quotes", "sources", show_quotes, quotes_blocks),
    Section("reuse", "Shared passages", "sources", show_reuse, reuse_blocks),
    Section("words", "Distinctive words", "sources", show_distinctive, words_blocks),
    Section("agreement", "Agreement", "agreement", blocks=agreement_blocks),
    Section("search", "Search", "search", blocks=search_blocks, if_searched=True),
    Section("articles", "Articles", "article", blocks=articles_blocks),
    Section("methods", "Methods in short", "methods", blocks=methods_blocks),
)
"""In the order of the pages, of a page's switch and of a dossier."""


def show_section(page: str, label: str, filters: Filters) -> None:
    """A page's switch between its sections, and the one chosen: one at a time, so that no other is computed."""
    titles = {one.key: one.title for one in SECTIONS if one.page == page and one.draw}
    chosen = choose_one(label, "section", titles)
    for one in SECTIONS:
        if one.key == chosen and one.draw:
            one.draw(filters)


def show_export(filters: Filters) -> None:
    """The choice of what of this view to take along."""
    found = found_in_link(filters)
    show_choice(filters, SECTIONS, Searched(*found) if found else None, area_in_link())
