"""One article of a story counted against what a careful reader marked in it; shares are of all that was marked.

A span is found where it shares at least half of the shorter of the two, a name where it shares a word with the gold's.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from types import MappingProxyType

from tests.quality.scores import Count, marked_parts
from tests.quality.spans import Record, partners, shared_characters, shared_part
from tests.quality.tally import Tally, share

HALF = 0.5
Pairs = Collection[tuple[Record, Record]]
NOTHING: Record = MappingProxyType({})


def count_told_commitments(gold: Record, predicted: Record) -> Tally:
    """Commitments, and whether all have the right last day where one is given, the right party, and modality."""
    tally, pairs = _counted(gold["commitments"], predicted.get("commitments", ()))
    due = share((f.get("deadline") or NOTHING).get("due") == w["due"] for w, f in pairs if w["due"])
    who = share(_is_named(w["obligor"], f.get("obligor")) for w, f in pairs if w["obligor"])
    modality = share(w["modality"] == f["modality"] for w, f in pairs if f)
    return tally + Tally(shares={"due_right_of_all": due, "who_right_of_all": who, "modality_right": modality})


def count_told_quotes(gold: Record, predicted: Record) -> Tally:
    """Words between marks, and whether all have the right speaker."""
    tally, pairs = _counted(gold["quotes"], list(marked_parts(predicted.get("quotes", ()))))
    return tally + Tally(
        shares={"speaker_right_of_all": share(_is_named(w["speaker"], f.get("speaker")) for w, f in pairs)}
    )


def count_told_places(gold: Record, predicted: Record) -> Tally:
    """Places, and whether all have the right country and role; the gold marks no rivers and no names of peoples."""
    tally, pairs = _counted(gold["places"], predicted.get("toponyms", ()), whole=False)
    country = share((f.get("place") or NOTHING).get("country") == w["country"] for w, f in pairs)
    role = share(bool(f) and (f["role"] == "literal") is w["literal"] for w, f in pairs)
    return tally + Tally(shares={"country_right": country, "role_right": role})


def count_told_figures(gold: Record, predicted: Record) -> Tally:
    """Figures, and whether all have the right bounds; the gold marks no ages and no fractions in words."""
    tally, pairs = _counted(gold["figures"], predicted.get("figures", ()), whole=False)
    bounds = share(bool(f) and (f["low"], f["high"]) == (w["low"], w["high"]) for w, f in pairs)
    return tally + Tally(shares={"bounds_right_of_all": bounds})


def count_told_deeds(gold: Record, predicted: Record) -> Tally:
    """Deeds, and whether all have the right state, and the right day where one is given."""
    tally, pairs = _counted(gold["deeds"], predicted.get("deeds", ()))
    state = share(f.get("state") == w["state"] for w, f in pairs)
    on = share(f.get("on") == w["on"] for w, f in pairs if w["on"])
    return tally + Tally(shares={"state_right": state, "on_right": on})


def _counted(wanted: Collection[Record], got: Collection[Record], *, whole: bool = True) -> tuple[Tally, Pairs]:
    """The counts, and each gold span with what was found of it, if only an empty record.

    What gold calls optional counts neither way, nor does a second piece of a span that was found.
    """
    pairs = [(w, f or NOTHING) for w, f in partners(wanted, got, _alike_by_half) if not w.get("optional")]
    found = sum(bool(f) for _, f in pairs)
    stray = sum(not any(_alike_by_half(w, f) for w in wanted) for f in got)
    return Tally(len(pairs), found + stray, found, whole=whole), pairs


def _alike_by_half(one: Record, other: Record) -> float:
    """More than 0 where the spans share half of the shorter; of several such, most for the one of nearest extent."""
    shorter = min(one["end"] - one["start"], other["end"] - other["start"])
    part = shared_characters(one, other) / max(shorter, 1)
    return part + shared_part(one, other) if part >= HALF else 0.0


def _is_named(name: str, found: Record | None) -> bool:
    """Whether any word of what was found, its text, name or entity, is in the gold's name."""
    said = (found or NOTHING).get
    return bool(_words(name) & _words(*(said(key) for key in ("text", "name", "entity"))))


def _words(*names: str | None) -> set[str]:
    return set(_each_word(filter(None, names))) - {"the", "and"}


def _each_word(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield from re.findall(r"[^\W_]{3,}", name.lower())


# Annotator to the gold's key that it is measured on.
STORY_COUNTERS: Mapping[str, tuple[str, Count]] = MappingProxyType(
    {
        "places": ("places", count_told_places),
        "quotes": ("quotes", count_told_quotes),
        "figures": ("figures", count_told_figures),
        "commitments": ("commitments", count_told_commitments),
        "deeds": ("deeds", count_told_deeds),
    }
)
