"""What a number counts: the noun, its unit in the singular, the words that say of what; or that it counts nothing."""

from functools import lru_cache, partial
from typing import TYPE_CHECKING

from lib.annotate.counting.classes import unit_names
from lib.annotate.counting.quantities import Quantity
from lib.codebooks import load_words, word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

PEOPLE, YEAR = "people", "year"
# Older is nobody.
OLDEST = 120
# Joined to a number, a shorter word is a sign: Form 10-K.
SHORTEST = 3
PLACES = frozenset({"GPE", "LOC", "FAC", "NORP", "DATE"})
# How far the noun may stand from its number: "three million internally displaced Syrian civilians".
MOST_MODIFIERS = 6
MODIFIER_TAGS = frozenset({"JJ", "JJR", "JJS", "VBN", "VBG", "RB", "HYPH", "NN", "NNP", "POS", "CD", "``", "''"})
PLURAL_TAGS = frozenset({"NNS", "NNPS"})
WHOSE = frozenset({"DT", "PRP$"})
NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
# Nouns that are themselves part of an amount or a date: dollars, year, percent.
AMOUNTS = frozenset({"MONEY", "DATE", "TIME", "PERCENT"})
LINKS = frozenset({"of", "in", "from"})
# One of the lists of the counting codebook.
counting_list = partial(word_set, "counting", "lists")
# "The two leaders", "the 12 nations": beyond a dozen an article no longer means those already named.
FEW = 12
# "The five permanent members": how far before a number a word may stand that makes it definite.
DEFINITE_REACH = 2
LISTING = frozenset({",", "and", "or", "to", "-", "–"})
# "A year-long war" lasts a year; a year-end and a day-to-day matter do not.
AS_LONG = frozenset({"long", "old"})
# A noun in the singular before a number is numbered, one in the plural where it is a name: annex 2, Zones 3 and 4.
NAMING = frozenset({"NN", "NNP", "NNPS"})


@lru_cache(maxsize=1)
def _people_words() -> tuple[frozenset[str], tuple[str, ...], frozenset[str]]:
    """Words for people, endings of such words, and the exceptions."""
    people = load_words("counting")["people"]
    return frozenset(people["words"]), tuple(people["endings"]), frozenset(people["things"])


def is_people(noun: "Token") -> bool:
    """Whether the noun means persons: militants, civilians, Syrians."""
    words, endings, things = _people_words()
    word = noun.lower_
    if word in words or f"{word}s" in words:
        return True
    return (noun.tag_ in PLURAL_TAGS and word.endswith(endings) and word not in things) or (
        noun.tag_ == "NNPS" and noun.ent_type_ == "NORP"
    )


def is_plural(noun: "Token") -> bool:
    """Whether the noun means several, or persons."""
    return noun.tag_ in PLURAL_TAGS or is_people(noun)


def singular(word: str) -> str:
    """A plural noun in the singular.

    >>> [singular(word) for word in ("vehicles", "countries", "churches", "aircraft", "days")]
    ['vehicle', 'country', 'church', 'aircraft', 'day']
    """
    if (known := load_words("counting")["singulars"].get(word)) is not None:
        return str(known)
    if word.endswith("ies") and len(word) > len("ties"):
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def unit_word(noun: "Token") -> str:
    """What one of those counted is called, a word before a hyphen included: pick-up of pick-ups."""
    first = noun.i
    while first > 1 and noun.doc[first - 1].tag_ == "HYPH":
        first -= 2
    return singular(noun.doc[first : noun.i + 1].text.lower())


def counted_noun(last: "Token", *, after_of: bool) -> "Token | None":
    """The noun that a number counts, looking right from the number's last token; None where there is none.

    `after_of` is for "dozens of people"; a noun in the singular is counted only when it means persons.
    """
    doc, at = last.doc, last.i + 1
    if after_of and at < len(doc) and doc[at].lower_ == "of":
        at += 1
    noun = None
    for token in doc[at : at + MOST_MODIFIERS]:
        if token.tag_ not in MODIFIER_TAGS | PLURAL_TAGS | WHOSE:
            break
        if token.tag_ in WHOSE and not (at > last.i + 1 and noun is None):
            break
        if token.tag_ in NOUN_TAGS or is_people(token):
            noun = token
            if is_plural(token):
                break
    return noun


def described(first: "Token", noun: "Token") -> str:
    """The words from the first modifier to the noun, with "in Idlib" or "of the zone" where that follows."""
    end = noun.i
    doc = noun.doc
    link = next((c for c in noun.children if c.i == noun.i + 1 and c.lower_ in LINKS and c.tag_ == "IN"), None)
    if link is not None:
        target = next(
            (child for child in link.children if child.dep_ == "pobj" and child.i - noun.i <= MOST_MODIFIERS), None
        )
        end = target.i if target is not None else end
    start = min(first.i, noun.i)
    return doc[start : end + 1].text


def thing_after(last: "Token") -> str | None:
    """What a length of time is of, by the noun behind it: a three-year term, two hours of talks."""
    noun = _noun_after(last)
    return described(noun, noun) if noun is not None else None


def joined_noun(quantity: Quantity) -> str | None:
    """The noun joined to a number by a hyphen: "member" in a four-member panel, people in a 60-strong force."""
    hyphen, noun = (*quantity.after(2), "", "")[:2]
    start = quantity.span.end
    glued = quantity.kind == "number" and quantity.scan.text[start : start + 1] == "-" and hyphen == "-"
    several = (quantity.low or quantity.high or 0) > 1 and len(noun) >= SHORTEST and noun.isalpha()
    if not (glued and several) or noun.endswith(("ed", "s", "th")):
        return None
    if noun in counting_list("joined_people"):
        return PEOPLE
    return None if noun in counting_list("not_joined") else PEOPLE if f"{noun}s" in _people_words()[0] else noun


def age_in(quantity: Quantity, first: "Token") -> str | None:
    """The unit in which the number is somebody's or something's age: a 12-year-old deal, Issaka, 58, aged 58."""
    after = quantity.after(2)
    if quantity.is_length_of_time:
        return quantity.measure if after[:1] == ["old"] or after == ["-", "old"] else None
    if quantity.measure is not None or quantity.kind != "number" or not 0 < (quantity.low or 0) <= OLDEST:
        return None
    named = first.i > 1 and first.nbor(-2).tag_ == "NNP" and first.nbor(-2).ent_type_ not in PLACES
    beside = quantity.before(1) == [","] and set(after[:1]) <= set(",.;―–—") and named
    return YEAR if beside or quantity.before(1) in (["aged"], ["age"]) else None


def measured_thing(last: "Token") -> str | None:
    """What a measure is of: "width of the zone" for 15 kilometres wide, "border" for a 560-mile border."""
    following = last.doc[last.i + 1 : last.i + 3]
    width = next((name for token in following if (name := load_words("counting")["widths"].get(token.lower_))), None)
    after = _noun_after(last)
    noun = after or _noun_above(last)
    if noun is None:
        return width
    if width:
        return f"{width} of {noun.text}"
    if after is None and noun.lower_ in unit_names():
        return None
    return described(after, after) if after else noun.text


def _noun_after(last: "Token") -> "Token | None":
    """The noun that a measure stands before, in "560-mile border" and "500km of wiring"."""
    doc, noun = last.doc, None
    for token in doc[last.i + 1 : last.i + 1 + MOST_MODIFIERS]:
        if token.tag_ in NOUN_TAGS and token.ent_type_ not in AMOUNTS:
            noun = token
        elif noun is not None or (token.tag_ not in MODIFIER_TAGS | {"DT"} and token.lower_ not in {"of", "wide"}):
            break
    return noun


def _noun_above(last: "Token") -> "Token | None":
    """The nearest noun that the measure hangs on."""
    token = last
    for _ in range(MOST_MODIFIERS):
        if token.head.i == token.i:
            return None
        token = token.head
        if token.tag_ in NOUN_TAGS and token.i < last.i and token.ent_type_ not in AMOUNTS:
            return token
    return None


def counts_nothing(quantity: Quantity, first: "Token") -> bool:
    """Whether the number is part of a name, a mark of a list, the time a page takes, or tells how often."""
    before = quantity.before(DEFINITE_REACH)
    if set(before[-1:]) & counting_list("before_names") or before == ["no", "."]:
        return quantity.measure is None
    if before[-1:] in (["¶"], []) and quantity.after(1) in (["."], [")"]):
        return True
    if quantity.kind == "fraction" and set(before[-1:]) & load_words("calendar")["ordinals"].keys():
        return True
    if quantity.kind == "one" and _tells_how_often(quantity, first):
        return True
    return quantity.is_length_of_time and quantity.after(1) == ["read"]


def already_named(quantity: Quantity) -> bool:
    """Whether a word like "the" stands before a small number: the two leaders."""
    few = quantity.kind == "number" and (quantity.low or FEW + 1) <= FEW
    return few and not counting_list("definite").isdisjoint(quantity.before(DEFINITE_REACH))


def _tells_how_often(quantity: Quantity, first: "Token") -> bool:
    """Whether "a day" goes with an amount: 50 tonnes a day, twice a week; not "left a day later"."""
    if quantity.after(1) == ["-"] and quantity.after(2)[-1] not in AS_LONG:
        return True
    word = first.doc[first.i - 1] if first.i else first
    if word.lower_ in counting_list("how_often"):
        return True
    of_amount = word.tag_ in {"NNS", "CD", "$"} or (word.tag_ == "NN" and word.lower_ in unit_names())
    return of_amount and not set(quantity.after(1)) & counting_list("after_lengths")


def is_numbered(first: "Token") -> bool:
    """Whether a name or a noun stands before the number, or before one listed with it: Zones 3 and 4, annex 2."""
    at = first.i - 1
    while at > 0 and (first.doc[at].lower_ in LISTING or first.doc[at].like_num):
        at -= 1
    listed = at == first.i - 1 or (at >= 0 and first.doc[at + 1].like_num)
    return (
        listed
        and at >= 0
        and (first.doc[at].tag_ in NAMING or (first.doc[at].tag_ == "NNS" and first.doc[at].is_title))
    )
