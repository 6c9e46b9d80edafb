"""The clauses of an agreement as rows that open: its own words and day, one cell an outlet, the sentences inside."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import pandas as pd

from lib.models import Agreement
from lib.views.highlight import Html, element, joined, link
from lib.views.implementation import Implementation
from lib.views.looks import Looks
from lib.views.sentences import ArticleLink, evidence_html, sentence_count
from lib.views.text import counted, day, days_left

# What opens in place; a row with more leads to all of them, a page each.
MOST_SENTENCES = 12
MOST_UNMATCHED = 40

NO_BREAK = "\N{NO-BREAK SPACE}"

MODALITY_WORDS = {
    "obligation": "is to",
    "prohibition": "is not to",
    "permission": "may",
    "intention": "means to",
}


class Desk(NamedTuple):
    """What every row is drawn with: outlets as columns, their looks, the as-of date, links, and the row to open."""

    outlets: Sequence[str]
    looks: Looks
    as_of: date | None
    article: ArticleLink
    row: Callable[[str], str]
    log: Implementation
    chosen: str | None = None


def clauses_html(
    matters: pd.DataFrame, reports: pd.DataFrame, rows: pd.DataFrame, agreements: Sequence[Agreement], desk: Desk
) -> Html:
    """All matters in groups, each row with its sentences folded away under it.

    The frames have the columns of `matters`, `reports` and `commitments` in `lib.queries.agreement`.
    """
    cells = {key: group.set_index("outlet") for key, group in reports.groupby("matter")}
    inside = dict(list(rows.groupby("matter", sort=False)))
    parts = [
        _group(_head(agreement), matters[matters["agreement"] == agreement.id], cells, inside, desk)
        for agreement in agreements
    ]
    others = matters[matters["agreement"].isna()]
    if not others.empty:
        parts.append(
            _group(_others_head(len(others), known=bool(agreements)), others.head(MOST_UNMATCHED), cells, inside, desk)
        )
    return element(
        "div", element("div", joined(parts), class_="clauses-in"), class_="clauses", style=_columns(len(desk.outlets))
    )


def drawn_matters(matters: pd.DataFrame) -> pd.DataFrame:
    """The matters that have a row: every clause, and the first of what matches none."""
    others = matters["agreement"].isna()
    return pd.concat([matters[~others], matters[others].head(MOST_UNMATCHED)])


def commitment_reading(row: Any) -> str:  # noqa: ANN401  # a frame's row
    """One commitment in one line: who must do what, by when, and who is cited for it."""
    what = row.action if pd.isna(row.object) else f"{row.action} {row.object}"
    parts = [f"Who: {'not named' if pd.isna(row.obligor) else row.obligor}", f"{MODALITY_WORDS[row.modality]}: {what}"]
    if pd.notna(row.due):
        parts.append(f"by when: {day(row.due)} (“{row.deadline}”)")
    else:
        parts.append("by when: no date")
    if pd.notna(row.condition):
        parts.append(f"if: {row.condition}")
    parts.append(f"cited: {'nobody' if pd.isna(row.cited) else row.cited}")
    if pd.notna(row.decided):
        parts.append(row.decided)
    return " · ".join(parts) + (" · in the headline, not counted" if row.headline else "")


def days_apart(own_day: date | None, reported: Sequence[date]) -> bool:
    """Whether the press gives a day that the agreement's own text does not.

    >>> days_apart(None, [date(2018, 10, 15)]), days_apart(date(2018, 10, 15), [])
    (True, False)
    """
    return any(given != own_day for given in reported)


def cell_words(report: Any) -> tuple[str, str]:  # noqa: ANN401  # a frame's row, or None
    """What one outlet reports, in short: its days or "no date", and how many sentences; "silent" for nothing."""
    if report is None:
        return "silent", ""
    if not report.statements:
        return "no date", "· in the headline only"
    given = ", ".join(day(value).replace(" ", NO_BREAK) for value in report.days) if report.days else "no date"
    return given, f"· {counted(int(report.sentences), 'sentence')}"


def distance(due: date | None, as_of: date | None) -> str:
    """Days left or past with a word and a sign; nothing where either day is missing."""
    if due is None or as_of is None:
        return ""
    sign = "●" if due == as_of else "◂" if due < as_of else "▸"
    return f"{sign} {days_left(due, as_of)}"


def _group(
    head: Html, matters: pd.DataFrame, cells: Mapping[str, pd.DataFrame], inside: Mapping[str, pd.DataFrame], desk: Desk
) -> Html:
    """One agreement's rows under its title and the columns' names."""
    known = matters["agreement"].notna().any()
    named = "The agreement’s own words, in short" if known else "As reported"
    titles = element(
        "div",
        element("span", "No." if known else "", class_="no"),
        element("span", named, class_="what"),
        element("span", "Its own day" if known else "", class_="own"),
        *(element("span", desk.looks.chip(outlet), class_="cell") for outlet in desk.outlets),
        element("span", "Days left", class_="left"),
        element("span", "Status", class_="status"),
        class_="clause-row titles",
    )
    rows = (_row(row, cells.get(row.matter), inside.get(row.matter), desk) for row in matters.itertuples())
    return element("section", head, titles, *rows, class_="clause-group")


def _row(row: Any, cells: pd.DataFrame | None, inside: pd.DataFrame | None, desk: Desk) -> Html:  # noqa: ANN401  # a frame's row
    """One matter; a row with nothing inside does not open."""
    own_day = None if pd.isna(row.own_day) else row.own_day.date()
    summary = [
        element("span", row.number, class_="no"),
        element("span", row.words, _how_many(cells, desk), class_="what" if row.number else "what article-text"),
        element("span", _own_words(row.number, own_day), class_="own", data_label="Its own day:" if row.number else ""),
        *(_cell(outlet, _report(cells, outlet), own_day, desk, clause=bool(row.number)) for outlet in desk.outlets),
        _left(own_day, row.reported, desk.as_of),
        desk.log.cell(row.matter),
    ]
    entries = desk.log.inside(row.matter)
    if inside is None and not entries:
        return element("div", *summary, class_="clause-row silent")
    opened = {"open": "open"} if row.matter == desk.chosen else {}
    return element(
        "details",
        element("summary", *summary, class_="clause-row"),
        element("div", *([] if inside is None else _inside(row.matter, inside, desk)), entries, class_="clause-inside"),
        class_="clause",
        **opened,
    )


def _how_many(cells: pd.DataFrame | None, desk: Desk) -> Html:
    """How many outlets report a matter, and how many independent sources they make; one alone needs no count."""
    outlets = [] if cells is None else [str(outlet) for outlet in cells.index[cells["statements"] > 0]]
    return element("small", desk.looks.how_many(outlets), class_="how-many") if len(outlets) > 1 else Html("")


def _inside(matter: str, rows: pd.DataFrame, desk: Desk) -> Iterator[Html]:
    """The sentences with their commitments, and the way to more of them."""
    readable = rows.assign(read=[commitment_reading(row) for row in rows.itertuples()])
    keys = rows[["document", "sentence_start"]].drop_duplicates().head(MOST_SENTENCES)
    yield evidence_html(readable.merge(keys, on=["document", "sentence_start"]), desk.looks, desk.article)
    total = sentence_count(rows)
    more = total > MOST_SENTENCES
    words = f"All {counted(total, 'sentence')} of this row" if more else "Link to this row"
    yield element("p", link(words, desk.row(matter)), class_="origin")


def _own_words(number: str, own_day: date | None) -> str:
    """The agreement's own day for a clause, or that it gives none; nothing for what is no clause."""
    return (day(own_day) if own_day else "none") if number else ""


def _report(cells: pd.DataFrame | None, outlet: str) -> Any:  # noqa: ANN401  # a frame's row, or None
    return None if cells is None or outlet not in cells.index else cells.loc[outlet]


def _cell(outlet: str, report: Any, own_day: date | None, desk: Desk, *, clause: bool) -> Html:  # noqa: ANN401  # as above
    """What one outlet reports; a day that the agreement's text does not give "differs"."""
    apart = clause and report is not None and days_apart(own_day, report.days)
    why = f"The agreement’s own text gives {day(own_day) if own_day else 'no day for this'}."
    mark = element("span", "≠ differs", class_="differs", title=why) if apart else Html("")
    said, count = cell_words(report)
    return element(
        "span",
        element("span", desk.looks.chip(outlet), class_="whose"),
        element("span", said, " ", mark, " ", element("span", count, class_="n") if count else ""),
        class_="cell" + ("" if report is not None else " none"),
    )


def _left(own_day: date | None, reported: Sequence[date], as_of: date | None) -> Html:
    """Days left to the agreement's own day, or where it has none to the first that is reported."""
    due = own_day or (reported[0] if reported else None)
    words = distance(due, as_of)
    whose = "" if own_day or not words else f" (as reported: {day(due)})"
    return element("span", words, element("small", whose) if whose else "", class_="left")


def _head(agreement: Agreement) -> Html:
    signed = f"signed {day(agreement.signed)}" if agreement.signed else "day of signing not known"
    said = ", ".join(filter(None, [signed, agreement.source]))
    return element("header", element("h3", agreement.title), element("span", said, class_="side"))


def _others_head(total: int, *, known: bool) -> Html:
    """The title of what matches no clause; with no agreement known there is nothing to match."""
    shown = (
        f"the first {MOST_UNMATCHED} of {total:,} rows; all are in the table below" if total > MOST_UNMATCHED else ""
    )
    said = "put together by day, or by who is to do what" + (f"; {shown}" if shown else "")
    return element(
        "header",
        element("h3", "Matched to no clause" if known else "Commitments, as reported"),
        element("span", said, class_="side"),
    )


def _columns(outlets: int) -> str:
    """How many outlets' columns the rows have, for the style sheet."""
    return f"--outlets:{outlets}"
