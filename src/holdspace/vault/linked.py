"""What lies in the rows of links and offers: who the other is, by name and key, and what was agreed."""

from dataclasses import dataclass, field
from datetime import date

from holdspace.domain.linking import Agreement, Between
from holdspace.domain.people import Private


@dataclass(frozen=True, slots=True)
class Linked:
    """One side of a link. The other's key is pinned here, so that no table can put another in its place."""

    called: Private  # the other, by the name they gave
    public: str = field(repr=False)  # the other's public key, in hexadecimal
    common: str = field(repr=False)  # the key the two have in common, in hexadecimal
    agreement: Agreement
    place: str  # where the client is
    since: date


@dataclass(frozen=True, slots=True)
class Made:
    """An offer as the therapist keeps it until both said yes."""

    code: Private
    label: Private  # for whom it is, in words only the therapist knows
    called: Private
    agreement: Agreement
    on: date


@dataclass(frozen=True, slots=True)
class Offered:
    """What whoever has the code reads: from whom, with which key, and to what they would say yes."""

    called: Private
    public: str = field(repr=False)
    agreement: Agreement


@dataclass(frozen=True, slots=True)
class Answered:
    """A client's yes, for whoever made the code: by what name, with which key, from where, and what is between."""

    called: Private
    public: str = field(repr=False)
    common: str = field(repr=False)
    place: str
    between: Between
