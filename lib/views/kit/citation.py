"""An article or a sentence as an analyst cites it, and the buttons that copy what is cited."""

import re
from typing import Any

from lib.models import BORROWED
from lib.views.kit.highlight import Html, element
from lib.views.kit.text import counted, day, one_line

_QUOTED = re.compile(r'"([^"]{1,1000})"')


def citation(row: Any, origin: Any, version: str, address: str) -> str:  # noqa: ANN401  # frames' rows
    """Author, outlet, title, day, the sentence, where it was published, and where it stands in the desk, in one line.

    `row` is a row of evidence, `origin` its article's in `lib.queries.corpus.origins`; what is not known is left out,
    and a day borrowed from the story is said to be. `address` shows the sentence in that version of the data.
    """
    return f"{_source(origin)}: “{_inside(one_line(str(row.text)))}”{_found(origin, version, address)}"


def article_citation(origin: Any, version: str, address: str) -> str:  # noqa: ANN401  # a frame's row
    """The same of a whole article."""
    return f"{_source(origin)}{_found(origin, version, address)}"


def copy_html(label: str, words: str) -> Html:
    """A button that copies these words, a citation."""
    return element("button", label, type="button", class_="copy", data_copy=words, data_what="Citation", title=words)


def copy_all_html(sentences: int) -> Html:
    """A button that copies the citations of the list before it."""
    what = counted(sentences, "citation")
    return element("button", f"Copy all {what}", type="button", class_="copy", data_copy_all="shown", data_what=what)


def copy_link_html() -> Html:
    """A button that copies the address of the view, and the place where it is said what was copied."""
    button = element(
        "button", "Copy link", type="button", class_="copy", data_copy_link="view", data_what="Link",
        title="Shows these filters and this version of the data, whatever is added later.",
    )  # fmt: skip
    return Html(button + element("div", class_="copied", role="status"))


def to_menu_html() -> Html:
    """The keyboard's way back to the list of pages, seen where it has the focus."""
    return element("a", "To the menu", href="#menu", class_="to-menu", data_menu="yes")


def _source(origin: Any) -> str:  # noqa: ANN401  # a frame's row
    """Author, outlet, title and day."""
    author = one_line(origin.author) if _known(origin.author) else ""
    title = f"“{_inside(one_line(origin.title))}”" if _known(origin.title) else ""
    when = day(origin.published) + (f" ({said})" if (said := BORROWED.get(origin.published_from)) else "")
    return ", ".join(part for part in (author, one_line(str(origin.outlet_name)), title, when) if part)


def _inside(text: str) -> str:
    """Words as they stand inside double quotation marks: those they have themselves are single.

    >>> _inside('He called it “a plain breach” and "wrong".')
    'He called it ‘a plain breach’ and ‘wrong’.'
    """
    return _QUOTED.sub("‘\\1’", text.replace("“", "‘").replace("”", "’"))


def _found(origin: Any, version: str, address: str) -> str:  # noqa: ANN401  # as above
    """Where it was published and where the desk has it."""
    url = f" {one_line(origin.url)}" if _known(origin.url) else ""
    return f"{url} (Accord Desk, data version {version}: {address})"


def _known(value: object) -> bool:
    """Whether a cell holds words."""
    return isinstance(value, str) and bool(value.strip())
