"""The tense of the clause that governs a time expression, which decides between last Monday and next."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from lib.annotate.tree import Tree
from lib.codebooks import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token


# A clause's verb is rarely further up; the bound keeps a broken parse cheap.
MOST_STEPS = 12
PARTING = frozenset({"VBD", "VBZ", "VBP", "MD", "VB", ",", ":", "CC"})
HELPERS = frozenset({"aux", "auxpass", "nsubj", "nsubjpass"})
AUXILIARIES = frozenset({"aux", "auxpass"})
PRESENT = frozenset({"VBP", "VBZ"})


# Word lists that tell the future.
_words = partial(word_set, "calendar", "tense")


@dataclass(frozen=True, slots=True)
class Tenses:
    """Answers which tense governs a character offset of one parsed text."""

    tree: Tree

    def tense_at(self, offset: int) -> str | None:
        """The tense of the clause round the offset, "past" or "future", or None where it has neither."""
        token = self.tree.token_at(offset)
        if token is None:
            return None
        verb = _governing_verb(token)
        tense = _verb_tense(_first_joined(verb)) if verb is not None else None
        if _after_preposition(token, _words("always_future")):
            return "future"
        if tense is None and _after_preposition(token, _words("mostly_future")):
            return "future"
        return tense

    def lies_ahead(self, offset: int) -> bool:
        """Whether a weekday is the next one: of what will be, what is planned, and what is told in the present.

        What has been said, and what has been so since, is told in the present and lies behind.
        """
        tense, token = self.tense_at(offset), self.tree.token_at(offset)
        if tense is not None or token is None:
            return tense == "future"
        verb = _governing_verb(token)
        if verb is None or _after_preposition(token, _words("always_past")):
            return False
        helpers = [child for child in verb.children if child.dep_ in AUXILIARIES]
        told = any(part.tag_ in PRESENT for part in (verb, *helpers))
        return told and verb.lower_ not in _words("told_in_present")

    def owned_as_past(self, offset: int) -> bool:
        """Whether a day owns what has been made or has happened already: "under Tuesday's accord they must"."""
        token = self.tree.token_at(offset)
        if token is None or not any(child.tag_ == "POS" for child in token.children):
            return False
        before = token.doc[token.i - 1].lower_ if token.i else ""
        return token.head.lower_ in _words("past_once_owned") or before in _words("past_before_owned")

    def parted(self, start: int, end: int) -> bool:
        """Whether a verb, comma, "and" or sentence's end is between two offsets, the first of which ends a word."""
        first, last = self.tree.token_at(start), self.tree.token_at(end)
        if first is None or last is None:
            return False
        between = first.doc[first.i + 1 : last.i + 1]
        return any(token.is_sent_start or token.tag_ in PARTING for token in between)


def _after_preposition(token: "Token", words: frozenset[str]) -> bool:
    """Whether one of these words stands directly before, an article or an adjective between them or not."""
    before = token.doc[max(token.i - 2, 0) : token.i]
    return any(part.lower_ in words and part.tag_ == "IN" for part in before)


def _governing_verb(token: "Token") -> "Token | None":
    for _ in range(MOST_STEPS):
        if token.tag_.startswith(("V", "MD")):
            return token
        if token.head is token or token.head.i == token.i:
            return None
        token = token.head
    return None


def _first_joined(verb: "Token") -> "Token":
    """The verb that has the helpers of those joined to it: "will be | cleared on Thursday and opened on Friday"."""
    for _ in range(MOST_STEPS):
        bare = verb.tag_ in {"VB", "VBN", "VBD"} and not any(child.dep_ in HELPERS for child in verb.children)
        alike = verb.head.tag_ == verb.tag_ or (verb.head.tag_, verb.tag_) == ("VBN", "VBD")
        if not bare or verb.dep_ != "conj" or not alike or verb.head.tag_ == "VBD":
            break
        verb = verb.head
    return verb


def _verb_tense(verb: "Token") -> str | None:
    """The tense of a verb with its auxiliaries, and of what an infinitive depends on."""
    helpers = [child for child in verb.children if child.dep_ in AUXILIARIES]
    if any(helper.lower_ in _words("future_modals") for helper in helpers):
        return "future"
    if any(helper.tag_ == "TO" for helper in helpers):
        return "future" if verb.head.lower_ in _words("future_heads") else _finite_tense(verb.head)
    planned = verb.lower_ in _words("planned") and verb.tag_ != "VBD"
    if planned and all(helper.tag_ in PRESENT for helper in helpers):
        return "future"
    return _finite_tense(verb) or next((found for helper in helpers if (found := _finite_tense(helper))), None)


def _finite_tense(verb: "Token") -> str | None:
    """Past for a past form, or a participle without auxiliary; None for the present."""
    if verb.tag_ in {"VBD", "VBN"}:
        return "past"
    return None
