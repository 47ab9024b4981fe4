"""What makes it feel safe, less safe, and what somebody would like to be different: a page of theirs that goes to nobody by itself."""

from functools import partial

from anyio import to_thread
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from holdspace.domain import feels_safe as written_of
from holdspace.domain.feels_safe import LONGEST_PART, PARTS, FeelsSafe
from holdspace.domain.people import Private
from holdspace.domain.to_bring import OF_FEELING_SAFE
from holdspace.ports.feels_safe import SafePage
from holdspace.web import forms
from holdspace.web.earlier import insider
from holdspace.web.rendering import page
from holdspace.web.taken_back import bring_no_longer
from holdspace.web.written import kept_and_met, where_nothing_is_kept

_HERE = "/feels-safe"


async def feels_safe(request: Request) -> Response:
    """Show it, to be written, changed, or let go."""
    kept = await to_thread.run_sync(insider(request).feels_safe.kept)
    return _page(request, kept, kept)


async def change(request: Request) -> Response:
    """Keep what was written, or let all of it go; danger in it is met with people, once it is kept."""
    form = await forms.sent(request)
    what = form.one("what")
    sent = written_of.of(Private(form.one(name)) for name in PARTS)
    if what == "let-go":
        sent = FeelsSafe()
    elif what != "keep":
        raise HTTPException(404)
    if answer := await where_nothing_is_kept(request, *sent.words):
        return answer
    own = insider(request).feels_safe
    before = await to_thread.run_sync(own.kept)
    if not sent.fits:
        return await _too_long(request, before, sent)
    if answer := await kept_and_met(request, partial(_keep, own, sent), *_new(before, sent)):
        return answer
    for name in before.filled:
        if name not in sent.filled:  # what is let go of is not among the things to bring either
            await bring_no_longer(request, name, OF_FEELING_SAFE[name])
    return RedirectResponse(f"{_HERE}?kept=yes" if sent else _HERE, 303)


async def _too_long(request: Request, before: FeelsSafe, sent: FeelsSafe) -> Response:
    """Give back what is more than the page holds, its danger heard all the same."""
    answer = await kept_and_met(request, _nothing, *_new(before, sent))
    return answer or _page(request, before, sent, too_long=True)


def _page(
    request: Request, kept: FeelsSafe, shown: FeelsSafe, *, too_long: bool = False
) -> Response:
    """Show the page, with what is kept and what stands in its boxes."""
    return page(
        request,
        "feels_safe.html",
        status=422 if too_long else 200,
        kept=kept,
        shown=shown,
        done=bool(kept) and request.query_params.get("kept") == "yes",
        too_long=too_long,
        longest=LONGEST_PART,
        origins=OF_FEELING_SAFE,
    )


def _new(before: FeelsSafe, sent: FeelsSafe) -> tuple[Private, ...]:
    """Return those of the three that were not there before just so: only they are read for danger."""
    pairs = zip(before.words, sent.words, strict=True)
    return tuple(after for was, after in pairs if after != was)


def _keep(own: SafePage, sent: FeelsSafe) -> None:
    """Keep the three as they are now."""
    own.change(lambda _: sent)


def _nothing() -> None:
    """Keep nothing."""
