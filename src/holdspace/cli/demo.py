"""Plays sixteen weeks of Wren, who is made up, through the real house, and opens the book of it on this computer."""

import logging
from pathlib import Path
from tempfile import TemporaryDirectory

import anyio
import click
import uvicorn

from holdspace import demo as wren
from holdspace.cli.serve import HOST, refuse_taken_port
from holdspace.config import Settings

_PORT = 8643


@click.command()
@click.option("--port", type=int, default=_PORT, show_default=True, help="Where to listen.")
def demo(port: int) -> None:
    """Open sixteen weeks of somebody who is made up, as pages to turn."""
    settings = Settings(port=port, host=HOST)
    refuse_taken_port(settings)
    click.echo("Wren, who is made up, lives sixteen weeks here. It takes a little while.")
    with TemporaryDirectory(prefix="holdspace-demo-") as folder:
        stage = wren.stage(Path(folder))
        with click.progressbar(length=len(wren.visits())) as bar:
            book = anyio.run(wren.play, stage, (), lambda *_: bar.update(1))
        wren.close(stage)
    click.echo(f"The book is open at http://localhost:{port}  (Ctrl-C closes it)")
    uvicorn.run(
        wren.book_door(book, stage),
        host=settings.host,
        port=port,
        log_config=None,
        log_level=logging.ERROR,
        access_log=False,
        server_header=False,
    )
