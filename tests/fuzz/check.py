"""What must hold of every text, whatever is in it: looked at in a process that may be ended."""

import json
import resource
import time
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, NamedTuple

import pyarrow as pa

from lib.annotate import annotate, load_tools
from lib.contract import contract_record
from lib.errors import UnreadableFileError
from lib.ingest import read_bytes
from lib.models import Annotations, Document
from lib.settings import load_settings
from lib.store import FileRow, FileState
from lib.store.rows import table_rows
from lib.store.schema import table_schema

# Of CPU time, for a text with next to nothing in it, and for each byte: 10 seconds for 100 kB.
SECONDS, SECONDS_A_BYTE = 1.0, 1 / 10_000
MOST_MEMORY = 3_000_000_000
PUBLISHED = date(2018, 9, 17)
FORMS = ("txt", "verbatim", "html")


class Case(NamedTuple):
    """A text, and the form in which it comes: a text file, one taken verbatim, or a web page."""

    text: str
    form: str


def load_checker() -> Callable[[Case], Iterator[list[str]]]:
    """The function that looks at one case; gives what is wrong with it, nothing where all holds."""
    tools = load_tools(load_settings({}))
    for form in FORMS:  # what is loaded at first need is no text's time
        annotate(read(Case("They agreed in Geneva on Monday to withdraw by 10 October.", form)), tools)

    def check(case: Case) -> Iterator[list[str]]:
        begun = time.process_time()
        try:
            document = read(case)
        except UnreadableFileError:
            document = None
        read_in = time.process_time() - begun
        faults = [f"reading took {read_in:.1f} s"] if read_in > _most_seconds(case) else []
        if document is not None:
            annotations = annotate(document, tools)
            took = time.process_time() - begun
            faults += [f"took {took:.1f} s, {read_in:.1f} of them reading"] if took > _most_seconds(case) else []
            faults += faults_of(document, annotations)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        yield faults + ([f"took {memory:,} bytes of memory"] if memory > MOST_MEMORY else [])

    return check


def read(case: Case) -> Document:
    """The document of a case; raises UnreadableFileError where it is refused."""
    if case.form == "html":
        page = f"<html><head><title>{case.text[:80]}</title></head><body><article><p>{case.text}</p></article></body>"
        return read_bytes("page.html", page.encode(errors="surrogatepass"), published=PUBLISHED)
    data = case.text.encode(errors="surrogatepass")
    return read_bytes("text.txt", data, published=PUBLISHED, verbatim=case.form == "verbatim")


def faults_of(document: Document, annotations: Annotations) -> list[str]:
    """What does not hold of what was read."""
    faults = [f"{failure.annotator} {failure.reason}" for failure in annotations.failures]
    wrong = [span for span in annotations.spans() if document.text[span.start : span.end] != span.exact]
    faults += [f"a span is not its words: {wrong[0]}"] if wrong else []
    empty = [span for span in annotations.spans() if not span.exact.strip()]
    faults += [f"an empty span: {empty[0]}"] if empty else []
    return faults + _unwritable(document, annotations)


def _unwritable(document: Document, annotations: Annotations) -> list[str]:
    """Why it cannot be written as JSON or as a row of the table."""
    try:
        json.loads(json.dumps(contract_record(document, annotations)), parse_constant=_refuse)
        state = FileState(document.path, "root", 1, 1, "", "", "", "")
        rows = list(table_rows(FileRow(state, ((document, annotations),)), 0))
        pa.Table.from_pylist(rows, schema=table_schema()).to_pylist()
    except (ValueError, TypeError, OverflowError, pa.ArrowException) as error:
        return [f"cannot be written: {error}"]
    return []


def _refuse(constant: str) -> Any:
    raise ValueError(f"{constant} is not JSON")


def _most_seconds(case: Case) -> float:
    return SECONDS + len(case.text.encode(errors="surrogatepass")) * SECONDS_A_BYTE
