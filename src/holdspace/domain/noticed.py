"""What somebody answered to what was noticed in their own entries: whether it may look at all, what fits, and what is let go of."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce

from holdspace.domain.marks import Mark
from holdspace.domain.people import Private

MOST_KEPT = 200  # of what fits, the oldest give way
MOST_LET_GO = 2_000
LONGEST_KEPT = 400  # characters of a sentence, as they may change it


@dataclass(frozen=True, slots=True)
class Fits:
    """Something noticed that they said fits, in the words they want for it."""

    key: Private
    says: Private
    on: date
    mark: Mark = Mark.ME


@dataclass(frozen=True, slots=True)
class Noticed:
    """All of it, for one person.

    Its fields are written into envelopes and files: a new one needs a default, so that what was kept before opens as usual.
    """

    looks: bool | None = None  # whether it may look; None where they were not asked, or did not say
    fits: tuple[Fits, ...] = ()
    let_go: tuple[Private, ...] = ()  # by their keys; these are never shown again

    @property
    def answered(self) -> frozenset[Private]:
        """By their keys, all that was answered either way."""
        return frozenset((*(each.key for each in self.fits), *self.let_go))

    @property
    def words(self) -> frozenset[Private]:
        """Everything in it that may hold words of theirs."""
        return self.answered | {each.says for each in self.fits}

    def keeping(self, fits: Fits) -> "Noticed":
        """Return it with something that fits, in place of what was kept of the same before."""
        others = tuple(each for each in self.fits if each.key != fits.key)
        return replace(self, fits=(*others, fits)[-MOST_KEPT:])

    def letting_go(self, key: Private) -> "Noticed":
        """Return it with something let go of for good."""
        fits = tuple(each for each in self.fits if each.key != key)
        others = tuple(each for each in self.let_go if each != key)
        return replace(self, fits=fits, let_go=(*others, key)[-MOST_LET_GO:])

    def showing_again(self, key: Private) -> "Noticed":
        """Return it with something no longer let go of: it may be noticed again."""
        return replace(self, let_go=tuple(each for each in self.let_go if each != key))

    def beside(self, other: "Noticed") -> "Noticed":
        """Return it with what another holds and it does not; what was let go of in either is."""
        let_go = tuple(dict.fromkeys((*other.let_go, *self.let_go)))
        mine = {each.key for each in self.fits} | set(let_go)
        fits = (*(each for each in other.fits if each.key not in mine), *self.fits)
        kept = tuple(each for each in fits if each.key not in let_go)
        looks = other.looks if self.looks is None else self.looks
        return Noticed(looks, kept[-MOST_KEPT:], let_go[-MOST_LET_GO:])


def together(found: Iterable[Noticed]) -> Noticed:
    """Return all of it as one; what comes first rules."""
    return reduce(Noticed.beside, found, Noticed())
