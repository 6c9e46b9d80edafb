"""What the pages draw as HTML, and which file takes each away: rows by an XPath, and what needs no file and why."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
SCREEN = sorted([*ROOT.glob("lib/ui/**/*.py"), *ROOT.glob("pages/*.py")])


class Drawn(NamedTuple):
    """Rows of HTML on one of the pages of the test, and how the names of the files that hold them begin."""

    page: str
    rows: str
    files: tuple[str, ...]


def drawn_on(page: str, rows: str, *files: str) -> Drawn:
    """Rows of a page, in some files together."""
    return Drawn(page, rows, files)


_LINE = "//div[@class='facts-line'][span[@class='label']='{}']"
_MATRIX = "//table[contains(@class, 'matrix')]"  # each two outlets stand in it twice
_CELLS = "//table[@class='grid']/tbody/tr/td"
_PANEL = "//section[header/h2='{}']//ol/li"

TAKEN: dict[str, Drawn] = {
    "aligned.aligned_html": drawn_on(
        "reuse", "//div[contains(@class, 'pair ') and not(contains(@class, 'head'))]", "side by side", "differs inside"
    ),
    "article.about_html": drawn_on("article", "//details[@class='about']/ul/li", "about."),
    "article.removed_html": drawn_on("article", "//ul[@class='notes']/li[q]", "taken out"),
    "clauses.clauses_html": drawn_on(
        "agreement", "//*[contains(@class, 'clause-row') and not(contains(@class, 'titles'))]", "clauses."
    ),
    "decisions.changed_html": drawn_on(
        "corrections", "//div[contains(@class, 'changed-value')]", "changes of agreements"
    ),
    "decisions.decision_html": drawn_on("corrections", "//div[contains(@class, 'decision ')]", "decisions"),
    "entity_panel.by_outlet_html": drawn_on("entities", "//table[@class='figures']/tbody/tr", "outlets of"),
    "entity_panel.companions_html": drawn_on("entities", f"{_LINE.format('In the same sentences')}//a", "beside"),
    "entity_panel.linked_html": drawn_on("entities", f"{_LINE.format('Linked, not merged')}//a", "linked to"),
    "entity_panel.spellings_html": drawn_on("entities", f"{_LINE.format('Written')}//q", "spellings of"),
    "alone.alone_html": drawn_on("facts", "//ol[@class='inline-names']/li", "alone"),
    "facts.differences_html": drawn_on(
        "facts", "//div[@class='fact-differences']//span[@class='sides']/span", "differing values"
    ),
    "facts.facts_html": drawn_on("facts", "//details[@class='clause']", "facts as drawn"),
    "grid.grid_html": drawn_on("names", _CELLS, "names by outlet"),
    "grid.only_in_html": drawn_on("names", "//ol[@class='inline-names']/li", "named by one outlet"),
    "legend.place_counts_html": drawn_on("place", "//table/tr[td]", "outlets of"),
    "methods.list_html": drawn_on("methods", "/p[@class='answers' and not(starts-with(., '●'))]", "codebooks"),
    "methods.method_html": drawn_on("methods", "/div[p='Known misses']/ul/li", "known misses"),
    "methods.origins_html": drawn_on("methods", "/ul/li[not(b)]", "data and licences"),
    "methods.sets_html": drawn_on("methods", "/ul/li[b]", "sets of gold"),
    "brief.findings_html": drawn_on("brief", "//details[@class='finding']", "findings."),
    "panels.bars_html": drawn_on("entities", "//ol[@class='bars']/li", "who"),
    "panels.cards_html": drawn_on("brief", "//article[@class='card']", "articles"),
    "panels.deadlines_html": drawn_on("agreement", _PANEL.format("By when"), "by when"),
    "panels.problems_html": drawn_on("brief", "//ul[@class='problems']/li", "unread"),
    "quotes.speakers_html": drawn_on(
        "quotes", "//table[contains(@class, 'speakers')]//td[not(@class='none')]", "speakers by outlet"
    ),
    "quotes.utterances_html": drawn_on("quotes", "//div[@class='version']//div[@class='origin']", "utterances"),
    "reuse.matrix_html": drawn_on(
        "reuse",
        f"{_MATRIX}//tr/td[not(@class='none') and position() > count(../preceding-sibling::tr)]",
        "shared passages",
    ),
    "reuse.passages_html": drawn_on("reuse", "//ol[@class='shared']/li", "passages"),
    "reuse.sources_html": drawn_on("reuse", "//div[@class='sources-line']//li", "one source"),
    "search.concordance_html": drawn_on("search", "//ol[@class='concordance']/li", "search."),
    "search.outlets_html": drawn_on("search", "//div[@class='found-by']/span", "found by outlet"),
    "search.parts_html": drawn_on("search parts", "//ul[@class='query-parts']/li", "query parts"),
    "sentences.evidence_html": drawn_on("search sentences", "//ol[@class='evidence']/li", "search sentences"),
    "words.distinctive_html": drawn_on("words", "//section[@class='panel']//a", "words as drawn"),
    "words.labels_html": drawn_on("labels", _CELLS, "labels by outlet"),
}
"""A maker of HTML, by its file and name, to where its rows stand and which files hold them."""

AGAIN = {
    "panels.cards_html": drawn_on("names", "//article[@class='card']", "articles of outlet"),
    "panels.bars_html": drawn_on("map", "//ol[@class='bars']/li", "where"),
}
"""The same where the screen draws it in another place."""

EXCUSED = {
    "article.article_head_html": "what the articles' file says of this one",
    "article.panel_head_html": "a heading",
    "article.reading_html": "what the marks at one place were read as, whose list the article page has whole",
    "article.original_html": "the text itself; its file came with the article",
    "article.style_html": "looks",
    "brief.agreement_html": "what the agreement's own files say, whose clauses leave on its page",
    "brief.start_html": "help",
    "entity_panel.entity_head_html": "the sums of the rows by outlet, under it",
    "citation.copy_all_html": "a button",
    "citation.copy_html": "a button",
    "citation.copy_link_html": "a button",
    "citation.to_menu_html": "a link",
    "legend.map_legend": "what the signs on the map mean",
    "methods.caution_html": "words",
    "methods.key_html": "what a chart's signs mean",
    "own_text.own_text_html": "the agreement's own text; it came with the agreement, whose files hold its clauses",
    "panels.legend_html": "which colour is which outlet",
    "panels.panels_html": "a frame round others",
    "library.outlets_html": "its rows leave as the list of outlets, which tests/test_outlets.py holds",
    "library.version_html": "its rows leave as the list of versions, which tests/test_library_page.py holds",
    "quotes.kinds_legend": "what signs mean",
    "quotes.marks_legend": "what marks mean",
    "search.broken_html": "why a query cannot be read",
    "search.examples_html": "help: queries to try",
    "search.spellings_html": "help: queries to try",
    "sentences.ways_html": "the way to the rows, which are taken away below",
}

ALONE = {"dataframe", "plotly_chart", "table", "data_editor", "line_chart", "bar_chart", "altair_chart", "pyplot"}
"""What Streamlit draws rows or charts with: only the component that has the downloads may use it."""


def made_html() -> Iterator[str]:
    """Every public function of the views that gives HTML, as "file.name"."""
    for path in ROOT.glob("lib/views/**/*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            html = isinstance(node, ast.FunctionDef) and node.returns and ast.unparse(node.returns) == "Html"
            if html and path.stem != "highlight":
                yield f"{path.stem}.{node.name}"


def used_views() -> set[str]:
    """Every name of the views that the screen uses, as "file.name"."""
    return {name for path in SCREEN for name in _used(ast.parse(path.read_text(encoding="utf-8")))}


def _used(tree: ast.Module) -> Iterator[str]:
    """What one file uses of the views: what it imports by name, and what it reaches by a file's alias."""
    files: dict[str, str] = {}
    for node in ast.walk(tree):
        module = node.module or "" if isinstance(node, ast.ImportFrom) else ""
        if (
            isinstance(node, ast.ImportFrom)
            and module.startswith("lib.views")
            and (ROOT / module.replace(".", "/")).is_dir()
        ):
            files |= {name.asname or name.name: name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and module.startswith("lib.views."):
            yield from (f"{module.rpartition('.')[2]}.{name.name}" for name in node.names)
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in files:
            yield f"{files[node.value.id]}.{node.attr}"


def calls(tree: ast.AST, *names: str) -> Iterator[ast.Call]:
    """The calls of functions or methods of these names."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in names:
            yield node
