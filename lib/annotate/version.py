"""The annotators' version: it changes when anything that decides an annotation changes."""

from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

from lib.codebooks import codebook_files

LIB = Path(__file__).parent.parent
# Folders whose code or data decide what is annotated, and where.
DECIDING = ("annotate", "gazetteer", "text")
# Codebooks, and folders of them, that decide no annotation: they tell of the annotators, or serve a page.
TELLING = frozenset(
    {"quality.toml", "methods.toml", "lines.toml", "facts.toml", "reuse.toml", "utterances.toml", "labels"}
    | {"outlets.toml"}
)


@lru_cache(maxsize=4)
def annotators_version(model: str) -> str:
    """Sixteen hexadecimal digits over the annotators' code, the codebooks, the gazetteer and the pipeline's name.

    Reads files only: it needs no model and takes a few milliseconds.
    """
    digest = blake2b(model.encode(), digest_size=8)
    files = (path for folder in DECIDING for path in (LIB / folder).rglob("*"))
    deciding = sorted(path for path in files if path.is_file() and path.suffix != ".pyc")
    for path in [*deciding, *(path for path in codebook_files() if TELLING.isdisjoint(path.parts[-2:]))]:
        digest.update(path.relative_to(LIB).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
