"""The clauses of an agreement as rows that open: its own words and day, one cell an outlet, the sentences inside."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import pandas as pd

from lib.models import Agreement
from lib.queries.evidence import SENTENCES
from lib.views.agreement.changes import Changes, related_words
from lib.views.agreement.implementation import Implementation
from lib.views.kit.highlight import Html, element, fold, joined, link
from lib.views.kit.looks import Looks
from lib.views.kit.readings import commitment_reading, mention_reading
from lib.views.kit.sentences import ArticleLink, Citation, evidence_html, sentence_count
from lib.views.kit.text import counted, day, days_left

EVIDENCE = [column.name for column in SENTENCES.columns]
ROWS = "clause"  # the kind of its rows, as the link names those that are open
# What opens in place; a row with more leads to all of them, a page each.
MOST_SENTENCES = 12
FEW_OUTLETS = 6  # of more only those that report something are drawn
MOST_UNMATCHED = 40

NOT_REPORTED = "not reported"
NOT_TO_BE_DONE = "Its sentences mention this, but not as something to be done. Open the row to read them."

LEGEND = (
    "“Differs” marks a day that the agreement’s own text does not give; “mentioned”, sentences that mention a point"
    " but not as something to be done."
)

NO_BREAK = "\N{NO-BREAK SPACE}"


class ClauseDesk(NamedTuple):
    """What every row is drawn with: outlets as columns, their looks, the as-of date, links, keys of the open rows.

    `states` are the words of the ledger for the clauses whose state is more than promised.
    """

    outlets: Sequence[str]
    looks: Looks
    as_of: date | None
    article: ArticleLink
    row: Callable[[str], str]
    log: Implementation
    opened: Collection[str] = ()
    citation: Citation | None = None
    changes: Changes = Changes({}, {})
    known: Sequence[Agreement] = ()
    states: Mapping[str, str] = {}


class Reports(NamedTuple):
    """What outlets report of the matters: `reports`, `commitments` and `clause_mentions` of `queries.agreement`."""

    reports: pd.DataFrame
    rows: pd.DataFrame
    mentions: pd.DataFrame

    def evidence(self, matter: str) -> pd.DataFrame:
        """The commitments of one matter, then its mere mentions, each with how it was read."""
        return next(iter(self.by_matter([matter]).values()), pd.DataFrame(columns=EVIDENCE))

    def by_matter(self, matters: Collection[str]) -> dict[str, pd.DataFrame]:
        """The evidence of each of some matters that any outlet reports."""
        rows = self.rows[self.rows["matter"].isin(matters)]
        mentions = self.mentions[self.mentions["matter"].isin(matters)]
        read = [*map(commitment_reading, rows.itertuples()), *map(mention_reading, mentions.itertuples())]
        columns = ["matter", *(name for name in EVIDENCE if name != "read")]
        found = pd.concat([rows[columns], mentions[columns]], ignore_index=True).assign(read=read)
        return dict(list(found.groupby("matter", sort=False)))

    def cells(self) -> dict[str, dict[str, Any]]:
        """For each matter and outlet its row of `reports`, or the number of sentences where it only mentions it."""
        found: dict[str, dict[str, Any]] = {}
        once = self.mentions.drop_duplicates(["matter", "document", "sentence_start"])
        for (matter, outlet), sentences in once.groupby(["matter", "outlet"]).size().items():
            found.setdefault(matter, {})[outlet] = int(sentences)
        for row in self.reports.itertuples():
            found.setdefault(row.matter, {})[row.outlet] = row
        return found


def clauses_html(matters: pd.DataFrame, reports: Reports, agreements: Sequence[Agreement], desk: ClauseDesk) -> Html:
    """All `matters` of `queries.agreement.commitments` in groups, each row with its sentences folded away under it."""
    cells = reports.cells()
    others = matters[matters["agreement"].isna()]
    drawn = drawn_matters(matters, desk.opened)
    inside = reports.by_matter(drawn["matter"].tolist())
    parts = [
        _group(_head(agreement, desk.known), matters[matters["agreement"] == agreement.id], cells, inside, desk)
        for agreement in agreements
    ]
    if not others.empty:
        head = _others_head(len(others), known=bool(agreements))
        parts.append(_group(head, drawn[drawn["agreement"].isna()], cells, inside, desk))
    return columns_html(parts, desk.outlets, "clauses" if agreements else "clauses reported-only")


def columns_html(parts: Iterable[Html], outlets: Sequence[str], class_: str, columns: int | None = None) -> Html:
    """Groups of rows with one column an outlet, in a frame that is scrolled sideways where they are too wide for it.

    `columns` is how many there are, where some outlets share one.
    """
    return element(
        "div",
        element("div", joined(parts), class_="clauses-in"),
        class_=f"{class_} many" if len(outlets) > FEW_OUTLETS else class_,
        style=f"--outlets:{columns or len(outlets)}",
        tabindex="0",
        role="region",
        aria_label="One column an outlet",
    )


def telling_outlets(outlets: Sequence[str], telling: Collection[str]) -> list[str]:
    """The outlets that have a column or a line: where they are many, only those that tell of something."""
    return [outlet for outlet in outlets if outlet in telling or len(outlets) <= FEW_OUTLETS]


def drawn_matters(matters: pd.DataFrame, opened: Collection[str] = ()) -> pd.DataFrame:
    """The matters that have a row: every clause, the first of what matches none, and what is opened of the rest."""
    others = matters["agreement"].isna()
    rest = matters[others].iloc[MOST_UNMATCHED:]
    opened_rest = rest[rest["matter"].isin(opened)]
    return pd.concat([matters[~others], matters[others].head(MOST_UNMATCHED), opened_rest])


def days_apart(own_day: date | None, reported: Sequence[date]) -> bool:
    """Whether the press gives a day that the agreement's own text does not.

    >>> days_apart(None, [date(2018, 10, 15)]), days_apart(date(2018, 10, 15), [])
    (True, False)
    """
    return any(given != own_day for given in reported)


def differs(report: Any, own_day: date | None) -> bool:  # noqa: ANN401  # what `Reports.cells` holds, or None
    """Whether an outlet reports a day that the agreement's own text does not give."""
    return report is not None and not isinstance(report, int) and days_apart(own_day, report.days)


def cell_words(report: Any) -> tuple[str, str]:  # noqa: ANN401  # a frame's row, a number of sentences, or None
    """What one outlet reports, in short: its days or "no date", and how many sentences; "not reported" for nothing.

    A number is of the sentences that only mention it.
    """
    if report is None:
        return NOT_REPORTED, ""
    if isinstance(report, int):
        return "mentioned", f"· {counted(report, 'sentence')}"
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
    head: Html,
    matters: pd.DataFrame,
    cells: Mapping[str, Mapping[str, Any]],
    inside: Mapping[str, pd.DataFrame],
    desk: ClauseDesk,
) -> Html:
    """One agreement's rows under its title and the columns' names."""
    known = matters["agreement"].notna().any()
    named = "The agreement’s text, in short" if known else "As reported"
    titles = element(
        "div",
        element("span", "No." if known else "", class_="no"),
        element("span", named, class_="what"),
        element("span", "Day in text" if known else "", class_="own"),
        *(element("span", desk.looks.chip(outlet), class_="cell") for outlet in desk.outlets),
        element("span", "State, or days left" if known else "Days left", class_="left"),
        element("span", "Status", class_="status"),
        class_="clause-row titles",
    )
    rows = (_row(row, cells.get(row.matter, {}), inside.get(row.matter), desk) for row in matters.itertuples())
    return element("section", head, titles, *rows, class_="clause-group")


def _row(row: Any, cells: Mapping[str, Any], inside: pd.DataFrame | None, desk: ClauseDesk) -> Html:  # noqa: ANN401  # a frame's row
    """One matter; a row with nothing inside does not open."""
    own_day = None if pd.isna(row.own_day) else row.own_day.date()
    clause = isinstance(row.agreement, str)
    unreported = len(desk.outlets) - sum(outlet in cells for outlet in desk.outlets)
    summary = [
        element("span", row.number, class_="no"),
        element(
            "span", row.words, _how_many(cells, desk), desk.changes.note(row.matter),
            class_="what" if clause else "what article-text",
        ),
        element(
            "span", _own_words(own_day, clause=clause), desk.changes.day_note(row.matter),
            class_="own", data_label="Day in text:" if clause else "",
        ),
        *(_cell(outlet, cells.get(outlet), own_day, desk, clause=clause) for outlet in desk.outlets),
        element("span", f"{NOT_REPORTED}: {counted(unreported, 'outlet')}", class_="others") if unreported else "",
        _left(row, own_day, desk),
        desk.log.cell(row.matter),
    ]  # fmt: skip
    entries = desk.log.inside(row.matter)
    wordings = desk.changes.inside(row.matter, desk.row)
    if inside is None and not entries and not wordings:
        return element("div", *summary, class_="clause-row silent")
    return fold(
        f"{ROWS}:{row.matter}",
        element("summary", *summary, class_="clause-row"),
        element(
            "div",
            wordings,
            *([] if inside is None else _inside(row.matter, inside, desk)),
            entries,
            class_="clause-inside",
        ),
        opened=row.matter in desk.opened,
        class_="clause",
    )


def _how_many(cells: Mapping[str, Any], desk: ClauseDesk) -> Html:
    """How many outlets report a matter, and how many independent sources they make; one alone needs no count."""
    outlets = [outlet for outlet, report in cells.items() if not isinstance(report, int) and report.statements]
    return element("small", desk.looks.how_many(outlets), class_="how-many") if len(outlets) > 1 else Html("")


def _inside(matter: str, rows: pd.DataFrame, desk: ClauseDesk) -> Iterator[Html]:
    """The sentences with how each was read, and the way to more of them."""
    yield evidence_html(rows, desk.looks, desk.article, desk.citation, MOST_SENTENCES)
    total = sentence_count(rows)
    more = total > MOST_SENTENCES
    words = f"All {counted(total, 'sentence')} of this row" if more else "Link to this row"
    yield element("p", link(words, desk.row(matter)), class_="origin")


def _own_words(own_day: date | None, *, clause: bool) -> str:
    """The agreement's own day for a clause, or that it gives none; nothing for what is no clause."""
    return (day(own_day) if own_day else "none") if clause else ""


def _cell(outlet: str, report: Any, own_day: date | None, desk: ClauseDesk, *, clause: bool) -> Html:  # noqa: ANN401  # as above
    """What one outlet reports; a day that the agreement's text does not give "differs"."""
    only_mentioned = isinstance(report, int)
    apart = clause and differs(report, own_day)
    why = f"The agreement’s own text gives {day(own_day) if own_day else 'no day for this'}."
    mark = element("span", "≠ differs", class_="differs", title=why) if apart else Html("")
    said, count = cell_words(report)
    return element(
        "span",
        element("span", desk.looks.chip(outlet), class_="whose"),
        element("span", said, " ", mark, " ", element("span", count, class_="n") if count else ""),
        class_="cell" + (" none" if report is None else " mentioned" if only_mentioned else ""),
        title=NOT_TO_BE_DONE if only_mentioned else None,
    )


def state_or_left(row: Any, desk: ClauseDesk) -> str:  # noqa: ANN401  # a frame's row
    """A clause's state as the ledger says it; of what has none, days left to its own day or the first reported."""
    if said := desk.states.get(row.matter):
        return said
    own_day = None if pd.isna(row.own_day) else row.own_day.date()
    return distance(own_day or next(iter(row.reported), None), desk.as_of)


def _left(row: Any, own_day: date | None, desk: ClauseDesk) -> Html:  # noqa: ANN401  # as above
    """What `state_or_left` says, and whose the day is where it is not the agreement's own."""
    words = state_or_left(row, desk)
    whose = "" if own_day or not words or row.matter in desk.states else f" (as reported: {day(row.reported[0])})"
    return element("span", words, element("small", whose) if whose else "", class_="left")


def _head(agreement: Agreement, known: Sequence[Agreement]) -> Html:
    signed = f"signed {day(agreement.signed)}" if agreement.signed else "day of signing not known"
    caption = ", ".join(filter(None, [signed, agreement.source, related_words(agreement, known)]))
    return element("header", element("h3", agreement.title), element("span", caption, class_="side"))


def _others_head(total: int, *, known: bool) -> Html:
    """The title of what matches no clause; with no agreement known there is nothing to match."""
    many = total > MOST_UNMATCHED
    shown = f"the first {MOST_UNMATCHED} of {total:,} rows; all are in the table below" if many else ""
    caption = "matched to no clause; " if known else ""
    caption += "grouped by who is to do what, whatever the date" + (f"; {shown}" if shown else "")
    return element(
        "header",
        element("h3", "Not in the agreement’s text" if known else "Commitments, as reported"),
        element("span", caption, class_="side"),
    )
