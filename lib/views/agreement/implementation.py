"""How far a clause is carried out: its status in word and sign, and in the open row who entered what, and on what."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, NamedTuple

import pandas as pd

from lib.models import STATUSES
from lib.views.kit.decisions import written
from lib.views.kit.highlight import Html, element, joined, link, outside_link
from lib.views.kit.looks import Looks
from lib.views.kit.sentences import ArticleLink, Citation, evidence_html
from lib.views.kit.text import day

SIGNS = ("○○○", "●○○", "●●○", "●●●")
NOT_SET = "no status set"
SCALE = (
    f"{', '.join(f'{number} {status}' for number, status in enumerate(STATUSES))}: the scale of the Peace Accords"
    " Matrix (Kroc Institute, University of Notre Dame)"
)


class Implementation(NamedTuple):
    """The log as the rows draw it: frames of `queries.agreement`, and where a status is set, if it may be."""

    statuses: pd.DataFrame
    log: pd.DataFrame
    evidence: pd.DataFrame
    as_of: date | None
    looks: Looks
    article: ArticleLink
    setting: Callable[[str], str] | None = None
    citation: Citation | None = None

    def cell(self, matter: str) -> Html:
        """The status of a matter on the as-of date; that none was set is not the same as "not started"."""
        rows = self.statuses[self.statuses["matter"] == matter]
        if rows.empty:
            return element("span", NOT_SET, class_="status none", title="No status set yet")
        row = rows.iloc[0]
        since = element("small", f"from {day(row.day)}")
        return element("span", status_words(row.status), since, class_="status", data_label="Status:")

    def inside(self, matter: str) -> Html:
        """What was entered for a matter, the latest day first, and the way to enter more; nothing where neither is."""
        entries = self.log[self.log["matter"] == matter]
        items = [self._entry(row) for row in sorted(entries.itertuples(), key=_latest_first)] if len(entries) else []
        parts = [element("ul", joined(items), class_="entries")] if items else []
        if self.setting:
            parts.append(element("p", link("Set status", self.setting(matter)), class_="origin"))
        return element("div", element("h4", "Status"), *parts, class_="implementation") if parts else Html("")

    def _entry(self, row: Any) -> Html:  # noqa: ANN401  # a frame's row
        """One entry with what it rests on; one that does not count says why."""
        later = self.as_of is not None and row.day.date() > self.as_of
        state = {"in force": "after the as-of date" if later else "", "undone": f"↶ {row.outcome}"}
        outcome = state.get(row.state, f"! {row.outcome}")
        return element(
            "li",
            element(
                "div", element("b", status_words(row.status)), f" from {day(row.day)}: ", row.remark, class_="said"
            ),
            element("div", ". ".join(filter(None, [f"{row.who}, {written(row.made)}", outcome])), class_="side"),
            *self._evidence(self.evidence[self.evidence["decision"] == row.decision]),
            class_=row.state.split()[0],
        )

    def _evidence(self, rows: pd.DataFrame) -> Iterator[Html]:
        """The sentences that still stand, those that do not, and what is known from elsewhere."""
        standing = rows[rows["stands"]]
        if not standing.empty:
            whole = standing["exact"] == standing["text"]  # a part of a sentence is marked in it
            unmarked = standing.assign(end=standing["end"].mask(whole, standing["start"]))
            yield evidence_html(unmarked, self.looks, self.article, self.citation)
        for row in rows[~rows["stands"] & rows["exact"].notna()].itertuples():
            yield element("blockquote", row.exact, class_="article-text")
            yield element("div", f"{row.source}. These words are no longer in the articles.", class_="side")
        for source in rows.loc[rows["exact"].isna(), "source"]:
            yield element("div", outside_link(source, source), class_="side source")


def _latest_first(row: Any) -> tuple[float, int]:  # noqa: ANN401  # a frame's row
    return -row.day.timestamp(), -row.number


def status_words(status: str) -> str:
    """A status with its sign and its number on the scale.

    >>> status_words("intermediate")
    '●●○ 2 intermediate'
    """
    number = STATUSES.index(status)
    return f"{SIGNS[number]} {number} {status}"
