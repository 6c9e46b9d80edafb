"""Which agency or outlet an article gives as its source: in brackets, in a line of its own, or for one statement."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from lib.codebooks import load_words
from lib.compare.records import Credit, CreditScope
from lib.models import Document, Span
from lib.text.slug import slug
from lib.text.words import either

# A bracket with an agency's name stands for the whole article this near its beginning, or at its very end.
_HEAD = 120
# How far beside a name the words that make it a credit may stand.
_SIGHT = 90
_CAPITALISED = r"(?:[A-Z][\w’'-]*|[a-z]{2}-[A-Z]\w*)"


class _Name(NamedTuple):
    """A name that may be credited, and where it stands; `sure` where it is known or a noun says what it is."""

    start: int
    end: int
    called: str


class _Patterns(NamedTuple):
    """What makes a name a credit."""

    known: re.Pattern[str]
    described: re.Pattern[str]
    unnamed: re.Pattern[str]
    says: re.Pattern[str]
    led_in: re.Pattern[str]
    whole_before: re.Pattern[str]
    whole_after: re.Pattern[str]


def find_credits(documents: Iterable[Document]) -> Iterator[Credit]:
    """Every credit to an agency or to another outlet, in the order of the documents; an outlet's own name is none.

    >>> text = "There will be no operation, Russia’s Interfax news agency reported."
    >>> document = Document("d", None, "", None, text, None, None, None, "")
    >>> [(credit.source, credit.name, credit.scope) for credit in find_credits([document])]
    [('interfax', 'Interfax', 'statement')]
    """
    documents = list(documents)
    names = _names(documents)
    patterns = _patterns(tuple(names))
    for document in documents:
        own = document.source.id if document.source else None
        for credit in (*_in_removed(document, names, patterns), *_in_text(document, names, patterns)):
            if credit.source != own:
                yield credit


def _names(documents: Iterable[Document]) -> dict[str, tuple[str, str]]:
    """Each spelling of an agency or outlet to its id and its name; the corpus's own outlets keep their ids."""
    listed = {**dict.fromkeys(load_words("reuse")["credits"]["names"]), **load_words("boilerplate")["outlets"]}
    names = {spelling: (slug(name or spelling), name or spelling) for spelling, name in listed.items()}
    sources = {document.source for document in documents if document.source}
    return names | {source.name: (source.id, source.name) for source in sources}


@cache
def _patterns(spellings: tuple[str, ...]) -> _Patterns:
    words = {key: f"(?:{either(tuple(value))})" for key, value in load_words("reuse")["credits"].items()}
    nouns = words["nouns"]
    known = rf"(?<![\w-])(?:{either(spellings)})(?![\w-])"
    between = rf"(?:(?i:the)\s+|{_CAPITALISED}\s+|[a-z]+-\w+\s+|state\s+|{nouns}\s+){{0,4}}"
    noun = rf"(?:['’]s)?(?:\s+{nouns})?"
    lead_in = rf"(?i:\b{words['lead_ins']})\s+"
    return _Patterns(
        re.compile(known),
        re.compile(rf"(?P<a>{_CAPITALISED}(?:\s{_CAPITALISED}){{0,2}})\s+{nouns}\b|\b{nouns}\s+(?P<b>{_CAPITALISED})"),
        re.compile(rf"{lead_in}(?:the\s+)?(?P<a>(?:[\w’'-]+\s+){{0,2}}{words['unnamed']})\b"),
        re.compile(rf"{noun},?(?:\s+(?:on\s+\w+day|also|later|earlier|previously))?\s+{words['verbs']}\b"),
        re.compile(rf"{lead_in}{between}\Z"),
        re.compile(rf"(?:\A|\n)\W*(?i:{words['whole_before']})\s+{between}\Z"),
        re.compile(rf"(?:\s+and\s+[\w ]{{1,30}})?\s+(?i:{words['whole_after']})"),
    )


def _in_removed(document: Document, names: Mapping[str, tuple[str, str]], patterns: _Patterns) -> Iterator[Credit]:
    """Agencies named in the dateline that cleaning took out of the text."""
    for removal in document.removed:
        for match in patterns.known.finditer(removal.exact) if "dateline" in removal.reason.lower() else ():
            source, name = names[match.group()]
            start = removal.start + match.start()
            span = Span(start, start + len(match.group()), match.group())
            yield Credit(document.id, source, name, span, "article", removed=True)


def _in_text(document: Document, names: Mapping[str, tuple[str, str]], patterns: _Patterns) -> Iterator[Credit]:
    """The credits that stand in the text itself, in order."""
    for name in sorted(_candidates(document.text, patterns)):
        scope = _scope(document, name, patterns)
        if scope:
            source, called = names.get(name.called, (slug(name.called), name.called))
            span = Span(name.start, name.end, document.text[name.start : name.end])
            yield Credit(document.id, source, called, span, scope)


def _candidates(text: str, patterns: _Patterns) -> Iterator[_Name]:
    """Known names, names beside a noun like newspaper, and agencies that go without a name; each place once."""
    taken: set[int] = set()
    for match in patterns.known.finditer(text):
        taken |= set(range(match.start(), match.end()))
        yield _Name(match.start(), match.end(), match.group())
    for match in (*patterns.described.finditer(text), *patterns.unnamed.finditer(text)):
        group = match.lastgroup or "a"
        if not taken.intersection(range(match.start(), match.end())):
            start = match.start(group) + len("The ") * match.group(group).startswith("The ")
            yield _Name(start, match.end(group), " ".join(text[start : match.end(group)].split()))


def _scope(document: Document, name: _Name, patterns: _Patterns) -> CreditScope | None:
    """Whether the name is credited, and for how much."""
    text = document.text
    before, after = text[max(0, name.start - _SIGHT) : name.start], text[name.end : name.end + _SIGHT]
    if before.endswith("(") and after.startswith(")"):
        near_head = name.start < document.body_start + _HEAD
        return "article" if near_head or not any(map(str.isalnum, text[name.end :])) else "statement"
    if patterns.whole_before.search(before) or patterns.whole_after.match(after):
        return "article"
    return "statement" if patterns.led_in.search(before) or patterns.says.match(after) else None
