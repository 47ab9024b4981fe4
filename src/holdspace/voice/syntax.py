"""Reads a parse for the voice: who does what, and which words hang together."""

from dataclasses import dataclass, field
from functools import cached_property

from holdspace.domain.language import SUBJECTS, Parse, Token

SELF = frozenset({"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"})
US = frozenset({"we", "us", "our", "ours", "ourselves"})
_SHORTEST_STEM = 3
FINITE = ("VBD", "VBZ", "VBP", "MD")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some of a message's tokens, in order, that can stand as a sentence; `worth` ranks them."""

    tokens: tuple[int, ...]
    root: int
    worth: float
    fragment: bool = False
    whole: bool = False  # a sentence, and not a part of one


@dataclass(frozen=True)
class Syntax:
    """A parse with its branches laid out once, so that each question costs one step."""

    parse: Parse = field(repr=False)

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The words and marks of the message."""
        return self.parse.tokens

    @cached_property
    def kids(self) -> tuple[tuple[int, ...], ...]:
        """For each token, the indices of those that hang on it."""
        kids: list[list[int]] = [[] for _ in self.tokens]
        for i, token in enumerate(self.tokens):
            if token.head != i:
                kids[token.head].append(i)
        return tuple(tuple(branch) for branch in kids)

    @cached_property
    def roots(self) -> tuple[int, ...]:
        """For each token, the head word of its sentence."""
        return tuple(self._root(i) for i in range(len(self.tokens)))

    @cached_property
    def lowers(self) -> tuple[str, ...]:
        """Each token in small letters, with its apostrophe where hurry left it out."""
        glued = (False, *(not token.space_after for token in self.tokens))
        return tuple(
            "'d" if after and token.lower == "d" else _plain(token.lower, token.tag)
            for token, after in zip(self.tokens, glued, strict=False)
        )

    @cached_property
    def forms(self) -> tuple[frozenset[str], ...]:
        """For each token, itself and its base forms, the parser's and the bluntly cut ones.

        The blunt ones catch a verb that the parser took for something else; for deeds only, since
        "grossed" is not "gross".
        """
        return tuple(
            frozenset({lower, token.lemma.lower(), *_cut(lower)})
            for lower, token in zip(self.lowers, self.tokens, strict=True)
        )

    def _root(self, at: int) -> int:
        """Climb from a token to the head word of its sentence."""
        for _ in self.tokens:
            if self.tokens[at].head == at:
                break
            at = self.tokens[at].head
        return at

    def child(self, at: int, *relations: str) -> int | None:
        """Return the first token that hangs on `at` by one of `relations`, or None."""
        return next((k for k in self.kids[at] if self.tokens[k].relation in relations), None)

    def edges(self, at: int) -> tuple[int, int]:
        """Return the first and the last token of all that hangs on `at`, itself included."""
        first = last = at
        waiting = list(self.kids[at])
        while waiting:
            here = waiting.pop()
            first, last = min(first, here), max(last, here)
            waiting.extend(self.kids[here])
        return first, last

    def subject(self, verb: int) -> int | None:
        """Return the subject of a verb, looking past auxiliaries and shared subjects."""
        for _ in range(4):
            found = self.child(verb, *SUBJECTS)
            if found is not None:
                return found
            if self.tokens[verb].relation not in {"aux", "auxpass", "conj", "xcomp"}:
                return None
            verb = self.tokens[verb].head
        return None

    def is_self(self, at: int | None) -> bool:
        """Whether a token speaks of the person, alone or among others."""
        return at is not None and self.lowers[at] in {"i", "we", "me", "us"}

    def about(self, at: int, words: frozenset[str]) -> bool:
        """Whether a token or its base form is one of `words`."""
        return self.lowers[at] in words or self.tokens[at].lemma.lower() in words

    def negated(self, verb: int) -> bool:
        """Whether a verb is denied."""
        return any(
            self.tokens[k].relation == "neg" or self.lowers[k] in {"n't", "not", "never"}
            for k in self.kids[verb]
        )


_CLIPPED = {"m": "'m", "ve": "'ve", "re": "'re", "nt": "n't", "ll": "'ll"}


def _plain(lower: str, tag: str) -> str:
    """Return the second half of a contraction with its apostrophe."""
    if lower in {"s", "d"} and tag in {"VBZ", "MD", "VBD", "POS"}:
        return f"'{lower}"
    return _CLIPPED.get(lower, lower) if tag[:2] in {"VB", "MD", "RB"} else lower


def _cut(lower: str) -> tuple[str, ...]:
    """Return what may be left of a verb without its ending, for when the parser took it amiss."""
    for ending in ("ing", "ed"):
        stem = lower.removesuffix(ending)
        if stem != lower and len(stem) >= _SHORTEST_STEM:
            return stem, f"{stem}e", stem[:-1] if stem[-1] == stem[-2] else stem
    return ()
