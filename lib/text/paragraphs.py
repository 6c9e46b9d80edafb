"""Paragraphs of a raw text, whether lines stand alone, empty lines part them, or each was wrapped at a width."""

import re
from collections.abc import Iterator
from itertools import pairwise
from statistics import fmean

Bounds = tuple[int, int]

STOPS = (".", "!", "?", "…")
_CLOSERS = "\"'”’»)] "
# Line breaks only: a vertical tab, a separator of records or a "next line" stands between words.
_LINES = re.compile(r"[^\n\r\f\u2028\u2029]*(?:\r\n|[\n\r\f\u2028\u2029])|[^\n\r\f\u2028\u2029]+")
# A line that a program wrapped is at most this long; those it broke inside a sentence are on the average that long.
_WRAP_LONGEST, _WRAP_AVERAGE = 120, 40


def find_paragraphs(text: str) -> Iterator[Bounds]:
    r"""The trimmed bounds of each paragraph: a line, or a block of lines that were wrapped at a width.

    >>> text = "A plan\n\nThey met.\nThey agreed."
    >>> [text[start:end] for start, end in find_paragraphs(text)]
    ['A plan', 'They met.', 'They agreed.']
    """
    for block in _find_blocks(text):
        if _is_wrapped([text[start:end] for start, end in block]):
            yield from _unwrap(text, block)
        else:
            yield from block


def is_closed(line: str) -> bool:
    """Whether the line ends as a sentence does, closing marks aside."""
    return line.rstrip(_CLOSERS).endswith(STOPS)


def _find_blocks(text: str) -> Iterator[list[Bounds]]:
    """The runs of lines between empty lines, each line as its trimmed bounds."""
    block: list[Bounds] = []
    reached = 0
    for line in _LINES.findall(text):
        inner = line.strip()
        if inner:
            start = reached + line.index(inner)
            block.append((start, start + len(inner)))
        elif block:
            yield block
            block = []
        reached += len(line)
    if block:
        yield block


def _is_wrapped(lines: list[str]) -> bool:
    """Whether the lines of one block are one paragraph that a mail program or a terminal broke."""
    if max(map(len, lines)) > _WRAP_LONGEST:
        return False
    broken = [(line, after) for line, after in pairwise(lines) if not is_closed(line)]
    goes_on = any(after[0].islower() for _, after in broken) and 2 * len(broken) >= len(lines) - 1
    return goes_on and fmean(len(line) for line, _ in broken) >= _WRAP_AVERAGE


def _unwrap(text: str, block: list[Bounds]) -> Iterator[Bounds]:
    """The paragraphs of wrapped lines: one ends where a sentence does and the next word had still fitted."""
    width = max(end - start for start, end in block)
    first = block[0][0]
    for (start, end), (next_start, next_end) in pairwise(block):
        next_word = text[next_start:next_end].split(maxsplit=1)[0]
        if is_closed(text[start:end]) and end - start + 1 + len(next_word) <= width:
            yield first, end
            first = next_start
    yield first, block[-1][1]
