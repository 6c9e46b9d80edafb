"""Who has to do what: the doer named in a clause, and whether it binds, forbids, allows or only states."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lib.agreement.modality import ALLOWING, BINDING, NONE_OF, goes_on, is_to, modality_of, takes_effect
from lib.agreement.phrases import conjoined, phrase_of
from lib.annotate.charting.chart import Chart, Clause, read_chart
from lib.codebooks import word_set
from lib.models import Timex
from lib.models.agreements import ClauseModality

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# A verb and the words that help it stand this close.
REACH = 6
# "aided by the Mission with the backing of the Contact Group"
_BACKING = re.compile(
    r"by [^,;.]{2,80}?\bwith the (?:backing|support|help|assistance) of "
    r"((?:the )?[A-Z][\w’-]*(?: (?:of|for|the|[A-Z][\w’-]*)){0,7})"
)
# What both do, or what belongs to either: by letters between the Parties, no aircraft of either Party.
_OF_ALL = re.compile(
    r"\b(?:between|among|of) ((?:the (?:two )?|both |either |each |neither |any )"
    r"(?:Part(?:y|ies)|parties|sides?|Participants))\b"
)
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
_HELPERS = frozenset({"is", "are", "was", "were", "has", "have", "had", "been", "be"})
NOT_TO = re.compile(
    r"^(?:not(?!\s+(?:later|less|more))|never|nor)\b|^(?:under|in) no (?:circumstances?|case|event)\b|^at no time\b|"
    r"\b(?:refrain|abstain|desist)(?:s|ing)?\s+from\b|\bnot to\b",
    re.IGNORECASE,
)


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
            doers = self._agents(chart) or we
            return Duty(
                doers,
                "prohibition" if NONE_OF.match(text) or NOT_TO.search(text) else "obligation",
                False,
                False,
                False,
            )
        modality, explicit = modality_of(chosen, chart)
        subject = _subject(chosen, chart)
        bare = _opens_bare(chart)
        whole = subject is not None and subject.i <= chosen.verb and not bare
        binding = [chosen, *(one for one in clauses if one is not chosen and one.modal in BINDING | ALLOWING)]
        named = (
            () if bare else next(filter(None, (self._doers(one, _subject(one, chart), chart) for one in binding)), ())
        )
        if not (named or bare) and (voucher := _vouches(clauses, chosen, chart)) is not None:
            named = self._doers(voucher, _subject(voucher, chart), chart)
        if modality == "statement" and takes_effect(chosen, chart):  # it, the agreement
            named = ()
        if named and chosen.relation == "main" and chosen.modal in BINDING:
            named = tuple(dict.fromkeys((*named, *self._beside(chosen, clauses, chart))))
        if (
            NOT_TO.search(text)
            and modality == "obligation"
            and (not whole or NOT_TO.search(text[chart.tagged.tree.offsets[chosen.lead] :]))
        ):
            modality = "prohibition"
        begins = chart.tagged.words[chosen.verb] in word_set("agreement_text", "duties", "beginnings")
        return Duty(named or we, modality, explicit, whole, begins, phrase_of(subject) if subject is not None else "")

    def _beside(self, chosen: Clause, clauses: list[Clause], chart: Chart) -> tuple[str, ...]:
        """The doers of a duty joined to another: Peru will withdraw, and Chile will pay."""
        joined = [
            one for one in clauses if one.relation == "joined" and one.modal in BINDING and one.parent == chosen.verb
        ]
        own = [(one, _subject(one, chart)) for one in joined if one.own]
        return tuple(name for one, subject in own if subject for name in self._doers(one, subject, chart))

    def _doers(self, chosen: Clause, subject: "Token | None", chart: Chart) -> tuple[str, ...]:
        """Those who do it: the subject where it can, whoever a passive names, the organ whose meeting it is."""
        if subject is None:
            return self._before_modal(chosen, chart) or self._agents(chart)
        laid = chart.tagged.words[chosen.verb] in word_set("agreement_text", "duties", "laid_on") and goes_on(
            chosen, chart
        )
        if not _is_passive(chosen, chart) or laid:
            named = [one for one in conjoined(subject) if self._acts(one)]
            if named:
                return tuple(dict.fromkeys(phrase_of(one, bare=False) for one in named))
        if subject.lower_ in word_set("agreement_text", "duties", "offices"):  # its tasks shall be
            whose = next((kid.lower_ for kid in subject.children if kid.tag_ == "PRP$"), "")
            if whose in {"its", "their"}:
                return ("it" if whose == "its" else "they",)
        if subject.lower_ in word_set("agreement_text", "duties", "sittings"):
            held = [kid for prep in subject.children if prep.lower_ == "of" for kid in prep.children if self._acts(kid)]
            if held:
                return tuple(phrase_of(one, bare=False) for one in held)
        return (
            self._agents(chart)
            or self._holders(subject, chosen, chart)
            or self._between(chart)
            or self._of_all(subject, chart)
        )

    def _holders(self, subject: "Token", chosen: Clause, chart: Chart) -> tuple[str, ...]:
        """Those who hold what is to be given up: all persons held by the Front shall be released."""
        releasing = word_set("agreement_text", "duties", "releasing")
        if not releasing & set(chart.tagged.words[chosen.verb : chosen.verb + REACH]):
            return ()
        held = [kid for kid in subject.children if kid.lower_ in word_set("agreement_text", "duties", "holding")]
        by = [kid for verb in held for kid in verb.children if kid.lower_ == "by"]
        found = [one for prep in by for kid in prep.children if kid.dep_ == "pobj" for one in conjoined(kid)]
        return tuple(phrase_of(one, bare=False) for one in found if self._acts(one))

    def _between(self, chart: Chart) -> tuple[str, ...]:
        """All who agreed, where a passive names what they do together: by letters between the Parties."""
        found = re.search(r"\b(?:by|\w+ed between) [^,;.]{0,60}", chart.tagged.tree.text)
        named = _OF_ALL.search(found.group()) if found else None
        return (named[1],) if named else ()

    def _of_all(self, subject: "Token", chart: Chart) -> tuple[str, ...]:
        """All who agreed, where what acts is theirs or what they hold together: no aircraft of either Party, talks."""
        words = chart.tagged.tree.text
        talks = subject.lower_ in word_set("agreement_text", "duties", "sittings")
        found = _OF_ALL.search(words if talks else phrase_of(subject, bare=False))
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

    def _agents(self, chart: Chart) -> tuple[str, ...]:
        """Those behind "by", or "for" where a point opens with it, with the verb or the noun that is to be done."""
        found: dict[str, None] = {}
        for token in chart.tagged.tree.tokens:
            opening = token.lower_ == "for" and token.i == 0
            if not opening and (token.lower_ != "by" or not _is_agent(token, chart)):
                continue
            for kid in token.children:
                if kid.dep_ == "pobj" and not chart.tagged.in_time(kid.i):
                    found.update((phrase_of(one, bare=False), None) for one in conjoined(kid) if self._acts(one))
            if found and (backing := _BACKING.match(chart.tagged.tree.text, token.idx)):
                found[backing[1]] = None
        return tuple(found)

    def _acts(self, token: "Token") -> bool:
        """Whether a name's head can do something: a party, an organ, a person; not a road, a list, a zone."""
        word = token.lower_
        if word in self._known or word in word_set("agreement_text", "duties", "actors"):
            return True
        if {word, word.removesuffix("s"), word.removesuffix("es")} & word_set(
            "agreement_text", "parties", "not_parties"
        ):
            return False
        if token.tag_ == "PRP":
            return word in {"it", "they", "he", "she", "we"}
        if word in {"both", "each", "either", "neither", "all"}:
            return any(self._acts(kid) for prep in token.children for kid in prep.children) or token.dep_.startswith(
                "nsubj"
            )
        named = token.tag_ in {"NNP", "NNPS"} and token.ent_type_ in {"GPE", "ORG", "NORP", "PERSON", ""}
        return named or (token.text.isupper() and len(token.text) > 1 and token.tag_.startswith("NN"))


def _is_passive(clause: Clause, chart: Chart) -> bool:
    """Whether a clause's verb is passive, that of "is to be" too."""
    return clause.passive or (is_to(clause, chart) and "be" in chart.tagged.words[clause.verb + 1 : clause.verb + 5])


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
        if clause is not None and clause.relation == "completing":  # are to be given back by both sides
            return any(_counts(above, chart) for above in chart.above(clause))
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


def _only_told(clause: Clause, chart: Chart) -> bool:
    """Whether what binds is only spoken of: they reaffirm that nobody may."""
    verb = chart.tagged.words[clause.parent] if clause.parent is not None else ""
    return verb in word_set("agreement_text", "duties", "statements") and verb not in _HELPERS


def _vouches(clauses: list[Clause], chosen: Clause, chart: Chart) -> Clause | None:
    """The clause whose subject answers for what another lays down: the Front pledges that posts will be opened."""
    parent = next((one for one in clauses if one.verb == chosen.parent), None) if chosen.relation == "content" else None
    vouching = word_set("agreement_text", "duties", "vouching")
    return parent if parent is not None and chart.tagged.words[parent.verb] in vouching else None


def _chosen(clauses: list[Clause], chart: Chart) -> Clause | None:
    """The clause that binds; else the first with a finite verb, of whatever is said in the sentence."""
    binding = [one for one in clauses if one.modal in BINDING | ALLOWING or is_to(one, chart)]
    binding = [one for one in binding if one.relation != "content" or not _only_told(one, chart)]
    if binding:
        content = [one for one in binding if one.relation == "content"]
        return content[-1] if content and binding[0] is content[0] else binding[0]
    return next((one for one in clauses if one.form == "finite" and one.subject is not None), None)
