"""Turns templates into pages: one strict, escaping environment for each language."""

from functools import cache
from gettext import NullTranslations
from importlib.resources import as_file, files

from babel.support import Translations
from jinja2 import Environment, PackageLoader, StrictUndefined

from holdspace.safety import helpline
from holdspace.ui import assets, charts, days, reach
from holdspace.ui.letters import day, dialable, pieces, rows, short_day

DOMAIN = "holdspace"


@cache
def pages(language: str = "en") -> Environment:
    """Return the environment that renders pages in a language; English needs no catalogue."""
    return environment(catalogue(language))


def environment(words: NullTranslations) -> Environment:
    """Return an environment with these translations; an unknown name in a template is an error."""
    made = Environment(
        loader=PackageLoader("holdspace.ui"),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    # the i18n extension adds this method at run time, so the type checker cannot know it
    made.install_gettext_translations(words, newstyle=True)  # type: ignore[attr-defined]
    made.globals |= {
        "asset": assets.url,
        "call_link": helpline.call_link,
        "text_link": helpline.text_link,
        "emergency_regions": helpline.emergency_by_region(),
        "ways_to": reach.ways,
        "ways_of_line": reach.ways_of_line,
        "words_link": reach.words_link,
        "mail_link": reach.mail_link,
        "charts": charts,
        "naming": days,
    }
    made.filters["pieces"] = pieces
    made.filters["dialable"] = dialable
    made.filters["rows"] = rows
    made.filters["day"] = day
    made.filters["short_day"] = short_day
    return made


def catalogue(language: str) -> NullTranslations:
    """Return the words of a language from `ui/locale`, or English where there are none."""
    with as_file(files("holdspace.ui").joinpath("locale")) as folder:
        return Translations.load(str(folder), [language], DOMAIN)
