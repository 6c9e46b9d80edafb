"""A table as CSV.

CSV has no place for remarks: a first line with a sign before it moves the header down for a spreadsheet, and stops
pandas. So the filters and the data version stand in two columns at the end, on every row: any reader takes the file as
it is, and rows of two exports put together still say where each is from.
"""

import pandas as pd

from lib.exports.cells import harmless
from lib.exports.view import View

VIEW_COLUMNS = ("Filters", "Data version")


def csv_bytes(frame: pd.DataFrame, view: View) -> bytes:
    """The frame and the view's two columns as CSV in UTF-8, with the mark by which Excel knows UTF-8.

    A row of the file is a row of the frame; text that a spreadsheet would run has an apostrophe before it.
    """
    filters, version = VIEW_COLUMNS
    labelled = frame.assign(**{filters: view.kept, version: view.version})
    labelled.columns = [harmless(str(name)) for name in labelled.columns]
    return str(labelled.map(harmless).to_csv(index=False, lineterminator="\n")).encode("utf-8-sig")
