"""The day on which a web page was published, as the page itself declares or prints it, and never another day on it."""

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from lib.codebooks import load_words, word_set
from lib.text.days import is_likely, not_likely
from lib.text.metadata import find_date_line

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ISO = re.compile(r"\s*(\d{4})[-/.]?(\d\d)[-/.]?(\d\d)(?!\d)")
_NUMBERS = re.compile(r"\s*(?:\D{0,20}\s)?(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)")
_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)/(\d\d)/(\d\d)(?=[/-])")
_PARTS_OF_A_NAME = re.compile(r"[a-z]+|[A-Z][a-z]*")
_DATED = frozenset({"date", "dateline", "published", "posted", "pubdate", "time", "timestamp"})
_CHANGED = re.compile(r"\b(?:last|updated?|modified|changed|revised)\b", re.IGNORECASE)
_AROUND = frozenset({"aside", "footer", "nav", "form", "li", "figure"})
# Objects of JSON-LD that stand for other pages or for what is said below the article.
_OTHER_THINGS = frozenset({"comment", "review", "itemlistelement", "mentions", "ispartof", "citation", "relatedlink"})
# The first paragraph of so many letters is the article's; a byline or a caption is shorter.
_PARAGRAPH = 80
# No day is printed in a longer piece of text.
_LONGEST = 60


def find_published(root: "HtmlElement", url: str | None) -> tuple[date | None, tuple[str, ...]]:
    """The day, or None; and a note where it is only printed, cannot be read for sure, or is another day's.

    It is sought in the page's metadata, its address, and between the headline and the first paragraph, in that order.
    """
    for value in (*_in_metadata(root, "page_dates"), *_in_json(root), *_in_attributes(root), *_in_address(url)):
        day, _ = _read_day(value)
        if day:
            return (day, ()) if is_likely(day) else (None, (not_likely(day),))
    for value in _printed(root):
        day, note = _read_day(value)
        if day and is_likely(day):
            return day, ("the day of publication is the one printed beside the headline",)
        if note:
            return None, (note,)
    for value in _in_metadata(root, "page_changes"):
        day, _ = _read_day(value)
        if day and is_likely(day):
            return None, (f"the page says only that it was changed on {day.day} {day:%b %Y}",)
    return None, ()


def _read_day(value: str) -> tuple[date | None, str | None]:
    """The day a value names; a note instead where day and month may be either way round."""
    iso, numbers = _ISO.match(value), _NUMBERS.match(value)
    if iso:
        return _day(int(iso[1]), int(iso[2]), int(iso[3])), None
    if numbers:
        first, second, year = map(int, numbers.groups())
        both = {day for day in (_day(year, second, first), _day(year, first, second)) if day}
        if len(both) == 2:
            return None, f"the page prints the date {numbers[0].strip()}, which may be either of two days: say which"
        return next(iter(both), None), None
    line = find_date_line(value.strip()[:_LONGEST]) or find_date_line(re.sub(r"\s.*", "", value.strip()))
    return line.published if line else None, None


def _day(year: int, month: int, day: int) -> date | None:
    """The day, where there is such a one."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _in_metadata(root: "HtmlElement", kind: str) -> Iterator[str]:
    """What the page's own metadata say, the surest name first."""
    said: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("name") or element.get("property") or element.get("itemprop") or element.get("http-equiv")
        if name and element.get("content"):
            said.setdefault(name.strip().lower(), element.get("content"))
    yield from (said[name] for name in load_words("boilerplate")[kind] if name in said)


def _in_json(root: "HtmlElement") -> Iterator[str]:
    for script in root.iter("script"):
        if "ld+json" in (script.get("type") or ""):
            try:
                data = json.loads(script.text or "", parse_int=str)
            except (ValueError, RecursionError):
                continue
            yield from _days_in(data)


def _days_in(said: object) -> Iterator[str]:
    """Each `datePublished` of a thing that is no other page, the outermost first."""
    waiting: list[Any] = [said]
    for thing in waiting:
        if isinstance(thing, list):
            waiting += thing
        elif isinstance(thing, dict):
            if isinstance(thing.get("datePublished"), str):
                yield thing["datePublished"]
            waiting += [value for key, value in thing.items() if key.lower() not in _OTHER_THINGS]


def _in_attributes(root: "HtmlElement") -> Iterator[str]:
    """What an element outside the page's frame declares to be the day of publication."""
    for element in root.iter():
        if not isinstance(element.tag, str) or element.tag == "meta":
            continue
        by_class = "dt-published" in (element.get("class") or "").split()
        by_name = element.get("itemprop") == "datePublished" or element.get("pubdate") is not None
        if (by_class or by_name) and not is_around(element):
            yield element.get("datetime") or element.get("content") or element.text_content()


def _in_address(url: str | None) -> Iterator[str]:
    found = _IN_ADDRESS.search(url or "")
    if found:
        yield "-".join(found.groups())


def _printed(root: "HtmlElement") -> Iterator[str]:
    """The days printed beside the headline: from what stands just before it to the article's first paragraph."""
    headline = next(root.iter("h1"), None)
    if headline is None:
        return
    before = headline.getprevious()
    beside = False
    for element in root.iter():
        beside = beside or element is headline or (before is not None and element is before)
        if not beside or not isinstance(element.tag, str):
            continue
        if element.tag == "p" and len(element.text_content()) >= _PARAGRAPH:
            return
        if (element.tag == "time" or _DATED & _words_of(element)) and not is_around(element):
            value = element.get("datetime") or element.text_content()
            if len(value) <= _LONGEST and not _CHANGED.search(_said_with(element)):
                yield value


def _said_with(element: "HtmlElement") -> str:
    """What an element is called and says, with the few words that its parent says before it."""
    parent = element.getparent()
    before = parent.text_content()[:_LONGEST] if parent is not None and len(parent) <= 2 else ""
    return " ".join((element.get("class") or "", element.get("itemprop") or "", before, element.text_content()))


def is_around(element: "HtmlElement") -> bool:
    """Whether an element is or stands in the frame round the article: an aside, a footer, a teaser."""
    frames = word_set("boilerplate", "page_frames")
    around = (element, *element.iterancestors())
    return any(one.tag in _AROUND or (one.tag not in ("body", "html") and frames & _words_of(one)) for one in around)


def _words_of(element: "HtmlElement") -> set[str]:
    """The words in an element's class and id: "post-date relatedItems" holds post, date, related and items."""
    named = f"{element.get('class') or ''} {element.get('id') or ''}"
    return {word.lower() for word in _PARTS_OF_A_NAME.findall(named[:_LONGEST])}
