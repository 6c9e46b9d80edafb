"""Readers of months, quarters, seasons, years, decades and centuries."""

from collections.abc import Callable

from lib.annotate.dating.date_grammar import word_list, word_values
from lib.annotate.dating.date_parts import NAME_TYPES, day_number, month_of, step_of, year_of, years_to
from lib.annotate.dating.iso_days import nearest_year, prefix, shifted
from lib.annotate.dating.letters import LAST_YEAR, YEAR_DIGITS
from lib.annotate.dating.phrases import Phrase
from lib.annotate.dating.timex_reading import Anchor, Reading, dated

OLDEST_DECADE = 1800
# Smaller numbers of four digits are rarely years in news, and the tagger often thinks they are.
OLDEST_YEAR = 1200
# After "the" alone, four digits are a year only from here on: "the 1991 agreement", not "the 1500 metres".
FIRST_LIKELY_YEAR = 1900
# A bare "the 90s" is of the last century, "the 10s" of this one.
LATEST_SHORT_DECADE = 20
FINAL = {"Q": 4, "H": 2}
SEASON_MIDDLES = {"SP": 4, "SU": 7, "FA": 10, "WI": 12}


def read_month_year(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """October 2018, Oct. 2018, October of next year."""
    _, year = year_of(phrase, anchor)
    return dated(f"{year:04d}-{month_of(phrase):02d}" if year else None, phrase)


def read_month(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """October, last October, next October."""
    month, step = month_of(phrase), step_of(phrase)
    if month is None or (step is None and not _is_month(phrase, anchor)):
        return None
    if anchor.published is None:
        return dated(None, phrase)
    if step is None:
        year = nearest_year(month, 15, anchor.published, anchor.tense(phrase))
    else:
        year = anchor.published.year + years_to(month, step, anchor.published)
    return dated(f"{year:04d}-{month:02d}", phrase)


def _is_month(phrase: Phrase, anchor: Anchor) -> bool:
    """Whether the word is no verb, no person and no part of another name (Theresa May, March for Our Lives)."""
    offset = phrase.words[-1].start
    token = anchor.tenses.token_at(offset)
    if token is None or token.tag_ in {"MD", "VB", "VBP"} or token.ent_type_ in NAME_TYPES:
        return False
    sure = phrase.mod is not None or phrase.before() in word_list("before_year") or token.ent_type_ == "DATE"
    return sure or phrase.words[-1].text not in word_list("need_capital")


def read_century(phrase: Phrase, _: Anchor) -> Reading | None:
    """The 19th century."""
    number = day_number(next((word for word in phrase.words if word.letter in "oO"), None))
    if phrase.words[-1].text != "century" or number is None or not 1 <= number <= LAST_YEAR // 100:
        return None
    return dated(f"{number - 1:02d}", phrase)


def read_decade(phrase: Phrase, _: Anchor) -> Reading | None:
    """The 1990s, the '90s."""
    word = phrase.words[-1].text.strip("'’").removesuffix("s")
    if len(word) < YEAR_DIGITS:
        if phrase.words[0].letter != "t" and phrase.words[0].text[0] not in "'’":
            return None
        word = ("19" if int(word) >= LATEST_SHORT_DECADE else "20") + word
    return dated(word[:3], phrase) if OLDEST_DECADE <= int(word) <= LAST_YEAR else None


def read_quarter(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """The fourth quarter, the first half of 2018, Q3 2018."""
    unit = "H" if "H" in phrase.letters else "Q"
    number = _part_number(phrase, unit)
    if number is None:
        return _last_quarter(phrase, anchor) if unit == "Q" else None
    if not 1 <= number <= FINAL[unit] or (unit == "H" and "f" not in phrase.letters):
        return None
    said, year = year_of(phrase, anchor)
    if not said and anchor.published:
        month = number * (3 if unit == "Q" else 6) - 1
        year = nearest_year(month, 15, anchor.published, anchor.tense(phrase))
    return dated(f"{year:04d}-{unit}{number}" if year else None, phrase)


def _part_number(phrase: Phrase, unit: str) -> int | None:
    """Which quarter or half of the year is meant."""
    if short := phrase.get("u"):
        return int(short[1])
    word = next((word for word in phrase.words if word.letter in "oO"), None)
    if word is not None and word.text == "final":
        return FINAL[unit]
    return day_number(word)


def _last_quarter(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """Last quarter: the one before that of the anchor; of a year it is the fourth."""
    said, year = year_of(phrase, anchor)
    if phrase.get("y") or (said and phrase.letters.count("U")):
        return dated(f"{year:04d}-Q4" if year else None, phrase)
    day = anchor.published and shifted(anchor.published, step_of(phrase) or 0, "Q")
    return dated(prefix(day, "Q"), phrase)


def read_season(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """This summer, the winter of 2017, spring 2018; a bare "spring" may be a verb and is left alone."""
    season = word_values("seasons")[phrase.get("S") or ""]
    said, year = year_of(phrase, anchor)
    step = step_of(phrase)
    if not said and step is None and phrase.words[0].letter != "t" and phrase.before() not in {"in", "since", "by"}:
        return None
    if year is None and anchor.published and not said:
        month = SEASON_MIDDLES[season]
        year = nearest_year(month, 15, anchor.published, anchor.tense(phrase))
        if step:
            year = anchor.published.year + years_to(month, step, anchor.published)
    return dated(f"{year:04d}-{season}" if year else None, phrase)


def read_fiscal_year(phrase: Phrase, _: Anchor) -> Reading | None:
    """Fiscal 2018: a year of its own kind, whose days depend on whose books they are."""
    return Reading("DATE", f"FY{phrase.get('y')}", phrase.mod)


def read_year(phrase: Phrase, anchor: Anchor) -> Reading | None:
    """2018, where its neighbours or the tagger say that it is no other number."""
    year, before = int(phrase.words[0].text), phrase.before()
    tagged = anchor.tenses.entity_at(phrase.start) == "DATE"
    if year < OLDEST_YEAR or phrase.after() in set("%°") or before in set("$€£#:"):
        return None
    if before in word_list("before_other_number") and not (tagged and before in word_values("bounds")):
        return None
    likely = phrase.mod is not None or tagged or before in word_list("before_year") or before in set("(-–")
    likely = likely or (before == "the" and year >= FIRST_LIKELY_YEAR)
    return dated(f"{year:04d}", phrase) if likely and not _counts(phrase, anchor, tagged=tagged) else None


def _counts(phrase: Phrase, anchor: Anchor, *, tagged: bool) -> bool:
    """Whether four digits count a plural noun, or are part of a name: the Russell 2000 Index."""
    follower = anchor.tenses.tag_at(phrase.next_start)
    if follower in {"NNS", "NNPS"}:
        return not tagged
    previous = anchor.tenses.tag_at(phrase.start - 2)
    return previous == "NNP" and follower == "NNP" and phrase.mod is None


PERIOD_READERS: dict[str, Callable[[Phrase, Anchor], Reading | None]] = {
    "month_year": read_month_year,
    "month": read_month,
    "century": read_century,
    "decade": read_decade,
    "quarter": read_quarter,
    "season": read_season,
    "fiscal_year": read_fiscal_year,
    "year": read_year,
}
