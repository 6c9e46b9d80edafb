"""The pages of the desk, one record each."""

from collections.abc import Mapping
from typing import NamedTuple


class Page(NamedTuple):
    """A page: `pages/KEY.py`, which is its name in addresses too; its title, and which question it answers."""

    key: str
    title: str
    answers: str


PAGES: Mapping[str, Page] = {
    page.key: page
    for page in (
        Page("overview", "Overview", "Who, where, by when, and where do the outlets differ"),
        Page("entities", "Entities", "Who and what the articles name, how often, and in which words"),
        Page("map", "Map", "Which places the articles are about, and how often each outlet names them"),
        Page("sources", "Sources", "Which outlet says what the others do not, and how often each names and cites whom"),
        Page("agreement", "Agreement", "Who is to do what by when, in the agreement’s own text and in each outlet"),
        Page("search", "Search", "Which sentences say it, and how often does each outlet"),
        Page("articles", "Articles", "Which articles there are, what is known of each, and what does not count"),
        Page("article", "Article", "What one article says, and what was found in it"),
        Page("methods", "Methods", "How each annotator works, how well it does, and what it misses"),
    )
}
"""By their keys, in the order of the navigation; the first one stands at the desk's own address too."""
