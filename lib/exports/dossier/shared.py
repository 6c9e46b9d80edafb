"""The sections of what outlets take from others: whom they quote, and which passages they share."""

from collections.abc import Mapping, Sequence

import pandas as pd

from lib.compare.records import Passage
from lib.compare.speech.said import Statement as Version
from lib.compare.speech.utterances import Utterance
from lib.exports.dossier.cells import count_cell, counts_cell
from lib.exports.dossier.records import Block, Desk, Statement
from lib.queries.sources import quotes, reuse, utterances
from lib.views.kit.highlight import Html, element, joined
from lib.views.kit.text import counted
from lib.views.sources.reuse import KINDS, sources_html

MOST_PASSAGES, MOST_UTTERANCES = 60, 60


def quotes_blocks(desk: Desk) -> Sequence[Block]:
    """Whom the outlets cite most, by outlet, with every quote."""
    cited = quotes.most_quoted(quotes.quote_counts(desk.data, desk.filters).speakers)
    longest = int(cited["total"].max()) if len(cited) else 0
    statements = [_speaker(desk, group, longest) for _, group in cited.groupby("who", sort=False)]
    caption = f"Quotes, direct and reported, by outlet; the {counted(len(statements), 'speaker')} cited most."
    nobody = "Nobody is cited in the articles in view."
    columns = ("Speaker", "By outlet", "Quotes")
    block = Block("Who is quoted by whom", caption if statements else nobody, columns, statements)
    return [_utterances(desk), block]


def reuse_blocks(desk: Desk) -> Sequence[Block]:
    """How many independent sources there are, what each two outlets share, and the longest passages."""
    found = desk.reuse()
    if found is None:
        return [Block("", "Too many articles are in view to compare them with one another.")]
    told = sources_html(reuse.source_groups(found), desk.looks, lambda one, _: desk.article(one, 0))
    independent = Block("", "", words=told)
    return [independent, _pairs(desk, found), _passages(desk, found)]


def _utterances(desk: Desk) -> Block:
    """What several outlets report of one utterance, those of most outlets first."""
    found = utterances.utterances(desk.data, desk.filters)
    some = found[:MOST_UTTERANCES]
    rows = utterances.version_sentences(desk.data, some)
    by_document = dict(list(rows.groupby("document", sort=False)))
    statements = [_utterance(desk, one, by_document) for one in some]
    told = f"The first {len(some)} of {len(found):,}" if len(some) < len(found) else counted(len(found), "utterance")
    caption = f"{told} that two or more outlets report within a week. The desk does not judge which one is right."
    nothing = "No utterance was found in two outlets."
    return Block("The same utterance in several outlets", caption if some else nothing, _SAID, statements)


_SAID = ("Speaker", "As each outlet reports it", "Wording")


def _utterance(desk: Desk, one: Utterance, by_document: Mapping[str, pd.DataFrame]) -> Statement:
    """One utterance with the words and the sentences of each version."""
    lines = (
        element(
            "div",
            desk.looks.chip(version.said.outlet),
            element("small", utterances.given_as(version.said)),
            element("span", f" {version.span.exact}", class_="article-text"),
            class_="version",
        )
        for version in one.versions
    )
    names = dict.fromkeys(version.said.name or "speaker not known" for version in one.versions)
    sentences = [_inside(version, by_document[version.said.document]) for version in one.versions]
    wording = "the same words in a row" if one.verbatim else "other wording"
    return Statement((" / ".join(names), joined(lines), wording), pd.concat(sentences))


def _inside(version: Version, rows: pd.DataFrame) -> pd.DataFrame:
    """The stretches of an article that one version is made of."""
    span = version.span
    return rows[(rows["start"] >= span.start) & (rows["end"] <= span.end)]


def _speaker(desk: Desk, group: pd.DataFrame, longest: int) -> Statement:
    """One speaker with the quotes of each outlet."""

    def said(row: object) -> str:
        kinds = {"direct": "direct", "mixed": "partly direct", "indirect": "reported"}
        counts = ((int(getattr(row, kind)), words) for kind, words in kinds.items())
        return ", ".join(f"{count:,} {words}" for count, words in counts if count)

    first = group.iloc[0]
    rows = quotes.speaker_quotes(desk.data, desk.filters, first["who"])
    return Statement((first["name"], counts_cell(group, longest, desk.looks, said), count_cell(first["total"])), rows)


def _pairs(desk: Desk, found: reuse.Reuse) -> Block:
    """Each two outlets that share anything, as the page's table has them."""
    pairs = reuse.outlet_pairs(found)
    passages = reuse.passages_by_pair(found, tuple(KINDS))
    counts = ("passages", "words", "quotes", "within")
    statements = [
        Statement(
            (
                joined([desk.looks.chip(row["a"]), " ", desk.looks.chip(row["b"]) if row["a"] != row["b"] else ""]),
                *(count_cell(row[name]) for name in counts),
            ),
            _sentences(desk, found, passages[frozenset((row["a"], row["b"]))]),
        )
        for row in pairs.to_dict("records")
    ]
    caption = "Passages of eight or more words in the outlets’ own words, their words, and quotes that both give."
    nothing = "No passage of eight words and more, and no quote, appears twice in these articles."
    columns = ("Outlets", "Passages", "Words", "Quotes", "Twice in one article")
    return Block("What outlets share", caption if statements else nothing, columns, statements)


def _passages(desk: Desk, found: reuse.Reuse) -> Block:
    """The longest passages in the outlets' own words, each with both places."""
    passages = reuse.passages_between(found, None, reuse.OWN_WORDS)
    statements = [
        Statement(
            (KINDS[passage.kind], _both(desk, found, passage), count_cell(passage.words)),
            _sentences(desk, found, [passage]),
        )
        for passage in passages[:MOST_PASSAGES]
    ]
    caption = f"The {len(statements)} longest of {len(passages):,}, in the outlets’ own words."
    return Block("Passages", caption if statements else "None.", ("Kind", "Between", "Words"), statements)


def _both(desk: Desk, found: reuse.Reuse, passage: Passage) -> Html:
    """The outlets of a passage's two places."""
    sides = (found.document(one).source for one in (passage.a_document, passage.b_document))
    return joined((desk.looks.chip(side.id) for side in sides if side), " and ")


def _sentences(desk: Desk, found: reuse.Reuse, passages: Sequence[Passage]) -> pd.DataFrame:
    """The sentences that hold the passages, both places as rows of evidence."""
    rows = reuse.passage_rows(found, passages)
    names = [column.name for column in reuse.SIDE]
    sides = [rows[[f"{side}_{name}" for name in names]] for side in "ab"]
    both = pd.concat([frame.set_axis(names, axis=1) for frame in sides], ignore_index=True)
    named = both["outlet"].map(desk.looks.names)
    return both.rename(columns={"text_start": "sentence_start"}).assign(outlet_name=named, headline=False)
