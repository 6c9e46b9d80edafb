"""All that the desk shows: every section of every page, one record each, on the screen and on paper."""

import streamlit as st

from lib.exports.dossier import Searched, Section
from lib.exports.dossier.agreed import agreement_blocks
from lib.exports.dossier.brief import brief_blocks
from lib.exports.dossier.compared import facts_blocks, labels_blocks, words_blocks
from lib.exports.dossier.found import search_blocks
from lib.exports.dossier.listed import articles_blocks, corrections_blocks, methods_blocks
from lib.exports.dossier.named import entities_blocks, places_blocks
from lib.exports.dossier.shared import quotes_blocks, reuse_blocks
from lib.models import Filters
from lib.ui.export import show_choice
from lib.ui.kit import choose_one, open_page
from lib.ui.map import area_in_link
from lib.ui.search import found_in_link
from lib.ui.sources.facts import show_facts
from lib.ui.sources.labels import show_distinctive, show_labels
from lib.ui.sources.names import show_names
from lib.ui.sources.reuse import show_reuse

SECTIONS: tuple[Section, ...] = (
    Section("brief", "Brief", "brief", blocks=brief_blocks),
    Section("agreement", "Agreement", "agreement", blocks=agreement_blocks),
    Section("facts", "Facts", "sources", show_facts, facts_blocks),
    Section("labels", "Labels", "sources", show_labels, labels_blocks),
    Section("names", "Names", "sources", show_names),
    Section("reuse", "Shared passages", "sources", show_reuse, reuse_blocks),
    Section("words", "Distinctive words", "sources", show_distinctive, words_blocks),
    Section("quotes", "Quotes", "quotes", blocks=quotes_blocks),
    Section("places", "Places", "map", blocks=places_blocks),
    Section("search", "Search", "search", blocks=search_blocks, if_searched=True),
    Section("entities", "Names", "entities", blocks=entities_blocks),
    Section("articles", "Articles", "articles", blocks=articles_blocks),
    Section("methods", "Methods in short", "methods", blocks=methods_blocks),
    Section("corrections", "Corrections", "corrections", blocks=corrections_blocks),
)
"""In the order of the pages, of a page's switch and of a dossier."""


def show_section(page: str, label: str, filters: Filters) -> None:
    """A page's switch between its sections, and the one chosen: one at a time, so that no other is computed.

    A link to a section that has become a page of its own leads on to that.
    """
    asked = st.query_params.get("section")
    if moved := next((one for one in SECTIONS if one.key == asked and one.page == asked != page), None):
        others = {key: st.query_params.get_all(key) for key in st.query_params if key != "section"}
        open_page(moved.page, **others)
    titles = {one.key: one.title for one in SECTIONS if one.page == page and one.draw}
    chosen = choose_one(label, "section", titles)
    for one in SECTIONS:
        if one.key == chosen and one.draw:
            one.draw(filters)


def show_export(filters: Filters) -> None:
    """The choice of what of this view to take along."""
    found = found_in_link(filters)
    show_choice(filters, SECTIONS, Searched(*found) if found else None, area_in_link())
