"""The brief in words and as escaped HTML: what was agreed, and the findings, each open to its sentences."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import pandas as pd

from lib.listing import Listing, columns, framed
from lib.queries.agreement.standing import Standing
from lib.queries.brief import Brief, Finding, FindingKind
from lib.queries.evidence import SENTENCES
from lib.views.kit.highlight import Html, element, fold, joined, link
from lib.views.kit.looks import Looks
from lib.views.kit.sentences import ArticleLink, Citation, evidence_html, sentence_count
from lib.views.kit.text import counted, day, inline, listed
from lib.views.sources.facts import OWN_TEXT, own_side, side_words

TITLES: Mapping[FindingKind, str] = {
    "next": "Due next",
    "late": "Past its day",
    "broken": "Broken or disputed",
    "done": "Reported done",
    "apart": "Outlets differ",
    "most": "Reported most",
}
OWN = "The agreement’s own text gives"
LONGEST_VALUE = 110  # letters of one of the values that differ

MOST_SENTENCES = 6  # that a finding opens to; a page has the rest
ROWS = "finding"  # the kind of its rows, as the link names those that are open

FINDINGS = Listing(
    "findings", "The findings", columns("kind, words, sentences: whole"),
    "kind: Finding, words: In words, sentences: Sentences",
)  # fmt: skip
FINDINGS_SENTENCES = replace(SENTENCES, key="findings sentences", title="The sentences of the findings")

Names = Mapping[str, str]


class Ways(NamedTuple):
    """What findings are drawn with: links into articles and to the page that has all of a finding, how to cite.

    `more(finding)` gives that page's title and the address of what the finding is about there.
    """

    article: ArticleLink
    more: Callable[[Finding], tuple[str, str]]
    citation: Citation


def finding_key(one: Finding) -> str:
    """What the link calls a finding: its kind, and of what differs also what it is of."""
    return f"{one.kind}/{one.key}" if one.kind == "apart" else one.kind


def agreement_html(brief: Brief, ways: Mapping[str, str]) -> Html:
    """The agreement's title and what there is to say of it; `ways` are addresses by the titles of the others."""
    title = brief.agreement.title if brief.agreement else "No agreement is known that these articles report"
    facts = {label: joined([words]) for label, words in agreement_facts(brief).items()}
    if "Also reported" in facts:
        facts["Also reported"] = joined((link(other, to) for other, to in ways.items()), ", ")
    lines = (element("div", element("dt", label), element("dd", words)) for label, words in facts.items())
    return element("section", element("h2", title), element("dl", *lines) if facts else "", class_="agreed")


def findings_html(findings: Sequence[Finding], looks: Looks, ways: Ways, opened: Collection[str]) -> Html:
    """A row a finding, which opens to its sentences."""
    return element("div", *(_finding(one, looks, ways, opened) for one in findings), class_="findings")


def findings_list(findings: Sequence[Finding], names: Names) -> pd.DataFrame:
    """The findings as they are drawn, one row each, with the number of sentences that each rests on."""
    rows = ((finding_title(one), whole_words(one, names), sentence_count(one.sentences)) for one in findings)
    return framed(FINDINGS.columns, rows)


def start_html() -> Html:
    """What a first visit wants to know, in four lines; the script beside it puts it away for good."""
    steps = (element("li", element("b", head), f" {words}") for head, words in START)
    close = element("button", "Put away", type="button", class_="put-away")
    again = element("button", "Start here", type="button", class_="again", hidden="hidden")
    head = element("header", element("h2", "Start here"), close)
    return element("div", element("div", head, element("ol", *steps), class_="start"), again)


START = (
    ("Read the findings below.", "Each opens to the sentences that it rests on; nothing is said without one."),
    ("Follow a sentence into its article.", "Every number on every page opens its own sentences too."),
    ("Narrow the view at the side.", "Outlets, names and days hold on every page, and stand in the address."),
    ("Bring your own.", "Add articles and an agreement here; what is read wrong can be corrected, and undone."),
)


def _finding(one: Finding, looks: Looks, ways: Ways, opened: Collection[str]) -> Html:
    count, outlets = sentence_count(one.sentences), one.sentences["outlet"].unique().tolist()
    page, address = ways.more(one)
    left = f"All {counted(count, 'sentence')}, on " if count > MOST_SENTENCES else "More of it on "
    summary = element(
        "summary",
        element("b", finding_title(one), class_="kind"),
        element("span", finding_words(one, looks.names), class_="words"),
        element("small", counted(count, "sentence"), " by ", looks.how_many(outlets), class_="how-many"),
    )
    inside = element(
        "div",
        _standings(one.clauses, looks, ways),
        evidence_html(one.sentences, looks, ways.article, ways.citation, MOST_SENTENCES),
        element("p", left, link(page, address), class_="origin"),
        class_="inside",
    )
    key = finding_key(one)
    return fold(f"{ROWS}:{key}", summary, inside, opened=key in opened, class_="finding")


def _standings(clauses: Sequence[Standing], looks: Looks, ways: Ways) -> Html:
    """How each clause stands, with one report of it; nothing for a finding that is about none."""
    items = (
        element(
            "li",
            standing_words(one),
            element("span", looks.chip(one.told.outlet), " ", _way(one.told, ways), class_="origin")
            if one.told
            else "",
        )
        for one in clauses
    )
    return element("ul", *items, class_="standings") if clauses else Html("")


def _way(told: Any, ways: Ways) -> Html:  # noqa: ANN401  # a frame's row
    return link(day(told.published), ways.article(told.document, int(told.start)), "Read it in the article")


def whole_words(one: Finding, names: Names) -> str:
    """A finding in words, with how each of its clauses stands."""
    return " ".join([finding_words(one, names), *(f"{standing_words(each)}." for each in one.clauses)])


def finding_title(one: Finding) -> str:
    """What kind of finding it is, in words; of one outlet that cites two voices, that it is one."""
    if one.kind == "apart" and len(_outlets(one.numbers)) == 1:
        return "One outlet, two values"
    return TITLES[one.kind]


def _outlets(of: Mapping[str, Any]) -> list[str]:
    """The outlets on the sides of a difference, each once."""
    return list(dict.fromkeys(fact.outlet for side in of["difference"].sides for fact in side))


def finding_words(one: Finding, names: Names) -> str:
    """A finding as one or two sentences with its numbers; `names` are those of outlets by their ids."""
    return _WORDS[one.kind](one.about, one.numbers, names)


def standing_words(one: Standing) -> str:
    """A clause in words: its label, its state, its day and how late it is.

    >>> from datetime import date
    >>> standing_words(Standing("5.a Free them", "overdue", date(2025, 3, 20), None, 16, None))
    '5.a Free them: due 20 Mar 2025, 16 days past'
    """
    late = f", {counted(one.late, 'day')} {'late' if one.state == 'done' else 'past'}" if one.late else ""
    due = f"due {day(one.due)}{late}" if one.due else "no day in the text"
    state = "" if one.state == "overdue" else f"{one.state}{f' {day(one.on)}' if one.on else ''}, "
    return f"{one.label}: {state}{due}"


def agreement_facts(brief: Brief) -> dict[str, str]:
    """What there is to say of the brief's agreement, by label; nothing without one."""
    one = brief.agreement
    if one is None:
        return {}
    parties = ", ".join(map(party_name, one.parties)) or "not read in its text"
    facts = {
        "Parties": parties,
        "Signed": day(one.signed) if one.signed else "day not known",
        "Told of by": _told(brief),
    }
    others = listed([other.title for other in brief.others])
    return facts | ({"Also reported": others} if others else {})


def party_name(name: str) -> str:
    """A party as readers see it; a codebook gives some by their ids.

    >>> party_name("russia"), party_name("Emi Koussi Front")
    ('Russia', 'Emi Koussi Front')
    """
    return name.replace("-", " ").title() if name.islower() else name


def coverage_words(articles: int, outlets: int, first: Any, last: Any) -> str:  # noqa: ANN401  # a day, or none
    """How many articles, of how many outlets, from when to when.

    >>> coverage_words(1, 1, None, None)
    '1 article by 1 outlet, no date known'
    """
    span = "no date known" if first is None else day(first) if first == last else f"{day(first)} to {day(last)}"
    return f"{counted(articles, 'article')} by {counted(outlets, 'outlet')}, {span}"


def _told(brief: Brief) -> str:
    """How many articles are about the agreement."""
    if brief.covered.empty:
        return "no article in view"
    row = brief.covered.iloc[0]
    first, last = (None if value != value else value for value in (row["first"], row["last"]))  # noqa: PLR0124  # NaT
    return coverage_words(int(row["articles"]), int(row["outlets"]), first, last)


def _next(about: str, of: Mapping[str, Any], _: Names) -> str:
    left = "" if of["days"] is None else f", in {counted(of['days'], 'day')}" if of["days"] else ", this day"
    given = f"{of['outlets']} of {counted(of['of'], 'outlet')} give that day, in {counted(of['sentences'], 'sentence')}"
    said = [f"{day(of['due'], weekday=True)}{left}: {_ended(about)}", f"{given}."]
    if of["own"]:
        said.append(f"{OWN} {'the same day' if of['own'] == of['due'] else day(of['own'])}.")
    if of["others"]:
        said.append(f"{counted(of['others'], 'more matter')} due that day.")
    return " ".join(said)


def _late(about: str, of: Mapping[str, Any], _: Names) -> str:
    late = f"{of['n']} of {counted(of['of'], 'clause')} not reported as done"
    return f"{late}, the first since {day(of['since'])} ({counted(of['days'], 'day')}): {_ended(about)}"


def _broken(about: str, of: Mapping[str, Any], _: Names) -> str:
    return (
        f"{of['broken']} broken and {of['disputed']} disputed, of {counted(of['of'], 'clause')}; {_newest(about, of)}"
    )


def _done(about: str, of: Mapping[str, Any], _: Names) -> str:
    late = f", {of['late']} of them late" if of["late"] else ""
    return f"{of['n']} of {counted(of['of'], 'clause')}{late}; {_newest(about, of)}"


def _newest(about: str, of: Mapping[str, Any]) -> str:
    return f"told of last on {day(of['told'])}, by {counted(of['outlets'], 'outlet')} in all: {_ended(about)}"


def _apart(about: str, of: Mapping[str, Any], names: Names) -> str:
    one, own = of["difference"], own_side(of["difference"], of["own_days"])
    outlets = _outlets(of)
    values = [inline(side_words(side)[0], LONGEST_VALUE) for side in one.sides]
    if len(outlets) > 1:
        values = [
            f"{value} ({listed(list(dict.fromkeys(names.get(fact.outlet, fact.outlet) for fact in side)))})"
            for value, side in zip(values, one.sides, strict=True)
        ]
    said = " ≠ ".join([*values, *([f"{own} ({OWN_TEXT})"] if own else [])])
    gives = f"{names.get(outlets[0], outlets[0])} gives " if len(outlets) == 1 else ""
    return f"{about}, {one.measure}: {gives}{said}. One of {counted(of['of'], 'difference')}."


def _most(about: str, of: Mapping[str, Any], _: Names) -> str:
    by = f"{of['outlets']} of {counted(of['of'], 'outlet')}, in {counted(of['sentences'], 'sentence')}"
    unread = f" {of['unread']} of {counted(of['clauses'], 'clause')} in no article." if of["clauses"] else ""
    return f"{about}, by {by}.{unread}"


def _ended(words: str) -> str:
    """The words with a full stop, where they are not cut."""
    return words if words.endswith("…") else f"{words}."


_WORDS: Mapping[FindingKind, Callable[[str, Mapping[str, Any], Names], str]] = {
    "next": _next, "late": _late, "broken": _broken, "done": _done, "apart": _apart, "most": _most,
}  # fmt: skip
