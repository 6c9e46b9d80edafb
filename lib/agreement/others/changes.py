"""Which clauses of an agreement change which of an earlier one: by the number that they give, or by their words."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from lib.agreement.others.known import related_ones
from lib.agreement.reported.profiles import Profile, lead_in, profiles_of
from lib.agreement.reported.vocabulary import keys_in
from lib.codebooks import word_set
from lib.models import Agreement, Clause
from lib.text.words import any_of, either

# A clause is another wording of the earlier one that shares so much of all telling words of both. Of 385 clauses held
# against each of 35 agreements about something else, 25 in 13,475 share as much with any clause there.
ALIKE = 0.4
# What an agreement does to one whose clauses it changes by their numbers; and where it may also word them anew.
CHANGING, WORDING_ANEW = frozenset({"amends", "replaces", "supplements"}), frozenset({"amends", "replaces"})
_NUMBER = r"(?:\d{1,4}(?:[.(/-]{1,2}[\da-z]{1,3}\)?)*|[IVXLC]{1,6}\b|[a-z]\)?(?!\w))"
_PARTS = re.compile(r"\d+|[a-z]+", re.IGNORECASE)
_QUOTES = " “”\"'‘’:"


class Change(NamedTuple):
    """That a clause of one agreement changes one of an earlier; `words` are the new ones, or all that it says."""

    agreement: Agreement
    clause: Clause
    earlier: Agreement
    earlier_clause: Clause
    by: Literal["number", "words"]
    words: str


@lru_cache(maxsize=8)
def find_changes(agreements: tuple[Agreement, ...]) -> tuple[Change, ...]:
    """What clauses of these agreements change in others of them, in their order; each clause changes one at most."""
    found: dict[tuple[str, str], Change] = {}
    for agreement, related, earlier in related_ones(agreements):
        if related.kind not in CHANGING:
            continue
        for change in _changes(agreement, earlier, by_words=related.kind in WORDING_ANEW):
            found.setdefault((agreement.id, change.clause.id), change)
    return tuple(found.values())


def _changes(agreement: Agreement, earlier: Agreement, *, by_words: bool) -> Iterator[Change]:
    profiles = profiles_of(earlier) if earlier.clauses else []
    for clause in agreement.clauses:
        led = lead_in(agreement, clause) if clause.parent is not None else ""
        said = next((text for text in (clause.text, led, clause.heading or "") if _changing().search(text)), None)
        if said is not None and (number := _number_in(said)):
            one = _numbered(number, clause, earlier.clauses, profiles)
            if one is not None:
                yield Change(agreement, clause, earlier, one, "number", _new_words(clause.text))
        elif by_words and (one := _alike(clause, profiles)):
            yield Change(agreement, clause, earlier, one, "words", clause.text)


def _number_in(text: str) -> tuple[str, ...]:
    """The number of the clause that a text says it changes; none where it names none.

    >>> _number_in("Paragraph 2 of Article 7 is replaced by the following"), _number_in("Article 7(2) shall read")
    (('7', '2'), ('7', '2'))
    """
    found = _reference().search(text)
    if found is None:
        return ()
    first, of, behind = found.groups(default="")
    return _parts(f"{of} {first} {behind}")


def _numbered(
    number: tuple[str, ...], clause: Clause, clauses: Sequence[Clause], profiles: Sequence[Profile]
) -> Clause | None:
    """The clause of this number, or of those under it the one most like the change."""
    under = [at for at, one in enumerate(clauses) if _parts(one.number)[: len(number)] == number]
    same = [at for at in under if len(_parts(clauses[at].number)) == len(number)]
    near = same or under
    keys = frozenset(keys_in(clause.text))
    return clauses[max(near, key=lambda at: _shared(keys, profiles[at]))] if near else None


def _alike(clause: Clause, profiles: Sequence[Profile]) -> Clause | None:
    """The clause whose telling words it shares most of; None where that is too little."""
    keys = frozenset(keys_in(clause.text))
    best = max(profiles, key=lambda profile: _shared(keys, profile), default=None)
    return best.clause if best is not None and _shared(keys, best) >= ALIKE else None


def _shared(keys: frozenset[str], profile: Profile) -> float:
    """How much of the words of both is shared, each weighed as the earlier agreement has it; 1 where all is."""
    own = profile.weights
    shared = sum(own[key] for key in keys if key in own)
    usual = max(own.values(), default=1.0)
    whole = sum(own.values()) + sum(usual for key in keys if key not in own)
    return shared / whole if whole else 0.0


def _new_words(text: str) -> str:
    """What stands behind "shall read as follows:"; all of it where nothing does."""
    found = _changing().search(text)
    behind = text[found.end() :].partition(":")[2] if found else ""
    return behind.strip(_QUOTES) or text


def _parts(number: str) -> tuple[str, ...]:
    return tuple(part.lower() for part in _PARTS.findall(number))


@lru_cache(maxsize=1)
def _changing() -> re.Pattern[str]:
    return any_of(word_set("agreement_text", "others", "changing"))


@lru_cache(maxsize=1)
def _reference() -> re.Pattern[str]:
    """Finds "Article 7", "paragraph 2 of Article 7" and "Article 7, paragraph 2", the numbers as they stand."""
    named = rf"\b(?:{either(word_set('agreement_text', 'layout', 'articles'))})s?\.? ({_NUMBER})"
    return re.compile(rf"{named}(?: of {named}|, {named})?", re.IGNORECASE)
