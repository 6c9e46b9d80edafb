"""Commitments of odd texts and of long ones: nothing is raised, nothing is lost."""

import pytest

from tests.dues import find

ODD = [
    "",
    " \n\n ",
    "THE REBELS WILL LEAVE",
    "will will will",
    "to " * 50,
    "agreed to",
    "by Friday",
    '"""',
    "(;:—",
    "no no no",
]


@pytest.mark.parametrize("text", ODD)
def test_odd_text_raises_nothing_and_every_span_is_exact(text: str) -> None:
    assert all(text[c.span.start : c.span.end] == c.span.exact for c in find(text))


def test_a_long_text_loses_no_commitment() -> None:
    found = find("The rebels will leave the zone by Friday, and tanks must be handed over. " * 400)
    assert len(found) == 800
