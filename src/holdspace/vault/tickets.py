"""Tickets: what lets somebody who has said goodbye, and is signed out, still say yes to a few words, or how it was, for an hour."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from cryptography.fernet import Fernet, InvalidToken

from holdspace.domain.people import Private
from holdspace.domain.refusals import TicketOver
from holdspace.domain.spoken_of import Known
from holdspace.vault.sealing import ClientKeys

_AN_HOUR = 3_600  # seconds


@dataclass(frozen=True, slots=True)
class Ticket:
    """Whose words may be kept, for which public key, and which they are."""

    person: str
    public: bytes
    words: Mapping[str, Known]  # by the row each would lie in
    check: str = ""  # the row that what they say of the visit would lie in


@dataclass(frozen=True, slots=True)
class Tickets:
    """Gives tickets out and takes them back, closed under a key that lives in this process alone.

    A ticket opens nothing: whoever has it can add the words that stand in it to one record, and nothing else.
    """

    _fernet: Fernet = field(default_factory=lambda: Fernet(Fernet.generate_key()), repr=False)

    def give(
        self, keys: ClientKeys, words: Mapping[str, Known], now: datetime, *, check: str = ""
    ) -> str:
        """Return a ticket for some words of a person, or for what they may say of a visit."""
        held = {
            "person": keys.client,
            "public": urlsafe_b64encode(keys.public).decode(),
            "words": [[row, known.word.text, known.person] for row, known in words.items()],
            "check": check,
        }
        closed = self._fernet.encrypt_at_time(json.dumps(held).encode(), int(now.timestamp()))
        return closed.decode()

    def take(self, ticket: str, now: datetime) -> Ticket:
        """Return what a ticket is for. Raises TicketOver for one of another hour, another process, or nobody's making."""
        try:
            body = self._fernet.decrypt_at_time(ticket, _AN_HOUR, int(now.timestamp()))
        except (InvalidToken, ValueError):  # ValueError: letters that no ticket has
            raise TicketOver from None
        held = json.loads(body)
        words = {row: Known(Private(word), person) for row, word, person in held["words"]}
        return Ticket(held["person"], urlsafe_b64decode(held["public"]), words, held["check"])
