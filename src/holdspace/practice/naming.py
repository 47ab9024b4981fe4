"""Kinds of things to name, for the practice that gives a racing mind a plain list to hold."""

from holdspace import shelf


def kinds_to_name(language: str = "en") -> tuple[str, ...]:
    """Return the kinds of things there are, in no order that matters."""
    return tuple(shelf.read("practice", "naming", f"{language}.toml")["kinds"])
