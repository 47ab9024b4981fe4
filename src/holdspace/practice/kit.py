"""What may be asked for a list of one's own: things that soothe by each sense, and ordinary good moments; read from reviewed data beside this file."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from holdspace import shelf
from holdspace.domain.care import Sense
from holdspace.domain.errors import BrokenData
from holdspace.domain.manner import Brings
from holdspace.domain.risk import Lane
from holdspace.practice.choosing import Around

_FILE = "practice/kit/en.toml"
_NOT_WITH = {Sense.TASTE: Lane.EATING}  # ideas about food are none there


@dataclass(frozen=True, slots=True)
class Prompt:
    """What is asked about one sense, with ideas that may be taken as they are."""

    sense: Sense
    asks: str
    ideas: tuple[str, ...]
    brings: frozenset[Brings]


@dataclass(frozen=True, slots=True)
class Kit:
    """Everything that is asked for somebody's own list."""

    prompts: tuple[Prompt, ...]  # one for each sense, in their order
    moments_title: str
    moments_say: str
    moments_ask: tuple[str, ...]


@cache
def kit(language: str = "en") -> Kit:
    """Return what is asked. Raises BrokenData where the file does not fit."""
    held = shelf.read("practice", "kit", f"{language}.toml")
    try:
        prompts = tuple(_prompt(row) for row in held["sense"])
        moments = held["moments"]
        made = Kit(prompts, moments["title"], moments["says"], tuple(moments["asks"]))
    except (KeyError, TypeError, ValueError) as fault:
        raise BrokenData(f"{_FILE}: {fault}.") from fault
    if [prompt.sense for prompt in prompts] != list(Sense):
        raise BrokenData(f"{_FILE}: one entry for each sense, in their order.")
    return made


def prompts(around: Around) -> tuple[Prompt, ...]:
    """Return what may be asked of somebody just now: nothing they left out, and no ideas of food where food is the trouble."""
    return tuple(
        prompt
        for prompt in kit().prompts
        if not prompt.brings & around.left_out and _NOT_WITH.get(prompt.sense) not in around.lanes
    )


def _prompt(row: Mapping[str, Any]) -> Prompt:
    brings = frozenset(Brings(each) for each in row["brings"])
    return Prompt(Sense(row["name"]), row["asks"], tuple(row["ideas"]), brings)
