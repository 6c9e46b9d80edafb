"""Not there yet."""

from lib.ui.page import start_page

start_page("Agreement", "Not there yet")
