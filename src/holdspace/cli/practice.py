"""A practice in the terminal: a list, and the steps, one at a time, by the same map of screens as in a page and in a talk."""

from contextlib import ExitStack, suppress
from dataclasses import replace
from typing import Self

import click
from rich.console import Console
from rich.padding import Padding

from holdspace.app import Conversation, converse
from holdspace.cli.talk import GONE, go_on_talking, speak
from holdspace.config import load
from holdspace.conversation.leading import asked
from holdspace.conversation.practised import cared
from holdspace.conversation.ways import REPEAT, WAIT, by_name, way_on
from holdspace.domain.talk import Walk
from holdspace.domain.words import split
from holdspace.practice.choosing import Around, Standing, fitting, holding, listed, standing, two
from holdspace.practice.library import HELP, Door, Practice, practice, practices
from holdspace.practice.walk import Choice, Go, Screen, after, screen
from holdspace.work.local import SystemClock

WELCOME = (
    "Small things to do, led a step at a time. Nothing you write here is kept. "
    '"stop" leaves, at any point.'
)
ASKS = "What might help right now?"
PERSON = "I want to talk to a real person"  # as said to the talk, which knows who is there
_FEW = 3  # words of what is surely only a way on; all else is heard by the talk, danger and all
_DOORS = {
    Door.TOO_MUCH: "too much",
    Door.TOO_FLAT: "too flat",
    Door.CANT_SLEEP: "can't sleep",
    Door.HARD_ON_MYSELF: "hard on myself",
    Door.ON_MY_MIND: "on my mind",
    Door.WHAT_NEXT: "what next",
}
_WORDS = {
    Go.BEGIN: "begin",
    Go.OTHER_WAY: "another way",
    Go.ALL_RIGHT: "fine",
    Go.INSTEAD: "no",
    Go.NEXT: "next",
    Go.BACK: "back",
    Go.BETTER: "better",
    Go.SAME: "same",
    Go.WORSE: "it makes it worse",
    Go.NOT_SURE: "not sure",
    Go.SKIP: "skip",
    Go.AGAIN: "again",
    Go.PERSON: "a person",
    Go.LEAVE: "stop",
}
_ENTER = (Go.BEGIN, Go.ALL_RIGHT, Go.NEXT, Go.SKIP)  # what Enter does, where it is offered
_BEFORE: dict[str, str] = {
    Go.ALL_RIGHT: Go.BEGIN,
    Go.INSTEAD: Go.LEAVE,
}  # what a yes or a no leads to there
_KEPT = (Go.KEEP, Go.HIDE, Go.BESIDE)


@click.command("practice")
@click.argument("name", nargs=-1)
@click.option("--door", type=click.Choice([door.value for door in Door]), help="What it is for.")
@click.option("--list", "only_list", is_flag=True, help="Show them, and lead through none.")
def lead(name: tuple[str, ...], door: str | None, *, only_list: bool) -> None:
    """Be led through a small practice, or see which there are."""
    through = Door(door) if door else None
    terminal = Terminal(Console(highlight=False))
    if only_list:
        terminal.show(through)
        return
    terminal.console.print(f"{WELCOME}\n", style="dim")
    with terminal, suppress(KeyboardInterrupt, EOFError):
        terminal.lead(" ".join(name), through)
    terminal.console.print(f"\n{GONE}", style="dim")


class Terminal:
    """One sitting in the terminal: what was hidden in it, and the talk, once there is one."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self._around = Around(on=SystemClock().now().date())
        self._stack = ExitStack()
        self._talk: Conversation | None = None
        self._said: Walk | None = None  # the screen that the talk said last

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def show(self, door: Door | None) -> tuple[Practice, ...]:
        """Show what may be listed, each with its time and one honest line; return them as they are numbered."""
        there = listed(self._around, door)
        for number, each in enumerate(there, 1):
            least, most = each.minutes
            self.console.print(
                f"[bold]{number:>3}  {each.title}[/bold]  [dim]{least} to {most} min[/dim]"
            )
            self.console.print(Padding(each.says, (0, 0, 0, 5)))
        return there

    def lead(self, name: str, door: Door | None) -> None:
        """Lead through one practice, until its end or until they leave."""
        found = self._called(name, ()) if name else None
        if name and found is None:
            self.console.print("There is none of that name.")
        found = found or self._chosen(door)
        walk = self._opened(found) if found else None
        while walk is not None:
            walk = self._onward(walk)

    def _chosen(self, door: Door | None) -> Practice | None:
        """Ask which one, two first and all of them on asking; None where they leave."""
        pair = two(self._around, door)
        self.console.print(ASKS, style="bold")
        for each in pair:
            self.console.print(f"  {each.title}. {each.says}")
        doors = ", ".join(_DOORS.values())
        self.console.print(f'A name, "all", or how it is: {doors}. Enter leaves.', style="dim")
        there: tuple[Practice, ...] = pair
        while words := self._typed():
            through = next(
                (key for key, says in _DOORS.items() if _plain(says) == _plain(words)), None
            )
            if words.lower() == "all" or through:
                there = self.show(through)
                continue
            if found := self._called(words, there):
                return found
            if way_on(words, _NOWHERE) == Go.LEAVE:
                return None
            self.console.print("There is none of that name here. Enter leaves.", style="dim")
        return None

    def _called(self, words: str, there: tuple[Practice, ...]) -> Practice | None:
        """Return the practice of a number, a title or another of its names."""
        if words.isdigit() and 0 < int(words) <= len(there):
            return there[int(words) - 1]
        titles = {_plain(each.title): each for each in practices()}
        return titles.get(_plain(words)) or practice(words) or practice(by_name(words))

    def _opened(self, found: Practice) -> Walk | None:
        """Return where a practice begins; where it is not for now, only after its caution and a yes."""
        if standing(found, self._around) >= Standing.LISTED:
            return Walk(found.id)
        for caution in holding(found, self._around)[:1]:
            self.console.print(caution.says)
        self.console.print('It was put away. "begin" opens it all the same, Enter leaves it.')
        return Walk(found.id) if self._typed() else None

    def _onward(self, walk: Walk) -> Walk | None:
        """Show a screen and go where they say; what is more than a way on is heard by the talk."""
        found = practice(walk.practice)
        at = screen(found, walk, self._around.left_out) if found else None
        if found is None or at is None:
            return None
        at = _as_here(fitting(found, at, self._around), walk)
        if walk != self._said:  # else the talk has just said it
            self.console.print()
            for says in _texts(at):
                self.console.print(says)
        while True:
            self.console.print(_shown(at), style="dim")
            words = self._typed()
            choice = _choice(at, words)
            if choice is not None:
                return self._after(walk, choice)
            if way_on(words, at) in {WAIT, REPEAT} and len(split(words)) <= _FEW:
                continue
            return self._heard(words, walk)

    def _after(self, walk: Walk, choice: Choice) -> Walk | None:
        """Return where a choice leads, and note what it said of the practice for as long as this lasts."""
        if choice.practice == HELP:
            return self._heard(PERSON, walk)
        onward = after(walk, choice)
        if onward is not None:
            care = cared(self._around.care, onward, self._around.on)
            self._around = replace(self._around, care=care)
        return onward

    def _heard(self, words: str, walk: Walk) -> Walk | None:
        """Say what they wrote to the talk; return where the practice stands then, or go on talking."""
        if self._talk is None:
            self._talk = self._stack.enter_context(converse(words=load().words))
        self._talk.lead(walk)
        speak(self.console, self._talk.say(words))
        onward = self._said = self._talk.walk
        if onward is None:
            go_on_talking(self.console, self._talk)
        return onward

    def _typed(self) -> str:
        typed: str = self.console.input("[dim]you[/dim]  ")
        return typed.strip()


_NOWHERE = Screen("1", (), (), step=1)


def _plain(words: str) -> str:
    return " ".join(word.text for word in split(words))


def _as_here(at: Screen, walk: Walk) -> Screen:
    """Return a screen without what would be kept, since nothing is in a terminal; of other ways the next comes first."""
    choices = [each for each in at.choices if each.go not in _KEPT]
    others = [each for each in choices if each.way is not None]
    turned = sorted(others, key=lambda each: (each.way or 0) < walk.way)
    return replace(at, choices=(*turned, *(each for each in choices if each.way is None)))


def _texts(at: Screen) -> tuple[str, ...]:
    """Return what a screen says, and of a person what may help."""
    person = at.choice(Go.PERSON)
    says = tuple(asked(at)) if at.name == "check" else at.says
    return (*says, *((person.says,) if person else ()))


def _shown(at: Screen) -> str:
    """Return the words that lead on from a screen."""
    return " · ".join(dict.fromkeys(_says(each, at) for each in at.choices))


def _says(choice: Choice, at: Screen) -> str:
    """Return the word for a choice; another practice is called by its title, but for one that is kinder."""
    other = practice(choice.practice) if at.name != "check" else None
    return other.title if other else _WORDS[choice.go]


def _choice(at: Screen, words: str) -> Choice | None:
    """Return the choice that Enter or a word or two stand for, or None."""
    if not words:
        return next((found for go in _ENTER if (found := at.choice(go))), at.choice(Go.LEAVE))
    names = ((each, {_plain(_says(each, at)), _plain(each.says)}) for each in at.choices)
    shown = [each for each, called in names if _plain(words) in called]
    if shown:
        return min(shown, key=lambda each: each.practice == HELP)
    goes = way_on(words, at) if len(split(words)) <= _FEW else ""
    meant = {goes, _BEFORE.get(goes, goes)} if at.name == "invite" else {goes}
    led = (each for each in at.choices if each.go in meant)
    return min(led, key=lambda each: each.practice == HELP, default=None)
