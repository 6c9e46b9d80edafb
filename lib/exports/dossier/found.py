"""The section of a search: how often each outlet says it, and every line found, its keyword in context."""

from collections.abc import Iterator, Sequence

import pandas as pd

from lib.exports.dossier.cells import listed
from lib.exports.dossier.records import Block, Desk, Searched, Statement
from lib.queries.search import FOUND_BY_OUTLET, found_sentences, outlet_counts
from lib.views.kit.highlight import Html, element
from lib.views.kit.sentences import dated
from lib.views.kit.text import counted
from lib.views.search import LINES, concordance_lines

# A page of paper has room for so many characters to a side; more lines than these nobody reads on paper.
CONTEXT, MOST_LINES = 70, 300


def search_blocks(desk: Desk) -> Sequence[Block]:
    """What the query of the view finds: by outlet with all sentences, then line by line in the page's order."""
    if desk.search is None:
        return [Block("", "No query was asked.")]
    rows = _marked(found_sentences(desk.data, desk.search.searchable, desk.search.found, slice(None)))
    return [_by_outlet(desk, desk.search, rows), _lines(desk, rows)]


def _by_outlet(desk: Desk, searched: Searched, rows: pd.DataFrame) -> Block:
    """How many sentences each outlet has, those with none too."""
    found = searched.found
    counts = outlet_counts(searched.searchable, found)
    block = listed(FOUND_BY_OUTLET, counts, desk.looks, lambda row: rows[rows["outlet"] == row["outlet"]])
    out = f"; {found.everywhere - len(found):,} more without the filters" if found.everywhere > len(found) else ""
    much = f"{counted(len(found), 'sentence')} in {counted(int(counts['articles'].sum()), 'article')}{out}."
    words = element("p", "Asked for: ", element("code", found.query.text))
    return block._replace(said=" ".join([much, *found.query.notes]), words=words)


def _lines(desk: Desk, rows: pd.DataFrame) -> Block:
    """The lines, each with its sentence."""
    if rows.empty:
        return Block("Keyword in context", "No sentence in view matches.")
    lines = concordance_lines(rows)
    first = lines.head(MOST_LINES)
    told = f"the first {MOST_LINES} of {counted(len(lines), 'line')}; all sentences are in the notes"
    caption = f"In the order of the page; {told if len(lines) > MOST_LINES else counted(len(lines), 'line')}."
    statements = [
        Statement(tuple(_cells(desk, line)), first.iloc[[at]]) for at, (_, line) in enumerate(first.iterrows())
    ]
    return Block("Keyword in context", caption, tuple(LINES.without("read").labels.values()), statements)


def _cells(desk: Desk, line: pd.Series) -> Iterator[Html]:
    """Where from, and the sentence cut round what was found; a sentence in which nothing is marked stands whole."""
    whole = line["start"] == line["sentence_start"] and line["hit"] == line["text"]
    yield desk.looks.chip(line["outlet"])
    yield dated(line["published"], line["published_from"])
    yield element("span", _last_words(str(line["left"])), class_="before article-text")
    yield element("span" if whole else "b", line["hit"], class_="article-text")
    yield element("span", _first_words(str(line["right"])), class_="article-text")


def _first_words(text: str) -> str:
    """The text's beginning, cut between words."""
    return text if len(text) <= CONTEXT else f"{text[:CONTEXT].rpartition(' ')[0] or text[:CONTEXT]} …"


def _last_words(text: str) -> str:
    """The text's end, cut between words."""
    return text if len(text) <= CONTEXT else f"… {text[-CONTEXT:].partition(' ')[2] or text[-CONTEXT:]}"


def _marked(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows, those in which no stretch is marked with the whole sentence for one."""
    if rows.empty:
        return rows
    ends = rows["sentence_start"] + rows["text"].str.len()
    return rows.assign(end=rows["end"].mask(rows["end"] == rows["start"], ends))
