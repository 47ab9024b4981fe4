"""What a keeper may do about people: ask somebody in, see who is here by name, remove an account. Never open one."""

import click

from holdspace.cli.record import opened
from holdspace.cli.serve import address
from holdspace.config import load
from holdspace.domain.errors import NothingHere
from holdspace.domain.people import Private, Role, folded
from holdspace.vault.invitations import LASTS
from holdspace.vault.invitations import invite as make_link
from holdspace.vault.people import Somebody, everybody

_FOR = {
    Role.CLIENT: "for somebody who wants to keep what they write here",
    Role.THERAPIST: "for a therapist",
    Role.KEEPER: "for the keeper",
}


@click.command()
@click.option("--therapist", "role", flag_value=Role.THERAPIST, type=Role, help="For a therapist.")
@click.option("--keeper", "role", flag_value=Role.KEEPER, type=Role, help="For the keeper.")
def invite(role: Role | None = None) -> None:
    """Make a link that one person can come in by, once."""
    role = role or Role.CLIENT
    with opened(made=True) as vault:
        token = make_link(vault, role)
    door = "/desk" if role is Role.THERAPIST else ""
    click.echo(f"{address(load())}{door}/invited/{token}")
    click.echo(
        f"It opens once, within {LASTS.days} days, {_FOR[role]}. Whoever has it can use it, so give it to them alone.",
        err=True,
    )


@click.command()
def people() -> None:
    """Say who has an account: names and dates, and nothing of what they keep."""
    with opened() as vault:
        found = everybody(vault)
    for somebody in found.named:
        click.echo(_line(somebody))
    if found.until_tomorrow:
        click.echo(f"Kept until tomorrow, without a name: {found.until_tomorrow}.")
    if not found.named and not found.until_tomorrow:
        click.echo("Nobody has an account here.")


@click.command()
@click.argument("name")
@click.option("--yes", is_flag=True, help="Without asking.")
def remove(name: str, *, yes: bool = False) -> None:
    """Remove an account and everything in it, for good."""
    with opened() as vault:
        who = vault.find_person(folded(Private(name)))
        if who is None:
            raise NothingHere
        if not yes:
            click.confirm(
                f"This removes the account {name} and everything in it, for good. Remove it?",
                abort=True,
            )
        vault.remove_person(who)
    click.echo("It is removed. An older backup does not bring it back here.")


def _line(somebody: Somebody) -> str:
    """Say one person in one line."""
    role = "" if somebody.role is Role.CLIENT else f"  ({somebody.role})"
    return f"{somebody.made_on}  {_printable(somebody.name)}{role}"


def _printable(name: str) -> str:
    """Return a name without what could move a terminal's cursor or colour its text."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in name)
