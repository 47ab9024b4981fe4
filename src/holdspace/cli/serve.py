"""Opens the front door in a browser, and says where it is."""

import socket
import threading

import click
import segno
import uvicorn

from holdspace.app import Engine, build_engine, build_members, build_web
from holdspace.config import Settings, load, make_home
from holdspace.domain.errors import HoldspaceError, PortTaken
from holdspace.log import set_up
from holdspace.vault.members import KeptMembers
from holdspace.vault.workplace import clear_leftovers

HOST = "127.0.0.1"


@click.command()
@click.option("--port", type=int, help="Where to listen; 8642 unless set.")
@click.option("--host", help="Which address to listen on; this computer only unless set.")
@click.option("--qr", is_flag=True, help="Show a code a phone can open.")
def serve(port: int | None = None, host: str | None = None, *, qr: bool = False) -> None:
    """Open the front door in a browser."""
    set_up()
    settings = load(port=port, host=host)
    clear_leftovers(make_home(settings))  # of a restore that was cut off
    refuse_taken_port(settings)
    engine = build_engine(words=settings.words)
    engine.read_data()  # a broken file is said now, not to the first person who comes
    threading.Thread(target=engine.load_models, daemon=True).start()  # behind the first page
    _say_where(settings, qr=qr)
    uvicorn.run(
        build_web(settings, engine, _members(settings, engine)),
        host=settings.host,
        port=settings.port,
        log_config=None,
        access_log=False,  # a path and an address are already more than should be kept
        server_header=False,
    )


def _members(settings: Settings, engine: Engine) -> KeptMembers | None:
    """Open the record; where that fails, say so, and let guests in all the same."""
    try:
        return build_members(settings, engine)
    except HoldspaceError as refused:
        click.echo(f"{refused} Until then nothing can be kept here.", err=True)
        return None


def refuse_taken_port(settings: Settings) -> None:
    """Raise PortTaken, in one sentence, before anything is started."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as refused:
            raise PortTaken(
                f"Port {settings.port}: {refused.strerror}. Choose another with --port, "
                "or stop the other program."
            ) from refused


def address(settings: Settings) -> str:
    """Return where people open Holdspace."""
    return settings.address


def _say_where(settings: Settings, *, qr: bool) -> None:
    """Print the address, and a code for a phone when asked."""
    click.echo(f"Holdspace is open at {address(settings)}  (Ctrl-C closes it)")
    if qr:
        segno.make(address(settings)).terminal(compact=True)
