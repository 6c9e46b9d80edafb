"""Makes the reader of dates, the grammar and the cleaning fail on certain articles, once they are imported."""

import os
import sys
import time
from dataclasses import replace
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Any

ANNOTATORS, READERS = "lib.annotate.annotators", "lib.ingest.build"


class Finder(MetaPathFinder):
    """Finds that one module as Python would, and has it changed when it is loaded."""

    def find_spec(self, fullname: str, path: Any, _target: ModuleType | None = None) -> ModuleSpec | None:
        """The module with a loader that changes it; None for all others."""
        spec = PathFinder.find_spec(fullname, path) if fullname in {ANNOTATORS, READERS} else None
        if spec is not None and spec.loader is not None:
            spec.loader = Changing(spec.loader)
        return spec


class Changing(Loader):
    """Loads a module as another loader does, then changes it."""

    def __init__(self, loader: Any) -> None:
        self._loader = loader

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        """The module as the other loader creates it."""
        created: ModuleType | None = self._loader.create_module(spec)
        return created

    def exec_module(self, module: ModuleType) -> None:
        """Run the module, then wrap two of its functions."""
        self._loader.exec_module(module)
        if module.__name__ == READERS:
            clean = module.clean
            module.clean = lambda text, *known: fail_reading(text) or clean(text, *known)  # type: ignore[attr-defined]
            return
        parse = module.parse_all
        module.ANNOTATORS = tuple(failing(one) if one.key == "timexes" else one for one in module.ANNOTATORS)  # type: ignore[attr-defined]
        module.parse_all = lambda texts, tools: hang(texts) or parse(texts, tools)  # type: ignore[attr-defined]


def failing(annotator: Any) -> Any:
    """An annotator that first fails where the text says so."""
    find = annotator.find
    return replace(annotator, find=lambda doc, published: fail(doc.text) or find(doc, published))


def fail(text: str) -> None:
    """Raise, hang or end the process where the text says so."""
    if "Ottokar raises." in text:
        raise KeyError("no such day")
    if "Ottokar hangs." in text:
        time.sleep(10_000)
    if "Ottokar ends it." in text:
        os._exit(9)


def fail_reading(text: str) -> None:
    """Hang or raise before a text is cleaned, where it says so."""
    if "Ottokar cannot be read." in text:
        time.sleep(10_000)
    if "Ottokar cannot be cleaned." in text:
        raise AttributeError("no such attribute")


def hang(texts: Any) -> None:
    """Hang, holding nothing up but this process, where a text cannot be parsed."""
    if any("Ottokar is unparsable." in text for text, _ in texts):
        time.sleep(10_000)


sys.meta_path.insert(0, Finder())
