"""The frame round every page: navigation, the first start, the sidebar's filters, then the page itself."""

from lib.errors import AccordError
from lib.ui.frame.navigation import draw_frame, show_trouble

try:
    draw_frame().run()
except AccordError as trouble:
    show_trouble(trouble)
