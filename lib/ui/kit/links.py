"""What the address bar says: read and checked, written in callbacks and by switches, carried from page to page."""

from collections.abc import Callable, Collection, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlencode, urljoin

import streamlit as st

from lib.queries.filters import all_filters
from lib.ui.kit import session as visit
from lib.views.kit import highlight
from lib.views.kit.text import day, inline, plain

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

FOLDER = Path(__file__).resolve().parents[3] / "pages"
EARLIEST, LATEST = date(1900, 1, 1), date(2100, 12, 31)  # days that a field can hold
WAS = "was"  # the older data version that the newest is compared with
HOLDS_ON = frozenset({"brief", "agreement"})  # the pages that ask how something stands on a day
MORE = "more"  # whether the sidebar shows all filters, where that is the reader's doing

T = TypeVar("T", bound="Value")
Value = str | int | date | Collection[str] | None


def kept_keys() -> list[str]:
    """What goes along to every page: the filters, the as-of date, and the data version that a shared link asks for."""
    return [*(one.key for one in all_filters()), MORE, "as_of", "data", WAS]


def link_to(page: str, **params: Value) -> str:
    """A relative address of a page ("entities"), the filters in force kept; a parameter given as None is left out.

    Relative, so that it holds wherever the desk is mounted; the first page's file name stands for it too.
    """
    return links_to(page)(**params)


def here(**params: Value) -> str:
    """The address of what is on screen, relative to itself, with the given parameters over it."""
    every = {key: st.query_params.get_all(key) for key in st.query_params}
    return f"?{urlencode(_query(params, every), doseq=True)}"


def open_page(page: str, **params: Value) -> None:
    """Go to a page, the filters in force kept: the link says them, for Streamlit lets go of every widget on the way."""
    visit.LINK_BEFORE.pop()
    st.switch_page(FOLDER / f"{page}.py", query_params=_query(params))


def put_back() -> None:
    """Have what goes along to every page in the link again, where the navigation has emptied it.

    What the desk itself writes, and Back and Forward lead to, is never empty, if only for the as-of date.
    """
    if not st.query_params and (kept := visit.KEPT_BEFORE.get()):
        st.query_params.from_dict(kept)


def remember_kept() -> None:
    """Note what the link now says of what goes along to every page."""
    visit.KEPT_BEFORE.set(_query({}))


def whole_link(version: str) -> str:
    """The address of what is on screen, with the data version, so that it shows the same to whoever opens it."""
    return f"{_address()}{here(data=version)}"


def whole_address(link: str) -> str:
    """A relative address of the desk in full, as another machine would open it."""
    return urljoin(_address(), link)


def _address() -> str:
    """The page's address without parameters; Streamlit gives the first page's without the slash at its end."""
    address = (st.context.url or "").split("?")[0]
    return f"{address}/" if address and not visit.PAGE_NAME.peek() else address


def place_in_view() -> str:
    """Which page is on screen, and of the page of an article which one: what is done there is said there."""
    return f"{visit.PAGE_NAME.peek() or ''} {st.query_params.get('document', '')}"


def chosen(key: str, allowed: Collection[str] | None = None) -> str | None:
    """The parameter's value, or None where the link has none; one that is not allowed is dropped with a notice."""
    value = st.query_params.get(key)
    if value is None or allowed is None or value in allowed:
        return value
    drop(key, value)
    return None


def choose(key: str, value: Value) -> None:
    """Write the parameter into the link, or take it out where the value is None or empty."""
    written = _written(value)
    if not written:
        st.query_params.pop(key, None)
        visit.KEPT_BEFORE.get().pop(key, None)
    elif st.query_params.get_all(key) != written:
        st.query_params[key] = written


def drop(key: str, value: str) -> None:
    """Take a parameter out of the link, and say so."""
    choose(key, None)
    notify_dropped(key, [value])


def as_of(default: date | None) -> date | None:
    """The day from which days left are counted; always written into the link, because its default follows the data.

    Within a visit it follows them too, until the reader chooses a day.
    """
    value = st.query_params.get("as_of")
    day = parse_day(value)
    if value is not None and day is None:
        notify_dropped("as_of", [value])
    if day is None or day == visit.AS_OF_GIVEN.peek():
        visit.AS_OF_GIVEN.set(default)
        day = default
    choose("as_of", day)
    return day


def show_as_of(page: str, last: date | None) -> None:
    """Where the link's day is before that of the newest article in view, `last`: what it holds for, and the filter."""
    as_of = parse_day(st.query_params.get("as_of"))
    if as_of is None or last is None or as_of >= last:
        return
    holds = "holds for states and days" if page in HOLDS_ON else "does not hold on this page"
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="as-of-line"):
        st.caption(f"As of {day(as_of)} {holds}; articles until {day(last)} are in view.", width="content")
        st.button(f"Only until {day(as_of)}", type="tertiary", on_click=_keep_until, args=(as_of,), key="only until")


def _keep_until(last: date) -> None:
    """Keep the articles until a day."""
    since = visit.filter_widget("since").peek()
    if since and since > last:
        visit.filter_widget("since").set(None)
    visit.filter_widget("until").set(last)


def parse_day(value: str | None) -> date | None:
    """An ISO day that a field of the desk can hold, or None.

    >>> parse_day("2018-10-10"), parse_day("0018-10-10"), parse_day("soon"), parse_day(None)
    (datetime.date(2018, 10, 10), None, None, None)
    """
    try:
        day = date.fromisoformat(value or "")
    except ValueError:
        return None
    return day if EARLIEST <= day <= LATEST else None


def notify_dropped(key: str, values: Collection[str]) -> None:
    """Remember that the link asked for what is not there; the frame shows it above the page."""
    notify(f"The link asks for {key} {', '.join(map(inline, values))}, which this data does not have. It was left out.")


def notify(notice: str) -> None:
    """Have the frame say this once above the page, at once where the page has begun."""
    place: DeltaGenerator | None = visit.NOTICE_PLACE.peek()
    if place is None:
        visit.NOTICES.get().append(notice)
    else:
        place.warning(plain(notice), icon=":material/link_off:")


def show_notices(*, begun: bool) -> None:
    """Say here what the link could not have, once; a page that has not `begun` leaves it to the one that does."""
    visit.NOTICE_PLACE.set(st.container(key="notices", gap="xsmall") if begun else None)
    for notice in (visit.NOTICES.pop() or []) if begun else []:
        notify(notice)


def links_to(page: str) -> Callable[..., str]:
    """What gives the addresses of a page as `link_to` does, for many at once: the filters in force are read once."""
    kept = _kept()

    def link(**params: Value) -> str:
        query = urlencode(_query(params, kept), doseq=True)
        return f"{page}?{query}" if query else page

    return link


def _kept() -> dict[str, list[str]]:
    """What goes along to every page, as the link has it."""
    asked = set(st.query_params)
    return {key: st.query_params.get_all(key) if key in asked else [] for key in kept_keys()}


def _query(params: Mapping[str, Value], kept: Mapping[str, list[str]] | None = None) -> dict[str, list[str]]:
    """What is kept, with the given parameters over it."""
    query = dict(_kept() if kept is None else kept) | {key: _written(value) for key, value in params.items()}
    return {key: values for key, values in query.items() if values}


def _written(value: Value) -> list[str]:
    """The value as the link writes it."""
    if value is None or value == "":
        return []
    if isinstance(value, str | int | date):
        return [str(value)]
    return [str(item) for item in value]


def linked_widget(held: visit.Held[T], key: str, value: T, first: T | None = None) -> dict[str, Any]:
    """What a widget is drawn with that is set to this value, and writes its own into the link, the first as none."""
    held.set(value)
    return {"key": held.key, "on_change": lambda: choose(key, None if held.get() == first else held.get())}


def choose_one(label: str, key: str, options: Mapping[str, str], *, told: bool = True) -> str:
    """One of a few options (value to label), the first by default and then left out of the link.

    Charts and files say it in words where it is `told`: where it changes more than the columns that they show.
    """
    held, first = visit.own(f"choice_{key}"), next(iter(options))
    linked = linked_widget(held, key, chosen(key, options.keys()) or first, first)
    if told:
        visit.SWITCHES.get()[key] = f"{label}: {options[held.get()]}"
    st.segmented_control(label, list(options), format_func=lambda value: plain(options[value]), required=True, **linked)
    return str(held.get())


def switches_in_force() -> list[str]:
    """The switches of this page that are not at their first option, in words."""
    return [words for key, words in visit.SWITCHES.get().items() if key in st.query_params]


SCRIPT = Path(highlight.__file__).with_name("jump.js")


def bring_into_view(anchor: str, *, focus: bool = False) -> None:
    """Scroll to the element with this id, once it stands there; a rerun that asks for the same one moves nothing.

    With `focus` it has the keyboard's focus, and the page moves no further than it must.
    """
    # A component, for it runs whenever its data change; a script in `st.html` runs at the first place only.
    component: Any = st.components.v2.component("desk_jump", js=SCRIPT.read_text(encoding="utf-8"))
    component(key="jump", data={"anchor": anchor, "focus": focus}, height=0)
