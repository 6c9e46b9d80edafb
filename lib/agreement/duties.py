"""Who has to do what: the doer named in a clause, and whether it binds, forbids, allows or only states."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lib.agreement.parties import without_article
from lib.annotate.charting.chart import Chart, Clause, read_chart
from lib.codebooks import word_set
from lib.models import Timex
from lib.models.agreements import ClauseModality

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

BINDING = frozenset({"shall", "will", "must", "should", "'ll"})
ALLOWING = frozenset({"may", "can"})
# Relations in which a clause says what the sentence is for.
CENTRAL = frozenset({"main", "joined", "content"})
UNDER = frozenset(
    {
        "if",
        "when",
        "while",
        "unless",
        "until",
        "after",
        "before",
        "once",
        "where",
        "because",
        "as",
        "till",
        "whether",
        "which",
        "who",
        "since",
        "than",
        "how",
        "why",
    }
)
NONE_OF = re.compile(r"^(?:no(?!\s+later)|nothing|neither|none of|nor|nobody|no one)\b", re.IGNORECASE)
NOT_TO = re.compile(
    r"^(?:not(?!\s+(?:later|less|more))|never|nor)\b|\b(?:refrain|abstain|desist)(?:s|ing)?\s+from\b|\bnot to\b",
    re.IGNORECASE,
)
_PARENTHESES = re.compile(r"\s*\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Duty:
    """What one clause lays down: the words that name its doers, its modality, and how that is known.

    `explicit` says that a word binds, forbids or allows; `whole` that the clause has a subject of its own; `begins`
    that it tells when something begins.
    """

    doers: tuple[str, ...]
    modality: ClauseModality
    explicit: bool
    whole: bool
    begins: bool
    subject: str = ""


class Reader:
    """Reads duties with the words of a codebook, names of the text's own among the doers."""

    def __init__(self, known: frozenset[str]) -> None:
        self._known = known  # the words of the parties' names and aliases, in lower case

    def read(self, doc: "Doc", timexes: tuple[Timex, ...]) -> Duty:
        """What a parsed clause lays down."""
        chart = read_chart(doc, timexes)
        clauses = [one for one in chart.clauses.values() if _counts(one, chart)]
        chosen = _chosen(clauses, chart)
        text = chart.tagged.tree.text
        we = ("we",) if re.match(r"We\b", text) else ()
        if chosen is None:
            doers = self._agents(chart, None) or we
            return Duty(
                doers,
                "prohibition" if NONE_OF.match(text) or NOT_TO.search(text) else "obligation",
                False,
                False,
                False,
            )
        modality, explicit = _modality(chosen, chart)
        subject = _subject(chosen, chart)
        bare = _opens_bare(chart)
        whole = subject is not None and subject.i <= chosen.verb and not bare
        binding = [chosen, *(one for one in clauses if one is not chosen and one.modal in BINDING | ALLOWING)]
        named = (
            () if bare else next(filter(None, (self._doers(one, _subject(one, chart), chart) for one in binding)), ())
        )
        if (
            NOT_TO.search(text)
            and modality == "obligation"
            and (not whole or NOT_TO.search(text[chart.tagged.tree.offsets[chosen.lead] :]))
        ):
            modality = "prohibition"
        begins = chart.tagged.words[chosen.verb] in word_set("agreement_text", "duties", "beginnings")
        return Duty(named or we, modality, explicit, whole, begins, _phrase(subject) if subject is not None else "")

    def _doers(self, chosen: Clause, subject: "Token | None", chart: Chart) -> tuple[str, ...]:
        """Those who do it: the subject where it can, whoever a passive names, the organ whose meeting it is."""
        if subject is None:
            return self._before_modal(chosen, chart) or self._agents(chart, chosen)
        laid = chart.tagged.words[chosen.verb] in word_set("agreement_text", "duties", "laid_on")
        if not chosen.passive or laid:
            named = [one for one in _conjoined(subject) if self._acts(one)]
            if named:
                return tuple(dict.fromkeys(_phrase(one, bare=False) for one in named))
        if subject.lower_ in word_set("agreement_text", "duties", "sittings"):
            held = [kid for prep in subject.children if prep.lower_ == "of" for kid in prep.children if self._acts(kid)]
            if held:
                return tuple(_phrase(one, bare=False) for one in held)
        return self._agents(chart, chosen) or self._between(chart)

    def _between(self, chart: Chart) -> tuple[str, ...]:
        """All who agreed, where a passive names what they do together: by an exchange of letters between the Parties."""
        found = re.search(
            r"\bby [^,;.]{0,60}\b(?:between|among|of) (the (?:two )?(?:Parties|parties|sides|Participants))\b",
            chart.tagged.tree.text,
        )
        return (found[1],) if found else ()

    def _before_modal(self, chosen: Clause, chart: Chart) -> tuple[str, ...]:
        """The name that a sentence opens with before its modal, where the parser gives the clause no subject."""
        lead = chart.tagged.token(chosen.lead)
        if not chosen.modal or chosen.passive:
            return ()
        before = [token for token in lead.doc[max(lead.i - 8, lead.sent.start) : lead.i] if token.tag_ != "RB"]
        if not before or before[0].i != lead.sent.start or not self._acts(before[-1]):
            return ()
        return (lead.doc[before[0].i : before[-1].i + 1].text,)

    def _agents(self, chart: Chart, chosen: Clause | None) -> tuple[str, ...]:
        """Those behind "by", or "for" where a point opens with it, with the verb or the noun that is to be done."""
        found: dict[str, None] = {}
        for token in chart.tagged.tree.tokens:
            opening = token.lower_ == "for" and token.i == 0
            if not opening and (token.lower_ != "by" or not _is_agent(token, chart)):
                continue
            for kid in token.children:
                if kid.dep_ == "pobj":
                    found.update((_phrase(one, bare=False), None) for one in _conjoined(kid) if self._acts(one))
        return tuple(found)

    def _acts(self, token: "Token") -> bool:
        """Whether a name's head can do something: a party, an organ, a person; not a road, a list, a zone."""
        word = token.lower_
        if word in self._known or word in word_set("agreement_text", "duties", "actors"):
            return True
        if word in word_set("agreement_text", "parties", "not_parties"):
            return False
        if token.tag_ == "PRP":
            return word in {"it", "they", "he", "she", "we"}
        if word in {"both", "each", "either", "neither", "all"}:
            return any(self._acts(kid) for prep in token.children for kid in prep.children) or token.dep_.startswith(
                "nsubj"
            )
        named = token.tag_ in {"NNP", "NNPS"} and token.ent_type_ in {"GPE", "ORG", "NORP", "PERSON"}
        return named or (token.text.isupper() and len(token.text) > 1 and token.tag_.startswith("NN"))


def _opens_bare(chart: Chart) -> bool:
    """Whether words open with a verb that has no subject: take steps, to call a meeting, lifting the ban."""
    at = chart.tagged.past_adverbs(0)
    tag = chart.tagged.tag(at)
    return tag in {"VB", "TO"} or (
        tag == "VBG"
        and chart.tagged.token(at).dep_ in {"ROOT", "advcl", "csubj"}
        and chart.tagged.tree.text[:1].islower()
    )


def _subject(clause: Clause, chart: Chart) -> "Token | None":
    """The head of a finite clause's subject."""
    return chart.tagged.token(clause.subject) if clause.subject is not None and clause.form == "finite" else None


def _is_agent(by: "Token", chart: Chart) -> bool:
    """Whether a "by" names who does it, and not who chairs, drew or issued what is only spoken of."""
    head = by.head
    if head.tag_ in {"VBN", "VBD", "VB"}:
        clause = chart.clauses.get(head.i)
        return clause is None or (clause.modal != "" and clause.relation == "loose") or _counts(clause, chart)
    return head.tag_.startswith("N") or head.dep_ == "ROOT"


def _counts(clause: Clause, chart: Chart) -> bool:
    """Whether a clause says what the sentence is for: none that only describes, dates or conditions."""
    if clause.relation == "loose" and clause.modal and clause.mark not in UNDER:
        return True
    return (
        clause.relation in CENTRAL
        and clause.mark not in UNDER
        and not any(
            above.mark in UNDER or above.relation in {"relative", "describing"} for above in chart.above(clause)
        )
    )


def _chosen(clauses: list[Clause], chart: Chart) -> Clause | None:
    """The clause that binds; else the first with a finite verb, of whatever is said in the sentence."""
    binding = [one for one in clauses if one.modal in BINDING | ALLOWING or _is_to(one, chart)]
    if binding:
        content = [one for one in binding if one.relation == "content"]
        return content[-1] if content and binding[0] is content[0] else binding[0]
    return next((one for one in clauses if one.form == "finite" and one.subject is not None), None)


def _is_to(clause: Clause, chart: Chart) -> bool:
    """Whether a clause is one of "is to" with a verb: is to open, are to be paid."""
    words, verb = chart.tagged.words, clause.verb
    return words[verb] in {"is", "are"} and any(
        words[at] == "to" and chart.tagged.tags[at] == "TO" and at - verb < 4
        for at in range(verb + 1, min(verb + 4, len(words)))
    )


def _modality(clause: Clause, chart: Chart) -> tuple[ClauseModality, bool]:
    """What a clause is, and whether a word says so."""
    words = chart.tagged.words
    verb, subject = words[clause.verb], _subject_words(clause, chart)
    none = clause.negated or NONE_OF.match(subject) is not None
    if verb in word_set("agreement_text", "duties", "banned"):
        return "prohibition", True
    if verb in word_set("agreement_text", "duties", "allowed") and clause.modal not in ALLOWING:
        return ("prohibition" if none else "permission"), True
    if clause.modal in ALLOWING:
        return ("prohibition" if none else "permission"), True
    if clause.modal in BINDING:
        if verb == "be" and _names_somebody(clause, chart):
            return "statement", True
        return ("prohibition" if none else "obligation"), True
    if _is_to(clause, chart):
        return ("prohibition" if none else "obligation"), True
    laid = clause.passive and verb in word_set("agreement_text", "duties", "laid_on")
    if laid or verb in word_set("agreement_text", "duties", "taking_on"):
        return ("prohibition" if none else "obligation"), _goes_on(clause, chart)
    if _only_states(clause, chart) or clause.past or clause.perfect:
        return "statement", False
    return ("prohibition" if none else "obligation"), False


def _only_states(clause: Clause, chart: Chart) -> bool:
    """Whether a verb in the present says how things are and not what is done: reaffirms, takes effect, is defined."""
    verb = chart.tagged.words[clause.verb]
    phrase = f"{verb} {chart.tagged.word(clause.verb + 1)}"
    if clause.passive:
        return verb in word_set("agreement_text", "duties", "passive_statements") or phrase == "set out"
    return verb in word_set("agreement_text", "duties", "statements") or phrase in word_set(
        "agreement_text", "duties", "stating_phrases"
    )


def _goes_on(clause: Clause, chart: Chart) -> bool:
    """Whether a verb is followed by what is to be done: agreed to reopen, decided that."""
    kids = chart.tagged.tree.kids[clause.verb]
    words = chart.tagged.words[clause.verb + 1 : clause.verb + 4]
    return any(kid.dep_ in {"xcomp", "ccomp"} for kid in kids) or "to" in words[:2] or "that" in words


def _names_somebody(clause: Clause, chart: Chart) -> bool:
    """Whether "will be" says who somebody is: the delegate will be Azlan Hamidi."""
    kids = chart.tagged.tree.kids[clause.verb]
    return any(kid.dep_ == "attr" and kid.tag_.startswith("NNP") for kid in kids)


def _subject_words(clause: Clause, chart: Chart) -> str:
    if clause.subject is None:
        return ""
    return _phrase(chart.tagged.token(clause.subject), bare=False)


def _conjoined(token: "Token") -> list["Token"]:
    """A name's head and those joined to it: the Front and the Mission."""
    found, at = [token], 0
    while at < len(found) and len(found) < 12:  # no agreement names more in one breath
        found += [kid for kid in found[at].children if kid.dep_ == "conj" and kid.tag_.startswith(("N", "PRP"))]
        at += 1
    return found


def _phrase(token: "Token", *, bare: bool = True) -> str:
    """The words of a name round its head: what stands before it, and what "of" adds; nothing behind a comma."""
    doc, first, last = token.doc, token.i, token.i
    for kid in token.children:
        if kid.i < token.i and kid.dep_ in {
            "det",
            "amod",
            "compound",
            "poss",
            "nmod",
            "nummod",
            "predet",
            "neg",
            "quantmod",
        }:
            first = min(first, kid.left_edge.i)
        if kid.i > token.i and kid.lower_ in {"of", "for"} and kid.dep_ == "prep" and kid.i <= last + 1:
            last = _end_of(kid, last)
    words = _PARENTHESES.sub("", doc[first : last + 1].text)
    return without_article(words) if bare else words


def _end_of(prep: "Token", last: int) -> int:
    """The last token of the words behind "of", up to a comma, a bracket or a clause."""
    end = last
    for at in range(prep.i, prep.right_edge.i + 1):
        token = prep.doc[at]
        if (
            token.text in {",", "(", ";", ":", "–", "-"}
            or token.dep_ in {"relcl", "acl"}
            or (token.tag_ in {"IN", "WDT", "WP", "TO"} and token.lower_ not in {"of", "for"})
        ):
            break
        end = at
    return end if end > prep.i else last
