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
