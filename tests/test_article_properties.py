"""What holds of every article, whatever is in it: read or refused with a reason, annotated whole, written as data."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from lib.annotate import Tools, annotate
from lib.errors import UnreadableFileError
from lib.ingest import read_bytes
from lib.models import Document
from tests.fuzz.check import faults_of
from tests.fuzz.mutate import ODD, PIECES

WORDS = (
    *("The", "rebels", "must", "hand", "over", "heavy", "weapons", "by", "10", "October", ",", "he", "said", "."),
    *("“", "We", "agreed", "to", "leave", "within", "two", "weeks", "”", "Putin", "told", "Reuters", "in", "Sochi"),
    *("on", "Monday", "after", "talks", "At", "least", "3,000", "fighters", "will", "withdraw", "from", "Idlib", "no"),
    *("later", "than", "Turkey", "and", "Russia", "may", "not", "shall", "zone", "15", "km"),
)
TEXTS = st.lists(st.sampled_from([*WORDS, *WORDS, *PIECES, *ODD, "\n\n"]), min_size=1, max_size=60).map(" ".join)
GLUED = st.lists(st.sampled_from([*PIECES, *ODD, *WORDS]), max_size=25).map("".join)
PUBLISHED = date(2018, 9, 17)


def _read(name: str, data: bytes, *, verbatim: bool = False) -> Document | None:
    try:
        return read_bytes(name, data, published=PUBLISHED, verbatim=verbatim)
    except UnreadableFileError:
        return None


@settings(max_examples=150)
@given(text=TEXTS | GLUED, verbatim=st.booleans())
def test_any_text_is_annotated_without_a_fault(tools: Tools, text: str, verbatim: bool) -> None:  # noqa: FBT001
    document = _read("a.txt", text.encode(errors="surrogatepass"), verbatim=verbatim)
    if document is not None:
        assert faults_of(document, annotate(document, tools)) == []


@settings(max_examples=200)
@given(data=st.binary(max_size=300) | st.text(max_size=200).map(lambda text: text.encode(errors="surrogatepass")))
def test_any_bytes_are_an_article_or_refused(data: bytes) -> None:
    document = _read("a.txt", data)
    if document is not None:
        assert document.text.strip()
        for removal in document.removed:
            assert document.original[removal.start : removal.end] == removal.exact


@settings(max_examples=60)
@given(text=TEXTS | st.text(max_size=200), markup=st.sampled_from(["<p>{}</p>", "<div><div>{}", "{}", "<li>{}<table>"]))
def test_any_page_is_an_article_or_refused(text: str, markup: str) -> None:
    page = f"<html><body><article>{markup.format(text)}</article></body></html>"
    document = _read("a.html", page.encode(errors="surrogatepass"))
    if document is not None:
        for removal in document.removed:
            assert document.original[removal.start : removal.end] == removal.exact
