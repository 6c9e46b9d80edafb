"""The example that ships with the desk: an invented agreement and four articles, opened and removed as one."""

import os
import shutil
from pathlib import Path

from lib.codebooks import read_agreement
from lib.errors import StoreError
from lib.settings import Settings
from lib.store import remove_agreement, save_agreement

NAME = "inland-sea"
AGREEMENT = "agreement.toml"


def example_folder(settings: Settings) -> Path:
    """Where the example's articles lie among those that were added, while it is open."""
    return settings.corpus / f"example-{NAME}"


def is_example_open(settings: Settings) -> bool:
    """Whether the example's articles are among those of the desk."""
    return example_folder(settings).is_dir()


def open_example(settings: Settings) -> None:
    """Put the example's articles and its agreement beside what was added; raises StoreError where that cannot be."""
    source, folder = settings.root / "examples" / NAME, example_folder(settings)
    part = folder.with_name(f".{folder.name}.part")
    try:
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        for path in [*sorted(source.glob("0*.txt")), source / "sources.toml"]:
            shutil.copyfile(path, part / path.name)
        os.replace(part, folder)  # noqa: PTH105  # a folder
    except OSError as error:
        raise StoreError(
            f"The example was not opened ({error.strerror}): free some space, or remove it first."
        ) from error
    save_agreement(settings.agreements, read_agreement(source / AGREEMENT))


def close_example(settings: Settings) -> None:
    """Take the example away, articles and agreement, and nothing else."""
    try:
        shutil.rmtree(example_folder(settings))
    except FileNotFoundError:
        pass
    except OSError as error:
        raise StoreError(f"The example was not removed ({error.strerror}): remove its folder by hand.") from error
    remove_agreement(settings.agreements, read_agreement(settings.root / "examples" / NAME / AGREEMENT).id)
