"""One decision in a few lines of escaped HTML: what was done to what, by whom, when, why, and whether it stands."""

from typing import Any

import pandas as pd

from lib.views.kit.highlight import Html, element, joined
from lib.views.kit.text import counted, day, listed

STATES = {
    "in force": "✓ in force",
    "undone": "↶ undone",
    "undone or changed again": "↶ undone or changed again",
    "no longer applies": "! no longer applies",
}
KINDS = {
    "entity": "mention",
    "place": "mention",
    "mention": "mention",
    "toponym": "mention",
    "commitment": "commitment",
}


def decision_html(row: Any) -> Html:  # noqa: ANN401  # a frame's row
    """One row of `lib.queries.decisions.decision_log`."""
    counts = row.state == "in force" and row.kind in KINDS  # a matter's status changes no annotation
    changed = f" ({counted(int(row.changed), KINDS[row.kind])})" if counts else ""
    note = f". {row.note}" if row.note else ""
    is_change = isinstance(row.change, str)  # which tells each value as it was and as it is
    what = (element("b", row.name or "?"), " ", row.change) if is_change else (subject_html(row), " ", row.deed)
    return element(
        "div",
        element("div", *what),
        element("div", f"{row.who}, {written(row.made)}: {row.why}", class_="side"),
        element("div", element("b", f"{STATES[row.state]}"), f"{changed}{note}", class_="side"),
        class_=f"decision {row.state.split()[0]}",
    )


def changed_html(row: Any) -> Html:  # noqa: ANN401  # as above
    """One row of `lib.queries.agreement.changed.changed_rows`: what was and is, by whom, when and why."""
    of = f"clause {row.number}" if row.number else "a clause without a number" if row.clause else "the agreement"
    return element(
        "div",
        element("div", element("b", row.title), f", {of}: {row.what} "),
        element("div", f"{row.after} (before: {row.before})"),
        element("div", f"{row.who}, {day(row.when)}: {row.why}", class_="side"),
        element("div", element("b", STATES[row.state]), class_="side"),
        class_=f"decision {row.state.split()[0]} changed-value",
    )


def subject_html(row: Any) -> Html:  # noqa: ANN401  # as above
    """What a decision is about: a name, some of its spellings, in one article or in all."""
    inside = f" in one article of {row.outlet_name}" if pd.notna(row.outlet_name) else ""
    if pd.notna(row.exact):
        return joined([element("q", row.exact), inside])
    spelled = [f"“{one}”" for one in row.spellings]
    some = f", written {listed(spelled)}" if spelled and [*row.spellings] != [row.name] else ""
    return joined([element("b", row.name or "?"), f"{some}{inside}"])


def written(made: pd.Timestamp) -> str:
    """The time of a decision.

    >>> written(pd.Timestamp("2018-10-03 12:01:07"))
    '3 Oct 2018, 12:01 UTC'
    """
    return f"{day(made)}, {made:%H:%M} UTC"
