"""Every count the pages show, counted again from the JSON Lines of the same articles and from its own evidence."""

import ast
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from lib.queries import article, entities, overview, selection
from lib.queries import map as places
from lib.queries.agreement import commitments as agreement
from lib.queries.sources import names as sources
from tests.recount.agreed import of_days
from tests.recount.corpora import Case, Corpus
from tests.recount.facts import numbers, place_mentions, promises
from tests.recount.kept import body_words, by
from tests.recount.labels import label_uses, unlisted

RECOUNTS = Path(__file__).parent / "recount"


def test_articles_outlets_and_words(case: Case) -> None:
    facts = selection.corpus_facts(case.data, case.filters)
    assert facts.articles == len(case.again.articles)
    assert facts.outlets == len(case.again.words)
    assert facts.words == sum(case.again.words.values())
    cards = overview.source_cards(case.data, case.filters)
    assert cards["document"].tolist() == [record["id"] for record in case.again.articles]
    again = {record["id"]: len(body_words(record)) for record in case.again.articles}
    assert dict(zip(cards["document"], cards["words"], strict=True)) == again
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


def test_commitments_and_days(case: Case) -> None:
    counted = [found for found in case.again.kept("commitments") if not found.headline]
    days = Counter((due(found.one), found.outlet) for found in counted if due(found.one))
    reported = agreement.reported_days(case.data, case.filters)
    reported["due"] = reported["due"].map(lambda day: pd.Timestamp(day).date().isoformat())
    assert by(reported, "due", "outlet_name", count="statements") == days
    first = overview.due_days(case.data, case.filters)
    assert first["statements"].sum() == days.total()
    rows = case.commitments
    assert (~rows["headline"]).sum() == len(counted)
    clauses = Counter(found.one["clause"] for found in counted if found.one["clause"])
    stated = case.reports.groupby("matter")["statements"].sum()
    assert {matter: int(n) for matter, n in stated.items() if matter in clauses} == clauses


def test_what_is_highlighted_in_an_article(case: Case) -> None:
    kinds = {"timexes": "date", "quotes": "quote", "figures": "figure", "commitments": "commitment", "deeds": "deed"}
    for record in case.again.articles:
        shown = article.highlights(case.data, case.filters, record["id"])["kind"].value_counts()
        again = Counter(
            kinds[kind] for kind in kinds for found in case.again.kept(kind) if found.document == record["id"]
        )
        names = {"ORG": "organisation", "PERSON": "person", "GROUP": "group", "PLACE": "place"}
        again += Counter(
            names[found.one["kind"]] for found in case.again.kept("mentions") if found.document == record["id"]
        )
        peoples = [found for found in case.again.kept("toponyms") if found.one["role"] == "demonym"]
        again += Counter("people" for found in peoples if found.document == record["id"])
        assert shown.to_dict() == again


def test_every_span_of_evidence_is_the_text_at_its_offsets(case: Case) -> None:
    texts = {record["id"]: record["text"] for record in case.again.all}
    for name, rows in evidence_shown(case).items():
        for row in rows.itertuples():
            at = row.sentence_start
            assert texts[row.document][at : at + len(row.text)] == row.text, name
            assert at <= row.start < row.end <= at + len(row.text), name


def evidence_shown(case: Case) -> dict[str, pd.DataFrame]:
    """Sentences as the pages show them: of commitments, and of some names and places, others in every case."""
    data, filters = case.data, case.filters
    shown: dict[str, Callable[[], pd.DataFrame]] = {"commitments": lambda: case.commitments}
    for entity in entities.entity_table(data, filters)["entity"][case.number % 4 :: 4]:
        shown[entity] = lambda entity=entity: entities.entity_sentences(data, filters, entity)
    for place in places.places(data, filters)["place"][case.number % 4 :: 4]:
        shown[place] = lambda place=place: places.place_evidence(data, filters, place)
    return {name: ask() for name, ask in shown.items()}


def due(commitment: dict[str, Any]) -> str | None:
    """The last day of a commitment."""
    return commitment["deadline"]["due"] if commitment["deadline"] else None


@pytest.mark.parametrize("path", sorted(RECOUNTS.glob("*.py")), ids=lambda path: path.stem)
def test_a_recount_knows_no_query_and_no_comparison(path: Path) -> None:
    if path.stem in {"corpora", "__init__"}:  # the side that is recounted
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    names |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    from_lib = {name for name in names if name.split(".")[0] == "lib"}
    rules = {"lib.agreement.reported.ledger"} if path.stem == "findings" else set()  # what follows from reports
    assert from_lib <= {"lib.models", "lib.codebooks", "lib.text.slug", *rules}


@pytest.mark.parametrize("name", ["seeds", "made"])
def test_there_is_something_to_count(corpora: dict[str, Corpus], name: str) -> None:
    case = corpora[name].cases[0]
    uses = list(label_uses(case.again))
    assert {use.quoted for use in uses} == {True, False}
    assert list(unlisted(case.again))
    assert numbers(case.again)
    assert place_mentions(case.again)
    assert all(promises(case.again).values())
    assert of_days(case.again).statements
    assert {row.kind for row in case.corpus.reuse.passages} >= {"near", "shared-quote", "within"}
    assert case.corpus.reuse.credits
    assert any(record["sentences"][0]["headline"] for record in case.again.all)
    assert {found.one["role"] for found in case.again.kept("toponyms")} >= {"literal", "associative"}
    assert len({record["published_from"] for record in case.again.all}) > 1
