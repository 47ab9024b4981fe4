"""Every sentence of a page can be translated, and longer words still fit in it."""

from gettext import NullTranslations
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from jinja2 import UndefinedError

from holdspace.ui import assets, pages

UI = Path(pages.__file__).parent


class Longer(NullTranslations):
    """A language in which everything is half as long again."""

    def gettext(self, message: str) -> str:
        return message + " ~" * (len(message) // 4) if message else ""

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        return self.gettext(message)


def extracted() -> set[str]:
    with (UI / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]  # Babel
    methods = [(pattern.removeprefix("ui/"), name) for pattern, name in methods]
    options = {pattern.removeprefix("ui/"): value for pattern, value in options.items()}
    found = extract_from_dir(UI, methods, options)
    return {m if isinstance(m, str) else m[-1] for _, _, m, _, _ in found}


def test_the_sentences_of_every_page_are_found_for_translators() -> None:
    found = extracted()
    assert {"Help now", "You can come as you are.", "Gone. You don't have to explain."} <= found
    assert len(found) > 150


def test_a_sentence_in_another_language_takes_the_place_of_ours() -> None:
    made = pages.environment(Longer()).get_template("sentences.html").render(what="full")
    assert "~" in made


def test_a_name_a_template_does_not_know_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        pages.pages().get_template("sentences.html").render()


def test_what_people_wrote_is_never_markup() -> None:
    made = pages.pages().from_string("{{ words }}").render(words="<b>")
    assert made == "&lt;b&gt;"


def test_an_unknown_file_has_no_address() -> None:
    with pytest.raises(KeyError):
        assets.url("css/no-such.css")


def test_every_font_and_icon_comes_with_its_licence() -> None:
    names = set(assets.assets())
    fonts = {name for name in names if name.endswith(".woff2")}
    assert fonts
    assert {"fonts/OFL-Literata.txt", "fonts/OFL-AtkinsonHyperlegibleNext.txt"} <= names
    assert "img/MIT-Phosphor.txt" in names


def test_scripts_write_text_and_never_markup() -> None:
    sinks = ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(")
    scripts = [a.body.decode() for name, a in assets.assets().items() if name.startswith("js/")]
    assert [sink for sink in sinks for script in scripts if sink in script] == []
