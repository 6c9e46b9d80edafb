"""Who does what a clause says: its subject, whoever a passive names, those who hold what is given up."""

import re
from typing import TYPE_CHECKING

from lib.agreement.modality import goes_on, is_to
from lib.agreement.phrases import conjoined, phrase_of
from lib.annotate.charting.chart import Chart, Clause
from lib.codebooks import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

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


class Doers:
    """Finds who acts, with the words of a codebook and the names of the text's own."""

    def __init__(self, known: frozenset[str]) -> None:
        self._known = known  # the words of the parties' names and aliases, in lower case

    def of_clause(self, chosen: Clause, subject: "Token | None", chart: Chart) -> tuple[str, ...]:
        """Those who do it: the subject where it can, whoever a passive names, the organ whose meeting it is."""
        if subject is None:
            return self._before_modal(chosen, chart) or self.agents(chart)
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
            self.agents(chart)
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

    def before_to(self, chart: Chart) -> tuple[str, ...]:
        """The name before an infinitive that stands for a duty: Puntland to leave the customs post."""
        tags = chart.tagged.tags
        at = next((n for n in range(1, len(tags) - 1) if tags[n] == "TO" and tags[n + 1] == "VB"), 0)
        if not at or chart.tagged.words[at + 1] == "be" or "as" in chart.tagged.words[:at]:
            return ()
        head = chart.tagged.token(0).doc[:at].root
        named = tuple(phrase_of(one, bare=False) for one in conjoined(head) if self._acts(one) and one.i < at)
        return named or self._of_all(head, chart)

    def _before_modal(self, chosen: Clause, chart: Chart) -> tuple[str, ...]:
        """The name that a sentence opens with before its modal, where the parser gives the clause no subject."""
        lead = chart.tagged.token(chosen.lead)
        if not chosen.modal or chosen.passive:
            return ()
        before = [token for token in lead.doc[max(lead.i - 8, lead.sent.start) : lead.i] if token.tag_ != "RB"]
        if not before or before[0].i != lead.sent.start or not self._acts(before[-1]):
            return ()
        return (lead.doc[before[0].i : before[-1].i + 1].text,)

    def agents(self, chart: Chart) -> tuple[str, ...]:
        """Those behind "by", or "for" where a point opens with it, with the verb or the noun that is to be done."""
        found: dict[str, None] = {}
        for token in chart.tagged.tree.tokens:
            opening = token.lower_ == "for" and token.i == 0
            if not opening and (token.lower_ != "by" or not _is_agent(token, chart)):
                continue
            for kid in token.children:
                if kid.dep_ == "pobj" and kid.i not in chart.tagged.timed:
                    found.update((phrase_of(one, bare=False), None) for one in conjoined(kid) if self._acts(one))
            if found and (backing := _BACKING.match(chart.tagged.tree.text, token.idx)):
                found[backing[1]] = None
        return tuple(found)

    def _acts(self, token: "Token") -> bool:
        """Whether a name's head can do something: a party, an organ, a person; not a road, a list, a zone."""
        word = token.lower_
        if "+" in word:  # D+20
            return False
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


def subject_of(clause: Clause, chart: Chart) -> "Token | None":
    """The head of a finite clause's subject."""
    return chart.tagged.token(clause.subject) if clause.subject is not None and clause.form == "finite" else None


def _is_agent(by: "Token", chart: Chart) -> bool:
    """Whether a "by" names who does it, and not who chairs, drew or issued what is only spoken of."""
    head = by.head
    if head.tag_ in {"VBN", "VBD", "VB"}:
        clause = chart.clauses.get(head.i)
        if clause is not None and clause.relation == "completing":  # are to be given back by both sides
            return any(counts(above, chart) for above in chart.above(clause))
        return clause is None or (clause.modal != "" and clause.relation == "loose") or counts(clause, chart)
    return head.tag_.startswith("N") or head.dep_ == "ROOT"


def counts(clause: Clause, chart: Chart) -> bool:
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
