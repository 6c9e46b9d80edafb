"""Adding articles: what was understood is shown before anything is saved."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st
from streamlit.typing import UploadedFile

from lib.errors import AccordError, UnreadableFileError
from lib.models import Document, Problem
from lib.queries.corpus import outlets, stories
from lib.text.days import EARLIEST, LATEST
from lib.ui.kit import check_editable, choose, connection, is_editable, refresh_now, settings, show_read_only, visit
from lib.views.kit.text import counted, plain
from lib.views.preview import preview_html

if TYPE_CHECKING:
    from lib.ingest import Reader


@dataclass(frozen=True, slots=True)
class Addition:
    """An uploaded file with what the reader says of it; empty means not known."""

    name: str
    data: bytes
    outlet: str | None
    published: date | None
    story: str | None


def offer_adding() -> None:
    """Draw the form that adds articles, where the reader may change data; where not, say why."""
    if not is_editable():
        show_read_only()
        return
    st.header("Add articles", anchor=False)
    _show_outcome()
    uploads = st.file_uploader(
        "Text or HTML files, one article each",
        type=["txt", "html", "htm"],
        accept_multiple_files=True,
        key=f"upload {visit.UPLOADS.get()}",
        max_upload_size=5,
    )
    additions = _ask_all(uploads)
    if additions:
        kept = f"Saved in {plain(str(settings().corpus))}; the articles that came with the desk are not changed."
        st.caption(kept if settings().data_dir_kept else f"{kept} That folder is temporary: it may be emptied.")
        if st.button(f"Add {counted(len(additions), 'article')}", type="primary"):
            _add(additions)


def _ask_all(uploads: Sequence[UploadedFile]) -> list[Addition]:
    """What the reader says of each file; those that cannot be read say so and are left out."""
    if not uploads:
        return []
    from lib.ingest import Reader  # noqa: PLC0415  # only who adds an article waits for its readers

    with Reader() as reader:
        asked = [_ask(at, upload, reader) for at, upload in enumerate(uploads)]
    return [addition for addition in asked if addition]


def _ask(at: int, upload: UploadedFile, reader: "Reader") -> Addition | None:
    """Outlet, date and story of one file, filled in with what could be read; None where it cannot be read."""
    data = upload.getvalue()
    with st.container(border=True):
        found = _understood(reader, upload.name, data)
        if isinstance(found, str):
            _show_refused(upload.name, found)
            return None
        said = _ask_about(found, f"{visit.UPLOADS.get()} {at}")
        document = _understood(reader, upload.name, data, *said)
        if isinstance(document, str):
            _show_refused(upload.name, document)
            return None
        st.html(preview_html(upload.name, document))
    return Addition(upload.name, data, *said)


def _show_refused(name: str, why: str) -> None:
    st.error(plain(f"{name}: {why}"), title="This file cannot be added", icon=":material/block:")


@st.cache_data(max_entries=200, show_spinner="Reading the article")
def _understood(
    _reader: "Reader",
    name: str,
    data: bytes,
    outlet: str | None = None,
    published: date | None = None,
    story: str | None = None,
) -> Document | str:
    """The document that a file would be, or why it would be none, which is kept too: it may have taken long to tell."""
    try:
        return _reader.read_bytes(name, data, outlet=outlet, published=published, story=story)
    except UnreadableFileError as error:
        return str(error)


def _ask_about(found: Document, key: str) -> tuple[str | None, date | None, str | None]:
    """What the reader says of an article; what was found in it stands there to be corrected."""
    with st.container(horizontal=True):
        outlet = _choose_name(
            "Outlet", _known_outlets(found), found.source.name if found.source else None, f"outlet {key}"
        )
        published = st.date_input(
            "Published", found.published, EARLIEST, LATEST, key=f"published {key}", format="YYYY-MM-DD"
        )
        story = _choose_name("Story", stories(connection()), None, f"story {key}", "A story of its own")
    return outlet, published, story or Path(found.path).stem


def _choose_name(
    label: str, known: Sequence[str], found: str | None, key: str, none: str = "Not known: choose or write one"
) -> str | None:
    """One of the names known, or a new one; None where the reader leaves it at `none`."""
    options = list(dict.fromkeys([*([found] if found else []), *known]))
    return st.selectbox(
        label,
        options,
        index=0 if found else None,
        key=key,
        accept_new_options=True,
        placeholder=none,
    )


def _known_outlets(found: Document) -> list[str]:
    """The names of the outlets there are, the one found in the article first."""
    known = outlets(connection())
    names = known[~known["outlet"].str.startswith("unknown:")]["outlet_name"].tolist()
    return [found.source.name, *names] if found.source else names


def _add(additions: Sequence[Addition]) -> None:
    """Save the files, read them as on a first start, and draw every page anew; one that fails costs only itself."""
    try:
        check_editable()
    except AccordError as error:
        st.error(plain(str(error)), title="The articles could not be added", icon=":material/error:")
        return
    saved, refused = _save(additions)
    try:
        report = refresh_now() if saved else None
    except AccordError as error:
        st.error(plain(str(error)), title="The articles are saved and could not be read yet", icon=":material/error:")
        return
    if not saved:
        st.error(_listed(refused), title="The articles could not be added", icon=":material/error:")
        return
    unread = _named(report.unread if report else (), saved)
    wrong = _named(report.problems if report else (), saved)
    refused += wrong.values()
    visit.ADDED.set((len(saved) - len(wrong), tuple(refused), tuple(unread.values())))
    visit.UPLOADS.set(visit.UPLOADS.get() + 1)
    choose("data", None)
    st.rerun()


def _named(problems: Iterable[Problem], saved: Mapping[str, str]) -> dict[str, str]:
    """What is wrong with files just saved, by their names, each said with the name that its reader gave it."""
    paths = {Path(problem.path): problem.reason for problem in problems}
    here = {path.name: reason for path, reason in paths.items() if path.parent.name == settings().corpus.name}
    return {name: f"{saved[name]}: {reason}" for name, reason in here.items() if name in saved}


def _save(additions: Sequence[Addition]) -> tuple[dict[str, str], list[str]]:
    """The names given to the files that were saved, by the names they have now; and why others were not."""
    from lib.ingest import save_article  # noqa: PLC0415  # as above

    saved: dict[str, str] = {}
    refused: list[str] = []
    for one in additions:
        try:
            path = save_article(
                settings().corpus, one.name, one.data, outlet=one.outlet, published=one.published, story=one.story
            )
        except AccordError as error:
            refused.append(f"{one.name}: {error}")
        else:
            saved[path.name] = one.name
    return saved, refused


def _show_outcome() -> None:
    """What the last adding did, said once: how many articles count now, and which files do not."""
    added, refused, unread = visit.ADDED.pop() or (0, (), ())
    if added:
        st.success(f"{counted(added, 'article')} added; every page now includes them.", icon=":material/check:")
    if refused:
        st.warning(_listed(refused), title="Not counted", icon=":material/block:")
    if unread:
        st.warning(_listed(unread), title="Counted, but not fully read", icon=":material/rule:")


def _listed(reasons: Iterable[str]) -> str:
    """The reasons, one a line."""
    return "  \n".join(map(plain, reasons))
