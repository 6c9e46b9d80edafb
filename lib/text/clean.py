"""An article's own text: site furniture, dates, datelines and repetitions taken out, paragraphs kept.

What is left of the original after the removals is only put in order: each run of white space inside a paragraph
becomes one space, and paragraphs are parted by one empty line. Characters that show nothing, or that would turn the
letters round, go and are told.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from lib.models import Removal
from lib.text.days import is_likely, not_likely
from lib.text.furniture import Removable, find_furniture, find_repeats
from lib.text.masthead import find_day_under, find_masthead
from lib.text.metadata import Imprint, find_byline, find_date_line, find_dateline, find_leading_date, find_trailing_date
from lib.text.paragraphs import Bounds, find_paragraphs, is_closed
from lib.text.words import only_words

# Soft hyphen, zero-width space and joiners, byte order mark: they show nothing and would split words. The marks of
# direction after them would show the letters in another order than the one that is read.
_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_INVISIBLE = re.compile(f"[{_UNSEEN}]")
HIDDEN = "character that shows nothing"
# Pictures written as letters, keys, lines drawn with dashes: no word and no address is as long.
_RUN = re.compile(r"(?<!\S)\S{1000,}")
RUN = "letters without a space"
# Headlines of the benchmarks' outlets are shorter; a longer line without a stop is a lead.
_LONGEST_HEADLINE_WORDS = 16
_BEFORE_SITE_NAME = re.compile(r"\s+[-–—|·»]\s+")
_SHORTEST_BODY_WORDS = 8
# A line that is only a date is the publication's where it stands this near the beginning or the end.
_DATE_LINES_FIRST, _DATE_LINES_LAST = 4, 3


@dataclass(frozen=True, slots=True)
class Cleaned:
    """An article's own text, what was taken out of the original, and what the original prints about itself.

    `removed` holds offsets into `original`; `outlet` is the agency or outlet that a dateline names.
    """

    original: str
    text: str
    title: str | None
    body_start: int
    removed: tuple[Removal, ...]
    published: date | None
    outlet: str | None
    notes: tuple[str, ...]


def clean(original: str, title: str | None = None, outlet: str = "") -> Cleaned:
    r"""The article's own text; a `title` known from elsewhere is put in front where the text does not carry it.

    The name of its `outlet`, where that is known, is no title.

    >>> clean("A plan agreed\n\nSOCHI (Reuters) - They met on Monday and agreed a plan.").text
    'A plan agreed\n\nThey met on Monday and agreed a plan.'
    """
    title = in_order([title or ""])
    draft = _begin(original, outlet)
    headline = find_headline(draft.text, draft.paragraphs, title)
    if title and not headline:
        draft = _begin(f"{title}\n\n{original}", outlet)
        headline = find_headline(draft.text, draft.paragraphs, title)
    draft.take_out(_cut_datelines(draft, headline))
    draft.take_out(find_repeats(draft.text, draft.paragraphs, headline))
    return _finish(draft, headline)


def find_headline(text: str, paragraphs: Sequence[Bounds], title: str = "") -> Bounds | None:
    """The bounds of the first paragraph where it is a headline: the known title, else a short line without a stop."""
    if not paragraphs:
        return None
    first = text[slice(*paragraphs[0])]
    if title:
        return paragraphs[0] if _is_same_title(first, title) else None
    is_short = 1 < len(first.split()) <= _LONGEST_HEADLINE_WORDS and not first[0].islower()
    is_headline = is_short and _is_open(first) and not find_dateline(first)
    return paragraphs[0] if is_headline and _has_body(text, paragraphs[1:]) else None


def _is_same_title(line: str, title: str) -> bool:
    """Whether a line is the title, which a page may give with the site's name behind a dash."""
    words = only_words(line)
    parts = [title[: dash.start()] for dash in _BEFORE_SITE_NAME.finditer(title)]
    return bool(words) and words in {only_words(part) for part in (title, *parts)}


def _is_open(line: str) -> bool:
    """Whether a line ends as headlines do: without a full stop or a mark that announces more."""
    bare = line.rstrip("\"'”’»)] ")
    return not bare.endswith((".", "…", ":", ";", ","))


def _has_body(text: str, paragraphs: Sequence[Bounds]) -> bool:
    """Whether one of the paragraphs is a whole sentence of some length, and the first does not finish the headline."""
    lines = [text[start:end] for start, end in paragraphs]
    if not lines or lines[0][0].islower():
        return False
    return any(is_closed(line) and len(line.split()) >= _SHORTEST_BODY_WORDS for line in lines)


@dataclass(slots=True)
class _Draft:
    """A text on its way: the paragraphs still in it, and what has been taken out."""

    text: str
    paragraphs: list[Bounds] = field(init=False)
    removed: list[Removal] = field(default_factory=list)
    imprints: list[Imprint] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.paragraphs = list(find_paragraphs(self.text))

    def take_out(self, removables: Iterable[Removable]) -> None:
        """Takes the stretches out, but for those that touch what has gone already."""
        new = [Removal(start, end, self.text[start:end], reason) for start, end, reason in removables]
        if not new:
            return
        self.removed = _without_overlaps([*self.removed, *new])
        self.paragraphs = list(_remaining(self.text, self.paragraphs, self.removed))


def _begin(text: str, outlet: str) -> _Draft:
    """The text without dates of publication and site furniture, either of which may stand outside the other."""
    draft = _Draft(text)
    draft.take_out((found.start(), found.end(), RUN) for found in _RUN.finditer(text))
    draft.take_out(_cut_dates(draft))
    draft.take_out(find_furniture(text, draft.paragraphs))
    draft.take_out(_cut_dates(draft))
    draft.take_out(_cut_masthead(draft, outlet))
    return draft


def _cut_masthead(draft: _Draft, outlet: str) -> Iterator[Removable]:
    """The outlet's name over the article, and the line of section and day under it."""
    head = list(find_masthead(draft.text, draft.paragraphs, outlet))
    yield from head
    for start, end in draft.paragraphs[1:3] if head else ():
        if line := find_day_under(draft.text[start:end]):
            draft.imprints.append(line)
            yield start, end, "date of publication"


def _without_overlaps(removals: list[Removal]) -> list[Removal]:
    """The removals in the text's order; of two that overlap, the one that begins first."""
    kept: list[Removal] = []
    for removal in sorted(removals, key=lambda removal: (removal.start, -removal.end)):
        if not kept or removal.start >= kept[-1].end:
            kept.append(removal)
    return kept


def _remaining(text: str, paragraphs: Sequence[Bounds], removed: Sequence[Removal]) -> Iterator[Bounds]:
    """The paragraphs that still hold text, without the removals at their ends."""
    for bounds, inside in _with_removals(paragraphs, removed):
        pieces = list(_pieces(text, bounds, inside))
        if pieces:
            yield pieces[0][0], pieces[-1][1]


def _with_removals(
    paragraphs: Sequence[Bounds], removed: Sequence[Removal]
) -> Iterator[tuple[Bounds, Sequence[Removal]]]:
    """Each paragraph with the removals that touch it; both are in the text's order."""
    first = 0
    for start, end in paragraphs:
        while first < len(removed) and removed[first].end <= start:
            first += 1
        last = first
        while last < len(removed) and removed[last].start < end:
            last += 1
        yield (start, end), removed[first:last]


def _pieces(text: str, bounds: Bounds, removed: Iterable[Removal]) -> Iterator[Bounds]:
    """The trimmed stretches of a paragraph that stay."""
    start, end = bounds
    gaps = [(removal.start, removal.end) for removal in removed]
    for gap_start, gap_end in [*gaps, (end, end)]:
        piece = text[start : max(start, gap_start)]
        if piece.strip():
            yield start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
        start = gap_end


def _cut_dates(draft: _Draft) -> Iterator[Removable]:
    """The dates of publication that the text prints: lines of their own, before the first words, behind the last."""
    near_start = draft.paragraphs[:_DATE_LINES_FIRST]
    near_end = draft.paragraphs[_DATE_LINES_FIRST:][-_DATE_LINES_LAST:]
    for start, end in (*near_start, *near_end):
        line = find_date_line(draft.text[start:end])
        if line:
            draft.imprints.append(line)
            yield start, end, "date of publication"
    for start, end in near_start:
        byline = find_byline(draft.text[start:end])
        if byline:
            draft.imprints.append(byline)
            yield start, end, "byline"
    for start, end in draft.paragraphs[:2]:
        yield from _cut_imprint(draft, start, find_leading_date(draft.text[start:end]), "date of publication")
    for start, end in draft.paragraphs[-1:]:
        yield from _cut_imprint(draft, start, find_trailing_date(draft.text[start:end]), "date of publication")


def _cut_datelines(draft: _Draft, headline: Bounds | None) -> Iterator[Removable]:
    """The dateline at the beginning of the body's first paragraph, or of its second behind a summary."""
    body = [bounds for bounds in draft.paragraphs if bounds != headline]
    for start, end in body[:2]:
        dateline = find_dateline(draft.text[start:end])
        if dateline:
            yield from _cut_imprint(draft, start, dateline, "dateline")
            return


def _cut_imprint(draft: _Draft, start: int, imprint: Imprint | None, reason: str) -> Iterator[Removable]:
    """The stretch of an imprint found in a paragraph, with the spaces round it."""
    if not imprint:
        return
    draft.imprints.append(imprint)
    first, last = start + imprint.start, start + imprint.end
    while first and draft.text[first - 1] in " \t":
        first -= 1
    while last < len(draft.text) and draft.text[last] in " \t":
        last += 1
    yield first, last, reason


def _finish(draft: _Draft, headline: Bounds | None) -> Cleaned:
    """The cleaned article of a draft from which all that must go has gone."""
    kept = _with_removals(draft.paragraphs, draft.removed)
    blocks = [in_order(draft.text[start:end] for start, end in _pieces(draft.text, *one)) for one in kept]
    text = "\n\n".join(block for block in blocks if block)
    title = blocks[0] if headline else None
    removed = _without_overlaps([*draft.removed, *find_hidden(draft.text)])
    datelines = (removal.exact.strip(" \t-–—―") for removal in draft.removed if removal.reason == "dateline")
    dated = sorted((found for found in draft.imprints if found.published), key=lambda found: found.changed)
    days = [found.published for found in dated if found.published]
    used = next((found for found in dated if found.published and is_likely(found.published)), None)
    return Cleaned(
        original=draft.text,
        text=text,
        title=title,
        body_start=min(len(title) + 2, len(text)) if title else 0,
        removed=tuple(removed),
        published=used.published if used else None,
        outlet=next((found.outlet for found in draft.imprints if found.outlet), None),
        notes=(
            *(f"dateline: {in_order([words])}" for words in datelines),
            *dict.fromkeys(not_likely(day) for day in days if not is_likely(day)),
            *(["the day that the text prints is that of its last change"] if used and used.changed else []),
        ),
    )


def find_hidden(text: str) -> Iterator[Removal]:
    """Every invisible character of the text, by its name in Unicode."""
    for found in _INVISIBLE.finditer(text):
        name = unicodedata.name(found[0]).lower()
        yield Removal(found.start(), found.end(), found[0], f"{HIDDEN} ({name})")


def in_order(pieces: Iterable[str]) -> str:
    """The pieces as one line: invisible characters gone, each run of white space one space."""
    return re.sub(r"\s+", " ", _INVISIBLE.sub("", " ".join(pieces))).strip()
