"""The one reader of packaged data: TOML files that lie beside the room that owns them."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from holdspace.domain.errors import BrokenData


def read(room: str, *path: str) -> Mapping[str, Any]:
    """Return the parsed TOML file at `path` inside the package folder of `room`.

    Raises BrokenData, naming the file, when it is missing or does not parse.
    """
    name = "/".join((room, *path))
    try:
        text = files("holdspace").joinpath(room, *path).read_text(encoding="utf-8")
    except OSError as missing:
        raise BrokenData(
            f"{name} is missing. Installing Holdspace again puts it back."
        ) from missing
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise BrokenData(f"{name}: {fault}. Mend that line, or install Holdspace again.") from fault


@cache
def names(room: str, *path: str) -> tuple[str, ...]:
    """Return the names of the TOML files in a data folder, without their ending, in order."""
    folder = files("holdspace").joinpath(room, *path)
    return tuple(
        sorted(e.name.removesuffix(".toml") for e in folder.iterdir() if e.name.endswith(".toml"))
    )


def read_all(room: str, *path: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield each TOML file of a data folder as its name and its content."""
    for name in names(room, *path):
        yield name, read(room, *path, f"{name}.toml")
