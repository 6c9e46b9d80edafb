"""Names on a drawn map: each stands where it touches nothing that stands already, or is left out."""

import math
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lib.views.kit.highlight import Html, element
from lib.views.map.outlines import Box

CELL = 48  # pixels: what is taken is looked up by the squares of a grid
APART = 2.0  # pixels between two names
ASCENT = 0.8  # of a line's height: from its top to the feet of its letters
HALO = "#ffffff"

# Widths of Helvetica's letters, which Arial and its like share, as parts of the size. A name is then set to exactly its
# box, so that a reader's other letters cannot run into the next name.
_WIDTHS = {
    letter: width
    for width, letters in (
        (0.22, "ijl'’"),
        (0.28, "ftı I.,:;/!"),
        (0.34, "r()-"),
        (0.5, "cksvxyzJ"),
        (0.56, "abdeghnopquL0123456789"),
        (0.61, "FTZ"),
        (0.67, "ABEKPSVXY"),
        (0.72, "CDHNRUw"),
        (0.78, "GOQ"),
        (0.83, "mM"),
        (0.94, "W"),
    )
    for letter in letters
}
SMALL, CAPITAL, IDEOGRAPH = 0.57, 0.75, 1.0  # what the table does not have
BOLD = 1.07


class Style(NamedTuple):
    """How one kind of name is written: letters' size in pixels, weight, colour, and how much its letters are spaced."""

    size: float
    weight: str
    colour: str
    spaced: float = 1.0


class Sheet:
    """The picture as far as it is taken, in pixels."""

    def __init__(self, edge: Box) -> None:
        self.edge = edge
        self._cells: defaultdict[tuple[int, int], list[Box]] = defaultdict(list)

    def take(self, box: Box) -> None:
        """Let nothing else stand here."""
        for cell in _cells(box):
            self._cells[cell].append(box)

    def is_free(self, box: Box) -> bool:
        """Whether the box lies inside the picture and touches nothing."""
        wider = Box(box.left - APART, box.low - APART, box.right + APART, box.high + APART)
        return self.edge.holds(box) and not any(
            wider.meets(other) for cell in _cells(wider) for other in self._cells.get(cell, ())
        )

    def first_free(self, boxes: Iterable[Box]) -> Box | None:
        """The first box that is free, now taken; None where none is."""
        found = next((box for box in boxes if self.is_free(box)), None)
        if found:
            self.take(found)
        return found


def text_width(text: str, size: float, weight: str = "400") -> float:
    """About how many pixels wide a text is.

    >>> round(text_width("Idlib 18", 12)), round(text_width("Bogotá", 12)), round(text_width("東京", 12))
    (39, 38, 24)
    """
    letters = map(_letter_width, unicodedata.normalize("NFD", text))
    return sum(letters) * size * (1.0 if weight == "400" else BOLD)


def box_of(style: Style, text: str, count: str = "") -> tuple[float, float]:
    """Width and height of a name with its count."""
    letters = text_width(text, style.size, style.weight) * style.spaced
    return math.ceil(letters + text_width(f" {count}" if count else "", style.size)), style.size + 2


def around(x: float, y: float, gap: float, size: tuple[float, float]) -> Iterator[Box]:
    """The boxes beside a point, `gap` from it, in the order mapmakers prefer: right, left, below, above, corners."""
    (wide, high), slant = size, gap * math.sqrt(0.5)
    for left, top in (
        (x + gap, y - high / 2),
        (x - gap - wide, y - high / 2),
        (x - wide / 2, y + gap),
        (x - wide / 2, y - gap - high),
        (x + slant, y - slant - high),
        (x + slant, y + slant),
        (x - slant - wide, y - slant - high),
        (x - slant - wide, y + slant),
    ):
        yield Box(left, top, left + wide, top + high)


def name_svg(style: Style, text: str, box: Box, class_: str, count: str = "") -> Html:
    """The name in its box over a halo; its width is the box's whatever letters the reader's machine has."""
    wide = f"{box.right - box.left:.1f}"
    place = {
        "x": f"{box.left:.1f}",
        "y": f"{box.low + ASCENT * (box.high - box.low):.1f}",
        "font_size": f"{style.size:g}",
        "font_weight": style.weight,
        "textLength": wide,
        "lengthAdjust": "spacing" if style.spaced > 1 else "spacingAndGlyphs",
    }
    words = [text, *([element("tspan", f" {count}", font_weight="400")] if count else [])]
    halo = {"fill": HALO, "stroke": HALO, "stroke_width": "2.5", "stroke_linejoin": "round", "opacity": "0.8"}
    under = element("text", *words, **place, **halo, aria_hidden="true", class_="halo")
    return element("g", under, element("text", *words, **place, fill=style.colour, class_=class_))


def _cells(box: Box) -> Iterator[tuple[int, int]]:
    for across in range(math.floor(box.left / CELL), math.floor(box.right / CELL) + 1):
        for down in range(math.floor(box.low / CELL), math.floor(box.high / CELL) + 1):
            yield across, down


def _letter_width(letter: str) -> float:
    if unicodedata.combining(letter):
        return 0.0
    if unicodedata.east_asian_width(letter) in {"W", "F"}:
        return IDEOGRAPH
    return _WIDTHS.get(letter, CAPITAL if letter.isupper() else SMALL)
