"""Hears whether a message asks something, its mark written or left out, and takes it apart into sentences."""

from collections.abc import Iterable, Iterator
from itertools import dropwhile, islice, pairwise

from holdspace.domain.people import Private
from holdspace.domain.words import Word

_ASK = frozenset({"what", "what's", "why", "how", "who", "when", "where"})
_AUX = frozenset({"is", "are", "am", "was", "were", "do", "does", "did", "don't", "can", "could", "will", "would", "won't", "should", "has", "have"})  # fmt: skip
_WHOM = frozenset({"i", "you", "u", "he", "she", "it", "they", "we", "this", "that", "there"})
_LEADING = frozenset(
    {"so", "and", "then", "no", "ok", "okay", "but", "well", "right", "or", "like"}
)
_TELLERS = frozenset({"i", "we", "my"})
_ASKING_OF_ONESELF = frozenset({"wonder", "wondering", "was", "can", "should", "could", "may", "might", "will", "would", "don't", "am", "think", "need", "want", "must", "shouldn't", "can't"})  # fmt: skip
_EMBEDDED = frozenset({"what", "why", "how", "if", "whether"})
# What only asks to be followed.
_NODS = frozenset({("make", "sense"), ("makes", "sense"), ("you", "know"), ("ya", "know"), ("y'know",), ("right",), ("eh",), ("innit",), ("know", "what", "i", "mean"), ("you", "know", "what", "i", "mean"), ("do", "you", "know", "what", "i", "mean"), ("does", "that", "make", "sense"), ("if", "that", "makes", "sense")})  # fmt: skip
_MARVELS = frozenset((may, who, "believe") for may in ("can", "would", "could") for who in ("you", "u", "ya"))  # fmt: skip
_FEWEST_ASKED = 2
_LAST_MARK = "\u218f"  # beyond it stand arrows, signs and pictures, which do speak
_FEW_WORDS = 4


def asks(words: Private) -> bool:
    """Whether a message is a question, its mark written or left out."""
    if words.text.rstrip().endswith("?"):
        last = last_sentence(words.split)
        if last not in _NODS:
            return not _tells_anyway(last) and not _marvels(last)
    whole = tuple(word.text for word in words.split if is_spoken(word))
    return any(map(_begins_a_question, (whole, last_sentence(words.split))))


def _begins_a_question(spoken: Iterable[str]) -> bool:
    """Whether some words begin as a question does, its mark left out."""
    said = list(islice(dropwhile(_LEADING.__contains__, spoken), 3))
    if said[:2] in (["can", "i"], ["can", "we"], ["could", "i"], ["could", "we"]):
        return False  # asking for something, not about something
    if said[:1] == ["what's"] or (_ASK & set(said[:1]) and _AUX & set(said[1:2])):
        return True
    more = len(said) > _FEWEST_ASKED  # "did it" tells, "did it hurt" asks
    return more and bool(_AUX & set(said[:1]) and _WHOM & set(said[1:2]))


def last_sentence(words: tuple[Word, ...]) -> tuple[str, ...]:
    """Return the words of the last sentence of a message."""
    return tuple(word.text for word in words[last_begins(words) :] if is_spoken(word))


def last_begins(words: tuple[Word, ...]) -> int:
    """Return where the last sentence of a message begins that says a word."""
    spoke = False
    for at in reversed(range(len(words))):
        if spoke and words[at].stops:
            return at + 1
        spoke = spoke or is_spoken(words[at])
    return 0


def _tells_anyway(sentence: tuple[str, ...]) -> bool:
    """Whether a question mark stands after what somebody tells of themselves: "I saw my old teacher in there?"."""
    first, second = (*sentence, "", "")[:2]
    told = first in _TELLERS and second not in _ASKING_OF_ONESELF
    return told and _EMBEDDED.isdisjoint(sentence) and not any(map(_turns, pairwise(sentence)))


def _marvels(sentence: tuple[str, ...]) -> bool:
    """Whether a question is none: "Can you believe he's forty?", but not "can you believe me?"."""
    return len(sentence) > _FEW_WORDS and sentence[:3] in _MARVELS


def _turns(pair: tuple[str, str]) -> bool:
    """Whether two words in a row begin a question: "is that", "does it"."""
    return pair[0] in _AUX and pair[1] in _WHOM


def sentences(words: tuple[Word, ...]) -> Iterator[tuple[Word, ...]]:
    """Yield the sentences of a message, and what stands between commas, each without what is only said before it, like "so"."""
    held: list[Word] = []
    for word in words:
        if not (word.stops or word.text == ","):
            held += [word] if held or (word.text not in _LEADING and is_spoken(word)) else []
        elif held:
            yield tuple(held)
            held = []
    if held:
        yield tuple(held)


def is_spoken(word: Word) -> bool:
    """Whether a word is more than a mark: letters, figures, or a picture."""
    return word.text[0].isalnum() or word.text[0] > _LAST_MARK
