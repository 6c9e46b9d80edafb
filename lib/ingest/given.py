"""What is known of an article besides its own words, and the limits of what is read."""

import re
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, TypedDict
from urllib.parse import urlsplit

from lib.models import Source
from lib.text.clean import in_order
from lib.text.slug import slug

# An article is some kilobytes. A page of HTML with all its scripts may take megabytes; more is not an article.
MAX_BYTES = 5_000_000
# The parser's own limit, about 160,000 words.
MAX_CHARACTERS = 1_000_000
# A name or a title is a line, and every page that has it carries it whole; what is longer is nothing of the kind.
LONGEST_NAME = 1_000
LONGEST_ADDRESS = 2_000
# By the rules of names on the Internet.
_LONGEST_HOST = 253
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


class Metadata(TypedDict, total=False):
    """What a caller may say of an article: the outlet's name, the day, the story, the headline, the address."""

    outlet: str | None
    published: date | None
    story: str | None
    title: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody or something other than the text says of an article; None where it is silent.

    `known` says how, as one sentence for each field.
    """

    outlet: Source | None = None
    published: date | None = None
    story: str | None = None
    title: str | None = None
    url: str | None = None
    known: tuple[str, ...] = ()

    def over(self, other: "Given") -> "Given":
        """Both together; where both speak, this one counts."""
        return Given(**{part.name: getattr(self, part.name) or getattr(other, part.name) for part in fields(self)})


def without_endless(given: Given) -> tuple[Given, tuple[str, ...]]:
    """What is known without what is too long to be what it is said to be, and a note for each of that.

    >>> without_endless(Given(story="zone " * 1_000))[1]
    ('the story is longer than 1,000 letters, and is not used',)
    """
    outlet = given.outlet or Source("", "")
    outlet_words = (outlet.id, outlet.name, outlet.country or "")
    lengths = {"outlet": max(map(len, outlet_words)), "story": len(given.story or ""), "title": len(given.title or "")}
    long = {name for name, length in lengths.items() if length > LONGEST_NAME}
    notes = [f"the {name} is longer than {LONGEST_NAME:,} letters, and is not used" for name in sorted(long)]
    if max(len(given.url or ""), len(outlet.url or "")) > LONGEST_ADDRESS:
        given = replace(given, url=None, outlet=given.outlet and replace(given.outlet, url=None))
        notes.append(f"the address is longer than {LONGEST_ADDRESS:,} letters, and is not used")
    silent: dict[str, Any] = dict.fromkeys(long)
    return replace(given, **silent), tuple(notes)


def outlet_named(name: str, country: str | None = None, url: str | None = None) -> Source | None:
    """The outlet of that name or host, or None where the name has neither letter nor digit.

    >>> outlet_named("Ya Libnan")
    Source(id='ya-libnan', name='Ya Libnan', country=None, url=None)
    >>> outlet_named("www.reuters.com").id
    'reuters-com'
    """
    name = in_order(_CONTROL.sub(" ", name).split())
    plain = name.lower().removeprefix("www.") if " " not in name else name
    return (
        Source(slug(plain), plain if name.lower().startswith("www.") else name, country, url) if slug(plain) else None
    )


def outlet_at(url: str | None) -> Source | None:
    """The outlet whose address this is, named after its host.

    >>> outlet_at("https://www.example.org/news/1").name
    'example.org'
    """
    host = urlsplit(url).hostname if url else None
    if host and len(host) > _LONGEST_HOST:
        return None
    return outlet_named(f"www.{host.removeprefix('www.')}", url=f"https://{host}") if host else None


def web_address(value: str | None) -> str | None:
    """The address where it is one that a page may link to: http or https, with a host; else None.

    >>> web_address("javascript:alert(1)") is None
    True
    """
    try:
        parts = urlsplit((value or "").strip())
        return parts.geturl() if parts.scheme in ("http", "https") and parts.hostname else None
    except ValueError:
        return None


def given_by(said: Metadata) -> Given:
    """What a caller said, as a record; an address that is none is left out."""
    return Given(
        outlet=outlet_named(said.get("outlet") or ""),
        published=said.get("published"),
        story=said.get("story") or None,
        title=said.get("title") or None,
        url=web_address(said.get("url")),
    )
