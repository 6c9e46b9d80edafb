"""Who and what is named: headlines and people's names apart, articles, spellings, rates and their differences."""

from collections import Counter, defaultdict

import pytest

from lib.queries import article, entities, overview
from lib.queries.sources import names as sources
from tests.recount.corpora import Case
from tests.recount.evidence import assert_evidence
from tests.recount.kept import Kept, by


def of_entities(case: Case) -> list[Kept]:
    """The kept mentions that mean a known entity, headlines and people's names too."""
    return [found for found in case.again.kept("mentions") if found.one["entity"]]


def counted(case: Case) -> list[Kept]:
    """Those of them that are counted."""
    return [found for found in case.again.mentions() if found.one["entity"]]


def peoples(case: Case) -> set[tuple[str, int, int]]:
    """Where the name of a place stands for its people."""
    return {
        (record["id"], one["start"], one["end"])
        for record in case.again.articles
        for one in record["toponyms"]
        if one["role"] == "demonym"
    }


def place(found: Kept) -> tuple[str, int, int]:
    """Where a mention stands."""
    return found.document, found.one["start"], found.one["end"]


def test_what_is_counted_apart(case: Case) -> None:
    table, of_peoples = entities.entity_table(case.data, case.filters), peoples(case)
    every = [*of_entities(case), *case.again.peoples_names()]
    assert set(table["entity"]) == {found.one["entity"] for found in every}
    headlines = Counter(found.one["entity"] for found in every if found.headline)
    demonyms = Counter(found.one["entity"] for found in every if not found.headline and place(found) in of_peoples)
    assert by(table, "entity", count="headlines") == headlines
    assert by(table, "entity", count="demonyms") == demonyms
    articles = {(found.one["entity"], found.document) for found in counted(case)}
    assert by(table, "entity", count="articles") == Counter(entity for entity, _ in articles)
    spelled = Counter((found.one["entity"], found.one["text"]) for found in every)
    for row in table.itertuples():
        again = {f"{text} {count}" for (entity, text), count in spelled.items() if entity == row.entity}
        assert set(row.spellings.split(", ")) == again


def test_the_chosen_names_panel(case: Case) -> None:
    table, words = entities.entity_table(case.data, case.filters), case.again.words
    for row in table.head(2).itertuples():
        both = [*of_entities(case), *case.again.peoples_names()]
        every = [found for found in both if found.one["entity"] == row.entity]
        mine = Counter(found.outlet for found in counted(case) if found.one["entity"] == row.entity)
        for one in entities.counts_of(case.data, case.filters, row.entity).itertuples():
            assert (one.mentions, one.words) == (mine[one.outlet_name], words[one.outlet_name])
            assert one.rate == pytest.approx(1000 * mine[one.outlet_name] / words[one.outlet_name])
        apart = entities.spellings(case.data, case.filters, row.entity)
        assert apart["headlines"].sum() == row.headlines
        assert apart["demonyms"].sum() == row.demonyms
        shown = entities.entity_sentences(case.data, case.filters, row.entity)
        assert_evidence(shown, case.again)
        assert sorted(zip(shown["document"], shown["start"], shown["end"], strict=True)) == sorted(map(place, every))
        assert len(shown) - row.mentions == row.headlines + row.demonyms


def test_names_by_outlet_and_of_one_alone(case: Case) -> None:
    again = Counter((found.one["entity"], found.outlet) for found in counted(case))
    asked = entities.entity_table(case.data, case.filters).head(30)["entity"].tolist()
    grid = entities.counts_by_outlet(case.data, case.filters, asked)
    shown = {key: count for key, count in again.items() if key[0] in asked}
    assert by(grid, "entity", "outlet_name") == shown
    assert by(grid.drop_duplicates("entity"), "entity", count="total") == Counter(
        {entity: sum(n for (one, _), n in again.items() if one == entity) for entity in {key[0] for key in shown}}
    )
    for row in grid.itertuples():
        assert row.words == case.again.words[row.outlet_name]
        assert row.rate == pytest.approx(1000 * row.mentions / row.words)
    for row in sources.only_in(case.data, case.filters).itertuples():
        assert row.mentions == again[row.entity, row.outlet_name]


def test_the_largest_differences(case: Case) -> None:
    words = {outlet: count for outlet, count in case.again.words.items() if count >= overview.FEWEST_WORDS}
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for found in counted(case):
        counts[found.one["entity"]][found.outlet] += 1
    differences: dict[str, float] = {}
    for entity, by_outlet in counts.items():
        rates = [1000 * by_outlet[outlet] / count for outlet, count in words.items()]
        if by_outlet.total() >= overview.FEWEST_MENTIONS and len(rates) > 1 and max(rates) > min(rates):
            differences[entity] = max(rates) - min(rates)
    shown = overview.rate_differences(case.data, case.filters, 8)
    assert shown["difference"].tolist() == pytest.approx(sorted(differences.values(), reverse=True)[:8])
    for row in shown.itertuples():
        mine = counts[row.entity]
        assert row.difference == pytest.approx(differences[row.entity])
        assert row.mentions == mine.total()
        assert row.high == pytest.approx(1000 * mine[row.high_name] / words[row.high_name])
        assert row.low == pytest.approx(1000 * mine[row.low_name] / words[row.low_name])


def test_the_people_and_organisations_on_the_first_screen(case: Case) -> None:
    shown = overview.actor_counts(case.data, case.filters, 9)
    actors = [found for found in counted(case) if found.one["kind"] in overview.ACTORS]
    again = Counter((found.one["entity"], found.outlet) for found in actors)
    totals = Counter(found.one["entity"] for found in actors)
    assert by(shown, "entity", "outlet_name") == {key: n for key, n in again.items() if key[0] in set(shown["entity"])}
    drawn = shown.drop_duplicates("entity")
    assert by(drawn, "entity", count="total") == {one: totals[one] for one in drawn["entity"]}
    assert drawn["total"].tolist() == sorted(totals.values(), reverse=True)[:9]


def demonyms(case: Case) -> list[Kept]:
    """The kept people's names whose place is a known entity, mentions of it or not."""
    return [found for found in case.again.kept("toponyms") if found.one["role"] == "demonym" and found.one["entity"]]


def test_a_name_followed_through_an_article(case: Case) -> None:
    every = {(found.one["entity"], *place(found)[:2]) for found in [*of_entities(case), *demonyms(case)]}
    of_peoples = {start[:2] for start in peoples(case)}
    order = {record["id"]: number for number, record in enumerate(case.again.articles)}
    for record in case.again.articles[:2]:
        marks = article.highlights(case.data, case.filters, record["id"])
        here = Counter(entity for entity, document, _ in every if document == record["id"])
        assert by(article.named(marks), "entity", count="places") == here
        for entity in list(here)[:2]:
            places = article.entity_places(case.data, case.filters, entity)
            again = sorted((order[document], start) for one, document, start in every if one == entity)
            assert [(order[row.document], row.start) for row in places.itertuples()] == again
            apart = [one in of_peoples for one in zip(places["document"], places["start"], strict=True)]
            assert places["demonym"].tolist() == apart


def test_places_of_which_only_the_people_are_named(case: Case) -> None:
    known = {found.one["entity"] for found in of_entities(case)}
    alone = [found.one["entity"] for found in demonyms(case) if found.one["place"]]
    shown = entities.peoples_only(case.data, case.filters)
    assert by(shown, "entity", count="demonyms") == Counter(one for one in alone if one not in known)
