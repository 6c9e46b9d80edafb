"""Which articles there are: found, corrected and removed, what of them does not count, and the ways in."""

from lib.ui.add_articles import offer_adding
from lib.ui.articles.listed import show_aside, show_library, show_outlets
from lib.ui.kit import start_page

filters = start_page("articles")
show_library(filters)
show_aside(filters)
show_outlets(filters)
offer_adding()
