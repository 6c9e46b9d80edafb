"""An agreement from a file: its own text, or what was read of it and perhaps put right, as JSON or TOML."""

import json
from pathlib import Path

from lib.agreement.contract import agreement_of
from lib.agreement.files.text import load_text
from lib.agreement.reading import read_agreement
from lib.annotate import Tools
from lib.codebooks import read_agreement as read_toml
from lib.errors import UnreadableFileError
from lib.models import Agreement


def load_agreement(path: Path, tools: Tools) -> Agreement:
    """The agreement that a file holds, told by its ending; raises an AccordError with the file and the reason."""
    if path.suffix == ".toml":
        return read_toml(path)
    if path.suffix == ".json":
        try:
            return agreement_of(json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            reason = "no agreement as python -m lib.agreement prints it"
            raise UnreadableFileError(f"{path}: {reason} ({type(error).__name__})") from error
    try:
        return read_agreement(load_text(path), tools)
    except UnreadableFileError as error:
        raise UnreadableFileError(f"{path}: {error}") from error
