"""Three questions, with colleagues: a sheet for a peer group, to print or to read from the screen."""

from dataclasses import dataclass
from functools import cache

from holdspace import shelf
from holdspace.domain.errors import BrokenData


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the time together."""

    id: str
    title: str
    minutes: int
    says: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """All of it."""

    title: str
    opening: str
    rules: tuple[str, ...]
    parts: tuple[Part, ...]

    @property
    def minutes(self) -> int:
        """How long all parts take."""
        return sum(part.minutes for part in self.parts)


@cache
def sheet() -> Sheet:
    """Return the sheet. Raises BrokenData, naming the file, where it does not hold what it has to."""
    content = shelf.read("desk", "reflect", "en", "sheet.toml")
    try:
        return Sheet(
            title=content["title"],
            opening=content["opening"],
            rules=tuple(row["says"] for row in content["rule"]),
            parts=tuple(Part(**{**row, "lines": tuple(row["lines"])}) for row in content["part"]),
        )
    except (KeyError, TypeError) as fault:
        raise BrokenData(f"desk/reflect/en/sheet.toml: {fault}.") from fault
