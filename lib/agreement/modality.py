"""Whether a clause binds, forbids, allows or only states, and whether a word says so."""

import re

from lib.agreement.phrases import phrase_of
from lib.annotate.charting.chart import Chart, Clause
from lib.codebooks import word_set
from lib.models.agreements import ClauseModality

BINDING = frozenset({"shall", "will", "must", "should", "'ll"})
ALLOWING = frozenset({"may", "can"})
NONE_OF = re.compile(r"^(?:no(?!\s+later)|nothing|neither|none of|nor|nobody|no one)\b", re.IGNORECASE)


def modality_of(clause: Clause, chart: Chart) -> tuple[ClauseModality, bool]:
    """What a clause is, and whether a word says so."""
    verb = chart.tagged.words[clause.verb]
    none = clause.negated or NONE_OF.match(_subject_words(clause, chart)) is not None or _does_none(clause, chart)
    binds: ClauseModality = "prohibition" if none else "obligation"
    laid = _is_laid(clause, chart)
    if verb in word_set("agreement_text", "duties", "banned"):
        found: tuple[ClauseModality, bool] = ("prohibition", True)
    elif clause.modal in ALLOWING or _is_allowed(clause, chart):
        found = ("prohibition" if none else "permission", True)
    elif clause.modal in BINDING:
        found = ("statement" if verb == "be" and _names_somebody(clause, chart) else binds, True)
    elif is_to(clause, chart):
        found = (binds, True)
    elif laid or verb in word_set("agreement_text", "duties", "taking_on"):
        found = (binds, goes_on(clause, chart))
    elif _only_states(clause, chart) or clause.past or clause.perfect:
        found = ("statement", False)
    else:
        found = (binds, False)
    return found


def _does_none(clause: Clause, chart: Chart) -> bool:
    """Whether what is done is done to none: shall hold no exercises."""
    objects = (kid for kid in chart.tagged.tree.kids[clause.verb] if kid.dep_ == "dobj")
    return any(part.lower_ in {"no", "neither"} for kid in objects for part in kid.children if part.dep_ == "det")


def _is_allowed(clause: Clause, chart: Chart) -> bool:
    """Whether the subject is allowed to: is permitted, is free to leave."""
    at = clause.verb + (0 if clause.passive else 1)
    helped = clause.passive or chart.tagged.words[clause.verb] in {"is", "are", "be", "remain", "remains"}
    return helped and chart.tagged.word(at) in word_set("agreement_text", "duties", "allowed")


def _is_laid(clause: Clause, chart: Chart) -> bool:
    """Whether a duty is laid on the subject: is requested to, is responsible for."""
    verb = chart.tagged.words[clause.verb]
    laid = verb if clause.passive else chart.tagged.word(clause.verb + 1) if verb in {"is", "are", "be"} else ""
    return laid in word_set("agreement_text", "duties", "laid_on")


def _only_states(clause: Clause, chart: Chart) -> bool:
    """Whether a verb in the present says how things are and not what is done: reaffirms, takes effect, is defined."""
    verb = chart.tagged.words[clause.verb]
    phrase = f"{verb} {chart.tagged.word(clause.verb + 1)}"
    if takes_effect(clause, chart):
        return True
    if clause.passive:
        return verb in word_set("agreement_text", "duties", "passive_statements") or phrase == "set out"
    if phrase in word_set("agreement_text", "duties", "claiming_phrases"):
        return False
    return verb in word_set("agreement_text", "duties", "statements") or phrase in word_set(
        "agreement_text", "duties", "stating_phrases"
    )


def takes_effect(clause: Clause, chart: Chart) -> bool:
    """Whether words only say what a text is or does: takes effect, sets out."""
    phrase = f"{chart.tagged.words[clause.verb]} {chart.tagged.word(clause.verb + 1)}"
    return phrase in word_set("agreement_text", "duties", "stating_phrases")


def goes_on(clause: Clause, chart: Chart) -> bool:
    """Whether a verb is followed by what is to be done: agreed to reopen, decided that."""
    kids = chart.tagged.tree.kids[clause.verb]
    words = chart.tagged.words[clause.verb + 1 : clause.verb + 4]
    tags = chart.tagged.tags[clause.verb + 1 : clause.verb + 4]
    to_act = any(word == "to" and tag in {"VB", "VBG", "RB"} for word, tag in zip(words[:2], tags[1:], strict=False))
    return any(kid.dep_ in {"xcomp", "ccomp"} for kid in kids) or to_act or bool({"that", "for", "with"} & set(words))


def _names_somebody(clause: Clause, chart: Chart) -> bool:
    """Whether "will be" says who somebody is: the delegate will be Azlan Hamidi."""
    kids = chart.tagged.tree.kids[clause.verb]
    return any(kid.dep_ == "attr" and kid.tag_.startswith("NNP") for kid in kids)


def _subject_words(clause: Clause, chart: Chart) -> str:
    if clause.subject is None:
        return ""
    return phrase_of(chart.tagged.token(clause.subject), bare=False)


def is_to(clause: Clause, chart: Chart) -> bool:
    """Whether a clause is one of "is to" with a verb: is to open, are to be paid."""
    words, verb = chart.tagged.words, clause.verb
    return words[verb] in {"is", "are"} and any(
        words[at] == "to" and chart.tagged.tags[at] == "TO" and at - verb < 4
        for at in range(verb + 1, min(verb + 4, len(words)))
    )
