"""Turns a person's own words towards them: "my mum never asked me" becomes "your mum never asked you"."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from holdspace.voice.amiss import others_speak
from holdspace.voice.left_unsaid import left_out
from holdspace.voice.lexicon import lexicon
from holdspace.voice.syntax import Stretch, Syntax

SHIFTED = {
    "i": "you",
    "me": "you",
    "my": "your",
    "mine": "yours",
    "myself": "yourself",
    "we": "you",
    "us": "you",
    "our": "your",
    "ours": "yours",
    "ourselves": "yourselves",
    "am": "are",
    "'m": "'re",
}
_ACRONYM = 4  # longer words in capitals are shouted, and shorter ones that name nothing
_OPENS = frozenset({"so", "now", "then"})  # before "me mam and dad"
_STOPS = frozenset({".", "!", "..", "..."})
_WHEN = frozenset(
    {"today", "tonight", "yesterday", "tomorrow", "last", "next", "same", "first"}
)  # after "me": "at me today"
_AFTER_IT_IS = frozenset({"VBG", "IN", "DT", "CD", "RB", "PRP", "PRP$", "TO", "WRB", "WP", "EX"})
_SPOKEN_OF = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "poss", "conj"})
_DONE = frozenset({"VBD", "VBZ", "VBP", "MD"})


@dataclass(frozen=True, slots=True)
class Mirrored:
    """A line made of a person's words; `own` marks the characters that are unchanged theirs."""

    text: str = field(repr=False)
    own: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """One token as it will be said; `own` when it is the person's, `glued` to what comes before."""

    text: str = field(repr=False)
    own: bool = True
    glued: bool = False


def turned(syntax: Syntax, stretch: Stretch, before: str = "") -> Mirrored | None:
    """Return a stretch said back in the second person, or None when that cannot be done cleanly.

    `before` is put in front, in small letters after it: "It feels like".
    """
    pieces = list(_pieces(syntax, stretch))
    pieces = _begun(syntax, stretch, pieces)
    pieces = _between(pieces if _acts_first(syntax, stretch) else _politely(pieces))
    if not pieces or _stumbles(pieces):
        return None
    if before:
        first = Piece(pieces[0].text.lower(), own=pieces[0].own)
        pieces = [*(Piece(word, own=False) for word in before.split()), first, *pieces[1:]]
    return written(pieces)


def _pieces(syntax: Syntax, stretch: Stretch) -> Iterator[Piece]:
    """Yield each token, turned where it speaks of the person."""
    last, begins = -2, False
    for at in stretch.tokens:
        token = syntax.tokens[at]
        glued = at == last + 1 and not syntax.tokens[last].space_after and not _parted(syntax, at)
        if token.lower in _STOPS:
            if at != stretch.tokens[-1] and last >= 0:
                yield Piece(".", own=False, glued=True)
                begins = True
            continue
        piece = _turn(syntax, at, glued=glued or token.lower == ",")
        yield replace(piece, text=piece.text[:1].upper() + piece.text[1:]) if begins else piece
        begins = False
        last = at


def _parted(syntax: Syntax, at: int) -> bool:
    """Whether a space was forgotten before a word, after a comma or full stop."""
    return (
        syntax.tokens[at - 1].text in {",", ".", "!", "..", "...", "&"}
        and syntax.tokens[at].text[0].isalnum()
    )


def _turn(syntax: Syntax, at: int, *, glued: bool) -> Piece:
    """Return one token as it is said to the person."""
    token, lower = syntax.tokens[at], syntax.lowers[at]
    if lower == "me" and _is_my(syntax, at):
        return Piece("your", own=False, glued=glued)
    hour = lower == "am" and at > 0 and syntax.tokens[at - 1].text[0].isdigit()
    if lower in SHIFTED and not hour:
        return Piece(SHIFTED[lower], own=False, glued=glued)
    if lower == "was" and spoken_by_self(syntax, at):
        return Piece("were", own=False, glued=glued)
    if lower in lexicon()["by_name"] and _is_theirs(syntax, at):
        own = "" if token.relation == "conj" else "your "
        return Piece(f"{own}{lower}", own=False, glued=glued)
    return _mended(syntax, at, glued=glued)


def _mended(syntax: Syntax, at: int, *, glued: bool) -> Piece:
    """Return one token as it was meant: a slip or a short form put right."""
    lower = syntax.tokens[at].lower
    it_is = lower == "its" and _is_it_is(syntax, at)
    spelled = "it's" if it_is else lexicon().spelled.get(lower)
    if spelled:
        return Piece(spelled, own="'" in spelled, glued=glued)
    return Piece(trued(syntax, at), glued=glued)


def _is_my(syntax: Syntax, at: int) -> bool:
    """Whether "me" stands for "my", as in "me mam was crying"."""
    after = syntax.tokens[at + 1 : at + 2]
    if (
        not after
        or not after[0].tag.startswith(("NN", "JJ"))
        or after[0].lower in _WHEN  # "at me today"
        or after[0].lower in lexicon()["tails"]
        or not syntax.about(at + 1, lexicon()["kin"] | lexicon()["mine"])
    ):
        return False
    before = syntax.tokens[at - 1] if at else None
    opens = (
        before is None
        or before.tag in {"IN", "CC"}
        or before.lower in _OPENS
        or not before.text[0].isalnum()
    )
    return opens or syntax.tokens[at].relation in {"compound", "poss", "nmod", "det"}


def _is_it_is(syntax: Syntax, at: int) -> bool:
    """Whether "its" lost an apostrophe: "its not what I thought", "its 2am"."""
    after = syntax.tokens[at + 1 : at + 3]
    if not after:
        return False
    tag = after[0].tag
    if tag.startswith("JJ"):
        return len(after) < 2 or not after[1].tag.startswith(("NN", "JJ"))  # noqa: PLR2004  the word after next
    going_on = after[0].lower.endswith("ing") and after[0].relation == "ROOT"
    return tag in _AFTER_IT_IS or after[0].text[0].isdigit() or going_on


def _is_theirs(syntax: Syntax, at: int) -> bool:
    """Whether a mum or dad without a word of whose is the person's own: "Mum used to come to us"."""
    token = syntax.tokens[at]
    owned = syntax.child(at, "det", "poss", "amod", "compound", "nmod") is not None
    before = syntax.lowers[at - 1] if at else ""
    named = token.tag.startswith("NN") and token.relation in _SPOKEN_OF
    if token.text.islower() and _is_quoted(syntax, at):
        return False  # "he goes that's not what mummy says": it may be his
    return (
        named
        and not owned
        and before not in SHIFTED
        and before not in {"the", "a", "her", "his", "their", "me", "new"}
    )


def _is_quoted(syntax: Syntax, at: int) -> bool:
    """Whether somebody else begins to speak earlier in the sentence."""
    return any(
        syntax.roots[verb] == syntax.roots[at] and others_speak(syntax, verb) for verb in range(at)
    )


def trued(syntax: Syntax, at: int) -> str:
    """Return a token as it was written, its apostrophe, capital and loudness put right."""
    token, lower = syntax.tokens[at], syntax.lowers[at]
    if lower in lexicon()["names"] and token.text.islower():
        return lower.capitalize()
    return lower if lower != token.lower else _quiet(syntax, at)


def _quiet(syntax: Syntax, at: int) -> str:
    """Return a token's text, shouting brought down."""
    text = syntax.tokens[at].text
    loud = sum(t.text.isupper() and len(t.text) > 1 for t in syntax.tokens)
    a_word = len(text) > _ACRONYM or not syntax.tokens[at].tag.startswith("NN")
    shouted = loud > max(2, len(syntax.tokens) // 2) or (a_word and text.isalpha())
    text = text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    return text.lower() if text.isupper() and len(text) > 1 and shouted else text


def spoken_by_self(syntax: Syntax, verb: int) -> bool:
    """Whether the person is the subject of a verb, by the grammar or by the word before it."""
    before = verb - 1
    while before >= 0 and syntax.tokens[before].tag == "RB":
        before -= 1
    if before >= 0 and syntax.lowers[before] in {"i", "we"}:
        return True
    head = (
        verb if syntax.tokens[verb].relation not in {"aux", "auxpass"} else syntax.tokens[verb].head
    )
    subject = syntax.subject(head)
    return subject is not None and subject < verb and syntax.lowers[subject] == "i"


def _begun(syntax: Syntax, stretch: Stretch, pieces: list[Piece]) -> list[Piece]:
    """Put back who it was, before a verb that was left without its subject: "shook his hand", "going to ring them"."""
    who = left_out(syntax, stretch) if stretch.fragment else ""
    if not who:
        return pieces
    first = pieces[0]
    were = who == "you" and syntax.lowers[stretch.tokens[0]] == "was"
    verb = Piece("were", own=False) if were else Piece(first.text.lower(), own=first.own)
    return [*(Piece(word, own=False) for word in who.split()), verb, *pieces[1:]]


def _acts_first(syntax: Syntax, stretch: Stretch) -> bool:
    """Whether something is done before the first "and", so that what follows begins anew: "my sister rang and I …"."""
    for at in stretch.tokens[:4]:
        if syntax.lowers[at] == "and":
            return False
        if syntax.tokens[at].tag in _DONE:
            return True
    return False


def _politely(pieces: list[Piece]) -> list[Piece]:
    """Put the person first: "your wife and you" becomes "you and your wife"."""
    words = [piece.text.lower() for piece in pieces[:5]]
    for size in (1, 2, 3):
        if words[size : size + 2] == ["and", "you"] and len(pieces) > size + 2:
            if pieces[size + 2].text.lower() in {"'re", "'ve", "'d"} or "you" in words[:size]:
                return pieces
            return [pieces[size + 1], pieces[size], *pieces[:size], *pieces[size + 2 :]]
    return pieces


def _between(pieces: list[Piece]) -> list[Piece]:
    """Put "that" between two "you" in a row: "told you that you were late"."""
    out: list[Piece] = []
    for piece in pieces:
        if piece.text == "you" and out and out[-1].text == "you":
            out.append(Piece("that", own=False))
        out.append(piece)
    return out


def _stumbles(pieces: list[Piece]) -> bool:
    """Whether the same word would be said twice in a row, or a mark stands at an edge."""
    words = [piece.text.lower() for piece in pieces]
    doubled = any(a == b and a not in {"had", "that"} for a, b in pairwise(words))
    doubled = doubled or "''" in "".join(words)
    return doubled or not words[0][0].isalnum() or not any(c.isalnum() for c in words[-1])


def written(pieces: list[Piece]) -> Mirrored:
    """Join pieces into a sentence with a capital and a full stop, and mark what is theirs."""
    text, marks = "", []
    for piece in pieces:
        text += "" if piece.glued or not text else " "
        marks.append((len(text), len(text) + len(piece.text), piece.own))
        text += piece.text
    text = text[:1].upper() + text[1:].removesuffix(".") + "."
    marks = [(start, min(end, len(text) - 1), own) for start, end, own in marks]
    return Mirrored(text, _merged(text, marks))


def placed(says: str, place: str, theirs: Mirrored) -> Mirrored:
    """Put their words into a place of a written line, and mark what of them is their own."""
    at = says.index(place)
    own = tuple((at + start, at + end) for start, end in theirs.own)
    return Mirrored(says.replace(place, theirs.text), own)


def _merged(text: str, marks: list[tuple[int, int, bool]]) -> tuple[tuple[int, int], ...]:
    """Join neighbouring words of their own; a word partly changed is not their own."""
    whole: list[tuple[int, int, bool]] = []
    for start, end, own in marks:
        if whole and whole[-1][1] == start and text[start] != ",":
            whole[-1] = (whole[-1][0], end, whole[-1][2] and own)
        else:
            whole.append((start, end, own))
    spans: list[tuple[int, int]] = []
    for i, (start, end, own) in enumerate(whole):
        if not own:
            continue
        if spans and i > 0 and whole[i - 1][2]:
            spans[-1] = (spans[-1][0], end)
        elif any(c.isalnum() for c in text[start:end]):
            spans.append((start, end))
    return tuple(spans)
