"""What every test may ask for: a store of hand-made documents, the tools, a store of the seeds; and no network."""

import gc
import shutil
import socket
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import hypothesis
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from lib import listing
from lib.annotate import Tools, annotate_all, load_tools
from lib.annotate.promising.parts import deed_of
from lib.codebooks.referents import Referent, load_referents
from lib.compare.digest import Digest
from lib.models import Annotations, Document, Filters, Mention, Sentence, Source, Span
from lib.queries.sources.digests import digests_in_view, documents_in_view, read_digests
from lib.refresh import Engine, annotation_version, refresh
from lib.settings import load_settings
from lib.store import FileRow, FileState, fingerprint, open_version, save
from tests.opened import open_link, scan_components_once, wait_without_looking
from tests.recount.corpora import FILTERS, Case, Corpus, read_corpora

# The same examples on every machine, however slow it is, and no folder of what failed before.
hypothesis.settings.register_profile("desk", derandomize=True, deadline=None, database=None, max_examples=60)
hypothesis.settings.load_profile("desk")

Store = Callable[..., duckdb.DuckDBPyConnection]
LOOPBACK = ("127.0.0.1", "::1", "localhost")


def pytest_collection_finish() -> None:
    """What was collected and loaded stays to the end: no search for garbage goes through it; and there are fewer."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000)


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    """Fail any attempt to reach beyond this machine."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and address[0] not in LOOPBACK:
            raise AssertionError(f"a test tried to reach {address}")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        yield


@pytest.fixture(autouse=True, scope="session")
def _one_worker() -> Iterator[None]:
    """Tests run side by side themselves, and another process that reads articles takes seconds to start."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ACCORD_DESK_WORKERS", "1")
        yield


@pytest.fixture(autouse=True, scope="session")
def _pages_opened_quickly() -> Iterator[None]:
    """No AppTest looks again for what the first one found installed, nor spends time on waiting."""
    with pytest.MonkeyPatch.context() as patch:
        scan_components_once(patch)
        wait_without_looking(patch)
        yield


@pytest.fixture(autouse=True, scope="session")
def _every_cell_is_what_its_column_says() -> Iterator[None]:
    """Whatever frame a test asks for or draws is held to its record whole, not by the names of its columns alone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(listing, "held", listing.check_cells)
        yield


def make_document(name: str, text: str, outlet: str | None = "Alwaght", **fields: Any) -> Document:
    """A document with the fields a test does not care about filled in; `name` is its id and its file's stem."""
    source = Source(outlet.lower().replace(" ", "-"), outlet) if outlet else None
    known = {"published": date(2018, 9, 18), "published_from": "metadata", "title": None, "story": "corpus", **fields}
    return Document(name, source, text=text, source_from="metadata" if outlet else None, path=f"{name}.txt", **known)


def span_of(text: str, exact: str, nth: int = 0) -> Span:
    """The nth span of `text` with exactly those words."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(exact, start + 1)
    return Span(start, start + len(exact), exact)


def sentences_of(text: str, *exacts: str, headline: bool = False) -> tuple[Sentence, ...]:
    """The sentences of `text` as given, each its own paragraph; the first is the headline where said."""
    return tuple(Sentence(span_of(text, exact), n, headline and n == 0) for n, exact in enumerate(exacts))


def mention_of(text: str, exact: str, entity: str | None, kind: Any = "PERSON", nth: int = 0) -> Mention:
    """A mention of those words, named as they stand."""
    return Mention(span_of(text, exact, nth), kind, entity, exact, "full name")


def file_row(document: Document | None, annotations: Annotations | None = None, **state: Any) -> FileRow:
    """A row as a refresh would make it, of a file in the folder `corpus`."""
    contents = ((document, with_deeds(annotations or Annotations())),) if document else ()
    path = document.path if document else "refused.txt"
    known = {"path": f"corpus/{path}", "root": "corpus", "size": 1, "mtime_ns": 1, "raw_hash": "", "sources_row": ""}
    print_ = fingerprint([document] if document else [], "1")
    return FileRow(FileState(**{**known, "version": "1", "fingerprint": print_, **state}), contents)


def with_deeds(annotations: Annotations) -> Annotations:
    """The annotations, each commitment with what is to be done, as its annotator would say it."""
    said = (one if one.deed else replace(one, deed=deed_of(one)) for one in annotations.commitments)
    return replace(annotations, commitments=tuple(said))


def digests_of(
    connection: duckdb.DuckDBPyConnection,
    filters: Filters = Filters(),  # noqa: B008  # never changed
    referents: tuple[Referent, ...] | None = None,
) -> tuple[Digest, ...]:
    """What the comparison reads of the articles kept, by the project's labels where no others are given."""
    referents = load_referents() if referents is None else referents
    read = read_digests(connection, documents_in_view(connection, filters), referents)
    return digests_in_view(connection, filters, {digest.document: digest for digest in read})


def store_in(
    folder: Path, *contents: tuple[Document, Annotations], refused: Sequence[tuple[str, str]] = ()
) -> duckdb.DuckDBPyConnection:
    """Save documents in the folder's table and open it."""
    save_in(folder, *contents, refused=refused)
    return open_version(folder / "table")


def save_in(folder: Path, *contents: tuple[Document, Annotations], refused: Sequence[tuple[str, str]] = ()) -> None:
    """Save documents in the folder's table."""
    # A folder each keeps the corpus in the order given; inside a folder it goes by name.
    rows = [file_row(*content, root=f"folder {n}") for n, content in enumerate(contents)]
    rows += [file_row(None, path=path, problem=reason) for path, reason in refused]
    save(folder / "table", rows)


@pytest.fixture
def make_store(tmp_path: Path) -> Store:
    """A function that saves documents and opens the store: `make_store((document, annotations), ...)`."""
    return partial(store_in, tmp_path)


@pytest.fixture(scope="module")
def make_shared_store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The same, for a store that the tests of a module only read: opening one takes longer than most questions."""

    def make(*contents: tuple[Document, Annotations], refused: Sequence[tuple[str, str]] = ()) -> Any:
        return store_in(tmp_path_factory.mktemp("shared"), *contents, refused=refused)

    return make


@pytest.fixture(scope="session")
def tools() -> Iterator[Tools]:
    """The real annotators' tools, loaded once; while they stay, no search for garbage goes through them."""
    loaded = load_tools(load_settings({}))
    gc.freeze()
    yield loaded
    gc.unfreeze()


@pytest.fixture(scope="session")
def seed_store(tmp_path_factory: pytest.TempPathFactory, tools: Tools) -> Path:
    """The table of the real seeds, annotated once; it lies where `ACCORD_DESK_DATA=<its parent>` finds it."""
    settings = load_settings({"ACCORD_DESK_DATA": str(tmp_path_factory.mktemp("data"))})
    engine = Engine(annotation_version(settings), lambda documents: annotate_all(documents, tools))
    refresh([settings.seeds], settings.table, settings, engine=engine)
    return settings.table


@pytest.fixture(scope="session")
def _seeds_opened(seed_store: Path) -> duckdb.DuckDBPyConnection:
    return open_version(seed_store)


@pytest.fixture
def seed_connection(_seeds_opened: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """The newest version of the seeds' table, opened once and only read."""
    return _seeds_opened.cursor()


@pytest.fixture(scope="session")
def corpora(tmp_path_factory: pytest.TempPathFactory, tools: Tools) -> dict[str, Corpus]:
    """The seeds and made articles, each as a store and as the JSON Lines of the same articles, read once."""
    folder = tmp_path_factory.mktemp("recounted")
    return read_corpora(folder, load_settings({"ACCORD_DESK_DATA": str(folder)}), tools)


@pytest.fixture(params=[(name, at) for name in ("seeds", "made") for at in range(len(FILTERS))], ids=str)
def case(request: pytest.FixtureRequest, corpora: dict[str, Corpus]) -> Case:
    """Each of those corpora under each combination of filters."""
    name, at = request.param
    return corpora[name].cases[at]


@pytest.fixture(scope="session")
def no_seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty folder in the place of the seeds, so that a page reads the store as it is."""
    return tmp_path_factory.mktemp("no seeds")


@pytest.fixture
def open_on_seeds(seed_store: Path, no_seeds: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    """A function that opens a page on the seeds' store with a link's parameters: `open_on_seeds("map", place="x")`."""

    def opened(page: str, /, folder: Path | None = None, **query: Any) -> AppTest:
        monkeypatch.setenv("ACCORD_DESK_DATA", str(folder or seed_store.parent))
        monkeypatch.setenv("ACCORD_DESK_SEEDS", str(no_seeds))
        return open_link(page, **query)

    return opened


@pytest.fixture
def editable_data(seed_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of the seeds that a test may decide about."""
    shutil.copytree(seed_store, tmp_path / "data" / "table")
    monkeypatch.setenv("ACCORD_DESK_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("ACCORD_DESK_EDITABLE", "1")
    return tmp_path / "data"


@pytest.fixture
def nothing_kept() -> Iterator[None]:
    """What the desk keeps of data is gone before the test, which may change what is kept, and gone after it."""
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


def open_page(page: str, popover: str = "", /, **query: Any) -> AppTest:
    """A page over the data that the settings name, one of its popovers opened."""
    at = open_link(page, popover, **query)
    assert not at.exception
    return at
