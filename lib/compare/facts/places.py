"""Where things are: places meant as places, which outlets give or leave out and which never "differ"."""

from collections.abc import Iterator

from lib.compare.article import Article
from lib.compare.records import Fact


def find_places(article: Article) -> Iterator[Fact]:
    """Each place that is meant as a place in the body."""
    for top in article.annotations.toponyms:
        sentence = article.sentence_of(top.span)
        if top.role == "literal" and top.place and sentence:
            near, cited = article.nearness(top.span)
            yield Fact(
                "place", top.place.name, top.place.precision, None, article.document, article.outlet, sentence[0],
                top.span, top.span.exact, comparable=False, near=near, cited=cited,
            )  # fmt: skip
