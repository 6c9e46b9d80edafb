"""Headlines, and things that only look like words or duties: no quote, no obligation, no obligor."""

import pytest

from tests.test_commitments import find as commitments
from tests.test_quotes import find as quotes

BELOW = "\n\nThe two sides met in the capital for an hour."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        # a headline's clause and its marked words are said
        (f"Kenya says ferry accord holds{BELOW}", ["ferry accord holds"]),
        (f'Peru hails "historic" deal on boats{BELOW}', ['"historic" deal on boats']),
        # as a sentence says what is welcomed
        ("Kenya welcomed the ferry accord on Monday.", ["the ferry accord"]),
        # what one calls a thing is
        ("The minister called the ferry accord a success.", ["the ferry accord a success"]),
    ],
)
def test_words_that_are_said(text: str, said: list[str]) -> None:
    assert [quote.span.exact for quote in quotes(text)] == said


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        # the text below tells it as done, in other words or the same
        pytest.param(
            "Kenya frees first 30 traders under swap deal\n\nKenya released 30 Ugandan traders on Friday.",
            [],
            marks=pytest.mark.xfail(strict=True, reason="a known miss"),
        ),
        # it does not
        (
            "Kenya frees first 30 traders under swap deal\n\nKenya received 12 boats on Friday.",
            ["Kenya frees first 30 traders"],
        ),
    ],
)
def test_a_headline_that_tells_what_was_done(text: str, stated: list[str]) -> None:
    assert [commitment.span.exact for commitment in commitments(text)] == stated


@pytest.mark.parametrize(
    ("text", "obligor"),
    [
        ("The accord will give Kenyan boats 400 licences.", None),
        ("Uganda will give Kenyan boats 400 licences.", "Uganda"),
        ("The truce will begin on Friday.", "truce"),
    ],
)
def test_a_deal_obliges_and_is_not_obliged(text: str, obligor: str | None) -> None:
    [commitment] = commitments(text)
    assert (commitment.obligor.text if commitment.obligor else None) == obligor
