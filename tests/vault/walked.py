"""A client and a therapist who both said yes, for tests about links."""

from dataclasses import dataclass, replace
from typing import Any

from holdspace.domain.linking import Agreement, Between, Points
from holdspace.domain.people import Private, Role
from holdspace.domain.shared import Piece, Shared, Sort
from holdspace.ports.sharing import Accepting
from holdspace.vault.accounts import Accounts
from holdspace.vault.alongside import OwnAlongside
from holdspace.vault.sealing import ClientKeys
from holdspace.vault.sharing import OwnSharing
from holdspace.vault.vault import Vault
from tests.fakes import NOON
from tests.vault.conftest import PASSPHRASE

AGREEMENT = Agreement(
    Private("If somebody may be hurt, I may have to tell somebody else."),
    Private("Tuesdays and Thursdays, nine to five"),
    Private("two working days"),
    Private("Call 112."),
    "zz",
)
YES = Accepting(Private("Rowan"), "zz", Between((Private("the move"),), Points.HARD))


@dataclass(frozen=True)
class Walked:
    """Both sides of one link."""

    vault: Vault
    rowan: ClientKeys
    amara: ClientKeys
    link: str  # as Rowan sees it
    beside: str  # as Amara sees it

    @property
    def hers(self) -> OwnAlongside:
        """Amara's side."""
        return OwnAlongside(self.vault, self.amara)

    @property
    def theirs(self) -> OwnSharing:
        """Rowan's side."""
        return OwnSharing(self.vault, self.rowan)


def therapist(vault: Vault, name: str = "Amara") -> ClientKeys:
    """Make a therapist."""
    return Accounts(vault).make(Private(name), PASSPHRASE, role=Role.THERAPIST)


def client(vault: Vault, name: str = "Rowan") -> ClientKeys:
    """Make a client."""
    return Accounts(vault).make(Private(name), PASSPHRASE)


def code_of(vault: Vault, amara: ClientKeys) -> Private:
    """Make an offer; return its code."""
    return OwnAlongside(vault, amara).offer(AGREEMENT, Private("Amara"), Private("the blue scarf"))


def walk(vault: Vault, rowan: ClientKeys, amara: ClientKeys) -> Walked:
    """Let both say yes."""
    link = OwnSharing(vault, rowan).accept(code_of(vault, amara), YES)
    beside = OwnAlongside(vault, amara)
    (offer,) = [each for each in beside.offers() if each.taken]
    return Walked(vault, rowan, amara, link, beside.confirm(offer.id))


def words(text: str, **more: Any) -> Shared:
    """Make something to show."""
    shared = Shared(Sort.WORDS, NOON.date(), pieces=(Piece("", Private(text)),))
    return replace(shared, **more)
