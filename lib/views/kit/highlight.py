"""Escaped HTML: the only file that writes markup. Whatever is not already `Html` is escaped on its way in."""

import html
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple
from urllib.parse import urlsplit

from lib.views.kit.palette import PATTERNS, UNKNOWN_GREY
from lib.views.kit.text import NO_NAME, inline, is_visible, isolated, turns, unturned

_SAFE_SCHEMES = frozenset({"http", "https"})
# Elements that hold text and no element that could isolate it; those of SVG among them.
_TEXT_ALONE = frozenset({"title", "desc", "text", "tspan"})


class Html(str):
    """Markup made here; only `element`, `joined` and `marked` make it, so article text can never be mistaken for it."""

    __slots__ = ()


class Mark(NamedTuple):
    """A stretch to set off: half-open offsets into the text, its kind, a small label, and what hovering says.

    `anchor` is an id for links to jump to; `chosen` sets the one mark that the link asked for apart.
    """

    start: int
    end: int
    kind: str = "chosen"
    label: str = ""
    hover: str = ""
    anchor: str = ""


def element(name: str, *children: str, **attributes: str | None) -> Html:
    """One HTML element; children and attributes are escaped unless a child is `Html`, empty attributes left out.

    `class_` writes class, `data_kind` writes data-kind. Text written from right to left keeps its direction to itself.

    >>> element("p", "1 < 2 ", element("b", "so"), class_="fact")
    '<p class="fact">1 &lt; 2 <b>so</b></p>'
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{html.escape(value)}"' for key, value in attributes.items() if value
    )
    inside = "".join(map(_words, children)) if name in _TEXT_ALONE else joined(children)
    return Html(f"<{name}{written}>{inside}</{name}>")


def joined(children: Iterable[str], between: str = "") -> Html:
    """The pieces in a row, each escaped unless it is `Html` already.

    >>> joined(["a & b", Html("<i>c</i>")], " ")
    'a &amp; b <i>c</i>'
    """
    return Html(html.escape(between).join(_escaped(child) for child in children))


def link(text: str, href: str, hover: str | None = None, class_: str | None = None) -> Html:
    """A link within the desk, in the same tab; `href` comes from `lib.ui.kit.links`, never from an article."""
    words = text if is_visible(text) else NO_NAME
    return element("a", words, href=href, target="_self", title=hover, class_=class_)


def fold(name: str, summary: Html, *inside: str, opened: bool = False, class_: str | None = None) -> Html:
    """A row that opens in place; the desk knows it by `name`, which stands in the link while it is open."""
    is_open = {"open": "open"} if opened else {}
    return element("details", summary, *inside, class_=class_, data_row=name, **is_open)


def outside_link(text: str, url: str | None) -> Html:
    """A link to the web in a new tab; only the text where the address is not http or https.

    >>> outside_link("here", "javascript:alert(1)")
    'here'
    """
    try:
        safe = bool(url) and urlsplit(url).scheme.lower() in _SAFE_SCHEMES
    except ValueError:
        safe = False
    return element("a", text, href=url, target="_blank", rel="noopener noreferrer") if safe else joined([text])


@lru_cache(maxsize=1024)  # an outlet stands beside each of its sentences
def chip(name: str, colour: str, pattern: str = "", hover: str | None = None) -> Html:
    """An outlet's name behind its colour, hatched where its hue is shared; one cut short stands whole on hover."""
    short = inline(name)
    whole = None if short in {name, NO_NAME} else name
    return element("span", swatch(colour, pattern), short, class_="chip", title=hover or whole)


def swatch(colour: str, pattern: str = "", width: float | None = None, hover: str | None = None) -> Html:
    """A patch of an outlet's colour; `width` in percent makes it a part of a bar."""
    style = f"background-color:{colour or UNKNOWN_GREY}" + ("" if width is None else f";width:{width:.2f}%")
    hatched = f" hatched h{PATTERNS.index(pattern)}" if pattern in PATTERNS[1:] else ""
    return element("i", class_=f"swatch{hatched}", style=style, title=hover)


def marked(text: str, marks: Sequence[Mark], address: Callable[[int], str] | None = None) -> Html:
    """The text with its marks set off; marks may overlap and nest, and ends outside the text are cut to it.

    What hovering says something of is a link where `address` gives one for the offset at which it begins.

    >>> marked("Putin <b> met", [Mark(0, 5, "person", "person")])
    '<mark class="m-person" data-label="person">Putin</mark> &lt;b&gt; met'
    """
    return joined(_segments(text, [_within(mark, len(text)) for mark in marks], address))


def _segments(text: str, marks: Sequence[Mark], address: Callable[[int], str] | None) -> Iterator[str]:
    """The text cut at every end of a mark, each piece wrapped in the marks that cover it."""
    ends = sorted({0, len(text), *(end for mark in marks for end in (mark.start, mark.end))})
    for start, end in pairwise(ends):
        covering = [mark for mark in marks if mark.start <= start and end <= mark.end]
        piece = _wrapped(text[start:end], start, covering) if covering else text[start:end]
        leads = address is not None and any(mark.hover for mark in covering)
        yield element("a", piece, href=address(start), target="_self", data_stays="yes") if address and leads else piece


def _wrapped(piece: str, start: int, covering: Sequence[Mark]) -> Html:
    """One piece inside one `mark` element that carries every covering kind; labels stand where a mark begins."""
    begins = [mark for mark in covering if mark.start == start]
    return element(
        "mark",
        piece,
        class_=" ".join(dict.fromkeys(f"m-{mark.kind}" for mark in covering)),
        id=next((mark.anchor for mark in begins if mark.anchor), None),
        title="; ".join(dict.fromkeys(mark.hover for mark in covering if mark.hover)),
        data_label=", ".join(dict.fromkeys(mark.label for mark in begins if mark.label)),
    )


def _within(mark: Mark, length: int) -> Mark:
    """The mark cut to the text, so that a stale span shows less rather than failing."""
    start = min(max(mark.start, 0), length)
    return mark._replace(start=start, end=min(max(mark.end, start), length))


def _words(child: str) -> str:
    """The child as markup, isolated by letters and by no element."""
    return child if isinstance(child, Html) else html.escape(isolated(child))


def _escaped(child: str) -> str:
    """The child as markup: its own if it is `Html`, escaped if it is text, isolated where it turns its neighbours."""
    if isinstance(child, Html):
        return child
    return f"<bdi>{html.escape(unturned(child))}</bdi>" if turns(child) else html.escape(child)
