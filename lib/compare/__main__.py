"""The command line: articles and agreements in, what the desk shows of them together out, as JSON."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from io import TextIOWrapper
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from lib.agreement import agreement_record, load_agreement
from lib.annotate import load_tools
from lib.codebooks.referents import load_referents
from lib.compare.facts.differences import kind_of
from lib.compare.records import Fact
from lib.errors import AccordError
from lib.ingest import read_each_apart
from lib.models import Agreement, Filters
from lib.queries.agreement.ledger import ledger_states, report_rows
from lib.queries.corpus import outlets
from lib.queries.overview import latest_day
from lib.queries.sources.digests import documents_in_view, read_digests
from lib.queries.sources.facts import about, compared_facts
from lib.refresh import load_engine, refresh
from lib.settings import load_settings
from lib.store import open_version
from lib.text.days import day_argument

DESCRIPTION = """\
Compare what articles say of agreements: who reports which clause, where outlets differ, and how far each clause has
been carried out. PATH is an article or a folder of them, as `python -m lib.annotate` reads them.

One JSON object goes to standard output: "agreements", "duties", "differences" and "ledger", as the desk shows them. An
article's id is its file name; offsets index into its text as read."""
ALL = Filters()
# The fullest wording is the title of a duty, but none that is a sentence.
LONGEST_TITLE = 80


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare what the arguments name and print it; 0 when all was read, 1 when something was not."""
    chosen = _parser().parse_args(arguments)
    if isinstance(sys.stdout, TextIOWrapper):  # a lone surrogate, which UTF-8 has no bytes for, stays JSON
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    settings = load_settings()
    try:
        agreements = [load_agreement(path, load_tools(settings)) for path in chosen.agreement]
        engine = load_engine(settings)
        if chosen.verbatim:
            engine = replace(engine, read=partial(read_each_apart, verbatim=True))
        with TemporaryDirectory(prefix="accord-desk-") as folder:
            report = refresh(chosen.paths, Path(folder), settings, engine=engine)
            connection = open_version(Path(folder), report.version, (), agreements)
            print(json.dumps(_compared(connection, agreements, chosen.as_of), ensure_ascii=False))
    except AccordError as error:
        print(error, file=sys.stderr)
        return 1
    for problem in (*report.problems, *report.unread):
        print(f"{problem.path}: {problem.reason}", file=sys.stderr)
    return 1 if report.problems or report.unread else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "python -m lib.compare", description=DESCRIPTION, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("paths", metavar="PATH", type=Path, nargs="+", help="an article, or a folder of articles")
    parser.add_argument("--verbatim", action="store_true", help="take the texts as they are, without cleaning")
    parser.add_argument(
        "--agreement", metavar="PATH", type=Path, action="append", default=[],
        help="an agreement: its text, or as JSON or TOML what was read of it; may be given again",
    )  # fmt: skip
    parser.add_argument(
        "--as-of", metavar="DATE", type=day_argument, action="append", default=[],
        help="a day for the ledger (2018-10-10); may be given again; the newest article's day where none is",
    )  # fmt: skip
    return parser


def _compared(
    connection: duckdb.DuckDBPyConnection, agreements: Sequence[Agreement], days: Sequence[date]
) -> dict[str, Any]:
    names = {row[0]: Path(row[1]).name for row in connection.execute("SELECT document, path FROM documents").fetchall()}
    newest: Sequence[date | None] = [latest_day(connection)]
    return {
        "agreements": [agreement_record(one) for one in agreements],
        "duties": list(_duties(connection, names)),
        "differences": list(_differences(connection, agreements, names)),
        "ledger": [row for one in agreements for day in days or newest for row in _ledger(connection, one, day, names)],
    }


def _duties(connection: duckdb.DuckDBPyConnection, names: dict[str, str]) -> Iterator[dict[str, Any]]:
    """A duty a matter: its title, the clause it is of, and every report of it."""
    for matter, rows in report_rows(connection, ALL).groupby("matter", sort=False):
        agreement, _, clause = str(matter).partition("/")
        known = bool(rows["of_clause"].iloc[0])
        yield {
            "key": matter,
            "title": max(rows["deed"], key=lambda deed: (len(deed) <= LONGEST_TITLE, len(deed))),
            "agreement": agreement if known else None,
            "clause": clause if known else None,
            "reports": [_report(row, names) for row in rows.itertuples()],
        }


def _report(row: Any, names: dict[str, str]) -> dict[str, Any]:  # noqa: ANN401  # a frame's row
    return {
        "article": names[row.document],
        "start": row.start,
        "end": row.end,
        "text": row.exact,
        "obligor": row.who if isinstance(row.who, str) else None,
        "modality": row.modality,
        "due": _day(row.due),
        "state": row.state,
        "on": _day(row.on),
    }


def _differences(
    connection: duckdb.DuckDBPyConnection, agreements: Sequence[Agreement], names: dict[str, str]
) -> Iterator[dict[str, Any]]:
    digests = list(read_digests(connection, documents_in_view(connection, ALL), load_referents()))
    compared = compared_facts(digests, outlets(connection)["outlet"].tolist(), agreements)
    for rank, one in enumerate(compared.differences, 1):
        yield {
            "topic": about(one),
            "measure": kind_of(one),
            "duty": one.subject if one.kind == "deed" else None,
            "rank": rank,
            "values": [_side(side, names) for side in one.sides],
        }


def _side(facts: Sequence[Fact], names: dict[str, str]) -> dict[str, Any]:
    return {
        "value": facts[0].words if "|" in (facts[0].meaning or "|") else facts[0].meaning,
        "outlets": sorted({fact.outlet for fact in facts}),
        "evidence": [{"article": names[fact.document], **_words(fact)} for fact in facts],
    }


def _words(fact: Fact) -> dict[str, Any]:
    return {"start": fact.span.start, "end": fact.span.end, "text": fact.span.exact}


def _ledger(
    connection: duckdb.DuckDBPyConnection, agreement: Agreement, day: date | None, names: dict[str, str]
) -> Iterator[dict[str, Any]]:
    """A row a clause, with where that stands which its state follows from."""
    told = report_rows(connection, ALL)
    at = {(row.document, row.start): row for row in told.itertuples()}
    for row in ledger_states(connection, ALL, agreement, day):
        because = [at[one.document, one.start] for one in row.because]
        yield {
            "clause": row.clause.id,
            "as_of": row.as_of.isoformat(),
            "state": row.state,
            "because": [
                {"article": names[r.document], "start": r.start, "end": r.end, "text": r.exact} for r in because
            ],
        }


def _day(value: Any) -> str | None:  # noqa: ANN401  # a frame's cell
    return None if value is None or value != value else value.date().isoformat()  # noqa: PLR0124  # not a day


if __name__ == "__main__":
    sys.exit(main())
