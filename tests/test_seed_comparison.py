"""What the seeds must keep showing: who reports which clause, who is silent, what differs, agrees and is shared."""

import json
from pathlib import Path
from typing import Any

import pytest

from lib.codebooks import load_agreements
from lib.compare.facts.topics import Topic
from lib.compare.reuse.passages import find_passages
from lib.models import Filters
from lib.queries.sources.digests import outlet_words
from lib.queries.sources.facts import Comparison, compared_facts, fact_table
from lib.queries.sources.reuse import find_reuse, outlet_pairs, source_groups
from tests.conftest import digests_of

GOLD = Path(__file__).parent / "gold"
OPEN = Filters()
CLAUSES = json.loads((GOLD / "clauses.json").read_text(encoding="utf-8"))
UNKNOWN, YA_LIBNAN, ALWAGHT = "unknown:000_425b2209d8d733d6", "ya-libnan", "alwaght"
OUTLET_OF = {"000": UNKNOWN, "003": YA_LIBNAN, "004": ALWAGHT}


@pytest.fixture
def compared(seed_connection: Any) -> Comparison:
    """The facts of the seeds side by side."""
    outlets = outlet_words(seed_connection, OPEN)["outlet"].tolist()
    return compared_facts(digests_of(seed_connection), outlets, load_agreements())


def row_of(compared: Comparison, key: str) -> Topic:
    """The topic with this key."""
    row = compared.row(key)
    assert row is not None
    return row


def sides(compared: Comparison, subject: str, measure: str) -> list[list[str]]:
    """What each side of a difference says; empty where nothing differs."""
    found = [one for one in compared.differences if (one.subject, one.measure) == (subject, measure)]
    return [[fact.words for fact in side] for one in found for side in one.sides]


@pytest.mark.parametrize("clause", CLAUSES, ids=lambda clause: clause["id"])
def test_each_clause_of_the_gold_is_reported_by_those_who_report_it(compared: Comparison, clause: Any) -> None:
    row = compared.row(f"deed/sochi-2018/{clause['id']}")
    assert set(row.outlets() if row else ()) == {OUTLET_OF[name[:3]] for name in clause["reported_by"]}


def test_six_commitments_and_two_silences(compared: Comparison) -> None:
    assert sum(compared.row(f"deed/sochi-2018/{clause['id']}") is not None for clause in CLAUSES) == 6
    assert YA_LIBNAN not in row_of(compared, "deed/sochi-2018/highways").outlets()
    assert UNKNOWN not in row_of(compared, "deed/sochi-2018/heavy-weapons").outlets()


def test_handed_over_in_idlib_city_stands_beside_withdrawn_from_all(compared: Comparison) -> None:
    weapons = "sochi-2018/heavy-weapons"
    assert sides(compared, weapons, "action") == [["handed over"], ["withdrawn"]]
    [one, other] = sides(compared, weapons, "from whom or where")
    assert "Idlib city" in one[0]
    assert other == ["all opposition forces"]
    assert sides(compared, weapons, "by when") == []


def test_the_zones_day_stands_beside_the_memorandums_text(compared: Comparison) -> None:
    zone = "sochi-2018/demilitarised-zone"
    assert [day for side in sides(compared, zone, "by when") for day in side]
    assert compared.own_days[zone] is None


def test_people_agree_and_fighters_stand_side_by_side(compared: Comparison) -> None:
    people, fighters = (row_of(compared, f"quantity/{who}/number/Idlib") for who in ("inhabitants", "fighters"))
    assert [fact.words for fact in people.facts] == ["3 million Syrian civilians in Idlib", "some three million people"]
    assert [fact.words for fact in fighters.facts] == ["about 10,000 militants", "thousands of hardline militants"]
    for subject, measure in (("inhabitants", "number"), ("fighters", "number"), ("The zone", "width")):
        assert sides(compared, subject, measure) == []
    assert fact_table(compared.rows, {})["near"].str.contains("another outlet: Sergei Shoigu, Interfax").any()


def test_no_shared_quote_counts_as_copying(seed_connection: Any) -> None:
    found = find_reuse(seed_connection, OPEN)
    quotes = [passage for passage in found.passages if passage.kind == "shared-quote"]
    assert len(quotes) >= 2
    pairs = outlet_pairs(found).set_index(["a", "b"])
    assert pairs.loc[(UNKNOWN, ALWAGHT), "quotes"] == len(quotes)
    own = [p for p in find_passages(found.documents) if p.kind in {"verbatim", "near", "partial"}]
    for passage in own:
        shared = [one for one in quotes if {one.a_document, one.b_document} == {passage.a_document, passage.b_document}]
        assert not any(passage.a.overlaps(one.a) or passage.b.overlaps(one.b) for one in shared)
    assert [group.outlets for group in source_groups(found)] == [(UNKNOWN,), (YA_LIBNAN,), (ALWAGHT,)]
