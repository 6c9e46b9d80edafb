"""Who the words at a cue mean: names, pronouns and descriptions resolved to the entities of the text."""

from typing import TYPE_CHECKING

from lib.annotate.quoting.cast import Cast
from lib.models import Mention, Speaker

if TYPE_CHECKING:
    from spacy.tokens import Token

# What stands before a noun and belongs to it.
INSIDE = frozenset({"compound", "amod", "nummod", "quantmod", "poss", "nmod", "det", "predet"})
INDEFINITE = frozenset({"a", "an", "another", "one", "some", "any", "no", "each", "every", "two", "several", "many"})
# A pronoun's nominative, by which a person is looked for.
NOMINATIVE = {"he": "he", "his": "he", "him": "he", "she": "she", "her": "she", "hers": "she"}
THINGS = frozenset({"it", "its"})
RELATIVES = frozenset({"who", "which", "that", "whose"})
OF = frozenset({"of", "for", "from", "by", "with", "in", "at"})
# How far behind its head a name in apposition begins: "the head of the observers, Brigadier General Ann Reed".
APPOSED = 12


def resolve_speaker(cast: Cast, head: "Token") -> Speaker:
    """The words that name who speaks, with the entity they mean, or with None where the text does not make it clear."""
    mention = cast.mention_at(head) or (_name_in_phrase(cast, head) if head.pos_ != "PRON" else None)
    if mention is not None:
        return Speaker(mention.span, mention.entity)
    span = cast.tree.words(_first(cast, head), head.i)
    entity = _entity_of(cast, head)
    return Speaker(span, entity, inferred=entity is not None or head.pos_ == "PRON")


def _entity_of(cast: Cast, head: "Token") -> str | None:
    """The entity that a pronoun or a description stands for."""
    word = head.lower_
    if word in NOMINATIVE:
        return cast.person_before(head, NOMINATIVE[word])
    if word in THINGS:
        return cast.thing_before(head)
    if word in RELATIVES:
        return _antecedent(cast, head)
    return cast.namesake(head) or _voice(cast, head) or _described(cast, head)


def _antecedent(cast: Cast, relative: "Token") -> str | None:
    """The entity of the noun that a relative clause is about."""
    verb = relative.head
    noun = verb.head
    if verb.dep_ != "relcl" or noun.i >= relative.i:
        return None
    return resolve_speaker(cast, noun).entity if noun.lower_ not in RELATIVES else None


def _name_in_phrase(cast: Cast, head: "Token") -> Mention | None:
    """The name beside a noun: "daily Hurriyet", "the envoy for Syria, Staffan de Mistura"."""
    doc = cast.tree.doc
    for token in doc[head.i + 1 : head.i + APPOSED]:
        mention = cast.mention_at(token)
        if mention is not None and mention.span.start == token.idx and _is_apposed(cast, head, mention, token):
            person = cast.is_person(mention.entity)
            return mention if person or head.lower_ not in cast.cues.voices else None
        if token.pos_ in {"VERB", "AUX"} or (token.is_punct and token.text not in {",", "-", "."}) or token.is_space:
            break
    ahead = (
        kid for kid in cast.tree.kids[head.i] if kid.i < head.i and kid.dep_ != "poss" and cast.is_outlet(head.lower_)
    )
    return next((mention for kid in ahead if (mention := cast.mention_at(kid)) and mention.kind == "ORG"), None)


def _is_apposed(cast: Cast, head: "Token", mention: Mention, first: "Token") -> bool:
    """Whether a name behind a noun says who that is; behind a comma only a person's that is closed off in turn."""
    doc = cast.tree.doc
    if not (cast.is_person(mention.entity) or mention.kind == "ORG"):
        return False
    if not any(token.text == "," for token in doc[head.i + 1 : first.i]):
        return first.i == head.i + 1 or first.dep_ == "appos" or doc[first.i - 1].pos_ in {"PROPN", "NOUN"}
    following = cast.tree.at(mention.span.end)
    return cast.is_person(mention.entity) and (following >= len(doc) or not doc[following].is_alpha)


def _voice(cast: Cast, head: "Token") -> str | None:
    """Whom a spokesman, a statement or a report speaks for: "a report by Sputnik", "the ministry's spokesman"."""
    if head.lower_ not in cast.cues.voices:
        return None
    for kid in cast.tree.kids[head.i]:
        inner = cast.tree.kid(kid, "pobj") if kid.dep_ in {"prep", "agent"} and kid.lower_ in OF else kid
        if kid.dep_ in {"poss", "compound", "nmod", "prep", "agent"} and inner is not None:
            mention = cast.mention_at(inner)
            if mention is not None and _speaks_for(cast, head, mention, kid):
                return mention.entity
    return None


def _speaks_for(cast: Cast, head: "Token", mention: Mention, link: "Token") -> bool:
    """Whether a voice's words count as the named one's own: not a place it stands in, nor a person it works for."""
    if mention.kind == "PERSON":
        return head.lower_ not in cast.cues.mouthpieces
    return mention.kind != "PLACE" or link.lower_ not in {"in", "at"}


def _described(cast: Cast, head: "Token") -> str | None:
    """The last one whom the text called so: "the Turkish leader", "the newspaper"."""
    kids = [kid for kid in cast.tree.kids[head.i] if kid.i < head.i]
    if head.tag_ in {"NNS", "NNPS"} or any(
        kid.lower_ in INDEFINITE or (kid.dep_ == "poss" and kid.pos_ == "PRON") for kid in kids
    ):
        return None
    named = [kid for kid in kids if kid.pos_ in {"ADJ", "PROPN", "NOUN"} and kid.lower_ not in cast.cues.genders]
    origins = {kid.lower_ for kid in named if kid.text[:1].isupper()}
    return cast.described_before(head, origins, {kid.lower_ for kid in named} - origins)


def _first(cast: Cast, head: "Token") -> int:
    """The first token of the noun phrase that ends in its head, without its article."""
    first = head.i
    for kid in cast.tree.kids[head.i]:
        if kid.i < first and kid.dep_ in INSIDE:
            first = kid.left_edge.i
            break
    while first < head.i and (cast.tree.doc[first].pos_ in {"DET", "PUNCT"} or cast.tree.doc[first].is_space):
        first += 1
    return first
