"""What a dossier is made of: sections of blocks of numbered statements, each with the sentences it rests on."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import duckdb
import pandas as pd

from lib.compare.digest import Digest
from lib.models import Filters
from lib.queries.search import Found, Searchable
from lib.queries.sources.reuse import Reuse
from lib.views.kit.highlight import Html
from lib.views.kit.looks import Looks
from lib.views.kit.sentences import ArticleLink
from lib.views.map.place_map import Area
from lib.views.pages import PAGES


class Searched(NamedTuple):
    """A query's answer with the index that it is from."""

    searchable: Searchable
    found: Found


class Desk(NamedTuple):
    """What the sections are made from: the data and filters, the outlets' looks, the as-of date, links to the desk.

    `article(document, at)` gives a whole address; `paths` says which file a document is. `digests` and `reuse` give
    what the articles in view say and share, None where they are too many to be compared. `search` is what the view
    asks for, None where it asks for nothing; `area` is the part of the map.
    """

    data: duckdb.DuckDBPyConnection
    filters: Filters
    looks: Looks
    as_of: date | None
    article: ArticleLink
    paths: Mapping[str, str]
    digests: Callable[[], Sequence[Digest] | None]
    reuse: Callable[[], Reuse | None]
    search: Searched | None = None
    area: Area | None = None


class Statement(NamedTuple):
    """One line of a block: its cells under the block's columns, and its sentences in the columns of `evidence`."""

    cells: tuple[str, ...]
    evidence: pd.DataFrame | None = None


class Block(NamedTuple):
    """Statements under a title; `said` tells what is counted, or, where there is no statement, why."""

    title: str
    said: str
    columns: tuple[str, ...] = ()
    statements: Sequence[Statement] = ()
    words: Html = Html("")


class Section(NamedTuple):
    """A part of the page of that key, or all of it, on the screen and on paper.

    `draw` draws a part that the page's switch offers under its title; all of a page is drawn by the page itself.
    `blocks` are what a dossier holds of it; nothing where it has no place there, and `if_searched` where the view asks
    for nothing.
    """

    key: str
    title: str
    page: str
    draw: Callable[[Filters], None] | None = None
    blocks: Callable[[Desk], Sequence[Block]] | None = None
    if_searched: bool = False

    def title_on_paper(self) -> str:
        """The title where it stands beside those of other pages.

        >>> Section("facts", "Facts", "sources", draw=print).title_on_paper()
        'Compare: facts'
        """
        return f"{PAGES[self.page].title}: {self.title.lower()}" if self.draw else self.title
