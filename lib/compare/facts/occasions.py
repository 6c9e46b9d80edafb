"""What became of those counted, and on which occasion: the day, what caused it, and the words that tell of it."""

import re
from collections.abc import Iterator
from functools import lru_cache

from lib.codebooks import load_words, word_set, words_of
from lib.compare.article import Article, fact_list
from lib.compare.facts.events import clause_around
from lib.compare.locating import find_place, is_dateline, place_name
from lib.compare.records import Occasion
from lib.models import Figure, Sentence, Span, Timex, Toponym
from lib.text.stems import stems
from lib.text.words import any_of

# The stretch of a sentence that says what became of those counted, in characters after the number.
SAID_OF = 90
# How far a place reaches, beyond a town; a place that is not known could be any.
REACH = {"province": 1, "region": 2, "country": 2}
ANYWHERE = 2
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
# "The death toll rose to", "put the dead at": between the word and its number.
_AMOUNTS = re.compile(r"(?:\s(?:\w+\s)?(?:at|to|of))?\s*$")
# What is said of one number ends at a mark, and at the next: "10 were killed and 34 hurt".
_NEXT = re.compile(r"[,;:]|\sand\s(?:\w+\s){0,2}\d")
# "40 gunmen killed the mayor", "40 gunmen killed 3": they did it.
_OBJECT = re.compile(r"\s(?:the|an?|all|their|his|her|its|some|at least|about|more than|\d)\b|\s*$", re.IGNORECASE)
_BE = re.compile(r"\b(?:was|were|been|being|is|are|be|got)\s(?:\w+ly\s)?$", re.IGNORECASE)
_PERFECT = re.compile(r"\b(?:has|have)\s(?:\w+ly\s)?(?:been\s)?$", re.IGNORECASE)
_PLANNED = re.compile(
    r"\b(?:will|would|should|shall|must|to|may|might|could|can|not|never)\s(?:\w+ly\s)?(?:be\s|have\s)?(?:been\s)?$",
    re.IGNORECASE,
)


# "Said that on Monday", "said the Friday ambush": the day is no longer that of saying.
_OF_A_DEED = re.compile(r"\bthat\b|\b(?:the|an?|in|after|during)\s$", re.IGNORECASE)


def became_of(article: Article, figure: Figure, sentence: Sentence) -> str:
    """What became of those whom a number counts: "killed", "killed or injured"; empty where that is not said."""
    return " or ".join(dict.fromkeys(name for name, _ in _became(article, figure, sentence)))


def find_occasion(
    article: Article, figure: Figure, number: int, sentence: Sentence, counted: str
) -> tuple[Occasion | None, str | None]:
    """The occasion on which something became of so many, and its place; None where either is not told.

    The day stands in the clause of the number, else as the only one in its sentence, or in the one before it. What is
    planned or denied, what adds up over a time, and what is told of another occasion beside the first has none.
    """
    clause = clause_around(sentence.span, figure.span)
    outcomes = list(_became(article, figure, sentence))
    place = find_place(article, figure.span, sentence) or _unplaced(article, sentence.span)
    if (
        not outcomes
        or any_of(fact_list("elsewhere")).search(clause.exact)
        or any(_PLANNED.search(sentence.span.exact[:at]) for _, at in outcomes)
    ):
        return None, place
    near = _day_in(article, clause)
    known = _day_in(article, sentence.span) if near == "" else near
    if known is None or _adds_up(article, sentence, outcomes, near):
        return None, place
    spans = [sentence.span]
    if not known and (before := _before(article, number, sentence)):
        known = _day_in(article, before.span) or ""
        spans.append(before.span)
        place = place or _only_place(article, before.span)
    if not known:
        return None, place
    words = frozenset(_telling(" ".join(span.exact for span in spans)))
    return Occasion(known, counted, frozenset(_causes(spans)), words, _reach(article, place)), place


def _became(article: Article, figure: Figure, sentence: Sentence) -> Iterator[tuple[str, int]]:
    """Each thing that became of those counted, and where in the sentence it stands: before the number, else after."""
    at = figure.span.start - sentence.span.start
    before = sentence.span.exact[:at]
    for name in load_words("facts")["became"]:
        for match in any_of(word_set("facts", "became", name)).finditer(before):
            # "left 14 people in the valley" displaces nobody
            if _AMOUNTS.fullmatch(before, match.end()) and match[0].lower() != "left":
                yield name, match.start()
                return
    yield from _after(article, figure, sentence)


def _after(article: Article, figure: Figure, sentence: Sentence) -> Iterator[tuple[str, int]]:
    """What is said of those counted after the number, up to the next number or mark."""
    start = sentence.span.start
    at = figure.span.end - start
    later = [one.span.start - start for one in article.annotations.figures if one.span.start >= figure.span.end]
    end = min([at + SAID_OF, *later])
    words = _NEXT.split(sentence.span.exact[at:end])[0]
    for name in load_words("facts")["became"]:
        match = any_of(word_set("facts", "became", name)).search(words)
        if match and (match[0].lower() in fact_list("befalls") or not _did_it(words, match, cut=end in later)):
            yield name, at + match.start()


def _did_it(words: str, match: re.Match[str], *, cut: bool) -> bool:
    """Whether those counted did it: an active verb with what it was done to after it, the next number included."""
    if _BE.search(words[: match.start()]):
        return False
    thing = _OBJECT.match(words, match.end())
    return thing is not None and (bool(thing[0].strip()) or cut)


def _adds_up(article: Article, sentence: Sentence, told: list[tuple[str, int]], near: str | None) -> bool:
    """Whether a number without a day beside it is one of a longer time: "have died since", "today it has killed"."""
    text = sentence.span.exact
    perfect = any(_PERFECT.search(text[:at]) for _, at in told)
    today = article.published is not None and near == article.published.isoformat()
    return (perfect and today) or (near == "" and (perfect or bool(any_of(fact_list("at_large")).search(text))))


def _day_in(article: Article, span: Span) -> str | None:
    """The one day that some words give for what happened; empty without any, None with several or a longer time."""
    days = set()
    for timex in article.annotations.timexes:
        if timex.span.within(span) and not _is_of_saying(timex, span):
            days.add(_day(article, timex, span))
    return "" if not days else days.pop() if len(days) == 1 else None


def _day(article: Article, timex: Timex, span: Span) -> str | None:
    """A time expression as the day of an occasion; "day/day" for a time since a day; None for any longer time."""
    words = span.exact[: timex.span.start - span.start].lower().split()
    before = words[-1] if words else ""
    day = _ISO_DAY.match(timex.value or "")
    if day is None or timex.type in {"DURATION", "SET"}:
        return None
    if before == "since":
        return f"{day[0]}/{article.published or ''}"
    as_of = words[-2:] in (["as", "of"], ["of"])  # a clause begins after "as"
    return None if as_of or before in fact_list("not_on") else day[0]


def _is_of_saying(timex: Timex, span: Span) -> bool:
    """Whether the day is the one on which something was said: "said on Monday that", "on Monday told"."""
    before = span.exact[: timex.span.start - span.start]
    after = span.exact[timex.span.end - span.start :]
    if _reporting().match(after.lstrip()):
        return True
    verbs = list(_reporting().finditer(before))
    between = before[verbs[-1].end() :] if verbs else ""
    return bool(verbs) and not _OF_A_DEED.search(between) and not _deeds().search(between)


def _before(article: Article, number: int, sentence: Sentence) -> Sentence | None:
    """The sentence before one that goes on from it: of the same paragraph or the next, and no headline."""
    if number == 0 or (article.kept is not None and number - 1 not in article.kept):
        return None
    earlier = article.annotations.sentences[number - 1]
    return None if earlier.headline or sentence.paragraph - earlier.paragraph > 1 else earlier


def _unplaced(article: Article, span: Span) -> str | None:
    """A name of a place in some words that no gazetteer knows: it is a place all the same."""
    unknown = (top for top in _literal(article, span) if top.place is None and not is_dateline(span, top.span))
    return next((top.span.exact for top in unknown), None)


def _literal(article: Article, span: Span) -> Iterator[Toponym]:
    """The names in some words that are meant as places, known or not."""
    return (top for top in article.annotations.toponyms if top.span.within(span) and top.role == "literal")


def _only_place(article: Article, span: Span) -> str | None:
    """The one place named in some words, a town before the country that it lies in."""
    tops = [t for t in _literal(article, span) if not is_dateline(span, t.span)]
    narrow = {place_name(top) for top in tops if top.place is None or top.place.precision not in REACH}
    names = narrow or {place_name(top) for top in tops}
    return names.pop() if len(names) == 1 else None


def _reach(article: Article, name: str | None) -> int:
    """How far a place reaches; one that no gazetteer knows is taken for a town."""
    known = (top.place for top in article.places if top.place and top.place.name == name)
    return ANYWHERE if name is None else min((REACH.get(place.precision, 0) for place in known), default=0)


def _causes(spans: list[Span]) -> Iterator[str]:
    """What brought it about, by the kinds of the codebook, as the number's own sentence says, else the one before."""
    for span in spans:
        causes = [
            name for name, words in load_words("facts")["cause"].items() if any_of(tuple(words)).search(span.exact)
        ]
        if causes:
            yield from causes
            return


def _telling(text: str) -> Iterator[str]:
    """The stems of the words that tell of an occasion: without numbers, and what such sentences have in common."""
    common = _common()
    return (
        stem for stem in stems(text, words_of("clauses", "joining")) if stem not in common and not stem[0].isdigit()
    )


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    """The stems of words that any sentence of the kind may have."""
    facts = load_words("facts")
    lists = [*facts["became"].values(), *facts["counted"].values()]
    words = [word for some in lists for word in some]
    words += [*fact_list("reporting"), *fact_list("telling_nothing"), *fact_list("pronouns"), *fact_list("ends")]
    return frozenset(
        found for word in words for form in (word, f"{word}s") for found in stems(form, words_of("clauses", "joining"))
    )


@lru_cache(maxsize=1)
def _reporting() -> re.Pattern[str]:
    return any_of(fact_list("reporting") - {"took"})


@lru_cache(maxsize=1)
def _deeds() -> re.Pattern[str]:
    """A word for what became of somebody or for what was done."""
    facts = load_words("facts")
    deeds = [verb for row in facts["event"] for verb in row["verbs"]]
    return any_of(tuple({*deeds, *(word for words in facts["became"].values() for word in words)}))
