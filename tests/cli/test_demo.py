"""`holdspace demo` says kindly that a port is taken, before it plays anything."""

import socket

import pytest
from click.testing import CliRunner

from holdspace.cli import commands
from holdspace.domain.errors import PortTaken


def test_a_taken_port_is_said_before_anything_is_played() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        answer = CliRunner().invoke(commands, ["demo", "--port", str(port)])
    assert isinstance(answer.exception, PortTaken)
    assert str(port) in str(answer.exception)
    assert "Wren" not in answer.output


@pytest.mark.parametrize("asked", ["demo"])
def test_what_it_does_is_said_in_one_line(asked: str) -> None:
    told = CliRunner().invoke(commands, [asked, "--help"]).output
    assert "made up" in told
    assert "--port" in told
