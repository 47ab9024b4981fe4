"""Words and lines that stand ready for a person to send, keep or change as their own."""

from functools import cache

from holdspace.safety.helpline import Country, Helpline, lines_for
from holdspace.shelf import read


@cache
def words_to_send(*, hurt_by_someone: bool = False) -> tuple[str, ...]:
    """Return short messages to somebody who can come; those for abuse first where it was told."""
    table = read("safety", "prepared", "en.toml")
    return (*(table["abuse"] if hurt_by_someone else ()), *table["words"])


@cache
def ways_to_be_safer() -> tuple[str, ...]:
    """Return what can be picked by one tap under "Making things safer around me"."""
    return tuple(read("safety", "prepared", "en.toml")["safer"])


def lines_to_begin_with(country: Country | None) -> str:
    """Return a country's emergency number and first lines as a person would write them down."""
    if country is None:
        return ""
    opens = read("safety", "prepared", "en.toml")["emergency"].format(number=country.emergency)
    return "\n".join([opens, *map(_written, lines_for(country.code, "crisis")[:3])])


def _written(line: Helpline) -> str:
    """Write one line down by its name and its numbers."""
    text = f"text {line.word} to {line.text}" if line.word else f"text {line.text}"
    numbers = [*([line.call] if line.call else ()), *([text] if line.text else ())]
    return f"{line.name}: {', '.join(numbers or [line.url])}"
