"""What can go wrong on purpose: each error's docstring is the sentence a person reads."""


class HoldspaceError(Exception):
    """Something Holdspace was asked to do could not be done."""

    retry = False

    def __str__(self) -> str:
        """Say the docstring, and the detail where one was given; never a client's words."""
        detail = super().__str__()
        summary = " ".join((type(self).__doc__ or type(self).__name__).split())
        return f"{summary} {detail}" if detail else summary


class BrokenData(HoldspaceError):
    """A data file that came with Holdspace cannot be read."""


class UnknownSetting(HoldspaceError):
    """A setting is not one Holdspace knows, or its value does not fit."""


class UnusableFolder(HoldspaceError):
    """The folder Holdspace was given cannot be written to."""


class PortTaken(HoldspaceError):
    """Another program is already using that port."""


class HouseFull(HoldspaceError):
    """There is no free place for another guest just now."""

    retry = True


class VisitFull(HoldspaceError):
    """The visit has no room for more words; a new one can begin."""


class SealBroken(HoldspaceError):
    """What lies here could not be opened: it was altered or moved, or sealed for another key."""


class NotOpened(HoldspaceError):
    """That did not open anything. It may be a small slip in the name or the words."""


class TooManyTries(HoldspaceError):
    """That was a lot in a short while, so this door rests for ten minutes. Nothing is lost, and talking needs no door."""


class PassphraseTooShort(HoldspaceError):
    """A passphrase here is 12 characters or longer. A few plain words in a row are enough."""


class NameTaken(HoldspaceError):
    """Somebody here goes by that name already. Any other will do."""


class NameMissing(HoldspaceError):
    """A name is how you come back in. Anything you like will do."""


class NameTooLong(HoldspaceError):
    """A name here has 60 letters at most. A shorter one will do."""


class NothingHere(HoldspaceError):
    """There is nothing here."""


class RecordTooNew(HoldspaceError):
    """What is kept here was written by a newer Holdspace. It opens again once Holdspace is up to date."""


class RecordBusy(HoldspaceError):
    """Something else is writing to the record just now. In a moment it can be tried again."""

    retry = True


class RecordFull(HoldspaceError):
    """The disk takes in nothing more. What was kept before is still there."""


class RecordBroken(HoldspaceError):
    """The record cannot be read: its file is damaged, or is no record of Holdspace. A backup can bring it back."""


class RecordUnreachable(HoldspaceError):
    """The record cannot be reached just now."""

    retry = True


class RecordNotEmpty(HoldspaceError):
    """Something is kept here already, so nothing was put back over it."""


class BackupBroken(HoldspaceError):
    """The backup is damaged or not whole, so nothing of it was put back."""


class NotAChoice(HoldspaceError):
    """That is not one of the answers that can be chosen here. Leaving it out is fine too."""


class NotReadableHere(HoldspaceError):
    """These answers cannot be read here: they are of another kind, or something in them was changed."""
