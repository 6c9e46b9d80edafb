"""Where a text promises, obliges, forbids or allows: the words that do it, what is to be done, and by whom."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from lib.annotate.charting.subjects import Doer, doer_before, doer_of
from lib.annotate.charting.tagged import FINITE_TAG, REACH, Tagged
from lib.annotate.charting.words import modality_of, words_of
from lib.annotate.dating.date_grammar import word_values
from lib.annotate.promising.promised_verbs import Deed, deed_of_promise, follow, past_event
from lib.models import Modality

# "The landmark peace accord": its noun stands this close to the sentence's beginning.
CLOSE = 5


@dataclass(frozen=True, slots=True)
class Promise:
    """A clause that promises: its first token, the word that makes it a promise, the verb or noun that says what.

    `clause` is the verb that the parser sees as the clause's own; `way` names the rule that found it.
    """

    first: int
    lead: int
    action: int
    clause: int
    subject: int | None
    modality: Modality
    way: str
    reason: str = ""


Finder = Callable[[Tagged, int], Promise | None]


@lru_cache(maxsize=1)
def _finders() -> Mapping[str, Finder]:
    table: dict[str, Finder] = dict.fromkeys(words_of("promises", "nouns"), _promised_noun)
    table |= dict.fromkeys(words_of("demands", "gifts", "lengthy_gifts", "burdens"), _gift)
    verbs = words_of("promises", "obligation", "intention")
    table |= {word: _noun_or_verb if word in table else _promise_verb for word in verbs}
    table |= dict.fromkeys(words_of("carriers"), _carrier)
    table |= dict.fromkeys(modality_of("modals"), _modal)
    return table


def find_promises(tagged: Tagged) -> Iterator[Promise]:
    """Every promise that a modal, "is to", a verb of promising or an agreement's demand makes, in text order."""
    finders, demands = _finders(), words_of("demands", "obligation", "permission", "prohibition", "nominal")
    for at, word in enumerate(tagged.words):
        finder = finders.get(word)
        found = finder(tagged, at) if finder else None
        if found is None and word in demands:
            found = _demand(tagged, at)
        if found is not None:
            yield found


def _promise(doer: Doer, lead: int, clause: int, deed: Deed, way: str) -> Promise:
    return Promise(doer.first, lead, deed.action, clause, doer.head, deed.modality, way)


def _forbidding(tagged: Tagged, doer: Doer, lead: int, deed: Deed) -> Deed | None:
    """The deed turned into its contrary where the clause is negated; None where no promise is left."""
    nobody = any(tagged.words[at] in words_of("nouns", "no_one") for at in range(doer.first, min(lead, doer.first + 3)))
    if not nobody and not tagged.negated(lead, deed.action) and not _none_of_it(tagged, deed.action):
        return deed
    return None if deed.modality == "intention" else Deed(deed.action, "prohibition")


def _none_of_it(tagged: Tagged, action: int) -> bool:
    """Whether the clause says that there will be no such thing, or that it is done to none; not "no more than"."""
    compared = tagged.tag(action + 2) in {"JJR", "RBR"} or tagged.word(action + 3) == "than"
    return tagged.word(action + 1) == "no" and not compared


def _modal(tagged: Tagged, at: int) -> Promise | None:
    """Will, shall, must, may with their verb; not what one will have done in a world that never was."""
    verb = _verb_of_modal(tagged, at)
    if tagged.tags[at] != "MD" or verb is None:
        return None
    modality = modality_of("modals")[tagged.words[at]]
    perfect = any(tagged.words[i] == "have" and tagged.tags[verb] == "VBN" for i in range(at, verb))
    firm = tagged.words[at] in {"will", "shall", "wo", "'ll", "’ll"}
    if perfect and not (firm or (tagged.words[at] == "must" and _limited(tagged, at))):
        return None
    # "On Friday | should the snow not let up": a condition.
    if tagged.words[at] == "should" and tagged.tag(at + 1) not in {"VB", "VBP", "RB"} and tagged.in_time(at - 1):
        return None
    deed = follow(tagged, verb, modality)
    doer = doer_before(tagged, at, verb)
    refusal = tagged.words[verb] in words_of("promises") and tagged.negated(at, verb)
    if deed is None or doer is None or refusal:
        return None
    turned = _forbidding(tagged, doer, at, deed)
    return _promise(doer, at, verb, turned, "modal") if turned else None


def _limited(tagged: Tagged, at: int) -> bool:
    """Whether the sentence has a day by or before which what is perfect is to be so: must have left by Friday."""
    first, end = tagged.tree.sentences[at]
    near = range(max(first, at - REACH), min(end, at + REACH))
    return any(i in tagged.times and tagged.word(i - 1) in {"by", "before"} for i in near)


def _verb_of_modal(tagged: Tagged, at: int) -> int | None:
    """The verb that a modal helps, by the parser or, failing that, the next one."""
    token = tagged.token(at)
    head = token.head.i
    if at < head < at + REACH and tagged.tags[head].startswith("VB"):
        return head
    near = range(at + 1, min(at + REACH // 2, tagged.end_of(at)))
    found = next((i for i in near if tagged.tags[i] in {"VB", "VBN", "VBP"}), None)
    if found is None and at < head < at + REACH and token.dep_ == "aux":
        return head
    return tagged.main_verb(found) if found is not None else None


def _carrier(tagged: Tagged, at: int) -> Promise | None:
    """Is to, are due to, is allowed to, has to, has until Friday to."""
    if tagged.tags[at] not in FINITE_TAG:
        return None
    past = tagged.words[at] in words_of("carriers", "be_past", "have_past")
    deed = follow(tagged, at, None)
    doer = doer_of(tagged, at)
    if deed is None or doer is None or (past and not _still_ahead(tagged, at)):
        return None
    if doer.head is not None and tagged.words[doer.head] in words_of("nouns", "aims"):
        return None
    turned = _forbidding(tagged, doer, at, deed)
    return _promise(doer, at, at, turned, "carrier") if turned else None


def _still_ahead(tagged: Tagged, at: int) -> bool:
    """Whether a past form speaks of what is to come: "were to restart", or "said his side was ready to"."""
    after = tagged.past_adverbs(at + 1)
    near = range(after, min(after + 2 * REACH, tagged.end_of(at)))
    dated = any(i in tagged.times for i in near) and not any(tagged.words[i] == "but" for i in near)
    if tagged.words[at] in words_of("carriers", "be_past") and tagged.word(after) == "to" and dated:
        return True
    token = tagged.token(at)
    return token.dep_ == "ccomp" and token.head.lower_ in words_of("frames", "speaking") and token.head.i < at


def _noun_or_verb(tagged: Tagged, at: int) -> Promise | None:
    """A promise, or promises: the noun where it is one."""
    if tagged.tags[at].startswith("NN"):
        found = _promised_noun(tagged, at)
        return found or (_promise_verb(tagged, at) if _mistagged(tagged, at) else None)
    return _promise_verb(tagged, at)


def _mistagged(tagged: Tagged, at: int) -> bool:
    """Whether a word taken for a noun is its clause's verb: "factions pledge to", "Sudan pledges to"."""
    verbal = tagged.token(at).dep_ in {"ROOT", "ccomp", "conj", "dep", "parataxis"}
    return verbal and tagged.tag(at - 1).startswith("NN") and tagged.word(tagged.past_adverbs(at + 1)) == "to"


def _promise_verb(tagged: Tagged, at: int) -> Promise | None:
    """Agreed to go, undertakes not to go, consented to going, agreed on the release, guarantees that."""
    noun = tagged.tags[at] in {"NNS", "NN"} and not _mistagged(tagged, at)
    if tagged.tags[at] not in FINITE_TAG | {"VBN", "VBG", "VB", "NNS", "NN"} or noun or _helped_or_denied(tagged, at):
        return None
    deed = deed_of_promise(tagged, at)
    doer = doer_of(tagged, at)
    if deed is None or doer is None or doer.first > at or _describes_deal(tagged, at, doer):
        return None
    if deed.modality == "intention":
        return None if _wished(tagged, at, deed.action) else _promise(doer, at, at, deed, "promise")
    said = tagged.tree.kid(tagged.token(at), "ccomp") if deed.action == at else None
    denied = tagged.negated(at, deed.action) or _none_of_it(tagged, said.i if said is not None else deed.action)
    return _promise(doer, at, at, Deed(deed.action, "prohibition") if denied else deed, "promise")


def _describes_deal(tagged: Tagged, at: int, doer: Doer) -> bool:
    """Whether a participle only says of a deal how it came about: "a truce agreed on Monday"."""
    deal = doer.head is not None and tagged.words[doer.head] in words_of("nouns", "agreements")
    return deal and tagged.tags[at] == "VBN"


def _helped_or_denied(tagged: Tagged, at: int) -> bool:
    """Whether a modal has the verb already, or a "not", or a passive or a "to" makes it no promise of anybody's."""
    for before in range(at - 1, max(at - 5, tagged.start_of(at) - 1), -1):
        word, tag = tagged.words[before], tagged.tags[before]
        if tag in {"MD", "TO"} or word in words_of("carriers", "be_past") or tagged.negated(before, before + 1):
            return True
        if tag not in {"RB", "VBZ", "VBP", "VBD", "VBN"}:
            return False
    return False


def _wished(tagged: Tagged, at: int, action: int) -> bool:
    """Whether an intention is a wish: for what others do, for how things go, or one of the past."""
    passive = tagged.tags[action] == "VBN" and any(tagged.words[i] == "be" for i in range(at, action))
    if tagged.words[action] in words_of("verbs", "wished") or passive:
        return True
    token = tagged.token(at)
    told = token.dep_ == "ccomp" and token.head.lower_ in words_of("frames", "speaking")
    return tagged.tags[at] == "VBD" and not told


def _demand(tagged: Tagged, at: int) -> Promise | None:
    """What an agreement does to somebody: requires crews to resume, calls for X to, forbids slowdowns."""
    author = doer_of(tagged, at)
    head = author.head if author else None
    if head is None and tagged.words[at] in words_of("demands", "only_of_texts"):
        # "The accord, which was signed in May, obliges": the parser takes the verb for a noun.
        opening = range(tagged.start_of(at), min(tagged.start_of(at) + CLOSE, at))
        head = next((i for i in opening if tagged.words[i] in words_of("nouns", "agreements")), None)
    if head is None or tagged.tags[at] == "VBN" or not _lays_down(tagged, head, at):
        return None
    modality = modality_of("demands").get(tagged.words[at], "obligation")
    start = at + 1 + (tagged.word(at + 1) in {"for", "on", "that"})
    near = range(start, min(start + REACH, tagged.end_of(at)))
    turn = next((i for i in near if tagged.tags[i] == "TO" or tagged.words[i] == "from"), None)
    action = tagged.main_verb(tagged.past_adverbs(turn + 1)) if turn is not None else None
    if turn is None or action is None or action >= tagged.end_of(at) or tagged.tags[action] not in {"VB", "VBG", "VBN"}:
        return Promise(at, at, at, at, None, modality, "demand") if start <= tagged.end_of(at) - 2 else None
    negated = tagged.negated(start, action)
    return Promise(start, at, action, at, turn - 1, "prohibition" if negated else modality, "demand")


def _lays_down(tagged: Tagged, author: int, at: int) -> bool:
    """Whether an agreement does it, or "it" does what only agreements and laws do: it obliges, it entitles."""
    word = tagged.words[author]
    meant = word in {"it", "which", "that"} and tagged.words[at] in words_of("demands", "only_of_texts")
    return meant or word in words_of("nouns", "agreements")


def _gift(tagged: Tagged, at: int) -> Promise | None:
    """Have been given until July to, gave their experts two years to: a term set to somebody."""
    near = range(at + 1, min(at + REACH, tagged.end_of(at)))
    time = next((i for i in near if i in tagged.times), None)
    action = (
        tagged.infinitive(past_event(tagged, time))
        if time is not None and tagged.times[time] < len(tagged.words)
        else None
    )
    if time is None or action is None:
        return None
    whom = _receiver(tagged, at, time)
    if whom is None:
        return None
    borne = tagged.words[at] in words_of("demands", "burdens")
    own = whom == at or tagged.words[whom] in words_of("nouns", "oneself")
    if borne or own or tagged.tree.kid(tagged.token(at), "nsubjpass") is not None:
        doer = doer_of(tagged, at)
        return Promise(doer.first, at, action, at, doer.head, "obligation", "gift") if doer else None
    return Promise(at + 1, at, action, at, whom, "obligation", "gift")


def _receiver(tagged: Tagged, at: int, time: int) -> int | None:
    """Who is given a term, the verb itself where its subject is; None where no term is given: "leaves on Monday to"."""
    until = tagged.word(time - 1) in words_of("deadlines", "by")
    if tagged.words[at] in words_of("demands", "lengthy_gifts") and not (until or _gives_length(tagged, time)):
        return None
    whom = time - 1 - until
    while whom > at and tagged.tags[whom] in {"DT", "RB", "JJ", "PRP$", "IN"}:
        whom -= 1
    return whom


def _gives_length(tagged: Tagged, time: int) -> bool:
    """Whether a length begins at this token without a preposition, or as that of a deadline."""
    unit = tagged.words[tagged.times[time] - 1].rsplit("-", 1)[-1]
    length = unit in word_values("units") or unit in word_values("units_plural")
    joined = tagged.tag(time - 1) == "IN" and tagged.word(time - 2) not in words_of("deadlines", "nouns")
    return length and not joined


def _promised_noun(tagged: Tagged, at: int) -> Promise | None:
    """China's promise to open, gave an undertaking that: not one kept, broken or repeated."""
    first, end = tagged.tree.sentences[at]
    around = range(max(first, at - REACH), min(end, at + 2 * REACH))
    if any(tagged.words[i] in words_of("frames", "broken") for i in around):
        return None
    token = tagged.token(at)
    owner = tagged.tree.kid(token, "poss")
    action = tagged.infinitive(tagged.past_adverbs(at + 1))
    if owner is not None and action is not None:
        return Promise(owner.left_edge.i, at, action, at, owner.i, _noun_modality(tagged, at, action), "noun")
    verb = token.head
    if verb.lower_ not in words_of("promises", "noun_verbs") or (action is None and tagged.word(at + 1) != "that"):
        return None
    doer = doer_of(tagged, verb.i)
    deed = at if action is None else action
    modality = _noun_modality(tagged, at, deed)
    return Promise(doer.first, at, deed, verb.i, doer.head, modality, "noun") if doer else None


def _noun_modality(tagged: Tagged, at: int, action: int) -> Modality:
    """Prohibition where the promise is one not to."""
    refrains = tagged.words[action] in words_of("verbs", "refrain")
    return "prohibition" if refrains or tagged.negated(at, action) else "obligation"
