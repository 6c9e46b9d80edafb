"""Reading an agreement: a file to text, text to points, points to who has to do what by when."""

from lib.agreement.apart import Brought, read_apart
from lib.agreement.contract import agreement_of, agreement_record
from lib.agreement.correcting import ClauseRow, corrected, rows_of, standing, undone
from lib.agreement.files.text import load_text, text_of
from lib.agreement.loading import load_agreement
from lib.agreement.others import Change, find_changes, related_ones, with_known
from lib.agreement.reading import read_agreement

__all__ = [
    "Brought",
    "Change",
    "ClauseRow",
    "agreement_of",
    "agreement_record",
    "corrected",
    "find_changes",
    "load_agreement",
    "load_text",
    "read_agreement",
    "read_apart",
    "related_ones",
    "rows_of",
    "standing",
    "text_of",
    "undone",
    "with_known",
]
