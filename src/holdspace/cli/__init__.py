"""The terminal door: serve, talk, practice, reply, replay, hear, words, doctor, demo; backup and restore; people and links."""

import sys

import click

from holdspace import __version__
from holdspace.cli.demo import demo
from holdspace.cli.doctor import doctor
from holdspace.cli.hear import hear
from holdspace.cli.moving import backup, open_export, restore
from holdspace.cli.people import invite, people, remove
from holdspace.cli.practice import lead
from holdspace.cli.research import replay, reply
from holdspace.cli.serve import serve
from holdspace.cli.talk import talk
from holdspace.cli.words import words
from holdspace.domain.errors import HoldspaceError


@click.group(invoke_without_command=True)
@click.version_option(__version__, prog_name="holdspace")
@click.pass_context
def commands(context: click.Context) -> None:
    """Open a private, unhurried place to be heard. Without a command: serve."""
    if context.invoked_subcommand is None:
        context.invoke(serve)


TALKING = (serve, talk, lead, reply, replay, hear, words, doctor, demo)
KEEPING = (backup, restore, open_export, invite, people, remove)

for command in (*TALKING, *KEEPING):
    commands.add_command(command)


def main() -> None:
    """Run a command; what goes wrong on purpose is one clear sentence."""
    try:
        commands(standalone_mode=False)
    except click.ClickException as wrong:
        wrong.show()
        sys.exit(wrong.exit_code)
    except click.Abort:
        sys.exit(130)
    except HoldspaceError as wrong:
        click.echo(str(wrong), err=True)
        sys.exit(1)
