"""Backups, and opening a file that somebody took along: `backup`, `restore`, `open-export`."""

import os
from pathlib import Path

import click

from holdspace.cli.record import file_of, opened
from holdspace.config import LAST_BACKUP, Settings, load, make_home
from holdspace.domain.errors import BackupBroken, RecordNotEmpty, UnusableFolder
from holdspace.domain.people import Private
from holdspace.domain.refusals import InTheWay, ParcelDamaged, ParcelForeign
from holdspace.vault import moving
from holdspace.vault.closed_file import is_closed, open_file
from holdspace.work.local import SystemClock

_FILE = click.Path(dir_okay=False, path_type=Path)
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL
_REPLACES = (
    "Something is kept here already. Putting the backup back replaces all of it, and signs everybody out. "
    "Replace it?"
)


@click.command()
@click.argument("file", type=_FILE)
def backup(file: Path) -> None:
    """Write everything that is kept to one file, sealed as it is; people may go on writing meanwhile."""
    settings = load()
    _expect_room_for(file, settings)
    with opened() as vault:
        moving.backup(vault, file)
        moving.verify(file)
    _note_date(settings)
    click.echo(
        f"Everything is in {file}, and it was read again to make sure. It opens only with people's own passphrases. "
        f"What is removed from now on stands in {settings.home / 'removed.list'}: keep that list too, in another place."
    )


@click.command()
@click.argument("file", type=_FILE)
@click.option("--over", is_flag=True, help="Replace what is kept here, without asking.")
def restore(file: Path, *, over: bool = False) -> None:
    """Put a backup back, without what was removed since it was made."""
    if not file.is_file():
        raise BackupBroken
    with opened(made=True) as vault:
        try:
            moving.restore(vault, file, over=over)
        except RecordNotEmpty:
            click.confirm(_REPLACES, abort=True)
            moving.restore(vault, file, over=True)
    click.echo("It is back. Everybody signs in again with their own passphrase.")


@click.command("open-export")
@click.argument("file", type=_FILE)
@click.option("--to", type=_FILE, help="Where the opened file goes; beside it unless said.")
def open_export(file: Path, to: Path | None = None) -> None:
    """Open a file to take along that was closed with a passphrase; no account is needed."""
    try:
        content = file.read_bytes()
    except OSError:
        raise ParcelDamaged from None
    if not is_closed(content):
        raise ParcelForeign
    typed = Private(click.prompt("Passphrase", hide_input=True))
    place = to or file.with_suffix(".zip")
    _write_new(place, open_file(content, typed))
    click.echo(f"{place} is open now: whoever has it can read it.")


def _expect_room_for(file: Path, settings: Settings) -> None:
    """Refuse a place where a backup would hide something else. Raises UnusableFolder, InTheWay."""
    if not file.parent.is_dir():
        raise UnusableFolder(f"{file.parent} is not there.")
    record = file_of(settings)
    is_record = record is not None and file.resolve() == record.resolve()
    if is_record or (file.exists() and not moving.is_backup(file)):
        raise InTheWay


def _note_date(settings: Settings) -> None:
    """Write down that there is a backup of today."""
    today = SystemClock().now().date().isoformat()
    (make_home(settings) / LAST_BACKUP).write_text(f"{today}\n", encoding="ascii")


def _write_new(place: Path, content: bytes) -> None:
    """Write a file for its owner alone, over no other. Raises InTheWay, UnusableFolder."""
    try:
        with os.fdopen(os.open(place, _NEW, 0o600), "wb") as file:
            file.write(content)
    except FileExistsError:
        raise InTheWay from None
    except OSError as refused:
        raise UnusableFolder(f"{place.parent}: {refused.strerror}.") from None
