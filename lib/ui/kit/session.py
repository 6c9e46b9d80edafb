"""What a visit holds from one drawing to the next: every key of the session is named here, and used nowhere else.

Each line says what is held: who writes it, who reads it; each heading for how long.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Generic, TypeVar, cast

import streamlit as st

from lib.models import Filters
from lib.queries.selection import CorpusFacts

T = TypeVar("T")


class Held(Generic[T]):
    """One key of the session; `start` makes what it holds until something is written."""

    def __init__(self, key: str, start: Callable[[], T] | None = None) -> None:
        self.key = key
        self._start = start

    def get(self) -> T:
        """What is held; KeyError where that is nothing, and nothing to start with."""
        if self._start is not None and self.key not in st.session_state:
            st.session_state[self.key] = self._start()
        return cast("T", st.session_state[self.key])

    def peek(self) -> T | None:
        """What is held, or None."""
        return cast("T | None", st.session_state.get(self.key))

    def set(self, value: T) -> None:
        """Hold this from now on; of a widget, before it is drawn."""
        st.session_state[self.key] = value

    def pop(self) -> T | None:
        """What is held, or None, and hold it no longer."""
        return cast("T | None", st.session_state.pop(self.key, None))


# Of the drawing: written anew each time.
PAGE_NAME = Held[str]("page_name")  # page as addresses write it, the first empty: navigation; links
PAGE_TITLE = Held[str]("page_title", str)  # its title: page; what leaves the screen
NEWEST = Held[str]("newest_version")  # newest version of the data: data; data
DATA_KEY = Held[Any]("data_key")  # which data are on screen, a DataKey: data; whatever is cached
FILTER_NAMES = Held[Mapping[str, Mapping[str, str]]]("filter_names")  # a filter's values, named: filters; chips
FILTERS = Held[Filters]("filters")  # filters in force: navigation; page, and through it every page
FACTS = Held[CorpusFacts]("facts")  # how much they keep: navigation; page
NOTICE_PLACE = Held[Any]("notice_place")  # where the page says notices, None before it begins: links; links

# Of the visit: kept until it ends, or until something else is written.
SHOWN = Held[tuple[int, str]]("shown_articles")  # the articles' version that it goes on with, and of which table: data
LINK_BEFORE = Held[dict[str, list[str]]]("link_before")  # what the link said of filters: filters, links; filters
KEPT_BEFORE = Held[dict[str, list[str]]]("kept_before", dict)  # and of all that goes along: links; links
SWITCHES = Held[dict[str, str]]("switches", dict)  # what switches are set to, in words: who draws one; page
ROWS_SEEN = Held[set[tuple[str, str, str]]]("rows seen", set)  # parameter, row, version once there: kept; kept
DRAWN_ANEW = Held[Counter[str]]("charts drawn anew", Counter)  # how often, by chart: tables; tables
CHOSE = Held[dict[str, dict[str, list[str]]]]("charts chose", dict)  # the link since, by chart: tables; tables
MAP_TOLD = Held[Any]("map_told")  # data version and area that the link has since the map told it: map; map
MAP_ASKED = Held[tuple[int, Any]]("map_asked", lambda: (0, None))  # how often the link asked, and for what: map; map
ANALYST = Held[str]("analyst")  # whoever decided last: decisions; decisions
LAST_DECISION = Held[tuple[tuple[str, ...], str]](  # the ids of those made together, and where: decisions; decisions
    "last_decision", lambda: ((), "")
)
IMPORTS = Held[int]("imports", int)  # files of decisions brought in, so that the next form is new: decisions
STATUSES_SET = Held[int]("statuses set", int)  # the same of statuses: implementation
BROUGHT = Held[dict[Any, list[Any]]]("brought", dict)  # what files hold that are not added yet: add_articles
PREVIEWED = Held[tuple[Any, Any]]("previewed", lambda: ((), None))  # which of them, and their table: add_articles
FETCHED = Held[tuple[Any, list[Any]]]("fetched", lambda: ((), []))  # addresses, and what they hold: add_articles
HEADERS = Held[dict[str, list[str]]]("list headers", dict)  # the columns of lists among them: add_articles
UPLOADS = Held[int]("upload_round", int)  # the same of articles: add_articles
AGREEMENT_READ = Held[Any]("agreement read")  # the one that was read and is not kept yet: adding; adding
AGREEMENTS_READ = Held[int]("agreements read", int)  # how many, so that the next form is new: adding, keeping
AGREEMENT_REMOVED = Held[tuple[str, str]]("agreement removed")  # id and title of the last: keeping; keeping
FILE_MADE = Held[tuple[Any, bytes]]("file made", lambda: ((), b""))  # what for, and the last file: export; export

# Of the next drawing: written in a callback, said once.
NOTICES = Held[list[str]]("notices", list)  # what the link could not have: links; links
ADDED = Held[tuple[str, int, tuple[str, ...], tuple[str, ...]]]("added")  # what adding articles did: add_articles
AGREEMENT_SAID = Held[str]("agreement said")  # what was done with an agreement: keeping; keeping
AGREEMENT_PROBLEM = Held[str]("agreement problem")  # why it could not be done: keeping; keeping
IMPORT_PROBLEM = Held[str]("import problem")  # why one was not taken back: add_articles
DECISION_PROBLEM = Held[str]("decision_problem")  # why a decision was not saved: decisions; decisions

# Of a widget, while it is drawn on each page that is opened.
MORE_FILTERS = Held[bool]("more filters")  # whether the fold is open: the reader, filters
AS_OF_GIVEN = Held[date | None]("as_of_given")  # the day that nobody chose: links; links
AS_OF = Held[date | None]("as_of_day")  # the field's day: the reader, clauses
QUERY = Held[str]("search_query")  # the search page's field: the reader, search
MAP = Held[dict[str, Any]]("map")  # what was done with the map: streamlit-folium; map
MAP_ROLES = Held[list[str]]("map roles")  # its switch of roles: the reader, map
ARTICLE = Held[str]("article_choice")  # the list of articles: the reader, article
HIGHLIGHTED = Held[list[str]]("kinds")  # the switch of kinds: the reader, article
FOLLOWED = Held[str | None]("follow_choice")  # the list of names: the reader, article
ROWS_OPENED = Held[Any]("opened rows")  # which rows were opened and closed: the page's script; kept


def filter_widget(key: str) -> Held[Any]:
    """What the sidebar's widget of a filter is set to, a list or a day: the reader, filters, chips."""
    return Held(f"filter_{key}")


def own(key: str) -> Held[Any]:
    """What a switch, table, chart, page number or popover of this key is set to: the reader, who draws it."""
    return Held(key)


def part(key: str, name: str, start: Callable[[], Any] | None = None) -> Held[Any]:
    """What belongs to the element of this key, a field of a form say: the reader, who draws it."""
    return Held(f"{key} {name}", start)
