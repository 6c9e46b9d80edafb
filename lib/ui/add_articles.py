"""Adding articles: what was understood is shown before anything is saved."""


def offer_adding() -> None:
    """Draw the form that adds articles, where the settings allow it."""
