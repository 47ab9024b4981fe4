"""Takes the country a person taps, and brings them back to where they were, their draft with them."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from holdspace.safety import helpline
from holdspace.web import forms
from holdspace.web.forms import Form
from holdspace.web.looks import keep_country
from holdspace.web.numbers import help_in
from holdspace.web.talk import show
from holdspace.web.visitor import visitor

_BACK = {
    "help": "/help#numbers",
    "talk": "/talk",
    "plan": "/plan",
    "now": "/plan/now",
    "find": "/find#where",
}


async def choose_country(request: Request) -> Response:
    """Remember which country's numbers to show, in the person's own browser."""
    form = await forms.sent(request)
    response = _back(request, form)
    keep_country(response, request, form.one("country"))
    return response


def _back(request: Request, form: Form) -> Response:
    """Return where they came from; a draft in the composer is on that page again."""
    if form.words and visitor(request):
        found = helpline.country(form.one("country"))
        draft = form.words.text
        return show(request, draft=draft, help=help_in(request, found.code if found else ""))
    return RedirectResponse(_BACK.get(form.one("back"), _BACK["help"]), 303)
