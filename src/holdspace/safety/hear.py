"""Hears danger in a message: cues, and who, whether, when and how they are meant.

A lexical floor reads every word and works alone; the parse, where there is one, says better whose
danger it is. Uncertain stays with the person: a doubt never lowers a tier.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from holdspace.domain.language import Parse
from holdspace.domain.people import Private
from holdspace.domain.risk import (
    Evidence,
    Experiencer,
    Lane,
    LaneLevel,
    Register,
    Signs,
    Tier,
    Time,
)
from holdspace.domain.words import CueBook, Found, Word
from holdspace.shelf import read

_BEFORE = 5  # words looked at before a cue
_ALONE = 2  # a message of so few words is one cue said alone
_NOTS = frozenset(
    [
        "not",
        "never",
        "don't",
        "didn't",
        "doesn't",
        "isn't",
        "wasn't",
        "won't",
        "wouldn't",
        "aren't",
        "haven't",
        "hasn't",
        "can't",
        "ain't",
        "nor",
        "without",
        "no",
    ]
)
_OTHERS = frozenset(
    [
        "he",
        "she",
        "they",
        "he's",
        "she's",
        "they're",
        "friend",
        "friends",
        "brother",
        "sister",
        "mum",
        "mom",
        "mother",
        "dad",
        "father",
        "son",
        "daughter",
        "wife",
        "husband",
        "partner",
        "girlfriend",
        "boyfriend",
        "cousin",
        "uncle",
        "aunt",
        "colleague",
        "roommate",
        "flatmate",
        "neighbour",
        "neighbor",
        "ex",
        "him",
        "her",
        "them",
        "someone",
        "somebody",
        "people",
        "student",
        "patient",
        "client",
    ]
)
_ME = frozenset(["i", "i'm", "i've", "i'd", "i'll", "me", "my", "myself", "im", "we"])
_FICTION = frozenset(
    [
        "movie",
        "film",
        "book",
        "novel",
        "song",
        "lyrics",
        "episode",
        "series",
        "game",
        "character",
        "characters",
        "play",
        "poem",
        "story",
        "podcast",
        "documentary",
        "news",
        "article",
        "essay",
        "history",
        "exam",
        "lecture",
        "anime",
        "drama",
        "show",
        "thriller",
    ]
)
_LAUGHS = frozenset(["lol", "lmao", "haha", "hahaha", "lmfao", "\U0001f602", "\U0001f923"])
_PAST_CUES = CueBook(
    ("past", phrase)
    for phrase in (
        "years|decades ago", "used to", "when i was", "when he|she was", "as a child|kid|teenager|teen", "back then|when", "in my teens|twenties|childhood",
        "long time ago", "growing up", "in school|college|uni", "once tried", "a decade ago", "last century", "in 19*|20*",
        "many years", "when i were", "year|years since", "years old when", "in the past", "before i met", "years clean",
    )
)  # fmt: skip
_LATELY_CUES = CueBook(
    ("lately", phrase)
    for phrase in ("last week|night|month", "yesterday", "today", "this week|morning|month", "days|day|weeks|week ago", "recently", "again", "still", "now")
)  # fmt: skip
_MINIMISING = CueBook(
    ("minimises", phrase)
    for phrase in (
        "just|being|so|too|i'm|was dramatic|joking|kidding|exaggerating|venting", "being dramatic", "didn't mean it|that|to|what", "forget|ignore i|what|it|that|me said|i?", "forget i|it|that",
        "never mind", "nevermind", "i'm|i fine now|really|honestly|actually", "only|was|just a? joke|joking|kidding", "just tired really|honestly|that's", "don't worry|take about|it|me|that ... seriously?", "overreacting", "it's|it was nothing", "i take it|that back", "not serious|like that",
    )
)  # fmt: skip
_YES = CueBook(
    ("yes", phrase)
    for phrase in (
        "thought|think|thinking about|of it|that|dying|this", "crossed|crosses my mind", "on and off","yes", "yeah", "yep", "yea", "yh", "ya", "yup", "i am", "i do", "i have", "i think so", "kind of", "sort of", "kinda", "sometimes", "often", "a bit", "a little", "probably", "i guess so?", "maybe a|yes|so", "tonight", "they are", "it is", "right here|now")
)  # fmt: skip
_NO_PLAN = CueBook(
    ("no-plan", phrase)
    for phrase in ("no ... plan|plans", "haven't ... plan|plans", "don't have ... plan|plans")
)
_NO = CueBook(
    ("no", phrase)
    for phrase in ("no", "nope", "nah", "not really|at|right|now|today|like|that|yet|thinking|going|planning", "i'm not", "i don't", "i haven't", "i wouldn't", "i won't", "i am not", "never", "nothing like", "i would never")
)  # fmt: skip
_UNSURE = CueBook(
    ("unsure", phrase)
    for phrase in ("i don't know", "idk", "dunno", "not sure", "maybe", "perhaps", "i'm not sure", "unsure", "hard to say", "i can't tell")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the cue table."""

    id: str
    tier: Tier
    lane: LaneLevel | None
    theme: str
    idiom: bool
    past: bool
    other: bool
    whole: bool


@cache
def _table() -> tuple[Mapping[str, Rule], CueBook]:
    """Read the cue table, once."""
    rows = read("safety", "cues", "en.toml")["rule"]
    rules = {row["id"]: _rule(row) for row in rows}
    return rules, CueBook((row["id"], cue) for row in rows for cue in row["cues"])


def _rule(row: Mapping[str, Any]) -> Rule:
    """Make a rule of one row."""
    return Rule(
        id=row["id"],
        tier=Tier(row.get("tier", 0)),
        lane=_lane(row["lane"]) if "lane" in row else None,
        theme=row.get("theme", ""),
        idiom=row.get("idiom", False),
        past=row.get("past", False),
        other=row.get("other", False),
        whole=row.get("whole", False),
    )


def _lane(code: str) -> LaneLevel:
    """Read "A3" or "T"."""
    return LaneLevel(Lane(code[0]), int(code[1:]) if code[1:] else None)


def listen(words: Private, parse: Parse) -> Signs:
    """Return all that `words` holds that bears on safety; `parse` may be empty.

    Source: risk protocol 2.2 (DT1, DT3, DT5). Linear in the length of the words.
    """
    written = words.split
    rules, book = _table()
    found = tuple(book.find(written))
    idioms = [f for f in found if rules[f.tells].idiom]
    alone = sum(word.text[0].isalnum() for word in written) <= _ALONE
    plain = [
        f
        for f in found
        if not rules[f.tells].idiom
        and not _hidden(f, idioms)
        and (alone or not rules[f.tells].whole)
    ]
    setting = _Setting.of(written)
    evidence = (_evidence(f, rules[f.tells], written, setting) for f in _widest(plain))
    return Signs(
        evidence=tuple(_by_grammar(e, parse) for e in evidence),
        answer=_answer(written),
        minimises=bool(_MINIMISING.tells(written)),
    )


def _hidden(found: Found, idioms: Iterable[Found]) -> bool:
    """Whether an idiom overlaps the cue, so that its words mean something else."""
    return any(found.first < idiom.last and idiom.first < found.last for idiom in idioms)


def _widest(found: Iterable[Found]) -> Iterable[Found]:
    """Keep one cue for each rule and place: the first and longest there."""
    best: dict[tuple[str, int], Found] = {}
    for cue in found:
        held = best.get((cue.tells, cue.first))
        if held is None or held.last < cue.last:
            best[cue.tells, cue.first] = cue
    return best.values()


@dataclass(frozen=True, slots=True)
class _Setting:
    """What the message as a whole says about how its cues are meant."""

    past: frozenset[int]  # sentences that speak of long ago
    fiction: frozenset[int]  # sentences about a film, a song, an essay
    laughs: bool
    sentence: tuple[int, ...]  # which sentence each word belongs to

    @classmethod
    def of(cls, words: tuple[Word, ...]) -> "_Setting":
        """Read the setting of a message."""
        sentence, count = [], 0
        for word in words:
            sentence.append(count)
            count += word.stops
        lately = {sentence[f.first] for f in _LATELY_CUES.find(words)}
        past = {sentence[f.first] for f in _PAST_CUES.find(words)} - lately
        fiction = {sentence[i] for i, word in enumerate(words) if word.text in _FICTION}
        laughs = any(word.text in _LAUGHS for word in words)
        return cls(frozenset(past), frozenset(fiction), laughs, tuple(sentence))


def _evidence(found: Found, rule: Rule, words: tuple[Word, ...], setting: _Setting) -> Evidence:
    """Weigh one cue by what stands around it."""
    sentence = setting.sentence[found.first]
    before = _before(found, words)
    other = rule.other or _of_another(found, words, before)
    fiction = sentence in setting.fiction and not _ME & {w.text for w in before}
    past = rule.past or sentence in setting.past
    return Evidence(
        rule=rule.id,
        span=found.span,
        tier=rule.tier,
        lane=rule.lane,
        theme=rule.theme,
        experiencer=_experiencer(other=other, fiction=fiction),
        negated=_negated(found, before),
        time=Time.PAST if past else Time.NOW,
        register=_register(found, words, laughs=setting.laughs),
    )


def _experiencer(*, other: bool, fiction: bool) -> Experiencer:
    """Say whose danger it is."""
    if fiction:
        return Experiencer.FICTION
    return Experiencer.OTHER if other else Experiencer.SELF


def _before(found: Found, words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Return the few words before a cue, inside its sentence."""
    start = max(0, found.first - _BEFORE)
    for i in range(found.first - 1, start - 1, -1):
        if words[i].stops:
            start = i + 1
            break
    return words[start : found.first]


def _negated(found: Found, before: tuple[Word, ...]) -> bool:
    """Whether a "not" stands before the cue, with no "but" between and none inside it."""
    if any(step in _NOTS for step in found.cue.steps):
        return False
    near = [w.text for w in before[-4:]]
    if "but" in near:
        near = near[near.index("but") + 1 :]
    nots = sum(text in _NOTS for text in near)
    return nots == 1 and near[-1] != "no"


def _of_another(found: Found, words: tuple[Word, ...], before: tuple[Word, ...]) -> bool:
    """Whether the nearest person named before the cue, or in it, is someone else."""
    inside = [w.text for w in words[found.first : found.last]]
    if any(text in _ME for text in inside):
        return False
    for word in reversed(before):
        if word.text in _ME:
            return False
        if word.text in _OTHERS:
            return True
    return False


def _register(found: Found, words: tuple[Word, ...], *, laughs: bool) -> Register:
    """Say how it is meant: plainly, as a joke, or in someone's quoted words."""
    quoted = sum(word.text == '"' for word in words[: found.first]) % 2 == 1
    if quoted and not any(w.text in _ME for w in words[max(0, found.first - 6) : found.first]):
        return Register.QUOTE
    return Register.JOKE if laughs else Register.PLAIN


def _by_grammar(evidence: Evidence, parse: Parse) -> Evidence:
    """Let the parse say whose danger it is, where its clause has a clear subject."""
    clause = parse.clause_at(evidence.span[0])
    if clause is None or evidence.lane is not None or evidence.experiencer is Experiencer.FICTION:
        return evidence
    subject = parse.child(clause.root, "nsubj", "nsubjpass")
    if subject is None:
        return evidence
    who = parse.tokens[subject].lower
    if who in _ME:
        return replace(evidence, experiencer=Experiencer.SELF)
    return evidence


def _answer(words: tuple[Word, ...]) -> str:
    """Hear a plain answer to a direct question: yes, no, unsure, skip, or nothing."""
    opening = words[:8]
    for name, book in (("unsure", _UNSURE), ("no-plan", _NO_PLAN), ("no", _NO), ("yes", _YES)):
        if any(found.first <= 1 for found in book.find(opening)):
            return name
    return ""
