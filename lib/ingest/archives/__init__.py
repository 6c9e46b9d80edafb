"""Files that hold articles in other ways than as a text or a web page: opened to what a .txt or .html would hold."""

from lib.ingest.archives.opening import is_archive, list_header, open_pieces
from lib.ingest.archives.pieces import INSTEAD, Piece, Refused

__all__ = ["INSTEAD", "Piece", "Refused", "is_archive", "list_header", "open_pieces"]
