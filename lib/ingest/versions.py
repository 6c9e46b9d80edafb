"""Several texts of one article of one outlet: the newest counts, and what the others have otherwise is told.

Two texts of an outlet are versions of one article where hardly a word differs; an agency's text in another outlet is
that outlet's own article. Texts are compared only where they share some of their rarest runs of five words (Broder
1997, bottom-k sketches), so that the time grows with the number of articles and not with that of their pairs.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit
from zlib import crc32

from lib.codebooks import load_words
from lib.ingest.files import RECORDS, SOURCES
from lib.models import Document
from lib.text.words import only_words

_RUN = 5
SKETCH = 16
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

    `line` is the line of a JSON Lines file, the number of the article in another that holds several, or 0.
    """

    path: Path
    name: str
    outcome: Document | str
    line: int = 0

    @property
    def at(self) -> str:
        """Where in its file it stands: "line 3" of JSON Lines, "article 3" of others; empty in a file of its own."""
        what = "line" if self.path.suffix.lower() == RECORDS else "article"
        return f"{what} {self.line}" if self.line else ""


@dataclass(frozen=True)
class Text:
    """An article as it is compared: its place among the others, its outlet, day, address, text, and where it lies.

    `file` is the name of its file, `whole` its path, with the line where that holds several; `drawn` is its sketch,
    where that is known.
    """

    place: int
    outlet: str | None
    published: date | None
    url: str | None
    text: str
    file: str
    whole: str
    drawn: tuple[int, ...] | None = None

    @cached_property
    def words(self) -> str:
        """Its words alone, with a space between them."""
        return only_words(self.text)

    @cached_property
    def bag(self) -> Counter[str]:
        """How often each word stands in it."""
        return Counter(self.words.split())

    @cached_property
    def size(self) -> int:
        """How many words it has."""
        return self.words.count(" ") + 1

    @cached_property
    def address(self) -> str | None:
        """Its address as it is compared."""
        return compared_address(self.url)

    @cached_property
    def sketch(self) -> tuple[int, ...]:
        """The rarest of its runs of five words, as numbers."""
        return sketch_of(self.text) if self.drawn is None else self.drawn

    def age(self) -> tuple[date, int, int]:
        """What the newest version has most of: the day, then words, then an early place."""
        return self.published or date.min, self.size, -self.place


def sketch_of(text: str) -> tuple[int, ...]:
    """Sixteen numbers that two texts share as far as they share their words and their order.

    >>> sketch_of("They met in Sochi.") == sketch_of("They met, in Sochi!")
    True
    """
    return tuple(sorted(_runs(only_words(text)))[:SKETCH])


def find_versions(texts: Iterable[Text]) -> Iterator[list[Text]]:
    """The articles, each with its versions in the order given."""
    outlets: dict[str | None, _Outlet] = {}
    for text in texts:
        outlets.setdefault(text.outlet, _Outlet()).add(text)
    for outlet in outlets.values():
        yield from outlet.articles


def keep_one_version(reads: Iterable[Read]) -> Iterator[Read]:
    """The reads in their order: of an article's versions the newest, with a note of the others, which are refused."""
    kept = list(reads)
    for versions in find_versions(_texts(kept)):
        counted = max(versions, key=Text.age)
        others = [text for text in versions if text is not counted]
        for text in others:
            kept[text.place] = replace(kept[text.place], outcome=why_not_counted(text, counted))
        document = kept[counted.place].outcome
        if others and isinstance(document, Document):
            notes = (*document.notes, *notes_of_others(counted, others))
            kept[counted.place] = replace(kept[counted.place], outcome=replace(document, notes=notes))
    yield from kept


def _texts(reads: Sequence[Read]) -> Iterator[Text]:
    for place, read in enumerate(reads):
        if isinstance(read.outcome, Document):
            one = read.outcome
            line = f", {read.at}" if read.line else ""
            outlet = one.source.id if one.source else None
            yield Text(place, outlet, one.published, one.url, one.text, f"{read.path.name}{line}", f"{read.path}{line}")


@dataclass(slots=True)
class _Outlet:
    """The articles of one outlet, each with its versions, and where to look one up."""

    articles: list[list[Text]] = field(default_factory=list)
    known: dict[object, list[tuple[Text, list[Text]]]] = field(default_factory=dict)

    def add(self, text: Text) -> None:
        """Puts a text beside another version of its article, or begins one."""
        versions = next((found for other, found in self._like(text) if _are_versions(text, other)), None)
        if versions is None:
            versions = []
            self.articles.append(versions)
        versions.append(text)
        for key in (text.sketch, text.address, *text.sketch):
            sharing = self.known.setdefault(key, [])
            if len(sharing) < _MOST_SHARING:
                sharing.append((text, versions))

    def _like(self, text: Text) -> Iterator[tuple[Text, list[Text]]]:
        """The texts that may be versions of this one: with its sketch, at its address, or with some of its sketch."""
        for same in (text.sketch, text.address):
            yield from self.known.get(same, ()) if same else ()
        shared = Counter(other.place for key in text.sketch for other, _ in self.known.get(key, ()))
        for key in text.sketch:
            for other, versions in self.known.get(key, ()):
                if shared.pop(other.place, 0) >= min(_SHARED, len(text.sketch)):
                    yield other, versions


def _are_versions(one: Text, other: Text) -> bool:
    """Whether two texts of one outlet are one article: where days or several numbers differ, they are two bulletins."""
    # The same words have the same sketch, which costs nothing to compare; and days cost less than words.
    if one.sketch == other.sketch and one.words == other.words:
        return True
    at_one_address = one.address is not None and one.address == other.address
    if not at_one_address and len({one.published, other.published} - {None}) > 1:
        return False
    share = _CHANGED_AT_ONE_ADDRESS if at_one_address else _CHANGED
    shorter, longer = sorted((one.size, other.size))
    allowed = max(1, int(share * shorter))
    if shorter < _FEWEST_WORDS or longer - shorter > allowed:
        return False
    gone, new = _more(one, other), _more(other, one)
    if max(gone.total(), new.total()) > allowed or len(_runs(one.words) ^ _runs(other.words)) > 2 * _RUN * allowed:
        return False
    numbers = max(sum(map(_is_number, bag.elements())) for bag in (gone, new))
    return at_one_address or numbers < 2


def _runs(words: str) -> set[int]:
    """The runs of five words, as numbers."""
    some = words.encode().split()
    ends = list(accumulate(len(word) + 1 for word in some))  # each with the space behind it
    whole, starts = b" ".join(some), [0, *ends]
    bounds = zip(starts, ends[_RUN - 1 :], strict=False)
    return {crc32(whole[start : end - 1]) for start, end in bounds} or {crc32(whole)}


def _more(one: Text, other: Text) -> Counter[str]:
    return one.bag - other.bag


def _is_number(word: str) -> bool:
    return any(letter.isdigit() for letter in word)


def notes_of_others(counted: Text, others: Iterable[Text]) -> Iterator[str]:
    """What is said, with the version that counts, of each other one whose text is not the same."""
    for text in others:
        if text.text != counted.text:
            yield f"another version, {text.file}, is not counted; {_differing(text, counted)}"


def why_not_counted(text: Text, counted: Text) -> str:
    """Why a version is not counted, and what it has otherwise."""
    if text.text != counted.text:
        older = (text.published or date.max) < (counted.published or date.min)
        kind = "an earlier version" if older else "another version"
        return f"{kind} of {counted.file}, which is counted; {_differing(text, counted)}"
    if text.outlet:
        return f"the same text from the same outlet as {counted.whole}: keep one of the two"
    return f"the same text as {counted.whole}: keep one of the two, or say in {SOURCES} that their outlets differ"


def _differing(text: Text, counted: Text) -> str:
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


def compared_address(url: str | None) -> str | None:
    """An address as it is compared: without scheme, www and what only tells who followed it; None for a front page.

    >>> compared_address("http://www.news.example/a/?utm_source=x&id=2#top")
    'news.example/a?id=2'
    """
    parts = urlsplit(url or "")
    path = parts.path.rstrip("/")
    followed = tuple(load_words("boilerplate")["tracking"])
    query = sorted(pair for pair in parse_qsl(parts.query) if not pair[0].lower().startswith(followed))
    if not parts.hostname or not (path or query):
        return None
    return f"{parts.hostname.removeprefix('www.')}{path}" + (f"?{urlencode(query)}" if query else "")
