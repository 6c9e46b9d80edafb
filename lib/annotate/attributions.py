"""What a sentence's grammar attributes to somebody: cue, who speaks, and the words that are theirs."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lib.annotate.cues import Cues
from lib.annotate.tree import Tree, subject_of

if TYPE_CHECKING:
    from spacy.tokens import Token

COMPLETE = 2
AUXILIARIES = frozenset({"aux", "auxpass", "neg"})


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
    for token in tree.doc:
        word = token.lower_
        if word == "according":
            yield from _according(tree, token)
        elif word in cues.plain and token.pos_ in {"VERB", "AUX"}:
            yield from _verb(tree, cues, token)
        elif word in cues.content_nouns and token.pos_ == "NOUN":
            yield from _noun(tree, token)
        elif word == "in":
            yield from _in_words(tree, cues, token)


def _verb(tree: Tree, cues: Cues, verb: "Token") -> Iterator[Attribution]:
    """What a cue verb attributes: its clause, else its infinitive, its object, or the sentence it is set into."""
    plain = cues.plain[verb.lower_]
    speech = plain in cues.speech
    content = None
    last = verb.i
    if speech or plain in cues.clause:
        content = _clause(tree, verb)
    if content is None and speech:
        content = _frame_sentence(tree, verb)
    if content is None and plain in cues.infinitive:
        content = _infinitive(tree, verb)
    if content is None and plain in cues.prepositions:
        content = _after_preposition(tree, verb, cues.prepositions[plain])
        last = content[0] - 1 if content else last
    if content is None and plain in cues.object:
        content = _object(tree, verb)
    if content is None:
        return
    speaker = _speaker(tree, verb, content)
    if speaker is None and not speech:
        return
    yield Attribution(verb, _first(tree, verb), last, *content, speaker, speech)


def _speaker(tree: Tree, verb: "Token", content: tuple[int, int]) -> "Token | None":
    """The verb's subject where it stands outside the content, else what follows an inverted verb."""
    subject = subject_of(tree, verb)
    if subject is not None and not content[0] <= subject.i <= content[1]:
        return subject
    after = tree.kid(verb, "dobj", "dep", "npadvmod", "attr", "appos")
    inverted = after is not None and after.i > verb.i and content[1] < verb.i
    return after if inverted else None


def _first(tree: Tree, verb: "Token") -> int:
    """The first token of a verb with its auxiliaries and its "not"."""
    first = verb.i
    for kid in reversed(tree.kids[verb.i]):
        if kid.i == first - 1 and kid.dep_ in AUXILIARIES:
            first = kid.i
    return first


def _clause(tree: Tree, verb: "Token") -> tuple[int, int] | None:
    """The clause that a verb takes: after it ("said that ...") or before it ("..., he said")."""
    clause = tree.kid(verb, "ccomp")
    if clause is None:
        return None
    begin, end = clause.left_edge.i, clause.right_edge.i
    if end < verb.i:
        return tree.sentences[verb.i][0], end
    return (begin, end) if begin > verb.i else None


def _frame_sentence(tree: Tree, verb: "Token") -> tuple[int, int] | None:
    """The sentence that a verb of speech is set into between commas, or that it closes after one."""
    first, end = tree.sentences[verb.i]
    subject = tree.kid(verb, "nsubj")
    start = min(_first(tree, verb), subject.left_edge.i if subject is not None else verb.i)
    if start - first < COMPLETE or tree.doc[start - 1].text not in {",", "”", '"', "’", "'", "—", "–", "--"}:
        return None
    if verb.dep_ in {"acl", "advcl", "relcl", "conj"} and verb.head.i < verb.i and subject is None:
        return None
    if verb.dep_ == "parataxis" and verb.i < verb.head.i:
        return first, end - 1
    return first, start - 1


def _infinitive(tree: Tree, verb: "Token") -> tuple[int, int] | None:
    """The infinitive that a verb takes: "vowed to leave", "urged them to leave"."""
    action = tree.kid(verb, "xcomp", "ccomp")
    if action is None or action.i < verb.i or not any(kid.tag_ == "TO" for kid in tree.kids[action.i]):
        return None
    target = tree.kid(verb, "dobj")
    begin = target.left_edge.i if target is not None and verb.i < target.i < action.i else action.left_edge.i
    return (begin, action.right_edge.i) if begin > verb.i else None


def _after_preposition(tree: Tree, verb: "Token", prepositions: frozenset[str]) -> tuple[int, int] | None:
    """What follows the preposition that belongs to the verb: "called for a ceasefire"."""
    for kid in tree.kids[verb.i]:
        if kid.i > verb.i and kid.lower_ in prepositions and kid.dep_ in {"prep", "prt", "agent"}:
            inside = tree.kid(kid, "pobj", "pcomp")
            if inside is not None and inside.i > kid.i:
                return kid.i + 1, inside.right_edge.i
    return None


def _object(tree: Tree, verb: "Token") -> tuple[int, int] | None:
    """What somebody talks about: the object, with what it is called or compared to."""
    target = tree.kid(verb, "dobj", "oprd", "ccomp")
    if target is None or target.i < verb.i or target.pos_ == "PRON":
        return None
    end = target.right_edge.i
    for kid in tree.kids[verb.i]:
        if kid.i > target.i and (kid.dep_ in {"oprd", "xcomp"} or kid.lower_ in {"as", "for", "of", "to", "with"}):
            end = max(end, kid.right_edge.i)
    return max(target.left_edge.i, verb.i + 1), end


def _according(tree: Tree, token: "Token") -> Iterator[Attribution]:
    """The sentence that "according to X" is said of, on whichever side of it the sentence stands."""
    to = tree.kid(token, "prep")
    source = tree.kid(to, "pobj") if to is not None else None
    if to is None or source is None:
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
    if clause is None or clause.i < noun.i or clause.tag_ in {"VBN", "VBG"}:
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
    if owner is not None and content[0] <= content[1]:
        yield Attribution(token, token.i, words.i, *content, owner, direct=True)
