"""The section of the agreement: its clauses beside what each outlet reports, how far they are carried out, the rest."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from lib.agreement import find_changes
from lib.exports.dossier.records import Block, Desk, Statement
from lib.models import Agreement
from lib.queries.agreement import commitments as agreement
from lib.queries.agreement import implementation
from lib.queries.agreement.ledger import ledger, ledger_evidence, told_states
from lib.queries.overview import due_days
from lib.store.agreements import agreements_in
from lib.views.agreement.changes import changes_of, related_words
from lib.views.agreement.clauses import Reports, cell_words, differs, distance
from lib.views.kit.highlight import Html, element, joined
from lib.views.kit.text import counted, day


def agreement_blocks(desk: Desk) -> Sequence[Block]:
    """A block an agreement, then what matches no clause; statuses are those that hold on the as-of date."""
    rows = agreement.commitments(desk.data, desk.filters)
    agreements = agreement.shown_agreements(desk.data, desk.filters)
    matters = agreement.matters(rows, agreements)
    reports, mentions = agreement.reports(desk.data, desk.filters), agreement.clause_mentions(desk.data, desk.filters)
    page = _Page(desk, matters, Reports(reports, rows, mentions))
    known = agreements_in(desk.data)
    blocks = [page.block(_head(one, known), matters[matters["agreement"] == one.id]) for one in agreements]
    others = matters[matters["agreement"].isna()]
    title = "Not in the agreement’s text" if agreements else "Commitments, as reported"
    blocks.append(page.block((title, "Grouped by who is to do what, whatever the date."), others))
    return [_days(desk, rows), *blocks, *(_ledger(desk, one) for one in agreements), _log(desk)]


class _Page:
    """What every row of the section is made from."""

    def __init__(self, desk: Desk, matters: pd.DataFrame, reports: Reports) -> None:
        self._desk = desk
        self._inside = reports.by_matter(matters["matter"].tolist())
        self._cells_of = reports.cells()
        statuses = implementation.statuses(desk.data, desk.as_of)
        self._statuses = {row.matter: f"{row.status}, since {day(row.day)}" for row in statuses.itertuples()}
        known = agreements_in(desk.data)
        self._changes = changes_of(find_changes(known), known)
        looks, shown = desk.looks, agreement.shown_agreements(desk.data, desk.filters)
        self._states = told_states(desk.data, desk.filters, shown, desk.as_of, looks.independent)
        self._outlets = agreement.present_outlets(desk.data, desk.filters)

    def block(self, head: tuple[str, str], matters: pd.DataFrame) -> Block:
        """Some matters under their title."""
        statements = [self._statement(row) for row in matters.itertuples()]
        columns = ("No.", "What", "Day in text", "What outlets report", "State, or days left", "Carried out")
        return Block(*head, columns, statements) if statements else Block(head[0], "Nothing.")

    def _words(self, row: Any) -> Html:  # noqa: ANN401  # as below
        """What a clause says, and under it what it changes or what changed it, with the earlier wording."""
        said = [self._changes.words(row.matter), self._changes.earlier(row.matter)]
        changes = ": ".join(filter(None, said))
        return joined([row.words, element("div", changes, class_="side") if changes else Html("")])

    def _statement(self, row: Any) -> Statement:  # noqa: ANN401  # a frame's row
        """One clause or matter."""
        own_day = None if pd.isna(row.own_day) else row.own_day.date()
        due, clause = own_day or next(iter(row.reported), None), isinstance(row.agreement, str)
        reported = " (as reported)" if due and not own_day else ""
        cells = (
            row.number,
            self._words(row) if clause else element("span", row.words, class_="article-text"),
            (day(own_day) if own_day else "none") if clause else "",
            self._cells(row, own_day),
            self._states.get(row.matter) or distance(due, self._desk.as_of) + reported,
            self._statuses.get(row.matter, "–"),
        )
        return Statement(cells, self._inside.get(row.matter, pd.DataFrame(columns=["document"])))

    def _cells(self, row: Any, own_day: Any) -> Html:  # noqa: ANN401  # as above
        """A line an outlet: its days and how many sentences, that it only mentions it, or that it is silent."""
        reports = self._cells_of.get(row.matter, {})
        clause = isinstance(row.agreement, str)
        return joined(self._line(outlet, reports.get(outlet), own_day, clause=clause) for outlet in self._outlets)

    def _line(self, outlet: str, report: Any, own_day: Any, *, clause: bool) -> Html:  # noqa: ANN401  # as above
        said, count = cell_words(report)
        apart = clause and differs(report, own_day)
        mark = element("span", " ≠ differs", class_="differs") if apart else ""
        return element("div", self._desk.looks.chip(outlet), f" {said}", mark, f" {count}", class_="outlet-line")


def _head(one: Agreement, known: Sequence[Agreement]) -> tuple[str, str]:
    """An agreement's title, and what there is to say of it."""
    signed = f"signed {day(one.signed)}" if one.signed else "day of signing not known"
    said = ", ".join(filter(None, [signed, one.source, related_words(one, known)]))
    return one.title, f"{said}. “Differs” marks a day that its text does not give."


def _days(desk: Desk, rows: pd.DataFrame) -> Block:
    """The due days, each with who gives it and who does not."""
    days = due_days(desk.data, desk.filters)
    by_day = dict(list(rows[~rows["headline"]].groupby(["due", "matter"])))
    statements = [
        Statement(
            (
                day(row["due"], weekday=True),
                distance(row["due"].date(), desk.as_of),
                element("span", row["what"], class_="article-text"),
                joined(map(desk.looks.chip, row["outlets"]), " "),
                joined(map(desk.looks.chip, row["mentioned"]), " ") if len(row["mentioned"]) else "–",
                joined(map(desk.looks.chip, row["silent"]), " ") if len(row["silent"]) else "–",
            ),
            by_day.get((row["due"], row["matter"]), rows.head(0)),
        )
        for row in days.to_dict("records")
    ]
    caption = "Deadlines" + (f", as of {day(desk.as_of)}." if desk.as_of else ".")
    nothing = "No deadline is reported in the articles in view."
    columns = ("Day", "Days left", "What", "Reported by", "Only mentioned by", "Not read in")
    return Block("By when", caption if statements else nothing, columns, statements)


def _ledger(desk: Desk, one: Agreement) -> Block:
    """An agreement's clauses with their states, each with the sentences that tell of it until the as-of date."""
    rows = ledger(desk.data, desk.filters, one, desk.as_of, desk.looks.independent)
    statements = [
        Statement(
            (
                row.number,
                row.words,
                row.said,
                day(row.newest.date()) if pd.notna(row.newest) else "–",
                str(row.outlets),
            ),
            ledger_evidence(desk.data, desk.filters, row.matter, desk.as_of),
        )
        for row in rows.itertuples()
    ]
    caption = (
        "A state follows from reported deeds; where none was read, a clause stands as promised, due or past its day."
    )
    return Block(f"Ledger: {one.title}", caption, ("No.", "Clause", "State", "Told last", "Outlets"), statements)


def _log(desk: Desk) -> Block:
    """The implementation log: who set which status for which day, and the sentences it rests on."""
    entries = implementation.implementation_log(desk.data)
    rests = implementation.log_evidence(desk.data)
    standing = rests[rests["stands"].astype(bool)]
    statements = [
        Statement(
            (
                str(row.words),
                f"{row.status}, since {day(row.day)}" + ("" if row.state == "in force" else f" ({row.state})"),
                f"{row.remark} ({row.who})",
                str(row.cites),
            ),
            standing[standing["decision"] == row.decision],
        )
        for row in entries.itertuples()
    ]
    caption = f"How far the clauses are carried out, as analysts set it: {counted(len(entries), 'row')}."
    return Block("Implementation log", caption, ("Clause", "Status", "Why, and who", "Evidence"), statements)
