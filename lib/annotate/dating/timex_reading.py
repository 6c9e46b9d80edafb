"""What a time phrase means: its TIMEX3 type and value, and what is known while reading a text."""

from dataclasses import dataclass
from datetime import date

from lib.annotate.dating.date_grammar import word_list
from lib.annotate.dating.iso_days import days_covered, safe_date
from lib.annotate.dating.phrases import Phrase
from lib.annotate.dating.tense import Tenses
from lib.models import TimexType

DAY_LENGTH = len("2018-09-17")
MONTH_LENGTH = len("2018-09")
# "From 2 October until the 20th": a bare number goes with a date so many characters before, about a sentence.
NEARBY = 120


@dataclass(frozen=True, slots=True)
class Reading:
    """A phrase's type, value and mod; `days` only where they are not those that the value covers."""

    type: TimexType
    value: str | None
    mod: str | None = None
    days: tuple[date | None, date | None] | None = None

    def covered(self) -> tuple[date | None, date | None]:
        """The first and last day covered, None and None where none are known."""
        if self.days is not None:
            return self.days
        return days_covered(self.value, self.mod) if self.type in {"DATE", "TIME"} else (None, None)


@dataclass(slots=True)
class Anchor:
    """What relative words count from: the day of publication, the date last mentioned, the tense of the clause.

    `mentioned_at` is the character offset of the date last mentioned.
    """

    published: date | None
    tenses: Tenses
    mentioned: str | None = None
    mentioned_at: int = 0

    def mentioned_day(self) -> date | None:
        """The date last mentioned, where it is exact to the day."""
        value = (self.mentioned or "")[:DAY_LENGTH]
        if len(value) < DAY_LENGTH or not value[5:7].isdigit():
            return None
        return safe_date(int(value[:4]), int(value[5:7]), int(value[8:]))

    def day_ahead_nearby(self, phrase: Phrase) -> date | None:
        """The first day of the date last mentioned, where that is close by, ahead, and at least exact to the month."""
        begin, _ = days_covered(self.mentioned)
        exact = len(self.mentioned or "") >= MONTH_LENGTH and phrase.start - self.mentioned_at < NEARBY
        ahead = begin is not None and self.published is not None and begin > self.published
        return begin if exact and ahead else None

    def last_day_mentioned(self, phrase: Phrase) -> date | None:
        """The last day of the date last mentioned; for a weekday, only where that is exact to the day."""
        return self.mentioned_day() if "W" in phrase.letters else days_covered(self.mentioned)[1]

    def base(self, phrase: Phrase) -> date | None:
        """The day that this, next and last count from: "the following July" is that after the date last mentioned."""
        told = phrase.letters.startswith("tx") and phrase.words[1].text in word_list("steps_in_the_story")
        return (self.last_day_mentioned(phrase) if told else None) or self.published

    def tense(self, phrase: Phrase) -> str | None:
        """The tense of the clause that the phrase stands in."""
        return self.tenses.tense_at(phrase.start)


def dated(value: str | None, phrase: Phrase) -> Reading:
    """A DATE with the phrase's mod."""
    return Reading("DATE", value, phrase.mod)
