"""How each outlet is drawn, the same on every page."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from lib.views.kit.highlight import Html, chip, element, joined, swatch
from lib.views.kit.text import counted, listed

# More names than this in a row are harder to read than their colours.
MOST_NAMED = 3


INDEPENDENT = (
    "Outlets count as one source where most of the articles of one share at least half of their words with the "
    "other’s, are credited to it, or are credited to the same agency. The same quote in both does not count."
)


class Looks(NamedTuple):
    """How each outlet is drawn: id to name, to colour and to hatching; and which outlets count as one source.

    `groups` has every outlet in view once; it is empty where the articles were not compared with each other. `files`
    has the whole path behind the name of an outlet that nobody knows.
    """

    names: Mapping[str, str]
    colours: Mapping[str, str]
    patterns: Mapping[str, str]
    groups: Sequence[Sequence[str]] = ()
    files: Mapping[str, str] = MappingProxyType({})

    def chip(self, outlet: str) -> Html:
        """The outlet's name behind its colour; an unknown one's whole path on hover."""
        name, path = self.names.get(outlet, outlet), self.files.get(outlet)
        return chip(name, self.colours.get(outlet, ""), self.patterns.get(outlet, ""), path)

    def group(self, outlets: Sequence[str]) -> Html:
        """The outlets by name, or where they are many as patches of colour with their number, names on hover.

        Names say nothing of how many sources they make, so that is added where they are fewer.
        """
        if len(outlets) <= MOST_NAMED:
            fewer = self.independent(outlets) not in {None, len(outlets)}
            apart = [element("span", "(", self.how_many(outlets), ")", class_="fewer")] if fewer else []
            return joined([*map(self.chip, outlets), *apart], " ")
        patches = (
            swatch(self.colours.get(o, ""), self.patterns.get(o, ""), hover=self.names.get(o, o)) for o in outlets
        )
        return element("span", self.how_many(outlets), " ", joined(patches), class_="patches")

    def independent(self, outlets: Iterable[str]) -> int | None:
        """How many independent sources the outlets make; None where that is not known."""
        among = set(outlets)
        return sum(not among.isdisjoint(group) for group in self.groups) or None

    def how_many(self, outlets: Sequence[str]) -> Html:
        """The number of outlets and of independent sources among them, which explains itself on hover."""
        said, independent = counted(len(outlets), "outlet"), self.independent(outlets)
        if independent is None:
            return element("span", said, class_="outlet-count")
        hover = " ".join([INDEPENDENT, *self._dependent(set(outlets))])
        return element(
            "span", f"{said}, {counted(independent, 'independent source')}", class_="outlet-count", title=hover
        )

    def _dependent(self, outlets: set[str]) -> Iterator[str]:
        """Which of the outlets count as one."""
        for group in self.groups:
            together = [self.names.get(outlet, outlet) for outlet in group if outlet in outlets]
            if len(together) > 1:
                yield f"{listed(together)} count as one."
