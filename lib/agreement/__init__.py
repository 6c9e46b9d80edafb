"""Reading an agreement: a file to text, text to points, points to who has to do what by when."""

from lib.agreement.contract import agreement_of, agreement_record
from lib.agreement.files.text import load_text, text_of
from lib.agreement.loading import load_agreement
from lib.agreement.reading import read_agreement

__all__ = ["agreement_of", "agreement_record", "load_agreement", "load_text", "read_agreement", "text_of"]
