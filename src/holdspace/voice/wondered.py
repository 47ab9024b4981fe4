"""Says in the words of a question that it has no answer here: "will he ever come back?" is met by "I don't know whether he will ever come back."."""

from collections.abc import Iterator

from holdspace.domain.risk import Tier
from holdspace.domain.talk import Move, Said, Spoken, Told
from holdspace.voice.lexicon import lexicon
from holdspace.voice.lines import frames_in
from holdspace.voice.person import SHIFTED, Mirrored, Piece, placed, trued, written
from holdspace.voice.syntax import SELF, Stretch, Syntax
from holdspace.voice.tact import YOU, a_fault, an_ending, an_insult, too_heavy

_ASKED = "{asked}"
_FEWEST, _MOST = 3, 14  # words of a question said back
_WHICH = ("WRB", "WP", "WDT", "WP$")
_BE = frozenset({"am", "is", "are", "was", "were", "'s", "'re", "'m"})
_DO = frozenset({"do", "does", "did"})
_HELPS = _BE | _DO | {"has", "have", "had", "will", "would", "can", "could", "should", "might", "must", "ca", "wo", "'ll", "'d"}  # fmt: skip
_WITH_I = {"am": "are", "was": "were", "'m": "are", "is": "are"}
_WHOLE = {"'s": "is", "'re": "are", "'ll": "will", "'d": "would", "'ve": "have"}
_SUBJECTS = ("nsubj", "nsubjpass", "expl")
_LEADS = frozenset({"and", "but", "so", "or", "then", "ok", "okay", "well", "hmm", "hm", "like", "idk", ","})  # fmt: skip
_ENDS = frozenset({"?", ".", "!", "..", "...", "lol", "haha", "tho", "though", "nah"})
_ABOUT_ANYBODY = frozenset({"how", "what", "when", "where"})  # "how do you know" is said of anybody
_OPINIONS = frozenset({"think", "reckon", "suppose", "believe", "guess"})
_VERDICTS = frozenset({"bad", "daft", "silly", "foolish", "dumb", "lie", "rude", "unbecoming", "unkind", "cruel", "sick", "wrong", "mad", "crazy", "weird", "stupid", "normal", "strange", "selfish", "fault", "blame", "deserve", "love", "hate", "matter", "worth"})  # fmt: skip
_JUDGES = (too_heavy, an_ending, an_insult, a_fault)


def wondered(told: Told, said: Said) -> Iterator[Spoken]:
    """Yield, in every frame, that the question of a message has no answer here; nothing where it judges themselves, and nothing in danger."""
    asked = _asked(Syntax(told.parse)) if said.risk.tier < Tier.R2 else None
    if asked is None or told.perception.self_attack:
        return
    for name, says in frames_in("asked"):
        line = placed(says, _ASKED, asked)
        yield Spoken(line.text, Move.BND, name, line.own)


def _asked(syntax: Syntax) -> Mirrored | None:
    """Return the last question of a message as it stands after "I don't know", or None where it can't be turned."""
    tokens = _last_question(syntax)
    opinion = _without_opinion(syntax, tokens)
    order = opinion or (_in_order(syntax, tokens) if tokens else None)
    if order is None or not _FEWEST <= len(order) <= _MOST or not _may_be_said(syntax, order):
        return None
    whether = opinion or _is_plain(syntax, tokens)
    pieces = [Piece("whether", own=False)] if whether else []
    pieces += [_turned(syntax, at, order) for at in order]
    line = written(pieces)
    text = line.text.removesuffix(".")
    return Mirrored(text[0].lower() + text[1:], line.own)


def _last_question(syntax: Syntax) -> tuple[int, ...]:
    """Return the tokens of the last sentence that asks, without what leads into it or ends it."""
    found: tuple[int, ...] = ()
    for root in dict.fromkeys(syntax.roots):
        tokens = [at for at, of in enumerate(syntax.roots) if of == root]
        while tokens and syntax.lowers[tokens[0]] in _LEADS:
            tokens = tokens[1:]
        while tokens and syntax.lowers[tokens[-1]] in _ENDS:
            tokens = tokens[: -1 - (syntax.lowers[tokens[-2:][0]] == "or")]  # "or nah"
        if tokens and (
            _is_plain(syntax, tokens)
            or _opens_with_which(syntax, tokens)
            or _without_opinion(syntax, tuple(tokens))
        ):
            found = _before_a_comma(syntax, tokens)
    whole = found and found == tuple(range(found[0], found[-1] + 1))
    return found if whole else ()


def _before_a_comma(syntax: Syntax, tokens: list[int]) -> tuple[int, ...]:
    """Return the tokens before the first comma: what follows asks once more, or only asks us."""
    comma = next((n for n, at in enumerate(tokens) if syntax.tokens[at].text == ","), len(tokens))
    return tuple(tokens[:comma])


def _without_opinion(syntax: Syntax, tokens: tuple[int, ...]) -> tuple[int, ...]:
    """Return what follows "do you think"; nothing where a question does not begin so."""
    rest = tokens[1:] if tokens and syntax.lowers[tokens[0]] == "do" else tokens
    asks_us = len(rest) > 2 and syntax.lowers[rest[0]] == "you"  # noqa: PLR2004  you, think, and more
    if not asks_us or syntax.lowers[rest[1]] not in _OPINIONS:
        return ()
    after = rest[2:]
    return after[1:] if syntax.lowers[after[0]] == "that" else after


def _opens_with_which(syntax: Syntax, tokens: tuple[int, ...] | list[int]) -> bool:
    """Whether a sentence begins with "how", "what" or their like."""
    return syntax.tokens[tokens[0]].tag in _WHICH


def _is_plain(syntax: Syntax, tokens: tuple[int, ...] | list[int]) -> bool:
    """Whether a question may be answered with yes or no."""
    return syntax.lowers[tokens[0]] in _HELPS


def _in_order(syntax: Syntax, tokens: tuple[int, ...]) -> tuple[int, ...] | None:
    """Return a question's tokens in the order of a statement: the subject before what helps its verb."""
    root = syntax.roots[tokens[0]]
    subject = syntax.child(root, *_SUBJECTS)
    helps = next((at for at in tokens if syntax.lowers[at] in _HELPS), None)
    if subject is None or helps is None or root not in tokens:
        return None
    first, last = syntax.edges(subject)
    if last < helps:
        return tokens  # "what happens then" asks for its subject
    if first != helps + 1 + _is_not(syntax, helps + 1) or not _is_helped(syntax, helps, root):
        return None
    before = tuple(at for at in tokens if at < helps)
    moved = tuple(range(helps, first))
    after = tuple(at for at in tokens if at > last)
    does = syntax.tokens[root].tag == "VB" and syntax.lowers[helps] in _BE  # "why's he go"
    if does or (syntax.lowers[helps] == "did" and len(moved) == 1):
        return None  # its verb would have to change more than by an ending
    if syntax.lowers[helps] in _DO and len(moved) == 1:
        moved = ()
    return (*before, *range(first, last + 1), *moved, *after)


def _is_not(syntax: Syntax, at: int) -> bool:
    """Whether a token denies what helps the verb before it."""
    return at < len(syntax.tokens) and syntax.lowers[at] in {"n't", "not"}


def _is_helped(syntax: Syntax, helps: int, root: int) -> bool:
    """Whether a helping verb belongs to the verb of the question."""
    return helps == root or syntax.tokens[helps].head == root


def _may_be_said(syntax: Syntax, tokens: tuple[int, ...]) -> bool:
    """Whether a question asks nothing of us, and makes nothing of themselves that would wound when said back."""
    lowers = {syntax.lowers[at] for at in tokens}
    lemmas = {syntax.tokens[at].lemma.lower() for at in tokens}
    to_anybody = syntax.lowers[tokens[0]] in _ABOUT_ANYBODY and not lowers & SELF
    if (lowers & YOU and not to_anybody) or lemmas & (_VERDICTS | _OPINIONS):
        return False
    if "you" in lowers and lowers & {"are", "were", "would"}:
        return False  # that is asked of us
    if lowers & SELF and syntax.roots[tokens[0]] in tokens[:1]:
        return False  # "am I a bad mother"
    stretch = Stretch(tokens, syntax.roots[tokens[0]], 0.0)
    plain = all(syntax.tokens[at].text.replace("'", "").replace("\N{RIGHT SINGLE QUOTATION MARK}", "").isalnum() for at in tokens)  # fmt: skip
    return plain and not any(judge(syntax, stretch) for judge in _JUDGES) and not _plays(lowers)


def _plays(lowers: set[str]) -> bool:
    """Whether a question plays, supposes, or speaks of an end: it is not said back."""
    return bool(lowers & (lexicon()["strays"] | lexicon()["endings"] | {"if", "mean", "d'you"}))


def _turned(syntax: Syntax, at: int, order: tuple[int, ...]) -> Piece:
    """Return one token as it is said to them; "am I" becomes "you are"."""
    lower = syntax.lowers[at]
    mine = "i" in (syntax.lowers[each] for each in order)
    if mine and lower in _WITH_I and _is_helped(syntax, at, syntax.roots[at]):
        return Piece(_WITH_I[lower], own=False)
    if lower in SHIFTED:
        return Piece(SHIFTED[lower], own=False)
    if at == syntax.roots[at] and _is_done_by_it(syntax, at, order):
        return Piece(_with_ending(lower), own=False)
    if lower == "n't":
        return Piece("n't", glued=True)
    if lower in _WHOLE and syntax.tokens[at].tag != "POS" and at != order[-1]:
        return Piece(_WHOLE[lower], own=False)
    return Piece(trued(syntax, at) if lower not in _HELPS else lower)


def _is_done_by_it(syntax: Syntax, verb: int, order: tuple[int, ...]) -> bool:
    """Whether a verb has lost the "does" that stood before it."""
    does = [kid for kid in syntax.kids[verb] if syntax.lowers[kid] == "does"]
    return bool(does) and does[0] not in order


def _with_ending(verb: str) -> str:
    """Return a verb as "it" does it: "gets", "goes", "tries"."""
    if verb == "have":
        return "has"
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return f"{verb[:-1]}ies"
    return f"{verb}es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else f"{verb}s"
