"""What stands before an agreement in the document that carries it: a letterhead, a covering letter."""

import re
from collections.abc import Sequence

from lib.agreement.outline.layout import Block

_LETTER = re.compile(r"(?:identical letters|letters?|notes? verbales?)\s+(?:dated|from|addressed)\b", re.IGNORECASE)
_ANNEX = re.compile(r"(?:annex|enclosure|appendix|attachment)\b(?!\s+(?:is|are|shall)\b)", re.IGNORECASE)
# S/2019/12, A/RES/71/1, or who may have the paper: what an organisation prints on its documents.
_SYMBOL = re.compile(r"\b[A-Z]{1,5}/(?:[A-Z\d.]{1,10}/){0,3}\d{2,4}\b|\bDistr\.|^Original:")
_FINITE = re.compile(r"\b(?:shall|will|must|may|agree[ds]?|undertakes?)\b")
FIRST, SHORT = 12, 160


def without_cover(blocks: Sequence[Block]) -> Sequence[Block]:
    r"""The blocks of the agreement itself: behind a covering letter those of its annex, else all behind a letterhead.

    >>> from lib.agreement.outline.layout import find_blocks
    >>> letter = "Letter dated 4 May 2020 from the Chair\n\nI enclose it.\n\nAnnex\n\nTruce of Sirte\n\n1. All leave."
    >>> [block.words for block in without_cover(find_blocks(letter))]
    ['Truce of Sirte', '1. All leave.']
    """
    letter = next((at for at, block in enumerate(blocks[:FIRST]) if _LETTER.match(block.words)), None)
    if letter is not None:
        found = (
            at for at in range(letter + 1, len(blocks)) if _is_short(blocks[at]) and _ANNEX.match(blocks[at].words)
        )
        if (annex := next(found, len(blocks) - 1)) < len(blocks) - 1:
            return blocks[annex + 1 :]
    head = [at for at, block in enumerate(blocks[:FIRST]) if _is_short(block) and _SYMBOL.search(block.words)]
    return blocks[head[-1] + 1 :] if head else blocks


def _is_short(block: Block) -> bool:
    return len(block.words) <= SHORT and not _FINITE.search(block.words)
