"""Who may see what of a client, in one place: what was shown, in a link that stands, until the day that was said."""

from datetime import date

from holdspace.domain.linking import LinkState
from holdspace.domain.shared import Shared, Sort

SHARES = (LinkState.LIVE, LinkState.PARTING)


def may_show(mine: LinkState, theirs: LinkState | None) -> bool:
    """Whether somebody may show something: both said yes, and it is not over for either."""
    return mine in SHARES and theirs in SHARES


def may_open(shared: Shared, today: date) -> bool:
    """Whether a share may be opened today, going by what is sealed in it and not by a column somebody can alter."""
    return shared.until is None or today <= shared.until


def is_listed(shared: Shared) -> bool:
    """Whether a share stands in a list: goodbyes do not, since they open together and elsewhere."""
    return shared.sort is not Sort.GOODBYE
