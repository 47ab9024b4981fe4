"""How somebody asked to be met: a few closed choices, what to leave out, and some words of their own."""

from dataclasses import dataclass, field, replace
from enum import StrEnum

from holdspace.domain.people import Private
from holdspace.domain.words import split

MOST_AVOIDED = 12  # words to leave out that are looked for; a file brought in may name more


class Leads(StrEnum):
    """Who brings things up."""

    EITHER = ""
    ME = "me"
    IT = "it"


class Stays(StrEnum):
    """What a reply stays with."""

    EITHER = ""
    FEELINGS = "feelings"
    THOUGHTS = "thoughts"


class Dwells(StrEnum):
    """Which way a question looks."""

    EITHER = ""
    NOW = "now"
    BACK = "back"


class Gives(StrEnum):
    """What comes beside being heard."""

    EITHER = ""
    COMFORT = "comfort"
    NUDGES = "nudges"


class Brings(StrEnum):
    """What a line, a practice or one of its steps brings in that somebody may want left out."""

    BREATH = "breath"
    BODY = "body"
    CLOSED_EYES = "closed_eyes"
    IMAGERY = "imagery"
    TOUCH = "touch"
    FAITH = "faith"
    PLAY = "play"  # a playful remark


@dataclass(frozen=True, slots=True)
class Manner:
    """How they asked to be met; it holds from the next line on.

    Its fields are written into envelopes and files: a new one needs a default, so that what was kept before opens as usual.
    """

    slower: bool = False
    brief: bool = False  # shorter replies
    just_listen: bool = False  # no questions
    no_breath: bool = False
    called: str = field(default="", repr=False)  # by which name
    fuller: bool = False  # longer replies
    leads: Leads = Leads.EITHER
    stays: Stays = Stays.EITHER
    dwells: Dwells = Dwells.EITHER
    gives: Gives = Gives.EITHER
    no_body: bool = False
    no_closed_eyes: bool = False
    no_imagery: bool = False
    no_touch: bool = False
    no_faith: bool = False
    no_play: bool = False
    avoid: tuple[Private, ...] = ()  # words that no reply may hold
    hard_days: Private = field(default_factory=lambda: Private(""))  # "On hard days I'd like …"

    @property
    def terse(self) -> bool:
        """Whether one line is enough for a reply: slower, or shorter, was asked for."""
        return self.slower or self.brief

    @property
    def left_out(self) -> frozenset[Brings]:
        """What no line and no practice may bring in."""
        return frozenset(each for each in Brings if getattr(self, f"no_{each}"))

    @property
    def level(self) -> "Manner":
        """The same without its leanings, for where safety watches: what is left out stays so, and so does the pace."""
        return replace(
            self,
            fuller=False,
            leads=Leads.EITHER,
            stays=Stays.EITHER,
            dwells=Dwells.EITHER,
            gives=Gives.EITHER,
        )

    def avoids(self, text: str) -> bool:
        """Whether a text holds a word, or words in a row, that they asked not to read."""
        words = [word.text for word in split(text)] if self.avoid else []
        return any(_holds(words, phrase) for phrase in self.avoid[:MOST_AVOIDED])


def _holds(words: list[str], phrase: Private) -> bool:
    """Whether words hold a phrase, as it is written or as somebody's or several of it: "church", "church's", "churches"."""
    wanted = [word.text for word in phrase.split]
    if not wanted:
        return False
    *firsts, last = wanted
    ends = {last, f"{last}s", f"{last}es", f"{last}'s"}
    spans = (words[at : at + len(wanted)] for at in range(len(words) - len(wanted) + 1))
    return any(span[:-1] == firsts and span[-1] in ends for span in spans)
