"""What somebody is said not to have promised, or not to be obliged to do."""

import pytest

from lib.annotate.commitments import find_denials
from tests.dues import find
from tests.parsed import parsed

DENIED = [
    ("The government has made no commitment to free the hostages.", "free", "government"),
    ("The truce imposes no obligation on Oslo to hand over its boats.", "hand", "truce"),
    ("The accord does not require the rebels to disarm.", "disarm", "rebels"),
    ("The deal does not oblige Lima to close the plant.", "close", "Lima"),
    ("Ankara has not promised to leave the town.", "leave", "Ankara"),
    ("Oslo never agreed to pay the fine.", "pay", "Oslo"),
    ("The army is not obliged to withdraw its tanks.", "withdraw", "army"),
    ("Nairobi is not required to open the road.", "open", "Nairobi"),
]


@pytest.mark.parametrize(("text", "action", "whose"), DENIED, ids=[text for text, *_ in DENIED])
def test_a_denial_is_kept_and_is_neither_duty_nor_ban(text: str, action: str, whose: str) -> None:
    [denial] = find_denials(parsed(text), (), (), ())
    assert (denial.action, denial.obligor and denial.obligor.text) == (action, whose)
    assert denial.span.exact == text[denial.span.start : denial.span.end]
    assert find(text) == []


@pytest.mark.parametrize(
    "text",
    ["The rebels promised not to attack.", "The accord bars Lima from closing the plant.", "The army must not leave."],
)
def test_a_ban_is_no_denial(text: str) -> None:
    assert list(find_denials(parsed(text), (), (), ())) == []
    assert [commitment.modality for commitment in find(text)] == ["prohibition"]
