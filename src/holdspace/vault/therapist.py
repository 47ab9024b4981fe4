"""A therapist who is signed in, for one request: their caseload, and all they keep, behind the ports of the desk."""

from holdspace.domain.people import Private
from holdspace.vault import entries, second
from holdspace.vault.accounts import Accounts
from holdspace.vault.alongside import OwnAlongside
from holdspace.vault.caseload import OwnCaseload
from holdspace.vault.closed_file import close_file
from holdspace.vault.desk_parcel import packed_desk
from holdspace.vault.leaves import Draft
from holdspace.vault.owner import KeptOwner
from holdspace.vault.reflecting import OwnReflecting
from holdspace.vault.sealing import ClientKeys
from holdspace.vault.sign_ins import SignIns


class KeptTherapist(KeptOwner):
    """The Therapist of the ports, with one therapist's keys."""

    def __init__(
        self, accounts: Accounts, sign_ins: SignIns, keys: ClientKeys, cookie: str
    ) -> None:
        super().__init__(accounts, sign_ins, keys, cookie)
        self.caseload = OwnCaseload(self._vault, keys)
        self.alongside = OwnAlongside(self._vault, keys)
        self.reflecting = OwnReflecting(self._vault, keys)

    def left_at(self) -> str:
        """Return where something was being written when the page locked; empty where nothing was."""
        with self._vault.database.reading() as connection:
            found = entries.loose(connection, self._keys).opened
        drafts = (each.leaf for each in found if isinstance(each.leaf, Draft))
        return next((draft.place for draft in drafts if draft.place and draft.words), "")

    def set_code(self, letters: Private, typed: Private) -> None:
        """Make codes of a new secret their second step, in place of those before. Raises CodeNotTaken."""
        second.set_code(self._vault, self._keys, letters, typed)

    def let_code_go(self) -> None:
        """Ask for codes no more. Raises LastStep."""
        second.let_code_go(self._vault, self._keys)

    def taken_along(self, typed: Private, *, apart: bool = False) -> bytes:
        """Return a zip of all they keep; with what is kept apart only where asked for. Raises PassphraseTooShort."""
        whole = packed_desk(self._vault, self._keys, apart=apart)
        return close_file(whole, typed, self._accounts.cost) if typed else whole
