"""A visit in the terminal: words arrive gently, and leaving is easy."""

import time
from collections.abc import Iterable, Iterator
from contextlib import suppress

import click
from rich.console import Console
from rich.text import Text

from holdspace.app import Conversation, converse
from holdspace.config import load
from holdspace.domain.talk import Move, Spoken

WELCOME = (
    "Holdspace is a computer program, not a person, a therapist or an emergency service. "
    "Nobody is watching live. Nothing you write here is kept.\n"
    'You can come as you are. Pace words: "skip that", "slower", "just listen", "I\'m done for now".'
)
GONE = "Nothing was kept."
WORD_SECONDS = 0.095


@click.command()
def talk() -> None:
    """Have a visit here in the terminal."""
    console = Console(highlight=False)
    console.print(WELCOME + "\n", style="dim")
    with converse(words=load().words) as visit, suppress(KeyboardInterrupt, EOFError):
        go_on_talking(console, visit)
    console.print(f"\n{GONE}", style="dim")


def go_on_talking(console: Console, visit: Conversation) -> None:
    """Listen and answer until they leave."""
    for words in _lines_written(console):
        speak(console, visit.say(words))
        if any(spoken.move is Move.CLS for spoken in visit.last.said):
            return


def speak(console: Console, lines: Iterable[Spoken]) -> None:
    """Let a reply arrive."""
    for spoken in lines:
        _speak(console, spoken)
    console.print()


def _lines_written(console: Console) -> Iterator[str]:
    """Yield what is written, line by line, until they leave."""
    while True:
        yield console.input("[dim]you[/dim]  ")


def _speak(console: Console, spoken: Spoken) -> None:
    """Let one line arrive word by word, their own words in italics."""
    text = Text(spoken.text + " ")
    for start, end in spoken.own:
        text.stylize("italic", start, end)
    if not console.is_terminal:
        console.print(text, end="")
        return
    for word in text.split(" ", include_separator=True):
        console.print(word, end="")
        time.sleep(WORD_SECONDS)
