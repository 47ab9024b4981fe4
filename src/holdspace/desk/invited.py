"""Where a keeper's link for a therapist leads: a name, a passphrase, and a second step before anything opens."""

from functools import partial

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from holdspace.desk.come_in import let_in
from holdspace.desk.coming import came
from holdspace.desk.house import house
from holdspace.desk.rendering import page
from holdspace.domain.errors import HoldspaceError
from holdspace.domain.people import Private, Role
from holdspace.domain.refusals import LinkEnded
from holdspace.ports.desk import NewTherapist
from holdspace.ui.doors import forms
from holdspace.ui.doors.forms import Form
from holdspace.ui.doors.trying import Try, device, status_of

LEAST = 12


async def invited(request: Request) -> Response:
    """Show what making an account takes, to whoever comes by a therapist's link."""
    if came(request).therapist:
        return RedirectResponse("/desk", 303)
    link = request.path_params["link"]
    role = await to_thread.run_sync(house(request).therapists.invited, link)
    if role is not Role.THERAPIST:  # a client's or the keeper's is answered as one that is over
        return page(request, "desk/said.html", status=404, says=str(LinkEnded()))
    return _form(request, Form({"link": [link]}))


async def make(request: Request) -> Response:
    """Make the account, at once or not at all; the second step comes next."""
    here, form = house(request), await forms.sent(request)
    if form.differs:
        return _form(request, form, 422, "differ")
    typed = Private(form.one("passphrase"))
    new = NewTherapist(form.one("link"), Private(form.one("name")), typed)
    try:
        work = partial(here.therapists.make, new, device(request))
        cookie = await Try.of(request, here.patience, new.name.text).at(work)
    except HoldspaceError as refused:
        return _form(request, form, status_of(refused), str(refused))
    return await let_in(request, cookie)


def _form(request: Request, form: Form, status: int = 200, problem: str = "") -> Response:
    """Show the form with what was chosen, but not the passphrase."""
    told = {"problem": problem, "name": form.one("name"), "link": form.one("link"), "least": LEAST}
    suggestion = house(request).therapists.suggestion().text
    return page(request, "desk/invited.html", status=status, suggestion=suggestion, **told)
