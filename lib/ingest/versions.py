"""One article of one outlet that was read more than once: the newest version counts, and each other one is named.

Two texts of an outlet are versions of one article where hardly a word differs; an agency's text in another outlet is
that outlet's own article. Texts are compared only where they share some of their rarest runs of five words (Broder
1997, bottom-k sketches), so that the time grows with the number of articles and not with that of their pairs.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit
from zlib import crc32

from lib.codebooks import load_words
from lib.ingest.files import SOURCES
from lib.models import Document
from lib.text.words import only_words

_RUN = 5
_SKETCH = 16
# Texts of 25 words that differ in one share ten on the average.
_SHARED = 4
# A run of words that so many articles of an outlet share is its furniture and says nothing of two of them.
_MOST_SHARING = 50
# Shorter texts are one article only where every word is the same: in a bulletin of a line, one word is the news.
_FEWEST_WORDS = 25
# A word in fifty may be corrected; an article at the same address may be written on.
_CHANGED, _CHANGED_AT_ONE_ADDRESS = 0.02, 0.2
_WORDS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Read:
    """One article as read: its name (a file's name, or a record's id) and the document, or the reason for none.

    `line` is the line of a JSON Lines file, or 0.
    """

    path: Path
    name: str
    outcome: Document | str
    line: int = 0


def keep_one_version(reads: Iterable[Read]) -> Iterator[Read]:
    """The reads in their order: of an article's versions the newest, with a note of the others, which are refused."""
    kept = list(reads)
    outlets: dict[str | None, _Outlet] = {}
    for place, read in enumerate(kept):
        if isinstance(read.outcome, Document):
            source = read.outcome.source.id if read.outcome.source else None
            outlets.setdefault(source, _Outlet()).add(_Text(place, read, read.outcome))
    for outlet in outlets.values():
        for versions in outlet.articles:
            for text, outcome in _told(versions):
                kept[text.place] = replace(text.read, outcome=outcome)
    yield from kept


class _Text:
    """An article's words as they are compared, and where it stands among those read."""

    def __init__(self, place: int, read: Read, document: Document) -> None:
        self.place, self.read, self.document = place, read, document
        self.words = only_words(document.text)
        self.size = self.words.count(" ") + 1
        self.address = _address(document.url)
        self.sketch = sorted(self.runs())[:_SKETCH]

    def bag(self) -> Counter[str]:
        """How often each word stands in it."""
        return Counter(self.words.split())

    def runs(self) -> set[int]:
        """Its runs of five words, as numbers."""
        words = self.words.split()
        starts = range(max(1, len(words) - _RUN + 1))
        return {crc32(" ".join(words[start : start + _RUN]).encode()) for start in starts}

    def age(self) -> tuple[date, int, int]:
        """What the newest version has most of: the day, then words, then an early place."""
        return self.document.published or date.min, self.size, -self.place


@dataclass(slots=True)
class _Outlet:
    """The articles of one outlet, each with its versions, and where to look one up."""

    articles: list[list[_Text]] = field(default_factory=list)
    known: dict[object, list[tuple[_Text, list[_Text]]]] = field(default_factory=dict)

    def add(self, text: _Text) -> None:
        """Puts a text beside another version of its article, or begins one."""
        versions = next((found for other, found in self._like(text) if _are_versions(text, other)), None)
        if versions is None:
            versions = []
            self.articles.append(versions)
        versions.append(text)
        for key in (text.words, text.address, *text.sketch):
            sharing = self.known.setdefault(key, [])
            if len(sharing) < _MOST_SHARING:
                sharing.append((text, versions))

    def _like(self, text: _Text) -> Iterator[tuple[_Text, list[_Text]]]:
        """The texts that may be versions of this one: with its words, at its address, or with some of its sketch."""
        for same in (text.words, text.address):
            yield from self.known.get(same, ()) if same else ()
        shared = Counter(other.place for key in text.sketch for other, _ in self.known.get(key, ()))
        for key in text.sketch:
            for other, versions in self.known.get(key, ()):
                if shared.pop(other.place, 0) >= min(_SHARED, len(text.sketch)):
                    yield other, versions


def _are_versions(one: _Text, other: _Text) -> bool:
    """Whether two texts of one outlet are one article: where days or several numbers differ, they are two bulletins."""
    if one.words == other.words:
        return True
    at_one_address = one.address is not None and one.address == other.address
    share = _CHANGED_AT_ONE_ADDRESS if at_one_address else _CHANGED
    shorter, longer = sorted((one.size, other.size))
    allowed = max(1, int(share * shorter))
    if shorter < _FEWEST_WORDS or longer - shorter > allowed:
        return False
    gone, new = _more(one, other), _more(other, one)
    if max(gone.total(), new.total()) > allowed or len(one.runs() ^ other.runs()) > 2 * _RUN * allowed:
        return False
    days = {one.document.published, other.document.published} - {None}
    numbers = max(sum(map(_is_number, bag.elements())) for bag in (gone, new))
    return at_one_address or (len(days) < 2 and numbers < 2)


def _more(one: _Text, other: _Text) -> Counter[str]:
    return one.bag() - other.bag()


def _is_number(word: str) -> bool:
    return any(letter.isdigit() for letter in word)


def _told(versions: Sequence[_Text]) -> Iterator[tuple[_Text, Document | str]]:
    """Each version of an article with what becomes of it."""
    counted = max(versions, key=_Text.age)
    notes = []
    for text in versions:
        if text is counted:
            continue
        yield text, _refused(text, counted)
        if text.document.text != counted.document.text:
            notes.append(f"another version, {_where(text)}, is not counted; {_differing(text, counted)}")
    yield counted, replace(counted.document, notes=(*counted.document.notes, *notes))


def _refused(text: _Text, counted: _Text) -> str:
    if text.document.text != counted.document.text:
        older = (text.document.published or date.max) < (counted.document.published or date.min)
        kind = "an earlier version" if older else "another version"
        return f"{kind} of {_where(counted)}, which is counted; {_differing(text, counted)}"
    where = f"{counted.read.path}, line {counted.read.line}" if counted.read.line else str(counted.read.path)
    if text.document.source:
        return f"the same text from the same outlet as {where}: keep one of the two"
    return f"the same text as {where}: keep one of the two, or say in {SOURCES} that their outlets differ"


def _where(text: _Text) -> str:
    return f"{text.read.path.name}, line {text.read.line}" if text.read.line else text.read.path.name


def _differing(text: _Text, counted: _Text) -> str:
    """What a version has that the counted one has not, and the other way round, in words."""
    own, other = (_shown(_more(a, b)) for a, b in ((text, counted), (counted, text)))
    if own and other:
        return f"differs in: {own} for {other}"
    if own or other:
        return f"differs in: {own} more" if own else f"differs in: {other} less"
    return "differs in: marks, or the order of words"


def _shown(words: Counter[str]) -> str:
    """Some of the words, in quotation marks."""
    some = [f"“{word[:40]}”" for word in list(words)[:_WORDS_SHOWN]]
    return ", ".join(some) + (f" and {len(words) - len(some)} more" if len(words) > len(some) else "")


def _address(url: str | None) -> str | None:
    """An address as it is compared: without scheme, www and what only tells who followed it; None for a front page.

    >>> _address("http://www.news.example/a/?utm_source=x&id=2#top")
    'news.example/a?id=2'
    """
    parts = urlsplit(url or "")
    path = parts.path.rstrip("/")
    followed = tuple(load_words("boilerplate")["tracking"])
    query = sorted(pair for pair in parse_qsl(parts.query) if not pair[0].lower().startswith(followed))
    if not parts.hostname or not (path or query):
        return None
    return f"{parts.hostname.removeprefix('www.')}{path}" + (f"?{urlencode(query)}" if query else "")
