"""The house's rules: imports only go down, no room is crowded, and each third-party library has its owners."""

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FLOORS = {
    **dict.fromkeys(("models", "errors", "settings", "whole", "annotator"), 0),
    **dict.fromkeys(("text", "codebooks", "apart", "listing"), 1),
    **dict.fromkeys(("ingest", "annotate", "gazetteer"), 2),
    **dict.fromkeys(("store", "compare", "search", "contract", "agreement"), 3),
    **dict.fromkeys(("queries", "refresh", "annotate.__main__"), 4),
    **dict.fromkeys(("views", "exports", "compare.__main__"), 5),
    **dict.fromkeys(("main", "desk", "ui"), 6),
    **dict.fromkeys(("pages", "streamlit_app"), 7),
}
# Rooms of one floor that may look into each other. Ingest and annotate may not.
BESIDE = {
    ("settings", "errors"),
    ("annotator", "models"),
    ("text", "codebooks"),
    ("annotate", "gazetteer"),
    ("main", "desk"),
    ("main", "ui"),
    ("desk", "ui"),
    ("exports", "views"),
    ("store", "agreement"),
    ("compare", "agreement"),
}
SCREEN = {"ui", "desk", "main", "pages", "streamlit_app"}
OWNERS = {
    "spacy": {"annotate", "agreement"},  # agreement only names the types of parsed words
    **{key: {"ingest"} for key in ("pypdf", "striprtf", "warcio", "python_calamine")},
    **{key: {"ingest"} for key in ("feedparser", "protego", "urllib3", "certifi")},
    **{key: {"ingest", "exports"} for key in ("docx", "rispy")},
    "thinc": {"annotate"},
    "deltalake": {"store"},
    "pyarrow": {"store", "gazetteer"},
    "filelock": {"store", "ingest"},
    "tantivy": {"search"},
    "tomli_w": {"store", "ingest"},
    "duckdb": {"store", "queries", "exports", "compare.__main__"}
    | SCREEN,  # the last three only name the connection's type
    "plotly": {"views"},
    "xlsxwriter": {"exports"},
    "folium": {"views"},
    "branca": {"views"},
    "icalendar": {"exports"},
    "js_lib_leaflet": {"views"},
    "streamlit": SCREEN,
    "streamlit_folium": {"ui"},
    "starlette": {"streamlit_app"},
    "trafilatura": {"ingest"},
    "lxml": {"ingest"},
    "ftfy": {"ingest"},
    "charset_normalizer": {"ingest"},
    "marisa_trie": {"gazetteer"},
    "platformdirs": {"settings"},
}
MOST_FILES, MOST_LINES, MOST_ARROWS = 15, 300, 60
FILES = sorted([*ROOT.glob("lib/**/*.py"), *ROOT.glob("pages/*.py"), *ROOT.glob("*.py")])


def _room(module: str) -> str | None:
    """The room of a module: its name or folder under lib, with some command lines as rooms of their own."""
    parts = module.removeprefix("lib.").split(".")
    if parts[1:] == ["__main__"] and (command := ".".join(parts)) in FLOORS:
        return command
    return parts[0] if parts[0] in FLOORS else None


def _imports(path: Path) -> Iterator[str]:
    """Every module that a file imports, wherever in it, `import_module` included."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield from (f"{node.module}.{name.name}" for name in node.names)
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module"):
            assert isinstance(node.args[0], ast.Constant), f"{path}: an import that only runs can tell"
            yield str(node.args[0].value)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_go_down_and_libraries_have_owners(path: Path) -> None:
    room = _room(".".join(path.relative_to(ROOT).with_suffix("").parts))
    if room is None:
        assert path.relative_to(ROOT) == Path("lib/__init__.py"), "a file in no room of the house"
        return
    for module in _imports(path):
        library = module.split(".")[0]
        assert library not in OWNERS or room in OWNERS[library], f"{library} is not for {room}"
        below = _room(module) if library == "lib" else None
        if below and below != room:
            assert FLOORS[below] < FLOORS[room] or (room, below) in BESIDE, f"{room} looks up to {below}"
            assert below != "refresh" or room in {"ui", "main", "compare.__main__"}, (
                "only the screen and a comparison start a refresh"
            )


def _module(path: Path) -> str:
    """A file's name as it is imported: a room's face goes by the room's name."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


MODULES = {_module(path): path for path in FILES}


def _arrows(path: Path) -> set[str]:
    """The other files of the house that a file imports."""
    named = {module if module in MODULES else module.rpartition(".")[0] for module in _imports(path)}
    return {module for module in named if module in MODULES} - {_module(path)}


@pytest.mark.parametrize("room", sorted({path.parent for path in FILES}), ids=lambda room: str(room.relative_to(ROOT)))
def test_no_room_is_crowded(room: Path) -> None:
    files = [path for path in FILES if path.parent == room]
    assert len(files) <= MOST_FILES


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_can_be_read_at_once(path: Path) -> None:
    assert path.read_text(encoding="utf-8").count("\n") <= MOST_LINES


def test_the_pieces_of_the_screen_know_little_of_each_other() -> None:
    """Arrows from file to file of lib/ui; a room's face stands for its files, and what it passes on is no arrow."""
    files = [path for path in FILES if path.is_relative_to(ROOT / "lib/ui") and path.name != "__init__.py"]
    arrows = [(path.name, module) for path in files for module in _arrows(path) if module.startswith("lib.ui")]
    assert len(arrows) <= MOST_ARROWS, sorted(arrows)


def test_rooms_look_one_way() -> None:
    """No room inside a floor is looked into by what it looks into, whatever stands between."""
    looks: dict[str, set[str]] = {}
    for module, path in MODULES.items():
        for other in _arrows(path):
            room, into = (MODULES[name].parent for name in (module, other))
            if room != into and not {room.parent, into.parent} & {ROOT, ROOT / "lib"}:
                looks.setdefault(str(room), set()).add(str(into))
    assert list(TopologicalSorter(looks).static_order())


def test_no_files_import_each_other() -> None:
    assert list(TopologicalSorter({module: _arrows(path) for module, path in MODULES.items()}).static_order())
