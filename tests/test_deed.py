"""What is to be done, in the order that it reads in: the annotator of commitments says it, and the store keeps it."""

import pytest

from lib.annotate.promising.parts import deed_of
from lib.models import Annotations, Commitment, Modality, Obligor, Span
from tests.conftest import Store, make_document, sentences_of
from tests.dues import find


@pytest.mark.parametrize(
    ("exact", "action", "object_", "deed"),
    [
        ("Russia will withdraw tanks", "withdraw", "tanks", "withdraw tanks"),
        ("tanks would be withdrawn", "withdrawn", "tanks", "tanks withdrawn"),
        ("by May, roads must be restored", "restored", "roads", "roads restored"),
        ("the sides agreed to meet", "meet", None, "meet"),
        ("Paris promised not to veto aid", "veto", "aid", "not veto aid"),
        ("troops will not be withdrawn", "withdrawn", "troops", "troops not withdrawn"),
        ("they won't leave", "leave", None, "not leave"),
        ("there will be no new operation", "be", "no new operation", "no new operation"),
        ("no action would be taken", "taken", "no action", "no action taken"),
        ("Paris says no new assault", "assault", None, "no assault"),
        ("Kyiv will Never join them", "join", "them", "not join them"),
        ("the sides can’t enter Idlib", "enter", "Idlib", "not enter Idlib"),
        ("No shells on the road", "shells", None, "no shells"),
        ("Notables agreed to refrain from strikes", "refrain", "strikes", "refrain strikes"),
        ("leave the camp, the camp must be left", "leave", "the camp", "leave the camp"),
        # words that are not found as they are told stay in the order of a plan
        ("arms (all) handed quickly over", "handed over", "arms", "handed over arms"),
    ],
)
def test_what_is_to_be_done_reads_as_it_was_said(exact: str, action: str, object_: str | None, deed: str) -> None:
    banned = any(word in f" {exact.lower()}" for word in ("n't ", "n’t ", " no", " never", "refrain"))
    modality: Modality = "prohibition" if banned else "obligation"
    span = Span(0, len(exact), exact)
    assert deed_of(Commitment(span, None, action, object_, None, modality, None)) == deed


def test_nothing_is_left_of_a_ban_that_has_somebody_to_keep_it() -> None:
    """Where somebody is named, "no" is not the deed's: "no side may attack"."""
    words = "no side may attack"
    promise = Commitment(
        Span(0, len(words), words), Obligor("no side", None), "attack", None, None, "prohibition", None
    )
    assert deed_of(promise) == "attack"


@pytest.mark.parametrize(
    ("text", "deeds"),
    [
        ("Tanks must be withdrawn by 10 October.", ["Tanks withdrawn"]),
        ("Ankara agreed not to veto the plan.", ["not veto plan"]),
        ("Rebels will leave the zone.", ["leave zone"]),
        # a verb is told with what completes it, but for its day
        ("The bloc aims to rely less on gas.", ["rely less on gas"]),
        ("The bank agreed to keep to the rules, a paper said.", ["keep to the rules"]),
        ("The bank agreed to keep to the rules of the road, which are old.", ["keep to the rules of the road"]),
        ("The bank said it would continue to watch prices.", ["continue to watch prices"]),
        ("The union agreed to work together with the bank.", ["work together with the bank"]),
        ("Lima pledged to push for a new law by 3 October.", ["push for a new law"]),
        ("The sides will meet on 3 October with envoys from Oslo.", ["meet with envoys from Oslo"]),
        ("Lima agreed to bring back the boats.", ["bring back boats"]),
        ("Rebels will pull out of the camp.", ["pull out of the camp"]),
        ("Lima vowed to stick it to the banks.", ["stick it to the banks"]),
        ("Lima wants an end to tolls.", ["end to tolls"]),
        ("The sides agreed to meet.", ["meet"]),
    ],
)
def test_every_commitment_that_is_found_says_it(text: str, deeds: list[str]) -> None:
    assert [commitment.deed for commitment in find(text)] == deeds


def test_the_store_keeps_it_whatever_it_is(make_store: Store) -> None:
    """It asks for no word of any language: what the annotator says is what stands there."""
    text = "Les chars quitteront la zone."
    promise = Commitment(Span(0, 28, text[:28]), None, "quitteront", "la zone", None, "obligation", None, deed="partir")
    store = make_store((make_document("a", text), Annotations(sentences_of(text, text), commitments=(promise,))))
    assert store.execute("SELECT deed FROM commitments").fetchall() == [("partir",)]
