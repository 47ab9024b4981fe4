"""Fetches the browser files we did not write from npm, pinned by hash; the result is committed.

Installing, running and testing Holdspace needs neither Node nor a network for them.

    python tools/vendor.py           fetch, verify against vendor.lock.json, write
    python tools/vendor.py --check   fetch, verify, and compare with what is committed
"""

import base64
import hashlib
import io
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

HOUSE = Path(__file__).resolve().parent.parent
LOCK = Path(__file__).with_name("vendor.lock.json")
_SVG = re.compile(r"<svg[^>]*viewBox=\"([^\"]+)\"[^>]*>(.*)</svg>", re.DOTALL)


def main() -> int:
    """Write or compare every vendored file; return how many differ."""
    checking = "--check" in sys.argv[1:]
    lock: list[dict[str, Any]] = json.loads(LOCK.read_text(encoding="utf-8"))
    differing = [wrong for package in lock for wrong in _package(package, checking=checking)]
    if not checking:
        LOCK.write_text(json.dumps(lock, indent=1) + "\n", encoding="utf-8")
    for path in differing:
        print(f"{path} is not what the lock file names.")
    return len(differing)


def _package(package: dict[str, Any], *, checking: bool) -> Iterator[Path]:
    """Handle one npm package, yielding the paths that differ when only checking."""
    archive = _fetch(package)
    for name, content in _wanted(package, archive).items():
        path = HOUSE / package["into"] / name
        if not checking:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        elif not path.is_file() or path.read_bytes() != content:
            yield path.relative_to(HOUSE)


def _fetch(package: dict[str, Any]) -> tarfile.TarFile:
    """Download a package and refuse it when its hash is not the pinned one."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(  # noqa: S603  the words come from our own lock file
            ["npm", "pack", "--silent", f"{package['name']}@{package['version']}"],  # noqa: S607  a maintainer's npm is wherever they put it
            cwd=folder,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        raw = next(Path(folder).glob("*.tgz")).read_bytes()
    found = "sha512-" + base64.b64encode(hashlib.sha512(raw).digest()).decode()
    pinned = package["integrity"] or found
    if found != pinned:
        sys.exit(f"{package['name']}: the package is not the one that was pinned.")
    package["integrity"] = pinned
    return tarfile.open(fileobj=io.BytesIO(raw))


def _wanted(package: Mapping[str, Any], archive: tarfile.TarFile) -> dict[str, bytes]:
    """Return the files of a package that we keep, under the names we give them."""
    files = {to: _read(archive, name) for name, to in package["files"].items()}
    sprite = package.get("sprite")
    if sprite:
        files[sprite["to"]] = _sprite(sprite["symbols"], archive)
    return files


def _sprite(symbols: Mapping[str, str], archive: tarfile.TarFile) -> bytes:
    """Join single icons into one file, so that a page asks for them once."""
    lines = ['<svg xmlns="http://www.w3.org/2000/svg">']
    for name, path in symbols.items():
        icon = _SVG.search(_read(archive, path).decode("utf-8"))
        if icon is None:
            sys.exit(f"{path} is not an icon we can read.")
        lines.append(f'<symbol id="{name}" viewBox="{icon[1]}">{icon[2]}</symbol>')
    return "\n".join([*lines, "</svg>", ""]).encode()


def _read(archive: tarfile.TarFile, name: str) -> bytes:
    """Return one file of the package."""
    found = archive.extractfile(f"package/{name}")
    if found is None:
        sys.exit(f"{name} is not in the package.")
    return found.read()


if __name__ == "__main__":
    sys.exit(main())
