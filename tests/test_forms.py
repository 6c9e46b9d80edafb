"""Commitments in forms that no modal or verb of promising gives away: a row of the codebook, sentences each."""

import pytest

from lib.annotate.charting.rows import load_rows
from tests.dues import find

# Form, a text, and the words and modality that it is read with.
FORMS = [
    (
        "relative duty",
        "The pact sets up a centre, which will track the ships.",
        "which will track the ships",
        "obligation",
    ),
    (
        "relative duty",
        "They signed a treaty on a court, which shall sit in Oslo.",
        "which shall sit in Oslo",
        "obligation",
    ),
    (
        "relative duty with its day",
        "The pact names a panel that should report by 1 October.",
        "that should report by 1 October",
        "obligation",
    ),
    (
        "whence they go",
        "The accord opens a zone from which all gunmen must withdraw.",
        "all gunmen must withdraw",
        "obligation",
    ),
    (
        "joined relative duty",
        "The pact sets up a centre, which will sit in Oslo and track all ships.",
        "track all ships",
        "obligation",
    ),
    (
        "with work beginning",
        "The zone will be cleared, with Italian troops policing the road.",
        "Italian troops policing the road",
        "obligation",
    ),
    (
        "with work beginning, by its day",
        "A centre is part of the deal, with work starting within three weeks.",
        "work starting within three weeks",
        "obligation",
    ),
    (
        "doing so",
        "Manila will keep a duty of 7 percent, suspending 18 points of its tariff.",
        "suspending 18 points of its tariff",
        "obligation",
    ),
    (
        "and done by somebody",
        "Under the accord, the police will be pulled back and relieved by monitors.",
        "relieved by monitors",
        "obligation",
    ),
    (
        "that it be done",
        "The agreement was that all barges be moved from the lake.",
        "all barges be moved from the lake",
        "obligation",
    ),
    (
        "done from a day on",
        "From 1 October, the posts at the bridge are taken away.",
        "the posts at the bridge are taken away",
        "obligation",
    ),
    (
        "put off to a day",
        "The session has been put off to 26 October.",
        "The session has been put off to 26 October",
        "obligation",
    ),
    ("planned for a day", "A vote is planned for 3 October.", "A vote is planned for 3 October", "obligation"),
    (
        "while doing so",
        "Each side will keep its flag while suspending all patrols.",
        "suspending all patrols",
        "obligation",
    ),
    (
        "allowing somebody",
        "The pact calls for the reopening of the road, allowing Lagos to resume trade.",
        "allowing Lagos to resume trade",
        "permission",
    ),
    (
        "which takes effect",
        "The truce, which takes effect at midnight on Monday, is the first.",
        "takes effect at midnight on Monday",
        "obligation",
    ),
    ("valid for so long", "The pact is valid for 120 days.", "The pact is valid for 120 days", "obligation"),
    (
        "it is for somebody to do it",
        "It is now for the army to leave the town.",
        "the army to leave the town",
        "obligation",
    ),
    (
        "which they were bound to do",
        "The guns, which they were obliged to surrender by 1 October, are here.",
        "to surrender by 1 October",
        "obligation",
    ),
    (
        "and do it by its day",
        "The strip would be 10 km deep and take effect by 15 October.",
        "take effect by 15 October",
        "obligation",
    ),
    (
        "called on to do it by its day",
        "He called on the union to have sixty monitors in place by 30 September.",
        "have sixty monitors in place by 30 September",
        "obligation",
    ),
]


@pytest.mark.parametrize(
    ("text", "words", "modality"), [row[1:] for row in FORMS], ids=[f"{form}: {text}" for form, text, *_ in FORMS]
)
def test_a_form_is_read(text: str, words: str, modality: str) -> None:
    read = [(commitment.modality, commitment.span.exact) for commitment in find(text)]
    assert any(kind == modality and words in span for kind, span in read), read


def test_every_row_has_its_sentence() -> None:
    shown = {form for form, *_ in FORMS}
    assert {row.name for row in load_rows("forms", "form")} - shown == {"done by somebody", "and to do it by its day"}


@pytest.mark.parametrize(
    "text",
    [
        # what happened, is thought or only describes
        "The pass is closed by snow from November.",
        "The town, which fell in May, is quiet.",
        "He left, citing the pact.",
        "The museum is planned by an architect.",
        "The talks, held by envoys, went on.",
    ],
)
def test_what_has_such_a_form_and_is_no_commitment(text: str) -> None:
    assert find(text) == []
