"""The frame round every page: navigation, the first start, the sidebar's filters, then the page itself."""

from lib.ui.frame import draw_frame

draw_frame().run()
