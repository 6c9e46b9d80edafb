"""The command line of the contract: files in, one annotated document a line out, as JSON."""

import argparse
import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from lib.annotate import annotate_apart
from lib.contract import contract_record
from lib.errors import AccordError
from lib.ingest import Metadata, Read, borrow_dates, read_each_apart
from lib.models import Document
from lib.settings import load_settings
from lib.text.days import day_argument

DESCRIPTION = """\
Annotate news articles: people, organisations and places, dates, quotes, figures, and who is to do what by when.

PATH is a text file, or a .jsonl file with one object a line that holds at least "id" and "text", and optionally
"published" (an ISO date), "outlet", "title" and "story"; other keys are ignored. What sources.toml beside a text file
says of it counts as well.

One JSON object a line goes to standard output, in the order of the input; progress and warnings go to standard error.
A text file's "id" is its file name. Spans are half-open character offsets into the object's own "text".

A story is what "story" says in JSON Lines or in sources.toml, else the folder of a text file; a JSON Lines document
without one is its own story. A document without a date borrows the earliest known date of its story, and says so:
"published_from" is "metadata", "text" or "story"."""

EPILOG = """\
exit status: 0 when every document was annotated; 1 when some could not be, or not in all respects, each named on
standard error, with all else still printed; 2 for wrong arguments."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Annotate what the arguments name and print it; gives the exit status."""
    chosen = _parser().parse_args(arguments)
    if isinstance(sys.stdout, TextIOWrapper):  # a lone surrogate, which UTF-8 has no bytes for, stays JSON
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    said = Metadata(outlet=chosen.outlet, published=chosen.published)
    reads = list(read_each_apart(chosen.paths, verbatim=chosen.verbatim, **said))
    troubles = [_complaint(read, read.outcome) for read in reads if isinstance(read.outcome, str)]
    for trouble in troubles:
        print(trouble, file=sys.stderr)
    try:
        for read, record in _annotated([read for read in reads if isinstance(read.outcome, Document)]):
            print(json.dumps(record, ensure_ascii=False), flush=True)
            for failure in record["failures"]:
                troubles.append(_complaint(read, f"{failure['annotator']} not read: it {failure['reason']}"))
                print(troubles[-1], file=sys.stderr)
    except AccordError as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:  # the reader, `head` perhaps, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return 1 if troubles else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "python -m lib.annotate",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("paths", metavar="PATH", type=Path, nargs="+", help="a text file or a .jsonl file")
    parser.add_argument(
        "--verbatim",
        action="store_true",
        help="take the text as it is: no cleaning, offsets index into the given text; dates and outlets that stand in"
        " it are still read",
    )
    parser.add_argument(
        "--published",
        metavar="DATE",
        type=day_argument,
        help="the day of publication (2018-09-17), where JSON says no other",
    )
    parser.add_argument("--outlet", metavar="NAME", help="the outlet, where JSON says no other")
    return parser


def _annotated(reads: Sequence[Read]) -> Iterator[tuple[Read, dict[str, Any]]]:
    """What to print of each, as it comes from the annotators."""
    documents = borrow_dates([read.outcome for read in reads if isinstance(read.outcome, Document)])
    annotated = annotate_apart(_watched(documents), load_settings())
    for read, (document, annotations) in zip(reads, annotated, strict=True):
        yield read, contract_record(document, annotations) | {"id": read.name}


def _watched(documents: Sequence[Document]) -> Iterable[Document]:
    """The documents, with a count of those taken up where somebody watches."""
    for number, document in enumerate(documents, 1):
        if sys.stderr.isatty():
            print(f"\rAnnotating {number} of {len(documents)} ", end="", file=sys.stderr, flush=True)
        yield document


def _complaint(read: Read, trouble: str) -> str:
    where = f"{read.path}, line {read.line}" if read.line else str(read.path)
    return f"{where}: {trouble}"


if __name__ == "__main__":
    sys.exit(main())
