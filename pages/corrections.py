"""What analysts decided about what was read, each decision with its undo, and the way out and in."""

from lib.ui.corrections import show_decisions
from lib.ui.kit import is_editable, show_read_only, start_page

start_page("corrections")
if is_editable():
    show_decisions()
else:
    show_read_only()
