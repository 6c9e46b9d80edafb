"""What an analyst corrects, and the decisions so far."""

from lib.ui.corrections.articles import offer_article_deeds, offer_outlet_edit
from lib.ui.corrections.decisions import (
    ask_who,
    follow_merges,
    save_signed,
    show_decisions,
    show_exchange,
    show_last_decision,
    show_problem,
    show_rows,
)
from lib.ui.corrections.forms import given, offer_about_correction, offer_entity_correction, offer_leaving_out
from lib.ui.corrections.spans import (
    offer_place_correction,
    offer_placing,
    offer_reading_correction,
    show_commitment_correction,
    show_row_correction,
)
