"""What every page is put together from: its link, its data, tables, evidence."""

from lib.ui.kit import session as visit
from lib.ui.kit.compared import (
    WAITED_FOR,
    compared_articles,
    facts_in_view,
    offer_comparison,
    shared_passages,
    source_groups,
    sourced_looks,
)
from lib.ui.kit.data import (
    DataKey,
    bring_up_to_date,
    connection,
    data_key,
    data_version,
    decisions_in_view,
    look_again,
    open_data,
    refresh_now,
    saved_at,
    settings,
)
from lib.ui.kit.files import (
    Listed,
    list_of,
    offer_file,
    offer_lists,
    offer_references,
    offer_rows,
    offer_table,
)
from lib.ui.kit.kept import (
    close_kept,
    keep_opened,
    kept_button,
    kept_expander,
    kept_page,
    open_row,
    opened_rows,
    show_opened,
)
from lib.ui.kit.links import (
    EARLIEST,
    FOLDER,
    LATEST,
    MORE,
    as_of,
    bring_into_view,
    choose,
    choose_one,
    chosen,
    drop,
    here,
    kept_keys,
    link_to,
    linked_widget,
    links_to,
    notify_dropped,
    open_page,
    parse_day,
    put_back,
    remember_kept,
    show_notices,
    whole_address,
)
from lib.ui.kit.page import (
    article_link,
    choose_groups,
    corpus_in_view,
    current_view,
    empty_state,
    looks,
    offer_filter,
    outlet_link,
    set_filter,
    start_page,
    view_in_words,
)
from lib.ui.kit.rights import Request, check_editable, hindrance, is_editable, is_loopback, show_read_only
from lib.ui.kit.tables import (
    AS_TABLE,
    articles_of,
    choose_rows,
    cited_article,
    sentence_citation,
    show_chart,
    show_evidence,
    show_folded,
    show_sentences,
    show_table,
)
