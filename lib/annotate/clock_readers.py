"""Readers of clock times, whose day stands near them or is that of publication."""

from lib.annotate.date_grammar import word_list, word_values
from lib.annotate.date_readers import NOON, read_relative_day, read_weekday
from lib.annotate.phrases import Phrase
from lib.annotate.timex_reading import Anchor, Reading

LAST_HOUR = 23
NO_DAY = "XXXX-XX-XX"


def read_clock(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """18:00 UTC, 6:40 p.m., noon, 18:00 on Monday; the day is left open where the phrase does not say it.

    A bare "3:15" needs a word like "at" before it, since it may be a score or a verse.
    """
    clock = _clock(phrase)
    if clock is None or not (set("pZNYW") & set(phrase.letters) or phrase.before() in word_list("before_clock")):
        return None
    day = NO_DAY
    if "Y" in phrase.letters or "W" in phrase.letters:
        reader = read_relative_day if "Y" in phrase.letters else read_weekday
        reading = reader(_day_words(phrase), anchor)
        if reading is None or reading.value is None:
            return Reading("TIME", None, phrase.mod)
        day = reading.value[: len(NO_DAY)]
    zone = phrase.get("Z")
    return Reading("TIME", f"{day}T{clock}{word_values('zones')[zone] if zone else ''}", phrase.mod)


def _day_words(phrase: Phrase) -> Phrase:
    """The phrase's words that say the day."""
    words = tuple(word for word in phrase.words if word.letter in "YW")
    return Phrase(phrase.scan, phrase.kind, phrase.first, phrase.stop, words)


def _clock(phrase: Phrase) -> str | None:
    """The time as hh:mm, or None where no clock shows it."""
    word = phrase.words[0]
    if word.letter == "N":
        return word_values("clock_words")[word.text]
    hour, *rest = word.text.split(":")
    number = int(hour)
    if half := phrase.get("p"):
        number = number % NOON + (NOON if half.startswith("p") else 0) if number <= NOON else LAST_HOUR + 1
    return ":".join([f"{number:02d}", *(rest or ["00"])]) if number <= LAST_HOUR else None
