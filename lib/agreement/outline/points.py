"""The outline of an agreement: its blocks as points with numbers, headings and the lead-ins they stand under."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from lib.agreement.outline.labels import Label
from lib.agreement.outline.layout import FINITE, Block
from lib.agreement.outline.levels import State, choose_label, open_level, parent_of
from lib.agreement.outline.styles import running_styles
from lib.agreement.outline.tables import Row
from lib.codebooks import word_set
from lib.text.words import either

# Lead-ins do not stand in each other deeper than this.
MOST_LEADS = 4
LEADING = re.compile(r"(?:[:：]|[-–—])\s*$")
# "Signed: Tatvan, 3 March 2025": a line about the paper names nothing that stands below.
_OF_PAPER = re.compile(r"(?:signed|done|dated|original)\b", re.IGNORECASE)
_ANNEX = re.compile(r"(?:annex|appendix|schedule|protocol)\b", re.IGNORECASE)
# So many blocks behind the words that close an agreement are about its signing.
NEAR = 5
# More words than these are no name: "A. Smith, Minister of Trade".
NAME = 6
_DATED_HEADING = re.compile(r"(?:by|within|from|no later than|not later than|before|until)\b", re.IGNORECASE)
_UNDERSIGNED = re.compile(
    r"\b(?:undersigned|between|among|(?:the|contracting) parties|participants|signatories)\s*[:–-]?\s*$", re.IGNORECASE
)
_TAIL = re.compile(r"(?:[;,](?:\s*(?:and|or))?|\band|\bor)\s*$")


@dataclass(frozen=True, slots=True)
class Point:
    """The words of one point, its label left out: bounds, number, parent's number, heading, lead-ins.

    `all_count` says that each sentence is a clause; else only those that lay down a duty. `leads` run from the
    outermost to the words of the item above, where that leads in; `leads_in` says that the point itself does. `row` is
    the line of a table that it is.
    """

    start: int
    end: int
    words: str
    number: str
    parent: str | None
    heading: str | None
    leads: tuple[str, ...]
    all_count: bool
    leads_in: bool = False
    row: Row | None = None


def find_points(blocks: Sequence[Block]) -> Iterator[Point]:
    r"""The points of the blocks in order, headings and signatures left out.

    >>> from lib.agreement.outline.layout import find_blocks
    >>> blocks = find_blocks("1. The Front shall:\n(a) hand over its arms;\n(b) leave.")
    >>> [(point.number, point.parent, point.leads) for point in find_points(blocks) if not point.leads_in]
    [('1.a', '1', ('The Front shall:',)), ('1.b', '1', ('The Front shall:',))]
    """
    state = State()
    state.running = running_styles(blocks)
    numbered = any(block.row or (block.labels and not block.labels[0].style.startswith("bullet")) for block in blocks)
    last = max((at for at, block in enumerate(blocks) if block.labels), default=-1)
    for at, block in enumerate(blocks):
        if state.closed and not _reopens(block, state):
            continue
        closing = is_closing(block.words) and (state.begun or not numbered) and not block.labels
        if closing and not _goes_on(blocks[at + 1 :]):
            state.closed = True
            continue
        if block.row and not block.heading:
            state.begun = True
            yield Point(
                block.start,
                block.end,
                block.words,
                block.row.number,
                None,
                state.heading,
                (),
                all_count=True,
                row=block.row,
            )
            continue
        if block.labels and not state.begun and _names_parties(state) and not FINITE.search(block.words):
            continue
        deeper = blocks[at + 1] if at + 1 < len(blocks) else None
        label = choose_label(block, state.levels) if block.labels else None
        if label is not None:
            yield from _labelled(block, label, deeper, state)
        elif block.heading:
            _take_heading(block, state)
        else:
            yield from _unlabelled(block, deeper, state, inside=at < last)


def _names_parties(state: State) -> bool:
    """Whether the last lead-in opens the list of those who agree: "We, the undersigned:"."""
    return bool(state.leads) and _UNDERSIGNED.search(state.leads[-1]) is not None


def is_closing(words: str) -> bool:
    """Whether a block begins what stands behind the points: signatures, witnesses, place and day.

    >>> is_closing("Done at Geneva on 4 May 2020"), is_closing("For this purpose a zone shall be made.")
    (True, False)
    """
    found = _closing_pattern().match(words)
    return found is not None and not re.search(r"\b(?:shall|will|must|may)\b", words)


@lru_cache(maxsize=1)
def _closing_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?:{either(word_set('agreement_text', 'layout', 'closing'))})(?!\w)", re.IGNORECASE)


def _goes_on(after: Sequence[Block]) -> bool:
    """Whether points follow soon, before an annex: "For the purposes of this Treaty:" closes nothing."""
    near = takewhile(lambda block: not _is_annex(block), after[:NEAR])
    return any(
        (FINITE.search(block.words) or (block.labels and len(block.words.split()) > NAME))
        and not is_closing(block.words)
        for block in near
    )


def _is_annex(block: Block) -> bool:
    return block.heading and _ANNEX.match(block.words) is not None


def _reopens(block: Block, state: State) -> bool:
    """Whether an annex begins behind the signatures."""
    if _is_annex(block):
        state.closed, state.levels, state.leads = False, [], []
        return True
    return False


def _labelled(block: Block, label: Label, after: Block | None, state: State) -> Iterator[Point]:
    """What a labelled block is: a heading that numbers what stands below, or a point."""
    state.begun, state.fresh = True, False
    level = open_level(label, state)
    start = block.start + label.length
    words = block.words[label.length :]
    leads_in = _leads_in(words, label, after)
    if block.heading and not leads_in:
        state.heading = words.strip() or block.words.strip()
        state.loose = not words.strip()
        state.leads = []
        level.lead, level.empty = None, True
        return
    above = tuple(level.lead for level in state.levels[:-1] if level.lead)
    parent = parent_of(state.levels)
    if leads_in:
        level.lead = _last_sentence(words)
    elif len(state.levels) > 1 or state.leads:
        part = words[:1].islower() or _TAIL.search(words) or not FINITE.search(words)
        level.fragments = level.fragments or bool(part)
    yield Point(
        start, block.end, words, level.number if label.printed else "", parent, state.heading,
        (*state.leads, *above), all_count=True, leads_in=leads_in,
    )  # fmt: skip


def _beside(one: Label, other: Label) -> bool:
    """Whether two labels are of one row: 1.3.1 is not of that of 1.3."""
    return one.style == other.style and one.printed.count(".") == other.printed.count(".")


def _leads_in(words: str, label: Label | None, after: Block | None) -> bool:
    """Whether words end open, and points of another row follow."""
    if after is None or (after.heading and not after.labels):
        return False
    if LEADING.search(words):
        return True
    if label is None or not after.labels or any(_beside(one, label) for one in after.labels):
        return False
    return (
        bool(words.strip())
        and words.rstrip()[-1] not in '.;!?”"'
        and bool(re.search(r"\b(?:shall|will|to|that|must)\s*,?\s*$|,\s*$", words))
    )


def _take_heading(block: Block, state: State) -> None:
    """A heading without a number: it ends what lead-ins hold for, and lists that only it grouped."""
    words = block.words.strip()
    if _OF_PAPER.match(words):
        return
    state.leads = [words] if _DATED_HEADING.match(words) else []
    while state.levels and state.levels[-1].style.startswith("bullet"):
        state.levels.pop()
    if state.loose and state.heading:  # "Article 2", then its title on a line of its own
        state.heading, state.loose = f"{state.heading} {words}", False
    else:
        state.heading = words


def _unlabelled(block: Block, after: Block | None, state: State, *, inside: bool) -> Iterator[Point]:
    """A paragraph without a label: a lead-in, the text of an article, a further part of a point, or prose."""
    state.loose = False
    if block.words.rstrip().endswith(":") and after is not None:
        _take_lead(block, state)
        number, parent = _own_number(state)
        leads = tuple(state.leads[:-1])
        counts = bool(number)
        yield Point(block.start, block.end, block.words, number, parent, state.heading, leads, counts, leads_in=True)
        return
    listed = (
        bool(state.leads)
        and not _names_parties(state)
        and (block.words.rstrip()[-1] == ";" or block.words[0].islower() or in_line(block.words))
    )
    if not listed:
        _end_list(state)
        state.leads = state.leads if state.fresh else []
    state.fresh = False
    inside = inside and bool(state.levels)
    number, parent = _own_number(state)
    counts = listed or bool(number) or inside
    leads = tuple(state.leads)
    yield Point(block.start, block.end, block.words, number, parent, state.heading, leads, counts)


def _own_number(state: State) -> tuple[str, str | None]:
    """The number that a paragraph has of the heading above it, if it is the first there; and its parent's number."""
    if not state.levels or not state.levels[-1].empty:
        return "", state.number or None
    state.levels[-1].empty = False
    return state.levels[-1].number, parent_of(state.levels)


def _last_sentence(words: str) -> str:
    """The sentence that leads in, without those before it."""
    return re.split(r"(?<=[a-z)][.;])\s+(?=[A-Z])", words.strip())[-1]


def in_line(words: str) -> bool:
    """Whether a paragraph holds a list in its own line: (i) ..., (ii) ..."""
    return re.search(r"(?<!\w)\((?:i|a|A|1)\)\s", words) is not None


def _end_list(state: State) -> None:
    """Close the lists whose items were parts of a sentence, or that had bullets: a new paragraph is none of them."""
    while state.levels and (state.levels[-1].fragments or state.levels[-1].style.startswith("bullet")):
        state.levels.pop()


def _take_lead(block: Block, state: State) -> None:
    """A lead-in in prose: it stands beside the last, or below it where nothing stood between."""
    words = _last_sentence(block.words)
    _end_list(state)
    if state.leads and not state.fresh:
        state.leads.pop()
    state.leads = [*state.leads, words][-MOST_LEADS:]
    state.fresh = True
