"""Readers of lengths of time, of distances from now, of repetitions and of vague references."""

from dataclasses import replace
from datetime import date

from lib.annotate.dating.date_grammar import Phrase, word_list, word_values
from lib.annotate.dating.iso_days import prefix, shifted
from lib.annotate.dating.numerals import number_value
from lib.annotate.dating.timex_reading import Anchor, Reading, dated, full_year

NUMBER_LETTERS = "dnyH1#&-"
# What TIMEX3 has no letter for, in what it has.
COUNTED_IN = {"F": ("W", 2), "E": ("Y", 10), "C": ("Y", 100), "Q": ("M", 3)}
VAGUE_UNITS = {"E": "DE", "C": "CE", "F": "W"}
DAY_PRECISE = "DW"
# Counted from a month as well as from a day: in July and a month later.
MONTHLY = "MQY"


def unit_of(phrase: Phrase) -> str:
    """The phrase's unit as an ISO letter, T before those smaller than a day."""
    word = next(word for word in reversed(phrase.words) if word.letter in "UPQ")
    return word_values("units_plural" if word.letter == "P" else "units")[word.text]


def count_of(phrase: Phrase) -> float | None:
    """How many units; None for "several"."""
    letters = phrase.letters
    if "C" in letters:
        return 2.0
    if "s" in letters:
        return None
    words = [word.text for word in phrase.words if word.letter in NUMBER_LETTERS]
    value = number_value(words)
    if letters.startswith("a") and "#" not in letters:
        return 1.0 + (value or 0.0)
    return value


def length(count: float | None, unit: str) -> str:
    """A TIMEX3 duration, X for an unknown count.

    >>> length(2.5, "Y"), length(30, "TM"), length(None, "W"), length(1, "E")
    ('P2.5Y', 'PT30M', 'PXW', 'P10Y')
    """
    lead = "PT" if unit.startswith("T") else "P"
    if count is None:
        return f"{lead}X{VAGUE_UNITS.get(unit, unit.removeprefix('T'))}"
    unit, times = COUNTED_IN.get(unit, (unit, 1))
    number = f"{count * times:.3f}".rstrip("0").rstrip(".")
    return f"{lead}{number}{unit[-1]}"


def read_duration(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """Three days, seven-year, several weeks, weeks; within and future clauses count from publication.

    A quarter, and three quarters of something, are shares; a 30-year-old is somebody's age.
    """
    letters, unit = phrase.letters, unit_of(phrase)
    if [word.text for word in phrase.scan.words(phrase.stop, phrase.stop + 2)] == ["-", "old"]:
        return None
    if unit == "Q" and (letters[0] == "a" or phrase.after() == "of"):
        return None
    count = None if letters[-1:] == "P" and len(letters) == 1 else count_of(phrase)
    if count is None and letters[-1] == "P" and letters.strip("jP") and "s" not in letters:
        return None
    mod = "APPROX" if "C" in letters else None
    return Reading("DURATION", length(count, unit), mod, _ahead(phrase, anchor, count, unit))


def _ahead(phrase: Phrase, anchor: Anchor, count: float | None, unit: str) -> tuple[date | None, date | None] | None:
    """The days from publication on where "within" stands before the length, or "in" in a future clause."""
    before = phrase.before()
    if before != "within" and not (before == "in" and anchor.tense(phrase) == "future"):
        return None
    return _stretch(anchor.published, count, unit, 1)


def _stretch(published: date | None, count: float | None, unit: str, step: int) -> tuple[date | None, date | None]:
    """The days from publication back or ahead over a length; None and None where the length is unknown."""
    other = None if published is None or count is None else shifted(published, step * count, unit)
    if published is None or other is None:
        return None, None
    return (other, published) if step < 0 else (published, other)


def read_stepped_count(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """The past couple of days, the last few weeks, the next six months."""
    count, unit = count_of(phrase), unit_of(phrase)
    step = phrase.number("steps", "x") or -1
    mod = "APPROX" if "C" in phrase.letters else None
    return Reading("DURATION", length(count, unit), mod, _stretch(anchor.published, count, unit, step))


def read_stepped_unit(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """This week, next year, recent weeks, the past decade; "over the next week" is a length."""
    unit, letters = unit_of(phrase), phrase.letters
    step = 0 if "h" in letters else phrase.number("steps", "x") or -1
    if "P" in letters:
        return Reading("DURATION", length(None, unit))
    word = phrase.get("x")
    if step > 0 and letters[0] in "tx" and (_stretches_on(phrase) or unit == "F"):
        return Reading("DURATION", length(1, unit), None, _stretch(anchor.published, 1, unit, 1))
    if letters.startswith("t"):
        if word in word_list("steps_in_the_story") and (anchor.mentioned or anchor.tense(phrase) != "future"):
            return _from_mention(phrase, anchor, step, unit)
        if word in {"past", "last"}:
            return Reading("DURATION", length(1, unit), None, _stretch(anchor.published, 1, unit, -1))
    if unit.startswith("T"):
        return None
    return _this_or_next(phrase, anchor, step, unit)


def _stretches_on(phrase: Phrase) -> bool:
    """Whether the words before make "the next week", "the coming month" the stretch that begins today."""
    ahead = phrase.get("x") in {"next", "coming"} and phrase.letters.startswith("t")
    return ahead and phrase.before() in word_list("before_stretch")


def _this_or_next(phrase: Phrase, anchor: Anchor, step: int, unit: str) -> Reading:
    """The unit that lies so many steps from publication; earlier and later cut it there."""
    value = prefix(anchor.published and shifted(anchor.published, step, unit), unit)
    reading = dated(value, phrase)
    begin, finish = Reading("DATE", value).covered()
    if phrase.part is None or phrase.part.letter != "L" or begin is None or anchor.published is None:
        return reading
    days = (begin, anchor.published) if phrase.mod == "START" else (anchor.published, finish)
    return Reading("DATE", value, phrase.mod, days)


def _from_mention(phrase: Phrase, anchor: Anchor, step: float, unit: str) -> Reading:
    """A date counted from the one last mentioned: the following day, two weeks later; unknown without one."""
    day = anchor.mentioned_day() or (anchor.last_day_mentioned(phrase) if unit in MONTHLY else None)
    if day is None:
        return dated(None, phrase)
    return dated(_at_precision(shifted(day, step, unit), unit), phrase)


def _at_precision(day: date | None, unit: str) -> str | None:
    """A day as exact as the unit it was counted in; weeks count in days."""
    return prefix(day, "D" if unit in DAY_PRECISE or unit.startswith("T") else unit)


def read_distance(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """Ten days ago, a week from now; "two days later" counts from the date last mentioned.

    A month from now has the value of that month, and its days end with the one that lies a month away.
    """
    count, unit, letters = count_of(phrase), unit_of(phrase), phrase.letters
    if letters.endswith("FR") and phrase.words[-1].text != "now":
        return None
    if "L" in letters:
        step = -1 if phrase.get("L") == "earlier" else 1
        return _counted_on(phrase, anchor, step * count, unit) if count else dated(None, phrase)
    if count is None or anchor.published is None:
        return dated("PAST_REF" if count is None and letters[-1] == "A" else None, phrase)
    day = shifted(anchor.published, -count if letters[-1] == "A" else count, unit)
    reading = dated(_at_precision(day, unit), phrase)
    begin, _ = reading.covered()
    return reading if letters[-1] == "A" or begin is None else replace(reading, days=(begin, day))


def _counted_on(phrase: Phrase, anchor: Anchor, step: float, unit: str) -> Reading:
    """A date counted from the one last mentioned, exact to the day where that one is: a year after 1 October."""
    reading, day = _from_mention(phrase, anchor, step, unit), anchor.mentioned_day()
    exact = shifted(day, step, unit) if day is not None and unit in MONTHLY else None
    return reading if exact is None else replace(reading, days=(exact, exact))


def read_same_unit(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """The same day, that year, by that time: as the date last mentioned says; the year previous, the one before."""
    if "x" in phrase.letters:
        return _from_mention(phrase, anchor, phrase.number("steps", "x") or 0, unit_of(phrase))
    if phrase.letters.endswith("X"):
        told = phrase.words[-2].text == "that" and phrase.before() in word_list("before_that_time")
        return dated(anchor.mentioned, phrase) if told else None
    unit, value = unit_of(phrase), anchor.mentioned or ""
    if unit.startswith("T"):
        return None
    day = anchor.mentioned_day()
    if day:
        return dated(prefix(day, unit), phrase)
    size = {"Y": 4, "M": 7}.get(unit, 10)
    return dated(value[:size] if len(value) >= size and value[:4].isdigit() else None, phrase)


def read_same_part(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """That evening, the same night: of the date last mentioned."""
    day, part = anchor.mentioned_day(), word_values("day_parts")[phrase.words[-1].text]
    return Reading("TIME", f"{day.isoformat()}T{part}" if day is not None else None, phrase.mod)


def read_whole_unit(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """The end of the year, to end the day: that of the anchor; "within the fortnight" is one long."""
    unit, before = unit_of(phrase), phrase.before()
    if phrase.mod is None and phrase.after() in {"after", "before"}:
        return None
    if before == "within" and phrase.mod is None:
        return Reading("DURATION", length(1, unit), None, _stretch(anchor.published, 1, unit, 1))
    known = phrase.mod is not None or (unit == "D" and before.startswith(tuple(word_list("day_verbs"))))
    if unit.startswith("T") or not known:
        return None
    mentioned = anchor.mentioned_day() if unit == "D" and phrase.mod is None else None
    day = mentioned or anchor.published
    return dated(prefix(day, unit), phrase)


def read_unit_end(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """Year's end, year-end 2018, month end."""
    unit, year = unit_of(phrase), phrase.get("y")
    if phrase.get("B") != "end" or unit not in {"W", "M", "Q", "Y", "E", "C"} or (year and unit != "Y"):
        return None
    value = f"{full_year(year, anchor.published):04d}" if year else prefix(anchor.published, unit)
    return Reading("DATE", value, "END")


def read_cycle(phrase: Phrase, _: Anchor) -> Reading | None:
    """Every Monday, Mondays, each October, every morning."""
    word = phrase.words[-1]
    if word.letter in "Ww":
        day = word_values("weekdays" if word.letter == "W" else "weekdays_plural")[word.text]
        return Reading("SET", f"XXXX-WXX-{day}")
    if word.letter == "M":
        return Reading("SET", f"XXXX-{int(word_values('months')[word.text]):02d}")
    if word.letter == "S":
        return Reading("SET", f"XXXX-{word_values('seasons')[word.text]}")
    return Reading("SET", f"XXXX-XX-XXT{word_values('day_parts')[word.text]}")


def read_count_cycle(phrase: Phrase, _: Anchor) -> Reading | None:
    """Every two weeks, each year, twice a day."""
    unit = unit_of(phrase)
    counted = "T" not in phrase.letters
    return Reading("SET", length((count_of(phrase) or 1) if counted else 1, unit))


def read_repeat(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """Daily, annually; not the daily Hurriyet, which is a newspaper."""
    token = anchor.tenses.tree.token_at(phrase.start)
    if token is None or token.tag_.startswith("NN"):
        return None
    follower = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    if follower is not None and follower.tag_.startswith("NNP"):
        return None
    return Reading("SET", word_values("repeats")[phrase.words[0].text])


def read_reference(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """Now, recently, the past, the near future."""
    word = phrase.words[-1]
    known = word_values("references" if word.letter == "R" else "stretches")
    noun = word.letter in "Rz" or anchor.tenses.tree.tag_at(word.start).startswith("NN")
    return dated(known[word.text], phrase) if noun and word.text in known else None
