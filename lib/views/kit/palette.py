"""One colour an outlet, the same on every page, chart, map and chip."""

from collections.abc import Iterator
from itertools import cycle

import pandas as pd

OKABE_ITO = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9")
UNKNOWN_GREY = "#8A8F98"
UNKNOWN_PREFIX = "unknown:"

# Plotly's names. A seventh outlet takes the first hue again, hatched: a thirteenth hue could not be told apart.
PATTERNS = ("", "/", "x", ".", "-", "+", "|", "\\")


def outlet_colours(outlets: pd.DataFrame) -> dict[str, str]:
    """Outlet id to hex colour, for a frame with the column `outlet` in the corpus's order, each once.

    >>> outlet_colours(pd.DataFrame({"outlet": ["unknown:000", "ya-libnan", "alwaght"]}))
    {'unknown:000': '#8A8F98', 'ya-libnan': '#0072B2', 'alwaght': '#D55E00'}
    """
    return {outlet: colour for outlet, colour, _ in _styles(outlets)}


def outlet_patterns(outlets: pd.DataFrame) -> dict[str, str]:
    """Outlet id to Plotly hatching, "" where the colour alone tells it from the others; same frame as the colours."""
    return {outlet: pattern for outlet, _, pattern in _styles(outlets)}


def is_unknown(outlet: str) -> bool:
    """Whether this id stands for an article whose outlet nobody knows."""
    return outlet.startswith(UNKNOWN_PREFIX)


def _styles(outlets: pd.DataFrame) -> Iterator[tuple[str, str, str]]:
    """Outlet, colour and hatching; unknown outlets are grey and take the hatchings in turn."""
    known = cycle((colour, pattern) for pattern in PATTERNS for colour in OKABE_ITO)
    unknown = cycle((UNKNOWN_GREY, pattern) for pattern in PATTERNS)
    for outlet in outlets["outlet"]:
        yield (outlet, *next(unknown if is_unknown(outlet) else known))
