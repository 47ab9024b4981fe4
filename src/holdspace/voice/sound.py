"""Tells whether some of a person's words stand as a sentence, before they are turned."""

import re
from itertools import pairwise

from holdspace.domain.language import SUBJECTS
from holdspace.voice.clauses import SHORTEST
from holdspace.voice.lexicon import lexicon
from holdspace.voice.syntax import FINITE, Stretch, Syntax

_MARKS = frozenset('"()[]{}<>@#=+*_|~^\\/;:?')
_WEB = re.compile(r"www|https?|\.com|\.org|\.net")
_NEAR = 6
_LATIN = 0x24F
_WRITERS_MARKS = frozenset("’‘“”–—…€£")  # noqa: RUF001  as phones set them
_OPEN_TAGS = ("DT", "CC", "PRP$", "MD", "WDT", "WP", "PDT", "EX", "WP$")
_MAY_CLOSE = frozenset({"this", "that", "all", "both", "those", "these"})
_PARTICLES = frozenset(
    ["on", "off", "out", "up", "down", "over", "back", "around", "away", "behind", "through"]
)
_ASKING = frozenset(
    [
        "am",
        "is",
        "are",
        "was",
        "were",
        "do",
        "does",
        "did",
        "have",
        "has",
        "had",
        "can",
        "could",
        "should",
        "would",
        "will",
        "shall",
    ]
)
_SUBJECTS = frozenset({"i", "he", "she", "we", "they", "it"})
_ANSWERS, _SHORT = frozenset({"no", "nope", "nah", "yes", "yeah", "yep"}), 4
_NOT_WITH_I = frozenset({"are", "were", "is", "has", "does"})
_NOT_AFTER_I = ("VBZ", "VBG", "NN", "DT", "IN", "PRP", "JJ", "VBN", "CD")


def broken(syntax: Syntax, stretch: Stretch) -> bool:
    """Whether a stretch is no sentence that can be turned and said."""
    return any(judge(syntax, stretch) for judge in JUDGES)


def not_plain(syntax: Syntax, stretch: Stretch) -> bool:
    """Whether it holds marks, links, quotations or another alphabet."""
    return any(
        set(text) & _MARKS
        or text in {"``", "''", "--"}
        or _WEB.search(text)
        or any(ord(char) > _LATIN and char not in _WRITERS_MARKS for char in text)
        for text in (syntax.tokens[i].text for i in stretch.tokens)
    )


def asks(syntax: Syntax, stretch: Stretch) -> bool:
    """Whether it is a question in all but the mark, or a command."""
    first = stretch.tokens[0]
    token, lower = syntax.tokens[first], syntax.lowers[first]
    for here, after in pairwise(stretch.tokens):
        if syntax.lowers[after] in {"i", "we"} and syntax.lowers[here] in _ASKING:
            return True
    if token.tag in {"WP", "WRB", "WDT", "WP$"}:
        return lower not in {"when", "whenever"} or token.head == stretch.root
    if lower in _ASKING and not _denied(syntax, stretch):
        return not stretch.fragment
    return token.tag in {"VB", "VBP"} and stretch.fragment


def _denied(syntax: Syntax, stretch: Stretch) -> bool:
    """Whether a stretch begins like "can't sleep"."""
    return len(stretch.tokens) > 1 and syntax.lowers[stretch.tokens[1]] in {"n't", "not", "barely"}


def breaks_off(syntax: Syntax, stretch: Stretch) -> bool:
    """Whether it stops before its end."""
    at = stretch.tokens[-1]
    last, lower = syntax.tokens[at], syntax.lowers[at]
    if lower == "am" and at and syntax.lowers[at - 1] == "i":
        return False
    if lower in lexicon()["unended"] or (len(lower) == 1 and lower.isalpha() and lower != "i"):
        return True
    if last.tag in _OPEN_TAGS and lower not in _MAY_CLOSE:
        return True
    return last.tag in {"IN", "TO"} and lower not in _PARTICLES and not _stranded(syntax, stretch)


def _stranded(syntax: Syntax, stretch: Stretch) -> bool:
    """Whether a closing "to" or "with" belongs to a word before it: "someone to talk to"."""
    return any(
        syntax.tokens[i].relation in {"relcl", "acl", "xcomp", "auxpass", "prt", "nsubjpass"}
        or syntax.tokens[i].tag in {"WP", "WDT"}
        for i in stretch.tokens
    )


def leans(syntax: Syntax, stretch: Stretch) -> bool:
    """Whether it begins as the second half of something: "even though I'm not sad"."""
    first = stretch.tokens[0]
    lower, relation = syntax.lowers[first], syntax.tokens[first].relation
    if lower == "that" and relation in {"det", "nsubj", "nsubjpass"}:
        return False
    if lower in lexicon()["leaning_early"]:
        head = syntax.tokens[first].head
        early = syntax.tokens[head].head == stretch.root and stretch.root < first + _NEAR
        return relation in {"mark", "advmod"} and (head == stretch.root or early)
    return lower in lexicon()["leaning"]


def no_verb(syntax: Syntax, stretch: Stretch) -> bool:
    """Whether it has no verb in a tense and is no honest fragment either."""
    if stretch.fragment:
        return _no_fragment(syntax, stretch)
    root = stretch.root
    bare_be = syntax.forms[root] & {"be", "'m", "'s", "'re"} and not any(
        kid > root and kid in stretch.tokens for kid in syntax.kids[root]
    )
    return bool(bare_be) or not _finite(syntax, root)


def _finite(syntax: Syntax, root: int) -> bool:
    """Whether the main verb, or its helper, is in a tense."""
    helpers = (k for k in syntax.kids[root] if syntax.tokens[k].relation in {"aux", "auxpass"})
    return any(syntax.tokens[i].tag in FINITE for i in (root, *helpers))


def _no_fragment(syntax: Syntax, stretch: Stretch) -> bool:
    """Whether words without a subject do not make an honest fragment."""
    first, root = syntax.tokens[stretch.tokens[0]], syntax.tokens[stretch.root]
    if len(stretch.tokens) < SHORTEST or root.relation not in {"ROOT", "dep"}:
        return True
    if first.tag in {"VBG", "VBN", "VBD", "JJ"}:
        return stretch.tokens[0] != stretch.root and root.tag in {"NNP", "VB"}
    if first.tag == "MD":
        return not _denied(syntax, stretch)
    return first.tag != "RB" or root.tag not in {"JJ", "VBN", "VBG"}


def halting(syntax: Syntax, stretch: Stretch) -> bool:
    """Whether the grammar itself slips, so that turning it would break it further."""
    if syntax.lowers[stretch.tokens[-1]] == "i":
        return True
    subject = syntax.subject(stretch.root)
    if subject is not None and syntax.lowers[subject] in {"me", "us"} and not syntax.kids[subject]:
        return True
    return any(_slips(syntax, here, after) for here, after in pairwise(stretch.tokens))


def _slips(syntax: Syntax, here: int, after: int) -> bool:
    """Whether two words that follow each other cannot."""
    first, second, tag = syntax.lowers[here], syntax.lowers[after], syntax.tokens[after].tag
    if first in {"'m", "'re", "am"}:
        return tag in {"VB", "VBD"} and second not in lexicon()["after_be"]
    if first == "i" and (tag.startswith(_NOT_AFTER_I) or second in _NOT_WITH_I):
        return True
    if first in {"my", "our", "its"}:
        return tag in {"VBD", "VBZ", "MD"}
    if second == "am":
        return syntax.tokens[here].tag[:2] in {"JJ", "NN", "VB"}
    return (first == "like" and second == ",") or _no_helper(syntax, here, after)


def _no_helper(syntax: Syntax, here: int, after: int) -> bool:
    """Whether a helping verb is missing or doubled: "I excited", "doesn't went"."""
    token, second = syntax.tokens[after], syntax.lowers[after]
    if syntax.lowers[here] in _SUBJECTS and second in lexicon()["felt_past"] and token.tag == "VBD":
        return syntax.child(after, "dobj") is None
    helps = token.relation == "aux" and second in {"do", "does", "did"}
    return helps and syntax.tokens[token.head].tag == "VBD"


def runs_on(syntax: Syntax, stretch: Stretch) -> bool:
    """Whether one sentence runs into the next without a mark: "out of my mind I came home"."""
    verb_before = False
    for here, after in pairwise(stretch.tokens):
        verb_before = verb_before or syntax.tokens[here].tag.startswith(("VB", "MD"))
        subject = syntax.tokens[after].relation in SUBJECTS and syntax.lowers[after] in _SUBJECTS
        if verb_before and subject and after == here + 1 and _no_join(syntax, here, after):
            return True
    return _loosely_joined(syntax, stretch)


def _no_join(syntax: Syntax, here: int, subject: int) -> bool:
    """Whether a subject cannot follow the word before it inside one sentence."""
    token, verb = syntax.tokens[here], syntax.tokens[syntax.tokens[subject].head]
    if syntax.lowers[here] in {"n't", "not"} or token.tag == "MD":
        return True
    if token.tag == "PRP":
        return not syntax.about(token.head, lexicon()["to_whom"])
    told = verb.relation == "ccomp" and syntax.about(verb.head, lexicon()["to_whom"])
    if syntax.lowers[subject] == "it":
        return token.tag.startswith("NN") and not told
    return token.tag.startswith("NN") and not (told or verb.relation in {"relcl", "acl"})


def _loosely_joined(syntax: Syntax, stretch: Stretch) -> bool:
    """Whether a verb without a subject follows a comma only: "he came back, was so happy"."""
    for i in stretch.tokens:
        token = syntax.tokens[i]
        if token.relation == "conj" and token.tag in FINITE and syntax.child(i, *SUBJECTS) is None:
            between = {syntax.lowers[k] for k in range(token.head, i)}
            if "," in between and not between & {"and", "or", "but", "then"}:
                return True
    return False


def contradicts(syntax: Syntax, stretch: Stretch) -> bool:
    """Whether it only takes back what was said to them: "no they do"."""
    return syntax.lowers[stretch.tokens[0]] in _ANSWERS and len(stretch.tokens) <= _SHORT


JUDGES = (not_plain, asks, breaks_off, leans, no_verb, halting, runs_on, contradicts)
