"""Where a date before a clause begins: "By the end of 2018, routes must", "Until the vote on 3 May, none may"."""

from lib.annotate.charting.tagged import Tagged
from lib.annotate.charting.words import words_of
from lib.annotate.promising.numbered_days import numbered_at

# "By the end of next year,": a date set before its clause is no longer.
LONGEST = 10
# "Thirty days after the accord enters into force on 1 December,": nor is one with a verb.
LONGEST_CLAUSE = 18
# "No later than 90 days after": nor are the words before a length.
LEAD = 5
PARTING = frozenset({";", ":", "and", "but", "while", "whereas"})
LOOSE = frozenset({",", "``", "_SP", "''", ":"})
LEADING = frozenset({"IN", "RB", "VBG", "JJ", "TO", "DT"})


def opening_date(tagged: Tagged, first: int) -> int:
    """Where a date before the clause begins, an aside between them passed over, else the clause's start."""
    begin = _opening(tagged, first)
    comma = _before_aside(tagged, first) if begin == first else None
    opened = _opening(tagged, comma + 1) if comma is not None else first
    return opened if comma is not None and opened <= comma else begin


def _before_aside(tagged: Tagged, first: int) -> int | None:
    """The comma before an aside that stands between a date and its clause: By 3 May, | Ankara said, | tanks must."""
    if tagged.word(first - 1) != ",":
        return None
    start = max(tagged.start_of(first), first - LONGEST_CLAUSE)
    comma = next((at for at in range(first - 2, start, -1) if tagged.words[at] == "," and not _joins(tagged, at)), None)
    if comma is None:
        return None
    inside = range(comma + 1, first - 1)
    if tagged.tag(comma + 1) in {"WDT", "WP$", "VBN"} or tagged.word(comma + 1) in words_of(
        "deadlines", "numbered_from"
    ):
        return comma
    told = any(tagged.words[at] in words_of("frames", "speaking") for at in inside)
    dated = any(at in tagged.times for at in inside)
    return comma if not dated and (told or tagged.word(comma + 1) in {"under", "according"}) else None


def _joins(tagged: Tagged, at: int) -> bool:
    """Whether a comma stands inside a time expression: Friday, 21 March."""
    return any(first < at < tagged.times.get(first, first) for first in range(at - LEAD, at))


def _opening(tagged: Tagged, first: int) -> int:
    """An opening date with nothing but a comma between the date and the clause."""
    begin = _phrase(tagged, first)
    while begin < first and tagged.tags[begin] in LOOSE:
        begin += 1
    dated = any(_dates(tagged, at) for at in range(begin, first))
    opens = begin in tagged.times or tagged.tag(begin) in LEADING or tagged.word(begin) == "deadline"
    return begin if dated and opens else _dated_clause(tagged, first)


def _dates(tagged: Tagged, at: int) -> bool:
    """Whether a time expression begins here, a numbered day ends here, or "until then" does."""
    return at in tagged.times or _points_back(tagged, at) or numbered_at(tagged, at) is not None


def _points_back(tagged: Tagged, at: int) -> bool:
    """Whether "until then", "by then" or "on the same day" ends here."""
    if tagged.words[at] == "then":
        return tagged.word(at - 1) in words_of("deadlines", "by")
    back = words_of("deadlines", "back")
    return any(" ".join(tagged.words[max(at - length, 0) : at + 1]) in back for length in (1, 2))


def _phrase(tagged: Tagged, first: int) -> int:
    """Where the phrases before a clause begin: at the sentence's start, or after what parts it from another."""
    start = tagged.start_of(first)
    for at in range(first - 1, max(start, first - LONGEST) - 1, -1):
        word = tagged.words[at]
        if word == "deadline":
            return next((i for i in range(at - 1, max(start, at - LONGEST), -1) if tagged.times.get(i) == at), at)
        if word in PARTING or (word in {"that", "with"} and tagged.tags[at] == "IN"):
            return at + (word != "with")
        verb = tagged.tags[at].startswith(("V", "MD", "W")) and word not in words_of("deadlines", "from")
        if word == "," and at < first - 1 and not _joins(tagged, at):
            return at + 1 if _only_dates(tagged, at + 1, first) else first
        if verb:
            return first
        if at == start:
            return start
    return first


def _only_dates(tagged: Tagged, begin: int, first: int) -> bool:
    """Whether a comma and the clause have only a date between them: ", by 15 May | the army", ", a week later, |"."""
    end = first - (tagged.word(first - 1) == ",")
    if begin in tagged.times:
        return tagged.past_time(begin) == end
    time = next((at for at in range(begin + 1, end) if at in tagged.times), None)
    dated = tagged.tag(begin) in {"IN", "TO"} and time is not None and time - begin < LEAD
    return dated and time is not None and tagged.past_time(time) == end


def _dated_clause(tagged: Tagged, first: int) -> int:
    """Where words begin that say until or before when, or how long after what: "A week after the truce began,"."""
    if tagged.word(first - 1) != ",":
        return first
    start = max(tagged.start_of(first), first - LONGEST_CLAUSE)
    begin = next((at + 1 for at in range(first - 2, start, -1) if tagged.words[at] in PARTING | {","}), start)
    time = next((at for at in range(begin, first) if at in tagged.times), None)
    if time is None:
        return first
    limits = tagged.words[begin] in {"before", "until", "till"} or tagged.words[begin : begin + 3] == [
        "by",
        "the",
        "time",
    ]
    counted = tagged.word(tagged.times[time]) in words_of("deadlines", "counted_from")
    return begin if limits or (counted and time - begin < LEAD) else first
