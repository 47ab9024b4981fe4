"""What can be taken along from a visit: what was heard, in their words, and one line of their own."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from holdspace.domain.manner import Manner
from holdspace.domain.risk import ORDINARY, Tier
from holdspace.ports import VisitPage
from holdspace.web import forms
from holdspace.web.coming import came
from holdspace.web.manner import manner_kept
from holdspace.web.rendering import is_quiet

_LINES = 3
_FEWEST = 3  # turns of a visit after which there is something to settle


@dataclass(frozen=True, slots=True)
class Settling:
    """What a goodbye offers: up to three lines in their words, and how they asked to be met."""

    heard: tuple[str, ...] = ()
    manner: Manner | None = None  # where it is not what this browser keeps already


def settling(request: Request, visit: VisitPage) -> Settling:
    """Return what a visit leaves to take along; after a visit about danger, nothing of it is said back."""
    calm = visit.tier < Tier.R2 and not any(lane[0] not in ORDINARY for lane in visit.lanes)
    calm = calm and len(visit.exchanges) > _FEWEST
    known = {manner_kept(request), Manner(), came(request).manner}
    asked = visit.manner if visit.manner not in known else None
    return Settling(_heard(visit) if calm else (), asked)


def _heard(visit: VisitPage) -> tuple[str, ...]:
    """Return the first thing told and the last ones, each as a sentence."""
    threads = visit.threads
    chosen = threads if len(threads) <= _LINES else (threads[0], *threads[1 - _LINES :])
    return tuple(f"{thread.says[:1].upper()}{thread.says[1:]}." for thread in chosen)


async def file(request: Request) -> Response:
    """Send what they made of it as a plain file, and keep nothing."""
    form = await forms.sent(request)
    lines = [line.strip() for line in (*form.fields.get("heard", ()), form.one("take"))]
    name = "notes" if is_quiet(request) else "what-i-heard"
    headers = {"Content-Disposition": f'attachment; filename="{name}.txt"'}
    return PlainTextResponse("\n\n".join(filter(None, lines)) + "\n", headers=headers)
