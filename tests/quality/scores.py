"""One document's predictions counted against its gold, annotator by annotator; both as the contract's JSON."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from types import MappingProxyType

from tests.quality.spans import (
    Record,
    extent,
    kilometres_between,
    partners,
    shared_part,
    touches_any,
)
from tests.quality.tally import Tally, share

Count = Callable[[Record, Record], Tally]

MENTION_KINDS = frozenset({"PERSON", "ORG", "PLACE"})
# Gazetteers put a country's point anywhere in it, so a country or a world region may lie farther off.
NEAR_KILOMETRES = 161
NEAR_KILOMETRES_OF_AREAS = 1100
AREAS = frozenset({"country", "region"})
# Words between marks have sharp ends; where a whole attributed content begins is a matter of opinion.
ALIKE_BETWEEN_MARKS = 0.8
ALIKE_WHOLE = 0.5


def count_mentions(gold: Record, predicted: Record) -> Tally:
    """People, organisations and places by exact span and kind; whether those of right span have the right entity."""
    wanted, got = _by_extent(gold["mentions"]), scored_mentions(gold, predicted)
    both = wanted.keys() & got.keys()
    return Tally(
        len(wanted),
        len(got),
        sum(wanted[at]["kind"] == got[at]["kind"] for at in both),
        {"span": len(both)},
        {"same_entity": share(wanted[at]["entity"] == got[at].get("entity") for at in both)},
    )


def scored_mentions(gold: Record, predicted: Record) -> dict[tuple[int, int], Record]:
    """The predicted mentions that count, by offsets: kinds that gold has, and not in its neutral spans."""
    wanted, neutral = _by_extent(gold["mentions"]), gold.get("neutral", ())
    got = _by_extent(mention for mention in predicted.get("mentions", ()) if mention["kind"] in MENTION_KINDS)
    return {at: mention for at, mention in got.items() if at in wanted or not touches_any(mention, neutral)}


def count_roles(gold: Record, predicted: Record) -> Tally:
    """Places read as places: of the gold's places, those that are literal, those called so, and how many are right."""
    wanted = {at: m["literal"] for at, m in _by_extent(gold["mentions"]).items() if m.get("literal") is not None}
    called = {extent(toponym): toponym.get("role") for toponym in predicted.get("toponyms", ())}
    literal = {at for at, is_literal in wanted.items() if is_literal}
    called_literal = {at for at in wanted if called.get(at) == "literal"}
    expected = {True: "literal", False: "associative"}
    right = share(called.get(at) == expected[is_literal] for at, is_literal in wanted.items())
    return Tally(len(literal), len(called_literal), len(literal & called_literal), shares={"role_right": right})


def toponym_counter(demonyms: Collection[str]) -> Count:
    """A counter of places by overlap, and of points near enough to gold's; `demonyms` are left out on both sides."""

    def is_place(toponym: Record) -> bool:
        return toponym["text"].lower() not in demonyms

    def count(gold: Record, predicted: Record) -> Tally:
        wanted = [place for place in gold["toponyms"] if is_place(place)]
        neutral = [place for place in gold["toponyms"] if not is_place(place)]
        got = [t for t in predicted.get("toponyms", ()) if is_place(t) and not touches_any(t, neutral)]
        pairs = list(partners(wanted, got))
        located = [(place, found) for place, found in pairs if place["lat"] is not None]
        placed = [(place, found["place"]) for place, found in located if found and found.get("place")]
        near = [_is_near(place, at) for place, at in placed]
        shares = {"right_place": (sum(near), len(located)), "right_place_of_placed": share(near)}
        return Tally(len(wanted), len(got), _found(pairs), shares=shares)

    return count


def count_timexes(gold: Record, predicted: Record) -> Tally:
    """Time expressions by overlap, and stricter by exact span and by overlap with the right value."""
    wanted = [timex for timex in gold["timexes"] if not timex.get("neutral")]
    free = [timex for timex in gold["timexes"] if timex.get("neutral")] + list(gold.get("neutral", ()))
    got = [t for t in predicted.get("timexes", ()) if touches_any(t, wanted) or not touches_any(t, free)]
    pairs = [(timex, found) for timex, found in partners(wanted, got) if found]
    strict = sum(extent(timex) == extent(found) for timex, found in pairs)
    valued = sum(timex["value"] == found.get("value") for timex, found in pairs)
    return Tally(len(wanted), len(got), len(pairs), {"strict": strict, "value": valued})


def count_quotes(gold: Record, predicted: Record) -> Tally:
    """Quotes with words between marks, by their content, and whether those found have the right speaker."""
    wanted = [quote for quote in gold["quotes"] if quote.get("quoted", True)]
    return _count_attributed(wanted, [q for q in predicted.get("quotes", ()) if q.get("kind") != "indirect"])


def count_attributions(gold: Record, predicted: Record) -> Tally:
    """All attributed content, with marks or without, and whether what was found has the right speaker."""
    return _count_attributed(gold["quotes"], predicted.get("quotes", ()))


def count_figures(gold: Record, predicted: Record) -> Tally:
    """Figures by overlap, and whether those found have the right bounds."""
    wanted, got = gold["figures"], predicted.get("figures", ())
    pairs = list(partners(wanted, got))
    bounds = share((f.get("low"), f.get("high")) == (figure["low"], figure["high"]) for figure, f in pairs if f)
    return Tally(len(wanted), len(got), _found(pairs), shares={"bounds_right": bounds})


def count_commitments(gold: Record, predicted: Record) -> Tally:
    """Commitments by overlap, and whether those found have the right last and first day, or none, and modality."""
    wanted, got = gold["commitments"], predicted.get("commitments", ())
    pairs = list(partners(wanted, got))
    due = share(_days(found) == (promise["due"], promise.get("starts")) for promise, found in pairs if found)
    modality = share(found.get("modality") == promise["modality"] for promise, found in pairs if found)
    return Tally(len(wanted), len(got), _found(pairs), shares={"due_right": due, "modality_right": modality})


def _days(promise: Record) -> tuple[str | None, str | None]:
    """The last day of a predicted commitment, and the first one of what begins."""
    return (promise.get("deadline") or {}).get("due"), promise.get("starts")


def _by_extent(records: Iterable[Record]) -> dict[tuple[int, int], Record]:
    return {extent(record): record for record in records}


def _found(pairs: Iterable[tuple[Record, Record | None]]) -> int:
    return sum(found is not None for _, found in pairs)


def _is_near(gold: Record, place: Record) -> bool:
    farthest = NEAR_KILOMETRES_OF_AREAS if place.get("precision") in AREAS else NEAR_KILOMETRES
    return kilometres_between((gold["lat"], gold["lon"]), (place["lat"], place["lon"])) <= farthest


def _count_attributed(wanted: Collection[Record], got: Collection[Record]) -> Tally:
    """Contents alike enough; where gold marks the words between marks, these are compared, else whole contents."""
    between_marks = any(quote.get("marked") for quote in wanted)
    contents = list(marked_parts(got)) if between_marks else got
    enough = ALIKE_BETWEEN_MARKS if between_marks else ALIKE_WHOLE
    pairs = [
        (q, found) for q, found in partners(wanted, contents, shared_part) if found and shared_part(q, found) >= enough
    ]
    answers = [answer for quote, found in pairs if (answer := _is_said_by(quote, found.get("speaker"))) is not None]
    return Tally(len(wanted), len(contents), len(pairs), shares={"speaker_right": share(answers)})


def marked_parts(quotes: Iterable[Record]) -> Iterator[Record]:
    """Each stretch between marks as a quote of its own."""
    for quote in quotes:
        for start, end in quote.get("marked", ()):
            yield {**quote, "start": start, "end": end}


def _is_said_by(quote: Record, speaker: Record | None) -> bool | None:
    """Whether this is the gold's speaker: the same entity, or where gold has words, the same words; None if unasked."""
    if "speaker_entity" in quote:
        return bool((speaker or {}).get("entity") == quote["speaker_entity"])
    if quote.get("source"):
        start, end = quote["source"]
        return bool(speaker) and touches_any({"start": start, "end": end}, [speaker] if speaker else [])
    return None


# Annotator to the gold's key that it is measured on; what needs several documents, or a word list, stands elsewhere.
COUNTERS: Mapping[str, tuple[str, Count]] = MappingProxyType(
    {
        "entities": ("mentions", count_mentions),
        "roles": ("mentions", count_roles),
        "dates": ("timexes", count_timexes),
        "quotes": ("quotes", count_quotes),
        "attributions": ("quotes", count_attributions),
        "figures": ("figures", count_figures),
        "commitments": ("commitments", count_commitments),
    }
)
