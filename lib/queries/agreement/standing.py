"""A clause's state in words: since when, how late, on whose word, and who denies it; from the ledger's own evidence."""

from collections.abc import Callable, Sequence
from datetime import date

import pandas as pd

from lib.agreement.reported.ledger import CLAIMS, CONTESTS, LedgerRow

Independent = Callable[[Sequence[str]], int | None]
MOST_VOICES = 2


def state_words(row: LedgerRow, told: pd.DataFrame, independent: Independent) -> str:
    """The state of a row of the ledger in words; `told` are the rows of `told_rows` that tell of its clause.

    Where nobody confirmed a deed and one source alone tells of it, the words are that one's: somebody whom the articles
    cite, or else the outlets. `independent` says how many sources outlets make.
    """
    deeds, due = _weighed(row, told), row.clause.due
    if row.state == "disputed":
        said = [_done_words(row, deeds, independent), _denied_words(deeds)]
        return f"disputed: {'; '.join(filter(None, said))}" if any(said) else "disputed"
    if row.state == "done":
        return "; ".join(filter(None, [_done_words(row, deeds, independent) or "done", _denied_words(deeds)]))
    if due is None or row.state in {"broken", "extended"}:
        return row.state
    begun = "begun, " if any(one.state == "begun" for one in row.because) else ""
    return f"{begun}{_days_words(due, row.as_of)}"


def _weighed(row: LedgerRow, told: pd.DataFrame) -> pd.DataFrame:
    """The deeds that the state follows from; of denials, none from before somebody confirmed it."""
    weighed = {(one.document, one.start, one.state) for one in row.because if one.state is not None}
    confirmed = max((one.day for one in row.because if one.state == "verified"), default=date.min)
    rests = [
        (one.document, one.start, one.state) in weighed
        and not (one.state in CONTESTS and one.day.date() < confirmed)
        for one in told.itertuples()
    ]  # fmt: skip
    return told[pd.Series(rests, index=told.index, dtype="bool")]


def _done_words(row: LedgerRow, deeds: pd.DataFrame, independent: Independent) -> str:
    """That it is done, or on whose word; nothing where nobody says so."""
    claims = deeds[deeds["state"].isin(CLAIMS)]
    if claims.empty:
        return ""
    when = _when(row.clause.due, claims)
    outlets = claims["outlet"].unique().tolist()
    one_cited = claims["cited"].notna().all() and len({*claims["cited"]}) == 1
    alone = one_cited or (independent(outlets) or len(outlets)) == 1
    if row.state == "done" and (not alone or "verified" in set(claims["state"])):
        return f"done{when}"
    many = ", one source" if len(outlets) > 1 and not one_cited else " alone"
    return f"said to be done{when}, {_voices(claims)}{many if alone else ''}"


def _denied_words(deeds: pd.DataFrame) -> str:
    contests = deeds[deeds["state"].isin(CONTESTS)]
    return "" if contests.empty else f"denied {_voices(contests)}"


def _when(due: date | None, claims: pd.DataFrame) -> str:
    """The last day that the newest article which gives one has it done on, and how late that is."""
    dated = claims[(claims["state"] == "done") & claims["on"].notna()].sort_values("day", kind="stable")
    if dated.empty:
        return ""
    done = dated[dated["document"] == dated.iloc[-1]["document"]]["on"].max().date()
    late = "" if due is None else ", in time" if done <= due else f", {_days((done - due).days)} late"
    return f" {done.day} {done:%b %Y}{late}"


def _voices(deeds: pd.DataFrame) -> str:
    """Who tells of deeds: whom the articles cite, or the outlets that tell of them without citing anybody."""
    cited = deeds["cited"].dropna().unique().tolist()
    names = cited or deeds["outlet_name"].unique().tolist()
    more = f" and {len(names) - MOST_VOICES} more" if len(names) > MOST_VOICES else ""
    return f"{'by' if cited else 'in'} {', '.join(names[:MOST_VOICES])}{more}"


def _days_words(due: date, as_of: date) -> str:
    days = (due - as_of).days
    if not days:
        return "due this day"
    return f"in {_days(days)}" if days > 0 else f"{_days(-days)} overdue"


def _days(number: int) -> str:
    return f"{number} day" if number == 1 else f"{number} days"
