"""One article to read, with everything that was read in it set off by kind and listed in the margin."""

import streamlit as st

from lib.queries import article as queries
from lib.ui.article import (
    article_in_link,
    choose_article,
    choose_followed,
    choose_kinds,
    followed_in_link,
    kept_highlights,
    offer_marks,
    offset_in_link,
    show_about,
    show_article,
    show_cleaning,
    show_highlights_table,
)
from lib.ui.kit import cited_article, connection, empty_state, looks, offer_filter, start_page
from lib.views.article import article_head_html

asked, followed = article_in_link(), followed_in_link()
filters = start_page("article")
articles = queries.articles(connection(), filters)
document = asked or next(iter(articles["document"]), None)
if document is None:
    empty_state("No article matches the filters." if filters else "There are no articles yet.")
    st.stop()

row = queries.article(connection(), document)
choose_article(articles, document)
highlights = kept_highlights(filters, articles, document)
st.html(article_head_html(row, looks(), cited_article(document)))
show_about(row)
offer_filter("article", [document], "This article")
choose_followed(followed, filters, highlights, document, offset_in_link())
kinds = choose_kinds(highlights)
show_article(row, highlights, kinds, followed)
offer_marks(row, highlights, kinds, followed)
show_highlights_table(highlights, document)
show_cleaning(row)
