"""Two corpora, each as a store and as the JSON Lines of the same articles, under many combinations of filters.

This is the side that is recounted: what the pages read once a data version is kept with its corpus. The modules beside
this one are the other side, and know none of it.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from lib.annotate import Tools, annotate_all
from lib.codebooks.referents import load_referents
from lib.compare.digest import Digest
from lib.contract import contract_record
from lib.models import Document, Filters
from lib.queries import article, corpus
from lib.queries.agreement.commitments import commitments, reports
from lib.queries.search import Searchable, open_search
from lib.queries.sources.digests import digests_in_view, documents_in_view, read_digests
from lib.queries.sources.reuse import Reuse, find_reuse
from lib.refresh import Engine, annotation_version, refresh
from lib.settings import Settings
from lib.store import open_version
from tests.bench.corpus import made_articles
from tests.recount.kept import Recount
from tests.recount.planted import PLANTED, Planted

FILTERS: tuple[dict[str, Any], ...] = (
    {},
    {"outlets": 1},
    {"outlets": 2},
    {"entities": 1},
    {"entities": 2, "outlets": 2},
    {"without": 1},
    {"entities": 1, "without": 2},
    {"kinds": ("PERSON",)},
    {"kinds": ("PLACE", "ORG")},
    {"roles": ("associative", "demonym")},
    {"since": date(2018, 9, 18)},
    {"until": date(2018, 9, 17), "entities": 1},
    {"articles": 1},
    {"outlets": 1, "kinds": ("PLACE",), "roles": ("literal",), "since": date(2018, 9, 1), "until": date(2018, 10, 1)},
)
"""Combinations of filters; a number takes that many of the corpus's outlets, articles or most named entities."""


@dataclass(frozen=True)
class Corpus:
    """A store and the JSON Lines of the same articles, with what the pages read of it once; `folder` is the desk's."""

    folder: Path
    connection: duckdb.DuckDBPyConnection
    lines: tuple[str, ...]

    @property
    def name(self) -> str:
        """What the tests call it."""
        return self.folder.name

    @cached_property
    def cases(self) -> list["Case"]:
        """The corpus under each combination of filters."""
        return [make_case(self, asked) for asked in FILTERS]

    @cached_property
    def names(self) -> dict[str, str]:
        """Outlet's id to its name."""
        known = corpus.outlets(self.connection)
        return dict(zip(known["outlet"], known["outlet_name"], strict=True))

    @cached_property
    def digests(self) -> dict[str, Digest]:
        """What is read of each article for comparing it."""
        documents = documents_in_view(self.connection, Filters())
        return {one.document: one for one in read_digests(self.connection, documents, load_referents())}

    @cached_property
    def reuse(self) -> Reuse:
        """What the articles share."""
        return find_reuse(self.connection, Filters())

    @cached_property
    def index(self) -> Searchable:
        """The search index."""
        return open_search(self.connection)


@dataclass(frozen=True, eq=False)
class Case:
    """A corpus under filters, and the same recounted; what many tests ask of it is asked once."""

    corpus: Corpus
    filters: Filters
    again: Recount

    @cached_property
    def commitments(self) -> pd.DataFrame:
        """What is to be done, as the pages ask for it."""
        return commitments(self.data, self.filters)

    @cached_property
    def reports(self) -> pd.DataFrame:
        """What is reported of the clauses, as the pages ask for it."""
        return reports(self.data, self.filters)

    @property
    def number(self) -> int:
        """Which of the combinations it is, from 0."""
        return next(at for at, one in enumerate(self.corpus.cases) if one is self)

    @property
    def data(self) -> duckdb.DuckDBPyConnection:
        """The store."""
        return self.corpus.connection

    def digests(self) -> tuple[Digest, ...]:
        """What the filters keep of what was read for comparing, as the sources page asks for it."""
        return digests_in_view(self.data, self.filters, self.corpus.digests)


def read_corpora(folder: Path, settings: Settings, tools: Tools) -> dict[str, Corpus]:
    """The articles that ship with the desk, and made ones of some outlets, one of them unknown; saved in the folder."""
    made = folder / "articles" / "made"
    made.mkdir(parents=True)
    for one in (*_made(), *PLANTED):
        (made / one.name).write_text(one.text, encoding="utf-8")
        with (made / "sources.toml").open("a", encoding="utf-8") as listed:
            listed.write("".join(_listed(one)))
    return {"seeds": _annotated(settings.seeds, settings, tools), "made": _annotated(made, settings, tools)}


def make_case(found: Corpus, asked: dict[str, Any]) -> Case:
    """A corpus under one of the combinations of filters."""
    entities = corpus.entities(found.connection)["entity"].tolist()
    known = {
        "outlets": corpus.outlets(found.connection)["outlet"].tolist(),
        "articles": article.articles(found.connection, Filters())["document"].tolist(),
        "entities": entities,
        "without": entities[1:],
    }
    values = {key: tuple(known[key][:value]) if isinstance(value, int) else value for key, value in asked.items()}
    filters = Filters(**values)
    return Case(found, filters, Recount(found.lines, filters))


def _made() -> Iterator[Planted]:
    """Made articles of three outlets, the last of them not known."""
    for one in made_articles(12, 3, sentences=9):
        yield Planted(one.name, one.outlet if one.outlet != "Outlet 3" else "", str(one.published), one.text)


def _listed(one: Planted) -> Iterator[str]:
    """What the list of sources says of an article."""
    yield f'[[article]]\nfile = "{one.name}"\n'
    if one.outlet:
        yield f'outlet = "{one.outlet}"\n'
    if one.published:
        yield f"published = {one.published}\n"


def _annotated(folder: Path, settings: Settings, tools: Tools) -> Corpus:
    """A folder's articles, annotated once for the store and for the JSON Lines."""
    lines: list[str] = []

    def engine(documents: Iterable[Document]) -> Iterator[Any]:
        for document, found in annotate_all(documents, tools):
            lines.append(json.dumps(contract_record(document, found)))
            yield document, found

    table = settings.data_dir / folder.name / settings.table.name
    refresh([folder], table, settings, engine=Engine(annotation_version(settings), engine))
    opened = open_version(table)
    # Articles without a date are annotated last, and stand in their place all the same.
    order = opened.execute("SELECT document, position FROM documents").fetchall()
    return Corpus(table.parent, opened, tuple(sorted(lines, key=lambda line: dict(order)[json.loads(line)["id"]])))
