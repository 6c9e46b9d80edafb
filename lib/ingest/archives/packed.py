"""Packed files and saved web archives: each file in them by its name and bytes, within limits that no folder meets."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from lib.errors import UnreadableFileError
from lib.ingest.archives.pieces import MOST_PIECES, Piece, Refused
from lib.ingest.given import MAX_BYTES, Metadata, web_address

# All files of a package unpacked together, and how much tighter than text ever packs one of them may be.
MOST_UNPACKED, MOST_RATIO = 300_000_000, 200
MOST_PACKED = 50_000_000
_HIDDEN = ("__MACOSX", ".")


def unpacked(name: str, data: bytes) -> Iterator[tuple[str, bytes] | Refused]:
    """Each file of a ZIP as "NAME/PATH" and bytes; nothing is ever written, so a path in it leads nowhere."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            members = [one for one in packed.infolist() if not one.is_dir() and not _is_hidden(one.filename)]
            if len(members) > MOST_PIECES:
                raise UnreadableFileError(f"more than {MOST_PIECES:,} files in it: share them out")
            if sum(one.file_size for one in members) > MOST_UNPACKED:
                raise UnreadableFileError(f"unpacks to more than {MOST_UNPACKED // 1_000_000} MB: share it out")
            for member in members:
                yield _member(name, packed, member)
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise UnreadableFileError(
            "a packed file that cannot be read (it is damaged or not whole): pack it anew"
        ) from error


def _member(name: str, packed: zipfile.ZipFile, member: zipfile.ZipInfo) -> tuple[str, bytes] | Refused:
    shown = f"{name}/{_shown(member.filename)}"
    if member.flag_bits & 1:
        return Refused(shown, "encrypted: unpack it with its password first")
    if member.file_size > MOST_PACKED or member.file_size > MOST_RATIO * max(member.compress_size, 1_000):
        return Refused(shown, "unpacks to far more than it takes, as no article does")
    try:
        with packed.open(member) as file:
            inside = file.read(member.file_size + 1)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError):
        return Refused(shown, "cannot be unpacked (it is damaged or not whole): pack it anew")
    return (shown, inside) if len(inside) <= member.file_size else Refused(shown, "larger than the package says")


def _shown(path: str) -> str:
    """A path as it is shown: without the steps that lead out of a folder."""
    return "/".join(part for part in PurePosixPath(path.replace("\\", "/")).parts if part not in {"..", "/", "."})


def _is_hidden(path: str) -> bool:
    return any(part.startswith(_HIDDEN) and part not in {"..", "."} for part in PurePosixPath(path).parts)


def saved_pages(name: str, data: bytes) -> Iterator[Piece | Refused]:
    """The web pages of a WARC, each with its address; what is no page is passed over."""
    from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]  # noqa: PLC0415  (for those who have one to read)
    from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]  # noqa: PLC0415

    count, size = 0, 0
    try:
        for record in ArchiveIterator(io.BytesIO(data)):
            page = _page(name, record)
            if page is None:
                continue
            count, size = count + 1, size + (len(page.data) if isinstance(page, Piece) else MAX_BYTES)
            if count > MOST_PIECES or size > MOST_UNPACKED:
                yield Refused(name, "more pages than are read at once: share them out")
                return
            yield page
    except (ArchiveLoadFailed, ValueError, OSError, EOFError, zlib.error, AttributeError, KeyError):
        yield Refused(name, "a web archive that breaks off; what stands before it is read")
        return
    if not count:
        yield Refused(name, "a web archive without a page in it")


def _page(name: str, record: object) -> Piece | Refused | None:
    """The page of one record; None where it is something else, or was not answered."""
    headers = getattr(record, "http_headers", None)
    if getattr(record, "rec_type", "") != "response" or headers is None or headers.get_statuscode() != "200":
        return None
    if "html" not in (headers.get_header("Content-Type") or "").lower():
        return None
    address = web_address(record.rec_headers.get_header("WARC-Target-URI"))  # type: ignore[attr-defined]  # warcio has no types
    body = record.content_stream().read(MAX_BYTES + 1)  # type: ignore[attr-defined]
    shown = f"{name}, {address or 'a page'}"
    if len(body) > MAX_BYTES:
        return Refused(shown, f"larger than {MAX_BYTES // 1_000_000} MB, which no article is")
    if address and not (urlsplit(address).path.strip("/") or urlsplit(address).query):
        return None  # a site's front page
    return Piece(shown, body, page=True, said=Metadata(url=address))
