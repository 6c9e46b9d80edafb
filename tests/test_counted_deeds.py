"""Deeds done to so many of a kind: how many one party is to free, send or pay is compared, whoever words it."""

from typing import Any

import pytest

from lib.annotate import Tools, annotate_all
from lib.compare.duties.deeds import deed_names
from lib.compare.facts.differences import find_differences
from lib.compare.facts.rows import fact_rows
from lib.compare.records import Fact
from tests.conftest import digests_of, make_document, span_of


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("France will release 240 prisoners.", "France is to free 230 prisoners.", True),
        ("France will release 240 prisoners.", "France will release about 230 prisoners.", False),
        ("France will release 240 prisoners.", "Iran will release 185 prisoners.", False),
        ("The UN will send 300 observers.", "The United Nations will send 400 observers.", True),
        ("France will release 240 prisoners.", "France is to set 230 detainees free.", True),
        ("France will pay 25 million euros.", "France will pay 30 million euros.", True),
    ],
)
def test_how_many_one_party_is_to_release_differs(
    make_store: Any, one: str, other: str, tools: Tools, *, differ: bool
) -> None:
    documents = [make_document(f"d {outlet}", text, outlet) for outlet, text in (("a", one), ("b", other))]
    store = make_store(*annotate_all(documents, tools))
    facts = [fact for digest in digests_of(store) for fact in digest.facts if fact.kind == "deed"]
    found = list(find_differences(fact_rows(facts)))
    assert [one.measure for one in found] == (["object"] if differ else [])


@pytest.mark.parametrize(
    ("facts", "name"),
    [
        ({"who": "France", "action": "release", "object": "240 prisoners of war"}, "France: release prisoners"),
        ({"who": "Troops", "action": "pull back", "object": "15 kilometres"}, "Troops: pull back"),
        ({"action": "withdrawn", "object": "Heavy weapons held by rebels"}, "Heavy weapons: withdrawn"),
        ({"who": "Both sides", "action": "disarm"}, "Both sides: disarm"),
    ],
)
def test_a_deed_is_named_by_who_does_what_to_what(facts: dict[str, str], name: str) -> None:
    span = span_of("Rain fell.", "Rain")
    told = [Fact("deed", "deed/x", measure, None, "d", "o", 0, span, words) for measure, words in facts.items()]
    assert deed_names(told) == {"deed/x": name}
