"""The pages of the desk, one record each."""

from collections.abc import Mapping
from typing import NamedTuple


class Page(NamedTuple):
    """A page: `pages/KEY.py`, which is its name in addresses too; its title, and which question it answers.

    `group` is the heading that it stands under in the navigation; under the names in `was` older links know it.
    """

    key: str
    title: str
    answers: str
    group: str
    was: tuple[str, ...] = ()


AGREEMENT, COVERAGE, LOOK_UP, ABOUT = "Agreement", "Coverage", "Look up", "About"

PAGES: Mapping[str, Page] = {
    page.key: page
    for page in (
        Page(
            "brief", "Brief", "What was agreed, what is due or late, and where the outlets differ", AGREEMENT,
            was=("overview",),
        ),
        Page(
            "agreement", "Clauses and ledger",
            "Who is to do what by when, in the agreement’s own text and in each outlet", AGREEMENT,
        ),
        Page(
            "sources", "Compare",
            "Which outlet says what the others do not, and how often each names and cites whom", COVERAGE,
        ),
        Page("quotes", "Quotes", "Who is quoted, by which outlet, and in which words", COVERAGE),
        Page("map", "Map", "Which places the articles are about, and how often each outlet names them", COVERAGE),
        Page("search", "Search", "Which sentences say it, and how often does each outlet", LOOK_UP),
        Page("entities", "Names", "Who and what the articles name, how often, and in which words", LOOK_UP),
        Page("articles", "Articles", "Which articles there are, what is known of each, what does not count", LOOK_UP),
        Page("article", "Article", "What one article says, and what was found in it", LOOK_UP),
        Page("methods", "Methods", "How each annotator works, how well it does, and what it misses", ABOUT),
        Page("corrections", "Corrections", "What analysts decided, by whom and why, each with its undo", ABOUT),
    )
}  # fmt: skip
"""By their keys, in the order of the navigation; the first one stands at the desk's own address too."""


def page_named(name: str) -> Page:
    """The page that an address means, by its key or an older name; the first one where it names none.

    >>> page_named("map").title, page_named("overview").key, page_named("").key
    ('Map', 'brief', 'brief')
    """
    return next((page for page in PAGES.values() if name in {page.key, *page.was}), next(iter(PAGES.values())))
