"""Prints every sentence the house can say, or those with some words in them."""

from itertools import groupby

import click

from holdspace.config import load
from holdspace.domain.sayable import Sayable, containing
from holdspace.voice.sayable import sayables


@click.command()
@click.argument("sought", nargs=-1)
@click.option("--shelves", is_flag=True, help="Only name the shelves, and how much is on each.")
def words(sought: tuple[str, ...], *, shelves: bool) -> None:
    """Print every sentence the house can say; with words, those that have them all."""
    found = containing(" ".join(sought), sayables(load().words))
    if not found:
        click.echo("No sentence has that.")
    for theme, group in groupby(found, lambda each: each.theme):
        lines = list(group)
        click.echo(f"{theme.title} ({len(lines)})")
        if not shelves:
            _print(lines)


def _print(lines: list[Sayable]) -> None:
    """Print the sentences of one shelf, under what they are for."""
    for when, group in groupby(lines, lambda each: each.when):
        click.echo(f"  {when}" if when else "")
        for each in group:
            click.echo(f"    {each.says}")
