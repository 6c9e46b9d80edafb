"""What looks like a promise and is none: forecasts, fears, hopes, threats, conditions, questions, repetitions."""

from typing import TYPE_CHECKING

from lib.annotate.charting.subjects import SUBJECT_PARTS
from lib.annotate.charting.tagged import Tagged
from lib.annotate.charting.words import words_of
from lib.annotate.dating.date_grammar import word_values
from lib.annotate.promising.promised_verbs import names_agreement_under
from lib.annotate.promising.promises import Promise

if TYPE_CHECKING:
    from spacy.tokens import Token

# How far up a clause looks for the verb that speaks or thinks it.
CLIMB = 8


def holds(tagged: Tagged, promise: Promise) -> bool:
    """Whether a promise stands as one: stated by a party or the text, of a deed, without an if."""
    return not (
        "?" in tagged.words[max(tagged.end_of(promise.lead) - 3, 0) : tagged.end_of(promise.lead)]
        or _relative(tagged, promise)
        or _conditional(tagged, promise)
        or (promise.way != "called" and _doubted(tagged, promise))
        or _guessed(tagged, promise)
        or _happens(tagged, promise)
        or (promise.way == "modal" and _forecast(tagged, promise))
        or _carried_on(tagged, promise)
        or _tells_no_deed(tagged, promise)
    )


def _tells_no_deed(tagged: Tagged, promise: Promise) -> bool:
    """Whether it only tells what comes of something, what is thought, or how a term is counted."""
    word, after = tagged.words[promise.action], tagged.word(promise.action + 1)
    return (
        f"{word} {after}" in words_of("verbs", "outcomes")
        or _counts(tagged, promise)
        or _helps(tagged, promise)
        or (promise.modality == "permission" and promise.way == "carrier" and word in words_of("verbs", "forecast"))
        or (promise.modality == "intention" and promise.way == "promise" and _describes_thing(tagged, promise.lead))
        or (_ends(word, after) and tagged.words[promise.lead] in words_of("carriers", "be_past"))
        or (tagged.tags[promise.action] == "VBN" and word in words_of("verbs", "said_of"))
    )


def _counts(tagged: Tagged, promise: Promise) -> bool:
    """Whether a length is what it is about, or only something that there is to do: the ten days would start."""
    if promise.subject is None or promise.way not in {"modal", "carrier"}:
        return False
    there = promise.way == "carrier" and tagged.tags[promise.subject] == "EX"
    passive = tagged.tree.kid(tagged.token(promise.action), "auxpass") is not None
    undone = there and not passive and tagged.words[promise.action] != "be"
    return undone or tagged.words[promise.subject] in word_values("units_plural")


def _helps(tagged: Tagged, promise: Promise) -> bool:
    """Whether it helps to something that happens: will help to avert a famine."""
    helping = tagged.words[promise.clause] in words_of("verbs", "helping")
    helped = tagged.tree.kid(tagged.token(promise.clause), "xcomp", "ccomp") if helping else None
    return helped is not None and helped.lower_ in words_of("verbs", "forecast")


def _describes_thing(tagged: Tagged, lead: int) -> bool:
    """Whether a participle only says what something is meant for: a step intended to."""
    return tagged.tags[lead] == "VBN" and tagged.token(lead).dep_ == "acl"


def _ends(word: str, after: str) -> bool:
    """Whether a term ends: was to expire, was to run out."""
    return word in words_of("events", "end") or f"{word} {after}" in words_of("events", "end")


def _relative(tagged: Tagged, promise: Promise) -> bool:
    """Whether the clause only describes a noun: "which we will designate", "the statement that he is due to issue"."""
    before = promise.first - 1
    clause = tagged.token(promise.clause)
    if tagged.tag(promise.first) == "WP$" or (promise.way == "modal" and tagged.tag(promise.lead - 1) == "WRB"):
        return True
    opened = tagged.tag(before) in {"WDT", "WP", "WP$"} or tagged.word(before) == "that"
    # "The assurance that it will be": what is promised.
    promised = tagged.word(before - 1) in words_of("promises", "nouns")
    if opened and (promised or (promise.way == "carrier" and tagged.word(before - 1) == ",")):
        return False
    whence = tagged.tag(before - 1) == "IN" and tagged.tag(before) == "WDT"
    return opened and not whence and clause.dep_ in {"relcl", "acl"} and promise.way in {"modal", "carrier"}


def _conditional(tagged: Tagged, promise: Promise) -> bool:
    """Whether the clause is itself the condition: "if they will", "should imports swamp the market"."""
    clause = tagged.token(promise.clause)
    marks = [
        kid.lower_ for kid in tagged.tree.kids[clause.i] if kid.dep_ in {"mark", "advmod"} and kid.i < promise.lead
    ]
    if any(mark in words_of("joints", "conditions") and mark not in {"before", "only"} for mark in marks):
        return True
    subject = tagged.tree.kid(clause, *SUBJECT_PARTS)
    return subject is not None and promise.lead < subject.i < clause.i and promise.way == "modal"


def _doubted(tagged: Tagged, promise: Promise) -> bool:
    """Whether a verb of fear, hope, denial or demand stands over the clause, or somebody who is no party says it."""
    for frame in frames_of(tagged, promise.clause):
        if frame.lower_ in words_of("frames", "doubting"):
            return True
        speaker = tagged.tree.kid(frame, "nsubj")
        told = frame.lower_ in words_of("frames", "speaking")
        if told and speaker is not None and speaker.lower_ in words_of("nouns", "outsiders"):
            return True
    return False


def frames_of(tagged: Tagged, clause: int) -> "list[Token]":
    """The verbs that a clause is the content of, the nearest first."""
    frames: list[Token] = []
    token = tagged.token(clause)
    for _ in range(CLIMB):
        head = token.head
        if head.i == token.i:
            break
        if token.dep_ == "ccomp" or (token.dep_ in {"acl", "xcomp"} and head.lower_ in words_of("frames", "doubting")):
            frames.append(head)
        elif token.dep_ not in {"conj", "advcl", "xcomp", "pcomp", "dep", "parataxis"}:
            break
        token = head
    return frames + [kid for kid in tagged.tree.kids[clause] if kid.dep_ == "parataxis"]


def _guessed(tagged: Tagged, promise: Promise) -> bool:
    """Whether a word in the clause makes it a guess, or what would be without something."""
    first = tagged.start_of(promise.lead)
    begin = max(first, promise.first - 2)
    if any(tagged.words[at] in words_of("frames", "guessing") for at in range(begin, promise.action + 1)):
        return True
    opening = range(first, min(first + 2, promise.lead))
    return any(tagged.words[at] == "without" for at in opening) and promise.way in {"modal", "carrier"}


def _happens(tagged: Tagged, promise: Promise) -> bool:
    """Whether nobody is bound to it: prices that rise, a film that opens, what they would do every morning."""
    if promise.way not in {"modal", "carrier"} or promise.subject is None or tagged.tags[promise.subject] == "NNP":
        return False
    subject, word = (
        tagged.words[promise.subject],
        tagged.words[promise.clause if promise.way == "modal" else promise.action],
    )
    first, end = tagged.tree.sentences[promise.lead]
    if subject in words_of("nouns", "works"):
        return not names_agreement_under(tagged, first, end)
    if subject in words_of("nouns", "events") and tagged.words[promise.lead] not in words_of("modals", "firm"):
        return tagged.tags[promise.action] != "VBN" and word not in words_of("nouns", "event_verbs")
    told = tagged.words[promise.lead] == "would" and subject in {"he", "she", "i", "we", "they"}
    return told and any(tagged.words[at] in words_of("frames", "habits") for at in range(first, end))


def _forecast(tagged: Tagged, promise: Promise) -> bool:
    """Whether a modal foretells what happens rather than binds anybody to a deed."""
    word = tagged.words[promise.clause]
    subject = tagged.words[promise.subject] if promise.subject is not None else ""
    foretold = promise.action == promise.clause and word in words_of("verbs", "forecast")
    foretold = foretold and not (subject in words_of("nouns", "decided") and word in words_of("verbs", "amounts"))
    if foretold and not (_done_to(tagged, promise) or _ordered(tagged, promise)):
        return True
    passive = tagged.tags[promise.action] == "VBN"
    if subject in {"you", "one", "who", "what", "which", "i"} or (word == "be" and _judged(tagged, promise)):
        return True
    if subject in {"this", "that"} and not passive and word not in words_of("nouns", "event_verbs"):
        return True
    trying = word != "try" or tagged.word(promise.clause + 1) == "to"
    if tagged.words[promise.lead] == "may" and promise.action == promise.clause and word in words_of("verbs", "maybe"):
        return trying
    return word == "take" and promise.clause + 1 in tagged.times


def _ordered(tagged: Tagged, promise: Promise) -> bool:
    """Whether a verb that mostly foretells is ordered: must tell the monitors, must fall by half by 2030."""
    firm = tagged.words[promise.lead] in words_of("modals", "firm")
    near = range(promise.clause + 1, min(promise.clause + CLIMB, tagged.end_of(promise.clause)))
    dated = any(at in tagged.times and tagged.words[at - 1] in words_of("deadlines", "by", "before") for at in near)
    return firm and (dated or tagged.tree.kid(tagged.token(promise.clause), "dobj") is not None)


def _done_to(tagged: Tagged, promise: Promise) -> bool:
    """Whether a verb of happening is a deed here: will freeze its lawsuits; guns will fall silent."""
    word, after = tagged.words[promise.clause], tagged.word(promise.clause + 1)
    transitive = tagged.tree.kid(tagged.token(promise.clause), "dobj") is not None
    return (word, after) in {("fall", "silent"), ("see", "to")} or (
        transitive and word in words_of("verbs", "forecast_but_for_object")
    )


def _judged(tagged: Tagged, promise: Promise) -> bool:
    """Whether "will be" judges ("will be hard"), or says of "it" or "there" what is not decided by anybody."""
    after = tagged.past_adverbs(promise.clause + 1)
    if tagged.word(after) in words_of("verbs", "judging") or tagged.tag(after) in {"JJR", "JJS", "PRP"}:
        return True
    noun = tagged.tree.kid(tagged.token(promise.clause), "attr", "acomp")
    if tagged.words[promise.lead] == "would" and noun is not None and noun.lower_ not in words_of("verbs", "lasting"):
        return noun.i > promise.clause and not (promise.subject is not None and tagged.tags[promise.subject] == "EX")
    subject = tagged.words[promise.subject] if promise.subject is not None else ""
    if subject == "there" and promise.modality == "obligation":
        return tagged.words[promise.lead] not in {"shall", "must"}
    return subject in {"it", "this", "that"} and tagged.tag(after) in {"DT", "NN", "NNS"}


def _carried_on(tagged: Tagged, promise: Promise) -> bool:
    """Whether it vows to go on as before: "we will keep fighting", "vowed to resist"."""
    action = tagged.words[promise.action]
    subject = tagged.words[promise.subject] if promise.subject is not None else ""
    vowed = tagged.words[promise.lead].startswith("vow") or subject == "we"
    defied = subject == "we" and "never" in tagged.words[promise.lead : promise.action]
    after = promise.action + 1
    same = (
        action not in {"keep", "continue", "go"}
        or tagged.tag(after) in {"VBG", "PRP$"}
        or tagged.word(after) in {"on", "to"}
    )
    return defied or (vowed and same and action in words_of("verbs", "carry_on"))
