"""Every count the pages show, counted again from the JSON Lines of the same articles and from its own evidence."""

import json
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import pandas as pd
import pytest

from lib.annotate import Tools, annotate_all
from lib.contract import contract_record
from lib.models import Filters
from lib.queries import agreement, article, corpus, entities, overview, sources
from lib.queries import map as places
from lib.queries import quotes as quoted
from lib.refresh import Engine, annotation_version, refresh
from lib.settings import load_settings
from lib.store import open_version
from tests.bench.corpus import made_articles
from tests.recount.kept import Recount
from tests.recount.quoted import is_said, quoted_words, who

FILTERS = (
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


class Corpus(NamedTuple):
    """A store and the JSON Lines of the same articles."""

    connection: duckdb.DuckDBPyConnection
    lines: tuple[str, ...]


class Case(NamedTuple):
    """A corpus under filters, and the same recounted."""

    data: duckdb.DuckDBPyConnection
    filters: Filters
    again: Recount


@pytest.fixture(scope="session")
def corpora(tmp_path_factory: pytest.TempPathFactory, tools: Tools) -> dict[str, Corpus]:
    """The articles that ship with the desk, and made ones of four outlets, one of them unknown."""
    settings = load_settings({"ACCORD_DESK_DATA": str(tmp_path_factory.mktemp("recounted"))})
    made = tmp_path_factory.mktemp("made")
    for one in made_articles(12, 3, sentences=9):
        (made / one.name).write_text(one.text, encoding="utf-8")
        with (made / "sources.toml").open("a", encoding="utf-8") as listed:
            named = "" if one.outlet == "Outlet 3" else f'outlet = "{one.outlet}"\n'
            listed.write(f'["{one.name}"]\n{named}published = {one.published}\n')

    def annotated(folder: Path) -> Corpus:
        lines: list[str] = []

        def engine(documents: Any) -> Any:
            for document, found in annotate_all(documents, tools):
                lines.append(json.dumps(contract_record(document, found)))
                yield document, found

        table = settings.table.with_name(folder.name)
        refresh([folder], table, settings, engine=Engine(annotation_version(settings), engine))
        return Corpus(open_version(table), tuple(lines))

    return {"seeds": annotated(settings.seeds), "made": annotated(made)}


@pytest.fixture(params=[(name, at) for name in ("seeds", "made") for at in range(len(FILTERS))], ids=str)
def case(request: pytest.FixtureRequest, corpora: dict[str, Corpus]) -> Case:
    """Each corpus under each combination."""
    name, at = request.param
    data, lines = corpora[name]
    known = {
        "outlets": corpus.outlets(data)["outlet"].tolist(),
        "articles": article.articles(data, Filters())["document"].tolist(),
        "entities": corpus.entities(data)["entity"].tolist(),
        "without": corpus.entities(data)["entity"].tolist()[1:],
    }
    filters = Filters(
        **{key: tuple(known[key][:value]) if isinstance(value, int) else value for key, value in FILTERS[at].items()}
    )
    return Case(data, filters, Recount(lines, filters))


def by(rows: pd.DataFrame, *keys: str, count: str = "mentions") -> dict[Any, int]:
    """What a frame counts, by its keys, zeros left out."""
    found = {
        tuple(row[key] for key in keys) if len(keys) > 1 else row[keys[0]]: row[count] for _, row in rows.iterrows()
    }
    return {key: int(value) for key, value in found.items() if value}


def test_articles_outlets_and_words(case: Case) -> None:
    facts = corpus.corpus_facts(case.data, case.filters)
    assert facts.articles == len(case.again.articles)
    assert facts.outlets == len(case.again.words)
    assert facts.words == sum(case.again.words.values())
    cards = overview.source_cards(case.data, case.filters)
    assert cards["document"].tolist() == [record["id"] for record in case.again.articles]
    lengths = sources.outlet_facts(case.data, case.filters)
    assert by(lengths, "outlet_name", count="words") == case.again.words
    sentences = Counter(
        case.again.outlet_name(record)
        for record in case.again.articles
        for one in record["sentences"]
        if not one["headline"]
    )
    assert (
        by(lengths, "outlet_name", count="sentences")
        == by(cards.groupby("outlet_name", as_index=False).sum(numeric_only=True), "outlet_name", count="sentences")
        == sentences
    )


def test_mentions_of_entities(case: Case) -> None:
    table = entities.entity_table(case.data, case.filters)
    counted = list(case.again.mentions())
    assert by(table, "entity") == Counter(found.one["entity"] for found in counted if found.one["entity"])
    outlets = {(found.one["entity"], found.outlet) for found in counted}
    assert by(table, "entity", count="outlets") == Counter(entity for entity, _ in outlets if entity)
    drawn = entities.entity_counts(case.data, case.filters)
    again = Counter((found.one["entity"], found.outlet) for found in counted)
    assert by(drawn, "entity", "outlet_name") == {
        key: count for key, count in again.items() if key[0] in set(drawn["entity"])
    }
    for row in drawn.itertuples():
        assert row.rate == pytest.approx(1000 * row.mentions / case.again.words[row.outlet_name])


def test_one_entity_its_spellings_company_and_sentences(case: Case) -> None:
    for entity in entities.entity_table(case.data, case.filters)["entity"].head(3):
        mine = [found for found in case.again.mentions() if found.one["entity"] == entity]
        assert by(entities.counts_of(case.data, case.filters, entity), "outlet_name") == Counter(
            found.outlet for found in mine
        )
        assert by(entities.spellings(case.data, case.filters, entity), "spelling") == Counter(
            found.one["text"] for found in mine
        )
        where = {(found.document, found.sentence) for found in mine}
        company = {
            (found.one["entity"], found.document, found.sentence)
            for found in case.again.mentions()
            if (found.document, found.sentence) in where and found.one["entity"] not in {entity, None}
        }
        assert by(entities.companions(case.data, case.filters, entity), "entity", count="sentences") == Counter(
            other for other, *_ in company
        )
        shown = entities.entity_sentences(case.data, case.filters, entity)
        assert len(shown[~shown["read"].str.contains("not counted")]) == len(mine)


def test_places_on_the_map(case: Case) -> None:
    roles = places.counted_roles(case.filters)
    counted = [found for found in case.again.kept("toponyms") if found.one["role"] in roles and not found.headline]
    again = Counter(found.one["place"]["id"] for found in counted if found.one["place"])
    shown = places.places(case.data, case.filters, roles)
    assert by(shown, "place") == again
    assert by(
        overview.place_counts(case.data, case.filters, 5).groupby("place", as_index=False)["mentions"].sum(), "place"
    ) == {place: again[place] for place in shown["place"].head(5)}
    for place in shown["place"].head(3):
        assert len(places.place_evidence(case.data, case.filters, place, roles)) == again[place]
    unresolved = [found for found in case.again.kept("toponyms") if not found.one["place"] and not found.headline]
    assert by(places.unresolved_toponyms(case.data, case.filters), "exact") == Counter(
        found.one["text"] for found in unresolved
    )


def test_names_of_one_outlet_alone(case: Case) -> None:
    outlets: dict[str, set[str]] = {}
    for found in case.again.mentions():
        if found.one["entity"]:
            outlets.setdefault(found.one["entity"], set()).add(found.outlet)
    alone = Counter(names.copy().pop() for names in outlets.values() if len(names) == 1)
    shown = sources.only_in(case.data, case.filters)
    assert by(shown.drop_duplicates("outlet"), "outlet_name", count="names") == (
        alone if len(case.again.words) > 1 else {}
    )


def test_quotes_by_speaker(case: Case) -> None:
    quotes = [found for found in case.again.kept("quotes") if not found.headline and is_said(found.one)]
    again = Counter((who(found.one), found.outlet) for found in quotes)
    shown = quoted.quote_counts(case.data, case.filters).speakers
    assert by(shown, "who", "outlet_name") == again
    assert by(shown, "who", "outlet_name", count="quoted") == quoted_words(quotes)
    kinds = Counter((found.one["kind"], who(found.one)) for found in quotes)
    for kind in ("direct", "mixed", "indirect"):
        assert by(shown.groupby("who", as_index=False)[kind].sum(), "who", count=kind) == {
            speaker: count for (said, speaker), count in kinds.items() if said == kind
        }
    for speaker in shown["who"].unique()[:3]:
        assert (
            len(quoted.speaker_quotes(case.data, case.filters, speaker))
            == shown[shown["who"] == speaker]["mentions"].sum()
        )


def test_commitments_and_days(case: Case) -> None:
    counted = [found for found in case.again.kept("commitments") if not found.headline]
    days = Counter((due(found.one), found.outlet) for found in counted if due(found.one))
    reported = agreement.reported_days(case.data, case.filters)
    reported["due"] = reported["due"].map(lambda day: pd.Timestamp(day).date().isoformat())
    assert by(reported, "due", "outlet_name", count="statements") == days
    first = overview.due_days(case.data, case.filters)
    assert first["statements"].sum() == days.total()
    rows = agreement.commitments(case.data, case.filters)
    assert (~rows["headline"]).sum() == len(counted)
    clauses = Counter(found.one["clause"] for found in counted if found.one["clause"])
    stated = agreement.reports(case.data, case.filters).groupby("matter")["statements"].sum()
    assert {matter: int(n) for matter, n in stated.items() if matter in clauses} == clauses


def test_what_is_highlighted_in_an_article(case: Case) -> None:
    kinds = {"timexes": "date", "quotes": "quote", "figures": "figure", "commitments": "commitment"}
    for record in case.again.articles:
        shown = article.highlights(case.data, case.filters, record["id"])["kind"].value_counts()
        again = Counter(
            kinds[kind] for kind in kinds for found in case.again.kept(kind) if found.document == record["id"]
        )
        names = {"ORG": "organisation", "PERSON": "person", "GROUP": "group", "PLACE": "place"}
        again += Counter(
            names[found.one["kind"]] for found in case.again.kept("mentions") if found.document == record["id"]
        )
        assert shown.to_dict() == again


def test_every_span_of_evidence_is_the_text_at_its_offsets(case: Case) -> None:
    texts = {record["id"]: record["text"] for record in case.again.all}
    for name, rows in evidence_shown(case).items():
        for row in rows.itertuples():
            at = row.sentence_start
            assert texts[row.document][at : at + len(row.text)] == row.text, name
            assert at <= row.start < row.end <= at + len(row.text), name


def evidence_shown(case: Case) -> dict[str, pd.DataFrame]:
    """Sentences as the pages show them: of names, places, speakers and commitments."""
    data, filters = case.data, case.filters
    shown: dict[str, Callable[[], pd.DataFrame]] = {"commitments": lambda: agreement.commitments(data, filters)}
    for entity in entities.entity_table(data, filters)["entity"]:
        shown[entity] = lambda entity=entity: entities.entity_sentences(data, filters, entity)
    for place in places.places(data, filters)["place"]:
        shown[place] = lambda place=place: places.place_evidence(data, filters, place)
    return {name: ask() for name, ask in shown.items()}


def due(commitment: dict[str, Any]) -> str | None:
    """The last day of a commitment."""
    return commitment["deadline"]["due"] if commitment["deadline"] else None
