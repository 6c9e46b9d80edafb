"""Adding articles: what was understood is shown before anything is saved."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import streamlit as st
from streamlit.typing import UploadedFile

from lib.errors import AccordError, UnreadableFileError
from lib.models import Document
from lib.queries.corpus import outlets, stories
from lib.ui.data import connection, settings
from lib.ui.first_start import refresh_now
from lib.ui.links import choose
from lib.ui.rights import check_editable, is_editable, show_read_only
from lib.views.preview import preview_html
from lib.views.text import counted, plain

_EARLIEST, _LATEST = date(1900, 1, 1), date(2100, 12, 31)


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
        key=f"upload {_round()}",
        max_upload_size=5,
    )
    additions = [addition for at, upload in enumerate(uploads) if (addition := _ask(at, upload))]
    if additions:
        kept = f"Kept in {plain(str(settings().corpus))}; the articles that came with the desk stay as they are."
        st.caption(kept if settings().data_dir_kept else f"{kept} That folder is temporary: it may be emptied.")
        if st.button(f"Add {counted(len(additions), 'article')}", type="primary"):
            _add(additions)


def _ask(at: int, upload: UploadedFile) -> Addition | None:
    """Outlet, date and story of one file, filled in with what could be read; None where it cannot be read."""
    from lib.ingest import read_bytes  # noqa: PLC0415  # only who adds an article waits for its readers

    data = upload.getvalue()
    with st.container(border=True):
        try:
            found = read_bytes(upload.name, data)
            said = _ask_about(found, f"{_round()} {at}")
            document = read_bytes(upload.name, data, outlet=said[0], published=said[1], story=said[2])
        except UnreadableFileError as error:
            st.error(plain(f"{upload.name}: {error}"), title="This file cannot be added", icon=":material/block:")
            return None
        st.html(preview_html(upload.name, document))
    return Addition(upload.name, data, *said)


def _ask_about(found: Document, key: str) -> tuple[str | None, date | None, str | None]:
    """What the reader says of an article; what was found in it stands there to be corrected."""
    with st.container(horizontal=True):
        outlet = _choose_name(
            "Outlet", _known_outlets(found), found.source.name if found.source else None, f"outlet {key}"
        )
        published = st.date_input(
            "Published", found.published, _EARLIEST, _LATEST, key=f"published {key}", format="YYYY-MM-DD"
        )
        story = _choose_name("Story", stories(connection()), None, f"story {key}", "One of its own")
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
    """Save the files, read them as on a first start, and draw every page anew."""
    from lib.ingest import save_article  # noqa: PLC0415  # as above

    try:
        check_editable()
        for one in additions:
            save_article(
                settings().corpus, one.name, one.data, outlet=one.outlet, published=one.published, story=one.story
            )
        refresh_now()
    except AccordError as error:
        st.error(plain(str(error)), title="The articles could not be added", icon=":material/error:")
        return
    st.session_state["added"] = counted(len(additions), "article")
    st.session_state["upload_round"] = _round() + 1
    choose("data", None)
    st.rerun()


def _show_outcome() -> None:
    """What the last adding did, said once."""
    added = st.session_state.pop("added", None)
    if added:
        st.success(f"{added} added; every page counts with it now.", icon=":material/check:")


def _round() -> int:
    """How often articles were added in this visit; a new number empties the form."""
    return int(st.session_state.get("upload_round", 0))
