"""What a number counts: the noun, its unit in the singular, and the words that say of what."""

from functools import lru_cache, partial
from typing import TYPE_CHECKING

from lib.annotate.counting.units import unit_names
from lib.codebooks import load_words, word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

PEOPLE = "people"
# How far the noun may stand from its number: "three million internally displaced Syrian civilians".
MOST_MODIFIERS = 6
MODIFIER_TAGS = frozenset({"JJ", "JJR", "JJS", "VBN", "VBG", "RB", "HYPH", "NN", "NNP", "POS", "CD", "``", "''"})
PLURAL_TAGS = frozenset({"NNS", "NNPS"})
NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
# Nouns that are themselves part of an amount or a date: dollars, year, percent.
AMOUNTS = frozenset({"MONEY", "DATE", "TIME", "PERCENT"})
LINKS = frozenset({"of", "in", "from"})
# One of the lists of the counting codebook.
counting_list = partial(word_set, "counting", "lists")


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


def counted_noun(last: "Token", *, after_of: bool) -> "Token | None":
    """The noun that a number counts, looking right from the number's last token; None where there is none.

    `after_of` is for "dozens of people"; a noun in the singular is counted only when it means persons.
    """
    doc, at = last.doc, last.i + 1
    if after_of and at < len(doc) and doc[at].lower_ == "of":
        at += 1
    noun = None
    for token in doc[at : at + MOST_MODIFIERS]:
        if token.tag_ not in MODIFIER_TAGS | PLURAL_TAGS and token.tag_ != "DT":
            break
        if token.tag_ == "DT" and not (after_of and noun is None):
            break
        if noun is not None and token.tag_ not in NOUN_TAGS:
            break
        if token.tag_ in NOUN_TAGS or is_people(token):
            noun = token
            if token.tag_ in PLURAL_TAGS or is_people(token):
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
