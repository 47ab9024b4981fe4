"""Tells how a cue stands in its sentence: denied, another person's, wished for, or over."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from holdspace.domain.cues import Found
from holdspace.domain.language import Parse
from holdspace.domain.words import Word

_REACH = 8  # how many words back a subject is looked for
_DENIES = 5  # how many words a denial carries
_SET_ASIDE = frozenset({"that", "because", "cos", "saying", "like"})  # after a "not"
_CLIMB = 6  # how far up the grammar a subject is looked for


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a cue is the person's own, and whether it is so."""

    own: bool = True
    denied: bool = False
    wished: bool = False
    over: bool = False


class SmallWords:
    """The small words of one language that decide how a cue stands."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        """Take the table of small words, as the language's file has it."""
        self._sets = {name: frozenset(words) for name, words in table.items()}

    def has(self, kind: str, word: Word) -> bool:
        """Whether `word` is one of the small words of a kind."""
        return word.text in self._sets[kind]

    def text_is(self, text: str, *kinds: str) -> bool:
        """Whether a bare word is one of the small words of any of these kinds."""
        return any(text in self._sets[kind] for kind in kinds)


@dataclass(frozen=True, slots=True)
class Sentence:
    """The words a cue was heard in, their grammar where there is one, and the small words."""

    words: tuple[Word, ...]
    parse: Parse
    small: SmallWords

    def stand(self, found: Found) -> Standing:
        """Return how a cue stands here."""
        back = self.words[max(0, found.first - _REACH) : found.first][::-1]
        return Standing(
            own=self._is_own(found, back),
            denied=self.denies(found)
            or self._sets_aside(found)
            or self._only_asks(found)
            or self._parse_denies(found),
            wished=self._wishes(back),
            over=self._is_over(back),
        )

    def denies(self, found: Found) -> bool:
        """Whether a denial stands before the cue and reaches it."""
        for at in range(found.first - 1, max(-1, found.first - 1 - _DENIES), -1):
            word = self.words[at]
            if self.small.has("denying", word):
                return not self._passes_by(at, found)
            if self._ends_reach(word):
                return False
        return False

    def _sets_aside(self, found: Found) -> bool:
        """Whether it is what they say it is not: "it isn't that I'm lonely"."""
        back = self.words[max(0, found.first - _REACH) : found.first][::-1]
        for word, after in zip(back[1:], back, strict=False):
            if after.text in _SET_ASIDE and self.small.has("denying", word):
                return True
            if _closes(after) or not self._leads_in(after):
                return False
        return False

    def _leads_in(self, word: Word) -> bool:
        """Whether a word may stand between what sets aside and the cue: a subject, "am", "that"."""
        return word.text in _SET_ASIDE or self.small.text_is(word.text, "own", "being")

    def _only_asks(self, found: Found) -> bool:
        """Whether the cue is a question all by itself, and tells of nothing: "happy?"."""
        after = self.words[found.last : found.last + 1]
        opens = found.first == 0 or _closes(self.words[found.first - 1])
        return opens and bool(after) and after[0].text == "?"

    def _ends_reach(self, word: Word) -> bool:
        """Whether a denial before this word cannot reach past it."""
        subject = word.text not in {"me", "us", "her", "him", "them", "myself", "that"} and (
            self.small.text_is(word.text, "own", "things", "others")
        )
        return _closes(word) or subject or self.small.text_is(word.text, "breaks", "joins")

    def _passes_by(self, at: int, found: Found) -> bool:
        """Whether the denial at `at` denies something other than the cue."""
        after = self.words[at + 1 : found.first]
        if after and self.small.has("after_denying", after[0]):
            return True
        if self.words[at].text == "never" and any(self.small.has("lifting", w) for w in after):
            return True
        better = self.words[found.first].text.endswith("er") or any(w.text == "more" for w in after)
        return better and self.words[at].text in {"couldn't", "couldnt", "not", "can't", "cant"}

    def _wishes(self, back: tuple[Word, ...]) -> bool:
        """Whether a word of wishing or supposing opens the cue's clause."""
        for word in back[:6]:
            if self.small.has("wishing", word):
                return True
            if _closes(word) or self.small.has("breaks", word):
                return False
        return False

    def _is_over(self, back: tuple[Word, ...]) -> bool:
        """Whether the clause says it used to be."""
        pairs = zip(back[1:6], back[:5], strict=False)
        return any(self.small.has("over", word) and after.text == "to" for word, after in pairs)

    def _is_own(self, found: Found, back: tuple[Word, ...]) -> bool:
        """Whether the person themselves is the one the cue speaks of."""
        first = self.words[found.first]
        if self.small.text_is(first.text, "own", "things", "possessives"):
            return True
        by_grammar = self._own_by_grammar(found)
        return self._own_by_words(first, back) if by_grammar is None else by_grammar

    def _own_by_words(self, first: Word, back: tuple[Word, ...]) -> bool:
        """Whether the nearest one named before the cue is the person; they are when nobody is."""
        been = False
        for at, word in enumerate(back):
            if _closes(word) or (self.small.has("breaks", word)):
                return True
            if self.small.text_is(word.text, "own", "things"):
                return True
            if self.small.has("others", word) and not _owns(word, at, back):
                return False
            acts = at == 0 and self.small.has("acting", first)
            if self.small.has("people", word) and (been or acts):
                return False
            been = been or self.small.has("being", word)
        return True

    def _own_by_grammar(self, found: Found) -> bool | None:
        """Whether the grammar's subject is the person, or None where it does not say."""
        at = _token_at(self.parse, found.span[0])
        if at is None or self.parse.tokens[at].relation == "amod":
            return None  # "a touching card" says nothing of who is touched
        subject = _subject(self.parse, at)
        if subject is None:
            return None
        token = self.parse.tokens[subject]
        if self.small.text_is(token.lower, "own", "things"):
            return True
        if self.small.text_is(token.lower, "others", "people"):
            return False
        return None if token.tag.startswith("PRP") else not token.tag.startswith("NNP")

    def _parse_denies(self, found: Found) -> bool:
        """Whether the grammar hangs a denial on the verb that carries the cue."""
        at = _token_at(self.parse, found.span[0])
        if at is None:
            return False
        token = self.parse.tokens[at]
        if token.relation not in {"acomp", "attr", "oprd"}:
            return False
        verb = self.parse.tokens[token.head]
        negation = self.parse.child(token.head, "neg")
        return (
            negation is not None
            and negation < at
            and self.parse.tokens[negation].lower != "never"
            and not self.small.text_is(verb.lemma.lower(), "after_denying")
        )


def _closes(word: Word) -> bool:
    """Whether this mark closes a clause."""
    return word.stops or word.text in {",", "(", ")", ":", '"', "-"}


def _owns(word: Word, at: int, back: tuple[Word, ...]) -> bool:
    """Whether this "her" owns the word after it, and so is nobody who feels."""
    return word.text == "her" and at > 0 and back[at - 1].text.isalpha()


def _token_at(parse: Parse, start: int) -> int | None:
    """Return the index of the token that begins at or holds the character `start`."""
    return next((i for i, t in enumerate(parse.tokens) if t.start <= start < t.end), None)


def _subject(parse: Parse, index: int) -> int | None:
    """Return who or what the word at `index` is said of, climbing from it, or None."""
    for _ in range(_CLIMB):
        subject = parse.child(index, "nsubj", "nsubjpass")
        token = parse.tokens[index]
        if subject is not None:
            whose = token.relation == "relcl" and parse.tokens[subject].tag.startswith("W")
            return token.head if whose else subject
        if token.head == index:
            return None
        index = token.head
    return None


def before(words: tuple[Word, ...], first: int, reach: int) -> Iterator[Word]:
    """Yield up to `reach` words before `first`, nearest first, inside the same clause."""
    for word in words[max(0, first - reach) : first][::-1]:
        if _closes(word):
            return
        yield word
