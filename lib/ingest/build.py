"""A document made of a text and of what is known besides."""

import re
from dataclasses import replace
from hashlib import blake2b

from lib.errors import UnreadableFileError
from lib.ingest.given import MAX_CHARACTERS, Given, outlet_at, outlet_named, without_endless
from lib.ingest.language import find_other_language
from lib.ingest.mend import mend
from lib.models import Document, PublishedFrom, Source, SourceFrom
from lib.text.clean import RUN, Cleaned, clean
from lib.text.days import is_likely, not_likely

# What is read verbatim cannot be left out, and is too long a word for any reader of it.
_ENDLESS = re.compile(r"(?<!\S)\S{50000}")
EMPTY = "empty: save the article's text in it"


def build_document(path: str, data: bytes, text: str, given: Given, *, verbatim: bool) -> Document:
    """The document of a decoded text; `verbatim` keeps the text as it is and only reads what it prints of itself.

    Raises UnreadableFileError for a text that is empty, too long, or not English.
    """
    if not text.strip():
        raise UnreadableFileError("only white space: save the article's text in it" if text else EMPTY)
    if not verbatim:
        given = replace(given, title=mend(given.title or "")[0])
    given, endless = without_endless(given)
    given, unlikely = _without_unlikely_day(given)
    cleaned = clean(text, None if verbatim else given.title, given.outlet.name if given.outlet else "")
    kept = text if verbatim else cleaned.text
    if not verbatim and not kept.strip() and any(removal.reason == RUN for removal in cleaned.removed):
        raise UnreadableFileError("nothing but letters without a space: save the article's text in it")
    _refuse_unfit(kept)
    source, source_from = _resolve_source(given, cleaned)
    published, published_from = given.published or cleaned.published, _published_from(given, cleaned)
    return Document(
        id=document_id(source, data),
        source=source,
        story=given.story or path,
        title=given.title if verbatim else cleaned.title,
        text=kept,
        published=published,
        published_from=published_from,
        source_from=source_from,
        path=path,
        url=given.url,
        body_start=0 if verbatim else cleaned.body_start,
        original=text if verbatim else cleaned.original,
        removed=() if verbatim else cleaned.removed,
        notes=(*cleaned.notes, *endless, *unlikely, *_differing_date(given, cleaned), *given.known),
    )


def _without_unlikely_day(given: Given) -> tuple[Given, tuple[str, ...]]:
    """What is known without a day that no article can be of, and the note that there was one."""
    if given.published is None or is_likely(given.published):
        return given, ()
    return replace(given, published=None), (not_likely(given.published),)


def document_id(source: Source | None, data: bytes) -> str:
    """Sixteen hexadecimal digits that change with the outlet and with any byte."""
    return blake2b(f"{source.id if source else ''}\0".encode() + data, digest_size=8).hexdigest()


def _refuse_unfit(text: str) -> None:
    """Raises where the text cannot be annotated."""
    if not text.strip():
        raise UnreadableFileError("nothing but a site's own phrases: save the article's text in it")
    if _ENDLESS.search(text):
        raise UnreadableFileError("holds a word of more than 50,000 letters: take it out, or put spaces in it")
    if len(text) > MAX_CHARACTERS:
        raise UnreadableFileError(f"longer than {MAX_CHARACTERS:,} characters: save each article in a file of its own")
    language = find_other_language(text)
    if language:
        raise UnreadableFileError(f"not English (it looks like {language}): only English articles are read")


def _resolve_source(given: Given, cleaned: Cleaned) -> tuple[Source | None, SourceFrom | None]:
    """The outlet and how it is known; where the text itself names the same one, that is the better proof."""
    printed = outlet_named(cleaned.outlet or "")
    if given.outlet:
        return given.outlet, "text" if printed and printed.id == given.outlet.id else "metadata"
    if printed:
        return printed, "text"
    at = outlet_at(given.url)
    return at, "url" if at else None


def _published_from(given: Given, cleaned: Cleaned) -> PublishedFrom | None:
    """How the date is known; where the text prints the same one, that is the better proof."""
    if cleaned.published and given.published in (None, cleaned.published):
        return "text"
    return "metadata" if given.published else None


def _differing_date(given: Given, cleaned: Cleaned) -> tuple[str, ...]:
    """A note where the text prints another date than the one that counts."""
    day = cleaned.published
    if not day or given.published in (None, day):
        return ()
    return (f"the text itself prints the date {day.day} {day:%b %Y}",)
