"""Files to documents: articles read, cleaned and dated, each bad file named with the reason."""

from lib.ingest.apart import Brought, Reader, read_each_apart
from lib.ingest.files import find_files
from lib.ingest.given import MAX_BYTES, MAX_CHARACTERS, Given, Metadata
from lib.ingest.imports import Import, bring_back, imports_in, save_import, take_back
from lib.ingest.lending import Lender, Lenders, borrow_date, borrow_dates
from lib.ingest.read import find_metadata, problems_of, read_bytes, read_each, read_file, read_files
from lib.ingest.versions import Read, keep_one_version

__all__ = [
    "MAX_BYTES",
    "MAX_CHARACTERS",
    "Brought",
    "Given",
    "Import",
    "Lender",
    "Lenders",
    "Metadata",
    "Read",
    "Reader",
    "borrow_date",
    "borrow_dates",
    "bring_back",
    "find_files",
    "find_metadata",
    "imports_in",
    "keep_one_version",
    "problems_of",
    "read_bytes",
    "read_each",
    "read_each_apart",
    "read_file",
    "read_files",
    "save_import",
    "take_back",
]
