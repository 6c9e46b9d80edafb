"""The frame's parts: page configuration, navigation, the data that is opened, the sidebar."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import streamlit as st

from lib.errors import AccordError
from lib.models import Filters
from lib.queries.overview import latest_day
from lib.queries.selection import corpus_facts
from lib.ui import kit
from lib.ui.frame.filters import choose_filters
from lib.views.kit import highlight
from lib.views.kit.text import counted, plain
from lib.views.pages import PAGES, Page

if TYPE_CHECKING:
    from streamlit.navigation.page import StreamlitPage

VIEWS = kit.FOLDER.parent / "lib" / "views" / "kit"
STYLE = VIEWS / "desk.css"
ICON = VIEWS / "icon.svg"
FIRST, *_ = PAGES.values()
NAVIGATION = '[data-testid="stSidebarNavItems"]'


def draw_frame(export: Callable[[Filters], None]) -> "StreamlitPage":
    """Draw all that stands round a page; gives the page to run. `export` offers what of a view to take along."""
    st.set_page_config(page_title="Accord Desk", page_icon=str(ICON), layout="wide")
    st.html(STYLE)
    st.html(_headings())
    st.logo(_logo(), size="large")
    page = st.navigation(_pages(), expanded=True)
    kit.visit.PAGE_NAME.set(page.url_path)
    kit.put_back()
    kit.show_notices(begun=False)
    kit.bring_up_to_date()
    kit.open_data()
    kit.as_of(latest_day(kit.connection()))
    with st.sidebar:
        field = st.container()
        follow_links()
        apply_typed_days()
        filters = choose_filters(kit.connection())
    kit.remember_kept()
    kit.visit.FILTERS.set(filters)
    kit.visit.FACTS.set(corpus_facts(kit.connection(), filters))
    with field:
        offer_search(page.url_path)
    with st.sidebar:
        show_page(page.url_path, kit.corpus_in_view().articles)
        if st.button("Export this view", icon=":material/download:", type="tertiary", key="export"):
            export(filters)
    return page


def _logo() -> str:
    """The desk's name, in the colour that the theme in use can show."""
    dark = st.context.theme.type == "dark"
    return str(VIEWS / ("logo_dark.svg" if dark else "logo_light.svg"))


def _pages() -> list["StreamlitPage"]:
    """The pages of the navigation; the first one stands at "/", and each under its older names too.

    Streamlit answers for each name as for another page: the list shows the one that is asked for, and marks it.
    """
    asked = urlsplit(st.context.url or "").path.rpartition("/")[2]
    pages = []
    for page in PAGES.values():
        names = [*([""] if page == FIRST else []), page.key, *page.was]
        shown = asked if asked in names else names[0]
        pages += [_page(page, name, shown=name == shown) for name in names]
    return pages


def _headings() -> str:
    """The style sheet that sets each group's heading over its first page.

    Streamlit's own sections put what is no list item into the list, which a screen reader cannot read as one.
    """
    begins = {page.group: page for page in reversed(list(PAGES.values()))}
    firsts = ((f":has(a[href$='/{page.key}'])" if page != FIRST else ":first-child", page) for page in begins.values())
    items = (f'{NAVIGATION} li{first}::before {{ content: "{page.group}"; }}' for first, page in firsts)
    return f"<style>{' '.join(items)}</style>"


def _page(page: Page, name: str, *, shown: bool) -> "StreamlitPage":
    """One page of the navigation, under an absolute path; the one at the empty address is the first."""
    return st.Page(
        kit.FOLDER / f"{page.key}.py",
        title=page.title,
        url_path=name,
        default=not name,
        visibility="visible" if shown else "hidden",
    )


def show_trouble(trouble: AccordError) -> None:
    """Say in the page's place what went wrong and what to do: a broken codebook, say; other pages stay as they are."""
    st.error(plain(str(trouble)), title="This page cannot be drawn", icon=":material/error:")


def _names() -> list[str]:
    """Every name that an address may have for a page."""
    return ["", *PAGES, *(name for page in PAGES.values() for name in page.was)]


SCRIPT = Path(highlight.__file__).with_name("links.js")


def follow_links() -> None:
    """Take the clicks on links to the desk's pages; every other link stays the browser's.

    The page that a link leads to reads and checks it as it does an address that was typed. Where the script does not
    run, a link loads the desk as any link does.
    """
    component: Any = st.components.v2.component("desk_links", js=SCRIPT.read_text(encoding="utf-8"))
    component(key="links", data={"pages": _names(), "kept": kit.kept_keys()}, height=0)


def apply_typed_days() -> None:
    """Have a day that is typed into any field apply on Enter."""
    component: Any = st.components.v2.component(
        "desk_typed", js=SCRIPT.with_name("typed.js").read_text(encoding="utf-8")
    )
    component(key="typed", height=0)


def show_page(page: str, articles: int) -> None:
    """On a narrow screen, where the sidebar lies over the page, the button that closes it and says what is kept.

    Another page closes it as well, and has the keyboard's focus where it was in the sidebar.
    """
    component: Any = st.components.v2.component(
        "desk_sidebar", html='<button type="button" class="show-page"></button>', isolate_styles=False,
        js=SCRIPT.with_name("sidebar.js").read_text(encoding="utf-8"),
    )  # fmt: skip
    component(key="show-page", data={"page": page, "label": f"Show {counted(articles, 'article')}"})


def offer_search(page: str) -> None:
    """A field that opens the search page with what was typed; the search page has its own."""
    if page == "search":
        return
    text = st.text_input(
        "Search every sentence",
        key="search_anywhere",
        placeholder="Search every sentence",
        label_visibility="collapsed",
        icon=":material/search:",
    )
    if text.strip():
        kit.open_page("search", q=text.strip())
