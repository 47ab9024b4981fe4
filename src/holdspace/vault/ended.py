"""What is over by the clock, though nobody comes back for it: shares with an end, and offers nobody said yes to."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, delete, exists, or_, select

from holdspace.domain.linking import LinkState
from holdspace.vault.tables import link, offer, share, share_key

OFFER_LASTS = timedelta(days=7)
ANSWER_LASTS = timedelta(days=30)  # once a client said yes, until the therapist does


def let_over_go(connection: Connection, now: datetime) -> None:
    """Remove what opens a share that is over, and offers that are; a yes nobody answered goes with its offer."""
    over = select(share.c.id).where(share.c.ends_at <= now)
    connection.execute(delete(share_key).where(share_key.c.share.in_(over)))
    connection.execute(delete(offer).where(offer_is_over(now)))
    awaited = exists().where(offer.c.taker == link.c.person, offer.c.person == link.c.other)
    connection.execute(delete(link).where(link.c.state == LinkState.ASKED, ~awaited))


def offer_is_over(now: datetime) -> ColumnElement[bool]:
    """Whether an offer's days are over, or lie further ahead than any offer's: then a clock was set back."""
    return or_(offer.c.ends_at <= now, offer.c.ends_at > now + ANSWER_LASTS)


def share_lasts(now: datetime) -> ColumnElement[bool]:
    """Whether a share has no end, or not yet come to it."""
    return or_(share.c.ends_at.is_(None), share.c.ends_at > now)
