"""What a file or a link that somebody brings can be refused for; each docstring is the sentence a person reads."""

from holdspace.domain.errors import HoldspaceError, NotOpened, TooManyTries


class ParcelDamaged(HoldspaceError):
    """That file is damaged or not whole, so nothing of it was brought in."""


class ParcelForeign(HoldspaceError):
    """That is not a file to take along from Holdspace, so nothing of it was brought in."""


class ParcelTooLarge(HoldspaceError):
    """That file is larger than can be brought in at once, so nothing of it was brought in."""


class ParcelTooNew(HoldspaceError):
    """That file was made by a newer Holdspace. It can be brought in once this one is up to date."""


class ParcelClosed(HoldspaceError):
    """That file is closed with a passphrase. With it, it opens."""

    retry = True


class ParcelShut(NotOpened):
    """That passphrase did not open the file. It may be a small slip, or the file is damaged."""


class ParcelSlow(HoldspaceError):
    """The file was too long on its way, so nothing of it was brought in. It can be tried again."""

    retry = True


class ParcelWaits(HoldspaceError):
    """Another file is being brought in just now. In a minute it can be tried again."""

    retry = True


class NoFile(HoldspaceError):
    """No file has been chosen yet."""


class LinkEnded(HoldspaceError):
    """That link has been used, or its seven days are over. Whoever gave it to you can make another."""


class TicketOver(HoldspaceError):
    """That page was open for longer than an hour, so none of these words is kept."""


class CodeNotTaken(NotOpened):
    """That did not open anything. It may be a small slip, or the code is used or over; there is soon a new one."""


class OtherDoor(NotOpened):
    """That name comes in by the other door: therapists by the desk, and everybody else by the first page."""


class TooManyCodes(TooManyTries):
    """That was a lot of codes for one day, so this way rests until tomorrow. A passkey or the ten words still open it."""


class LastStep(HoldspaceError):
    """One second step has to stay. Once there is another, this one can go."""


class InTheWay(HoldspaceError):
    """There is another file of that name, and it was left as it is. Any other name will do."""


class NothingKept(HoldspaceError):
    """Nothing is kept here yet, so there is nothing to write down."""


class CodeEnded(LinkEnded):
    """That code opens nothing: it was used, its seven days are over, or a letter slipped. Your therapist can make another."""


class LinkedAlready(HoldspaceError):
    """You and this therapist are linked already."""


class KeyChanged(HoldspaceError):
    """Your therapist has new keys since you both said yes, so nothing was shown. A new code from them, in person, sets it right."""


class OfferNotWhole(HoldspaceError):
    """Part of the agreement is still empty. Whoever says yes to it reads all of it, so each part needs a few words."""
