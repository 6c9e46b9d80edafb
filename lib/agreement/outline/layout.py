"""Layout: the lines of a text put together to blocks, hard breaks inside sentences mended, page furniture left out."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from lib.agreement.outline.labels import Label, read_labels
from lib.agreement.outline.tables import Row, find_rows
from lib.codebooks import word_set
from lib.text.words import either

# Wrapped lines are no longer than this; where lines are longer, each is a paragraph.
WRAPPED = 120
# A line that ends a wrapped paragraph is rarely as long as this share of the longest.
SHORT, HALF = 0.8, 0.6
HEADING_WORDS, HEADING_LETTERS = 14, 110
# A line that stands so often in a text is put on each page.
REPEATED = 3
STOPS = ".;:!?…"
_CLOSERS = "”\"'’)]*"
_LIST_JOINT = re.compile(r"[;,]\s*(?:and|or)\s*$")
TAIL = 40
_LINE = re.compile(r"[^\n\r\f\v\u2028]+")
_PAGE = re.compile(
    r"(?:[-–—\[(|]\s*)?(?:p(?:age|\.)\s*)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?(?:\s*[-–—\])|])?|\[[^\]]{1,40}\](?:\s*\[[^\]]{1,40}\])*",
    re.IGNORECASE,
)
# What an organisation prints on each page of its documents: S/2019/12, 05-21873 (E) 030205, *0521873*.
_DAY_ALONE = re.compile(
    r"(?:[A-Z][a-z]+,? )?(?:\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2,8},? \d{4}|[A-Z][a-z]{2,8} \d{1,2}, \d{4})"
    r"(?:,? \d{1,2}[:.]\d{2})?"
)
_IMPRINT = re.compile(
    r"\*?\d{2}-?\d{5}\*?(?:\s*\([A-Z]\))?(?:\s+\d{1,6}){0,2}|[A-Z]{1,5}(?:/[\w.()-]{1,12}){0,3}/\d{2,4}(?:\s+\d{1,4})?"
)
_TRAIL = re.compile(r"[^›»>|·]{1,40}(?:\s[›»>|·]\s[^›»>|·]{1,60}){1,9}|https?://\S+|www\.\S+")
FINITE = re.compile(r"\b(?:shall|will|must|may|should|can|agree[ds]?|undertakes?|have|has|is|are)\b")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, point or heading: bounds in the text, its words on one line of the same length, its labels.

    `gap` is whether an empty line stands before it, `heading` whether it only names what follows; `row` a table's line.
    """

    start: int
    end: int
    words: str
    labels: tuple[Label, ...]
    gap: bool
    heading: bool
    row: Row | None = None


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str
    gap: bool
    row: Row | None = None


def find_blocks(text: str) -> list[Block]:
    r"""The blocks of a text in order; what a page puts round them is left out.

    >>> [block.words for block in find_blocks("1. Tanks leave\nby May.\n\n- 2 -\n\n2. Roads open.")]
    ['1. Tanks leave by May.', '2. Roads open.']
    """
    lines = list(_lines(text))
    joined = [_block(text, run) for run in _runs(lines)]
    blocks: list[Block] = []
    for block, after in zip(joined, [*joined[1:], None], strict=True):
        blocks.append(_as_heading(block, blocks[-1] if blocks else None, after))
    return blocks


def _lines(text: str) -> Iterator[_Line]:
    """The lines that carry words of the agreement; a gap is an empty line that no page's end explains."""
    found = [(m.start(), m.group()) for m in _LINE.finditer(text)]
    often = Counter(line.strip() for _, line in found if line.strip())
    rows = find_rows(text)
    reached, broken = 0, False
    for at, line in found:
        words = line.strip()
        if not words:
            continue
        start = at + len(line) - len(line.lstrip())
        if (row := rows.get(start)) is not None:
            if not row.empty:
                yield _Line(row.start, row.end, text[row.start : row.end], gap=True, row=row)
            reached, broken = start + len(words), False
            continue
        if is_furniture(words) or (often[words] >= REPEATED and not read_labels(words) and words[-1] not in STOPS):
            reached, broken = start + len(words), True
            continue
        gap = text.count("\n", reached, start) > 1 or "\f" in text[reached:start]
        yield _Line(start, start + len(words), words, gap and not (broken and words[0].islower()))
        reached, broken = start + len(words), False


@lru_cache(maxsize=1)
def _furniture_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?:{either(word_set('agreement_text', 'layout', 'furniture'))})(?!\w)", re.IGNORECASE)


def is_furniture(line: str) -> bool:
    """Whether a line belongs to the page and not to the agreement.

    >>> [is_furniture(line) for line in ("– 2 –", "[Print]   [Back to list]", "Home | News", "2. Roads")]
    [True, True, True, False]
    """
    if _PAGE.fullmatch(line) or _IMPRINT.fullmatch(line) or _TRAIL.fullmatch(line):
        return True
    return len(line) <= HEADING_LETTERS and _furniture_pattern().match(line) is not None and not FINITE.search(line)


def _runs(lines: list[_Line]) -> Iterator[list[_Line]]:
    """The lines of each block."""
    widths = _widths(lines)
    run: list[_Line] = []
    rows: dict[str, int] = {}  # how far each style of labels has counted
    for line, width in zip(lines, widths, strict=True):
        if run and not _goes_on(run, line, width, rows):
            yield run
            run = []
        if not run:
            rows |= {label.style: label.value for label in read_labels(line.text)}
        run.append(line)
    if run:
        yield run


def _widths(lines: list[_Line]) -> list[int]:
    """For each line, how long the longest line of its stretch without a gap is."""
    widths: list[int] = []
    first = 0
    for at in range(1, len(lines) + 1):
        if at == len(lines) or lines[at].gap:
            longest = max(line.end - line.start for line in lines[first:at])
            widths += [longest] * (at - first)
            first = at
    return widths


def _goes_on(run: list[_Line], line: _Line, width: int, rows: Mapping[str, int]) -> bool:
    """Whether a line is the next of the same block."""
    last = run[-1]
    ended = last.text.rstrip(_CLOSERS)[-1:] in STOPS or _LIST_JOINT.search(last.text[-TAIL:]) is not None
    if _apart_pattern().match(line.text) or _DAY_ALONE.fullmatch(line.text):
        return False
    if line.gap or last.row or _is_label(line, ended=ended) or _follows(rows, line):
        return False
    if width > WRAPPED or _is_loud(last.text) != _is_loud(line.text):
        return not ended and line.text[:1].islower()
    if read_labels(last.text)[:1] and _short_article(last.text):
        return False
    if not ended and len(last.text) < HALF * width and line.text[:1].isupper():
        return False
    return not ended or len(last.text) > SHORT * width


@lru_cache(maxsize=1)
def _apart_pattern() -> re.Pattern[str]:
    """What stands on a line of its own in a head: "Date: 4 May", "Witnesses: the Elders' Forum"."""
    return re.compile(rf"(?:{either(word_set('agreement_text', 'layout', 'keys'))})\s*:\s", re.IGNORECASE)


def _follows(rows: Mapping[str, int], line: _Line) -> bool:
    """Whether a line has the label that comes next in a row."""
    return any(rows.get(label.style) == label.value - 1 for label in read_labels(line.text))


def _short_article(text: str) -> bool:
    """Whether a line is a label alone, "Article 7", or one with nothing but capitals behind it."""
    label = read_labels(text)[0]
    return len(text) == label.length and label.length > 1 and not label.style.startswith("bullet")


def _is_label(line: _Line, *, ended: bool) -> bool:
    """Whether a line begins a point: inside a sentence only where a row begins or a bullet stands."""
    labels = read_labels(line.text)
    alone = re.fullmatch(r"(?:article|section|part|chapter|annex)\s+\w{1,7}\.?", line.text, re.IGNORECASE)
    if alone:
        return True
    if not labels:
        return False
    sure = {"dotted", "article", "section"} | {label.style for label in labels if label.style[-1] == "\u2022"}
    return (
        ended or any(label.style in sure or label.value <= 1 or label.style[0] == "(" for label in labels) or line.gap
    )


def _is_loud(text: str) -> bool:
    """Whether a line is in capitals throughout."""
    return text.isupper() and sum(map(str.isalpha, text)) > 1


def _block(text: str, run: list[_Line]) -> Block:
    start, end = run[0].start, run[-1].end
    words = re.sub(r"\s", " ", text[start:end])
    if (row := run[0].row) is not None:
        return Block(start, end, words, (), gap=True, heading=row.heading, row=row)
    return Block(start, end, words, tuple(read_labels(text[start:end])), run[0].gap, heading=False)


def _as_heading(block: Block, before: Block | None, after: Block | None) -> Block:
    """The block, marked where it is a heading."""
    rest = block.words[block.labels[0].length :] if block.labels else block.words
    if block.row:
        return block
    bullet = bool(block.labels) and block.labels[0].style.startswith("bullet")
    if bullet or not _may_name(rest, labelled=bool(block.labels)):
        return block
    follows = after is not None and (after.gap or bool(after.labels) or len(after.words) > len(block.words))
    stands = block.gap or before is None or bool(block.labels) or before.heading
    same = after is not None and {x.style for x in block.labels} & {x.style for x in after.labels}
    named = (
        not rest.strip()
        or _is_loud(rest)
        or _part_pattern().match(rest)
        or (follows and stands and not (block.labels and same))
    )
    if not named:
        return block
    return Block(block.start, block.end, block.words, block.labels, block.gap, heading=True)


@lru_cache(maxsize=1)
def _part_pattern() -> re.Pattern[str]:
    names = either(word_set("agreement_text", "layout", "parts"))
    return re.compile(rf"(?:{names})(?:\s+\w+\b|$)", re.IGNORECASE)


def _may_name(rest: str, *, labelled: bool) -> bool:
    """Whether words are short and open enough for a heading."""
    if not rest.strip():
        return True
    short = len(rest) <= HEADING_LETTERS and len(rest.split()) <= HEADING_WORDS
    plain = rest.rstrip()[-1] not in ".;:,!?" and not rest[0].islower()
    return short and (plain or _is_loud(rest)) and not FINITE.search(rest) and (labelled or rest[0] not in '(“"')
