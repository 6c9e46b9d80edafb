"""Who speaks where a sentence does not name them: no dateline's place, nobody of the other gender, nobody else."""

import pytest

from lib.annotate.naming.datelines import dateline_end
from lib.annotate.quotes import find_quotes
from tests.conftest import mention_of
from tests.parsed import parsed

ZAHRA, BRAHIM = "Zahra Sougoumi", "Brahim Saleh"
SHE_SPOKE = f"{ZAHRA} told reporters that it was a breach. She said that the town was empty. "


def speakers(text: str) -> list[tuple[str, str | None]]:
    mentions = tuple(mention_of(text, name, name.lower()) for name in (ZAHRA, BRAHIM) if name in text)
    return [(one.speaker.span.exact, one.speaker.entity) for one in find_quotes(parsed(text), mentions) if one.speaker]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        # whom the text has called "she" is not "he"
        (f"{SHE_SPOKE}He said that he did not know.", ("He", None)),
        (f"{SHE_SPOKE}She said that she did not know.", ("She", ZAHRA.lower())),
        # who has no name is nobody that has one
        (f"{SHE_SPOKE}A herdsman told the Echo that it had circled. He said that it had fired.", ("He", None)),
        (f"{BRAHIM} said that it had fired. An official told the Echo that it had not. He said that it was late.",
         ("He", None)),
        (f"{BRAHIM} said that it had fired. The report said that it had not. He said that it was late.",
         ("He", BRAHIM.lower())),
    ],
)  # fmt: skip
def test_a_pronoun_is_nobody_else(text: str, last: tuple[str, str | None]) -> None:
    assert speakers(text)[-1] == last


def test_the_place_of_a_dateline_says_nothing() -> None:
    text = (
        "FAYA-LARGEAU, Chad, March 1 (Transsahara Wire) - Chad's army said on Saturday it had completed the withdrawal"
        " of its armour and artillery from two towns in the Tibesti region, in line with last month's accord."
    )
    assert [words for words, _ in speakers(text)] == ["Chad's army"]


@pytest.mark.parametrize(
    ("text", "at", "end"),
    [
        ("Head\nLIMA, Peru, March 1 (AP) - The army said so.", 7, 31),
        ("LIMA, Peru, March 1 (AP) - The army said so.", 30, None),
        ("Lima - the army said so.", 2, None),
        ("The army said so. " * 20, 200, None),
    ],
)
def test_where_a_dateline_ends(text: str, at: int, end: int | None) -> None:
    assert dateline_end(text, at) == end
