"""Adding an agreement: its text or file is read, what was read is shown to be put right, and only then is it kept."""

from dataclasses import replace
from datetime import date

import streamlit as st
from streamlit.typing import UploadedFile

from lib.agreement import Brought, read_apart
from lib.errors import AccordError, UnreadableFileError
from lib.models import Agreement, KeptReading
from lib.queries.agreement.drafting import drafted_agreement
from lib.refresh.example import close_example, is_example_open, open_example
from lib.store import agreements_in, earlier_readings, kept_id, kept_readings
from lib.text.days import EARLIEST, LATEST
from lib.ui import kit
from lib.ui.agreement.keeping import bring_back, edit_agreement, keep_agreement, show_said
from lib.views.kit.text import counted, day, inline, isolated, plain

FOLD, TITLE = "add agreement", "Add an agreement"
NEXT = "Its ledger is on the page Clauses and ledger. The articles that report it are added on the Brief."
EARLIER, PAGE_SIZE = "earlier readings", 10
KINDS, MOST_MEGABYTES = ["txt", "html", "htm", "pdf", "docx"], 20


def offer_agreement(*, folded: bool) -> None:
    """The section that adds an agreement, folded where there are some; where data may not be changed, it says why."""
    show_said()
    if not kit.is_editable():
        kit.show_read_only()
        return
    _offer_example()
    read = kit.visit.AGREEMENT_READ.peek()
    if read is not None:
        st.header(TITLE, anchor=False)
        _show_read(read)
    elif folded:
        opened = kit.kept_expander(TITLE, FOLD, ":material/add:")
        if opened.open:
            with opened:
                _ask(border=False)
    else:
        st.header(TITLE, anchor=False)
        _ask(border=True)
    _show_earlier()


def _show_earlier() -> None:
    """Readings that were replaced or removed, with who changed what when and why, and the way back to each."""
    folder = kit.settings().agreements
    earlier = earlier_readings(folder)
    if not earlier:
        return
    opened = kit.kept_expander(f"Earlier and removed readings ({earlier})", EARLIER, ":material/history:")
    if opened.open:
        with opened:
            readings = kept_readings(folder)
            page = kit.kept_page(-(-len(readings) // PAGE_SIZE), EARLIER)
            for one in readings[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]:
                _show_reading(one)


def _show_reading(one: KeptReading) -> None:
    """One reading in a line."""
    made = f"{day(one.change.when)}, {one.change.who}: {one.change.why}" if one.change else "no note of who and why"
    title = plain(isolated(one.agreement.title))
    with st.container(horizontal=True, vertical_alignment="center", key=f"reading {one.file}"):
        what = f"{title}, {counted(len(one.agreement.clauses), 'clause')}, {one.state}"
        st.markdown(f"{what} · {plain(inline(made))}", width="stretch")
        if one.state != "kept":
            st.button(
                "Bring back", icon=":material/undo:", type="tertiary", key=f"bring back {one.file}",
                on_click=bring_back, args=(one.file, one.agreement.title),
            )  # fmt: skip


def _ask(*, border: bool) -> None:
    """The form for a text or a file, and its reading."""
    st.caption(
        "Its own text, in English: what the parties are to do by when is read from it, shown to be put right, and only"
        " then kept. The page then holds what articles report against it."
    )
    key = f"agreement {kit.visit.AGREEMENTS_READ.get()}"
    with st.form(key, enter_to_submit=False, border=border):
        text = st.text_area("Paste its text", key=f"{key} text", height=180)
        upload = st.file_uploader(
            "or upload one file: text, web page, PDF or Word", KINDS, key=f"{key} file", max_upload_size=MOST_MEGABYTES
        )
        with st.container(horizontal=True):
            title = st.text_input("Title, where the text has none", key=f"{key} title", max_chars=300)
            signed = st.date_input(
                "Signed on", None, EARLIEST, LATEST, key=f"{key} signed", format="YYYY-MM-DD", width=170,
                help="Where the text does not print the day",
            )  # fmt: skip
        with st.container(horizontal=True):
            asked = st.form_submit_button("Read the agreement", type="primary")
            drafted = st.form_submit_button(
                "Start without a text", icon=":material/draft:", type="tertiary",
                help="Clauses are drafted from what the articles in view report to be done, to be put right",
            )  # fmt: skip
    if asked:
        _read(text, upload, title, signed)
    elif drafted:
        _draft(" ".join(title.split()) or None, signed)


def _read(text: str, upload: UploadedFile | None, title: str, signed: date | None) -> None:
    """Read what was brought and draw the page anew with it; where that is no agreement, say why."""
    name = ""
    try:
        kit.check_editable()
        brought = Brought(_content(text, upload), " ".join(title.split()) or None, signed)
        name = f"{inline(upload.name) if upload else 'The text'}: "
        with st.spinner("Reading the agreement: points, parties, duties and days"):
            read = read_apart(brought, kit.settings())
    except AccordError as error:
        st.error(plain(f"{name}{error}"), title="This cannot be read as an agreement", icon=":material/block:")
        return
    kit.visit.AGREEMENT_READ.set(replace(read, id=kept_id(read.id)))
    st.rerun()


def _draft(title: str | None, signed: date | None) -> None:
    """Draft clauses from what the articles in view report and draw the page anew with them."""
    try:
        kit.check_editable()
        drafted = drafted_agreement(kit.connection(), kit.visit.FILTERS.get(), title, signed)
    except AccordError as error:
        st.error(plain(str(error)), icon=":material/block:")
        return
    kit.visit.AGREEMENT_READ.set(drafted)
    st.rerun()


def _content(text: str, upload: UploadedFile | None) -> str | bytes:
    """What was brought; raises UnreadableFileError where that is nothing, or two things."""
    if upload and text.strip():
        raise UnreadableFileError("There is a text and a file: take one of them away.")
    if upload:
        return upload.getvalue()
    if not text.strip():
        raise UnreadableFileError("There is nothing to read: paste the agreement’s text, or upload its file.")
    return text


def _show_read(read: Agreement) -> None:
    """What was read, to be put right and kept, or let go."""
    signed = "" if read.signed else " The day of signing is not known: give it, if you know it."
    how = "Read" if read.text else "Drafted from the articles"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(
            f"{how}, and not kept yet: {counted(len(read.clauses), 'clause')}, {counted(len(read.parties), 'party')}."
            f"{signed} Put right what is wrong, then keep it.",
            width="stretch",
        )
        st.button("Start over", icon=":material/close:", type="tertiary", on_click=_let_go, key="agreement start over")
    if read.id in {one.id for one in agreements_in(kit.connection())}:
        st.warning(
            f"The desk knows an agreement under this name ({plain(read.id)}): keeping this one replaces it. What was"
            " there stays in the data folder as a file. To have both, start over and give this one another title.",
            icon=":material/content_copy:",
        )
    given = edit_agreement(read, f"read {read.id} {kit.visit.AGREEMENTS_READ.get()}", "Keep this agreement")
    if given:
        new, change = given
        if keep_agreement(new, change, f"Kept: {inline(new.title)}, {counted(len(new.clauses), 'clause')}. {NEXT}"):
            _let_go()
            kit.close_kept(FOLD)
        st.rerun()


def _let_go() -> None:
    """Forget what was read."""
    kit.visit.AGREEMENT_READ.pop()
    kit.visit.AGREEMENTS_READ.set(kit.visit.AGREEMENTS_READ.get() + 1)


def _offer_example() -> None:
    """A button that opens the example, or, where it is open, one that removes it."""
    opened = is_example_open(kit.settings())
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="example"):
        words = "An invented example is open" if opened else "New here? Open an invented example with four articles"
        st.caption(words, width="content")
        label, icon = (
            ("Remove the example", ":material/delete:") if opened else ("Open the example", ":material/menu_book:")
        )
        if st.button(label, icon=icon, type="tertiary", key="example button"):
            _change_example(opened=opened)


def _change_example(*, opened: bool) -> None:
    try:
        kit.check_editable()
        (close_example if opened else open_example)(kit.settings())
        kit.refresh_now()
    except AccordError as error:
        st.error(plain(str(error)), icon=":material/block:")
        return
    st.rerun()
