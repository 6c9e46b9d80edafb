"""E-mail: an article that was sent, its subject as the headline.

A mail says when it was sent, which stands for the day of publication only where the text prints none; and who sent it,
which is the outlet only where its head names an organization (RFC 5536) or the sender is a well-known outlet.
"""

import email
from email.message import EmailMessage
from email.policy import default
from email.utils import parseaddr

from lib.codebooks.outlets import load_outlets
from lib.errors import UnreadableFileError
from lib.ingest.archives.columns import day_of
from lib.ingest.archives.pieces import INSTEAD, Piece, text_piece
from lib.ingest.given import LONGEST_NAME, outlet_named
from lib.ingest.mend import mend
from lib.ingest.page.laid_out import lay_out
from lib.text.clean import clean, in_order

SENT = "dated by the day on which it was sent"
_FORWARDED = ("fwd:", "fw:", "re:")


def mail_piece(name: str, data: bytes) -> Piece:
    """The article of a mail: its plain text, else its page; raises UnreadableFileError where it has neither."""
    try:
        message = email.message_from_bytes(data, _class=EmailMessage, policy=default)
        body = message.get_body(("plain", "html"))
        text = body.get_content() if body is not None else ""
        if body is not None and body.get_content_type() == "text/html":
            text = lay_out(text)
        subject, sent = str(message["Subject"] or ""), day_of(str(message["Date"] or ""))
        sender = in_order([str(message["From"] or "somebody")])
        outlet = _outlet(str(message["Organization"] or ""), sender)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError, IndexError, AssertionError) as error:
        raise UnreadableFileError(f"a mail that cannot be read (it is damaged or not whole): {INSTEAD}") from error
    if not text.strip():
        raise UnreadableFileError(f"a mail without a text: {INSTEAD}")
    title = _headline(subject)
    notes = () if outlet else (f"sent by {sender} with the subject “{in_order([subject])}”"[:LONGEST_NAME],)
    if sent is None or clean(mend(text)[0], title).published:
        return text_piece(name, text, title=title, outlet=outlet, notes=notes)
    return text_piece(name, text, title=title, outlet=outlet, published=sent, notes=(*notes, SENT))


def _outlet(organization: str, sender: str) -> str | None:
    """The outlet that a mail's head names."""
    if organization.strip():
        return organization.strip()
    named = outlet_named(parseaddr(sender)[0])
    known = load_outlets().get(named.id) if named else None
    return known.name if known else None


def _headline(subject: str) -> str:
    words = " ".join(subject.split())[:LONGEST_NAME]
    while words.lower().startswith(_FORWARDED):
        words = words.partition(":")[2].strip()
    return words
