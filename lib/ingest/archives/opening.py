"""A file opened to its articles, by what it is; one that cannot be opened costs no more than itself."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import PurePath

from lib.errors import UnreadableFileError
from lib.ingest.archives.columns import Role
from lib.ingest.archives.factiva import factiva_pieces, is_factiva
from lib.ingest.archives.kinds import Kind, kind_of
from lib.ingest.archives.lines import text_of_kind
from lib.ingest.archives.lists import list_pieces, read_csv, read_xlsx
from lib.ingest.archives.mail import mail_piece
from lib.ingest.archives.nexis import is_nexis, nexis_pieces
from lib.ingest.archives.packed import saved_pages, unpacked
from lib.ingest.archives.pieces import INSTEAD, Piece, Refused, text_piece
from lib.ingest.archives.references import reference_pieces
from lib.ingest.files import MOST_OPENED_BYTES, too_large
from lib.ingest.records import Record, records_in

Pieces = Iterator[Piece | Refused]
# What hardly any text holds and every archive's file does, as its bytes have it.
_ARCHIVED = re.compile(rb"\b\d{1,5} of \d{1,5} DOCUMENT|\bEnd of Document\b|\bDocument [A-Z][A-Z0-9]{5,11}[a-z0-9]{12}")
OTHER = f"not a kind of file that is read: {INSTEAD}"


def open_pieces(name: str, data: bytes, columns: Mapping[Role, int] | None = None, *, inside: bool = False) -> Pieces:
    """The articles of a file's bytes in order, and for each part that is none why; nothing is raised.

    `columns` say which column of a list holds what. Inside a package no other package is opened.
    """
    try:
        if not data.strip():
            yield Refused(name, f"empty: {INSTEAD}")
        elif len(data) > MOST_OPENED_BYTES:
            yield Refused(name, too_large(MOST_OPENED_BYTES))
        else:
            yield from _pieces(name, data, kind_of(data, name), columns, inside=inside)
    except UnreadableFileError as error:
        yield Refused(name, str(error))


def _pieces(name: str, data: bytes, kind: Kind, columns: Mapping[Role, int] | None, *, inside: bool) -> Pieces:
    if kind == "zip" and inside:
        return iter([Refused(name, "a package in a package: unpack it first")])
    if kind in {"list", "xlsx"}:
        header, rows = (read_csv if kind == "list" else read_xlsx)(data)
        return list_pieces(name, header, rows, columns)
    return WAYS[kind](name, data) if kind in WAYS else _texts(name, data, kind)


def _texts(name: str, data: bytes, kind: Kind) -> Pieces:
    """The articles of a text in any wrapping: those of an archive where it is one's, else the one that it is."""
    lines = text_of_kind(data, kind).splitlines()
    if archived := archive_pieces(name, lines):
        yield from archived
    elif kind in {"text", "page"}:
        yield Piece(name, data, page=kind == "page")
    else:
        yield text_piece(name, "\n".join(lines))


def archive_pieces(name: str, lines: Sequence[str]) -> Pieces | None:
    """The articles where these are the lines of an archive's file; None where they are not."""
    if is_nexis(lines):
        return nexis_pieces(name, lines)
    return factiva_pieces(name, lines) if is_factiva(lines) else None


def list_header(name: str, data: bytes) -> list[str]:
    """The names of the columns of a list; empty where the file is none that can be read."""
    kind = kind_of(data, name)
    try:
        return (read_csv if kind == "list" else read_xlsx)(data)[0] if kind in {"list", "xlsx"} else []
    except UnreadableFileError:
        return []


def is_archive(data: bytes) -> bool:
    """Whether the bytes of a text or a page seem to be an archive's file, or no text or page at all."""
    return kind_of(data, "") not in {"text", "page", "records", "list"} or bool(_ARCHIVED.search(data))


def _packed(name: str, data: bytes) -> Pieces:
    for member in unpacked(name, data):
        if isinstance(member, Refused):
            yield member
        elif not _is_told(member[0]):
            yield from open_pieces(*member, inside=True)


def _is_told(path: str) -> bool:
    """Whether a file of a package only describes the others, as in WACZ."""
    parts = PurePath(path).parts
    index = PurePath(path).suffix.lower() in {".cdx", ".cdxj", ".idx", ".json"} or "indexes" in parts
    return index or PurePath(path).name == "pages.jsonl" or parts[-2:-1] == ("pages",)


def _records(name: str, data: bytes) -> Pieces:
    for record in records_in(data):
        if isinstance(record, Record):
            given = record.given
            piece = text_piece(
                f"{name}, {record.id}", record.text, title=given.title, published=given.published,
                outlet=given.outlet.name if given.outlet else None, url=given.url,
            )  # fmt: skip
            if given.story:
                piece.said["story"] = given.story
            yield piece
        else:
            yield Refused(f"{name}, line {record[0]}", record[1])


def _other(name: str, _: bytes) -> Pieces:
    return iter([Refused(name, OTHER)])


def _mail(name: str, data: bytes) -> Pieces:
    return iter([mail_piece(name, data)])


WAYS: Mapping[Kind, Callable[[str, bytes], Pieces]] = {
    "zip": _packed, "records": _records, "warc": saved_pages, "references": reference_pieces, "mail": _mail,
    "other": _other,
}  # fmt: skip
"""How a file is opened that is neither a list nor one text."""
