"""What the pages count once analysts have decided: names, places and commitments, with their evidence."""

import pytest

from lib.models import Filters, Subject
from lib.queries import entities, overview
from lib.queries.agreement import commitments as agreement
from lib.queries.corpus import entities as all_entities
from lib.queries.map import place_evidence, places, unresolved_toponyms
from tests.decided import CITY, MOSCOW, Desk, at_words, decided, desk_of


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A function that opens two articles of one text with the decisions given."""
    return desk_of(tmp_path_factory.mktemp("decided"))


def test_every_page_counts_with_the_decisions(desk: Desk) -> None:
    connection, everything = desk(decided("merge", "moscow", "kremlin"), decided("hide", "idlib")), Filters()
    counts = entities.entity_counts(connection, everything).drop_duplicates("entity").set_index("entity")["total"]
    assert counts.to_dict() == {"vladimir-putin": 4, "kremlin": 4, "erdogan": 2}
    table = entities.entity_table(connection, everything).set_index("entity")
    assert (table.loc["kremlin", "mentions"], table.loc["kremlin", "spellings"]) == (4, "Kremlin 2, Moscow 2")
    assert set(all_entities(connection)["entity"]) == {"vladimir-putin", "kremlin", "erdogan"}
    assert len(entities.entity_sentences(connection, everything, "kremlin")) == 4
    assert "kremlin" in set(entities.companions(connection, everything, "vladimir-putin")["entity"])
    assert len(overview.source_cards(connection, Filters(entities=("kremlin",)))) == 2
    assert overview.source_cards(connection, Filters(entities=("moscow",))).empty


def test_the_map_counts_with_the_decisions_and_its_evidence_is_as_much(desk: Desk) -> None:
    rejected = decided("reject", Subject("place", CITY.id, (), "a", name="Idlib"))
    moved = decided("reassign", Subject("place", CITY.id, (), "b", name="Idlib"), MOSCOW.id, value_name="Moscow", at=1)
    connection = desk(rejected, moved)
    found = places(connection, Filters())
    assert found[["place", "mentions"]].to_numpy().tolist() == [[MOSCOW.id, 1]]
    evidence = place_evidence(connection, Filters(), MOSCOW.id)
    assert len(evidence) == 1
    assert "first read as Idlib, reassigned to Moscow by Nadia on 3 Oct 2018: same" in evidence["read"][0]
    unresolved = unresolved_toponyms(connection, Filters())
    assert unresolved[["exact", "mentions"]].to_numpy().tolist() == [["Idlib", 1]]
    assert "rejected as that place by Nadia" in unresolved["reason"][0]


def test_the_agreement_counts_with_the_decisions(desk: Desk) -> None:
    words = "Moscow will withdraw 15 tanks and the Kremlin agreed"
    connection = desk(
        decided("reject", at_words("commitment", words, id="agree")),
        decided("reassign", at_words("commitment", words, id="withdraw"), "sochi-2018/heavy-weapons", at=1),
    )
    rows = agreement.commitments(connection, Filters(outlets=("a",)))
    assert rows[["matter", "action"]].to_numpy().tolist() == [["sochi-2018/heavy-weapons", "withdraw"]]
    assert agreement.reports(connection, Filters(outlets=("a",)))["statements"].tolist() == [1]
