"""The frame round every page: navigation, the first start, the sidebar's filters, then the page itself."""

from lib.errors import AccordError
from lib.models import Filters
from lib.ui.frame.navigation import draw_frame, show_trouble


def export(filters: Filters) -> None:
    """Offer what of the view to take along."""
    from lib.desk import show_export  # noqa: PLC0415  # all of the desk, needed only when asked for

    show_export(filters)


try:
    draw_frame(export).run()
except AccordError as trouble:
    show_trouble(trouble)
