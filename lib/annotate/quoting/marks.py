"""Quotation marks in pairs: which words of a text stand between them."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

OPENERS = "“„«"
CLOSERS = "”»"
# The German and Polish pair closes with the mark that opens elsewhere.
LOW_PAIR = "„“"
DOUBLE = re.compile(f'[{OPENERS}{CLOSERS}"]')
SINGLE = re.compile(r"(?<!['‘’])['‘’](?!['‘’])")
# A line's end ends a paragraph where the next line is blank or the line is finished; else the line was only wrapped.
PARAGRAPH_END = re.compile(r"""\n[^\S\n]*\n\s*|(?<=[.!?…:”"’'])[^\S\n]*\n\s*""")
# Words that begin with an apostrophe, so that it opens nothing.
CLIPPED = re.compile(r"['’](?:\d|em\b|tis\b|twas\b|til\b|cause\b|bout\b|n\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Marked:
    """Words between quotation marks, `start` to `end`, and with their marks, `left` to `right`.

    `closed` is False where the closing mark is missing; `continues` where the paragraph before left the quote open.
    """

    left: int
    start: int
    end: int
    right: int
    closed: bool = True
    continues: bool = False


def find_marked(text: str) -> list[Marked]:
    """The outermost marked stretches of a text that hold words, in order; other marks are passed over.

    A stretch never crosses a paragraph: one that stays open ends with its paragraph, and goes on in the next where that
    begins with a mark again.

    >>> [text[m.start:m.end] for text in ['He said "no", then "yes".'] for m in find_marked(text)]
    ['no', 'yes']
    """
    starts = [0, *(match.end() for match in PARAGRAPH_END.finditer(text)), len(text)]
    double = _without_nested([*_doubles(text, starts)])
    single = [*_singles(text, starts)]
    outermost = _without_nested(sorted([*double, *single], key=lambda marked: (marked.left, -marked.right)))
    return [marked for marked in outermost if any(map(str.isalnum, text[marked.start : marked.end]))]


def _doubles(text: str, starts: list[int]) -> Iterator[Marked]:
    """Stretches between double marks; `starts` has each paragraph's start, and the text's end."""
    open_before = False
    for begin, finish in pairwise(starts):
        end = begin + len(text[begin:finish].rstrip())
        opened: int | None = None
        for match in DOUBLE.finditer(text, begin, end):
            at = match.start()
            if opened is None:
                opened = at if _opens(text, at) else None
            elif text[at] in OPENERS and _opens(text, at) and text[opened] + text[at] != LOW_PAIR:
                continue
            else:
                yield _marked(text, opened, at, open_before and opened == begin)
                opened, open_before = None, False
        if opened is not None:
            yield Marked(opened, opened + 1, end, end, closed=False, continues=open_before and opened == begin)
        open_before = opened is not None


def _marked(text: str, opened: int, closing: int, continues: bool) -> Marked:  # noqa: FBT001
    words = text[opened + 1 : closing]
    start = opened + 1 + len(words) - len(words.lstrip())
    return Marked(opened, start, max(start, opened + 1 + len(words.rstrip())), closing + 1, continues=continues)


def _singles(text: str, starts: list[int]) -> Iterator[Marked]:
    """Stretches between single marks, closed within their paragraph; an apostrophe neither opens nor closes."""
    opened: int | None = None
    closing: int | None = None
    paragraph = 0
    for match in SINGLE.finditer(text):
        at, here = match.start(), bisect_right(starts, match.start())
        if opened is None or here != paragraph or _opens(text, at):
            if opened is not None and closing is not None:
                yield _marked(text, opened, closing, continues=False)
            opened = at if _opens(text, at) and not CLIPPED.match(text, at) else None
            closing, paragraph = None, here
        elif _may_own(text, at):
            closing = at
        else:
            yield _marked(text, opened, at, continues=False)
            opened = closing = None
    if opened is not None and closing is not None:
        yield _marked(text, opened, closing, continues=False)


def _opens(text: str, at: int) -> bool:
    """Whether the mark stands where a quote can begin: nothing, a blank, a bracket or a dash before, words after."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    fresh = not before or before.isspace() or before in "([{—–-―/:‘'“\""
    if text[at] in f"{OPENERS}‘":
        return bool(after) and (fresh or after.isalnum())
    return fresh and bool(after) and not after.isspace()


def _may_own(text: str, at: int) -> bool:
    """Whether a single mark can be the plural's possessive ("rebels' hope"), and a later one the closing mark."""
    return text[at - 1] in "sS" and text[at + 1 : at + 2] == " " and text[at + 2 : at + 3].isalpha()


def _without_nested(stretches: list[Marked]) -> list[Marked]:
    """The stretches that lie in no other one; they come sorted by where they begin."""
    outer: list[Marked] = []
    for marked in stretches:
        if not outer or marked.left >= outer[-1].right:
            outer.append(marked)
    return outer
