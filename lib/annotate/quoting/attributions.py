"""What a sentence's grammar attributes to somebody: cue, who speaks, and the words that are theirs."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lib.annotate.naming.datelines import dateline_end
from lib.annotate.quoting.contents import (
    COMPLETE,
    clause_of,
    first_of,
    infinitive_of,
    object_of,
    prepositional_of,
    sentence_round,
)
from lib.annotate.quoting.cues import Cues
from lib.annotate.tree import Tree, subject_of

if TYPE_CHECKING:
    from spacy.tokens import Token

# A label before a colon has at most so many tokens: "Russian Defence Minister Sergei Shoigu:".
LABEL = 6
TIMES = frozenset({"DATE", "TIME"})
CERTAIN = frozenset({"will", "'ll", "’ll", "can"})


@dataclass(frozen=True, slots=True)
class Attribution:
    """A cue's tokens, `first` to `last`; the content's tokens, `begin` to `end` (included); the speaker's head.

    `direct` where the cue is of the kind that brings in words between marks.
    """

    cue: "Token"
    first: int
    last: int
    begin: int
    end: int
    speaker: "Token | None"
    direct: bool


def find_attributions(tree: Tree, cues: Cues) -> Iterator[Attribution]:
    """Every attribution that verbs, nouns and "according to" state, in the order of their cues."""
    for token in tree.tokens:
        word = token.lower_
        if word == "according":
            yield from _according(tree, token)
        elif word in cues.plain and token.pos_ in {"VERB", "AUX"}:
            # Cereals promised to the camps promise nothing.
            yield from () if token.dep_ == "acl" and lacks_agent(tree, token) else _verb(tree, cues, token)
        elif word in cues.content and token.pos_ == "NOUN":
            yield from _noun(tree, token)
        elif word == "in":
            yield from _in_words(tree, cues, token)
        elif word == "for" and token.is_sent_start:
            yield from _for(tree, token)
        elif word == ":":
            yield from _label(tree, cues, token)


def speaks(tree: Tree, cues: Cues, token: "Token") -> bool:
    """Whether a token is a verb of speech, alone or with a second word: "said", "pointed out", "put it"."""
    plain = cues.plain.get(token.lower_)
    if plain is None or token.pos_ not in {"VERB", "AUX"}:
        return False
    return plain in cues.speech or any(kid.lower_ in cues.particles.get(plain, ()) for kid in tree.kids[token.i])


def _verb(tree: Tree, cues: Cues, verb: "Token") -> Iterator[Attribution]:
    """What a cue verb attributes: its clause, else its infinitive, its object, or the sentence it is set into."""
    plain = cues.plain[verb.lower_]
    speech = speaks(tree, cues, verb)
    if not speech and is_open(tree, verb):
        return
    content = None
    last = verb.i
    if speech or plain in cues.clause:
        content = clause_of(tree, verb)
    if content is None and speech:
        content = sentence_round(tree, verb)
    if content is None and plain in cues.infinitive:
        content = infinitive_of(tree, verb)
    if content is None and plain in cues.prepositions:
        content = prepositional_of(tree, verb, cues.prepositions[plain])
        last = content[0] - 1 if content else last
    if content is None and plain in cues.object and not _is_deed(tree, cues, verb):
        content = object_of(tree, verb, cues.claims if plain in cues.answering else None)
    if content is None:
        return
    first, end = tree.sentences[verb.i]
    content = max(content[0], first), min(content[1], end - 1)
    if _only_time(tree, content):
        return
    speaker = _speaker(tree, cues, verb, content)
    if content[0] > content[1] or (speaker is None and not speech):
        return
    yield Attribution(verb, first_of(tree, verb), last, *content, speaker, speech)


def _only_time(tree: Tree, content: tuple[int, int]) -> bool:
    """Whether the words only say when: called his counterpart on | Wednesday."""
    words = [token for token in tree.doc[content[0] : content[1] + 1] if token.is_alpha]
    return all(token.ent_type_ in TIMES for token in words) and bool(words)


def _is_deed(tree: Tree, cues: Cues, verb: "Token") -> bool:
    """Whether a verb with an object tells what was done, not said: attacked twelve posts."""
    after = tree.doc[verb.i + 1 : tree.sentences[verb.i][1]]
    why = any(token.is_quote or (token.lower_ in {"for", "as"} and token.head.i == verb.i) for token in after)
    return cues.plain[verb.lower_] in cues.striking and not why


def _speaker(tree: Tree, cues: Cues, verb: "Token", content: tuple[int, int]) -> "Token | None":
    """The verb's subject where it stands outside the content, else what follows an inverted verb."""
    subject = speaker_of(tree, verb)
    if subject is not None and verb.tag_ == "VBG" and subject.lower_ in cues.mute and verb.head.i < subject.i:
        above = verb.head if verb.head.pos_ in {"VERB", "AUX"} else subject.head
        subject = subject_of(tree, above) if above.i < subject.i else subject
    if subject is not None and (not content[0] <= subject.i <= content[1] or content[0] <= verb.i <= content[1]):
        return subject
    after = tree.kid(verb, "dobj", "dep", "npadvmod", "attr", "appos")
    inverted = after is not None and after.i > verb.i and content[1] < verb.i
    return after if inverted else None


def speaker_of(tree: Tree, verb: "Token") -> "Token | None":
    """The verb's subject; a name right before it that the parser put elsewhere: after talks with Kim, Lee said."""
    subject, beside = subject_of(tree, verb), tree.doc[max(0, first_of(tree, verb) - 1)]
    end = dateline_end(tree.text, subject.idx) if subject is not None else None
    if end is not None and end <= verb.idx:  # the place where it was written says nothing
        said_by = reversed(tree.doc[tree.at(end) : first_of(tree, verb)])
        return next((word for word in said_by if word.pos_ in {"NOUN", "PROPN", "PRON"}), None)
    amiss = beside.pos_ == "PROPN" and beside.dep_ == "appos" and (subject is None or subject.pos_ != "PROPN")
    return beside if amiss and beside.i < verb.i else subject


def lacks_agent(tree: Tree, verb: "Token") -> bool:
    """Whether a participle names nobody who does it: "is known as", "a road called", "cereals promised"."""
    passive = tree.kid(verb, "auxpass", "nsubjpass") is not None or verb.dep_ in {"acl", "amod"}
    return verb.tag_ == "VBN" and passive and tree.kid(verb, "agent") is None


def _according(tree: Tree, token: "Token") -> Iterator[Attribution]:
    """The sentence that "according to X" is said of, on whichever side of it the sentence stands."""
    to = tree.kid(token, "prep")
    source = tree.kid(to, "pobj") if to is not None else None
    if to is None or source is None or not token.i < to.i < source.i:
        return
    first, end = tree.sentences[token.i]
    right = source.right_edge.i
    before = token.i - first
    content = (first, token.i - 1) if before > COMPLETE else (right + 1, end - 1)
    if content[0] <= content[1]:
        yield Attribution(token, token.i, to.i, *content, source, direct=True)


def _noun(tree: Tree, noun: "Token") -> Iterator[Attribution]:
    """What a noun's clause says, of whoever owns the noun: "Moscow's claim that ..."."""
    clause = tree.kid(noun, "acl", "ccomp")
    owner = tree.kid(noun, "poss")
    if clause is None or owner is None or clause.i < noun.i or clause.tag_ in {"VBN", "VBG"}:
        return
    yield Attribution(noun, noun.i, noun.i, clause.left_edge.i, clause.right_edge.i, owner, direct=False)


def _in_words(tree: Tree, cues: Cues, token: "Token") -> Iterator[Attribution]:
    """The sentence round "in X's words", "in his view"."""
    words = tree.kid(token, "pobj")
    if words is None or words.lower_ not in cues.words:
        return
    owner = tree.kid(words, "poss")
    first, end = tree.sentences[token.i]
    content = (words.i + 1, end - 1) if token.i - first < COMPLETE else (first, token.i - 1)
    if words.i + 1 < end and tree.doc[token.i - 1].text == tree.doc[words.i + 1].text == ",":
        content = first, end - 1
    if owner is not None and content[0] <= content[1]:
        yield Attribution(token, token.i, words.i, *content, owner, direct=True)


def _for(tree: Tree, token: "Token") -> Iterator[Attribution]:
    """The sentence behind a name that "for" opens it with, where some of it is marked: For Ann Reed, it is a "sham"."""
    named, end = tree.kid(token, "pobj"), tree.sentences[token.i][1]
    if named is None or named.ent_type_ != "PERSON" or named.right_edge.i + 2 >= end:
        return
    if any(word.is_quote for word in tree.doc[named.right_edge.i + 1 : end]):
        yield Attribution(token, token.i, token.i, named.right_edge.i + 1, end - 1, named, direct=True)


def _label(tree: Tree, cues: Cues, colon: "Token") -> Iterator[Attribution]:
    """The sentence after a name and a colon, as in headlines and transcripts: "Poll: Two in three want peace"."""
    first, end = tree.sentences[colon.i]
    if not 0 < colon.i - first <= LABEL or end - colon.i < COMPLETE * 2:
        return
    named = tree.doc[colon.i - 1]
    if named.ent_type_ in {"PERSON", "ORG"} or named.lower_ in cues.voices:
        yield Attribution(colon, colon.i, colon.i, colon.i + 1, end - 1, named, direct=True)


def is_open(tree: Tree, verb: "Token") -> bool:
    """Whether the verb only says what might be: "may agree", "somebody to ask"."""
    before = [kid for kid in tree.kids[verb.i] if kid.i < verb.i]
    return any(kid.tag_ == "TO" or (kid.tag_ == "MD" and kid.lower_ not in CERTAIN) for kid in before)
