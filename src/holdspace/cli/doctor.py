"""Says what is installed, what is reachable, and what leaves this machine."""

import platform
import socket
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path

import click

from holdspace import __version__
from holdspace.access.modes import profiles
from holdspace.cli.record import is_there, opened
from holdspace.config import Settings, keepers_measures, last_backup, load, make_home
from holdspace.domain.errors import HoldspaceError
from holdspace.domain.people import Role
from holdspace.models import encoder, grammar
from holdspace.models.encoder.together import Together
from holdspace.models.senses.heads import HeadEar
from holdspace.safety.helpline import countries, is_stale
from holdspace.vault.people import everybody
from holdspace.voice.lines import bank
from holdspace.voice.overlay import keepers_bank
from holdspace.work.local import SystemClock

OLD_BACKUP = 7  # days
NEEDED = ("spacy", "starlette", "uvicorn", "anyio", "jinja2")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; `mild` when it is worth knowing and breaks nothing."""

    well: bool
    says: str
    mild: bool = False


@click.command()
def doctor() -> None:
    """Say what is installed, what is reachable, and what leaves this machine."""
    report = tuple(examine(load()))
    for finding in report:
        mark = "ok  " if finding.well else "note" if finding.mild else "look"
        click.echo(f"{mark}  {finding.says}")
    sys.exit(0 if all(finding.well or finding.mild for finding in report) else 1)


def examine(settings: Settings) -> Iterator[Finding]:
    """Yield what there is to say about this installation."""
    parts = ", ".join(f"{name} {version(name)}" for name in NEEDED)
    yield Finding(
        well=True, says=f"Holdspace {__version__} on Python {platform.python_version()}; {parts}."
    )
    yield _checked("The grammar model is complete and unchanged.", grammar.verify)
    yield _checked("The encoder is complete and unchanged.", encoder.verify)
    yield _second_hearing()
    yield _senses()
    yield _checked(f"The voice's bank is whole: {bank().line_count()} lines.", bank)
    yield from _words(settings.words)
    yield from _measures(settings.measures)
    yield _checked(f"The folder {settings.home} can be written.", lambda: make_home(settings))
    yield from _record(settings)
    yield _port(settings)
    yield from _doors(settings)
    yield from _helplines()
    yield from _profiles(settings)
    yield Finding(
        well=True,
        says="What leaves this machine: nothing. No way to tell somebody at once is set up.",
    )


def _record(settings: Settings) -> Iterator[Finding]:
    """Say whether the record opens, and how old the last backup is."""
    if not is_there(settings):
        yield Finding(well=True, says="Nothing is kept here yet, so there is no record to open.")
        return
    try:
        with opened() as vault:
            found = everybody(vault)
    except HoldspaceError as wrong:
        yield Finding(well=False, says=str(wrong))
        return
    yield Finding(well=True, says="The record opens.")
    if found.named:
        yield _backup_age(last_backup(settings))
    yield _desk(settings, sum(each.role is Role.THERAPIST for each in found.named))


def _desk(settings: Settings, therapists: int) -> Finding:
    """Say where the desk is, and how many come in by it; by whom it is used, and how much, nobody counts."""
    if not therapists:
        says = "No therapist has an account. `holdspace invite --therapist` makes a link for one."
        return Finding(well=True, says=says)
    counted = "1 therapist comes" if therapists == 1 else f"{therapists} therapists come"
    return Finding(well=True, says=f"{counted} in by the desk, at {settings.address}/desk.")


def _backup_age(made_on: date | None) -> Finding:
    """Say how old the last backup is; without a recent one a broken disk takes everything."""
    if made_on is None:
        says = "There is no backup yet. `holdspace backup FILE` makes one."
        return Finding(well=False, says=says, mild=True)
    days = (SystemClock().now().date() - made_on).days
    ago = {0: "today", 1: "yesterday"}.get(days, f"{days} days ago")
    says = f"The last backup was made {ago}."
    return Finding(well=days <= OLD_BACKUP, says=says, mild=True)


def _words(folder: Path) -> Iterator[Finding]:
    """Say whether a keeper's own words fit, where there are any."""
    if folder.is_dir():
        says = f"The words in {folder} fit."
        yield _checked(says, lambda: keepers_bank(folder))


def _measures(folder: Path) -> Iterator[Finding]:
    """Say whether a keeper's packs and wordings of measures fit, where there are any."""
    if folder.is_dir():
        says = f"The measures in {folder} fit."
        yield _checked(says, lambda: keepers_measures(folder))


def _second_hearing() -> Finding:
    """Say whether the layers that stay apart are there, and whole."""
    two = Together(encoder.Encoder())
    if not two.are_two:
        says = "The second hearing is not here: danger is heard by the encoder and by words."
        return Finding(well=False, says=says, mild=True)
    return _checked("The second hearing is complete and unchanged.", two.verify)


def _senses() -> Finding:
    """Say whether trained heads listen beside the reviewed words."""
    heads = HeadEar()
    if not heads.is_there:
        says = "The model of the senses is not here: reviewed words alone are listened for."
        return Finding(well=False, says=says, mild=True)
    return _checked("The model of the senses is complete and unchanged.", heads.verify)


def _checked(says: str, look: Callable[[], object]) -> Finding:
    """Run one check; a fault becomes what it says."""
    try:
        look()
    except HoldspaceError as wrong:
        return Finding(well=False, says=str(wrong))
    return Finding(well=True, says=says)


def _port(settings: Settings) -> Finding:
    """Say whether something answers on the port."""
    with socket.socket() as probe:
        probe.settimeout(1)
        answers = probe.connect_ex((settings.host, settings.port)) == 0
    state = "something is listening there now" if answers else "free"
    return Finding(well=True, says=f"Port {settings.port}: {state}.")


def _doors(settings: Settings) -> Iterator[Finding]:
    """Say where it is reached, and what fails there without HTTPS."""
    where = settings.address
    if settings.is_safe:
        yield Finding(well=True, says=f"People reach it at {where}.")
    else:
        yield Finding(
            well=False,
            mild=True,
            says=f"People reach it at {where}, without HTTPS: whoever is on the way there can read what is "
            "written, passphrases included; installing it on a phone, opening it offline, and passkeys "
            "will not work there. docs/keeping.md shows how to add HTTPS.",
        )
    if settings.country is None:
        yield Finding(
            well=False,
            mild=True,
            says="No country is set, so Help now begins with emergency numbers by region. "
            "HOLDSPACE_COUNTRY=IE (or another) shows its own lines first.",
        )


def _helplines() -> Iterator[Finding]:
    """Say how many numbers were seen in a source, and which have grown old."""
    today = SystemClock().now().date()
    lines = [line for country in countries() for line in country.lines]
    seen = sum(line.verified for line in lines)
    yield Finding(
        well=True, says=f"Helplines: {len(lines)}, of which {seen} were seen in a named source."
    )
    stale = [line.name for line in lines if is_stale(line, today)]
    if stale:
        yield Finding(
            well=False, mild=True, says=f"Checked more than 180 days ago: {len(stale)} helplines."
        )


def _profiles(settings: Settings) -> Iterator[Finding]:
    """Say which law this place goes by, and which profiles are to be read anew."""
    known, today = profiles(), SystemClock().now().date()
    if settings.profile:
        says = f"This place goes by the profile of {known[settings.profile].name}."
        yield Finding(well=True, says=says)
    stale = [each.name for each in known.values() if each.is_stale(today)]
    if stale:
        says = f"Profiles of the law to be read anew: {', '.join(stale)}."
        yield Finding(well=False, mild=True, says=says)
