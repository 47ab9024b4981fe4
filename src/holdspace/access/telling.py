"""What is said of a mode before somebody says yes: what linking turns off, and what stays."""

from dataclasses import dataclass
from functools import cache

from holdspace import shelf
from holdspace.access.modes import Mode
from holdspace.domain.errors import BrokenData


@dataclass(frozen=True, slots=True)
class Telling:
    """A mode in words."""

    says: str
    at_the_desk: str  # the same, to the therapist
    off: tuple[str, ...] = ()
    stays: tuple[str, ...] = ()


@cache
def telling(mode: Mode) -> Telling:
    """Return a mode in words. Raises BrokenData."""
    try:
        raw = shelf.read("access", "words", "en.toml")[mode]
        return Telling(
            raw["says"], raw["at_the_desk"], tuple(raw.get("off", ())), tuple(raw.get("stays", ()))
        )
    except (KeyError, TypeError) as fault:
        raise BrokenData(f"access/words/en.toml: {fault}.") from fault


@cache
def not_watched() -> str:
    """Return what stands beside everything that can be shown: nobody watches. Raises BrokenData."""
    try:
        return str(shelf.read("access", "words", "en.toml")["not-watched"]["says"])
    except (KeyError, TypeError) as fault:
        raise BrokenData(f"access/words/en.toml: {fault}.") from fault


@cache
def ready_in_danger() -> tuple[str, ...]:
    """Return words that stand ready for a moment of danger. Raises BrokenData."""
    try:
        return tuple(map(str, shelf.read("access", "words", "en.toml")["in-danger"]["words"]))
    except (KeyError, TypeError) as fault:
        raise BrokenData(f"access/words/en.toml: {fault}.") from fault
