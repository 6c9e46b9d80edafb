"""Not there yet."""

from lib.ui.page import start_page

start_page("Article", "Not there yet")
