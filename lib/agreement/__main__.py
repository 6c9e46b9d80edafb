"""The command line: the text of one agreement in, its points as JSON out."""

import argparse
import json
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path

from lib.agreement import agreement_record, load_text, read_agreement
from lib.annotate import load_tools
from lib.errors import AccordError
from lib.settings import load_settings
from lib.text.days import day_argument

DESCRIPTION = """\
Read the text of one agreement: its title, its parties, the day of signing, and its clauses, each with who has to do
what, whether it binds, forbids, allows or only states, and by when.

PATH is a text file, a web page, a PDF with text in it or a DOCX; which, is told by its content. One JSON object goes to
standard output. Spans are half-open character offsets into the object's own "text"."""

EPILOG = """\
exit status: 0 when the agreement was read; 1 when it could not be, with the reason on standard error; 2 for wrong
arguments."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the agreement that the arguments name and print it; gives the exit status."""
    chosen = _parser().parse_args(arguments)
    if isinstance(sys.stdout, TextIOWrapper):  # a lone surrogate, which UTF-8 has no bytes for, stays JSON
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        text = load_text(chosen.path)
        agreement = read_agreement(text, load_tools(load_settings()), signed=chosen.signed, title=chosen.title)
    except AccordError as error:
        print(f"{chosen.path}: {error}", file=sys.stderr)
        return 1
    print(json.dumps(agreement_record(agreement), ensure_ascii=False))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "python -m lib.agreement",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("path", metavar="PATH", type=Path, help="the agreement: text, HTML, PDF or DOCX")
    parser.add_argument(
        "--signed",
        metavar="DATE",
        type=day_argument,
        help="the day of signing (2018-09-17), where the text does not print it",
    )
    parser.add_argument("--title", metavar="TITLE", help="the title, where the text does not print it")
    return parser


if __name__ == "__main__":
    sys.exit(main())
