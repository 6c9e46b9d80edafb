"""The sections that compare what outlets say: facts and where they differ, what each calls whom, in which words."""

from collections.abc import Iterator, Sequence

import pandas as pd

from lib.codebooks.referents import load_referents
from lib.compare.distinctive import OutletWords
from lib.compare.facts.topics import Topic, topic
from lib.compare.records import Difference, LabelUse
from lib.exports.dossier.cells import count_cell, counts_cell
from lib.exports.dossier.records import Block, Desk, Statement
from lib.queries.sources import distinctive, facts, labels
from lib.queries.sources.digests import outlet_words
from lib.store.agreements import agreements_in
from lib.views.kit.highlight import Html, element, joined
from lib.views.sources import facts as drawn
from lib.views.sources.words import DISTINCTIVE, chance_words, shown_words

TOO_MANY = "Too many articles are in view to compare them sentence by sentence."


def facts_blocks(desk: Desk) -> Sequence[Block]:
    """The differences, and the rows that the page draws, kind by kind, each with all its sentences."""
    digests = desk.digests()
    if digests is None:
        return [Block("", TOO_MANY)]
    outlets = outlet_words(desk.data, desk.filters)["outlet"].tolist()
    compared = facts.compared_facts(digests, outlets, agreements_in(desk.data))
    page = drawn.FactDesk(outlets, desk.looks, desk.article, str, {})
    shown = {kind: drawn.shown_rows(compared, kind) for kind in drawn.KIND_TITLES}
    rows = [row for some in shown.values() for row in some]
    sentences = dict(list(facts.fact_sentences(desk.data, desk.filters, rows).groupby("row", sort=False)))
    blocks = [_differences(compared, page, sentences)]
    blocks += [_kind(kind, some, compared, page, sentences) for kind, some in shown.items() if some]
    return blocks


def labels_blocks(desk: Desk) -> Sequence[Block]:
    """What each outlet calls the codebook's referents in its own words, a block a referent."""
    digests = desk.digests()
    if digests is None:
        return [Block("", TOO_MANY)]
    uses = [use for one in digests for use in one.labels]
    counts = labels.label_counts(digests, outlet_words(desk.data, desk.filters), load_referents())
    caption = (
        "Uses in the outlet’s own words and, in brackets, uses per 1,000 words; parts of longer names are not counted."
    )
    blocks = [_referent(desk, group, uses, caption) for _, group in counts.groupby("referent", sort=False)]
    return blocks or [Block("", "These words contain no label of the codebook.")]


def words_blocks(desk: Desk) -> Sequence[Block]:
    """The words that set each outlet apart, a block an outlet, each with its sentences in every outlet."""
    digests = desk.digests()
    if digests is None:
        return [Block("", TOO_MANY)]
    found = distinctive.distinctive_words(digests)
    told = [word.word for one in found for word in shown_words(one)]
    rows = distinctive.word_sentences(desk.data, desk.filters, digests, *told)
    sentences = dict(list(rows.groupby("word", sort=False)))
    blocks = [_words(desk, one, sentences) for one in found]
    nothing = "Nothing to compare: this needs two outlets with words in view."
    return [Block("", DISTINCTIVE if blocks else nothing), *blocks]


def _words(desk: Desk, one: OutletWords, sentences: dict[str, pd.DataFrame]) -> Block:
    """One outlet's words beyond chance, or the highest within it."""
    statements = [
        Statement(
            (
                element("b", word.word),
                count_cell(word.z, 1),
                count_cell(word.count),
                count_cell(word.count_elsewhere),
                count_cell(word.rate, 1),
                count_cell(word.rate_elsewhere, 1),
            ),
            sentences.get(word.word),
        )
        for word in shown_words(one)
    ]
    few = "" if one.passing else ". Not enough text to say which words are distinctive"
    highest = "; highest, but within chance:" if one.words and not one.passing else ""
    columns = ("Word", "z", "Here", "Elsewhere", "Per 1,000 words", "Elsewhere")
    return Block(desk.looks.chip(one.outlet), f"{chance_words(one)}{few}{highest}", columns, statements)


def _differences(compared: facts.Comparison, page: drawn.FactDesk, sentences: dict[str, pd.DataFrame]) -> Block:
    """What differs, a statement a measure, each with the sentences of its sides."""

    def sides(one: Difference) -> Iterator[Html]:
        yield from (drawn.side_html(side, page) for side in one.sides)
        yield drawn.own_side_html(one, compared.own_days)

    statements = [
        Statement(
            (
                facts.about(one),
                joined([one.measure, " ", element("span", "≠ differs", class_="differs")]),
                joined(element("div", words) for words in sides(one)),
            ),
            _sides(one, sentences),
        )
        for one in compared.differences
    ]
    caption = "Same subject and aspect, different values. The desk does not judge which one is right."
    nothing = "No two outlets report different values."
    columns = ("About", "Aspect", "Values")
    return Block("Where the outlets differ", caption if statements else nothing, columns, statements)


def _sides(one: Difference, sentences: dict[str, pd.DataFrame]) -> pd.DataFrame | None:
    """The sentences of a difference's own facts, out of those of its row."""
    rows = sentences.get(topic(one))
    if rows is None:
        return None
    spans = {(fact.document, fact.span.start) for side in one.sides for fact in side}
    return rows[[span in spans for span in zip(rows["document"], rows["start"], strict=True)]]


def _kind(
    kind: str,
    shown: Sequence[Topic],
    compared: facts.Comparison,
    page: drawn.FactDesk,
    sentences: dict[str, pd.DataFrame],
) -> Block:
    """The rows of one kind of fact, each outlet's values under one another."""
    title, caption = drawn.KIND_TITLES[kind]
    total = sum(row.kind == kind for row in compared.topics)
    more = f"; the {len(shown)} of {total} that the page draws" if len(shown) < total else ""
    statements = [
        Statement(
            (
                joined([facts.about(row), " ", element("small", row.measure if kind == "quantity" else "")]),
                joined(
                    drawn.cell_html(outlet, some, page)
                    for outlet in page.outlets
                    if (some := [fact for fact in row.facts if fact.outlet == outlet])
                ),
                _silent(row, page),
            ),
            sentences.get(row.key),
        )
        for row in shown
    ]
    return Block(title, caption + more, ("About", "What outlets report", "Not read in"), statements)


def _silent(row: Topic, page: drawn.FactDesk) -> str:
    """The outlets that say nothing of it."""
    return page.looks.group([outlet for outlet in page.outlets if outlet not in row.outlets()]) or "–"


def _referent(desk: Desk, counts: pd.DataFrame, uses: Sequence[LabelUse], said: str) -> Block:
    """One referent's labels."""
    longest = int(counts["total"].max())
    statements = [
        _label(desk, group, longest, [use for use in uses if f"{use.referent}/{use.label}" == key and not use.quoted])
        for key, group in counts.groupby("key", sort=False)
    ]
    return Block(str(counts["referent_name"].iloc[0]), said, ("Label", "By outlet", "Uses"), statements)


def _label(desk: Desk, group: pd.DataFrame, longest: int, uses: Sequence[LabelUse]) -> Statement:
    """One label with its counts and its sentences."""
    cells = counts_cell(group, longest, desk.looks, lambda row: f"{row.mentions:,} ({row.rate:.1f})")
    shown = element("b", str(group["label"].iloc[0])), cells, count_cell(int(group["total"].iloc[0]))
    return Statement(shown, labels.use_sentences(desk.data, desk.filters, uses))
