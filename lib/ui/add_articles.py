"""Adding articles, whatever way they come: read, shown and put right in a table, saved and taken back together."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pandas as pd
import streamlit as st
from streamlit.typing import UploadedFile

from lib.errors import AccordError
from lib.models import Document, Problem
from lib.queries.library.known import known_articles, not_counted
from lib.queries.library.listed import agreements_about
from lib.ui import kit
from lib.views.kit.text import counted, day, plain
from lib.views.preview import COLUMNS, EDITED, as_said, faults, preview_frame

if TYPE_CHECKING:
    from lib.ingest import Brought, Reader
    from lib.ingest.archives import Piece
    from lib.ingest.archives.columns import Role

KINDS = [
    *("txt", "html", "htm", "pdf", "docx", "rtf", "eml", "jsonl", "zip"),
    *("csv", "tsv", "xlsx", "ris", "warc", "gz", "wacz"),
]
LISTS = (".csv", ".tsv", ".xlsx")
MOST_MEGABYTES = 20
PASTED = "pasted text"
# What a column of a list may hold, in words.
ROLES: Mapping["Role", str] = {
    "text": "Text", "title": "Headline", "outlet": "Outlet", "published": "Published", "url": "Address",
    "story": "Story",
}  # fmt: skip
NONE = "None of them"
MOST_ADDRESSES = 100
MOST_SAID = 20  # of what was refused, named at once


def offer_adding() -> None:
    """Draw the form that adds articles, where the reader may change data; where not, say why."""
    if not kit.is_editable():
        kit.show_read_only()
        return
    st.header("Add articles", anchor=False)
    _show_outcome()
    number = kit.visit.UPLOADS.get()
    uploads = st.file_uploader(
        "Articles as text, web page, PDF, Word, RTF or e-mail; lists as CSV or XLSX; files of Nexis, Factiva and RIS; "
        "saved web archives; and ZIP of these",
        type=KINDS,
        accept_multiple_files=True,
        key=f"upload {number}",
        max_upload_size=MOST_MEGABYTES,
    )
    pasted = st.text_area("Or paste the text of one article", key=f"pasted {number}", height=68, max_chars=1_000_000)
    brought = [*_bring(uploads, pasted), *_fetch(number)]
    if brought:
        _show_refused([one for one in brought if one.piece is None])
        _preview([one for one in brought if one.piece is not None], brought, number)
    _show_imports()


def _bring(uploads: Sequence[UploadedFile], pasted: str) -> "list[Brought]":
    """What each file holds, read once while it is there."""
    held = kit.visit.BROUGHT.get()
    found: dict[Any, list[Brought]] = {}
    if uploads or pasted.strip():
        from lib.ingest import Reader  # noqa: PLC0415  # only who adds an article waits for its readers

        with Reader() as reader:
            for upload in uploads:
                columns = _ask_columns(upload, reader)
                key = (upload.file_id, tuple(sorted((columns or {}).items())))
                found[key] = held.get(key) or _watched(
                    f"Reading {plain(upload.name)}", reader.open_file(upload.name, upload.getvalue(), columns)
                )
            if pasted.strip():
                found[pasted] = held.get(pasted) or list(reader.open_file(PASTED, pasted.encode()))
    kit.visit.BROUGHT.set(found)
    return [one for some in found.values() for one in some]


def _fetch(number: int) -> "list[Brought]":
    """What the addresses asked for hold, fetched once; nothing where the settings forbid it."""
    if not kit.settings().network:
        return []
    with st.form(f"addresses {number}", border=False):
        written = st.text_area(
            "Or fetch addresses of articles, feeds and sitemaps, one a line", key=f"fetched {number}", height=68,
            max_chars=MOST_ADDRESSES * 2_000,
        )  # fmt: skip
        st.form_submit_button("Fetch", icon=":material/cloud_download:")
    addresses = tuple(dict.fromkeys(written.split()))[:MOST_ADDRESSES]
    held = kit.visit.FETCHED.get()
    if held[0] != addresses:
        held = addresses, _visit(addresses) if addresses else []
        kit.visit.FETCHED.set(held)
    return list(held[1])


def _visit(addresses: Sequence[str]) -> "list[Brought]":
    from lib.ingest import imports_in  # noqa: PLC0415  # as above
    from lib.ingest.network import Visitor  # noqa: PLC0415

    kit.check_editable()
    known = {address for one in imports_in(kit.settings().corpus) for address in one.addresses}
    with Visitor(kit.settings()) as visitor:
        return _watched("Fetching", (one for address in addresses for one in visitor.bring(address, known)))


def _watched(doing: str, brought: "Iterable[Brought]") -> "list[Brought]":
    """All of it, while a line says how many there are so far."""
    bar = st.progress(0.0, doing)
    found: list[Brought] = []
    for one in brought:
        found.append(one)
        if len(found) % 20 == 1:  # not two thousand lines
            bar.progress(0.0, f"{doing}: {counted(len(found), 'article')} so far")
    bar.empty()
    return found


def _ask_columns(upload: UploadedFile, reader: "Reader") -> "Mapping[Role, int] | None":
    """Which column of a list holds what: as its names say, to be put right; None of what is no list."""
    if not upload.name.lower().endswith(LISTS):
        return None
    from lib.ingest.archives.columns import guess_columns  # noqa: PLC0415  # as above

    header = kit.visit.HEADERS.get()
    if upload.file_id not in header:
        header[upload.file_id] = reader.list_header(upload.name, upload.getvalue())
    names = header[upload.file_id]
    if not names:
        return None
    guessed, options = guess_columns(names), [None, *range(len(names))]
    said: dict[Role, int] = {}
    with (
        st.expander(f"Columns of {plain(upload.name)}", expanded="text" not in guessed),
        st.container(horizontal=True, key=f"columns {upload.file_id}"),
    ):
        for role, label in ROLES.items():
            at = st.selectbox(
                label, options, options.index(guessed.get(role)), key=f"column {upload.file_id} {role}",
                format_func=lambda place: NONE if place is None else names[place] or f"Column {place + 1}",
            )  # fmt: skip
            if at is not None:
                said[role] = at
    return said


def _show_refused(refused: "Sequence[Brought]") -> None:
    if refused:
        more = len(refused) - MOST_SAID
        lines = [f"{one.name}: {one.outcome}" for one in refused[:MOST_SAID]]
        lines += [f"and {more:,} more"] if more > 0 else []
        st.warning(_listed(lines), title=f"Not read ({len(refused):,})", icon=":material/block:")


def _preview(read: "Sequence[Brought]", brought: "Sequence[Brought]", number: int) -> None:
    """What was understood of each article, to be put right, and the button that saves those that are ticked."""
    if not read:
        return
    edited = _edit(read, number)
    with st.container(horizontal=True, vertical_alignment="bottom", key="preview all"):
        outlet = st.text_input("Outlet of those without one", key=f"outlet of all {number}", max_chars=300)
        story = st.text_input("Story of those without one", key=f"story of all {number}", max_chars=300)
    taken = edited[edited["take"]]
    kept = "Saved in this desk’s own folder; the articles that came with the desk are not changed."
    st.caption(kept if kit.settings().data_dir_kept else f"{kept} That folder is temporary: it may be emptied.")
    if wrong := list(faults(taken)):
        st.error(_listed(wrong[:MOST_SAID]), icon=":material/error:")
    if st.button(f"Add {counted(len(taken), 'article')}", type="primary", disabled=taken.empty or bool(wrong)):
        pieces = [as_said(read[row - 1], said, outlet, story) for row, said in taken.iterrows()]
        files = dict.fromkeys(urlsplit(one.name).hostname or one.name.split(", ")[0].split("/")[0] for one in brought)
        _add(pieces, list(files), [(one.name, str(one.outcome)) for one in brought if one.piece is None])


def _edit(read: "Sequence[Brought]", number: int) -> pd.DataFrame:
    """The table as the analyst leaves it, its rows counted from 1; worked out once for what is read."""
    documents = [one.outcome for one in read if isinstance(one.outcome, Document)]
    which = kit.data_key(), [(one.name, document.id) for one, document in zip(read, documents, strict=True)]
    held = kit.visit.PREVIEWED.get()
    if held[0] != which:
        about, known = agreements_about(kit.connection(), documents), known_articles(kit.connection())
        held = which, preview_frame([one.name for one in read], documents, about, known)
        kit.visit.PREVIEWED.set(held)
    frame: pd.DataFrame = held[1]
    st.markdown(f"**What was understood of {counted(len(frame), 'article')}**: put right what is wrong, then add them")
    return st.data_editor(
        frame,
        key=f"preview {number} {len(frame)}",
        hide_index=False,
        disabled=[name for name in frame if name not in EDITED],
        # A day is typed as text: the editor of a column of dates asks for it in the browser's own order.
        column_config=dict(COLUMNS),
    )


def _add(pieces: "Sequence[Piece]", files: Sequence[str] = (), refused: Sequence[tuple[str, str]] = ()) -> None:
    """Save the articles as one import, read them as on a first start, and draw every page anew."""
    from lib.ingest import save_import  # noqa: PLC0415  # as above

    try:
        kit.check_editable()
        done = save_import(kit.settings().corpus, datetime.now(UTC), files, pieces, refused)
    except AccordError as error:
        st.error(plain(str(error)), title="The articles could not be added", icon=":material/error:")
        return
    st.button("Cancel: take this import back", icon=":material/close:", on_click=_take_back, args=(done.name,))
    try:
        report = kit.refresh_now()
    except AccordError as error:
        st.error(plain(str(error)), title="The articles are saved and could not be read yet", icon=":material/error:")
        return
    wrong, unread = (_said_of(done.name, some) for some in ((report.problems, report.unread) if report else ((), ())))
    left = tuple(f"{name}: {why}" for name, why in refused)
    kit.visit.ADDED.set((done.name, len(pieces) - len(wrong), (*left, *wrong), unread))
    kit.visit.UPLOADS.set(kit.visit.UPLOADS.get() + 1)
    kit.choose("data", None)
    st.rerun()


def _said_of(name: str, problems: Iterable[Problem]) -> tuple[str, ...]:
    """What is wrong with the files of one import, each by its own name."""
    folder = f"/{name}/"
    return tuple(f"{one.path.partition(folder)[2]}: {one.reason}" for one in problems if folder in one.path)


def _take_back(name: str, *, again: bool = False) -> None:
    """Take an import back, or bring it back, before the page is drawn anew, which then reads what is left."""
    from lib.ingest import bring_back, take_back  # noqa: PLC0415  # as above

    try:
        kit.check_editable()
        (bring_back if again else take_back)(kit.settings().corpus, name)
    except AccordError as error:
        kit.visit.IMPORT_PROBLEM.set(str(error))
        return
    kit.look_again()
    kit.choose("data", None)


def _show_imports() -> None:
    """The imports so far, each with what of it was refused and the click that takes it back."""
    from lib.ingest import imports_in  # noqa: PLC0415  # as above

    if problem := kit.visit.IMPORT_PROBLEM.pop():
        st.error(plain(problem), icon=":material/error:")
    for one in imports_in(kit.settings().corpus):
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"import {one.name}"):
            files = ", ".join(one.files[:3]) + (f" and {len(one.files) - 3} more" if len(one.files) > 3 else "")
            state = " · taken back" if one.taken_back else ""
            words = f"{counted(one.articles, 'article')} from {files}, {day(one.made)}{state}"
            st.markdown(plain(words), width="stretch")
            if one.refused:
                with st.popover(f"{len(one.refused):,} not read", type="tertiary"):
                    st.markdown(_listed(f"{name}: {why}" for name, why in one.refused))
            st.button(
                "Bring back" if one.taken_back else "Undo this import",
                icon=":material/redo:" if one.taken_back else ":material/undo:",
                key=f"undo {one.name}",
                type="tertiary",
                on_click=_take_back,
                args=(one.name,),
                kwargs={"again": one.taken_back},
            )


def _show_outcome() -> None:
    """What the last adding did, said once: how many articles count now, and what does not."""
    name, read, refused, unread = kit.visit.ADDED.pop() or ("", 0, (), ())
    if read:
        aside = Counter(not_counted(kit.connection(), name))
        count = f"{counted(read, 'article')} added; every page now includes them."
        if aside:
            others = [f"{n} {'is' if n == 1 else 'are'} {plain(why)}" for why, n in aside.items()]
            others[MOST_SAID:] = [f"and {len(others) - MOST_SAID:,} more"] if len(others) > MOST_SAID else []
            count = f"{counted(read, 'article')} read, {read - aside.total():,} count: {'; '.join(others)}."
        st.success(count, icon=":material/check:")
    if refused:
        st.warning(_listed(refused), title="Not counted", icon=":material/block:")
    if unread:
        st.warning(_listed(unread), title="Counted, but not fully read", icon=":material/rule:")


def _listed(reasons: Iterable[str]) -> str:
    """The reasons, one a line."""
    return "  \n".join(map(plain, reasons))
