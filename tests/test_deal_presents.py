"""What a deal says in the present tense, what it says is done to none, and who "it" is that would do something."""

import pytest

from tests.conftest import mention_of
from tests.test_commitments import find, stated

PRESENTS = [
    ("Under the deal, Russia withdraws its troops by May 1.", ["Russia withdraws its troops by May 1"]),
    ("The agreement requires both sides to withdraw.", ["both sides to withdraw"]),
    (
        "Under the deal, Armenia hands back Kelbajar by 15 November and Lachin by 1 December.",
        ["Armenia hands back Kelbajar by 15 November", "Lachin by 1 December"],
    ),
    ("According to the agreement, Israel leaves the corridor in 42 days.", ["Israel leaves the corridor in 42 days"]),
    # two verbs of one doer
    (
        "Under the peace plan, Juba cedes the oil field and pulls back its tanks by Friday.",
        ["Juba cedes the oil field", "pulls back its tanks by Friday"],
    ),
    # no agreement named, but a last day or a first one
    ("Naftogaz receives the sum by December 29, the text says.", ["Naftogaz receives the sum by December 29"]),
    (
        "Iran suspends all enrichment with effect from 22 November.",
        ["Iran suspends all enrichment with effect from 22 November"],
    ),
    # neither the one nor the other
    ("Iran halts drills in November.", []),
    ("The museum opens on Friday.", []),
    ("Children leave school by the side gate.", []),
    # the deal's own past
    ("Under the 2015 deal, Russia patrolled the road by May 1.", []),
]


@pytest.mark.parametrize(("text", "clauses"), PRESENTS, ids=[text for text, _ in PRESENTS])
def test_the_present_tense_of_a_deal(text: str, clauses: list[str]) -> None:
    assert [exact for _, exact in stated(text)] == clauses


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Seoul and Washington will hold no drills in May.", "prohibition"),
        ("The rebels agreed to send no troops to the port.", "prohibition"),
        ("There will be no drills in May.", "prohibition"),
        ("Talks must open no later than Friday.", "obligation"),
        ("The army will keep no more than 40 tanks there.", "obligation"),
    ],
)
def test_what_is_done_to_none_is_forbidden(text: str, modality: str) -> None:
    assert [found for found, _ in stated(text)] == [modality]


@pytest.mark.parametrize(
    ("text", "obligor"),
    [
        ("The union said it would go on strike.", "union"),
        ("The union said on Friday that it would go on strike.", "union"),
        ("Turkey and Russia said they would withdraw by Friday.", "Turkey and Russia"),
        ("The minister said she would resign on Friday.", "minister"),
        # one who speaks for several, several who speak of one
        ("Erdogan said they would withdraw by Friday.", "they"),
        ("The rebels said he would leave on Friday.", "he"),
        # nobody says it in the sentence
        ("It would go on strike on Friday.", "It"),
    ],
)
def test_a_pronoun_is_who_says_it(text: str, obligor: str) -> None:
    assert [c.obligor and c.obligor.text for c in find(text)] == [obligor]


def test_a_pronoun_is_the_entity_of_who_says_it() -> None:
    text = "Putin said he would withdraw troops by Friday."
    (found,) = find(text, (mention_of(text, "Putin", "vladimir-putin"),))
    assert found.obligor
    assert (found.obligor.text, found.obligor.entity) == ("Putin", "vladimir-putin")
