"""What is written for whoever comes next names files that there are."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PATHS = re.compile(r"`((?:lib|tests|pages|scripts|docs)/[\w./*-]*)`")


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "SECURITY.md", "docs/architecture.md"])
def test_every_file_that_is_named_is_there(name: str) -> None:
    named = PATHS.findall((ROOT / name).read_text(encoding="utf-8"))
    assert named
    assert [path for path in named if not list(ROOT.glob(path.rstrip("/")))] == []
