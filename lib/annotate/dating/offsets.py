"""From character offsets back to the parser's tokens."""

from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


class Offsets:
    """Answers which token of one parsed text a character offset lies in; counts the text only when first asked."""

    def __init__(self, doc: "Doc") -> None:
        self.doc = doc
        self._starts: list[int] | None = None

    def token_at(self, offset: int) -> "Token | None":
        """The token at the offset, or the last one before it; None before the first."""
        if self._starts is None:
            self._starts = self.doc.to_array("IDX").tolist()
        at = bisect_right(self._starts, offset) - 1
        return self.doc[at] if at >= 0 else None

    def entity_at(self, offset: int) -> str:
        """The model's entity type of the token at the offset, or nothing."""
        token = self.token_at(offset)
        return token.ent_type_ if token is not None else ""

    def tag_at(self, offset: int) -> str:
        """The Penn tag of the token at the offset, or nothing."""
        token = self.token_at(offset)
        return token.tag_ if token is not None else ""
