"""What a chart says of itself in its bottom margin."""

from typing import Any

import pytest
from plotly import graph_objects as go

from lib.views.kit.footer import LINE_PIXELS, LINE_SIGNS, with_footer


@pytest.mark.parametrize(
    ("words", "lines"), [("All articles · data version 3", 1), ("Outlet: A · " * 12, 3), ("Entity: <b>x</b> & y", 1)]
)
def test_the_words_stand_in_the_margin_that_grows_with_them(words: str, lines: int) -> None:
    bare: Any = go.Figure(layout={"height": 200, "margin": {"b": 30}})
    figure = with_footer(bare, words)
    text = figure.layout.title.text
    assert text.count("<br>") + 1 == lines
    assert figure.layout.margin.b - 30 == figure.layout.height - 200 >= lines * LINE_PIXELS
    assert "<b>" not in text
    assert all(len(line) < 2 * LINE_SIGNS for line in text.split("<br>"))


def test_an_image_of_the_chart_carries_the_words() -> None:
    assert "data version 3" in with_footer(go.Figure(), "All articles · data version 3").to_json()
