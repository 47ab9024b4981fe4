"""Plain words drawn at random: ten to open a record when the passphrase is lost, a few to suggest as one."""

from functools import cache
from secrets import choice

from holdspace.domain.people import Private
from holdspace.shelf import read

RECOVERY_WORDS = (
    10  # of 2,048: 110 bits, more than anybody can try, so nothing slow is needed to guard them
)
SUGGESTED_WORDS = 5  # 55 bits, which argon2id guards


@cache
def plain_words() -> tuple[str, ...]:
    """Return the list, in order. Raises BrokenData where it is missing."""
    return tuple(read("vault", "words", "en.toml")["words"].split())


def recovery_words() -> Private:
    """Draw ten words, to be shown once."""
    return _drawn(RECOVERY_WORDS)


def suggested_passphrase() -> Private:
    """Draw a few words a person may take as their passphrase; the shortest are still long enough."""
    return _drawn(SUGGESTED_WORDS)


def unknown_words(typed: Private) -> tuple[int, ...]:
    """Return which of the typed words, counted from 1, are not on the list, so that a slip is found without being shown."""
    words = typed.text.casefold().replace("-", " ").split()
    known = frozenset(plain_words())
    return tuple(n for n, word in enumerate(words, 1) if word not in known)


def _drawn(count: int) -> Private:
    """Draw words; not from the dice port, which a test can foresee."""
    return Private(" ".join(choice(plain_words()) for _ in range(count)))
