"""How a commitment, and a sentence that only mentions a clause, was read, and the words for correcting a reading."""

from collections.abc import Mapping
from typing import Any, get_args

import pandas as pd

from lib.models import DeedState, Field, Modality, SubjectKind
from lib.views.kit.text import day

MODALITY_WORDS = {
    "obligation": "is to",
    "prohibition": "ban",
    "permission": "may",
    "intention": "means to",
}

# What is wrong with a reading of a kind, what its fields are called, and what they may be.
WRONG = "It was read wrongly"
DEEDS: Mapping[SubjectKind, Mapping[str, str]] = {
    "commitment": {"correct": WRONG, "reassign": "It belongs to another clause", "reject": "It is no commitment"},
    "deed": {"correct": WRONG, "reject": "Nothing done is reported"},
    "figure": {"correct": WRONG, "reject": "It is no figure"},
    "quote": {"correct": WRONG, "reject": "Nobody is quoted or reported"},
}
FIELD_LABELS: Mapping[Field, str] = {
    "who": "Who", "action": "What is done (the verb)", "object": "What it is done to", "day": "Day",
    "rule": "The day’s rule, in words", "relation": "The day is", "modality": "How", "state": "State",
    "speaker": "Speaker", "number": "Number", "unit": "Unit", "subject": "What it counts or measures",
}  # fmt: skip
FIELD_HELP: Mapping[Field, str] = {
    "rule": "The words that the day follows from, best as the article has them: “within two weeks”",
    "number": "In figures: 15, 10 to 14, at least 20, about 300",
    "unit": "In the singular: kilometre, people",
}
NAMED = frozenset({"who", "speaker"})
CHOICES: Mapping[Field, Mapping[str, str]] = {
    "modality": {one: f"{one}: {MODALITY_WORDS[one]}" for one in get_args(Modality)},
    "relation": {"ON_OR_BEFORE": "the last day", "BEFORE": "the day before which", "ON": "the very day"},
    "state": {one: one for one in get_args(DeedState)},
}


def commitment_reading(row: Any) -> str:  # noqa: ANN401  # a frame's row
    """One commitment in one line: who must do what, by when, and who is cited for it."""
    parts = [
        f"Who: {_who(row)}",
        f"{MODALITY_WORDS[row.modality]}: {row.deed}",
    ]
    if pd.notna(row.due):
        parts.append(f"by when: {day(row.due)}" + (f" (“{row.deadline}”)" if row.deadline else ""))
    elif pd.notna(row.starts):
        parts.append(f"from: {day(row.starts)}")
    else:
        parts.append("by when: no date")
    if pd.notna(row.condition):
        parts.append(f"if: {row.condition}")
    parts.append(f"cited: {'nobody' if pd.isna(row.cited) else row.cited}")
    parts.append(f"read so: {row.reason}")
    if pd.notna(row.clause_score):
        parts.append(f"under this clause: {match_words(row)}")
    if pd.notna(row.decided):
        parts.append(row.decided)
    return " · ".join(parts) + (" · in the headline, not counted" if row.headline else "")


def _who(row: Any) -> str:  # noqa: ANN401  # a frame's row
    """Who is to do it, with whom those words mean where they do not say it."""
    if pd.isna(row.obligor):
        return "not named"
    return str(row.obligor) if pd.isna(row.obligor_name) else f"{row.obligor} ({row.obligor_name})"


def mention_reading(row: Any) -> str:  # noqa: ANN401  # a frame's row
    """One sentence that is no commitment in one line: that it only mentions the clause, how well it matches and why."""
    return f"Mentioned, but not as something to be done: {match_words(row)}" + (
        " · in the headline" if row.headline else ""
    )


def match_words(row: Any) -> str:  # noqa: ANN401  # a frame's row
    """Why something is under its clause, and its score: "shares ‘zone’; names Sochi (score .62)"."""
    return f"{row.clause_reason} (score {row.clause_score:.2f})"
