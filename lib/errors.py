"""What can go wrong in words a reader can act on."""


class AccordError(Exception):
    """Base of every error this project raises on purpose; its text is fit to show a reader."""


class UnreadableFileError(AccordError):
    """A file cannot become a document: empty, binary, too large, not English, given twice."""


class CodebookError(AccordError):
    """A codebook file is broken: the message names the file, the line where known, and the fix."""


class StoreError(AccordError):
    """The table of annotated documents cannot be read or written."""


class DamagedStoreError(StoreError):
    """A file of the table of annotated documents is missing or broken: it has to be made anew from the articles."""


class DecisionError(AccordError):
    """A decision, or a file of decisions, cannot be used: the message says what is wrong and how to mend it."""


class AgreementError(AccordError):
    """An agreement cannot be kept as it was put right: the message says what is missing."""


class RightsError(AccordError):
    """A change was asked for by a visit that may only look."""


class MissingModelError(AccordError):
    """The spaCy pipeline that the settings name is not installed."""


class FrameError(AccordError):
    """A frame has other columns than its record says: the message names the list or query and each column."""


class QueryError(AccordError):
    """A search query cannot be read: its text says why and what to do, `start` and `end` where in the query."""

    def __init__(self, message: str, start: int, end: int) -> None:
        super().__init__(message)
        self.start = start
        self.end = end
