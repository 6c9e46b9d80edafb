"""Which labels of a text run on through all of it, whatever parts it has."""

from collections.abc import Sequence

from lib.agreement.outline.layout import Block

FEWEST = 3


def running_styles(blocks: Sequence[Block]) -> frozenset[str]:
    r"""The styles of labels that count on from part to part: point 4 opens part II.

    >>> from lib.agreement.outline.layout import find_blocks
    >>> running_styles(find_blocks("I. Arms\n1. Both leave.\n2. Both stay.\n\nII. Roads\n3. Both pay."))
    frozenset({'1.'})
    """
    rows: dict[str, list[tuple[int, int]]] = {}
    part = 0
    for block in blocks:
        if block.labels and block.heading:
            part += 1
        elif block.labels:
            rows.setdefault(block.labels[0].style, []).append((block.labels[0].value, part))
    return frozenset(
        style
        for style, row in rows.items()
        if len(row) >= FEWEST
        and [value for value, _ in row] == list(range(1, len(row) + 1))
        and len({part for _, part in row if part}) > 1
    )
