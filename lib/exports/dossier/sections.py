"""The pages of the desk that a dossier can hold, in order."""

from collections.abc import Callable, Mapping

from lib.exports.dossier.agreed import agreement_section
from lib.exports.dossier.compared import facts_section, labels_section, words_section
from lib.exports.dossier.found import search_section
from lib.exports.dossier.listed import articles_section, methods_section
from lib.exports.dossier.named import entities_section, overview_section, places_section
from lib.exports.dossier.records import Desk, Section
from lib.exports.dossier.shared import quotes_section, reuse_section

SECTIONS: Mapping[str, tuple[str, Callable[[Desk], Section]]] = {
    "overview": ("Overview", overview_section),
    "entities": ("Entities", entities_section),
    "places": ("Places", places_section),
    "facts": ("Sources: facts", facts_section),
    "labels": ("Sources: labels", labels_section),
    "quotes": ("Sources: quotes", quotes_section),
    "reuse": ("Sources: shared passages", reuse_section),
    "words": ("Sources: distinctive words", words_section),
    "agreement": ("Agreement", agreement_section),
    "search": ("Search", search_section),
    "articles": ("Articles", articles_section),
    "methods": ("Methods in short", methods_section),
}
"""Key to title and what makes the section."""
