"""Figures: numbers with their bounds, what they count, and who is given as the source."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from lib.annotate.counting import counted
from lib.annotate.counting.counted import PEOPLE, already_named, counting_list, counts_nothing, is_numbered
from lib.annotate.counting.quantities import Quantity, find_quantities
from lib.annotate.quotes import cited_at
from lib.annotate.tree import Tree, read_tree
from lib.annotator import Annotator, Layer
from lib.models import Figure, Quote, Timex

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

METRE, AGE, TIMES = "metre", "age", "times"
# Four bare digits between these are a year.
YEARS = range(1900, 2100)
# A bare number of this size is an amount, whatever it counts: "up from 1.5 million".
UNMISTAKABLE = 1_000_000
# What a bare number is in its clause: who, what, to how much.
BARE_PARTS = frozenset({"nsubj", "nsubjpass", "dobj", "attr", "conj", "appos"})
# What a number counts: the unit in the singular, and the words for what.
Counted = tuple[str, str | None]


def find_figures(doc: "Doc", timexes: Sequence[Timex], quotes: Sequence[Quote]) -> Iterator[Figure]:
    """Numbers that count or measure something, lengths of time too, in order; dates and numbered names are none.

    A bare plural counts at least two (dozens: low 24, no high); a range keeps both ends. `cited` is the speaker of
    the quote it stands in.

    >>> import spacy
    >>> doc = spacy.blank("en")("The zone is 15-20km wide for 90 days, said Putin.")
    >>> [(f.span.exact, f.low, f.high, f.unit, f.of) for f in find_figures(doc, (), ())]
    [('15-20km', 15.0, 20.0, 'kilometre', 'width'), ('90 days', 90.0, 90.0, 'day', None)]
    """
    tokens = read_tree(doc)
    for found in _apart_from(timexes, find_quantities(tokens.text)):
        quantity = _as_tagged(found, tokens)
        if (count := _counted(quantity, tokens)) is not None:
            span, rough = quantity.span, quantity.approximate
            yield Figure(span, quantity.low, quantity.high, *count, rough, cited_at(quotes, span))


def _apart_from(timexes: Sequence[Timex], quantities: Iterator[Quantity]) -> Iterator[Quantity]:
    """The quantities that share no character with a day or a time of day; all come in order."""
    at = 0
    for quantity in quantities:
        span = quantity.span
        while at < len(timexes) and timexes[at].span.end <= span.start:
            at += 1
        # 90 days, every two weeks
        length = quantity.is_length_of_time and timexes[at : at + 1] and timexes[at].type in {"DURATION", "SET"}
        if at == len(timexes) or length or not timexes[at].span.overlaps(span):
            yield quantity


def _as_tagged(quantity: Quantity, tokens: Tree) -> Quantity:
    """The quantity as tags tell it: "5m refugees" are no metres."""
    noun = _noun_behind(quantity, tokens)
    glued = quantity.measure == METRE and quantity.span.exact[-2:-1].isdigit()
    if noun is None or not glued or not counted.is_plural(noun) or noun.lower_ in counting_list("in_metres"):
        return quantity
    low, high = (end and end * UNMISTAKABLE for end in (quantity.low, quantity.high))
    return replace(quantity, low=low, high=high, measure=None)


def _noun_behind(quantity: Quantity, tokens: Tree) -> "Token | None":
    """The noun that the quantity stands before, behind "of" too."""
    last = tokens.token_at(quantity.span.end - 1)
    several = quantity.kind in {"plural", "several", "fraction"} or (quantity.low or quantity.high or 0) > 1
    return counted.counted_noun(last, after_of=several) if last is not None else None


def _counted(quantity: Quantity, tokens: Tree) -> Counted | None:
    """What the quantity counts, or None where it is no figure."""
    first, last = tokens.token_at(quantity.span.start), tokens.token_at(quantity.span.end - 1)
    if first is None or last is None or counts_nothing(quantity, first):
        return None
    if (unit := counted.age_in(quantity, first)) is not None:
        return unit, AGE
    if quantity.is_length_of_time:
        return str(quantity.measure), counted.thing_after(last)
    noun = _noun_behind(quantity, tokens)
    if quantity.measure is not None:
        share_of = counted.described(noun, noun) if noun is not None and quantity.kind == "fraction" else None
        return quantity.measure, share_of or counted.measured_thing(last)
    if (joined := counted.joined_noun(quantity)) is not None:
        return joined, noun.text if noun is not None else None
    part = noun is not None and quantity.after(1) == ["of"] and not counted.is_plural(noun)  # "31 of its list"
    return _without_noun(quantity, first, last) if noun is None or part else _of_noun(quantity, last, noun)


def _of_noun(quantity: Quantity, last: "Token", noun: "Token") -> Counted | None:
    """The count of a noun; "5000 mark", "one point" and "the two sides" count nothing, "one soldier" does."""
    people = counted.is_people(noun)
    if noun.lower_ in counting_list("not_counted") or not (counted.is_plural(noun) or quantity.kind != "number"):
        return None
    if noun.lower_ == TIMES and noun.i + 1 < len(noun.doc) and noun.nbor().lower_ in counting_list("after_times"):
        return None
    if quantity.low == 1 == quantity.high and not people:
        return None
    if already_named(quantity) and noun.lower_ in counting_list("parties"):
        return None
    first = noun.doc[last.i + 1]
    first = noun.doc[last.i + 2] if first.lower_ == "of" else first
    return PEOPLE if people else counted.unit_word(noun), counted.described(first, noun)


def _without_noun(quantity: Quantity, first: "Token", last: "Token") -> Counted | None:
    """The count of a number that stands alone: "at least 30 were killed", "a population of three million"."""
    around = {last.head.lower_, *(token.lower_ for token in last.doc[last.i + 1 : last.i + 4])}
    before = set(quantity.before(3))
    if not already_named(quantity):
        if around & counting_list("verbs_of_people") or before & counting_list("verbs_of_people"):
            return PEOPLE, None
        if totals := before & counting_list("totals_of_people"):
            return PEOPLE, min(totals)
    if quantity.kind == "plural" and quantity.low is not None and last.tag_ == "NNS" and last.dep_ != "ROOT":
        return "", None
    sure = quantity.bounded or max(quantity.low or 0, quantity.high or 0) >= UNMISTAKABLE
    counts = quantity.kind == "number" and (sure or _stands_for_noun(quantity, first, last))
    return ("", None) if counts else None


def _stands_for_noun(quantity: Quantity, first: "Token", last: "Token") -> bool:
    """Whether a number alone is of what was told of before, or a value: 52 are out, the other six, to 8,600."""
    before = set(quantity.before(1))
    year = quantity.low in YEARS and quantity.span.exact.isdecimal()
    parted = first.i > 0 and first.nbor(-1).like_num  # "0800 028 9276"
    if (quantity.low or 0) <= 1 or year or parted or not last.like_num or is_numbered(first):
        return False
    if already_named(quantity):
        return bool(before & counting_list("of_the_rest"))
    if quantity.after(1) == ["of"] or last.dep_ in BARE_PARTS:
        return True
    return last.dep_ == "pobj" and before <= counting_list("before_values") | counting_list("definite")


ANNOTATOR = Annotator(
    "figures",
    Figure,
    ("grammar", "timexes", "quotes"),
    find_figures,
    corrected=("low", "high", "approximate", "unit", "of"),
    entities={"cited": None},
    layers=(Layer("figure", "Figure", "figure"),),
)
