"""What a clause promises, obliges, forbids or allows, as it is handed from one rule to the next."""

from dataclasses import dataclass

from lib.models import Modality


@dataclass(frozen=True, slots=True)
class Promise:
    """A clause that promises: its first token, the word that makes it a promise, the verb or noun that says what.

    `clause` is the verb of the clause that promises, `way` what kind of row read it, `weak` whether it counts only
    beside another, `speaker` the head of the words for who says so before it, `against` why it is no promise after all.
    """

    first: int
    lead: int
    action: int
    clause: int
    subject: int | None
    modality: Modality
    way: str
    reason: str = ""
    weak: bool = False
    speaker: int | None = None
    against: str = ""
