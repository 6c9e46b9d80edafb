"""Every list that leaves and every frame that a query gives: all there is of it is what it says.

The pages and the dossier of the seeds are held to it as `test_rows_exported.py` and `test_dossier.py` draw them.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd
import pytest
import streamlit as st

from lib import listing
from lib.listing import FRAMES, Columns, Listing
from lib.models import Filters
from lib.queries.agreement.calendar import deadline_sentences, deadlines
from lib.queries.agreement.changed import changed_rows
from lib.queries.agreement.commitments import commitments, matters
from lib.queries.agreement.implementation import sentences_with
from lib.queries.agreement.ledger import report_rows
from lib.queries.article import entity_places
from lib.queries.corpus import entities, outlets
from lib.queries.decisions import entity_articles, place_articles, place_mentions, spelling_counts
from lib.queries.entities import counts_by_group, counts_by_outlet
from lib.queries.map import places, unplaced_evidence
from lib.ui.kit import files as kit_files
from tests.listings import LISTINGS
from tests.opened import open_link
from tests.recount.corpora import Corpus
from tests.test_dossier import written
from tests.test_rows_exported import PAGES

PEOPLES = "entities", {"role": "demonym"}
OF_SEEDS = ("entities", "map", "article")  # the pages with what the made articles have none of
# What there is none of in these corpora, and where it is tested.
NOT_HERE = {
    "unread": "test_rows_exported.py",
    "implementation log": "test_implementation_page.py",
    "clauses of the text": "test_ledger_page.py",
    "scores": "test_ledger_page.py",
    "duties": "test_ledger_page.py",
    "reports of a clause": "test_ledger_page.py",
    "versions": "test_library_page.py",
    "copies": "test_library_page.py",
    "changes of agreements": "test_changed_agreements.py",
}


@pytest.fixture(scope="module")
def held(corpora: dict[str, Corpus], no_seeds: Any) -> Iterator[set[str]]:
    """The names of all that is held to its record while all pages are drawn, their files and dossiers made."""
    names: set[str] = set()
    files: list[Callable[[], bytes]] = []

    def noted(name: str, said: Columns, frame: pd.DataFrame, *, others: bool = False) -> pd.DataFrame:
        names.add(name)
        return listing.check_cells(name, said, frame, others=others)

    st.cache_resource.clear()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(listing, "held", noted)
        patch.setattr(kit_files, "offer_file", lambda _, make, __, *, name: files.append(make))  # noqa: ARG005
        patch.setenv("ACCORD_DESK_SEEDS", str(no_seeds))
        patch.setenv("ACCORD_DESK_EDITABLE", "1")
        for corpus, pages in ((corpora["seeds"], OF_SEEDS), (corpora["made"], PAGES)):
            patch.setenv("ACCORD_DESK_DATA", str(corpus.folder))
            for path, opened in (PEOPLES, *(PAGES[page][:2] for page in pages)):
                assert not open_link(path, **opened).exception
                while files:
                    assert files.pop()()
        written(corpora["made"].connection, Filters())
        changed_rows(())
        for corpus in corpora.values():
            for entity in entities(corpus.connection)["entity"].head(5):
                spelling_counts(corpus.connection, entity)
                entity_articles(corpus.connection, entity)
                entity_places(corpus.connection, Filters(), entity)
            for place in places(corpus.connection, Filters())["place"].head(5):
                place_articles(corpus.connection, place)
                place_mentions(corpus.connection, place)
            named = list(entities(corpus.connection)["entity"].head(5))
            together = dict.fromkeys(outlets(corpus.connection)["outlet"], "all of them")
            counts_by_group(counts_by_outlet(corpus.connection, Filters(), named), together)
            sentences_with(corpus.connection, Filters(), "a")
            unplaced_evidence(corpus.connection, Filters(), "a")
            report_rows(corpus.connection, Filters())
            rows = commitments(corpus.connection, Filters())
            for deadline in deadlines(matters(rows, ()), ()).itertuples():
                deadline_sentences(deadline, rows)
        yield names


def test_every_list_is_held_to_its_record(held: set[str]) -> None:
    unseen = {one.key for one in LISTINGS if not any(name.startswith(one.key) for name in held)}
    assert unseen == NOT_HERE.keys()


def test_every_frame_is_held_to_its_record(held: set[str]) -> None:
    assert not sorted(FRAMES.keys() - held)


@pytest.mark.parametrize("one", LISTINGS, ids=lambda one: one.key)
def test_a_list_shows_what_its_frame_has(one: Listing) -> None:
    names = {column.name for column in one.columns}
    assert len(names) == len(one.columns)
    assert {*one.labels, *one.by} - names <= ({"headline"} if one.others else set())
    assert len(set(one.labels.values())) == len(one.labels)
    assert one.title
