"""Makes sure there is a Chromium for the browser stories, installing Debian's where it can."""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome")


def find() -> str | None:
    """Return the path of a Chromium, or None."""
    set_by_hand = os.environ.get("HOLDSPACE_CHROMIUM")
    return set_by_hand or next((path for name in NAMES if (path := shutil.which(name))), None)


def install() -> None:
    """Install Debian's Chromium where that is possible without asking anything."""
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (
        ["update", "-qq"],
        ["install", "-y", "-qq", "--no-install-recommends", "chromium"],
    ):
        subprocess.run(["apt-get", *step], env=quiet, check=False)  # noqa: S603, S607 - Debian's own


def main() -> int:
    """Return 0 when there is a Chromium, 1 with one sentence when there is none."""
    if find() is None:
        install()
    if find() is not None:
        return 0
    print("The browser stories need Chromium, and none was found. Install it (Debian: apt install")
    print("chromium), or name one in HOLDSPACE_CHROMIUM, and run this again.")
    return 1


if __name__ == "__main__":
    sys.exit(main())
