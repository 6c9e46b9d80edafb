"""What part a place's name plays in its sentence: the place itself, or the people and powers it stands for.

Read from the parse and the words beside, after Gritta, Pilehvar and Collier (2020): "in Turkey" is literal, "Turkey
agreed" and "Lebanon's Hezbollah" are associative. The first rule that has an opinion decides; where none has, the place
itself is meant.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import takewhile
from typing import TYPE_CHECKING

from lib.annotate.naming.own_words import POSSESSIVES, Name
from lib.annotate.naming.own_words import words as name_words
from lib.codebooks import load_words, word_set
from lib.models import Role

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "agent"})
MODIFIERS = frozenset({"compound", "nmod", "amod"})
HYPHENS = frozenset("-–/")
# Between the names of a list: "Malaysia, Thailand and the Philippines", "the OSCE, Georgia, or a third country".
JOINTS = frozenset({",", "and", "or", "&", "/", "both", "the", "The"})
IN_PHRASES = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "CD", "HYPH", "VBN", "VBG", "POS"})
# After these prepositions a place is its power where a word of one of these lists stands before them.
GOVERNORS: Mapping[str, tuple[str, ...]] = {
    "of": ("people_nouns",),
    "from": ("state_nouns",),
    "for": ("people_nouns",),
    "to": ("giving", "people_nouns"),
    **dict.fromkeys(("on", "against", "toward", "towards", "upon"), ("pressing", "people_nouns")),
}
# No noun phrase between a place and its head is longer.
LONGEST_PHRASE = 6
_words = partial(word_set, "roles")


@dataclass(frozen=True, slots=True)
class Use:
    """One use of a place's name: its tokens, whether it can act as a government, and the tokens of others who act."""

    doc: "Doc"
    start: int
    end: int
    power: bool
    actors: Collection[int]
    places: Collection[int]

    @property
    def root(self) -> "Token":
        """The name's head word."""
        return self.doc[self.start : self.end].root

    def word(self, after: int = 0) -> str:
        """The word so many tokens after the name, in lower case; "" past the end."""
        at = self.end + after
        return self.doc[at].lower_ if at < len(self.doc) else ""


def place_roles(
    doc: "Doc", names: Sequence[Name], powers: Collection[int], settings: Collection[int], actors: Collection[int]
) -> Mapping[int, Role]:
    """Literal or associative for each place by its first token, in text order.

    `powers` are the first tokens of names that can stand for a government, `settings` of those that a dateline or a
    name before them ("Muscat, Oman") makes a place; `actors` are the tokens of people and organisations.
    """
    places = {i for name in names for i in range(name.start, name.end)}
    roles: dict[int, Role] = {}
    for listed in _lists(doc, names, settings):
        uses = [Use(doc, n.start, n.end, n.start in powers, actors, places) for n in listed]
        own = [_role(use) for use in uses]
        shared: Role = next((role for role in own if role is not None), "literal")
        for use, role in zip(uses, own, strict=True):
            roles[use.start] = "literal" if use.start in settings else role or (shared if use.power else "literal")
    return roles


def _lists(doc: "Doc", names: Sequence[Name], settings: Collection[int]) -> list[list[Name]]:
    """The names in order, those together that commas and an "and" join; what a comma only follows is no list."""
    lists: list[list[Name]] = []
    for name in names:
        last = lists[-1][-1] if lists else None
        if last is not None and name.start not in settings and _are_joined(doc, last, name):
            lists[-1].append(name)
        else:
            lists.append([name])
    return lists


def _are_joined(doc: "Doc", one: Name, other: Name) -> bool:
    """Whether two names are of one list: by "and", by a comma that the parse takes so, or at a headline's start."""
    between = {token.text for token in doc[one.end : other.start]}
    if not between or not between <= JOINTS:
        return False
    root = doc[other.start : other.end].root
    goes_on = [token.text for token in doc[other.end : other.end + 2]] in ([",", "and"], [",", "or"])
    joined = bool(between & {"and", "or", "&"}) or root.dep_ in {"conj", "appos"}
    return joined or goes_on or _opens_line(doc, one.start)


def _role(use: Use) -> Role | None:
    """The role that the first rule with an opinion gives a use."""
    return next((role for rule in RULES if (role := rule(use)) is not None), None)


def _by_agreement(use: Use) -> Role | None:
    """Of an agreement called after the place: "the Jijiga agreement", "the Tbilisi-Sukhum Dialogue"."""
    at = 0
    while use.word(at) in HYPHENS or use.end + at in use.places:
        at += 1
    return "associative" if use.word(at) in _words("agreements") else None


def _by_hyphen(use: Use) -> Role | None:
    """Of what a hyphen ties: "Ankara-backed rebels", "the Ankara-Moscow deal", but "the Iran-Iraq border"."""
    doc, before = use.doc, use.start - 1
    if use.word() in HYPHENS and use.word(1) in _words("led_by"):
        return "associative"
    after = use.word() in HYPHENS and use.end + 1 in use.places
    joined = after or (before > 0 and doc[before].text in HYPHENS and before - 1 in use.places)
    if not (joined and use.power):
        return None
    noun = next((t for t in doc[use.end : use.end + LONGEST_PHRASE] if t.tag_ in {"NN", "NNS"}), None)
    return "literal" if noun is not None and noun.lower_ in _grounds() else "associative"


def _by_possession(use: Use) -> Role | None:
    """Of what is owned: a power has its president and its refusal, the land its ports and its provinces."""
    doc, end = use.doc, use.end
    if use.word() not in POSSESSIVES:
        return None
    owner = doc[end].head
    owned = owner.head if owner.dep_ == "poss" else None
    phrase = doc[end + 1 : owned.i + 1] if owned is not None else doc[end + 1 : end + 2]
    if owned is not None and (owned.i in use.actors or owned.lower_ in _words("people_nouns")):
        return "associative"
    lands = any(t.i in use.places or t.lower_ in _grounds() for t in phrase[:LONGEST_PHRASE])
    return "associative" if use.power and not lands else "literal"


def _by_modified(use: Use) -> Role | None:
    """Of what the name stands before: "UK Chancellor", "Quito government offices", but "Myanmar rice"."""
    root, doc = use.root, use.doc
    if root.dep_ not in MODIFIERS or root.head.i <= root.i:
        near = use.end < len(doc) and doc[use.end].text[0].isupper() and use.word() in name_words("person_titles")
        return "associative" if near else None
    following = doc[use.end : min(root.head.i + 1, use.end + LONGEST_PHRASE)]
    phrase = takewhile(lambda t: t.tag_ in IN_PHRASES or t.text in JOINTS, following)
    nouns = _words("people_nouns") | name_words("person_titles")
    people = any(t.lower_ in nouns or (t.i in use.actors and t.text.endswith("s")) for t in phrase)
    return "associative" if people else None


def _by_company(use: Use) -> Role | None:
    """Of a power that is listed after a person or a body, or that a clause has act: "Turkey, which backs them"."""
    root = use.root
    listed = root.dep_ == "conj" and _first_of_chain(root).i in use.actors
    clauses = (t for t in root.children if t.dep_ == "relcl" and t.lower_ not in _words("states_of_places"))
    acting = any(kid.dep_ == "nsubj" and kid.tag_ in {"WDT", "WP"} for clause in clauses for kid in clause.children)
    return "associative" if use.power and (listed or acting) else None


def _by_preposition(use: Use) -> Role | None:
    """Of the preposition before it: "in Chad", "with Chad"; of some the governing words decide.

    "The envoys from Chad" are sent by it, "migrants from Chad" have left it; a town has ministers, and no policy.
    """
    head = _first_of_chain(use.root)
    if head.dep_ != "pobj":
        return None
    preposition, governors = head.head.lower_, _governors(head.head)
    told = {governor.lower_ for governor in governors}
    if told & _grounds():
        return "literal"
    if preposition in _words("comparing_prepositions") or (preposition == "of" and told & _words("state_nouns")):
        return "associative"
    lists = GOVERNORS.get(preposition)
    if preposition not in _words("powers_prepositions") and lists is None:
        return "literal"
    by_actor = preposition == "of" and any(governor.i in use.actors for governor in governors)
    by_verb = preposition == "for" and governors[0].pos_ == "VERB" and not told & _words("moving")
    named = lists is None or by_actor or by_verb or any(told & _words(words) for words in lists)
    return "associative" if use.power and named else None


def _governors(preposition: "Token") -> list["Token"]:
    """The words that a preposition hangs from, the nearest first: "ministry of trade of Peru" has two.

    Before "of", "from" and the like the noun beside counts, which the parse may miss.
    """
    beside, word = preposition.nbor(-1) if preposition.i else preposition, preposition.lower_
    near = word in {"of", "from", "with", "between"} and beside.tag_ in {"NN", "NNS"}
    given = word == "to" and beside.lower_ in _words("giving")
    governor = beside if near or given else preposition.head
    through = governor.dep_ == "pobj" and governor.head.lower_ == "of" and word == "of"
    return [governor, governor.head.head] if through else [governor]


def _by_verb(use: Use) -> Role | None:
    """Of the verb: "Turkey agreed", "Kyiv is responsible", "they urged Turkey"; of others what people do."""
    head = _first_of_chain(use.root)
    verb = head.head
    if head.dep_ in SUBJECTS and verb.pos_ in {"VERB", "AUX"}:
        if use.power:
            return None if verb.lower_ in _words("states_of_places") and not _is_minded(verb) else "associative"
        return "associative" if head.dep_ == "nsubj" and verb.lower_ in done_by_people() else None
    before = use.doc[use.start - 1] if use.start else None
    beside = before is not None and before.lower_ in _words("verbs_on_powers") and before.tag_ not in {"NN", "NNS"}
    pressed = head.dep_ in {"dobj", "iobj", "dative"} and verb.lower_ in _words("verbs_on_powers")
    return "associative" if use.power and (pressed or beside) else None


def _is_minded(verb: "Token") -> bool:
    """Whether what somebody is, is what only people are: "is responsible", "has 30 days to comply"."""
    told = verb.head.lower_ in _words("minded") or any(child.lower_ in _words("minded") for child in verb.children)
    owed = (kid for child in verb.children if child.dep_ == "dobj" for kid in child.children)
    return told or any(kid.dep_ in {"xcomp", "acl", "relcl"} for kid in (*verb.children, *owed))


def _by_headline(use: Use) -> Role | None:
    """Of a headline's first names, which act: "Chad, rebels sign ceasefire", "Peru and Colombia to meet"."""
    doc, end = use.doc, use.end
    if not (use.power and _opens_line(doc, use.start)) or end >= len(doc):
        return None
    while end < len(doc) and (doc[end].text in JOINTS or end in use.places):
        end += 1
    acts = any(
        after.tag_ in {"MD", "TO", "VBZ", "VBP", "VBD"} or after.lower_ in done_by_people()
        for after in doc[end : end + 1]
        if after.lower_ not in _words("states_of_places")
    )
    return "associative" if acts or doc[use.end].text == "," else None


def _opens_line(doc: "Doc", start: int) -> bool:
    """Whether a line begins with the name, or with "the" and the name."""
    while start > 0 and doc[start - 1].lower_ in {"the", "both"}:
        start -= 1
    return start == 0 or "\n" in doc[start - 1].text


def _first_of_chain(token: "Token") -> "Token":
    """The token that a conjoined name hangs from ("Russia and Turkey agreed": Russia)."""
    for _ in range(8):
        if token.dep_ not in {"conj", "appos"} or token.head.tag_ not in {"NNP", "NNPS", "PRP", "NN", "NNS"}:
            break
        token = token.head
    return token


@lru_cache(maxsize=1)
def _grounds() -> frozenset[str]:
    """Nouns for what lies in a place or beside it: provinces, ports, roads, borders."""
    return _words("grounds") | name_words("place_nouns") | name_words("facility_heads")


@lru_cache(maxsize=1)
def done_by_people() -> frozenset[str]:
    """Every form of the verbs by which somebody says, thinks, means or settles something."""
    cues = load_words("cues")
    verbs = {verb for kind in ("speech", "clause", "infinitive") for verb in cues[kind]}
    return _words("acts_of_powers") | {form for verb in verbs for form in (verb, *cues["forms"].get(verb, ()))}


RULES: tuple[Callable[[Use], Role | None], ...] = (
    _by_agreement,
    _by_hyphen,
    _by_possession,
    _by_modified,
    _by_company,
    _by_preposition,
    _by_verb,
    _by_headline,
)
