"""Who the words at a cue mean: names, pronouns and descriptions resolved to the entities of the text."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lib.annotate.cues import Cues
from lib.annotate.tree import Tree
from lib.models import Mention, Speaker

if TYPE_CHECKING:
    from spacy.tokens import Token

INSIDE = frozenset(
    {"compound", "amod", "nummod", "quantmod", "poss", "case", "nmod", "det", "predet", "conj", "cc", "advmod"}
)


@dataclass
class Cast:
    """Everybody the text names, in order, and who spoke last."""

    tree: Tree
    cues: Cues
    mentions: list[Mention]
    starts: list[int]
    last: str | None = None

    def mention_at(self, token: "Token") -> Mention | None:
        """The mention that holds a token, or None."""
        found = bisect_right(self.starts, token.idx) - 1
        if found < 0 or self.mentions[found].span.end <= token.idx:
            return None
        return self.mentions[found]

    def speaker(self, head: "Token") -> Speaker:
        """The words that name who speaks, with the entity they mean where the text makes that clear."""
        mention = self.mention_at(head)
        if mention is not None:
            return Speaker(mention.span, mention.entity)
        span = self.tree.words(_first(self.tree, head), head.i)
        return Speaker(span, None)


def gather(tree: Tree, mentions: Sequence[Mention], cues: Cues) -> Cast:
    """The cast of one text."""
    ordered = sorted(mentions, key=lambda mention: (mention.span.start, -mention.span.end))
    return Cast(tree, cues, ordered, [mention.span.start for mention in ordered])


def _first(tree: Tree, head: "Token") -> int:
    """The first token of the noun phrase that ends in its head, without its article."""
    first = head.i
    for kid in reversed(tree.kids[head.i]):
        if kid.i < first and kid.dep_ in INSIDE:
            first = kid.left_edge.i
    while first < head.i and (tree.doc[first].pos_ in {"DET", "PUNCT"} or tree.doc[first].is_space):
        first += 1
    return first
