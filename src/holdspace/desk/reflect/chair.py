"""Sit in the chair: lines of Wren, who is made up, to be answered by a therapist first and by the house after."""

from dataclasses import dataclass
from functools import cache

from holdspace import shelf
from holdspace.domain.errors import BrokenData
from holdspace.domain.people import Private


@dataclass(frozen=True, slots=True)
class Scene:
    """One line, and what she wrote before it in the same visit."""

    id: str
    week: int
    before: tuple[str, ...]
    says: str

    @property
    def played(self) -> tuple[Private, ...]:
        """What the house is told, in order."""
        return tuple(map(Private, (*self.before, self.says)))


@dataclass(frozen=True, slots=True)
class Chair:
    """All the words of it, and its scenes in the order of her weeks."""

    title: str
    opening: str
    write: str
    note: str
    house: str
    yours: str
    because: str
    before: str
    rested: str
    danger: str
    scenes: tuple[Scene, ...]

    def scene(self, name: str) -> Scene | None:
        """Return the scene of this id, or None."""
        return next((each for each in self.scenes if each.id == name), None)

    def after(self, name: str) -> Scene:
        """Return the scene that comes after one of this id, round again from the first."""
        ids = [each.id for each in self.scenes]
        return self.scenes[(ids.index(name) + 1) % len(ids) if name in ids else 0]


@cache
def chair() -> Chair:
    """Return the scenes. Raises BrokenData, naming the file, where they do not hold what they have to."""
    content = dict(shelf.read("desk", "reflect", "en", "chair.toml"))
    try:
        scenes = tuple(Scene(**{**row, "before": tuple(row["before"])}) for row in content["scene"])
        words = {key: content[key] for key in Chair.__slots__ if key != "scenes"}
        return Chair(**words, scenes=scenes)
    except (KeyError, TypeError) as fault:
        raise BrokenData(f"desk/reflect/en/chair.toml: {fault}.") from fault
