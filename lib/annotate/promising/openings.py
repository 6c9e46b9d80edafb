"""Where a date before a clause begins: "By the end of 2018, routes must", "Until the vote on 3 May, none may"."""

from lib.annotate.promising.promise_words import words_of
from lib.annotate.promising.tagged import Tagged

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
    """Where a date before the clause begins, else the clause's start."""
    begin = _phrase(tagged, first)
    while begin < first and tagged.tags[begin] in LOOSE:
        begin += 1
    dated = any(at in tagged.times or _points_back(tagged, at) for at in range(begin, first))
    opens = begin in tagged.times or tagged.tag(begin) in LEADING or tagged.word(begin) == "deadline"
    return begin if dated and opens else _dated_clause(tagged, first)


def _points_back(tagged: Tagged, at: int) -> bool:
    """Whether "until then" or "by then" ends here."""
    return tagged.words[at] == "then" and tagged.word(at - 1) in words_of("deadlines", "by")


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
        if verb or (word == "," and at < first - 1):
            return first
        if at == start:
            return start
    return first


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
