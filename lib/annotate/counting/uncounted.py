"""Numbers that count nothing: parts of names, marks of lists, shares such as 1 in 5, "a day" that tells how often."""

from typing import TYPE_CHECKING

from lib.annotate.counting.counted import counting_list
from lib.annotate.counting.quantity import Quantity
from lib.annotate.counting.units import unit_names
from lib.annotate.dating.numerals import number_words
from lib.codebooks import load_words

if TYPE_CHECKING:
    from spacy.tokens import Token

# "The five permanent members": how far before a number a word may stand that makes it definite.
DEFINITE_REACH = 2
# Of "seven out of ten", and no more: "71 pieces out of 92" are counted.
MOST_OF_SHARE = 10
LISTING = frozenset({",", "and", "or", "to", "-", "–"})
# "A year-long war" lasts a year; a year-end and a day-to-day matter do not.
AS_LONG = frozenset({"long", "old"})
# A noun in the singular before a number is numbered, one in the plural where it is a name: annex 2, Zones 3 and 4.
NAMING = frozenset({"NN", "NNP", "NNPS"})


def counts_nothing(quantity: Quantity, first: "Token") -> bool:
    """Whether the number is part of a name, a mark of a list, a share, the time a page takes, or tells how often."""
    before = quantity.before(DEFINITE_REACH)
    if set(before[-1:]) & counting_list("before_names") or before == ["no", "."]:
        return quantity.measure is None
    if before[-1:] in (["¶"], []) and quantity.after(1) in (["."], [")"]):
        return True
    if quantity.kind == "fraction" and set(before[-1:]) & load_words("calendar")["ordinals"].keys():
        return True
    if quantity.kind == "one" and _tells_how_often(quantity, first):
        return True
    return _is_share(quantity) or (quantity.is_length_of_time and quantity.after(1) == ["read"])


def is_definite(quantity: Quantity) -> bool:
    """Whether a word like "the" stands before the number."""
    return bool(set(quantity.before(DEFINITE_REACH)) & counting_list("definite"))


def _is_share(quantity: Quantity) -> bool:
    """Whether a small number is what a share is taken of: seven out of ten, 1 in 5."""
    before = quantity.before(3)
    small = quantity.measure is None and (quantity.low or quantity.high or 0) <= MOST_OF_SHARE
    counted = before[:1] if before[1:] == ["out", "of"] else before[1:2] if before[2:] == ["in"] else []
    return small and any(word.isdecimal() or word in number_words() for word in counted)


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
