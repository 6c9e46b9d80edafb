"""Every key of the session is named in one module, with what it holds, and nothing else touches the session."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

from lib.ui.kit import session, visit

ROOT = Path(__file__).resolve().parent.parent
MODULE = ROOT / "lib" / "ui" / "kit" / "session.py"
FILES = sorted({*ROOT.glob("lib/**/*.py"), *ROOT.glob("pages/*.py"), *ROOT.glob("*.py")} - {MODULE})
NAMED = {name: one for name, one in vars(session).items() if isinstance(one, session.Held)}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_session_is_used_by_its_names_alone(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        assert not (isinstance(node, ast.Attribute) and node.attr == "session_state"), f"line {node.lineno}"
        assert not (isinstance(node, ast.ImportFrom | ast.Import) and "session_state" in ast.unparse(node))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "visit":
            assert hasattr(session, node.attr), f"line {node.lineno}: visit.{node.attr}"


def test_every_name_is_another_key_and_is_used() -> None:
    assert visit is session
    assert max(Counter(one.key for one in NAMED.values()).values()) == 1
    used = Counter(re.findall(r"\bvisit\.(\w+)", " ".join(path.read_text(encoding="utf-8") for path in FILES)))
    assert not NAMED.keys() - used.keys()


@pytest.mark.parametrize("name", NAMED)
def test_every_name_says_what_it_holds_and_for_whom(name: str) -> None:
    line = next(line for line in MODULE.read_text(encoding="utf-8").splitlines() if line.startswith(f"{name} = "))
    assert re.search(r"  # .+: \w+", line), "what is held: who writes it; who reads it"
