"""Imports: articles brought in together, in one folder that is taken back, and brought back, as one.

The folder is written whole or not at all. Beside a file an article and its sources.toml lies `import.toml`, which says
what was brought in, when, and what of it was refused. Taken back, the folder is hidden, and nothing in it is read.
"""

import os
import re
import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any

import tomli_w

from lib.errors import AccordError, UnreadableFileError
from lib.ingest.archives import Piece
from lib.ingest.files import SOURCES, read_limited
from lib.ingest.given import web_address
from lib.text.slug import slug
from lib.text.toml import read_toml

ABOUT = "import.toml"
_NAME = re.compile(r"import-(\d{4,})(?:-[\w-]*)?")
# Before the name of one that was taken back: such folders are passed over where articles are looked for.
_BACK = "."
_LONGEST_NAME, _MOST_KEPT = 40, 500


@dataclass(frozen=True, slots=True)
class Import:
    """One import: its folder's name, when it was made, from which files, of how many articles, and what was refused.

    `refused` are names of files, or of parts of them, with the reason; `addresses` are where articles were fetched.
    """

    name: str
    made: datetime
    files: tuple[str, ...]
    articles: int
    refused: tuple[tuple[str, str], ...] = ()
    taken_back: bool = False
    addresses: tuple[str, ...] = ()


def save_import(
    corpus: Path, made: datetime, files: Sequence[str], pieces: Sequence[Piece], refused: Sequence[tuple[str, str]] = ()
) -> Import:
    """Write the articles, a file each, with what is said of them, into a new folder of the corpus.

    Raises AccordError where that cannot be written; then nothing is saved.
    """
    stem = slug(Path(files[0] if files else "").stem)[:_LONGEST_NAME]
    part = corpus
    try:
        name, part = _new_folder(corpus, stem)
        fetched = tuple(piece.name for piece in pieces if web_address(piece.name))
        done = Import(name, made, tuple(files), len(pieces), tuple(refused)[:_MOST_KEPT], addresses=fetched)
        rows = [_write(part, at, piece) for at, piece in enumerate(pieces, 1)]
        (part / SOURCES).write_text(tomli_w.dumps({"article": rows}), encoding="utf-8")
        (part / ABOUT).write_text(tomli_w.dumps(_table(done)), encoding="utf-8")
        os.replace(part, corpus / name)  # noqa: PTH105  # a folder
    except OSError as error:
        if part != corpus:
            shutil.rmtree(part, ignore_errors=True)
        why = error.strerror or "another program holds it"
        raise AccordError(f"The folder of added articles cannot be written ({why}): nothing was saved.") from error
    return done


def _new_folder(corpus: Path, stem: str) -> tuple[str, Path]:
    """The name of a new import, and the folder that it is written in, which nobody else writes in."""
    corpus.mkdir(parents=True, exist_ok=True)
    for number in count(1 + max((_number(path.name) for path in corpus.iterdir()), default=0)):
        name = f"import-{number:04}-{stem}".strip("-")
        part = corpus / f"{_BACK}{name}.part"
        with suppress(FileExistsError):
            part.mkdir()
            if not (corpus / name).exists():  # who had the number may have ended meanwhile
                return name, part
            part.rmdir()
    raise AssertionError("numbers never end")


def _write(folder: Path, at: int, piece: Piece) -> dict[str, Any]:
    """Write one article; gives its row of sources.toml."""
    alone = ", " not in piece.name  # a file of its own has a name that its reader knows
    title = slug(Path(piece.name).stem if alone else piece.said.get("title") or piece.name)
    title = title[:_LONGEST_NAME].strip("-")
    name = f"{at:04}-{title or 'article'}{'.html' if piece.page else '.txt'}"
    (folder / name).write_bytes(piece.data)
    said = dict(piece.said)
    said["url"] = web_address(piece.said.get("url"))
    said["story"] = piece.said.get("story") or name.rpartition(".")[0]
    row = {key: value for key, value in said.items() if value}
    return {"file": name, **row, "known": dict.fromkeys(row, f"as imported from {piece.name}"[:300])}


def _table(done: Import) -> dict[str, Any]:
    refused = [{"name": name[:300], "reason": reason[:300]} for name, reason in done.refused]
    return {
        "made": done.made,
        "files": list(done.files),
        "articles": done.articles,
        "addresses": list(done.addresses),
        "refused": refused,
    }


def imports_in(corpus: Path) -> list[Import]:
    """All imports, the newest first, those taken back too; one whose record cannot be read is left out."""
    folders = [path for path in corpus.glob("*") if _number(path.name)] if corpus.is_dir() else []
    found = [one for path in folders if (one := _read(path)) is not None]
    return sorted(found, key=lambda one: _number(one.name), reverse=True)


def _read(folder: Path) -> Import | None:
    try:
        table = read_toml(read_limited(folder / ABOUT).decode())
        refused = tuple((str(row["name"]), str(row["reason"])) for row in table["refused"])
        made, files, articles = table["made"], tuple(map(str, table["files"])), int(table["articles"])
        addresses = tuple(map(str, table.get("addresses", ())))
    except (UnreadableFileError, OSError, ValueError, KeyError, TypeError):
        return None
    if not isinstance(made, datetime):
        return None
    return Import(
        folder.name.removeprefix(_BACK), made, files, articles, refused, folder.name.startswith(_BACK), addresses
    )


def take_back(corpus: Path, name: str) -> None:
    """Hide the folder of an import, so that its articles are read no longer; AccordError where that cannot be."""
    _move(corpus, name, f"{_BACK}{name}")


def bring_back(corpus: Path, name: str) -> None:
    """Show the folder of an import again that was taken back; AccordError where that cannot be."""
    _move(corpus, f"{_BACK}{name}", name)


def _move(corpus: Path, one: str, other: str) -> None:
    if not _number(one) or not (corpus / one).is_dir():
        raise AccordError("That import is no longer there. Reload this page.")
    try:
        os.replace(corpus / one, corpus / other)  # noqa: PTH105  # a folder
    except OSError as error:
        raise AccordError(f"The import's folder cannot be renamed ({error.strerror}): nothing was changed.") from error


def _number(name: str) -> int:
    """The number of an import, by its folder's name; 0 of any other."""
    found = _NAME.fullmatch(name.removeprefix(_BACK))
    return int(found[1]) if found else 0
