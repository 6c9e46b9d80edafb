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
    # Words that need more behind them, at the very end.
    "WILL BEFORE",
    "Russia will before",
    "The rebels must leave no later than",
    "Turkey agreed to withdraw until the",
    # A time that begins within a token takes the whole of it, and never ends where it begins.
    "Turkey has •recently sent its troops to Idlib.",
    "Turkey has @Monday to decide.",
    "Turkey has until /Monday to decide.",
    "Turkey has #tomorrow|Tuesday to decide, until ~Friday~.",
    "Rebels have …next_week to leave and \\today to sign.",
    "The rebels must leave within 2 1/2-months' time of 3/4-day talks.",
    "It is to spend about 5 1/2 hours in Oslo.",
    "It will last 1 1/2h, from 10a.m.-2p.m. to-morrow-week.",
]


@pytest.mark.parametrize("text", ODD)
def test_odd_text_raises_nothing_and_every_span_is_exact(text: str) -> None:
    assert all(text[c.span.start : c.span.end] == c.span.exact for c in find(text))


def test_a_long_text_loses_no_commitment() -> None:
    found = find("The rebels will leave the zone by Friday, and tanks must be handed over. " * 400)
    assert len(found) == 800
