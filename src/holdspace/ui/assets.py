"""The files a browser fetches beside pages: read once, named by their content, zipped once."""

import gzip
import hashlib
import mimetypes
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType

_KINDS = {".woff2": "font/woff2", ".js": "text/javascript", ".svg": "image/svg+xml"}
_ZIPPED = ("text/", "image/svg")


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as it is sent; `zipped` is empty where zipping gains nothing."""

    body: bytes
    zipped: bytes
    kind: str


@cache
def assets() -> Mapping[str, Asset]:
    """Return every static file by its path, such as `css/frame.css`."""
    found = dict(_walk(files("holdspace.ui").joinpath("static"), ""))
    return MappingProxyType(dict(sorted(found.items())))


@cache
def edition() -> str:
    """Return a short name for these very files; it changes when any of them does.

    One name for all, so that a script may import its neighbour by a relative path.
    """
    digest = hashlib.sha256()
    for name, asset in assets().items():
        digest.update(name.encode() + b"\0" + asset.body)
    return digest.hexdigest()[:12]


def url(name: str) -> str:
    """Return the address of a static file, good for as long as its content stays the same."""
    if name not in assets():
        raise KeyError(name)
    return f"/static/{edition()}/{name}"


def _walk(folder: Traversable, under: str) -> Iterator[tuple[str, Asset]]:
    """Yield each file below a folder with its path."""
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _walk(entry, f"{under}{entry.name}/")
        else:
            yield under + entry.name, _asset(entry.name, entry.read_bytes())


def _asset(name: str, body: bytes) -> Asset:
    """Decide how a file is sent."""
    ending = name[name.rfind(".") :]
    kind = _KINDS.get(ending) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    zipped = gzip.compress(body, 9, mtime=0) if kind.startswith(_ZIPPED) else b""
    return Asset(body, zipped, f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
