"""Makes a still picture of a page of the front door: its words and drawings, without what one could press."""

from html import escape
from html.parser import HTMLParser

_GONE = frozenset({"form", "nav", "script", "button", "template", "input", "label", "textarea", "select"})  # fmt: skip
_VOID = frozenset({"br", "hr", "img", "input"})
_UNWRAPPED = frozenset({"a", "main", "header"})
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_DRAWING = "svg"
_PRESSED = frozenset({"fold", "pill", "folds"})  # what one can press, and where it stands
_NUMBERS = ("tel:", "sms:")  # whose words stay: they are numbers
_KEPT = frozenset({"class", "dir", "lang", "datetime", "scope", "hidden", "aria-hidden", "open"})


def still(page: str, only: str = "") -> str:
    """Return the main part of a page as a still picture; `only` names the one section that is wanted, by its label."""
    maker = _Maker(only)
    maker.feed(page)
    return "".join(maker.made).strip()


class _Maker(HTMLParser):
    """Reads a page of ours and writes down what stays of it."""

    def __init__(self, only: str) -> None:
        super().__init__(convert_charrefs=True)
        self.made: list[str] = []
        self._only = only
        self._within: list[str] = []  # the tags that are open inside what is wanted
        self._gone = 0  # how many of them are left out
        self._drawn = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take a tag that opens."""
        given = dict(attrs)
        if not self._within and not self._begins(tag, given):
            return
        if tag in _VOID:
            return
        self._within.append(tag)
        if self._gone or tag in _GONE or _is_pressed(given):
            self._gone += 1
            return
        self._drawn += tag == _DRAWING or bool(self._drawn)
        if tag not in _UNWRAPPED:
            self.made.append(f"<{self._lower(tag)}{self._attributes(given)}>")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take a tag that closes itself: part of a drawing."""
        if self._within and not self._gone and self._drawn:
            self.made.append(f"<{tag}{self._attributes(dict(attrs))}/>")

    def handle_endtag(self, tag: str) -> None:
        """Take a tag that closes."""
        if not self._within or tag in _VOID:
            return
        self._within.pop()
        if self._gone:
            self._gone -= 1
            return
        self._drawn -= bool(self._drawn)
        if tag not in _UNWRAPPED:
            self.made.append(f"</{self._lower(tag)}>")

    def handle_data(self, data: str) -> None:
        """Take what is written."""
        if self._within and not self._gone:
            self.made.append(escape(data))

    def _begins(self, tag: str, given: dict[str, str | None]) -> bool:
        """Whether what is wanted begins here."""
        if self._only:
            named = {given.get("aria-labelledby"), given.get("aria-label")}
            return self._only in named and tag != _DRAWING
        return tag == "main"

    def _lower(self, tag: str) -> str:
        """Return a heading further down, below the one that stands above the picture; any other tag as it is."""
        if tag not in _HEADINGS:
            return tag
        down = 1 if self._only else 2  # a section begins with an h2, a page with an h1
        return _HEADINGS[min(_HEADINGS.index(tag) + down, len(_HEADINGS) - 1)]

    def _attributes(self, given: dict[str, str | None]) -> str:
        """Return the attributes that stay: in a drawing all of them, else none that names or leads."""
        kept = ((name, value) for name, value in given.items() if self._drawn or name in _KEPT)
        return "".join(f' {_cased(name)}="{escape(value or "")}"' for name, value in kept)


def _is_pressed(given: dict[str, str | None]) -> bool:
    """Whether something is only there to be pressed; what calls a number is there to be read too."""
    calls = (given.get("href") or "").startswith(_NUMBERS)
    return not calls and bool(_PRESSED & set((given.get("class") or "").split()))


def _cased(name: str) -> str:
    """Return an attribute as drawings spell it; the parser lowers every letter."""
    return {"viewbox": "viewBox", "preserveaspectratio": "preserveAspectRatio"}.get(name, name)
