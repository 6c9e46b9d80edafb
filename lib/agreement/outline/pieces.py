"""Points cut into clauses: each sentence is one, and each duty of a list that stands inside a sentence."""

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace

from lib.agreement.outline.labels import Label, read_labels
from lib.agreement.outline.points import Point
from lib.agreement.outline.tables import Row
from lib.text.sentences import find_sentences

_INLINE = re.compile(
    r"(?<![\w)])(?:\((?:[ivx]{1,5}|[a-zA-Z]|\d{1,2})\)|(?<=[:;,] )(?:[ivx]{1,5}|[a-z]|\d{1,2})\))\s+(?=\S)"
)
# "No. II" ends no sentence.
_NUMBERED = re.compile(
    r"\b(?:Nos?|[Aa]rts?|[Pp]aras?|[Pp]ts?|[Ss]ec)\.(?=\s[IVXLC\d])|\b(?:Eng|Hon|H\.E|Amb|Sr|Messrs|Brig|Maj|Lt|Adm)\."
)
# A year in brackets behind its month.
_YEAR_APART = re.compile(r"(?<=[a-z\d] )\((\d{4})\)")
_JOINT = re.compile(r"[;,]?\s*(?:and/or|and|or|as well as)\s*$")
# A joint stands in so many last letters.
TAIL = 40
# So many words that open two pieces are no chance.
OPENING = 5
_AND = re.compile(r"[,;] and ")
_MODAL = re.compile(r"\b(?:shall|will|must|may|is to|are to)\b")
# “Day 1” means 4 May; “Area” means ...
_MEANS = re.compile(r"\s*[“\"„«‘'][^”\"»’']{1,60}[”\"»’']\s+(?:means|refers to|shall mean)\b")
_DAY = re.compile(
    r"\b(?:\d{1,2}(?:st|nd|rd|th)?|january|february|march|april|may|june|july|august|september|october|november|december)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A clause before it is understood: bounds, its words on one line, number, parent's number, heading and lead-ins.

    `counts` says that it is a clause whatever it says; else only where it lays down a duty. `first` that it opens its
    point or its sentence's list, and is no further sentence. `row` is the line of a table that it stands in.
    """

    start: int
    end: int
    words: str
    number: str
    parent: str | None
    heading: str | None
    leads: tuple[str, ...]
    counts: bool
    row: Row | None = None


def cut(point: Point) -> Iterator[Piece]:
    """The clauses of one point; a lead-in's last sentence is none.

    >>> point = Point(0, 44, "Each side shall (i) leave; and (ii) lay mines.", "3", None, None, (), True)
    >>> [(piece.words, piece.number, piece.leads) for piece in cut(point)]
    [('leave;', '3.i', ('Each side shall',)), ('lay mines.', '3.ii', ('Each side shall',))]
    """
    words = _NUMBERED.sub(lambda found: found.group().replace(".", "-"), point.words)
    sentences = [(one.span.start, one.span.end) for one in find_sentences(words)]
    if point.leads_in:
        sentences = sentences[:-1]
    for at, (start, end) in enumerate(sentences):
        number, parent = (point.number, point.parent) if at == 0 else ("", point.number or point.parent)
        yield from _sentence(point, start, end, number, parent)


def part_alike(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces, each cut where it goes on with the words that another opens with.

    Where each party has its list, what are two items of one is often one of the other.

    >>> point = Point(0, 60, "cut the levy by half, and lifting all the old duties on rice;", "1", None, None, (), True)
    >>> other = Point(70, 110, "lifting all the old duties on wheat.", "2", None, None, (), True)
    >>> [(piece.words, piece.number, piece.parent) for piece in part_alike([*cut(point), *cut(other)])][:2]
    [('cut the levy by half,', '1', None), ('lifting all the old duties on rice;', '', '1')]
    """
    openings = Counter(_opening(piece.words) for piece in pieces if piece.leads or piece.number)
    for piece in pieces:
        yield from _parted(piece, openings)


def _opening(words: str) -> tuple[str, ...]:
    return tuple(words.split(None, OPENING)[:OPENING])


def _parted(piece: Piece, openings: Container[tuple[str, ...]]) -> Iterator[Piece]:
    """A piece up to the first words that open another, and what is left of it as a piece that belongs to it."""
    joints = (found for found in _AND.finditer(piece.words) if _opening(piece.words[found.end() :]) in openings)
    joint = next(joints, None)
    # Where its words do not stand in the text as they are, the place of the second part is not known.
    if joint is None or len(piece.words) != piece.end - piece.start:
        yield piece
        return
    start, parent = piece.start + joint.end(), piece.number or piece.parent
    yield replace(piece, end=piece.start + joint.start() + 1, words=piece.words[: joint.start() + 1])
    yield replace(piece, start=start, words=piece.words[joint.end() :], number="", parent=parent)


def _sentence(point: Point, start: int, end: int, number: str, parent: str | None) -> Iterator[Piece]:
    """The clauses of one sentence."""
    labels = list(_inline_labels(point.words, start, end))
    if len(labels) > 1:
        yield from _inline(point, labels, start, end, number or parent)
        return
    lead, pieces = _staged(point.words, start, end)
    leads = (*point.leads, lead) if lead else point.leads
    for at, (first, last) in enumerate(pieces):
        own = (number, parent) if at == 0 and not lead else ("", number or parent)
        yield _piece(point, first, last, *own, leads)


def _inline(
    point: Point, labels: list[tuple[int, int, Label]], start: int, end: int, above: str | None
) -> Iterator[Piece]:
    """The items of a list in a sentence's own line, with the words before the first as their lead-in."""
    lead = point.words[start : labels[0][0]].strip()
    leads = (*point.leads, lead) if lead else point.leads
    if _MODAL.search(lead):  # its parts are duties wherever it stands
        point = replace(point, all_count=True)
    ends = [label[0] for label in labels[1:]] + [end]
    for (_, first, label), last in zip(labels, ends, strict=True):
        number = f"{above}.{label.printed}" if above else label.printed
        yield _piece(point, first, last, number, above, leads)


def _inline_labels(words: str, start: int, end: int) -> Iterator[tuple[int, int, Label]]:
    """The labels of a list inside a sentence, each with its bounds: a row from its first on, without a gap."""
    style, value = "", 0
    for found in _INLINE.finditer(words, start, end):
        labels = read_labels(words[found.start() : found.end() + 1])
        fits = (
            one for one in labels if (one.style == style and one.value == value + 1) or (not style and one.value == 1)
        )
        label = next(fits, None)
        if label is not None:
            style, value = label.style, label.value
            yield found.start(), found.end(), label


def _staged(words: str, start: int, end: int) -> tuple[str, list[tuple[int, int]]]:
    """A sentence parted at its semicolons where each part is a duty or a stage with its day, and what leads them in."""
    lead_end = start
    colon = words.find(":", start, end - 1)
    if colon > 0 and words[colon + 1 : colon + 2] == " ":
        lead_end = colon + 1
    bounds, at = [], lead_end
    for found in re.finditer(r";(?=\s)", words[lead_end:end]):
        bounds.append((at, lead_end + found.end()))
        at = lead_end + found.end()
    bounds.append((at, end))
    if bounds[-1][1] - bounds[-1][0] < 2:
        bounds.pop()
    parts = [words[first:last] for first, last in bounds]
    if len(parts) > 1 and all(map(_MEANS.match, parts)):
        return words[start:lead_end].strip(), bounds
    if len(parts) < 2 or not (all(map(_MODAL.search, parts)) or (lead_end > start and all(map(_DAY.search, parts)))):
        return "", [(start, end)]
    return words[start:lead_end].strip(), bounds


def _piece(point: Point, start: int, end: int, number: str, parent: str | None, leads: tuple[str, ...]) -> Piece:
    """One clause, the joint to the next item left out."""
    words = point.words[start:end]
    start += len(words) - len(words.lstrip())
    words = words.strip()
    if joint := _JOINT.search(words, max(0, len(words) - TAIL)):
        kept = words[: joint.start()]
        words = kept + (joint.group()[0] if joint.group()[0] in ";," else "")
    first = point.start + start
    one_line = _YEAR_APART.sub(r"\1", " ".join(words.split()))
    return Piece(first, first + len(words), one_line, number, parent, point.heading, leads, point.all_count, point.row)
