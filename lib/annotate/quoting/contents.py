"""Which tokens are the words that a cue verb attributes, first and last, by the frame that the verb takes."""

from typing import TYPE_CHECKING

from lib.annotate.tree import Tree

if TYPE_CHECKING:
    from spacy.tokens import Token

# A content of fewer tokens is no sentence that somebody could have said.
COMPLETE = 2
# Between a verb of speech set into a sentence and the comma that closes it: "he told reporters in Sochi on Monday,".
TAG = 8
AUXILIARIES = frozenset({"aux", "auxpass", "neg"})
BEFORE_TAG = frozenset({",", "”", '"', "’", "'", "—", "–", "--"})
# A subordinate clause alone leaves a sentence open: "Though it was easy, he said, ...".
OPENERS = frozenset(
    {"though", "although", "if", "when", "while", "as", "because", "since", "after", "before", "unless", "until"}
)
RELATIVES = frozenset({"WDT", "WP", "WP$", "WRB"})
MODIFIERS = frozenset({"as", "for", "of", "to", "with"})


def first_of(tree: Tree, verb: "Token") -> int:
    """The first token of a verb with its auxiliaries and its "not"."""
    first = verb.i
    for kid in reversed(tree.kids[verb.i]):
        if kid.i == first - 1 and kid.dep_ in AUXILIARIES:
            first = kid.i
    return first


def clause_of(tree: Tree, verb: "Token") -> tuple[int, int] | None:
    """The clause that a verb takes: after it ("said that ...") or before it ("..., he said")."""
    clause = tree.kid(verb, "ccomp")
    if clause is None:
        return None
    begin, end = clause.left_edge.i, clause.right_edge.i
    if end < verb.i:
        return sentence_round(tree, verb) or (tree.sentences[verb.i][0], end)
    if begin < verb.i:
        return None
    if tree.doc[begin - 1].text == "," and sentence_round(tree, verb) is not None:
        return tree.sentences[verb.i][0], end
    return begin, end


def sentence_round(tree: Tree, verb: "Token") -> tuple[int, int] | None:
    """The sentence that a verb of speech closes ("..., he said") or is set into ("That, he said, is ...")."""
    first, end = tree.sentences[verb.i]
    subject = tree.kid(verb, "nsubj")
    start = min(first_of(tree, verb), subject.left_edge.i if subject is not None else verb.i)
    if start - first < COMPLETE or tree.doc[start - 1].text not in BEFORE_TAG:
        return None
    if verb.dep_ in {"acl", "advcl", "relcl", "conj"} and verb.head.i < verb.i and subject is None:
        return None
    if verb.dep_ == "parataxis" and verb.i < verb.head.i:
        return first, end - 1
    before = tree.doc[first : start - 1]
    whole = before[0].lower_ not in OPENERS and any(token.pos_ in {"VERB", "AUX"} for token in before)
    if whole:
        return first, start - 1
    return (first, end - 1) if _goes_on_after(tree, verb) else None


def _goes_on_after(tree: Tree, verb: "Token") -> bool:
    """Whether the sentence goes on behind the comma that closes a verb of speech, and not with a participle."""
    end = tree.sentences[verb.i][1]
    for token in tree.doc[verb.i + 1 : min(end, verb.i + TAG)]:
        if token.text == ",":
            following = token.i + 1
            return following < end - 1 and tree.doc[following].tag_ not in RELATIVES | {"VBG", "CC"}
        if token.pos_ in {"VERB", "AUX"}:
            return False
    return False


def infinitive_of(tree: Tree, verb: "Token") -> tuple[int, int] | None:
    """The infinitive that a verb takes: "vowed to leave", "urged them to leave"."""
    action = tree.kid(verb, "xcomp", "ccomp")
    if action is None or action.i < verb.i or not any(kid.tag_ == "TO" for kid in tree.kids[action.i]):
        return None
    target = tree.kid(verb, "dobj")
    begin = target.left_edge.i if target is not None and verb.i < target.i < action.i else action.left_edge.i
    return (begin, action.right_edge.i) if begin > verb.i else None


def prepositional_of(tree: Tree, verb: "Token", prepositions: frozenset[str]) -> tuple[int, int] | None:
    """What follows the preposition that belongs to the verb: "called for a ceasefire"."""
    for kid in tree.kids[verb.i]:
        if kid.i > verb.i and kid.lower_ in prepositions and kid.dep_ in {"prep", "prt", "agent"}:
            inside = tree.kid(kid, "pobj", "pcomp")
            if inside is not None and inside.i > kid.i:
                return kid.i + 1, inside.right_edge.i
    return None


def object_of(tree: Tree, verb: "Token", nouns: frozenset[str] | None = None) -> tuple[int, int] | None:
    """What somebody talks about: the object, with what it is called or compared to; one of the nouns where given."""
    after = [kid for kid in tree.kids[verb.i] if kid.i > verb.i]
    target = next((kid for kid in after if kid.dep_ in {"dobj", "oprd", "ccomp"}), None)
    if target is None or target.pos_ == "PRON":
        return None
    if nouns is not None and target.lower_ not in nouns:
        return None
    end = target.right_edge.i
    for kid in after:
        if kid.i > target.i and (kid.dep_ in {"oprd", "xcomp"} or kid.lower_ in MODIFIERS):
            end = max(end, kid.right_edge.i)
    begin = max(target.left_edge.i, verb.i + 1)
    return begin, _without_remark(tree, begin, end)


def _without_remark(tree: Tree, begin: int, end: int) -> int:
    """The last token before a remark of the writer's own: "the talks, which failed"."""
    for token in tree.doc[begin + 1 : end + 1]:
        if token.tag_ in RELATIVES and tree.doc[token.i - 1].text == ",":
            return max(begin, token.i - 2)
    return end
