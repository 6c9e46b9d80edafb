"""Web pages: which day is that of publication, and the lists and tables that are part of the article."""

from datetime import date

import pytest

from lib.ingest import read_bytes
from lib.models import Document

BODY = "".join(
    f"<p>The leaders agreed on Monday to create demilitarised zone number {n} in the country, they said.</p>"
    for n in range(4)
)
TEASER = "Ministers spoke again of a truce that is to begin in the north of the country before the winter sets in."
DAY = date(2018, 9, 17)
LINKED = (
    '<script type="application/ld+json">{broken</script><link rel="canonical" href="https://x.example/2018/09/17/a">'
)
JSON = '[{"comment": {"datePublished": "2018-10-01"}}, {"@type": "Article", "n": [1], "datePublished": "2018-09-17"}]'


def read(body: str, head: str = "") -> Document:
    html = f"<html><head><title>Leaders agree</title>{head}</head><body>{body}</body></html>"
    return read_bytes("page.html", html.encode())


def article(before: str = "", after: str = "") -> str:
    return f"<article><h1>Leaders agree</h1>{before}{BODY}{after}</article>"


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2018-09-17T23:30:00+03:00">',
        '<meta name="DC.date.issued" content="2018-09-17">',
        '<meta itemprop="datePublished" content="20180917">',
        '<meta name="pubdate" content="Mon, 17 Sep 2018 10:00:00 GMT">',
        '<meta name="date" content="September 17, 2018">',
        '<meta name="date" content="17/09/2018">',
        '<meta property="article:modified_time" content="2018-09-20"><meta name="publish-date" content="2018/09/17">',
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2018-09-17T08:00"}</script>',
        f'<script type="application/ld+json">{JSON}</script>',
        LINKED,
    ],
)
def test_the_day_that_a_page_declares(head: str) -> None:
    document = read(article('<time datetime="2018-10-03">3 October</time>'), head)
    assert (document.published, document.published_from) == (DAY, "metadata")
    assert not any("day" in note for note in document.notes)


@pytest.mark.parametrize(
    "printed",
    [
        '<time datetime="2018-09-17T10:00">Monday</time>',
        '<p class="byline">By A. Writer <span class="post-date">17 September 2018</span></p>',
        '<div id="publishedDate">September 17, 2018</div>',
        '<span class="date">17/09/2018</span>',
        '<p>Published: <time>17 Sep 2018</time></p><p>Updated: <time datetime="2018-09-19">19 Sep</time></p>',
    ],
)
def test_a_day_printed_beside_the_headline_is_noted(printed: str) -> None:
    document = read(article(printed))
    assert document.published == DAY
    assert any("printed" in note for note in document.notes) or document.published_from == "text"


@pytest.mark.parametrize(
    "body",
    [
        f'{article()}<aside><time datetime="2018-09-17">17 September 2018</time> {TEASER}</aside>',
        f'{article()}<footer>Last modified: <span class="date">17 September 2018</span></footer>',
        f'{article()}<div class="related-stories"><time datetime="2018-09-17"></time><p>{TEASER}</p></div>',
        f'<div class="teaser"><span class="date">17 September 2018</span> {TEASER}</div>{article()}',
        f'<nav><time datetime="2018-09-17">Today</time></nav>{article()}',
        f'{article()}<article><h2>Another</h2><time datetime="2018-09-17"></time><p>{TEASER}</p></article>',
        article('<p>Last modified: <time datetime="2018-09-17">17 September 2018</time></p>'),
        article('<div class="updated-date">17/09/2018</div>'),
        article(after='<p class="date">17 September 2018</p>' + BODY.replace("zone", "area")),
        article('<figure><time datetime="2018-09-17"></time><figcaption>The leaders</figcaption></figure>'),
        f'<ul><li><a href="/x">A</a> <time datetime="2018-09-17">17 Sep</time></li></ul>{article()}',
        f"{article()}<small>© 2018-09-17 Some News</small>",
    ],
)
def test_another_day_on_a_page_is_not_that_of_publication(body: str) -> None:
    document = read(body)
    doubt = [note for note in document.notes if "last change" in note or "changed on" in note]
    assert document.published is None or (document.published_from == "text" and doubt)


def test_a_page_that_only_says_when_it_was_changed() -> None:
    document = read(article(), '<meta property="og:updated_time" content="2018-09-20T10:00">')
    assert document.published is None
    assert "the page says only that it was changed on 20 Sep 2018" in document.notes


@pytest.mark.parametrize("numbers", ["05/10/2018", "5.10.2018", "12-11-2018", "Published 01/02/2018 10:30"])
def test_a_day_that_may_be_either_way_round_is_left_open(numbers: str) -> None:
    document = read(article(f'<span class="date">{numbers}</span>'))
    assert document.published is None
    assert any("either of two days" in note for note in document.notes)


@pytest.mark.parametrize(
    ("numbers", "day"), [("17/09/2018", DAY), ("09/17/2018", DAY), ("09.09.2018", date(2018, 9, 9))]
)
def test_a_day_that_can_be_one_way_round_only(numbers: str, day: date) -> None:
    assert read(article(f'<span class="date">{numbers}</span>')).published == day


def test_the_day_of_a_change_is_a_doubtful_one() -> None:
    text = "The leaders agreed on Monday to create a zone in the country, they said."
    document = read_bytes("a.txt", f"Updated: 17 September 2018\n\n{text}\n".encode())
    assert (document.published, document.notes) == (DAY, ("the day that the text prints is that of its last change",))
    both = f"Updated: 19 September 2018\n\nPublished: 17 September 2018\n\n{text}\n"
    assert (read_bytes("a.txt", both.encode()).published, read_bytes("a.txt", both.encode()).notes) == (DAY, ())


WEAPONS, GROUPS = "All heavy weapons leave the zone by 10 October 2018.", "Radical groups leave it by 15 October."


@pytest.mark.parametrize(
    "terms",
    [
        f"<ul><li>{WEAPONS}</li><li>{GROUPS}</li></ul>",
        f"<ol><li><p>{WEAPONS}</p></li><li><b>Radical</b> groups leave it by 15 October.</li></ol>",
        f"<li>{WEAPONS}</li><li>{GROUPS}</li>",
        f"<dl><dt>{WEAPONS}</dt><dd>{GROUPS}</dd></dl>",
        f"<ul><li>{WEAPONS}<ul><li>{GROUPS}</li></ul></li></ul>",
        f"<table><tr><td>{WEAPONS}</td></tr><tr><td>{GROUPS}</td></tr></table>",
        f"<div><div><ul><li>{WEAPONS}</li></ul></div></div><ul><li>{GROUPS}</li></ul>",
    ],
)
@pytest.mark.parametrize("place", ["<h1>Leaders agree</h1>{}{}", "<article><h1>Leaders agree</h1>{}{}</article>"])
def test_terms_in_lists_and_tables_are_part_of_the_article(terms: str, place: str) -> None:
    document = read(place.format(BODY, terms))
    assert [line for line in document.text.split("\n\n") if "leave" in line] == [WEAPONS, GROUPS]
    assert not any("leave" in removal.exact for removal in document.removed)


def test_a_table_s_rows_are_lines() -> None:
    rows = "<tr><th>Duty</th><th>By when</th></tr><tr><td>Withdraw heavy weapons</td><td>10 October</td></tr>"
    document = read(f"<h1>Leaders agree</h1>{BODY}<table>{rows}</table>")
    assert document.text.endswith("Duty | By when\n\nWithdraw heavy weapons | 10 October")


LINKS = "".join(f'<{{0}}><a href="/{n}">Another story of some length, number {n}</a></{{0}}>' for n in range(5))


@pytest.mark.parametrize(
    "furniture",
    [
        f"<table><tr>{LINKS.format('td')}</tr></table>",
        f"<ul>{LINKS.format('li')}</ul>",
        "<ul><li>Home</li><li>World</li><li>Sport</li><li>Weather</li></ul>",
        "<table><tr><td>FTSE</td><td>7,204</td></tr><tr><td>Dow</td><td>26,100</td></tr></table>",
        f"<aside><ul><li>{TEASER}</li></ul></aside>",
        f'<div class="related"><ul><li>{TEASER}</li></ul></div>',
        f"<footer><ul><li>{TEASER}</li></ul></footer>",
        f"<nav><ul><li>{TEASER}</li></ul></nav>",
    ],
)
def test_lists_and_tables_that_lead_elsewhere_stay_out(furniture: str) -> None:
    alone = read(f"<article><h1>Leaders agree</h1>{BODY}</article>").text
    assert read(f"<article><h1>Leaders agree</h1>{BODY}</article>{furniture}").text == alone
    assert read(f"{furniture}<article><h1>Leaders agree</h1>{BODY}</article>").text == alone


def test_a_page_laid_out_in_a_table_is_read() -> None:
    menu = f"<table><tr>{LINKS.format('td')}</tr></table>"
    page = f"<table><tr><td>{menu}</td><td><h1>Leaders agree</h1>{BODY}</td></tr></table>"
    assert read(page).text == read(f"<h1>Leaders agree</h1>{BODY}").text


@pytest.mark.parametrize("lines", [5, 20, 200])
def test_a_menu_before_a_short_article_stays_out_whatever_the_page_lacks(lines: int) -> None:
    menu = f"<ul>{'<li><a href=x>Story one two three</a></li>' * lines}</ul>"
    page = f"{menu}<html><head><title>Leaders agree</title></head><body><article><h1>Leaders agree</h1>{BODY[:90]}</p>"
    assert "Story" not in read_bytes("page.html", page.encode()).text
