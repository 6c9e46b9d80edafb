"""Readers of clock times, whose day stands near them or is that of publication."""

from dataclasses import replace

from lib.annotate.dating.date_grammar import Phrase, word_list, word_values
from lib.annotate.dating.numerals import number_value
from lib.annotate.dating.readers.days import read_relative_day, read_weekday
from lib.annotate.dating.timex_reading import Anchor, Reading

NOON = 12
LAST_HOUR, LAST_MINUTE = 23, 59
# "1330 GMT".
FOUR_DIGITS = 4
# "6 in the evening"
LATER_HALF = frozenset({"afternoon", "evening"})
NO_DAY = "XXXX-XX-XX"
# A half of the day, a zone, noon, a day or a part of one, or "local time" beside it make a number a time.
SURE = "pPZNYWD!"


def read_clock(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """18:00 UTC, 1330 GMT, 6:40 p.m., noon, 18:00 on Monday; the day is left open where the phrase does not say it.

    A bare "3:15" needs a word like "at" before it, since it may be a score or a verse.
    """
    clock = _clock(phrase)
    sure = set(SURE) & set(phrase.letters) or phrase.before() in word_list("before_clock")
    if clock is None or not sure:
        return None
    day = NO_DAY
    if "Y" in phrase.letters or "W" in phrase.letters:
        reader = read_relative_day if "Y" in phrase.letters else read_weekday
        said = tuple(word for word in phrase.words if word.letter in "YW")
        reading = reader(replace(phrase, words=said, mod=None, part=None), anchor)
        if reading is None or reading.value is None:
            return Reading("TIME", None, phrase.mod)
        day = reading.value[: len(NO_DAY)]
    return Reading("TIME", f"{day}T{clock}{_zone(phrase)}", phrase.mod)


def _zone(phrase: Phrase) -> str:
    """The offset from UTC as TIMEX3 writes it, "GMT +8" included; empty where the phrase names none."""
    zone = phrase.get("Z")
    if zone is None:
        return ""
    if "+" in phrase.letters:
        hours = int(next(word.text for word in reversed(phrase.words) if word.letter == "d"))
        return f"+{hours:02d}:00"
    return word_values("zones")[zone]


def _clock(phrase: Phrase) -> str | None:
    """The time as hh:mm, or None where no clock shows it."""
    word = phrase.words[0]
    if word.letter == "N":
        return word_values("clock_words")[word.text]
    # 6:40, 6.40 and 6h40; the "h" of "three" parts nothing.
    hour, *rest = word.text.replace(".", ":").replace("h", ":").split(":") if word.text[0].isdecimal() else [word.text]
    if word.letter in "cny" and not rest:
        if len(hour) != FOUR_DIGITS:
            return None
        hour, rest = hour[:2], [hour[2:]]
    if rest and int(rest[0]) > LAST_MINUTE:
        return None
    number = int(number_value([hour]) or 0)
    half = phrase.get("pD")
    if half and not half.startswith("o"):
        later = half in LATER_HALF or half.startswith("p")
        number = number % NOON + (NOON if later else 0) if number <= NOON else LAST_HOUR + 1
    return ":".join([f"{number:02d}", *(rest or ["00"])]) if number <= LAST_HOUR else None
