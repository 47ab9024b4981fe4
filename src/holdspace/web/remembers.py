"""What Holdspace remembers about somebody: one page with all of it, each thing with where it came from, to change or forget."""

from dataclasses import fields, replace

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from holdspace.domain.manner import Manner
from holdspace.domain.people import Private
from holdspace.domain.spoken_of import LONGEST_KNOWN
from holdspace.journey.patterns import subject
from holdspace.ports.keeping import Member
from holdspace.ports.story import STORY
from holdspace.practice.helped import named
from holdspace.web import forms
from holdspace.web.coming import came
from holdspace.web.earlier import insider
from holdspace.web.forms import Form
from holdspace.web.rendering import page
from holdspace.web.visitor import at_rest

_MANNERS = frozenset(field.name for field in fields(Manner))
MOST_TOPICS, LONGEST = 50, 200


async def remembers(request: Request) -> Response:
    """Show all of it."""
    kept = await to_thread.run_sync(insider(request).remembered)
    return page(
        request,
        "remembers.html",
        kept=kept,
        usual=Manner(),
        named=named,
        longest=LONGEST,
        longest_known=LONGEST_KNOWN,
        subject=subject,
    )


async def forget(request: Request) -> Response:
    """Forget one thing, or add one to what is left alone."""
    member, form = insider(request), await forms.sent(request)
    async with at_rest(request, came(request).visit):
        await to_thread.run_sync(_change, member, form)
    return RedirectResponse("/remembers", 303)


def _change(member: Member, form: Form) -> None:
    """Do what one button of the page asks for."""
    what, which = form.one("what"), form.one("which")
    if what == "manner" and which in _MANNERS:
        usual = {field.name: getattr(Manner(), field.name) for field in fields(Manner)}
        member.meet_always(replace(member.manner(), **{which: usual[which]}))
    elif what == "avoid":
        _let_be_said(member, form.one("topic"))
    elif what == "alone":
        _leave_alone(member, form)
    elif what == "check-in":
        member.let_check_in_go()
    elif what == "draft":
        member.let_draft_go(STORY if which == STORY else "")
    elif what == "known":
        member.change_known(which, Private(" ".join(form.one("word").split())[:LONGEST_KNOWN]))
    elif what == "unknown":
        member.forget_known(which)
    else:
        _forget_hopes(member, what, Private(which))


def _forget_hopes(member: Member, what: str, key: Private) -> None:
    """Do what a button of the long view asks for."""
    if what == "looks":
        member.hopes.answer(lambda noticed: replace(noticed, looks=None))
    elif what == "shown-again":
        member.hopes.answer(lambda noticed: noticed.showing_again(key))
    elif what == "mending":
        member.hopes.let_mending_go()
    elif what == "checks":
        member.hopes.let_checks_go()


def _let_be_said(member: Member, words: str) -> None:
    """Take one thing out of the words that no reply may hold."""
    manner = member.manner()
    left = tuple(each for each in manner.avoid if each.text != words)
    member.meet_always(replace(manner, avoid=left))


def _leave_alone(member: Member, form: Form) -> None:
    """Take one thing out of what is left alone, or put one in; things are matched whole, by their words."""
    topics = member.left_alone()
    gone, added = form.one("topic"), " ".join(form.one("add").split())[:LONGEST]
    left = tuple(topic for topic in topics if topic.text != gone)
    if added and Private(added) not in left and len(left) < MOST_TOPICS:
        left = (*left, Private(added))
    if left != topics:
        member.leave_alone(left)
