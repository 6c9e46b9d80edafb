"""E-mail: an article that was sent, its subject as the headline and its day as that of publication."""

import email
from email.message import EmailMessage
from email.policy import default

from lib.errors import UnreadableFileError
from lib.ingest.archives.columns import day_of
from lib.ingest.archives.pieces import INSTEAD, Piece, text_piece
from lib.ingest.given import LONGEST_NAME
from lib.ingest.page.laid_out import lay_out
from lib.text.clean import in_order

_FORWARDED = ("fwd:", "fw:", "re:")


def mail_piece(name: str, data: bytes) -> Piece:
    """The article of a mail: its plain text, else its page; raises UnreadableFileError where it has neither."""
    try:
        message = email.message_from_bytes(data, _class=EmailMessage, policy=default)
        body = message.get_body(("plain", "html"))
        text = body.get_content() if body is not None else ""
        if body is not None and body.get_content_type() == "text/html":
            text = lay_out(text)
        subject, day = str(message["Subject"] or ""), day_of(str(message["Date"] or ""))
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError, IndexError, AssertionError) as error:
        raise UnreadableFileError(f"a mail that cannot be read (it is damaged or not whole): {INSTEAD}") from error
    if not text.strip():
        raise UnreadableFileError(f"a mail without a text: {INSTEAD}")
    sender = in_order([str(message["From"] or "somebody")])
    sent = f"sent by {sender} with the subject “{in_order([subject])}”"[:LONGEST_NAME]
    return text_piece(name, text, title=_headline(subject), published=day, notes=(sent,))


def _headline(subject: str) -> str:
    words = " ".join(subject.split())[:LONGEST_NAME]
    while words.lower().startswith(_FORWARDED):
        words = words.partition(":")[2].strip()
    return words
