"""Hears what a person is doing with a message: greeting, refusing, slowing down, going.

Pure rules over cues, so that they hold with any senses, and with none.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from holdspace.conversation.asking import asks, is_spoken, last_begins, last_sentence, sentences
from holdspace.conversation.named import name_given, name_wanted
from holdspace.domain.cues import CueBook, Found
from holdspace.domain.likely import (
    by_words_alone,
    is_hard,
    is_unfelt,
    may_grieve,
    tells_of_something,
)
from holdspace.domain.people import Private
from holdspace.domain.spoken_of import says_what
from holdspace.domain.talk import Doing, Heard, Perception, State, Tap, best
from holdspace.domain.words import Word
from holdspace.shelf import read

LONG = 4_000  # characters; beyond them the grammar reads only beginning and end
LEFT_OVER = 2  # words a cue may leave when it must be the whole message
CLOSE_ENOUGH = {Doing.ASKING: 0.76, Doing.TELLING: 0.8}  # to ways of asking, for an answer
LIKELY_ENOUGH = 0.4  # for a kind of event to be taken as told of; readers' choices: decision 57
LIKELY_UNFELT = 0.3  # where no feeling is likely, so that the event is all there is to meet
LIKELY_IN_GRIEF = 0.6  # where somebody may be grieving, and a wrong guess would hurt
_GRAVE = frozenset({"hopeless"})  # beside it an event is not what matters
GOING = "going"  # what a goodbye is about that is only heard between the lines
TOLD_AND_GOODBYE = "told-and-goodbye"  # what a goodbye is about that stands after something told
NOT_SO = "not-so"  # what "no, not angry" is about: a correction, where something was said back
TAKEN_WRONG = (
    "taken-wrong"  # what "I didn't say he was angry" is about: a correction, once anything was said
)
NOT_YET = "not-yet"  # what "no, not yet" is about: an answer, else as "no, not angry"
NOT_ANSWERED = "not-answered"  # what "that's not an answer" is about
WISHED = 0.45  # for a message to be taken as said to the companion itself
_NOT_RULED_OUT = 0.4  # for what another head took for a goodbye or a correction
_SURELY = 0.9  # where it reads as a question, which wants an answer, or is a few words
_HARSH = "harsh"  # said to the companion of oneself
HARSH_ENOUGH = 0.4
_SURER: Mapping[str, float] = {"goodbye": 0.55, "rupture": 0.7}  # to be wrong there costs more
_WISHED: Mapping[str, tuple[str, Doing]] = {  # what is asked of it, in words that no cue has
    "goodbye": (GOING, Doing.LEAVING),
    "shorter": ("shorter-on", Doing.REQUESTING),
    "plainer": ("plainer", Doing.REQUESTING),
    "slower": ("slower-on", Doing.REQUESTING),
    "just-listen": ("just-listen-on", Doing.REQUESTING),
    "call-me": ("call-me", Doing.REQUESTING),
    "no-questions": ("no-questions", Doing.REFUSING),
    "no-advice": ("no-advice", Doing.REFUSING),
    "no-breathing": ("breath-declined", Doing.REFUSING),
    "refusal": ("refusal", Doing.REFUSING),
    "correction": ("correction", Doing.CORRECTING),
    "rupture": ("rupture-confrontation", Doing.CORRECTING),
    "not-answered": (NOT_ANSWERED, Doing.CORRECTING),
    "echoes": ("echo-off", Doing.REQUESTING),
    "what-are-you": ("who-are-you", Doing.ASKING),
    "who-sees": ("is-this-private", Doing.ASKING),
    "understood": ("do-you-follow", Doing.ASKING),
}
_NEEDS_A_WORD: Mapping[str, str] = {  # which words one of must be there beside what a head heard
    "no-advice": "refusing",
    "no-questions": "refusing",
    "no-breathing": "refusing",
    "just-listen": "listening",
    "what-are-you": "of-what-it-is",
    "who-sees": "of-seeing",
    "understood": "of-following",
    "echoes": "of-repeating",
    "not-answered": "of-answering",
}
REFUSED = frozenset({"refusal", "skip"})  # what a refusal of a topic is about
_OF_WHAT = frozenset({"about", "into", "mention", "discuss", "regarding"})
_NO_MORE = frozenset({".", "!", "?", ";", ",", "\n", "because", "but", "since", "when", "until"})
_SILENT = ("dots", Doing.SILENT)
_MEANT: Mapping[Doing, tuple[str, Doing]] = {  # what is done in words that no cue has
    Doing.LEAVING: ("goodbye", Doing.LEAVING),
    Doing.REFUSING: ("refusal", Doing.REFUSING),
    Doing.CORRECTING: ("correction", Doing.CORRECTING),
}
_FEW_WORDS = 4
_SELF = frozenset(
    ["i", "im", "i'm", "me", "my", "myself", "mine", "i've", "ive", "i'd", "id", "i'll"]
)
_SAYING = frozenset({"said", "says", "say", "saying", "goes", "went", "like", "told", "wrote", "shouted"})  # fmt: skip
TAPS: Mapping[Tap, tuple[str, Doing]] = {
    Tap.SKIP: ("skip", Doing.REFUSING),
    Tap.SLOWER: ("slower", Doing.REQUESTING),
    Tap.LISTEN: ("just-listen", Doing.REQUESTING),
    Tap.DONE: ("goodbye", Doing.LEAVING),
    Tap.YES_THAT: ("yes-that", Doing.SMALL),
    Tap.NOT_QUITE: ("not-quite", Doing.CORRECTING),
    Tap.DONT_KNOW: ("dont-know", Doing.SMALL),
    Tap.JUST_STAY: ("stay", Doing.REQUESTING),
    Tap.NOT_SAFE: ("not-safe", Doing.REQUESTING),
    Tap.TOO_MUCH: ("overwhelm", Doing.REQUESTING),
    Tap.ANSWERED: ("stay", Doing.SMALL),  # danger decides what is said
}


@dataclass(frozen=True, slots=True)
class Hearing:
    """One row of the cue table: what a message is about when one of its cues is heard."""

    about: str
    doing: Doing
    whole: bool
    spare: int  # words a cue may leave over when it must be the whole message
    most_words: int
    last: bool  # whether it must be the last sentence, or what follows its last comma, and all of that
    first: bool  # whether it must begin the message


@cache
def _table() -> tuple[Mapping[str, Hearing], CueBook]:
    """Read the cue table, once; keys are row numbers, so that order can decide."""
    rows = _cues()["hears"]
    table = {f"{i:04}": _row(row) for i, row in enumerate(rows)}
    return table, _book((f"{i:04}", cue) for i, row in enumerate(rows) for cue in row["cues"])


@cache
def _verdicts() -> CueBook:
    """Read how people pass judgement on themselves without calling themselves a name."""
    return _book(("verdict", cue) for row in _cues()["verdict"] for cue in row["cues"])


def _book(cues: Iterable[tuple[str, str]]) -> CueBook:
    """Make a cue book whose cues may name the lists of the table. Raises BrokenData at an unknown one."""
    return CueBook(cues, _cues()["lists"])


@cache
def _cues() -> Mapping[str, Any]:
    """Read the file of cues, once."""
    return read("conversation", "cues", "en.toml")


def _row(row: Mapping[str, Any]) -> Hearing:
    """Make one row."""
    return Hearing(
        about=row["about"],
        doing=Doing(row["doing"]),
        whole=row.get("whole", False),
        spare=row.get("spare", LEFT_OVER),
        most_words=row.get("most_words", 0),
        last=row.get("last", False),
        first=row.get("first", False),
    )


def attend(heard: Heard, perception: Perception) -> Perception:
    """Return the perception with what the person is doing, and what it is about."""
    if heard.tap is not None:
        about, doing = TAPS[heard.tap]
        return replace(perception, about=about, doing=doing)
    about, doing = _hear(heard.words)
    hard = _is_hard_on_oneself(heard, perception)
    if (
        not about and not hard and len(heard.words.split) > LEFT_OVER
    ):  # of fewer words cues know best
        about, doing = _wished(heard, perception) or _meant(perception) or (about, doing)
    long = {"long"} if len(heard.words.text) > LONG else set()
    return replace(
        perception,
        about=about,
        doing=doing,
        themes=perception.themes | long,
        called=_called(about, doing, heard.words.text),
        rupture=about.startswith("rupture"),
        self_attack=hard,
        state=State.HIGH if about == "overwhelm" else perception.state,
    )


def _is_hard_on_oneself(heard: Heard, perception: Perception) -> bool:
    """Whether a message is hard on who writes it; what the senses hear counts where it speaks of them, or is very short."""
    words = heard.words.split
    if _verdicts().tells(words):
        return True
    spoken = [word.text for word in words if is_spoken(word)]
    of_them = len(spoken) <= _FEW_WORDS or not _SELF.isdisjoint(spoken)
    harsh = perception.perhaps.get("wishes", {}).get(_HARSH, 0.0)
    if not heard.before.text or "said" not in perception.perhaps:
        return harsh >= HARSH_ENOUGH or (perception.self_attack and of_them)
    return is_hard(perception, harsh) or (by_words_alone(perception) and of_them)


def _called(about: str, doing: Doing, text: str) -> str:
    """Return what a message asks to be called, or nothing."""
    if about == "call-me":
        return name_given(text)
    return name_wanted(text) if doing is Doing.REQUESTING else ""


def _wished(heard: Heard, perception: Perception) -> tuple[str, Doing] | None:
    """Return what is asked of the companion itself, where a head is sure enough of it."""
    wish = perception.likeliest("wishes", WISHED)
    if wish not in _WISHED:
        return None
    unnamed = wish == "call-me" and not name_given(heard.words.text)
    few = len(heard.words.split) <= _FEW_WORDS
    about, doing = _WISHED[wish]
    a_question = asks(heard.words) and doing is not Doing.ASKING
    enough = max(_SURER.get(wish, WISHED), _SURELY if few or a_question else 0.0)
    likely = perception.perhaps["wishes"][wish]
    if unnamed or likely < enough or not _may_wish(wish, heard.words.split):
        return None
    return about, doing


def _may_wish(wish: str, words: tuple[Word, ...]) -> bool:
    """Whether the words leave room for what a head took them for.

    "You can ask" is no wish to be asked nothing, where no word of it says no; and whoever goes on telling after a thank-you does not go.
    """
    said = {word.text for word in words}
    if wish in _NEEDS_A_WORD:
        return not said.isdisjoint(_needed(_NEEDS_A_WORD[wish]))
    if wish == "goodbye" and not said.isdisjoint(_needed("thanking")):
        last = last_sentence(words)
        ends = _needed("going") | _needed("thanking")
        return len(last) <= _FEW_WORDS or not ends.isdisjoint(last)
    return True


@cache
def _needed(name: str) -> frozenset[str]:
    """Read the words of which one must be there for a head to be believed."""
    return frozenset(_cues()["needed"][name])


def _meant(perception: Perception) -> tuple[str, Doing] | None:
    """Return what is done in words that no cue has, where the head that hears wishes does not rule it out.

    "I said fine" tells of what was said, and "going to leave the hall light on" of a light; one head alone mistook them.
    A refusal needs no second head: to miss one costs more.
    """
    meant = _MEANT.get(perception.doing)
    if meant is None or meant[1] is Doing.REFUSING or "wishes" not in perception.perhaps:
        return meant
    return meant if perception.perhaps["wishes"].get(meant[0], 0.0) >= _NOT_RULED_OUT else None


def answer_for(perception: Perception, near: Mapping[str, float]) -> str:
    """Return the id of the answer that a message asks for, or nothing where that is not clear.

    Some ask without a question ("no idea what to say in there"); these must come closer.
    """
    if perception.about or perception.doing not in CLOSE_ENOUGH:
        return ""
    answers = {name: close for name, close in near.items() if name.startswith("answer-")}
    return best(answers, CLOSE_ENOUGH[perception.doing])


def situation_of(perception: Perception, *, opens: bool) -> str:
    """Return the id of the kind of event that a message tells of, or nothing where that is not clear.

    Events are heard in what opens a talk, as they were learnt: of those heard in the middle of one, readers found half to be none. Figures: decision 55.
    """
    if perception.about or perception.doing is not Doing.TELLING or _GRAVE & perception.themes:
        return ""
    if not opens or not tells_of_something(perception):
        return ""
    return perception.likeliest("situations", _likely_enough(perception))


def _likely_enough(perception: Perception) -> float:
    """Return how likely a kind of event must be, by what may be felt beside it."""
    if may_grieve(perception):
        return LIKELY_IN_GRIEF
    return LIKELY_UNFELT if is_unfelt(perception) else LIKELY_ENOUGH


def _hear(words: Private) -> tuple[str, Doing]:
    """Hear the words against the cue table; the earliest row heard wins."""
    written = words.split
    if not any(map(is_spoken, written)):
        return _SILENT
    asking = asks(words)
    row = _asked_of_itself(written) or _row_of(written, but=NOT_ANSWERED if asking else "")
    if row is None:
        return "", Doing.ASKING if asking else Doing.TELLING
    return row.about, row.doing


def _row_of(words: tuple[Word, ...], but: str = "") -> Hearing | None:
    """Return the earliest row that some words answer, but for those about one thing; who asks once more is answered, and not told that they did."""
    table, book = _table()
    fitting = (found for found in book.find(words) if _holds(table[found.tells], found, words))
    rows = (found.tells for found in fitting if table[found.tells].about != but)
    row = min(rows, default=None)
    return None if row is None else table[row]


def _asked_of_itself(words: tuple[Word, ...]) -> Hearing | None:
    """Return the row of a question about the companion itself that is one sentence of a message, the last first: "My wife's idea, this. What are you?"."""
    rows = (_row_of(sentence) for sentence in reversed(tuple(sentences(words))))
    return next((row for row in rows if row and row.about in _of_itself()), None)


@cache
def _of_itself() -> frozenset[str]:
    """Read what a single sentence of a longer message may ask of the companion itself."""
    return frozenset(_cues()["of-itself"]["abouts"])


def _after_a_comma(words: tuple[Word, ...], at: int) -> bool:
    """Whether what stands at a place follows a comma, and is not what somebody is said to have said."""
    return at > 1 and words[at - 1].text == "," and words[at - 2].text not in _SAYING


def _holds(row: Hearing, found: Found, words: tuple[Word, ...]) -> bool:
    """Whether the message is as short, and as wholly covered, as the row asks."""
    spoken = [i for i, word in enumerate(words) if is_spoken(word)]
    if row.most_words and len(spoken) > row.most_words:
        return False
    if row.first and found.first != spoken[0]:
        return False
    if row.last:
        ends = found.last > spoken[-1]
        return ends and (found.first == last_begins(words) or _after_a_comma(words, found.first))
    left = sum(not found.first <= i < found.last for i in spoken)
    return not row.whole or left <= row.spare


def topics(words: Private) -> Iterator[str]:
    """Yield what a refusal asks to leave alone, word by word: what follows "about" and its like, else all that names anything."""
    written = [word.text for word in words.split]
    marks = [at + 1 for at, word in enumerate(written) if word in _OF_WHAT]
    rest = written[marks[0] :] if marks else written
    end = next((at for at, word in enumerate(rest) if word in _NO_MORE), len(rest))
    yield from filter(says_what, rest[:end])
