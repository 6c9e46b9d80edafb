"""How each outlet is drawn, the same on every page."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from lib.views.highlight import Html, chip, element, joined, swatch

# More names than this in a row are harder to read than their colours.
MOST_NAMED = 3


class Looks(NamedTuple):
    """How each outlet is drawn: id to name, to colour and to hatching."""

    names: Mapping[str, str]
    colours: Mapping[str, str]
    patterns: Mapping[str, str]

    def chip(self, outlet: str) -> Html:
        """The outlet's name behind its colour."""
        return chip(self.names.get(outlet, outlet), self.colours.get(outlet, ""), self.patterns.get(outlet, ""))

    def group(self, outlets: Sequence[str]) -> Html:
        """The outlets by name, or where they are many as patches of colour with their number, names on hover."""
        if len(outlets) <= MOST_NAMED:
            return joined(map(self.chip, outlets), " ")
        patches = (
            swatch(self.colours.get(o, ""), self.patterns.get(o, ""), hover=self.names.get(o, o)) for o in outlets
        )
        return element("span", f"{len(outlets)} outlets ", joined(patches), class_="patches")
