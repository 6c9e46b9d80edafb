"""Below a figure's map: the scale, what colours, forms and sizes say, and the lines of its foot."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from textwrap import wrap
from typing import NamedTuple

from lib.models import Precision
from lib.views.kit.highlight import Html, element, joined
from lib.views.kit.looks import Looks
from lib.views.kit.palette import UNKNOWN_GREY
from lib.views.map.figure.ground import QUIET
from lib.views.map.figure.projection import HEIGHT, Frame
from lib.views.map.figure.symbols import INK, symbol_svg
from lib.views.map.place_map import Share, radius
from lib.views.map.placing import text_width

SIZE, FOOT, LINE_HEIGHT = 11.5, 10.5, 15.0  # pixels
SWATCH, SPACE = 6.0, 18.0  # pixels: half a sample, and between two
LONGEST_BAR = 130  # pixels
FORMS: Mapping[Precision, str] = {
    "city": "city or town",
    "province": "province, somewhere inside",
    "country": "country, somewhere inside",
    "feature": "site or landmark",
}


class Key(NamedTuple):
    """A sample about its middle, half its width, and what it stands for."""

    sample: Html
    half: float
    words: str


def look_keys(looks: Looks, found: Iterable[str]) -> Iterator[Key]:
    """A key for each outlet, or role, that is drawn."""
    drawn = set(found)
    for look in dict.fromkeys([*looks.colours, *sorted(drawn)]):
        if look in drawn:
            colour, striped = looks.colours.get(look, UNKNOWN_GREY), bool(looks.patterns.get(look))
            yield Key(
                symbol_svg("city", SWATCH, [_whole(colour, striped=striped)]), SWATCH, looks.names.get(look, look)
            )


def form_keys(found: Iterable[str]) -> Iterator[Key]:
    """A key for each form that is drawn."""
    drawn = set(found)
    for precision, words in FORMS.items():
        if precision in drawn:
            yield Key(symbol_svg(precision, SWATCH, [_whole(QUIET)]), SWATCH, words)


def size_keys(largest: int) -> Iterator[Key]:
    """What one mention, and what as many as the largest place has, look like."""
    for mentions in sorted({1, max(1, round(largest / 4)), largest}):
        size = radius(mentions, largest)
        circle = element("circle", r=f"{size:g}", fill="none", stroke=QUIET)
        yield Key(circle, size, f"{mentions:,} mention{'s' * (mentions > 1)}")


def rows_svg(rows: Iterable[Sequence[Key]], top: float, width: float) -> tuple[list[Html], float]:
    """The keys in rows that wrap at `width`, and where they end."""
    drawn: list[Html] = []
    y = top
    for row in rows:
        for line in _lines(row, width):
            half = max(LINE_HEIGHT / 2, *(key.half + 2 for key in line))
            drawn += _drawn(line, y + half)
            y += 2 * half
    return drawn, y


def scale_svg(frame: Frame, right: float, y: float) -> Html:
    """A bar of a round length, ending at `right`, and for which latitude it holds."""
    lat = frame.degrees(0, HEIGHT / 2)[1]
    kilometres = _round_length(frame.metres_a_pixel(lat) * LONGEST_BAR / 1000)
    long = kilometres * 1000 / frame.metres_a_pixel(lat)
    bar = element("path", d=f"M{right - long:.1f} {y - 4:g}v4H{right:.1f}v-4", fill="none", stroke=INK)
    words = f"{kilometres:,g} km at {abs(lat):.0f}°{'N' if lat >= 0 else 'S'}"
    return joined([bar, text_svg(words, right, y + 12, FOOT, QUIET, text_anchor="end")])


def foot_svg(lines: Iterable[str], top: float, width: float) -> tuple[list[Html], float]:
    """The lines in small letters, wrapped, and where they end."""
    drawn, y = [], top
    for words in lines:
        for line in wrap(words, int(width / (0.52 * FOOT))):
            drawn.append(text_svg(line, 0, y + FOOT, FOOT, QUIET))
            y += LINE_HEIGHT
    return drawn, y


def text_svg(words: str, x: float, y: float, size: float, colour: str = INK, **attributes: str) -> Html:
    """A line of text whose letters stand on `y`."""
    return element("text", words, x=f"{x:.1f}", y=f"{y:.1f}", font_size=f"{size:g}", fill=colour, **attributes)


def _lines(row: Sequence[Key], width: float) -> Iterator[list[Key]]:
    """A row as the lines it needs."""
    line: list[Key] = []
    for key in row:
        if line and sum(map(_length, [*line, key])) > width:
            yield line
            line = []
        line.append(key)
    if line:
        yield line


def _drawn(line: Iterable[Key], y: float) -> Iterator[Html]:
    x = 0.0
    for key in line:
        yield element("g", key.sample, transform=f"translate({x + key.half:.1f} {y:.1f})", class_="key")
        yield text_svg(key.words, x + 2 * key.half + 5, y + 4, SIZE)
        x += _length(key)


def _length(key: Key) -> float:
    return 2 * key.half + 5 + text_width(key.words, SIZE) + SPACE


def _round_length(most: float) -> float:
    """The largest of 1, 2, 5, 10 and so on that is no more.

    >>> _round_length(130), _round_length(47), _round_length(0.6)
    (100.0, 20.0, 0.5)
    """
    power = 10.0 ** math.floor(math.log10(most))
    return max(step for step in (power, 2 * power, 5 * power) if step <= most)


def _whole(colour: str, *, striped: bool = False) -> Share:
    return {"label": "", "count": 1, "colour": colour, "striped": striped}
