"""Annotated articles as JSON Lines, by the contract that the command line keeps too."""

import json
from collections.abc import Iterable, Iterator

from lib.contract import contract_record
from lib.exports.view import View
from lib.models import Annotations, Document


def jsonl_lines(articles: Iterable[tuple[Document, Annotations]], view: View) -> Iterator[bytes]:
    """One line an article, made as it is asked for: the contract's record, and in `view` what the file shows.

    The first line is an article like all others, so the view stands in each, as a field more than the contract has.
    """
    told = view.record()
    for document, annotations in articles:
        record = {**contract_record(document, annotations), "view": told}
        yield json.dumps(record, ensure_ascii=False, allow_nan=False).encode("utf-8", "replace") + b"\n"
