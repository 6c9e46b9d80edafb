"""What was understood of an article that is about to be added, as escaped HTML."""

from collections import Counter

from lib.models import Document
from lib.text.words import count_words
from lib.views.kit.highlight import Html, element, joined
from lib.views.kit.sentences import dated
from lib.views.kit.text import counted

# Enough to recognise an article by.
_OPENING = 420

_SOURCE_FROM = {"metadata": "as given", "text": "found in the text", "url": "from the address", "analyst": "corrected"}


def preview_html(name: str, document: Document) -> Html:
    """File, outlet, date and length; the beginning of the cleaned text; what was taken out, and what was odd."""
    body = document.text[document.body_start :]
    return element(
        "div",
        element("div", element("b", name), *_facts(document, body), class_="origin"),
        element("p", element("b", document.title), class_="article-text") if document.title else Html(""),
        element("p", body[:_OPENING] + ("…" if len(body) > _OPENING else ""), class_="article-text"),
        element("ul", joined(element("li", line) for line in _remarks(document)), class_="notes"),
        class_="preview",
    )


def _facts(document: Document, body: str) -> tuple[Html, ...]:
    """Outlet, date and length, each with how it is known."""
    outlet = document.source.name if document.source else "outlet not known"
    how = f" ({_SOURCE_FROM[document.source_from]})" if document.source_from else ""
    return (
        element("span", outlet, how),
        dated(document.published, document.published_from),
        element("span", counted(count_words(body), "word")),
    )


def _remarks(document: Document) -> list[str]:
    """What cleaning took out, by reason, and the notes of reading."""
    reasons = Counter(removal.reason for removal in document.removed)
    removed = [f"Removed: {reason}{f', {n} times' if n > 1 else ''}" for reason, n in reasons.items()]
    return [*removed, *document.notes]
