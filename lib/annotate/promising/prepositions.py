"""What the words before a date make of it: by, before, within, from, on, in, between, or no deadline at all."""

from functools import lru_cache

from lib.annotate.charting.tagged import FINITE_TAG, NOMINAL_TAG, Tagged
from lib.annotate.charting.words import words_of

# "By the close of business on": the longest preposition.
LONGEST_PREPOSITION = 6
# "Before the vote on 15 October": the noun between is no longer.
BEFORE_NOUN = 7
RANGE_MARKS = frozenset({"-", "–", "—", "to", "until", "till"})
BEFORE_DATE = frozenset({"the", "a", "an", "this", "around", "about", "late", "early"})


def preposition(tagged: Tagged, at: int, first: int) -> tuple[str, int]:
    """What the words before a date make of it ("by", "within", ..., "bare", "not due"), and where they begin."""
    near = at - 1 if tagged.tag(at - 1) == "PRP$" or tagged.word(at - 1) in BEFORE_DATE else at
    if tagged.word(near - 1) == "to" and any(
        tagged.words[i] in words_of("deadlines", "moved") for i in range(first, near)
    ):
        return "deadline", near - 1
    if tagged.word(near - 1) == "for" and tagged.word(near - 2) not in words_of("deadlines", "fixed"):
        return "not due", near
    for length in range(LONGEST_PREPOSITION, 0, -1):
        begin = near - length
        if begin < first - LONGEST_PREPOSITION or begin < 0:
            continue
        words = " ".join(tagged.words[begin:near])
        way = _ways().get(words)
        if way == "before" and tagged.word(begin - 1) in {"no", "not"}:
            return "not due", begin
        if way == "from" and tagged.word(begin - 1) in words_of("deadlines", "moved"):
            return "not due", begin
        if way is not None:
            return _through_noun(tagged, way, begin, first)
    way, begin = _joined(tagged, at, first)
    return (
        ("not due", near)
        if way == "bare" and tagged.word(near - 1) in words_of("deadlines", "not_due")
        else (way, begin)
    )


@lru_cache(maxsize=1)
def _ways() -> dict[str, str]:
    """Every preposition of the codebook with what it makes of a date."""
    kinds = ("in", "on", "from", "within", "between", "before", "by")
    return {words: kind for kind in kinds for words in words_of("deadlines", kind)}


def _through_noun(tagged: Tagged, way: str, begin: int, first: int) -> tuple[str, int]:
    """The preposition, or that before what is dated: "before the vote on 15 October", "until it ends on 3 May"."""
    if way not in {"on", "in"}:
        return way, begin
    crossed = False
    for at in range(begin - 1, max(first, begin - BEFORE_NOUN) - 1, -1):
        joiner, joiner_first = _joiner_at(tagged, at)
        if joiner is not None:
            clause = tagged.token(at).dep_ == "mark" or joiner_first == first or joiner == "by"
            return (joiner, joiner_first) if clause or not crossed else (way, begin)
        crossed = crossed or (tagged.tags[at] in FINITE_TAG and tagged.token(at).dep_ != "acl")
        if tagged.tags[at] not in NOMINAL_TAG | {"POS", "NNPS", "VBN", "HYPH"} | (FINITE_TAG - {"MD"}):
            break
    return way, begin


def _joiner_at(tagged: Tagged, at: int) -> tuple[str | None, int]:
    """What "before", "ahead of", "until", "after", "by the time" ending here makes of a date, and where it begins."""
    word = tagged.words[at]
    # "Goes before parliament on 13 May".
    judges = not words_of("deadlines", "judges").isdisjoint(tagged.words[at + 1 : at + 5])
    if word == "before" and judges and tagged.word(at - 1) in words_of("deadlines", "going"):
        return None, at
    for begin in (at - 1, at - 3):
        if begin >= 0 and " ".join(tagged.words[begin : at + 1]) in words_of("deadlines", "before"):
            return "before", begin
    if word == "time" and tagged.words[at - 2 : at] == ["by", "the"]:
        return "by", at - 2
    if word in {"after", "following"}:
        return "not due", at
    return (_ways()[word] if word in {"before", "until", "till"} else None), at


def _joined(tagged: Tagged, at: int, first: int) -> tuple[str, int]:
    """What stands before the first of two joined dates ("between X and Y", "on 28-29 May"); else no preposition."""
    joiner = tagged.word(at - 1)
    before = next((i for i in range(at - 2, at - BEFORE_NOUN, -1) if tagged.times.get(i) == at - 1), None)
    if before is not None and before > first and joiner in RANGE_MARKS | {"and"}:
        way = _ways().get(tagged.words[before - 1], "")
        if way in {"on", "in", "by", "between", "within"} or (way == "from" and joiner != "and"):
            return ("between" if way == "from" else way), before - 1
    return ("not due" if joiner == "to" else "bare"), at
