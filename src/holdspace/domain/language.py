"""How a sentence is built: what one parse found, in words no grammar library owns."""

from collections.abc import Iterator
from dataclasses import dataclass, field

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark, where it stands, and what it hangs on.

    `tag` is a Penn Treebank tag, `relation` a dependency label as spaCy's English models use
    them (nsubj, dobj, aux, neg, ccomp, ...); `head` is the index of the governing token, its own
    index at a root; `start` is the character offset in the words as they were written.
    """

    text: str = field(repr=False)
    lemma: str = field(repr=False)
    tag: str
    relation: str
    head: int
    start: int
    space_after: bool = True

    @property
    def end(self) -> int:
        """The offset just past the token."""
        return self.start + len(self.text)

    @property
    def lower(self) -> str:
        """The token in small letters, with a straight apostrophe."""
        return self.text.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of tokens, half open, that says one thing; `root` is its verb or head word."""

    start: int
    end: int
    root: int


@dataclass(frozen=True, slots=True)
class Parse:
    """The grammar of one message; empty when grammar was not to be had."""

    tokens: tuple[Token, ...] = field(default=(), repr=False)
    clauses: tuple[Clause, ...] = ()

    def children(self, index: int) -> Iterator[int]:
        """Yield the indices of the tokens that hang directly on `index`, in order."""
        for i, token in enumerate(self.tokens):
            if token.head == index and i != index:
                yield i

    def child(self, index: int, *relations: str) -> int | None:
        """Return the first token hanging on `index` by one of `relations`, or None."""
        return next((i for i in self.children(index) if self.tokens[i].relation in relations), None)

    def clause_at(self, start: int) -> Clause | None:
        """Return the clause that holds the character at offset `start`, or None."""
        for clause in self.clauses:
            last = self.tokens[clause.end - 1]
            if self.tokens[clause.start].start <= start < last.end:
                return clause
        return None


def clauses_of(tokens: tuple[Token, ...]) -> tuple[Clause, ...]:
    """Divide a parse into clauses: every token is in exactly one, in the order of the words.

    A new clause begins at each sentence, at a coordinated verb with its own subject, at an
    adverbial clause with its own subject or marker, at what was said or thought without "that",
    and at a loosely added sentence. A relative clause stays with its noun. A clause that another
    one interrupts swallows it, so that every clause is one unbroken stretch.
    """
    kids = _kids(tokens)
    heads = {i for i in range(len(tokens)) if _opens(tokens, kids, i)}
    owners = [_owner(tokens, heads, i) for i in range(len(tokens))]
    _settle_marks(tokens, owners)
    _swallow(owners)
    return tuple(_runs(owners))


def _kids(tokens: tuple[Token, ...]) -> list[list[int]]:
    """Return for each token the indices of those that hang on it."""
    kids: list[list[int]] = [[] for _ in tokens]
    for i, token in enumerate(tokens):
        if token.head != i:
            kids[token.head].append(i)
    return kids


def _opens(tokens: tuple[Token, ...], kids: list[list[int]], at: int) -> bool:
    """Whether the token at `at` is the head of a clause of its own."""
    token, hanging = tokens[at], {tokens[kid].relation for kid in kids[at]}
    if token.head == at:
        return True
    if not token.tag.startswith(("VB", "MD")) and "cop" not in hanging:
        return token.relation == "parataxis"
    alone = bool(hanging & SUBJECTS)
    match token.relation:
        case "conj" | "parataxis":
            return alone
        case "advcl":
            return alone or "mark" in hanging
        case "ccomp":
            return (
                alone
                and "mark" not in hanging
                and not (_tags(tokens, kids[at]) & {"WP", "WR", "WD"})
            )
    return False


def _tags(tokens: tuple[Token, ...], indices: list[int]) -> set[str]:
    """Return the first two letters of the tags of some tokens."""
    return {tokens[i].tag[:2] for i in indices}


def _owner(tokens: tuple[Token, ...], heads: set[int], at: int) -> int:
    """Return the clause head that governs a token."""
    seen = set()
    while at not in heads and at not in seen:
        seen.add(at)
        at = tokens[at].head
    return at


def _settle_marks(tokens: tuple[Token, ...], owners: list[int]) -> None:
    """Give each mark to the words before it, and each "and" or "but" to the words after it."""
    for i in range(1, len(tokens)):
        if tokens[i].relation == "punct" and tokens[i].tag != "-LRB-":
            owners[i] = owners[i - 1]
    for i in range(len(tokens) - 2, -1, -1):
        if tokens[i].relation == "cc" or tokens[i].tag == "-LRB-":
            owners[i] = owners[i + 1]


def _swallow(owners: list[int]) -> None:
    """Let every clause that is interrupted take in what interrupts it."""
    changed = True
    while changed:
        changed = False
        last = {owner: i for i, owner in enumerate(owners)}
        at = 0
        while at < len(owners):
            end = last[owners[at]]
            if any(owner != owners[at] for owner in owners[at : end + 1]):
                owners[at : end + 1] = [owners[at]] * (end + 1 - at)
                changed = True
            at = end + 1


def _runs(owners: list[int]) -> Iterator[Clause]:
    """Yield each stretch of tokens with one owner as a clause."""
    start = 0
    for end in range(1, len(owners) + 1):
        if end == len(owners) or owners[end] != owners[start]:
            yield Clause(start, end, owners[start])
            start = end
