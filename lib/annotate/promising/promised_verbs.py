"""What is promised: from a modal, "is", "has" or a verb of promising to the word that says what is to be done."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lib.annotate.charting.tagged import FINITE_TAG, REACH, Tagged
from lib.annotate.charting.words import modality_of, words_of
from lib.models import Modality

if TYPE_CHECKING:
    from spacy.tokens import Token

# "Will have to be allowed to" is as deep as it goes.
DEPTH = 4
# "Has the sole right to": the noun stands this close to its verb.
CLOSE = 6
DEED_ENDINGS = ("tion", "sion", "ment", "wal", "val", "sal", "ing", "ance")


@dataclass(frozen=True, slots=True)
class Deed:
    """The token that says what is to be done, and what kind of promise it is."""

    action: int
    modality: Modality


def follow(tagged: Tagged, at: int, modality: Modality | None) -> Deed | None:
    """The deed that a verb leads to through "be", "have" and verbs of promising, or None where it states none.

    With a modality, the verb itself may be the deed; without, something must make it one ("is to", "has until").
    """
    for _ in range(DEPTH):
        step = _step(tagged, at)
        if step is None:
            break
        if modality == "permission" and step.modality == "obligation" and tagged.words[at] in {"have", "be"}:
            return None
        modality = _joined(modality, step.modality)
        if step.action == at:
            break
        at = step.action
    if modality is None:
        return None
    return Deed(at, "prohibition" if tagged.words[at] in words_of("verbs", "refrain") else modality)


def _joined(outer: Modality | None, inner: Modality) -> Modality:
    """What a promise within a promise states: "will be allowed to" allows, "must agree to" obliges."""
    return inner if outer is None or inner != "obligation" else outer


def _step(tagged: Tagged, at: int) -> Deed | None:
    """One step inward: from "be" or "have", a state ("due", "allowed") or a verb of promising."""
    word = tagged.words[at]
    if word in words_of("carriers", "be_now", "be_past"):
        return _after_be(tagged, at)
    if word in words_of("carriers", "have_now", "have_past"):
        return _after_have(tagged, at)
    if word in modality_of("states"):
        return _after_state(tagged, at)
    if word in words_of("promises", "obligation"):
        deed = deed_of_promise(tagged, at)
        return deed if deed is not None and deed.action != at else None
    return None


def _after_be(tagged: Tagged, at: int) -> Deed | None:
    """Is to go; is due, free, banned and what follows; "be" as a helper leads to its verb."""
    after = tagged.past_adverbs(at + 1)
    if (action := tagged.infinitive(after)) is not None and tagged.tags[after] == "TO":
        stands = tagged.words[at].startswith("stand") or tagged.words[action] in words_of("verbs", "idioms")
        return None if stands else Deed(action, "obligation")
    word = tagged.word(after)
    if word in modality_of("states"):
        return _after_state(tagged, after)
    if word in words_of("states", "under_agreement") and _under_agreement(tagged, after):
        action = to_verb(tagged, after + 1)
        return Deed(action, "obligation") if action is not None else None
    return _deadline_of(tagged, at, after)


def _under_agreement(tagged: Tagged, at: int) -> bool:
    first, end = tagged.tree.sentences[at]
    return names_agreement_under(tagged, max(first, at - REACH), min(end, at + REACH))


def names_agreement_under(tagged: Tagged, first: int, end: int) -> bool:
    """Whether "under the accord", "part of a deal", "according to the truce" stands between two tokens."""
    under = (at for at in range(first, end) if tagged.words[at] in {"under", "part", "terms", "according"})
    return any(
        tagged.words[i] in words_of("nouns", "agreements") for at in under for i in range(at, min(at + CLOSE, end))
    )


def _after_state(tagged: Tagged, at: int) -> Deed | None:
    """What "due", "allowed", "banned" lead to: an infinitive, "from" with a verb, or nothing."""
    modality = modality_of("states")[tagged.words[at]]
    action = to_verb(tagged, at + 1)
    if action is None and tagged.word(at + 1) in {"from", "with", "for"} and modality in {"prohibition", "obligation"}:
        verb = tagged.past_adverbs(at + 2)
        action = verb if tagged.tag(verb) == "VBG" else None
    if action is not None:
        return Deed(action, modality)
    dated = tagged.words[at] in words_of("deadlines", "dated") and _dated_after(tagged, at)
    alone = dated or tagged.words[at] in words_of("states", "alone") or modality == "prohibition"
    owned = modality == "permission" and tagged.words[at] == "entitled"
    return Deed(at, modality) if alone or owned else None


def _dated_after(tagged: Tagged, at: int) -> bool:
    """Whether a date follows "due"; after "set" and its like only with its preposition: set for Thursday."""
    if tagged.words[at] == "due":
        return any(i in tagged.times for i in range(at + 1, at + CLOSE))
    near = range(at + 2, min(at + 4, tagged.end_of(at)))
    return tagged.word(at + 1) in {"for", "on", "at", "by"} and any(i in tagged.times for i in near)


def _deadline_of(tagged: Tagged, at: int, after: int) -> Deed | None:
    """What a deadline is for, where one is said to be on a day: the deadline for handing in arms is 3 May."""
    subject = tagged.tree.kid(tagged.token(at), "nsubj")
    if subject is None or subject.lower_ not in words_of("deadlines", "nouns"):
        return None
    if after not in tagged.times and after + 1 not in tagged.times:
        return None
    verbs = (i for i in range(subject.i, at) if tagged.tags[i] in {"VB", "VBG"})
    return Deed(next(verbs, subject.i), "obligation")


def _after_have(tagged: Tagged, at: int) -> Deed | None:
    """Has to go; has until Friday, has five days to go; has the right, the duty to go; has access."""
    after = tagged.past_adverbs(at + 1)
    if (action := tagged.infinitive(after)) is not None and tagged.tags[after] == "TO":
        # "Has yet to go": it has not gone.
        return Deed(action, "obligation") if "yet" not in tagged.words[at:after] else None
    if tagged.word(after) == "been":
        return _after_be(tagged, after)
    for noun in range(after, min(after + CLOSE, tagged.end_of(at))):
        if noun in tagged.times and (action := tagged.infinitive(past_event(tagged, noun))) is not None:
            return Deed(action, "obligation")
        if tagged.tags[noun] in FINITE_TAG:
            return None
        if tagged.words[noun] in words_of("nouns", "rights", "duties"):
            return _right_or_duty(tagged, noun)
    return None


def counting_from(tagged: Tagged, end: int) -> int:
    """Where the "from" stands that a length which ends here is counted from: sixty days, counted | from 1 May."""
    said = tagged.word(end) == "," and tagged.word(end + 1) in words_of("deadlines", "numbered_from")
    return end + 2 if said and tagged.word(end + 2) == "from" else end


def past_event(tagged: Tagged, time: int) -> int:
    """The end of a length, and of what it is counted from: "eight months | from signature | to"."""
    end = tagged.past_time(time)
    if tagged.word(counting_from(tagged, end)) not in {"from", "after", "following"}:
        return end
    near = range(end + 1, min(end + 2 * CLOSE, tagged.end_of(time)))
    return next((at for at in near if tagged.tags[at] == "TO"), end)


def _right_or_duty(tagged: Tagged, noun: int) -> Deed | None:
    """The right to go, the duty to go, access to waters; nothing where "no right" is meant for a deed without verb."""
    modality: Modality = "permission" if tagged.words[noun] in words_of("nouns", "rights") else "obligation"
    action = to_verb(tagged, noun + 1)
    if tagged.word(noun - 1) == "no":
        modality = "prohibition"
    if action is not None:
        return Deed(action, modality)
    return Deed(noun, modality) if tagged.words[noun] == "access" else None


def to_verb(tagged: Tagged, at: int) -> int | None:
    """The verb of the infinitive that follows, set off from here by adverbs, dates and phrases with a preposition."""
    start = tagged.past_adverbs(at + (tagged.word(at) in words_of("nouns", "oneself")))
    near = range(start, min(start + REACH, tagged.end_of(at - 1)))
    if tagged.tag(start) not in {"TO", "IN", "RP", "RB"} and start not in tagged.times:
        return None
    for i in near:
        if (verb := tagged.infinitive(i)) is not None:
            return verb
        if tagged.tags[i] in FINITE_TAG or tagged.words[i] in {";", ":", ",", "that"}:
            return None
    return None


def deed_of_promise(tagged: Tagged, at: int) -> Deed | None:
    """What a verb of promising promises: an infinitive, a deed as noun or gerund, a sum, or a whole clause."""
    word = tagged.words[at]
    modality: Modality = "obligation" if word in words_of("promises", "obligation") else "intention"
    action = _noun_deed(tagged, at) if modality == "obligation" else None
    if action is None:
        action = to_verb(tagged, at + 1)
    if action is None and modality == "obligation" and (_promises_clause(tagged, at) or _promises_sum(tagged, at)):
        action = at
    if action is None:
        return None
    return Deed(action, "prohibition" if tagged.words[action] in words_of("verbs", "refrain") else modality)


def _noun_deed(tagged: Tagged, at: int) -> int | None:
    """The deed after "on" or "to": agreed on granting access, agreed to a ceasefire."""
    preposition = tagged.past_adverbs(at + 1)
    if tagged.word(preposition) == "with":
        tied = (kid.i for kid in tagged.tree.kids[at] if kid.i > preposition and kid.lower_ in {"on", "upon"})
        preposition = next(tied, preposition)
    if tagged.word(preposition) not in {"on", "to", "upon"}:
        return _agreed_thing(tagged, at)
    inside = tagged.tree.kid(tagged.token(preposition), "pobj", "pcomp")
    if inside is None or inside.i < preposition:
        return None
    word = inside.lower_
    if word in words_of("nouns", "agreements") - words_of("nouns", "deeds"):
        return None
    named = word in words_of("nouns", "deeds") or (word.endswith(DEED_ENDINGS) and inside.tag_ in {"NN", "VBG"})
    return inside.i if named else None


def _agreed_thing(tagged: Tagged, at: int) -> int | None:
    """The deed that is agreed without a preposition: "Opec members agreed a cut"."""
    thing = tagged.tree.kid(tagged.token(at), "dobj")
    agreed = tagged.words[at] in words_of("promises", "with_clause") and thing is not None and thing.i > at
    return thing.i if agreed and thing is not None and thing.lower_ in words_of("nouns", "deeds") else None


def _promises_clause(tagged: Tagged, at: int) -> bool:
    """Whether a clause with a verb of its own follows: guarantee that there will be."""
    clause = tagged.tree.kid(tagged.token(at), "ccomp")
    if tagged.words[at] not in words_of("promises", "with_clause") or clause is None or clause.i < at:
        return False
    # "Agreed that the figures were strong" is an opinion.
    opinion = clause.tag_ == "VBD" or clause.lower_ in words_of("verbs", "stative") | words_of("carriers", "be_past")
    told = tagged.tree.kid(clause, "aux") is None and (opinion or clause.lower_ in words_of("carriers", "be_now"))
    return not told and not _promises_for_others(tagged, clause)


def _promises_for_others(tagged: Tagged, clause: "Token") -> bool:
    """Whether the clause names who will do it, so that it is a promise itself: pledged that the rebels would leave."""
    doer = tagged.tree.kid(clause, "nsubj", "nsubjpass")
    helper = tagged.tree.kid(clause, "aux")
    return doer is not None and doer.tag_.startswith("NN") and helper is not None and helper.tag_ == "MD"


def _promises_sum(tagged: Tagged, at: int) -> bool:
    """Whether a sum follows: committed 100 million dollars."""
    after = tagged.past_adverbs(at + 1)
    return tagged.words[at] in words_of("promises", "with_object") and tagged.tag(after) in {"CD", "$"}
