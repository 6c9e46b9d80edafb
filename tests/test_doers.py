"""Whom the doers mean: pronouns, both sides, capitals, bodies under arms; nobody where nobody can tell."""

from datetime import date

import pytest

from lib.annotate import Tools, annotate_all
from lib.models import Document

# A text, and whom each commitment's doer means, None where the words say it themselves.
MEANT = [
    ("Nairobi has agreed to send police.", ["Kenya"]),
    ("Oslo and Stockholm agreed to open the bridge.", ["Norway and Sweden"]),
    ("Peru and Chile signed a pact. Both countries will open the border.", ["Peru and Chile"]),
    ("Peru and Chile signed a pact. The two sides will meet in May.", ["Peru and Chile"]),
    ("The Kenyan and Ethiopian sides agreed to mount patrols.", ["Kenya and Ethiopia"]),
    ("Two companies signed a deal. The two sides will meet in May.", [None]),
    ("The army will leave the town under the accord.", [None]),
    ("The Red Star Front signed an accord. The rebels will hand over their guns.", ["Red Star Front"]),
    ("Peru and Chile signed a pact. They will open the border.", ["Peru and Chile"]),
    # countries of any kind are no parties
    ("Peru and Chile signed a pact. It obliges countries to take in refugees.", [None]),
    # one government of several, whoever signed
    ("Peru and Chile signed a pact. The government will send police.", [None]),
    # places that the text only stands in are no parties
    ("Troops left Lima and Quito under a truce. Both sides will meet in May.", [None]),
    # two of which one is hardly named, where a body under arms may be a party
    ("Chad, hosted by Mauritania, wants peace with the Red Star Front. Both sides will free captives by May.", [None]),
]


@pytest.mark.parametrize(("text", "meant"), MEANT, ids=[text for text, _ in MEANT])
def test_whom_the_words_mean(text: str, meant: list[str | None], tools: Tools) -> None:
    day = date(2018, 9, 17)
    document = Document("d", None, "s", None, text, day, "metadata", None, "d.txt")
    [(_, annotations)] = annotate_all([document], tools)
    assert [c.obligor and c.obligor.name for c in annotations.commitments] == meant


def test_who_welcomes_a_deed_does_not_have_to_do_it(tools: Tools) -> None:
    text = "Guns would be withdrawn by 10 October under the accord, a step that was welcomed by the government of Peru."
    document = Document("d", None, "s", None, text, date(2018, 9, 17), "metadata", None, "d.txt")
    [(_, annotations)] = annotate_all([document], tools)
    assert [c.obligor for c in annotations.commitments] == [None]
